public import Model
public import Trends

/// What a report is made of: a trend, and what only the caller knows about it.
public struct Report: Sendable {
  /// The name of the service.
  public var service: String
  /// The numbers.
  public var trend: Trend
  /// Events that the topic file names, oldest first.
  public var events: [Event]
  /// What could not be fetched or read, by cause with its count, the most frequent first.
  public var failures: [Omission]
  /// What conversations left out, by cause with its count, the most frequent first.
  public var omissions: [Omission]
  /// What people judged about the scorer's readings.
  public var judged: JudgedSample
  /// What the voices at turns have in common, oldest first.
  public var catalysts: [Catalyst]
  /// Voices that stand for their side.
  public var representatives = Representatives()
  /// Another store's trend beside this one; `nil` where none is compared.
  public var comparison: Comparison?

  /// Whether only some of the voices were asked for.
  public var isFiltered = false

  /// Makes a report.
  public init(
    service: String, trend: Trend, events: [Event] = [], failures: [Omission] = [], omissions: [Omission] = [],
    judged: JudgedSample = JudgedSample([:]), catalysts: [Catalyst] = []
  ) {
    self.service = service
    self.trend = trend
    self.events = events
    self.failures = failures
    self.omissions = omissions
    self.judged = judged
    self.catalysts = catalysts
  }
}
