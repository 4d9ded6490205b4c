internal import Fetching
internal import Frontier
internal import Model
internal import Robots

extension Crawl {
  /// Sitemaps that are taken from one robots.txt.
  private static let sitemapsPerHost = 20
  /// How often a robots.txt is asked for again that nobody answers.
  private static let robotsRetries = 2

  /// The robots rules of an address' origin: from memory, from the frontier, or `nil` when they must be asked for.
  func rules(of address: Address) throws -> RobotsDesk.Entry? {
    let origin = address.origin
    let now = SystemClock.now
    if let entry = robots.entry(of: origin, at: now) { return entry }
    guard let copy = try frontier.robots(of: origin), copy.expires > now else { return nil }
    let entry = RobotsDesk.Entry(copy)
    robots.note(entry, of: origin)
    return entry
  }

  /// Takes up what came of asking for a robots.txt, and gives the item back that waits for it.
  func learn(_ answer: RobotsDesk.Answer, for assignment: Assignment) throws {
    let now = SystemClock.now
    let address = assignment.item.address
    let origin = address.origin
    if answer.next != nil || answer.failure != nil, robots.entry(of: origin, at: now) != nil {
      // Another item's question has come to its end meanwhile.
      return frontier.putBack(assignment, requested: true, at: answer.copy.fetched)
    }
    if let next = answer.next {
      // Asked when the host may be asked again, like anything else.
      robots.put(next, for: origin)
      return frontier.putBack(assignment, requested: true, at: answer.copy.fetched)
    }
    if let failure = answer.failure, failure.isTransient, var question = robots.question(for: address),
      question.failures < Crawl.robotsRetries
    {
      // Several items may have waited for one answer; they failed together.
      guard question.rest <= now else { return frontier.putBack(assignment, requested: true, at: now) }
      question.failures += 1
      question.rest = frontier.putBack(assignment, failures: question.failures, at: now)
      return robots.put(question, for: origin)
    }
    let entry = RobotsDesk.Entry(answer.copy, unreachable: answer.failure)
    robots.note(entry, of: origin)
    if answer.failure == nil { try frontier.keep(answer.copy, of: origin) }
    if case .rules(let rules) = entry.access {
      frontier.setCrawlDelay(rules.crawlDelay(for: options.agent), of: address)
      if scope.scope != .page, scope.isHome(address), topic.depth > 0 {
        let sitemaps = rules.sitemaps.compactMap { Address($0, relativeTo: address) }.filter { scope.contains($0) }
        tally.passOver(
          "sitemaps of one robots.txt beyond \(Crawl.sitemapsPerHost)", address,
          count: sitemaps.count - Crawl.sitemapsPerHost)
        try frontier.add(
          sitemaps.prefix(Crawl.sitemapsPerHost).map {
            FrontierItem(address: $0, role: .sitemap, depth: 0, priority: 7, referrer: origin + "/robots.txt")
          }, at: now)
      }
    }
    frontier.putBack(assignment, requested: true, at: answer.copy.fetched)
  }
}
