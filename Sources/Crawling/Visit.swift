internal import Archiving
internal import Extraction
internal import Fetching
internal import Frontier
internal import Model
internal import Robots
internal import Storage

/// What a visit brought home.
struct Visit: Sendable {
  /// What was read from the answer.
  enum Yield: Sendable {
    /// A page, with its readings; without voices it is a listing.
    case page(PageRecord, isOnTopic: Bool)
    /// Addresses from a feed or a sitemap, and what a feed says of its posts by page key.
    case addresses([FrontierItem], facts: [String: FeedFacts])
    /// Comments of the page with this key.
    case comments(SourceAnswer, of: String)
    /// A further page of the post on the page with this key, and the one after it.
    case continuation(Conversation, of: String, next: Address?)
    /// Another address, to be asked in the same role.
    case moved(Address)
    /// Nothing.
    case nothing
  }

  var assignment: Assignment
  var outcome: Outcome
  var reply: Reply
  var yield: Yield = .nothing
  /// The address that answered.
  var address: Address
  /// Whether links may be followed, as the page's robots policy says.
  var followsLinks = true
  var bytes = 0
  var requests = 1
  var hint = ""
  /// Why a page has no voices.
  var silence: String?
  /// The answers on the way and the last one, packed for the archive.
  var captures: [Capture] = []
}

/// Fetches one assignment and reads what comes: everything between the frontier and the store, without state.
struct Visitor: Sendable {
  let fetcher: Fetcher
  let reader: AnswerReader
  let archive: Archive?

  /// Redirects that are followed on the spot, because they lead to the same page under another spelling.
  static let respellings = 4

  /// Visits an item; whatever goes wrong is an outcome.
  ///
  /// - Parameters:
  ///   - subject: the stored page that a comment source belongs to.
  ///   - rules: the host's robots rules, for addresses on the way.
  ///   - pause: seconds to wait before a second request to the same host.
  func visit(
    _ assignment: Assignment, subject: PageRecord?, rules: RobotRules, pause: Double
  ) async -> Visit {
    let begun = SystemClock.now
    var visit = Visit(assignment: assignment, outcome: .done, reply: Reply(), address: assignment.item.address)
    var request = assignment.request
    visit.requests = 0
    while true {
      visit.requests += 1
      let page: Page
      do {
        page = try await fetcher.page(for: request)
      } catch {
        visit.outcome = .failed(cause: error.code.words, isTransient: error.isTransient)
        visit.hint = error.hint
        visit.reply = Reply(seconds: SystemClock.now.seconds(since: begun), isPageOnly: !error.isOfHost)
        return visit
      }
      visit.bytes += page.bytesOnWire
      if let archive {
        visit.captures.append(
          archive.capture(
            page, as: assignment.item.captureRole, depth: assignment.item.depth,
            networkAddress: fetcher.networkAddress(of: page.address)))
      }
      visit.address = page.address
      visit.reply = Reply(
        status: page.status, seconds: page.fetched.seconds(since: begun), ended: page.fetched,
        retryAfter: page.header("Retry-After").flatMap { RetryAfter.seconds($0, now: page.fetched) },
        entityTag: page.header("ETag"), lastModified: page.header("Last-Modified"))
      guard let target = redirect(in: page) else {
        let harvest = reader.harvest(of: page, fetchedAs: assignment.item, subject: subject)
        visit.yield = harvest.yield
        visit.outcome = harvest.outcome
        visit.hint = harvest.hint
        visit.silence = harvest.silence
        visit.followsLinks = harvest.followsLinks
        if page.status == 304 { visit.reply.hasChanged = false }
        return visit
      }
      guard target.pageKey == assignment.item.address.pageKey, visit.requests <= Visitor.respellings,
        target.host == request.address.host, target.href != request.address.href,
        rules.verdict(for: target, agent: reader.agent).isAllowed
      else {
        visit.yield = .moved(target)
        if target.withoutFragment.href == request.address.withoutFragment.href {
          visit.yield = .nothing
          visit.outcome = .failed(cause: "redirects to itself", isTransient: false)
        }
        return visit
      }
      // The same page under another spelling (a slash, https): one visit, but never two requests in one breath.
      try? await Task.sleep(for: .seconds(pause))
      request.address = target
    }
  }

  private func redirect(in page: Page) -> Address? {
    guard [301, 302, 303, 307, 308].contains(page.status), let location = page.header("Location") else { return nil }
    return Address(location, relativeTo: page.address)
  }
}
