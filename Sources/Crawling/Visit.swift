internal import Extraction
internal import Fetching
internal import Frontier
internal import Markup
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
}

/// Fetches one assignment and reads what comes: everything between the frontier and the store, without state.
struct Visitor: Sendable {
  let fetcher: Fetcher
  let listener: Listener
  let relevance: Relevance
  let agent: String
  let topic: Topic
  let options: CrawlOptions

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
      visit.address = page.address
      visit.reply = Reply(
        status: page.status, seconds: page.fetched.seconds(since: begun), ended: page.fetched,
        retryAfter: page.header("Retry-After").flatMap { RetryAfter.seconds($0, now: page.fetched) },
        entityTag: page.header("ETag"), lastModified: page.header("Last-Modified"))
      guard let target = redirect(in: page) else {
        await read(page, into: &visit, subject: subject)
        return visit
      }
      guard target.pageKey == assignment.item.address.pageKey, visit.requests <= Visitor.respellings,
        target.host == request.address.host, target.href != request.address.href,
        rules.verdict(for: target, agent: agent).isAllowed
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

  private func read(_ page: Page, into visit: inout Visit, subject: PageRecord?) async {
    switch page.status {
    case 200..<300: break
    case 304:
      visit.outcome = .notModified
      visit.reply.hasChanged = false
      return
    case 404, 410:
      visit.outcome = .gone
      return
    case 300..<400:
      visit.outcome = .failed(cause: "redirects nowhere (\(page.status))", isTransient: false)
      return
    case 429, 500..<600:
      visit.outcome = .failed(cause: "HTTP \(page.status)", isTransient: true)
      visit.hint = "the host is busy or broken; crawl again later"
      return
    default:
      visit.outcome = .failed(cause: "HTTP \(page.status)", isTransient: false)
      visit.hint =
        page.status == 401 || page.status == 403 ? "the host lets nobody in there, or not us" : "open it in a browser"
      return
    }
    switch visit.assignment.item.role {
    case .source(let source, let key):
      guard let subject else {
        visit.outcome = .skipped(cause: "its page was not kept")
        return
      }
      if source.kind == .continuation {
        let document = HTMLParser().document(from: page.body, contentType: page.header("Content-Type"))
        let further = Extractor().conversation(in: document, at: page.address, fetched: page.fetched)
        let next = Extractor().continuation(in: document, at: page.address)
        visit.yield = .continuation(further, of: key, next: next)
        return
      }
      visit.yield = .comments(SourceReader().comments(in: page, from: source, of: subject.conversation), of: key)
    case .feed, .sitemap: readAddresses(page, into: &visit)
    case .page:
      switch Visitor.kind(of: page) {
      case .html: readPage(page, into: &visit)
      case .xml: readAddresses(page, into: &visit)
      case .other(let type): visit.outcome = .skipped(cause: "not a page (\(type))")
      }
    }
  }

  /// What a body is, by its declared type and its first bytes.
  enum Kind: Equatable {
    case html, xml
    case other(String)
  }

  static func kind(of page: Page) -> Kind {
    let declared = (page.header("Content-Type") ?? "").prefix { $0 != ";" }.lowercased()
      .filter { $0 != " " && $0 != "\t" }
    let start = page.body.prefix(1024).drop { $0 <= 0x20 || $0 == 0xef || $0 == 0xbb || $0 == 0xbf }
    let looksXML =
      start.starts(with: "<?xml".utf8) || start.starts(with: "<rss".utf8) || start.starts(with: "<feed".utf8)
      || start.starts(with: "<urlset".utf8) || start.starts(with: "<sitemapindex".utf8)
    switch declared {
    case "text/html", "application/xhtml+xml":
      // XHTML begins with an XML declaration too; feeds sent as HTML begin with their own root.
      return looksXML && !String(decoding: start.prefix(1024), as: UTF8.self).lowercased().contains("<html")
        && !start.starts(with: "<?xml".utf8)
        ? .xml : .html
    case "application/rss+xml", "application/atom+xml", "application/rdf+xml", "application/feed+json",
      "application/gzip",
      "application/x-gzip":
      return .xml
    case "text/xml", "application/xml":
      return String(decoding: start, as: UTF8.self).lowercased().contains("<html") ? .html : .xml
    case "", "text/plain", "application/octet-stream":
      if looksXML { return .xml }
      return start.first == 0x3c ? .html : .other(declared.isEmpty ? "no type" : declared)
    default: return .other(String(declared.prefix(60)))
    }
  }

  private func readPage(_ page: Page, into visit: inout Visit) {
    let document = HTMLParser().document(from: page.body, contentType: page.header("Content-Type"))
    let policy = RobotsPolicy.policy(of: document, headers: page.headers, agent: agent)
    visit.followsLinks = policy.followsLinks
    var conversation = Extractor().conversation(in: document, at: page.address, fetched: page.fetched)
    let isOnTopic = relevance.isMentioned(in: conversation)
    if !policy.isIndexable || Extractor().isListing(document, at: page.address) {
      conversation.voices = []
      conversation.commentSources = []
    } else if conversation.post != nil, let next = Extractor().continuation(in: document, at: page.address) {
      conversation.commentSources.append(CommentSource(kind: .continuation, url: next.href))
    }
    if let published = conversation.post?.published?.instant, isOutside(published) {
      conversation.voices = []
      conversation.commentSources = []
    }
    // The order and the depths that merging gives, so that a page read once and a page read again are the same bytes.
    conversation = conversation.merging(SourceAnswer(comments: conversation.voices.filter { $0.kind != .post }))
    let readings = listener.readings(of: conversation)
    visit.yield = .page(
      PageRecord(
        service: topic.service.name, fetched: page.fetched, status: page.status, conversation: conversation,
        readings: readings), isOnTopic: isOnTopic)
  }

  private func isOutside(_ instant: Instant) -> Bool {
    if let since = options.since, instant < since { return true }
    if let until = options.until, instant >= until { return true }
    return false
  }

  /// When the pages of a sitemap were changed, by their keys.
  private func changes(in entries: [SitemapEntry], at base: Address) -> [String: FeedFacts] {
    var facts: [String: FeedFacts] = [:]
    for entry in entries {
      guard let changed = entry.lastModified, let address = Address(entry.location, relativeTo: base) else { continue }
      facts[address.pageKey] = FeedFacts(updated: changed.instant)
    }
    return facts
  }

  private func readAddresses(_ page: Page, into visit: inout Visit) {
    let type = page.header("Content-Type")
    let item = visit.assignment.item
    if item.role != .feed,
      case let sitemap = SitemapParser().sitemap(from: page.body, contentType: type, at: page.address)
    {
      switch sitemap {
      case .urls(let entries):
        visit.yield = .addresses(
          entries.compactMap { entry in
            Address(entry.location, relativeTo: page.address).map {
              FrontierItem(address: $0, depth: item.depth + 1, priority: 5, referrer: page.address.href)
            }
          }, facts: changes(in: entries, at: page.address))
        return
      case .index(let entries):
        visit.yield = .addresses(
          entries.compactMap { entry in
            Address(entry.location, relativeTo: page.address).map {
              FrontierItem(
                address: $0, role: .sitemap, depth: item.depth, priority: 6, referrer: page.address.href)
            }
          }, facts: [:])
        return
      case .invalid: break
      }
    }
    guard let feed = FeedParser().feed(from: page.body, contentType: type, at: page.address) else {
      visit.outcome = .skipped(cause: item.role == .sitemap ? "not a sitemap" : "not a feed")
      return
    }
    var items: [FrontierItem] = []
    var facts: [String: FeedFacts] = [:]
    for entry in feed.entries {
      guard let link = entry.originalLink ?? entry.link,
        let address = Address(link, relativeTo: page.address)?.withoutCommentPage
      else { continue }
      // Feeds name the newest first.
      if let fact = FeedFacts(entry) { facts[address.pageKey] = facts[address.pageKey]?.completed(by: fact) ?? fact }
      let words = [entry.title, entry.summaryHTML, entry.contentHTML].compactMap { $0 }.joined(separator: " ")
      items.append(
        FrontierItem(
          address: address, depth: item.depth + 1, priority: relevance.isMentioned(in: words) ? 12 : 6,
          referrer: page.address.href))
    }
    if let next = feed.next.flatMap({ Address($0, relativeTo: page.address) }) {
      items.append(
        FrontierItem(address: next, role: .feed, depth: item.depth, priority: 4, referrer: page.address.href))
    }
    visit.yield = .addresses(items, facts: facts)
  }
}
