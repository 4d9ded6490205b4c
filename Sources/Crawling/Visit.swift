internal import Archiving
internal import Extraction
internal import Fetching
internal import Frontier
internal import Model
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
  /// The answer, packed for the archive.
  var captures: [Capture] = []

  /// Whether the answer was more than a redirect.
  var isPage: Bool { if case .moved = yield { false } else { true } }
}

/// Fetches one assignment and reads what comes: everything between the frontier and the store, without state.
struct Visitor: Sendable {
  let fetcher: Fetcher
  let reader: AnswerReader
  let archive: Archive?

  /// Visits an item with one request; whatever goes wrong is an outcome.
  ///
  /// - Parameter subject: the stored page that a comment source belongs to.
  func visit(_ assignment: Assignment, subject: PageRecord?) async -> Visit {
    let begun = SystemClock.now
    var visit = Visit(assignment: assignment, outcome: .done, reply: Reply(), address: assignment.item.address)
    let page: Page
    do {
      page = try await fetcher.page(for: assignment.request)
    } catch {
      visit.outcome = .failed(cause: error.code.words, isTransient: error.isTransient)
      visit.hint = error.hint
      visit.reply = Reply(seconds: SystemClock.now.seconds(since: begun), isPageOnly: !error.isOfHost)
      return visit
    }
    visit.bytes = page.bytesOnWire
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
    if let target = redirect(in: page) {
      visit.yield = .moved(target)
    } else {
      let harvest = reader.harvest(of: page, fetchedAs: assignment.item, subject: subject)
      visit.yield = harvest.yield
      visit.outcome = harvest.outcome
      visit.hint = harvest.hint
      visit.silence = harvest.silence
      visit.followsLinks = harvest.followsLinks
      if page.status == 304 { visit.reply.hasChanged = false }
    }
    visit.reply.digest = visit.digest(of: page)
    return visit
  }

  private func redirect(in page: Page) -> Address? {
    guard [301, 302, 303, 307, 308].contains(page.status), let location = page.header("Location") else { return nil }
    return Address(location, relativeTo: page.address)
  }
}

extension Visit {
  /// What tells whether an answer says something else than the one before.
  ///
  /// Of a listing that is what it links to, for the rest of a page changes with every advertisement; whether a page with
  /// voices has changed is known when they are compared.
  fileprivate func digest(of page: Page) -> UInt64? {
    var fingerprint = Fingerprint()
    switch yield {
    case .page(let record, _):
      guard record.conversation.voices.isEmpty else { return nil }
      for link in record.conversation.links { fingerprint.combine(link.url) }
    case .moved(let target): fingerprint.combine(target.href)
    case .addresses, .comments, .continuation: fingerprint.combine(page.body.span)
    case .nothing: return nil
    }
    return fingerprint.folded
  }
}
