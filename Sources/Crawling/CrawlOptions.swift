public import Model

/// How a crawl goes about its topic.
public struct CrawlOptions: Sendable {
  /// The name under which robots.txt may address us; the user agent begins with it.
  public var agent: String
  /// Seconds between the end of one request to a host and the beginning of the next.
  public var delay: Double
  /// Requests in flight to all hosts together.
  public var concurrency: Int
  /// Requests in flight to one host.
  public var perHost: Int
  /// Pages, feeds and comment sources fetched before the crawl ends; `nil` for no limit.
  public var maximumPages: Int?
  /// Seconds until the crawl ends; `nil` for no limit.
  public var maximumSeconds: Double?
  /// Posts published before are not kept; `nil` for no limit.
  public var since: Instant?
  /// Posts published at or after this instant are not kept; `nil` for no limit.
  public var until: Instant?
  /// Whether every page that is known is asked again, be it due or not.
  public var refreshes: Bool

  /// The only hosts that may be asked; `nil` for any.
  public var hosts: Set<String>?

  /// Makes the options of a polite crawl without limits.
  public init(
    agent: String = "stance", delay: Double = 1, concurrency: Int = 32, perHost: Int = 1, maximumPages: Int? = nil,
    maximumSeconds: Double? = nil, since: Instant? = nil, until: Instant? = nil, refreshes: Bool = false,
    hosts: Set<String>? = nil
  ) {
    self.agent = agent
    self.delay = delay
    self.concurrency = concurrency
    self.perHost = perHost
    self.maximumPages = maximumPages
    self.maximumSeconds = maximumSeconds
    self.since = since
    self.until = until
    self.refreshes = refreshes
    self.hosts = hosts
  }
}
