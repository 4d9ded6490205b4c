/// One step of a compiled pattern.
struct Element: BitwiseCopyable, Sendable {
  enum Kind: UInt8, BitwiseCopyable, Sendable {
    /// One word, `value` in the vocabulary.
    case word
    /// Any word of the set `value`.
    case set
    /// `{T}`: the service that is read for.
    case target
    /// `{R}`: another service.
    case rival
    /// `{S}`: any service.
    case service
    /// Up to `value` words, no boundary among them.
    case gap
    /// `^`: the beginning of a clause.
    case start
    /// `$`: the end of a clause.
    case end
  }
  var kind: Kind
  var isOptional = false
  var isVerb = false
  var value: UInt32 = 0
}

/// A compiled pattern: a run of elements, the one that is looked up first, and the cue it belongs to.
struct Pattern: BitwiseCopyable, Sendable {
  var first: Int32
  var count: Int32
  /// Index of the anchor within the run.
  var anchor: Int32
  var cue: Int32
  var kind: Cue.Kind
  var weight: Float
  /// Number of the reason for patterns of kind `reason`.
  var reason: Int32 = -1
}

/// Where a pattern matched, in tokens.
struct Match: BitwiseCopyable, Sendable {
  var pattern: Int32
  var start: Int32
  var end: Int32
  /// The token that the pattern's anchor is.
  var anchor: Int32
  /// The verb that carries person and tense; −1 when the pattern has none.
  var head: Int32
  /// The service mention that the pattern holds; −1 for none.
  var mention: Int32
}
