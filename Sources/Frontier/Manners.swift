/// How the frontier treats hosts: pauses, limits, patience.
public struct Manners: Hashable, Sendable {
  /// Seconds between the end of one request to a host and the beginning of the next; 0 for hosts of one's own.
  public var delay: Double
  /// Requests in flight to one host at one time.
  ///
  /// Beyond 1, `delay` parts the beginnings of requests.
  public var perHost: Int
  /// Requests in flight to all hosts together.
  public var concurrency: Int
  /// A host that needs t seconds to answer is left alone for at least this many times t (Heritrix's delay factor).
  public var slowFactor: Double
  /// Seconds beyond which slowness and refusals do not stretch the pause.
  public var maximumDelay: Double
  /// Seconds beyond which a stated `Crawl-delay` is not followed to the letter.
  public var maximumCrawlDelay: Double
  /// Seconds between two requests to one network address that several hosts share; 0 asks for none.
  public var addressDelay: Double
  /// How often an item is tried before it counts as failed.
  public var attempts: Int
  /// Seconds until the second try of an item; each further try waits twice as long.
  public var retryDelay: Double
  /// Seconds for which a host is left alone after its first failure in a row; each further one doubles it.
  public var failureDelay: Double
  /// Failures in a row after which a host is left alone for `parkTime`.
  public var failuresUntilParked: Int
  /// Seconds for which a host that keeps failing is left alone.
  public var parkTime: Double
  /// Seconds that a crawl waits for a host; what is legal only later is left for another run.
  public var patience: Double
  /// The seed of the jitter that parts retries.
  public var seed: UInt64

  /// Seconds between two requests to a host beyond which nobody has patience: a day.
  public static let longestDelay = 86_400.0

  /// Makes the manners of a polite guest.
  public init(delay: Double = 1, perHost: Int = 1, concurrency: Int = 32) {
    self.delay = delay.isFinite ? min(max(0, delay), Manners.longestDelay) : Manners.longestDelay
    self.perHost = max(1, perHost)
    self.concurrency = max(1, concurrency)
    slowFactor = 2
    maximumDelay = 30
    maximumCrawlDelay = 120
    addressDelay = 0
    attempts = 3
    retryDelay = 4
    failureDelay = 2
    failuresUntilParked = 6
    parkTime = 6 * 3600
    patience = 120
    seed = 0x9e37_79b9_7f4a_7c15
  }
}
