/// What the lexicon's files say of a language, numbered and arranged, before it is packed for a `Grammar`.
struct GrammarTables {
  /// The BCP 47 tags of the language, in lower case.
  var tags: [String] = []
  /// Hashes of the words, by number from `Mark.firstFree` on.
  var hashes: [UInt64] = []
  var expansions: [UInt32: [UInt32]] = [:]
  var forms: [UInt8] = []
  /// Members of each set, in ascending order.
  var sets: [[UInt32]] = []
  var elements: [Element] = []
  var patterns: [Pattern] = []
  /// Where the anchor of each pattern stands from its trigger.
  var distances: [(nearest: Int16, farthest: Int16)] = []
  /// Under which words each pattern is looked up.
  var triggers = TriggerTables([], words: 0)
  /// What may stand on one side of a trigger; many patterns share a side.
  var sides: [Side] = []
  /// The sides of each pattern.
  var surroundings: [Surroundings] = []
  var groups: [UInt8] = []
  var roleBits: [UInt64] = []
  var firstRated = UInt32.max
  var ratings: [Float] = []
  /// Rated phrases, by their first word; of one word's the longest first.
  var phrases: [Phrase] = []
  var reasons: [String] = []
  var services: [[UInt64]] = []
  var ambiguousServices: Set<UInt64> = []

  /// Group bits of the words next to a trigger on one side, and of those one further on.
  struct Side: Hashable {
    var next: UInt64
    var second: UInt64
  }

  /// What stands around a pattern's trigger.
  struct Surroundings {
    /// Indices into `sides`.
    var before: Int32
    var after: Int32
    var targetBefore: Int16
    var targetAfter: Int16
  }

  /// A rated phrase of several words.
  struct Phrase {
    var first: UInt32
    var rest: [UInt32]
    var rating: Float
  }
}
