internal import Archiving
internal import Fetching
internal import Frontier
internal import Model
internal import Robots

/// Asks hosts for their robots.txt.
struct RobotsDesk: Sendable {
  /// What is known of an origin's rules.
  struct Entry: Sendable {
    /// Whether there are rules, or nobody could be asked.
    enum Access: Sendable {
      case rules(RobotRules)
      case unreachable(cause: String, hint: String)
    }

    let access: Access
    let expires: Instant

    init(_ copy: RobotsCopy, unreachable: FetchError? = nil) {
      expires = copy.expires
      if let unreachable {
        access = .unreachable(cause: unreachable.code.words, hint: unreachable.hint)
      } else if let status = copy.status, status == 429 || status >= 500 {
        access = .unreachable(
          cause: "robots.txt answers \(status)",
          hint: "the host cannot say what it allows, so nothing is asked; crawl again later")
      } else {
        access = .rules(RobotRules.rules(status: copy.status ?? 0, body: copy.body))
      }
    }
  }

  /// What a host answered.
  struct Answer: Sendable {
    let copy: RobotsCopy
    let failure: FetchError?
    let requests: Int
    /// Why what was answered counts as no robots.txt.
    var detour: String?
    /// What was answered on the way, packed for the archive.
    var captures: [Capture] = []
  }

  /// Seconds for which an answer holds (RFC 9309 §2.4 allows a day).
  static let lifetime = 24.0 * 3600
  /// Seconds for which a host that could not answer is left alone.
  static let failureLifetime = 3600.0
  /// Redirects that are followed (RFC 9309 §2.3.1.2).
  static let redirects = 5

  let fetcher: Fetcher
  var archive: Archive?

  /// Asks an address' host for its robots.txt.
  func ask(_ address: Address) async -> Answer {
    guard var target = Address("/robots.txt", relativeTo: address) else {
      return Answer(copy: copy(status: 404, body: [], at: SystemClock.now), failure: nil, requests: 0)
    }
    var requests = 0
    var captures: [Capture] = []
    while requests <= RobotsDesk.redirects {
      requests += 1
      do {
        let page = try await fetcher.page(for: Request(address: target))
        if let archive {
          captures.append(
            archive.capture(page, as: .robots, depth: 0, networkAddress: fetcher.networkAddress(of: page.address)))
        }
        if (300..<400).contains(page.status), let location = page.header("Location"),
          let next = Address(location, relativeTo: page.address)
        {
          target = next
          continue
        }
        return Answer(
          copy: copy(status: page.status, body: page.body, at: page.fetched), failure: nil, requests: requests,
          captures: captures)
      } catch {
        // A file beyond the limits is no reason to shut a site out: what cannot be read forbids nothing.
        if error.code == .tooLarge {
          return Answer(
            copy: copy(status: 404, body: [], at: SystemClock.now), failure: nil, requests: requests,
            detour: "is longer than what is read", captures: captures)
        }
        let now = SystemClock.now
        let copy = RobotsCopy(
          status: nil, body: [], fetched: now, expires: now.advanced(bySeconds: RobotsDesk.failureLifetime))
        return Answer(copy: copy, failure: error, requests: requests, captures: captures)
      }
    }
    return Answer(
      copy: copy(status: 404, body: [], at: SystemClock.now), failure: nil, requests: requests,
      detour: "redirects more than \(RobotsDesk.redirects) times", captures: captures)
  }

  private func copy(status: Int, body: [UInt8], at now: Instant) -> RobotsCopy {
    let seconds = status == 429 || status >= 500 ? RobotsDesk.failureLifetime : RobotsDesk.lifetime
    return RobotsCopy(
      status: status, body: Array(body.prefix(RobotRules.longestFile)), fetched: now,
      expires: now.advanced(bySeconds: seconds))
  }
}
