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

  /// Makes a report.
  public init(
    service: String, trend: Trend, events: [Event] = [], failures: [Omission] = [], omissions: [Omission] = []
  ) {
    self.service = service
    self.trend = trend
    self.events = events
    self.failures = failures
    self.omissions = omissions
  }
}
