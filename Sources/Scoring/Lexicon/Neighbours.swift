/// Which words may stand next to a pattern's trigger on one side, and which behind those.
///
/// Words may be too many, never too few: a pattern that they turn down cannot fit.
struct Neighbours {
  /// What may stand at one place; `nil` when any word may, or none.
  typealias Place = Set<Entry>

  /// One word, the words of one set, what begins and ends clauses, or what may be a service.
  ///
  /// A place with the last of them has no other, but for a comma that may be passed over.
  enum Entry: Hashable {
    case word(UInt32)
    case set(UInt32)
    case edge
    case service
  }

  /// The words next to the trigger.
  private(set) var next: Place?
  /// The words one further on.
  private(set) var second: Place?

  private let elements: [Element]
  private let skipsCommas: Bool

  /// Works out the neighbours from the elements on that side, the one next to the trigger first.
  init(_ elements: [Element], of kind: Cue.Kind) {
    self.elements = elements.count < 64 ? elements : []
    skipsCommas = kind.skipsCommas
    var following: UInt64 = 0
    next = place(from: 1, into: &following)
    var beyond: UInt64 = 0
    if following != 0 { second = place(from: following, into: &beyond) }
  }

  /// The words that the elements at `positions`, one bit each, may take, and in `following` where they lead.
  private func place(from positions: UInt64, into following: inout UInt64) -> Place? {
    var place = Place()
    var isAny = false
    var rest = positions
    while rest != 0 {
      var at = rest.trailingZeroBitCount
      rest &= rest &- 1
      walk: while true {
        // At its end the pattern asks for nothing more.
        guard at < elements.count else {
          following = 0
          return nil
        }
        let element = elements[at]
        switch element.kind {
        case .word: place.insert(.word(element.value))
        case .set: place.insert(.set(element.value))
        case .target: place.insert(.word(Mark.target))
        case .rival, .service: place.insert(.service)
        case .start, .end:
          // They take no word; what stands there ends a clause, and what follows it is not looked at.
          place.insert(.edge)
          following |= 1 << elements.count
          break walk
        case .gap:
          isAny = true
          following |= 1 << at
          at += 1
          continue walk
        }
        if skipsCommas {
          place.insert(.word(Mark.comma))
          following |= 1 << at
        }
        following |= 1 << (at + 1)
        if !element.isOptional { break walk }
        at += 1
      }
    }
    // By its form alone a word may be a service: among words it cannot be told from them.
    if place.contains(.service), !place.isSubset(of: [.service, .word(Mark.comma)]) { return nil }
    return isAny ? nil : place
  }
}
