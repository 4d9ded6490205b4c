/// Which words may stand next to a pattern's anchor on one side, and which behind those, as bits of their groups.
///
/// Bits may be set too many, never too few: a pattern that they turn down cannot fit.
struct Neighbours {
  /// Bits of the words next to the anchor; all ones when any may stand there, or none.
  private(set) var next: UInt64 = 0
  /// Bits of the words one further on.
  private(set) var second: UInt64 = 0

  private let elements: [Element]
  private let comma: UInt64
  private let edges: UInt64

  /// Works out the neighbours from the elements on that side, the one next to the anchor first.
  init(_ elements: [Element], of kind: Cue.Kind, in builder: GrammarBuilder) {
    guard elements.count < 64 else {
      (self.elements, comma, edges) = ([], 0, 0)
      (next, second) = (~0, ~0)
      return
    }
    self.elements = elements
    comma = kind.skipsCommas ? builder.bit(of: Mark.comma) : 0
    edges = builder.edges
    var following: UInt64 = 0
    next = sieve(from: 1, into: &following, builder)
    var beyond: UInt64 = 0
    second = following == 0 ? ~0 : sieve(from: following, into: &beyond, builder)
  }

  /// Bits of the words that the elements at `positions`, one bit each, may take, and in `following` where they lead.
  private func sieve(from positions: UInt64, into following: inout UInt64, _ builder: GrammarBuilder) -> UInt64 {
    var bits: UInt64 = 0
    var rest = positions
    while rest != 0 {
      let position = rest.trailingZeroBitCount
      rest &= rest &- 1
      var at = position
      walk: while true {
        // At its end the pattern asks for nothing more.
        guard at < elements.count else {
          following = 0
          return ~0
        }
        let element = elements[at]
        switch element.kind {
        case .word: bits |= builder.bit(of: element.value)
        case .set: bits |= builder.groupBits[Int(element.value)]
        case .target: bits |= builder.bit(of: Mark.target)
        case .rival, .service: bits = ~0
        case .start, .end:
          // They take no word; what stands there ends a clause, and what follows it is not looked at.
          bits |= edges
          following |= 1 << elements.count
          break walk
        case .gap:
          bits = ~0
          following |= 1 << at
          at += 1
          continue walk
        }
        if comma != 0 {
          bits |= comma
          following |= 1 << at
        }
        following |= 1 << (at + 1)
        if !element.isOptional { break walk }
        at += 1
      }
    }
    return bits
  }
}
