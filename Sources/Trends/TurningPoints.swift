/// Turns a segmentation into turning points that a report can speak of.
enum TurningPoints {
  /// The turning points of the votes, oldest first.
  static func points(in periods: [Trend.Period]) -> [Trend.TurningPoint] {
    let counts = periods.map { [$0.tally.quitting, $0.tally.defending, $0.tally.neutral] }
    let turns = Segmentation.turns(in: counts, penalty: Segmentation.penalty(length: counts.count))
    let bounds = [0] + turns + [counts.count]
    return turns.indices.map { index in
      let from = bounds[index]
      let turn = bounds[index + 1]
      let to = bounds[index + 2]
      let costs = (from + 1..<to).map {
        Segmentation.cost(of: counts, from, $0) + Segmentation.cost(of: counts, $0, to)
      }
      let best = costs[turn - from - 1]
      // Wherever the turn may lie as well: what the likelihood ratio does not rule out at 95 % (χ² of one degree).
      let near = costs.indices.filter { costs[$0] - best < 3.841 }.map { $0 + from + 1 }
      return Trend.TurningPoint(
        position: turn, range: (near.min() ?? turn)...(near.max() ?? turn), before: net(of: periods[from..<turn]),
        after: net(of: periods[turn..<to]), gain: Segmentation.cost(of: counts, from, to) - best)
    }
  }

  private static func net(of periods: ArraySlice<Trend.Period>) -> Double {
    let people = periods.reduce(0) { $0 + $1.tally.people }
    return people == 0
      ? 0 : periods.reduce(0) { $0 + $1.tally.defending - $1.tally.quitting } / Double(people)
  }
}

extension Segmentation {
  /// −2 ln of the likelihood of the counts of some buckets under shares of their own.
  static func cost(of counts: [[Double]], _ from: Int, _ to: Int) -> Double {
    var sums = [Double](repeating: 0, count: counts.first?.count ?? 0)
    for bucket in counts[from..<to] {
      for category in sums.indices { sums[category] += bucket[category] }
    }
    let total = sums.reduce(0, +)
    guard total > 0 else { return 0 }
    return sums.reduce(2 * total * Elementary.log(total)) { $1 > 0 ? $0 - 2 * $1 * Elementary.log($1) : $0 }
  }
}
