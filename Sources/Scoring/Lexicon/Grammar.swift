/// One language's lexicon, compiled: vocabulary, word classes, inflected forms, patterns, rated words, reasons.
///
/// A class, so that handing it on costs one reference; it never changes after it was built.
final class Grammar: Sendable {
  /// Owner of what the tables show.
  let arena: Arena
  let vocabulary: Vocabulary
  /// Words that stand for several ("gonna": "going", "to"), by number.
  let shortForms: ShortForms
  /// What is known of each word, by number.
  let words: Table<Word>
  /// Whether single words speak for a side.
  let leans: Bool
  /// Whether every noun has a capital, so that one tells no name.
  let capitalisesNouns: Bool
  let sets: WordSets
  let elements: PackedElements
  let patterns: Table<Pattern>
  /// How patterns are looked up, and which, one lookup's behind the other's.
  let nearby: Table<Nearby>
  let lookups: Table<Lookup>
  let lookedUp: Table<UInt16>
  /// What is looked up under each word.
  let triggers: TriggerIndex
  /// Which words may stand around a pattern's trigger.
  let surroundings: Surroundings
  /// The first number of the words that are rated and nothing else: no cue, class or rule knows them.
  let firstRated: UInt32
  /// Rated phrases of several words.
  let phrases: PhraseTable
  /// The reasons' names, in the order of the file.
  let reasons: [String]
  /// Names of well-known services.
  let services: KnownServices
  /// The marks that part sentences, lines or clauses and stand in some pattern, one bit for each number.
  let boundariesInCues: UInt32

  /// The grammar that `GrammarTables.write` wrote; the bytes are copied.
  convenience init(copying bytes: [UInt8]) {
    let arena = Arena()
    self.init(image: arena.table(bytes), arena: arena)
  }

  /// The grammar that `GrammarTables.write` wrote and `SevenBits` turned into characters.
  convenience init(characters: Table<UInt8>) {
    let arena = Arena()
    self.init(image: SevenBits.bytes(of: characters, in: arena), arena: arena)
  }

  private init(image: Table<UInt8>, arena: Arena) {
    self.arena = arena
    var reader = TableReader(image)
    vocabulary = Vocabulary(reader.table(), words: reader.number())
    shortForms = ShortForms(from: &reader)
    words = reader.table()
    leans = reader.number() == 1
    capitalisesNouns = reader.number() == 1
    sets = WordSets(from: &reader)
    elements = PackedElements(reader.table())
    patterns = reader.table()
    nearby = reader.table()
    lookups = reader.table()
    lookedUp = reader.table()
    triggers = TriggerIndex(from: &reader)
    surroundings = Surroundings(from: &reader)
    firstRated = UInt32(reader.number())
    phrases = PhraseTable(from: &reader)
    reasons = reader.list { $0.text() }
    services = KnownServices(from: &reader)
    boundariesInCues = Grammar.boundaries(in: elements, of: patterns, sets, words)
  }

  /// The marks that part sentences, lines or clauses among the words of patterns.
  private static func boundaries(
    in elements: PackedElements, of patterns: Table<Pattern>, _ sets: WordSets, _ words: Table<Word>
  ) -> UInt32 {
    var marks: UInt32 = 0
    var lastSet: UInt32 = 0
    for number in 0..<patterns.count {
      let first = Int(patterns[number].first)
      for place in first..<first + Int(patterns[number].count) {
        let element = elements[place]
        if element.kind == .word, element.value <= Mark.lastBoundary { marks |= 1 &<< element.value }
        if element.kind == .set { lastSet = max(lastSet, element.value + 1) }
      }
    }
    for set in 0..<lastSet {
      for mark in Mark.stop...Mark.lastBoundary
      where sets.contains(mark, key: words[Int(mark)].mark.key, in: set) {
        marks |= 1 &<< mark
      }
    }
    return marks
  }

  /// Places in `surroundings` next to a trigger: two words before it, one before, one behind, two behind.
  typealias Nearby = SIMD4<UInt16>

  /// How patterns are looked up that ask the same of the words around their trigger, in few bytes.
  struct Lookup: BitwiseCopyable, Hashable, Sendable {
    /// A word that has to stand farther away, on either side.
    var farBefore: Distant
    var farAfter: Distant
    /// Least and greatest distance of the anchor from the trigger, in tokens.
    var nearest: Int8
    var farthest: Int8
    /// Where the patterns stand in `lookedUp`, and how many there are.
    var first: UInt16 = 0
    var count: UInt16 = 0

    /// A word that has to stand between so many and so many tokens away from the trigger.
    struct Distant: BitwiseCopyable, Hashable, Sendable {
      var place: UInt16
      var nearest: UInt8
      var farthest: UInt8

      /// Among how many words it stands.
      @inline(__always) var count: Int { Int(farthest &- nearest) &+ 1 }

      /// Any word, and so none.
      static let none = Distant(place: 0, nearest: 1, farthest: 1)
    }

    /// Words beyond this distance are not looked for.
    static let mostDistant = 12
  }

  /// Whether a pattern asks for another service as such (`{R}`).
  func asksForRival(_ pattern: Pattern) -> Bool {
    (Int(pattern.first)..<Int(pattern.first + pattern.count)).contains { elements[$0].kind == .rival }
  }

  /// Whether there is nothing to read with.
  var isEmpty: Bool { patterns.isEmpty }
}
