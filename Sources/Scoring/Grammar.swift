/// One language's lexicon, compiled: vocabulary, word classes, inflected forms, patterns, rated words, reasons.
///
/// A class, so that handing it on costs one reference; it never changes after it was built.
final class Grammar: Sendable {
  /// Owner of what the tables show.
  private let arena = Arena()
  let language: String
  /// The BCP 47 tags of the language, in lower case.
  let tags: [String]
  let vocabulary: Vocabulary
  /// Words that stand for several ("gonna": "going", "to"), by number.
  let expansions: [UInt32: [UInt32]]
  /// The numbers among which `expansions` has keys.
  let expandable: Range<UInt32>
  /// Forms a word can be, by number; see `Form`.
  let forms: Table<UInt8>
  /// Bits of every set, `stride` words of 64 bits for each.
  let bits: Table<UInt64>
  let stride: Int
  /// One word of 64 bits for each set, from `sieveBit` of its members.
  let sieves: Table<UInt64>
  let elements: Table<Element>
  let patterns: Table<Pattern>
  /// Start of each word's run in `candidates`.
  let anchorStarts: Table<Int32>
  /// The patterns that a word may anchor.
  let candidates: Table<Candidate>
  /// What may stand around each of them.
  let surroundings: Table<Surroundings>
  /// The group of each word, 0…63: forms of one verb and words of one class tend to share it.
  let groups: Table<UInt8>
  /// For each word the roles it plays, one bit each.
  let roleBits: Table<UInt64>
  /// The first number of the words that are rated and nothing else: no cue, class or rule knows them.
  let firstRated: UInt32
  /// Rating of each word, −4…4; 0 for most.
  let ratings: Table<Float>
  /// Whether a rated phrase begins with the word, by number.
  let startsPhrase: Table<Bool>
  /// Rated phrases of several words by their first.
  let phraseStarts: [UInt32: [Phrase]]
  /// The reasons' names, in the order of the file.
  let reasons: [String]
  /// Names of well-known services.
  let services: KnownServices

  init(_ tables: GrammarTables) {
    language = tables.language
    tags = tables.tags
    vocabulary = Vocabulary(tables.vocabulary.hashes, arena: arena)
    expansions = tables.expansions
    expandable = tables.expandable
    forms = arena.table(tables.forms)
    bits = arena.table(tables.bits)
    stride = tables.stride
    sieves = arena.table(tables.sieves)
    elements = arena.table(tables.elements)
    patterns = arena.table(tables.patterns)
    anchorStarts = arena.table(tables.anchorStarts)
    candidates = arena.table(tables.candidates)
    surroundings = arena.table(tables.surroundings)
    groups = arena.table(tables.groups)
    roleBits = arena.table(tables.roleBits)
    firstRated = tables.firstRated
    ratings = arena.table(tables.ratings)
    var starts = Array(repeating: false, count: tables.ratings.count)
    for word in tables.phraseStarts.keys { starts[Int(word)] = true }
    startsPhrase = arena.table(starts)
    phraseStarts = tables.phraseStarts
    reasons = tables.reasons
    services = KnownServices(tables.services, ambiguous: tables.ambiguousServices, arena: arena)
  }

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

  /// What may stand around a pattern's anchor: for each of the two words on either side one bit for each group of words
  /// that may stand there.
  struct Surroundings: BitwiseCopyable, Sendable {
    /// The words next to the anchor.
    var before = ~UInt64(0)
    var after = ~UInt64(0)
    /// The words one further on.
    var beforeThat = ~UInt64(0)
    var afterThat = ~UInt64(0)
  }

  /// A pattern under one of its anchor words.
  struct Candidate: BitwiseCopyable, Sendable {
    var pattern: Int32
    /// How many tokens before or behind the anchor the service has to be named at most; −1 when it need not be.
    var targetBefore: Int16 = -1
    var targetAfter: Int16 = -1
  }

  /// Word classes that the rules themselves ask for; `words.txt` defines each under its name.
  enum Role: Int, CaseIterable, Sendable {
    case first, second, third, people, negator, hedge, future, counterfactual, condition, contrast, obligation
    case desire, attempt, doubt, instruction, intensifier, dampener, question, because, mine, yours, theirs, past
    case thirdPerson, auxiliary, link, other, common, relative, opener, denial, update
  }

  /// One bit of 64 for a word: what a set's sieve lacks, the set lacks.
  @inline(__always) static func sieveBit(_ word: UInt32) -> UInt64 {
    1 &<< UInt64((word &* 0x9E37_79B1) &>> 26)
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

/// The tables of a grammar while they are built; what they hold is said at `Grammar`.
struct GrammarTables: Sendable {
  var language = ""
  var tags: [String] = []
  var vocabulary = GrowingVocabulary()
  var expansions: [UInt32: [UInt32]] = [:]
  var expandable: Range<UInt32> = 0..<0
  var forms: [UInt8] = []
  var bits: [UInt64] = []
  var stride = 0
  var sieves: [UInt64] = []
  var elements: [Element] = []
  var patterns: [Pattern] = []
  var anchorStarts: [Int32] = []
  var candidates: [Grammar.Candidate] = []
  var surroundings: [Grammar.Surroundings] = []
  var groups: [UInt8] = []
  var roleBits: [UInt64] = []
  var firstRated = UInt32.max
  var ratings: [Float] = []
  var phraseStarts: [UInt32: [Grammar.Phrase]] = [:]
  var reasons: [String] = []
  var services: [[UInt64]] = []
  var ambiguousServices: Set<UInt64> = []
}
