/// One step of a compiled pattern.
struct Element: BitwiseCopyable, Hashable, Sendable {
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

/// What is known of a compiled pattern but what it asks for, which `PatternSteps` hold.
struct Pattern: BitwiseCopyable, Hashable, Sendable {
  /// Number of the cue that it belongs to.
  var cue: Int32
  var weight: Float
  /// Number and side of the reason for patterns of kind `reason`, as `ReasonSide.code` writes them.
  var reason: Int16
  var kind: Cue.Kind
  /// Whether it asks for another service as such (`{R}`).
  var asksForRival: Bool

  init(cue: Int32, kind: Cue.Kind, weight: Float, reason: Int16, asksForRival: Bool) {
    self.cue = cue
    self.weight = weight
    self.reason = reason
    self.kind = kind
    self.asksForRival = asksForRival
  }
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
