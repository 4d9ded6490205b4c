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
  let elements: Table<Element>
  let patterns: Table<Pattern>
  /// Start of each word's run in `candidates`.
  let anchorStarts: Table<Int32>
  /// The patterns that a word may anchor.
  let candidates: Table<Candidate>
  /// What may stand around each pattern's anchor.
  let surroundings: Table<Surroundings>
  /// The group of each word, 0…63: forms of one verb and words of one class tend to share it.
  let groups: Table<UInt8>
  /// For each word the roles it plays, one bit each.
  let roleBits: Table<UInt64>
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

  /// Unpacks what `GrammarTables.write` wrote.
  init(compiled bytes: Table<UInt8>) {
    let arena = Arena()
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
    elements = reader.row(in: arena) { reader in
      let flags = UInt8(reader.number())
      return Element(
        kind: Element.Kind(rawValue: flags & 7) ?? .word, isOptional: flags & 8 != 0, isVerb: flags & 16 != 0,
        value: UInt32(reader.number()))
    }
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
    surroundings = reader.row(in: arena) { reader in
      let before = sides[reader.number()]
      let after = sides[reader.number()]
      return Surroundings(before: before.0, after: after.0, beforeThat: before.1, afterThat: after.1)
    }
    let reach = reader.list { (Int16($0.number()) - 1, Int16($0.number()) - 1) }
    let index = AnchorIndex(patterns, elements, sets, reach: reach, words: words, arena: arena)
    anchorStarts = index.starts
    candidates = index.candidates
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

  /// A rated phrase of several words: where those behind the first stand in `phraseWords`.
  struct Phrase: BitwiseCopyable, Sendable {
    /// The word behind the first, by which most phrases are turned down.
    var second: UInt32
    var start: Int32
    var count: Int32
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
    case thirdPerson, auxiliary, link, other, common, relative, opener, denial, update, preposition, collective
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
