/// One language's lexicon, compiled: vocabulary, word classes, inflected forms, patterns, rated words, reasons.
///
/// A class, so that handing it on costs one reference; it never changes after it was built.
final class Grammar: Sendable {
  /// Owner of what the tables show.
  let arena: Arena
  let vocabulary: Vocabulary
  /// Words that stand for several ("gonna": "going", "to"), by number.
  let expansions: [UInt32: [UInt32]]
  /// The numbers among which `expansions` has keys.
  let expandable: Range<UInt32>
  /// Forms a word can be, by number; see `Form`.
  let forms: Table<UInt8>
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
  /// How each word is looked up; words that are only rated share the last mark.
  let marks: Table<WordMark>
  /// For each word the roles it plays, one bit each.
  let roleBits: Table<UInt64>
  /// What most words lack, so that little is asked of them; see `Fact`.
  let facts: Table<UInt8>
  /// The first number of the words that are rated and nothing else: no cue, class or rule knows them.
  let firstRated: UInt32
  /// Rating of each word, −4…4; 0 for most.
  let ratings: Table<Float>
  /// How far each word speaks for a side; empty for a language without such words.
  let leanings: Table<Leaning>
  /// Rated phrases of several words.
  let phrases: PhraseTable
  /// The reasons' names, in the order of the file.
  let reasons: [String]
  /// Names of well-known services.
  let services: KnownServices

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
    var expansions: [UInt32: [UInt32]] = [:]
    for parts in reader.list({ $0.table(of: UInt32.self).whole }) { expansions[parts[0]] = Array(parts.dropFirst()) }
    self.expansions = expansions
    expandable = (expansions.keys.min() ?? 0)..<(expansions.keys.max().map { $0 + 1 } ?? 0)
    forms = reader.table()
    sets = WordSets(from: &reader)
    elements = PackedElements(reader.table())
    patterns = reader.table()
    nearby = reader.table()
    lookups = reader.table()
    lookedUp = reader.table()
    triggers = TriggerIndex(from: &reader)
    surroundings = Surroundings(from: &reader)
    marks = reader.table()
    firstRated = UInt32(reader.number())
    roleBits = reader.table()
    facts = reader.table()
    ratings = reader.table()
    leanings = reader.table()
    phrases = PhraseTable(from: &reader)
    reasons = reader.list { $0.text() }
    services = KnownServices(from: &reader)
  }

  /// Forms that an inflected word can be.
  enum Form {
    static let base: UInt8 = 1
    static let third: UInt8 = 2
    static let past: UInt8 = 4
    static let participle: UInt8 = 8
    static let gerund: UInt8 = 16
  }

  /// What a word may be asked for, one bit each.
  enum Fact {
    /// It is rated, denies, begins a rated phrase or names another service.
    static let tone: UInt8 = 1
    /// It parts clauses.
    static let parting: UInt8 = 2
    /// It is the speaker, or the speaker's.
    static let own: UInt8 = 4
    /// It begins a rated phrase of several words.
    static let beginsPhrase: UInt8 = 8
    /// It comes second in one.
    static let continuesPhrase: UInt8 = 16
    /// It names a service or may be a name.
    static let naming: UInt8 = 32
    /// It may begin a late addition.
    static let update: UInt8 = 64
  }

  static func facts(of word: UInt32, roles: UInt64, _ rating: Float, _ beginsPhrase: Bool) -> UInt8 {
    func plays(_ role: Role) -> Bool { roles & 1 << UInt64(role.rawValue) != 0 }
    var facts: UInt8 = 0
    if rating != 0 || beginsPhrase || plays(.denial) || word == Mark.rival { facts |= Fact.tone }
    if word >= Mark.stop && word <= Mark.lastBoundary || plays(.contrast) { facts |= Fact.parting }
    if plays(.first) || plays(.mine) { facts |= Fact.own }
    if word == Mark.target || word == Mark.rival || word == Mark.name { facts |= Fact.naming }
    if plays(.update) { facts |= Fact.update }
    return facts
  }

  /// How a word is looked up.
  struct WordMark: BitwiseCopyable, Sendable {
    /// Its family in `triggers`, 0 for none.
    var family: UInt32
    /// Its key in `surroundings`, and in the lower six bits its group in `triggers`: forms of one verb and words of one
    /// class tend to share it.
    var key: UInt32
    /// Where its row in `surroundings` begins.
    var row: UInt32

    /// Its group in `triggers`, 0…63.
    @inline(__always) var group: Int { Int(key & 63) }
  }

  /// Places in `surroundings` next to a trigger: one word before it, two before, one behind, two behind.
  struct Nearby: BitwiseCopyable, Hashable, Sendable {
    var before: UInt16
    var beforeThat: UInt16
    var after: UInt16
    var afterThat: UInt16
  }

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

      /// Any word, and so none.
      static let none = Distant(place: 0, nearest: 1, farthest: 1)
    }

    /// Words beyond this distance are not looked for.
    static let mostDistant = 12
  }

  /// Word classes that the rules themselves ask for; `words.txt` defines each under its name.
  enum Role: Int, CaseIterable, Sendable {
    case first, second, third, people, negator, hedge, future, counterfactual, condition, contrast, obligation
    case desire, attempt, doubt, instruction, intensifier, dampener, question, because, mine, yours, theirs, past
    case thirdPerson, auxiliary, link, other, common, relative, opener, denial, update, preposition, collective, thing
    case move, transfer, passing
  }

  /// Whether a word plays a role.
  @inline(__always) func plays(_ word: UInt32, _ role: Role) -> Bool {
    roleBits[Int(word)] & (1 &<< UInt64(role.rawValue)) != 0
  }

  /// Whether there is nothing to read with.
  var isEmpty: Bool { patterns.isEmpty }
}
