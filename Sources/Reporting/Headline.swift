import Model
import Trends

/// The finding in words, which never claims more than the intervals allow.
enum Headline {
  /// Who leads, as far as the interval says.
  enum Lead: Equatable {
    case quitting, defending, nobody, tooFew
  }

  /// Who leads in a tally.
  static func lead(in tally: Trend.Tally) -> Lead {
    guard tally.weight != .tooFew, let net = tally.net else { return .tooFew }
    return net.high < 0 ? .quitting : net.low > 0 ? .defending : .nobody
  }

  /// The sentences of the headline, the finding first; at least one.
  ///
  /// - Parameter isFiltered: whether only some of the voices were asked for.
  static func sentences(for trend: Trend, isFiltered: Bool = false) -> [String] {
    guard trend.total.people > 0 else {
      return [isFiltered ? "No voice fits what was asked for." : "No voice was found yet."]
    }
    guard trend.total.weight != .tooFew else {
      return [
        "Only \(Wording.people(trend.total.people)) spoke: too few for a finding.",
        "The numbers below are what was found, and no more.",
      ]
    }
    var sentences = [finding(for: trend)]
    if let attention = attention(in: trend) { sentences.append(attention) }
    return sentences
  }

  /// A turning point with who led in the times before and after it.
  private struct Turn {
    var point: Trend.TurningPoint
    var before: Lead
    var after: Lead
    /// The position at which the time after it ends.
    var end: Int

    /// Whether somebody took the lead.
    var takesLead: Bool { after != before && (after == .quitting || after == .defending) }
  }

  /// The turn that a headline speaks of: one at which somebody took the lead before others, then the surest.
  private static func mainTurn(in trend: Trend) -> Turn? {
    let bounds = [0] + trend.turningPoints.map(\.position) + [trend.periods.count]
    let turns = trend.turningPoints.enumerated().map { index, point in
      Turn(
        point: point, before: lead(from: bounds[index], to: point.position, in: trend),
        after: lead(from: point.position, to: bounds[index + 2], in: trend), end: bounds[index + 2])
    }
    return turns.max { ($0.takesLead ? 1 : 0, $0.point.gain) < ($1.takesLead ? 1 : 0, $1.point.gain) }
  }

  private static func finding(for trend: Trend) -> String {
    guard let main = mainTurn(in: trend) else { return balance(of: trend) }
    let turn = main.point
    let place = place(of: turn, in: trend)
    let before = main.before
    let after = main.after
    let numbers = "net stance \(Wording.points(turn.before)) before, \(Wording.points(turn.after)) after"
    let length = main.end - turn.position
    let isLast = main.end == trend.periods.count
    let lasting =
      isLast
      ? "and leads to the end"
      : "and led for \(Wording.spelled(length)) \(Wording.noun(trend.bucket))\(length == 1 ? "" : "s")"
    let fell = turn.after < turn.before
    switch (before, after) {
    case (_, .tooFew), (.tooFew, _):
      return "The mood turned \(fell ? "against" : "towards") the service \(place): \(numbers)."
    case (.quitting, .quitting):
      return "Quitting led before and after, and its lead \(fell ? "grew" : "shrank") \(place): \(numbers)."
    case (.defending, .defending):
      return "Defending led before and after, and its lead \(fell ? "shrank" : "grew") \(place): \(numbers)."
    case (.defending, .quitting): return "Quitting overtook defending \(place) \(lasting): \(numbers)."
    case (.quitting, .defending): return "Defending overtook quitting \(place) \(lasting): \(numbers)."
    case (.nobody, .quitting): return "Quitting took the lead \(place) \(lasting): \(numbers)."
    case (.nobody, .defending): return "Defending took the lead \(place) \(lasting): \(numbers)."
    case (.quitting, .nobody): return "Quitting lost its lead \(place): \(numbers)."
    case (.defending, .nobody): return "Defending lost its lead \(place): \(numbers)."
    case (.nobody, .nobody): return "The shares of quitting and defending shifted \(place): \(numbers)."
    }
  }

  /// When a turning point lies, as exactly as it is known.
  private static func place(of turn: Trend.TurningPoint, in trend: Trend) -> String {
    if turn.range.count == 1 { return Wording.inPeriod(trend.periods[turn.position], trend.bucket) }
    let last = min(turn.range.upperBound, trend.periods.count - 1)
    let first = trend.periods[turn.range.lowerBound]
    return "between \(Wording.period(first, trend.bucket)) and \(Wording.period(trend.periods[last], trend.bucket))"
  }

  /// Who led in a range of periods, from their pooled votes; the interval is the normal one of a difference of shares.
  private static func lead(from: Int, to: Int, in trend: Trend) -> Lead {
    var count = 0
    var quitting = 0.0
    var defending = 0.0
    for period in trend.periods[from..<to] {
      count += period.tally.people
      quitting += period.tally.quitting
      defending += period.tally.defending
    }
    guard Trend.Tally.Weight(people: count) != .tooFew else { return .tooFew }
    let people = Double(count)
    let net = (defending - quitting) / people
    let variance = max(0, (defending + quitting) / people - net * net) / people
    let half = 1.96 * variance.squareRoot()
    return net + half < 0 ? .quitting : net - half > 0 ? .defending : .nobody
  }

  private static func balance(of trend: Trend) -> String {
    guard let quitting = trend.total.share(of: .quitting), let defending = trend.total.share(of: .defending) else {
      return "No voice was found yet."
    }
    let steady = trend.periods.count > 3 ? ", and no turning point shows" : ""
    let shares = "\(Wording.percent(quitting.value)) quit, \(Wording.percent(defending.value)) defend"
    switch lead(in: trend.total) {
    case .quitting: return "More people quit than defend\(steady): \(shares)."
    case .defending: return "More people defend than quit\(steady): \(shares)."
    case .nobody, .tooFew: return "Neither side leads\(steady): \(shares), which is within the margin."
    }
  }

  private static func attention(in trend: Trend) -> String? {
    guard let burst = trend.bursts.max(by: { $0.peak < $1.peak }) else { return nil }
    let positions = burst.positions
    guard
      let peak = positions.max(by: { trend.periods[$0].tally.people < trend.periods[$1].tally.people })
    else { return nil }
    let noun = Wording.noun(trend.bucket)
    let length = positions.count
    return length == 1
      ? "Attention peaked \(Wording.inPeriod(trend.periods[peak], trend.bucket)) with \(Wording.people(burst.peak))."
      : "Attention was unusual for \(Wording.spelled(length)) \(noun)s, at most \(Wording.people(burst.peak)) "
        + "\(Wording.inPeriod(trend.periods[peak], trend.bucket))."
  }
}
