import Model

/// When an item rests, and for how long: retries after failures, visits after successes.
///
/// The pause between visits halves when a visit found a change and doubles when it found none, between one hour and
/// ninety days (Cho and Garcia-Molina, "Effective page refresh policies for web crawlers", 2003, in its simplest form).
extension StoredItem {
  /// Seconds until the second visit of a page.
  private static let firstPause = 86_400
  private static let shortestPause = 3600
  private static let longestPause = 90 * 86_400
  /// Feeds tell of what is new elsewhere, and are asked at least daily.
  private static let longestFeedPause = 86_400
  /// Seconds after which what is gone, failed or forbidden is asked for again.
  private static let gonePause = 30 * 86_400
  private static let failedPause = 86_400
  private static let disallowedPause = 7 * 86_400

  /// Puts the item to rest after an outcome.
  mutating func rest(_ outcome: Outcome, reply: Reply?, at now: Instant, jitter: Double, manners: Manners) {
    state = outcome.state
    cause = outcome.cause
    status = reply?.status
    finished = now
    due = nil
    switch outcome {
    case .done:
      pause = nextPause(hasChanged: reply?.hasChanged ?? differs(from: reply?.digest))
      digest = reply?.digest
      if (reply?.status ?? 200) < 300 { item.trail = [] }
      attempts = 0
      visits += 1
      entityTag = reply?.entityTag
      lastModified = reply?.lastModified
      due = after(pause, from: now)
    case .notModified:
      pause = nextPause(hasChanged: false)
      item.trail = []
      attempts = 0
      visits += 1
      // A 304 may bring newer validators, and need not repeat them (RFC 9110 §15.4.5).
      entityTag = reply?.entityTag ?? entityTag
      lastModified = reply?.lastModified ?? lastModified
      due = after(pause, from: now)
    case .disallowed: due = after(StoredItem.disallowedPause, from: now)
    case .gone: due = after(StoredItem.gonePause, from: now)
    case .skipped: break
    case .failed(_, let isTransient):
      attempts += 1
      if isTransient, attempts < manners.attempts {
        state = .retrying
        // Where the host names a time, that is when: neither sooner nor later (RFC 9110 §10.2.3).
        let backoff = manners.retryDelay * Double(1 << min(attempts - 1, 16)) * (1 + jitter / 2)
        due = now.advanced(bySeconds: min(max(reply?.retryAfter ?? backoff, 0), Double(StoredItem.longestPause)))
      } else {
        due = after(StoredItem.failedPause, from: now)
      }
    }
  }

  /// Whether another answer says something else than the last one; `nil` when one of them is not known.
  private func differs(from other: UInt64?) -> Bool? {
    guard let digest, let other else { return nil }
    return digest != other
  }

  /// Seconds until the next visit; what is not known to have changed, or not to have, is visited as before.
  private func nextPause(hasChanged: Bool?) -> Int {
    guard let pause, visits > 0 else { return StoredItem.firstPause }
    let longest = item.role == .feed ? StoredItem.longestFeedPause : StoredItem.longestPause
    let next =
      switch hasChanged {
      case true?: pause / 2
      case false?: pause * 2
      case nil: pause
      }
    return min(max(next, StoredItem.shortestPause), longest)
  }

  private func after(_ seconds: Int?, from now: Instant) -> Instant? {
    seconds.map { now.advanced(bySeconds: Double($0)) }
  }
}
