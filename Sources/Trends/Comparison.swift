import Model

/// Two trends side by side: how far their shares lie apart, and whether chance explains it.
///
/// Intervals of differences come from those of both sides (Newcombe, "Interval Estimation for the Difference between
/// Independent Proportions", Statistics in Medicine 17, 1998, method 10; Zou and Donner, ibid. 27, 2008, for means). People
/// who speak in both stores are not known to be the same.
public struct Comparison: Equatable, Sendable {
  /// One line of it.
  public struct Line: Equatable, Sendable {
    /// What is compared: a stance, `net` or `sentiment`.
    public var name: String
    /// Here.
    public var mine: Estimate
    /// There.
    public var other: Estimate
    /// Here minus there.
    public var difference: Estimate

    /// Whether chance among the voices does not explain the difference.
    public var isClear: Bool { difference.low > 0 || difference.high < 0 }
  }

  /// How the other one is called.
  public var name: String
  /// The other trend.
  public var other: Trend
  /// Shares, net stance and sentiment; empty when one side has nobody.
  public var lines: [Line]

  /// Compares a tally with another trend's.
  public init(name: String, _ tally: Trend.Tally, _ other: Trend) {
    self.name = name
    self.other = other
    lines = []
    func add(_ name: String, _ mine: Estimate?, _ other: Estimate?) {
      guard let mine, let other else { return }
      lines.append(Line(name: name, mine: mine, other: other, difference: Comparison.difference(mine, other)))
    }
    for stance in Stance.allCases { add(stance.rawValue, tally.share(of: stance), other.total.share(of: stance)) }
    add("net", tally.net, other.total.net)
    add("sentiment", tally.sentiment, other.total.sentiment)
  }

  /// The difference of two independent estimates.
  static func difference(_ left: Estimate, _ right: Estimate) -> Estimate {
    func length(_ one: Double, _ two: Double) -> Double { (one * one + two * two).squareRoot() }
    let value = left.value - right.value
    return Estimate(
      value: value, low: value - length(left.value - left.low, right.high - right.value),
      high: value + length(left.high - left.value, right.value - right.low))
  }
}
