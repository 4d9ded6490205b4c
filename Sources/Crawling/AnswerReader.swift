internal import Domains
internal import Extraction
internal import Frontier
internal import Markup
internal import Model
internal import Robots
internal import Storage

/// What an answer gave.
struct Harvest: Sendable {
  var yield: Visit.Yield = .nothing
  var outcome: Outcome = .done
  /// Whether links may be followed, as the page's robots policy says.
  var followsLinks = true
  var hint = ""
  /// Why a page has no voices, where it has none.
  var silence: String?
}

/// Reads answers, wherever they come from: everything between a page and the store, without state.
struct AnswerReader: Sendable {
  let listener: Listener
  let relevance: Relevance
  /// The name under which a page's robots metas may address us.
  let agent: String
  let service: String
  /// Posts published before are not kept.
  let since: Instant?
  /// Posts published at or after this instant are not kept.
  let until: Instant?
  /// Whether only what is likely to speak of the service is followed.
  var isFocused = false

  /// Bytes of a feed's entry that say what its post is about.
  private static let tellingLength = 400

  /// Reads an answer.
  ///
  /// - Parameters:
  ///   - item: as what the page was fetched.
  ///   - subject: the stored page that a comment source belongs to.
  func harvest(of page: Page, fetchedAs item: FrontierItem, subject: PageRecord?) -> Harvest {
    var harvest = Harvest()
    read(page, item, into: &harvest, subject: subject)
    return harvest
  }

  private func read(_ page: Page, _ item: FrontierItem, into harvest: inout Harvest, subject: PageRecord?) {
    switch page.status {
    case 200..<300: break
    case 304:
      harvest.outcome = .notModified
      return
    case 404, 410:
      harvest.outcome = .gone
      return
    case 300..<400:
      harvest.outcome = .failed(cause: "redirects nowhere (\(page.status))", isTransient: false)
      return
    case 429, 500..<600:
      harvest.outcome = .failed(cause: "HTTP \(page.status)", isTransient: true)
      harvest.hint = "the host is busy or broken; crawl again later"
      return
    default:
      harvest.outcome = .failed(cause: "HTTP \(page.status)", isTransient: false)
      harvest.hint =
        page.status == 401 || page.status == 403 ? "the host lets nobody in there, or not us" : "open it in a browser"
      return
    }
    switch item.role {
    case .source(let source, let key):
      guard let subject else {
        harvest.outcome = .skipped(cause: "its page was not kept")
        return
      }
      if source.kind == .continuation {
        let document = HTMLParser().document(from: page.body, contentType: page.header("Content-Type"))
        let further = Extractor().conversation(in: document, at: page.address, fetched: page.fetched)
        let next = Extractor().continuation(in: document, at: page.address)
        harvest.yield = .continuation(further, of: key, next: next)
        return
      }
      harvest.yield = .comments(SourceReader().comments(in: page, from: source, of: subject.conversation), of: key)
    case .feed, .sitemap: readAddresses(page, item, into: &harvest)
    case .page:
      switch AnswerReader.kind(of: page) {
      case .html: readPage(page, into: &harvest)
      case .xml: readAddresses(page, item, into: &harvest)
      case .other(let type): harvest.outcome = .skipped(cause: "not a page (\(type))")
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

  /// Why a page that is no post has no voices.
  private static func silence(of role: PageRole) -> String? {
    switch role {
    case .post: nil
    case .listing: "a home page or list of posts"
    case .standing: "a page beside the posts (about, contact, picture)"
    case .locked: "behind a password or a log-in"
    }
  }

  private func readPage(_ page: Page, into harvest: inout Harvest) {
    let document = HTMLParser().document(from: page.body, contentType: page.header("Content-Type"))
    let policy = RobotsPolicy.policy(of: document, headers: page.headers, agent: agent)
    harvest.followsLinks = policy.followsLinks
    var conversation = Extractor().conversation(in: document, at: page.address, fetched: page.fetched)
    let isOnTopic = relevance.isMentioned(in: conversation)
    if conversation.voices.isEmpty {
      harvest.silence = page.body.isEmpty ? "an empty answer" : "no post or comment found"
    }
    let role = Extractor().role(of: document, at: page.address, hearing: conversation)
    if !policy.isIndexable || role != .post {
      harvest.silence = policy.isIndexable ? AnswerReader.silence(of: role) : "asks not to be indexed"
      conversation.voices = []
      conversation.commentSources = []
    } else if conversation.post != nil, let next = Extractor().continuation(in: document, at: page.address) {
      conversation.commentSources.append(CommentSource(kind: .continuation, url: next.href))
    }
    if let published = conversation.post?.published?.instant, isOutside(published) {
      harvest.silence = "published outside --since and --until"
      conversation.voices = []
      conversation.commentSources = []
    }
    // The order and the depths that merging gives, so that a page read once and a page read again are the same bytes.
    conversation = conversation.threaded()
    let readings = listener.readings(of: conversation, isNamed: isOnTopic)
    harvest.yield = .page(
      PageRecord(
        service: service, fetched: page.fetched, status: page.status, conversation: conversation,
        readings: readings), isOnTopic: isOnTopic)
  }

  private func isOutside(_ instant: Instant) -> Bool {
    if let since, instant < since { return true }
    if let until, instant >= until { return true }
    return false
  }

  /// When the pages of a sitemap were changed, by their keys.
  private func changes(in entries: [SitemapEntry], at base: Address) -> [String: FeedFacts] {
    var facts: [String: FeedFacts] = [:]
    for entry in entries {
      guard let changed = entry.lastModified, let address = Address(entry.location, relativeTo: base),
        Domains.areSameSite(address.host, base.host)
      else { continue }
      facts[address.pageKey] = FeedFacts(updated: changed.instant)
    }
    return facts
  }

  private func readAddresses(_ page: Page, _ item: FrontierItem, into harvest: inout Harvest) {
    let type = page.header("Content-Type")
    if item.role != .feed,
      case let sitemap = SitemapParser().sitemap(from: page.body, contentType: type, at: page.address)
    {
      switch sitemap {
      case .urls(let entries):
        harvest.yield = .addresses(
          entries.compactMap { entry in
            Address(entry.location, relativeTo: page.address).map {
              FrontierItem(address: $0, depth: item.depth + 1, priority: 5, referrer: page.address.href)
            }
          }, facts: changes(in: entries, at: page.address))
        return
      case .index(let entries):
        harvest.yield = .addresses(
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
      harvest.outcome = .skipped(cause: item.role == .sitemap ? "not a sitemap" : "not a feed")
      return
    }
    var items: [FrontierItem] = []
    var facts: [String: FeedFacts] = [:]
    for entry in feed.entries {
      guard let link = entry.originalLink ?? entry.link,
        let address = Address(link, relativeTo: page.address)?.withoutCommentPage
      else { continue }
      // Feeds name the newest first. What a feed says of another site's posts is hearsay, unless a service passes on
      // that site's own feed.
      let isOwn = entry.originalLink != nil || Domains.areSameSite(address.host, page.address.host)
      if isOwn, let fact = FeedFacts(entry) {
        let key = address.pageKey
        facts[key] = facts[key]?.completed(by: fact) ?? fact
      }
      let words = [entry.title, entry.summaryHTML, entry.contentHTML].compactMap { $0 }.joined(separator: " ")
      let isNaming = relevance.isMentioned(in: words)
      // A feed that gives the words of a post and not the service's name has answered; a bare headline has not.
      if !isNaming, isFocused, words.utf8.count >= AnswerReader.tellingLength { continue }
      items.append(
        FrontierItem(
          address: address, depth: item.depth + 1, priority: isNaming ? 12 : 6, referrer: page.address.href))
    }
    if let next = feed.next.flatMap({ Address($0, relativeTo: page.address) }) {
      items.append(
        FrontierItem(address: next, role: .feed, depth: item.depth, priority: 4, referrer: page.address.href))
    }
    harvest.yield = .addresses(items, facts: facts)
  }
}
