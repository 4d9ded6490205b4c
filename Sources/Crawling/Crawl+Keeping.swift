internal import Extraction
internal import Frontier
internal import Model
internal import Storage

extension Crawl {
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
    countSources(record.conversation.commentSources.count, at: visit.address)
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

  /// Counts the comment sources beyond those that are followed.
  private func countSources(_ count: Int, at address: Address) {
    tally.passOver(
      "comment sources of one page beyond \(Crawl.sourcesPerPage)", address, count: count - Crawl.sourcesPerPage)
  }

  /// Whether a page that was visited again may have new comments in the places that it only names.
  private func mayHaveMore(_ record: PageRecord, than earlier: PageRecord) -> Bool {
    if record.conversation.voices != earlier.conversation.voices { return true }
    if record.conversation.statedComments != earlier.conversation.statedComments { return true }
    return ledger.facts(ofPage: record.page)?.announcesMore(than: record) == true
  }

  /// Merges a comment source's answer into its page's record.
  func merge(_ answer: SourceAnswer, intoPage key: String, item: FrontierItem) throws -> [FrontierItem] {
    guard let isFruitful = try ledger.merge(answer, intoPage: key) else { return [] }
    countSources(answer.next.count, at: item.address)
    let further = answer.next.prefix(Crawl.sourcesPerPage).compactMap { source in
      source.url.flatMap { Address($0) }.map {
        FrontierItem(
          address: $0.withoutFragment, role: .source(source, of: key), depth: item.depth, priority: 8,
          referrer: item.address.href)
      }
    }
    return follow(further, from: item, isFruitful)
  }

  /// Appends a further page of a post to its record.
  func append(
    _ further: Conversation, toPage key: String, next: Address?, item: FrontierItem
  ) throws -> [FrontierItem] {
    guard let isFruitful = try ledger.append(further, toPage: key), let next else { return [] }
    let source = CommentSource(kind: .continuation, url: next.href)
    let page = FrontierItem(
      address: next, role: .source(source, of: key), depth: item.depth, priority: 8, referrer: item.address.href)
    return follow([page], from: item, isFruitful)
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
    let before = ledger.factsLetGo
    defer {
      tally.passOver("facts of feeds beyond those remembered", visit.address, count: ledger.factsLetGo - before)
    }
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
}
