import Model

/// What is counted on both sides of each turn of a trend.
struct BallotTurns: Sendable {
  /// Voices of each side of a turn whose words are compared; of more a sample is drawn.
  private static let sample = 1000

  /// What is counted on one side of a turn.
  struct Side: Sendable {
    private(set) var people = 0
    private(set) var reasons = [Int](repeating: 0, count: 64)
    fileprivate(set) var sample = BallotSample(limit: BallotTurns.sample)

    fileprivate mutating func add(_ mask: UInt64) {
      people += 1
      var rest = mask
      while rest != 0 {
        reasons[rest.trailingZeroBitCount] += 1
        rest &= rest &- 1
      }
    }

    fileprivate mutating func add(_ other: Side) {
      people += other.people
      for bit in reasons.indices { reasons[bit] += other.reasons[bit] }
      sample.add(other.sample)
    }
  }

  /// Before each turn and from it on: two sides a turn.
  private(set) var sides: [Side]

  init(_ windows: [CatalystWindow]) { sides = [Side](repeating: Side(), count: 2 * windows.count) }

  /// Notes a voice on a side.
  ///
  /// - Parameter isFirst: whether the person has said nothing else there.
  @inline(__always)
  mutating func note(_ row: BallotRow, _ sheet: Int, _ rank: Int32, side: Int, isFirst: Bool) {
    sides[side].sample.note(row, sheet: sheet, rank: rank, weight: isFirst ? 1 : 0.5)
  }

  /// Counts a person on a side, with the reasons that were given there.
  @inline(__always)
  mutating func count(_ reasons: UInt64, side: Int) { sides[side].add(reasons) }

  /// Adds what was counted of other people.
  mutating func add(_ other: BallotTurns) {
    for side in sides.indices { sides[side].add(other.sides[side]) }
  }
}
