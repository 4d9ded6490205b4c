/// Turns a segmentation into turning points that a report can speak of.
enum TurningPoints {
  /// The turning points of the votes, oldest first.
  ///
  /// Each share is a series of its own, for a turn in one share is found sooner alone than among others. Quitting is
  /// what people ask for; defending must gain a third more, so that both together cry wolf in less than 3 %.
  static func points(in periods: [Trend.Period]) -> [Trend.TurningPoint] {
    let counts = periods.map { [$0.tally.quitting, $0.tally.defending, $0.tally.neutral] }
    let penalty = Segmentation.penalty(length: counts.count)
    var turns = turns(of: 0, in: counts, penalty: penalty)
    for turn in Self.turns(of: 1, in: counts, penalty: penalty * 4 / 3)
    where !turns.contains(where: { abs($0 - turn) <= 1 }) {
      turns.append(turn)
    }
    turns.sort()
    let bounds = [0] + turns + [counts.count]
    return turns.indices.map { index in
      let from = bounds[index]
      let turn = bounds[index + 1]
      let to = bounds[index + 2]
      let costs = (from + 1..<to).map {
        Segmentation.cost(of: counts, from, $0) + Segmentation.cost(of: counts, $0, to)
      }
      let best = costs.min() ?? 0
      // Wherever the turn may lie as well: what the likelihood ratio does not rule out at 95 % (χ² of one degree).
      let near = costs.indices.filter { costs[$0] - best < 3.841 }.map { $0 + from + 1 }
      return Trend.TurningPoint(
        position: turn, range: min(turn, near.min() ?? turn)...max(turn, near.max() ?? turn),
        before: net(of: periods[from..<turn]),
        after: net(of: periods[turn..<to]), gain: Segmentation.cost(of: counts, from, to) - best)
    }
  }

  /// The turns of one share against the others.
  private static func turns(of share: Int, in counts: [[Double]], penalty: Double) -> [Int] {
    let pairs = counts.map { [$0[share], $0.reduce(0, +) - $0[share]] }
    return Segmentation.turns(in: pairs, penalty: penalty)
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
