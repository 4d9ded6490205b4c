internal import Extraction
internal import Frontier
internal import Model
internal import Storage

extension Crawl {
  /// Feeds of posts, and feeds of a site's comments, that are followed from one page.
  private static let feedsPerPage = 1
  /// Comment sources that are followed from one page.
  private static let sourcesPerPage = 100

  /// Keeps a page's record, merged with what is known of the page already, and names what to fetch next.
  func keep(_ record: PageRecord, isOnTopic: Bool, visit: inout Visit) throws -> [FrontierItem] {
    var found = links(of: record.conversation, isOnTopic: isOnTopic, visit: visit)
    if record.conversation.voices.isEmpty { return found }
    if topic.scope == .web, !isOnTopic, visit.assignment.item.depth > 0 {
      visit.outcome = .skipped(cause: "not about \(topic.service.name)")
      return found
    }
    let (record, earlier) = try ledger.keep(record)
    if let earlier { visit.reply.hasChanged = record.conversation.voices != earlier.conversation.voices }
    var sources: [FrontierItem] = []
    for source in record.conversation.commentSources.prefix(Crawl.sourcesPerPage) {
      guard let address = source.url.flatMap({ Address($0) }), options.hosts?.contains(address.host) != false else {
        continue
      }
      sources.append(
        FrontierItem(
          address: address.withoutFragment, role: .source(source, of: record.page), depth: visit.assignment.item.depth,
          priority: 8, referrer: record.conversation.url))
    }
    if let earlier, earlier.fetched < begun, mayHaveMore(record, than: earlier) { try askSourcesAgain(sources) }
    found += sources
    return found
  }

  /// Whether a page that was visited again may have new comments in the places that it only names.
  private func mayHaveMore(_ record: PageRecord, than earlier: PageRecord) -> Bool {
    if record.conversation.voices != earlier.conversation.voices { return true }
    if record.conversation.statedComments != earlier.conversation.statedComments { return true }
    return ledger.facts(ofPage: record.page)?.announcesMore(than: record) == true
  }

  /// Merges a comment source's answer into its page's record.
  func merge(_ answer: SourceAnswer, intoPage key: String, item: FrontierItem) throws -> [FrontierItem] {
    guard try ledger.merge(answer, intoPage: key) else { return [] }
    return answer.next.prefix(Crawl.sourcesPerPage).compactMap { source in
      source.url.flatMap { Address($0) }.map {
        FrontierItem(
          address: $0.withoutFragment, role: .source(source, of: key), depth: item.depth, priority: 8,
          referrer: item.address.href)
      }
    }
  }

  /// Appends a further page of a post to its record.
  func append(
    _ further: Conversation, toPage key: String, next: Address?, item: FrontierItem
  ) throws -> [FrontierItem] {
    guard try ledger.append(further, toPage: key) else { return [] }
    guard let next else { return [] }
    return [
      FrontierItem(
        address: next, role: .source(CommentSource(kind: .continuation, url: next.href), of: key), depth: item.depth,
        priority: 8, referrer: item.address.href)
    ]
  }

  /// Puts the seeds, and the feeds of their hosts, into the queue: they tell at the least cost what is new.
  func askHeralds(at now: Instant) throws {
    for seed in topic.seeds {
      try frontier.revisit(FrontierItem(address: seed.withoutFragment, depth: 0, priority: 20), at: now)
    }
    for var feed in try frontier.feeds() where scope.isHome(feed.address) {
      feed.priority = 20
      try frontier.revisit(feed, at: now)
    }
  }

  /// Notes what a feed says of its posts, completes those that are kept already, and puts pages into the queue of which
  /// it announces more than an earlier run has heard.
  func learn(_ facts: [String: FeedFacts], from visit: Visit) throws {
    for news in try ledger.learn(facts) where news.record.fetched < begun && news.fact.announcesMore(than: news.record)
    {
      guard let address = Address(news.record.page) else { continue }
      let item = FrontierItem(
        address: address, depth: visit.assignment.item.depth + 1, priority: 15, referrer: visit.address.href)
      if isWithin(item) { try frontier.revisit(item, at: SystemClock.now) }
    }
  }

  /// Asks the comment sources of a page again that an earlier run asked.
  private func askSourcesAgain(_ sources: [FrontierItem]) throws {
    for source in sources where frontier.isKnown(source) { try frontier.revisit(source, at: SystemClock.now) }
  }

  /// Whether an item may be fetched as far as scope, depth and the shape of its address go.
  func isWithin(_ item: FrontierItem) -> Bool {
    guard options.hosts?.contains(item.address.host) != false else { return false }
    if case .source = item.role { return true }
    guard item.depth <= topic.depth else { return false }
    return (item.depth == 0 && item.role == .page) || scope.contains(item.address)
  }

  /// Whether an address is a later page of the post at another (`/slug/3/`), which is read as part of it.
  private func isFurtherPage(_ address: Address, of post: Address) -> Bool {
    guard address.host == post.host, address.path.hasPrefix(post.path) else { return false }
    let rest = address.path.dropFirst(post.path.count).split(separator: "/")
    return rest.count == 1 && rest[0].utf8.count <= 2 && Int(rest[0]) != nil
  }

  /// The links of a page that are worth following.
  private func links(of conversation: Conversation, isOnTopic: Bool, visit: Visit) -> [FrontierItem] {
    let item = visit.assignment.item
    guard visit.followsLinks, scope.scope != .page else { return [] }
    // In the wide web only pages that speak of the service lead on; at home every page may.
    let isHome = scope.isHome(visit.address)
    if scope.scope == .web, !isOnTopic, item.depth > 0 { return [] }
    let sources = Set(conversation.commentSources.compactMap(\.url))
    var found: [FrontierItem] = []
    for link in conversation.links {
      guard let address = Address(link.url), options.hosts?.contains(address.host) != false, scope.contains(address),
        !sources.contains(link.url)
      else { continue }
      if !conversation.voices.isEmpty, isFurtherPage(address, of: visit.address) { continue }
      if link.isNofollow, !scope.isHome(address) { continue }
      if scope.scope == .web, !isHome, link.context == .navigation { continue }
      // A listing's further pages lie as deep as the listing.
      let depth = item.depth + (link.context == .pagination && scope.isHome(address) ? 0 : 1)
      guard depth <= topic.depth,
        LinkPolicy.isWorthAsking(link, at: address), yields.isWorthFollowing(address)
      else {
        continue
      }
      let mentions = relevance.isMentioned(in: link.text) || relevance.isMentioned(in: link.url)
      found.append(
        FrontierItem(
          address: address, depth: depth, priority: LinkPolicy.priority(of: link, mentions: mentions),
          referrer: conversation.url))
    }
    if item.depth < topic.depth || topic.depth == 0 {
      // Only a listing's feed of comments speaks of the whole site.
      let isListing = conversation.voices.isEmpty
      let feeds =
        conversation.feeds.filter { !$0.isComments }.prefix(Crawl.feedsPerPage)
        + conversation.feeds.filter { $0.isComments && isListing }.prefix(Crawl.feedsPerPage)
      for feed in feeds {
        guard topic.depth > 0, let address = Address(feed.url), scope.isHome(address) else { continue }
        found.append(
          FrontierItem(address: address, role: .feed, depth: item.depth, priority: 7, referrer: conversation.url))
      }
    }
    return found
  }
}
