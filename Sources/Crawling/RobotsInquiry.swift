public import Fetching
internal import Frontier
public import Model
internal import Robots

/// One question to a host's robots.txt, for people.
public struct RobotsInquiry: Equatable, Sendable {
  /// The address of the robots.txt that was asked.
  public var robots: String
  /// Whether the address may be fetched.
  public var isAllowed: Bool
  /// The line that decided, from 1; `nil` when none speaks of the address.
  public var line: Int?
  /// That line's text.
  public var rule: String?
  /// The HTTP status of robots.txt; `nil` when nobody answered.
  public var status: Int?
  /// Seconds that the host asks for between requests.
  public var crawlDelay: Double?
  /// Why what was answered counts as no robots.txt: redirects without end, or a head longer than is read.
  public var detour: String?
  /// Why nobody answered.
  public var failure: String?

  /// Asks the address' host.
  ///
  /// - Parameter agent: the name by which the rules may address us.
  public static func ask(_ address: Address, agent: String, fetcher: Fetcher) async -> RobotsInquiry {
    let answer = await RobotsDesk(fetcher: fetcher).ask(address)
    let robots = address.origin + "/robots.txt"
    if let failure = answer.failure {
      return RobotsInquiry(robots: robots, isAllowed: false, failure: failure.description)
    }
    let rules = RobotRules.rules(status: answer.copy.status ?? 0, body: answer.copy.body)
    let verdict = rules.verdict(for: address, agent: agent)
    return RobotsInquiry(
      robots: robots, isAllowed: verdict.isAllowed, line: verdict.line, rule: verdict.rule,
      status: answer.detour == nil ? answer.copy.status : nil, crawlDelay: rules.crawlDelay(for: agent),
      detour: answer.detour)
  }
}
