/// A value with the interval in which it lies with a chance of 95 %.
@frozen public struct Estimate: Equatable, Sendable {
  /// The value itself.
  public var value: Double
  /// The lower end of the interval.
  public var low: Double
  /// The upper end of the interval.
  public var high: Double

  /// Makes an estimate.
  public init(value: Double, low: Double, high: Double) {
    self.value = value
    self.low = low
    self.high = high
  }

  /// The larger distance of the ends from the value.
  public var margin: Double { max(value - low, high - value) }
}
