/// One language's lexicon, compiled: vocabulary, word classes, inflected forms, patterns, rated words, reasons.
struct Grammar: Sendable {
  var language = ""
  var vocabulary = Vocabulary()
  /// Words that stand for several ("gonna": "going", "to"), by number.
  var expansions: [UInt32: [UInt32]] = [:]
  /// The numbers among which `expansions` has keys.
  var expandable: Range<UInt32> = 0..<0
  /// Forms a word can be, by number; see `Form`.
  var forms: [UInt8] = []
  /// Bits of every set, `stride` words of 64 bits for each.
  var bits: [UInt64] = []
  var stride = 0
  var elements: [Element] = []
  var patterns: [Pattern] = []
  /// Start of each word's run in `anchored`.
  var anchorStarts: [Int32] = []
  var anchored: [Int32] = []
  /// Sets that the rules ask for by name, in the order of `Role`.
  var roles: [Int32] = []
  /// For each word the roles it plays, one bit each.
  var roleBits: [UInt64] = []
  /// Rating of each word, −4…4; 0 for most.
  var ratings: [Float] = []
  /// Multi-word rated phrases are patterns of their own in `phrases`, keyed by first word.
  var phraseStarts: [UInt32: [Phrase]] = [:]
  /// The reasons' names, in the order of the file.
  var reasons: [String] = []
  /// Names of well-known services, as runs of hashes keyed by the first.
  var services: [UInt64: [[UInt64]]] = [:]
  /// Known services whose name is also a common word: only with a capital.
  var ambiguousServices: Set<UInt64> = []

  /// Forms that an inflected word can be.
  enum Form {
    static let base: UInt8 = 1
    static let third: UInt8 = 2
    static let past: UInt8 = 4
    static let participle: UInt8 = 8
    static let gerund: UInt8 = 16
  }

  /// A rated phrase of several words.
  struct Phrase: Sendable {
    var rest: [UInt32]
    var rating: Float
  }

  /// Word classes that the rules themselves ask for; `words.txt` defines each under its name.
  enum Role: Int, CaseIterable, Sendable {
    case first, second, third, people, negator, hedge, future, counterfactual, condition, contrast, obligation
    case desire, attempt, doubt, instruction, intensifier, dampener, question, because, mine, yours, theirs, past
    case thirdPerson, auxiliary, link, other, common, update, relative, opener, service, sarcasm, quoter
  }

  /// Whether a word plays a role.
  @inline(__always) func plays(_ word: UInt32, _ role: Role) -> Bool {
    roleBits[Int(word)] & (1 &<< UInt64(role.rawValue)) != 0
  }

  /// Whether a word is in a set.
  @inline(__always) func isMember(_ word: UInt32, of set: UInt32) -> Bool {
    let index = Int(word &>> 6)
    return index < stride && bits[Int(set) &* stride &+ index] & (1 &<< UInt64(word & 63)) != 0
  }

  /// Whether there is nothing to read with.
  var isEmpty: Bool { patterns.isEmpty }
}
