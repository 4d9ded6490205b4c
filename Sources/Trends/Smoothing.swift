/// Smooths the net stance with a Gaussian kernel, each bucket weighing as much as its people, and never across a
/// turning point or the beginning of a burst: a symmetric smoother pulls a drop before its cause, and a crowd's words
/// over those of the few who spoke before it came.
enum Smoothing {
  /// Standard deviation of the kernel in buckets; in the simulated storms of docs/trends.md 1.5 had the least error.
  static let bandwidth = 1.5
  /// Buckets further away than this are not asked.
  private static let reach = 5

  /// Sets `smoothedNet` of every period, and `correctedNet` where a correction helps.
  ///
  /// - Parameter breaks: positions that nothing is smoothed across, ascending.
  static func smooth(_ periods: inout [Trend.Period], breaks: [Int], correction: Correction? = nil) {
    let bounds = [0] + breaks + [periods.count]
    for (from, to) in zip(bounds, bounds.dropFirst()) {
      for position in from..<to {
        var votes = SIMD3<Double>.zero
        var people = 0.0
        var squares = 0.0
        for other in max(from, position - reach)..<min(to, position + reach + 1) {
          let tally = periods[other].tally
          let distance = Double(other - position) / bandwidth
          let share = Elementary.exp(-distance * distance / 2)
          votes += share * SIMD3(tally.quitting, tally.defending, tally.neutral)
          people += share * Double(tally.people)
          squares += share * share * Double(tally.people)
        }
        guard people > 0 else { continue }
        let net = (votes[1] - votes[0]) / people
        periods[position].smoothedNet = net
        periods[position].smoothedMargin = margin(
          variance: (votes[1] + votes[0]) / people - net * net, people: people * people / squares)
        guard let correction, people >= Correction.leastPeople else { continue }
        let shares = correction.shares(read: [votes[0], votes[1], votes[2]], people: people)
        periods[position].correctedNet = shares[1] - shares[0]
      }
    }
  }
}

extension Smoothing {
  /// The normal margin of a mean; one person of the greatest variance is added, for few who agree are no certainty.
  private static func margin(variance: Double, people: Double) -> Double {
    Wilson.quantile * (max(0, variance * people + 1) / (people + 1) / people).squareRoot()
  }
}

extension Trend.Burst {
  /// Marks the periods of unusual attention, and gives them as ranges.
  ///
  /// A period is compared with all others: of all people, an even share would speak in each.
  static func mark(in periods: inout [Trend.Period]) -> [Trend.Burst] {
    let people = periods.map { Double($0.tally.people) }
    let all = people.reduce(0, +)
    let states = Kleinberg.states(relevant: people, total: people.map { _ in all })
    var bursts: [Trend.Burst] = []
    for (position, isBurst) in states.enumerated() {
      periods[position].isBurst = isBurst
      guard isBurst else { continue }
      let count = periods[position].tally.people
      if let last = bursts.last, last.positions.upperBound == position - 1 {
        bursts[bursts.count - 1] = Trend.Burst(
          positions: last.positions.lowerBound...position, peak: max(last.peak, count))
      } else {
        bursts.append(Trend.Burst(positions: position...position, peak: count))
      }
    }
    return bursts
  }
}
