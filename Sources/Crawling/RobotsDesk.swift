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
    /// Whether the frontier's file keeps the answer that this was read from.
    let isKept: Bool

    init(_ copy: RobotsCopy, unreachable: FetchError? = nil) {
      expires = copy.expires
      isKept = unreachable == nil
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

  /// What is to be asked next for an origin's rules.
  struct Question: Equatable, Sendable {
    /// The address to ask: `/robots.txt`, or where that redirected to.
    var target: Address
    /// Redirects that led there.
    var hops = 0
    /// How often nobody answered.
    var failures = 0
    /// Until when the host rests after the last failure.
    var rest = Instant(milliseconds: 0)

    /// The first question to an address' origin.
    init?(of address: Address) {
      guard let target = Address("/robots.txt", relativeTo: address) else { return nil }
      self.target = target
    }
  }

  /// What a host answered.
  struct Answer: Sendable {
    let copy: RobotsCopy
    var failure: FetchError?
    /// Where a redirect leads, which is to be asked next; then the copy means nothing.
    var next: Question?
    var requests = 1
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

  /// Bytes of a file that are taken, however long it is (RFC 9309 §2.5); one more than are read tells that it was cut.
  private static let kept = RobotRules.longestFile + 1

  let fetcher: Fetcher
  var archive: Archive?

  /// Asks an address' host for its robots.txt, and follows redirects at once: for one question by a person.
  func ask(_ address: Address) async -> Answer {
    guard var question = Question(of: address) else {
      return Answer(copy: RobotsDesk.copy(status: 404, body: [], at: SystemClock.now), requests: 0)
    }
    var requests = 0
    while true {
      var answer = await ask(question)
      requests += 1
      answer.requests = requests
      guard let next = answer.next else { return answer }
      question = next
    }
  }

  /// Asks one question with one request.
  func ask(_ question: Question) async -> Answer {
    var captures: [Capture] = []
    do {
      let page = try await fetcher.page(
        for: Request(address: question.target, longestBody: RobotsDesk.kept))
      if let archive {
        captures.append(
          archive.capture(page, as: .robots, depth: 0, networkAddress: fetcher.networkAddress(of: page.address)))
      }
      if (300..<400).contains(page.status), let location = page.header("Location"),
        let target = Address(location, relativeTo: page.address)
      {
        // Rules that nobody can be led to count as none (RFC 9309 §2.3.1.2).
        guard question.hops < RobotsDesk.redirects else {
          return Answer(
            copy: RobotsDesk.copy(status: 404, body: [], at: page.fetched),
            detour: "redirects more than \(RobotsDesk.redirects) times", captures: captures)
        }
        var next = question
        next.target = target
        next.hops += 1
        return Answer(
          copy: RobotsDesk.copy(status: page.status, body: [], at: page.fetched), next: next, captures: captures)
      }
      return Answer(
        copy: RobotsDesk.copy(status: page.status, body: page.body, at: page.fetched), captures: captures)
    } catch {
      let now = SystemClock.now
      // A head beyond the limits is no reason to shut a site out: what cannot be read forbids nothing.
      if error.code == .tooLarge {
        return Answer(
          copy: RobotsDesk.copy(status: 404, body: [], at: now), detour: "has a longer head than is read",
          captures: captures)
      }
      let copy = RobotsCopy(
        status: nil, body: [], fetched: now, expires: now.advanced(bySeconds: RobotsDesk.failureLifetime))
      return Answer(copy: copy, failure: error, captures: captures)
    }
  }

  private static func copy(status: Int, body: [UInt8], at now: Instant) -> RobotsCopy {
    let seconds = status == 429 || status >= 500 ? RobotsDesk.failureLifetime : RobotsDesk.lifetime
    return RobotsCopy(
      status: status, body: Array(body.prefix(kept)), fetched: now,
      expires: now.advanced(bySeconds: seconds))
  }
}
