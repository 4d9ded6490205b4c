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
  let words: WordTable
  /// Whether single words speak for a side.
  let leans: Bool
  /// Whether every noun has a capital, so that one tells no name.
  let capitalisesNouns: Bool
  let sets: WordSets
  /// What is known of each pattern; those of a cue share most of it.
  let patterns: SharedTable<Pattern, UInt16>
  /// How patterns are looked up, and what is barred around them; the first lookup never fits.
  let lookups: Lookups
  /// What each lookup bars around its trigger, in one place of memory: all are asked for that, and few for more.
  let barred: Table<Surroundings>
  /// What the patterns ask for.
  let steps: PatternSteps
  /// What is looked up under each word.
  let triggers: TriggerIndex
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
    words = WordTable(from: &reader)
    leans = reader.number() == 1
    capitalisesNouns = reader.number() == 1
    sets = WordSets(members: reader.table())
    patterns = SharedTable(from: &reader)
    lookups = Lookups(from: &reader)
    barred = reader.table()
    steps = PatternSteps(from: &reader)
    triggers = TriggerIndex(from: &reader)
    firstRated = UInt32(reader.number())
    phrases = PhraseTable(from: &reader)
    reasons = reader.list { $0.text() }
    services = KnownServices(from: &reader)
    boundariesInCues = UInt32(reader.number())
  }

  /// Whether there is nothing to read with.
  var isEmpty: Bool { patterns.isEmpty }
}
