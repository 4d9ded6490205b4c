public import Model

/// When a host may be asked again: the pause that it is owed, and how it grows and shrinks.
///
/// A pure state machine told the instant. The pause is the largest of our own delay, the host's `Crawl-delay`, and a
/// multiple of its response time; refusals double it, and quick errors never shorten it.
public struct Pace: Hashable, Sendable {
  /// What a finished request says about its host.
  public enum Signal: Hashable, Sendable {
    /// A proper answer, after so many seconds.
    case answered(seconds: Double)
    /// An answer that says "not now" (429, 503), with the seconds of `Retry-After` where stated.
    case refused(retryAfter: Double?)
    /// No answer, or a server error.
    case failed(retryAfter: Double?)
    /// An answer of no meaning for the pace, such as robots.txt or 404.
    case neutral
    /// The request was never sent.
    case unsent
  }

  /// Seconds that the host's robots.txt asks for.
  public var crawlDelay: Double?
  /// How many times the ordinary pause is owed, 1 or more; refusals double it, answers let it sink.
  public var penalty: Double = 1
  /// Seconds from request to answer, a moving average; `nil` before the first answer.
  public var responseTime: Double?
  /// Failures since the last answer.
  public var failures = 0
  /// The first instant at which the next request may begin.
  public var nextLegal: Instant
  /// When the last request began; `nil` before the first.
  public var last: Instant?
  /// `nextLegal` before the last lease, for requests that are never sent.
  var legalBefore: Instant

  /// Makes the pace of a host that may be asked from `instant` on.
  public init(from instant: Instant = Instant(milliseconds: .min / 4)) {
    nextLegal = instant
    legalBefore = instant
  }

  /// Seconds of pause that the host is owed now.
  public func delay(_ manners: Manners) -> Double {
    let stated = min(max(crawlDelay ?? 0, 0), manners.maximumCrawlDelay)
    let base = max(manners.delay, stated)
    // Without any delay wanted, only refusals make one.
    let slow = base > 0 ? min((responseTime ?? 0) * manners.slowFactor, manners.maximumDelay) : 0
    let pause = max(base, slow)
    guard penalty > 1 else { return pause }
    return max(pause, min(max(pause, 0.5) * penalty, manners.maximumDelay))
  }

  /// How many requests may be in flight at one time; one where the host states a delay.
  public func concurrency(_ manners: Manners) -> Int { crawlDelay == nil ? manners.perHost : 1 }

  /// Notes that a request begins.
  public mutating func begin(at now: Instant, _ manners: Manners) {
    legalBefore = nextLegal
    last = now
    nextLegal = max(nextLegal, now.advanced(bySeconds: delay(manners)))
  }

  /// Notes what became of a request.
  ///
  /// - Parameter jitter: 0..<1, evenly distributed; spreads retries of hosts that failed together.
  public mutating func end(_ signal: Signal, at now: Instant, jitter: Double, _ manners: Manners) {
    switch signal {
    case .unsent:
      if concurrency(manners) == 1 { nextLegal = legalBefore }
      return
    case .answered(let seconds):
      failures = 0
      penalty = max(1, penalty * 0.8)
      if seconds.isFinite, seconds >= 0 { responseTime = responseTime.map { $0 * 0.7 + seconds * 0.3 } ?? seconds }
    case .neutral: failures = 0
    case .refused(let retryAfter):
      penalty = min(64, penalty * 2)
      failures += 1
      pause(retryAfter ?? 0, from: now)
      // A host that names a time is believed to the second, until it has named too many.
      if retryAfter == nil || failures >= manners.failuresUntilParked { pause(backoff(jitter, manners), from: now) }
    case .failed(let retryAfter):
      penalty = min(64, penalty * 1.5)
      failures += 1
      pause(retryAfter ?? 0, from: now)
      pause(backoff(jitter, manners), from: now)
    }
    if concurrency(manners) == 1 { pause(delay(manners), from: now) }
  }

  /// Lets nothing begin for so many seconds; never shortens a pause.
  public mutating func pause(_ seconds: Double, from now: Instant) {
    guard seconds > 0 else { return }
    nextLegal = max(nextLegal, now.advanced(bySeconds: min(seconds, 366 * 86_400)))
  }

  private func backoff(_ jitter: Double, _ manners: Manners) -> Double {
    if failures >= manners.failuresUntilParked { return manners.parkTime * (1 + jitter / 4) }
    let steps = Double(1 << min(max(failures - 1, 0), 16))
    return min(manners.failureDelay * steps, manners.parkTime) * (1 + jitter / 2)
  }
}
