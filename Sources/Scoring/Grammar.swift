/// One language's lexicon, compiled: vocabulary, word classes, inflected forms, patterns, rated words, reasons.
///
/// A class, so that handing it on costs one reference; it never changes after it was built.
final class Grammar: Sendable {
  let language: String
  let vocabulary: Vocabulary
  /// Words that stand for several ("gonna": "going", "to"), by number.
  let expansions: [UInt32: [UInt32]]
  /// The numbers among which `expansions` has keys.
  let expandable: Range<UInt32>
  /// Forms a word can be, by number; see `Form`.
  let forms: [UInt8]
  /// Bits of every set, `stride` words of 64 bits for each.
  let bits: [UInt64]
  let stride: Int
  /// One word of 64 bits for each set, from `sieveBit` of its members.
  let sieves: [UInt64]
  let elements: [Element]
  let patterns: [Pattern]
  /// Start of each word's run in `candidates`.
  let anchorStarts: [Int32]
  /// The patterns that a word may anchor, with what must stand beside it.
  let candidates: [Candidate]
  /// For each word the roles it plays, one bit each.
  let roleBits: [UInt64]
  /// The first number of the words that are rated and nothing else: no cue, class or rule knows them.
  let firstRated: UInt32
  /// Rating of each word, −4…4; 0 for most.
  let ratings: [Float]
  /// Whether a rated phrase begins with the word, by number.
  let startsPhrase: [Bool]
  /// Rated phrases of several words by their first.
  let phraseStarts: [UInt32: [Phrase]]
  /// The reasons' names, in the order of the file.
  let reasons: [String]
  /// Names of well-known services, as runs of hashes keyed by the first.
  let services: [UInt64: [[UInt64]]]
  /// Known services whose name is also a common word: only with a capital.
  let ambiguousServices: Set<UInt64>
  /// One bit for each value of the lowest ten bits of a hash that begins a known service's name.
  let serviceFilter: [UInt64]

  init(_ tables: GrammarTables) {
    language = tables.language
    vocabulary = tables.vocabulary
    expansions = tables.expansions
    expandable = tables.expandable
    forms = tables.forms
    bits = tables.bits
    stride = tables.stride
    sieves = tables.sieves
    elements = tables.elements
    patterns = tables.patterns
    anchorStarts = tables.anchorStarts
    candidates = tables.candidates
    roleBits = tables.roleBits
    firstRated = tables.firstRated
    ratings = tables.ratings
    var starts = Array(repeating: false, count: tables.ratings.count)
    for word in tables.phraseStarts.keys { starts[Int(word)] = true }
    startsPhrase = starts
    phraseStarts = tables.phraseStarts
    reasons = tables.reasons
    services = tables.services
    ambiguousServices = tables.ambiguousServices
    var filter = Array(repeating: UInt64(0), count: 16)
    for first in tables.services.keys { filter[Int(first & 1023) >> 6] |= 1 << (first & 63) }
    serviceFilter = filter
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

  /// A pattern under one of its anchor words, with the neighbour that can be checked at once.
  struct Candidate: Sendable {
    var pattern: Int32
    /// The word or set that must stand beside the anchor; −1 when nothing can be said at once.
    var beside: Int32 = -1
    /// Whether `beside` is a set, and whether it follows the anchor or precedes it.
    var besideIsSet = false
    var follows = true
    /// Whether the pattern names the service.
    var needsTarget = false
    /// Sieve bits of the words that may stand beside; all ones when any may.
    var sieve = ~UInt64(0)
  }

  /// Word classes that the rules themselves ask for; `words.txt` defines each under its name.
  enum Role: Int, CaseIterable, Sendable {
    case first, second, third, people, negator, hedge, future, counterfactual, condition, contrast, obligation
    case desire, attempt, doubt, instruction, intensifier, dampener, question, because, mine, yours, theirs, past
    case thirdPerson, auxiliary, link, other, common, relative, opener, denial
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
  var vocabulary = Vocabulary()
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
  var roleBits: [UInt64] = []
  var firstRated = UInt32.max
  var ratings: [Float] = []
  var phraseStarts: [UInt32: [Grammar.Phrase]] = [:]
  var reasons: [String] = []
  var services: [UInt64: [[UInt64]]] = [:]
  var ambiguousServices: Set<UInt64> = []
}
