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
  /// What may stand on one side of a trigger.
  let sides: Table<Side>
  /// How each pattern is looked up.
  let lookups: Table<Lookup>
  /// What is looked up under each word.
  let triggers: TriggerIndex
  /// The group of each word, 0…63: forms of one verb and words of one class tend to share it.
  let groups: Table<UInt8>
  /// For each word the roles it plays, one bit each.
  let roleBits: Table<UInt64>
  /// What most words lack, so that little is asked of them; see `Fact`.
  let facts: Table<UInt8>
  /// For each word that begins rated phrases bits of the words that come second.
  let phraseSeconds: Table<UInt64>
  /// The first number of the words that are rated and nothing else: no cue, class or rule knows them.
  let firstRated: UInt32
  /// Rating of each word, −4…4; 0 for most.
  let ratings: Table<Float>
  /// Start of each word's run in `phrases`, by number.
  let phraseStarts: Table<Int32>
  /// Rated phrases of several words.
  let phrases: Table<Phrase>
  /// The words of all phrases but their first ones.
  let phraseWords: Table<UInt32>
  /// The reasons' names, in the order of the file.
  let reasons: [String]
  /// Names of well-known services.
  let services: KnownServices

  /// Unpacks a copy of what `GrammarTables.write` wrote.
  convenience init(copying bytes: [UInt8]) {
    let arena = Arena()
    var index = -1
    let copy = arena.table(bytes.count) {
      index &+= 1
      return bytes[index]
    }
    self.init(compiled: copy, arena: arena)
  }

  /// Unpacks what `GrammarTables.write` wrote, which has to stay where it is: some tables are read in place.
  init(compiled bytes: Table<UInt8>, arena: Arena = Arena()) {
    self.arena = arena
    var reader = TableReader(bytes)
    vocabulary = Vocabulary(reader.number(), arena: arena) { reader.word() }
    let words = vocabulary.count
    var expansions: [UInt32: [UInt32]] = [:]
    for (word, parts) in reader.list({ (UInt32($0.number()), $0.list { UInt32($0.number()) }) }) {
      expansions[word] = parts
    }
    self.expansions = expansions
    expandable = (expansions.keys.min() ?? 0)..<(expansions.keys.max().map { $0 + 1 } ?? 0)
    forms = reader.row(words, in: arena, rest: 0) { UInt8($0.number()) }
    sets = WordSets(from: &reader, arena: arena)
    elements = PackedElements(flags: reader.flags(), values: reader.packed())
    var first: Int32 = 0
    patterns = reader.row(in: arena) { reader in
      let count = Int32(reader.number())
      defer { first += count }
      return Pattern(
        first: first, count: count, anchor: Int32(reader.number()), cue: Int32(reader.number()),
        kind: Cue.Kind(rawValue: UInt8(reader.number())) ?? .shield, weight: reader.decimal(),
        reason: Int32(reader.number()) - 1)
    }
    let sides = reader.list { ($0.word(), $0.word()) }
    var side = -1
    self.sides = arena.table(sides.count) {
      side &+= 1
      return Side(next: sides[side].0, second: sides[side].1)
    }
    let around = reader.list { (UInt16($0.number()), UInt16($0.number())) }
    let reach = reader.list { (Int16($0.number()) - 1, Int16($0.number()) - 1) }
    var index = -1
    lookups = arena.table(patterns.count) { [patterns] in
      index &+= 1
      let pattern = patterns[index]
      let nearest = Int8(reader.number() - 128)
      return Lookup(
        before: around[index].0, after: around[index].1, first: pattern.first, count: UInt8(pattern.count),
        anchor: UInt8(pattern.anchor), nearest: nearest, farthest: nearest + Int8(reader.number()),
        targetBefore: Int8(min(reach[index].0, 127)), targetAfter: Int8(min(reach[index].1, 127)),
        skipsCommas: pattern.kind.skipsCommas)
    }
    triggers = TriggerIndex(from: &reader, words: words, arena: arena)
    firstRated = UInt32(reader.number())
    roleBits = reader.row(words, in: arena, rest: 0) { UInt64($0.number()) }
    groups = reader.row(in: arena) { UInt8($0.number()) }
    let unrated = reader.number()
    var word = 0
    ratings = reader.row(in: arena) { reader in
      word &+= 1
      return word <= unrated ? 0 : reader.decimal()
    }
    var starts = Array(repeating: Int32(0), count: words + 1)
    var start: Int32 = 0
    phrases = reader.row(in: arena) { reader in
      starts[reader.number() &+ 1] += 1
      let count = Int32(reader.number())
      defer { start += count }
      return Phrase(second: UInt32(reader.number()), start: start, count: count, rating: reader.decimal())
    }
    phraseWords = reader.row(in: arena) { UInt32($0.number()) }
    for word in 0..<words { starts[word &+ 1] += starts[word] }
    word = -1
    phraseStarts = arena.table(words + 1) {
      word &+= 1
      return starts[word]
    }
    phraseSeconds = arena.table(words, of: 0) { [phrases] seconds in
      for word in 0..<words {
        for at in Int(starts[word])..<Int(starts[word + 1]) {
          seconds[word] |= Grammar.sieveBit(phrases[at].second)
        }
      }
    }
    word = -1
    facts = arena.table(words) { [roleBits, ratings] in
      word &+= 1
      return Grammar.facts(of: UInt32(word), roles: roleBits[word], ratings[word], starts[word] < starts[word &+ 1])
    }
    reasons = reader.list { $0.text() }
    services = KnownServices(
      reader.list { ($0.list { $0.word() }, $0.number() == 1) }, arena: arena)
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
  }

  private static func facts(of word: UInt32, roles: UInt64, _ rating: Float, _ beginsPhrase: Bool) -> UInt8 {
    func plays(_ role: Role) -> Bool { roles & 1 << UInt64(role.rawValue) != 0 }
    var facts: UInt8 = 0
    if rating != 0 || beginsPhrase || plays(.denial) || word == Mark.rival { facts |= Fact.tone }
    if word >= Mark.stop && word <= Mark.lastBoundary || plays(.contrast) { facts |= Fact.parting }
    if plays(.first) || plays(.mine) { facts |= Fact.own }
    return facts
  }

  /// A rated phrase of several words: where those behind the first stand in `phraseWords`.
  struct Phrase: BitwiseCopyable, Sendable {
    /// The word behind the first, by which most phrases are turned down.
    var second: UInt32
    var start: Int32
    var count: Int32
    var rating: Float
  }

  /// What may stand on one side of a pattern's trigger: one bit for each group of words.
  struct Side: BitwiseCopyable, Sendable {
    /// The words next to the trigger.
    var next: UInt64
    /// The words one further on.
    var second: UInt64
  }

  /// How a pattern is looked up, in few bytes.
  struct Lookup: BitwiseCopyable, Sendable {
    /// What may stand on either side of the trigger, in `sides`.
    var before: UInt16
    var after: UInt16
    /// Its first element, how many it has and which one is the anchor.
    var first: Int32
    var count: UInt8
    var anchor: UInt8
    /// Least and greatest distance of the anchor from the trigger, in tokens.
    var nearest: Int8
    var farthest: Int8
    /// How many tokens before or behind the trigger the service has to be named at most; −1 when it need not be.
    var targetBefore: Int8
    var targetAfter: Int8
    /// Whether a comma between two of its words may be passed over.
    var skipsCommas: Bool
  }

  /// Word classes that the rules themselves ask for; `words.txt` defines each under its name.
  enum Role: Int, CaseIterable, Sendable {
    case first, second, third, people, negator, hedge, future, counterfactual, condition, contrast, obligation
    case desire, attempt, doubt, instruction, intensifier, dampener, question, because, mine, yours, theirs, past
    case thirdPerson, auxiliary, link, other, common, relative, opener, denial, update, preposition, collective, thing
  }

  /// One bit of 64 for a word: what a set's sieve lacks, the set lacks.
  @inline(__always) static func sieveBit(_ word: UInt32) -> UInt64 {
    1 &<< UInt64((word &* 0x9E37_79B1) &>> 26)
  }

  /// Whether a word plays a role.
  @inline(__always) func plays(_ word: UInt32, _ role: Role) -> Bool {
    roleBits[Int(word)] & (1 &<< UInt64(role.rawValue)) != 0
  }

  /// Whether there is nothing to read with.
  var isEmpty: Bool { patterns.isEmpty }
}
