/// Turns a segmentation into turning points that a report can speak of.
enum TurningPoints {
  /// What a turn at the beginning of a burst must gain: a χ² of one degree that chance exceeds once in 200 times.
  ///
  /// There are few such moments, so they need not pay for a search of all.
  private static let gainAtBurst = 7.879
  /// Defending must gain so much more than quitting, which is what people ask for.
  private static let defendingExtra = 1.0

  /// The turning points of the votes, oldest first.
  ///
  /// Each share is a series of its own, for a turn in one share is found sooner alone than among others. A turn a bucket
  /// away from the beginning of a burst is taken to that beginning, where the likelihood does not rule it out.
  ///
  /// - Parameter onsets: the positions at which attention becomes unusual.
  static func points(in periods: [Trend.Period], onsets: [Int] = []) -> [Trend.TurningPoint] {
    let counts = periods.map { [$0.tally.quitting, $0.tally.defending, $0.tally.neutral] }
    let penalty = Segmentation.penalty(length: counts.count)
    var turns = turns(of: 0, in: counts, penalty: penalty)
    for turn in Self.turns(of: 1, in: counts, penalty: penalty + defendingExtra)
    where !turns.contains(where: { abs($0 - turn) <= 1 }) {
      turns.append(turn)
    }
    for onset in onsets where onset > 0 && !turns.contains(onset) {
      let from = turns.filter { $0 < onset - 1 }.max() ?? 0
      let to = turns.filter { $0 > onset + 1 }.min() ?? counts.count
      if let near = turns.firstIndex(where: { abs($0 - onset) == 1 }) {
        let loss = cost(of: counts, from, onset, to) - cost(of: counts, from, turns[near], to)
        if loss < certainty { turns[near] = onset }
      } else if gain(of: 0, in: counts, from, onset, to) > gainAtBurst {
        turns.append(onset)
      }
    }
    turns.sort()
    while let weak = weak(among: turns, in: periods) { turns.remove(at: weak) }
    let bounds = [0] + turns + [counts.count]
    return turns.indices.map { index in
      let from = bounds[index]
      let turn = bounds[index + 1]
      let to = bounds[index + 2]
      let costs = (from + 1..<to).map { cost(of: counts, from, $0, to) }
      let best = costs.min() ?? 0
      // Wherever the turn may lie as well.
      let near = costs.indices.filter { costs[$0] - best < certainty }.map { $0 + from + 1 }
      return Trend.TurningPoint(
        position: turn, range: min(turn, near.min() ?? turn)...max(turn, near.max() ?? turn),
        before: net(of: periods[from..<turn]),
        after: net(of: periods[turn..<to]), gain: Segmentation.cost(of: counts, from, to) - best)
    }
  }

  /// The first turn of which one side, up to the turns beside it, has too few people for a claim.
  private static func weak(among turns: [Int], in periods: [Trend.Period]) -> Int? {
    let bounds = [0] + turns + [periods.count]
    let weights = zip(bounds, bounds.dropFirst()).map { from, to in
      Trend.Tally.Weight(people: periods[from..<to].reduce(0) { $0 + $1.tally.people })
    }
    return turns.indices.first { weights[$0] == .tooFew || weights[$0 + 1] == .tooFew }
  }

  /// What the likelihood ratio does not rule out at 95 %: χ² of one degree.
  private static let certainty = 3.841

  private static func cost(of counts: [[Double]], _ from: Int, _ turn: Int, _ to: Int) -> Double {
    Segmentation.cost(of: counts, from, turn) + Segmentation.cost(of: counts, turn, to)
  }

  /// What a turn of one share against the others gains.
  private static func gain(of share: Int, in counts: [[Double]], _ from: Int, _ turn: Int, _ to: Int) -> Double {
    let pairs = counts.map { [$0[share], $0.reduce(0, +) - $0[share]] }
    return Segmentation.cost(of: pairs, from, to) - cost(of: pairs, from, turn, to)
  }

  /// The turns of one share against the others.
  private static func turns(of share: Int, in counts: [[Double]], penalty: Double) -> [Int] {
    let pairs = counts.map { [$0[share], $0.reduce(0, +) - $0[share]] }
    return Segmentation.turns(in: pairs, penalty: penalty, smallness: Segmentation.smallness)
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
