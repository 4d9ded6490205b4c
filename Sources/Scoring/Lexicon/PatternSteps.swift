/// A pattern while the lexicon is compiled: what it asks for word by word, and which of that it is anchored at.
struct PatternRun {
  var elements: [Element]
  /// Index of the element that is met least often.
  var anchor = 0
}

/// The patterns of all lookups, one behind the other as they are compared: a header, then a number for each element.
struct PatternSteps: Sendable {
  private let numbers: Table<UInt32>

  /// The steps that `write` wrote.
  init(from reader: inout TableReader) { numbers = reader.table() }

  /// What stands before a pattern's elements.
  struct Header {
    fileprivate var code: UInt32

    /// The pattern's number.
    @inline(__always) var pattern: Int32 { Int32(truncatingIfNeeded: code & 0xFFFF) }
    /// How many elements it has, fewer than 64.
    @inline(__always) var count: Int { Int(code &>> 16 & 63) }
    /// Which of them is the anchor.
    @inline(__always) var anchor: Int { Int(code &>> 22 & 63) }
    /// Whether a comma between two words may be passed over.
    @inline(__always) var skipsCommas: Bool { code &>> 28 & 1 != 0 }
    /// Whether it is the last one of its lookup.
    @inline(__always) var isLast: Bool { code &>> 29 != 0 }
  }

  /// The header that is known to stand at a place; the elements stand behind it.
  @unsafe @inline(__always) func header(at place: Int) -> Header { unsafe Header(code: numbers.known(place)) }

  /// The element that is known to stand at a place.
  @unsafe @inline(__always) func step(at place: Int) -> Step { unsafe Step(code: numbers.known(place)) }

  /// The numbers of a pattern.
  static func code(
    _ run: PatternRun, of pattern: Int, skipsCommas: Bool, isLast: Bool, sets: [WordSets.Address]
  ) -> [UInt32] {
    precondition(run.elements.count < 64 && pattern < 1 << 16, "a pattern too long, or one too many")
    let header =
      UInt32(pattern) | UInt32(run.elements.count) << 16 | UInt32(run.anchor) << 22 | (skipsCommas ? 1 << 28 : 0)
      | (isLast ? 1 << 29 : 0)
    return [header] + run.elements.map { Step($0, sets).code }
  }
}

/// One element of a pattern in a number: kind, traits and value.
struct Step {
  fileprivate let code: UInt32

  fileprivate init(code: UInt32) { self.code = code }

  /// The step of an element; that of the service is a word, and a set's has its address.
  fileprivate init(_ element: Element, _ sets: [WordSets.Address]) {
    let value =
      switch element.kind {
      case .target: Mark.target
      case .set: sets[Int(element.value)].code
      default: element.value
      }
    code =
      UInt32(element.kind.rawValue) | (element.isOptional ? 8 : 0) | (element.isVerb ? 16 : 0) | value << 5
  }

  /// What it asks for; there are eight kinds.
  @inline(__always) var kind: Element.Kind {
    unsafe unsafeBitCast(UInt8(truncatingIfNeeded: code & 7), to: Element.Kind.self)
  }
  /// Whether it asks for one word, one of a set or the service, and has to be there.
  @inline(__always) var isPlain: Bool { code & 15 <= UInt32(Element.Kind.target.rawValue) }
  @inline(__always) var isSet: Bool { code & 7 == UInt32(Element.Kind.set.rawValue) }
  @inline(__always) var isTarget: Bool { code & 7 == UInt32(Element.Kind.target.rawValue) }
  @inline(__always) var isOptional: Bool { code & 8 != 0 }
  @inline(__always) var isVerb: Bool { code & 16 != 0 }
  /// The word's number, or how many words a gap may have.
  @inline(__always) var value: UInt32 { code &>> 5 }
  /// The set, or an empty one where it is none.
  @inline(__always) var set: WordSets.Address { WordSets.Address(code: isSet ? value : 0) }
}
