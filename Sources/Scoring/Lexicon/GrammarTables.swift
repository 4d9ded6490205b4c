/// What the lexicon's files say of a language, numbered and arranged, before it is packed for a `Grammar`.
struct GrammarTables {
  /// The BCP 47 tags of the language, in lower case.
  var tags: [String] = []
  /// Whether every noun has a capital, so that one tells no name.
  var capitalisesNouns = false
  /// Hashes of the words, by number from `Mark.firstFree` on.
  var hashes: [UInt64] = []
  var expansions: [UInt32: [UInt32]] = [:]
  var forms: [UInt8] = []
  /// Members of each set, in ascending order.
  var sets: [[UInt32]] = []
  /// The same as `WordSets` has them.
  var members: [UInt16] = []
  var patterns: [Pattern] = []
  /// What each pattern asks for.
  var runs: [PatternRun] = []
  /// Under which words each pattern is looked up.
  var triggers = TriggerTables()
  /// How patterns are looked up; the first lookup never fits.
  var lookups: [Lookup] = []
  var places = PlaceNumbers()
  /// The places next to the trigger of each lookup.
  var nearby: [Lookup.Nearby] = []
  /// What the patterns of each lookup ask for, as `PatternSteps` has it.
  var steps: [UInt32] = []
  var groups: [UInt8] = []
  var kin: [UInt8] = []
  var roleBits: [UInt64] = []
  var firstRated = UInt32.max
  var ratings: [Float] = []
  /// How far each word speaks for a side; empty where no word does.
  var leanings: [Leaning] = []
  /// The reasons that each word speaks of together with others; empty where no word does.
  var fields: [ReasonFields] = []
  /// Rated phrases, by their first word; of one word's the longest first.
  var phrases: [Phrase] = []
  var reasons: [String] = []
  var services: [[UInt64]] = []
  var ambiguousServices: Set<UInt64> = []

  /// A rated phrase of several words.
  struct Phrase {
    var first: UInt32
    var rest: [UInt32]
    var rating: Float
  }
}
