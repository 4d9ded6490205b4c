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
  var cue: Int32
  var weight: Float
  /// Index of the anchor within the run.
  var anchor: Int16
  /// Number of the reason for patterns of kind `reason`.
  var reason: Int16 = -1
  var kind: Cue.Kind
  /// The rest of eight bytes, so that the bytes between patterns are known.
  private var rest: (UInt8, UInt8, UInt8) = (0, 0, 0)

  init(first: Int32, count: Int32, cue: Int32, kind: Cue.Kind, weight: Float, reason: Int16) {
    self.first = first
    self.count = count
    self.cue = cue
    self.weight = weight
    anchor = 0
    self.reason = reason
    self.kind = kind
  }
}

/// The elements of all patterns, 32 bits each.
struct PackedElements: Sendable {
  private let codes: Table<UInt32>

  /// Elements of such codes.
  init(_ codes: Table<UInt32>) { self.codes = codes }

  /// The element at an index.
  @inline(__always) subscript(index: Int) -> Element { Element(code: codes[index]) }

  /// The element at an index that is known to be one.
  @unsafe @inline(__always) func known(_ index: Int) -> Element { unsafe Element(code: codes.known(index)) }
}

extension Element {
  /// The most that an element's value may be.
  static let limit: UInt32 = 1 << 27

  /// Kind, traits and value in one number.
  var code: UInt32 { UInt32(kind.rawValue) | (isOptional ? 8 : 0) | (isVerb ? 16 : 0) | value << 5 }

  /// The element of such a number.
  @inline(__always) init(code: UInt32) {
    self.init(
      // There are eight kinds.
      kind: unsafe unsafeBitCast(UInt8(truncatingIfNeeded: code & 7), to: Kind.self), isOptional: code & 8 != 0,
      isVerb: code & 16 != 0, value: code &>> 5)
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
