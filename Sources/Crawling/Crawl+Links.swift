internal import Extraction
internal import Frontier
internal import Model

extension Crawl {
  /// Feeds of posts, and feeds of a site's comments, that are followed from one page.
  private static let feedsPerPage = 1

  /// Whether an item may be fetched as far as scope, depth and the shape of its address go.
  func isWithin(_ item: FrontierItem) -> Bool {
    guard options.hosts?.contains(item.address.host) != false else { return false }
    if case .source = item.role { return true }
    guard item.depth <= topic.depth else { return false }
    if scope.scope == .web, item.role == .page, item.depth > 0,
      !focus.isStillWorthAsking(item.address.hostKey, priority: item.priority)
    {
      return false
    }
    return (item.depth == 0 && item.role == .page) || scope.contains(item.address)
  }

  /// Whether an address is a later page of the post at another (`/slug/3/`), which is read as part of it.
  private func isFurtherPage(_ address: Address, of post: Address) -> Bool {
    guard address.host == post.host, address.path.hasPrefix(post.path) else { return false }
    let rest = address.path.dropFirst(post.path.count).split(separator: "/")
    return rest.count == 1 && rest[0].utf8.count <= 2 && Int(rest[0]) != nil
  }

  /// The links of a page that are worth following.
  func links(of conversation: Conversation, isOnTopic: Bool, visit: Visit) -> [FrontierItem] {
    let item = visit.assignment.item
    guard visit.followsLinks, scope.scope != .page else { return [] }
    if scope.scope == .web { return focusedLinks(of: conversation, isOnTopic: isOnTopic, visit: visit) }
    let sources = Set(conversation.commentSources.compactMap(\.url))
    var found: [FrontierItem] = []
    for place in conversation.links.indices {
      // Nearly all links were judged on another page: they are looked at where they lie.
      let key = LinkMemory.key(of: conversation.links[place].url)
      if judged.contains(key) { continue }
      let link = conversation.links[place]
      if sources.contains(link.url) { continue }
      guard let address = Address(link.url), options.hosts?.contains(address.host) != false, scope.contains(address),
        LinkPolicy.isWorthAsking(link, at: address)
      else {
        judged.insert(key)
        continue
      }
      if !conversation.voices.isEmpty, isFurtherPage(address, of: visit.address) { continue }
      if link.isNofollow, !scope.isHome(address) { continue }
      // A listing's further pages lie as deep as the listing.
      let depth = item.depth + (link.context == .pagination && scope.isHome(address) ? 0 : 1)
      guard depth <= topic.depth, yields.isWorthFollowing(address) else { continue }
      judged.insert(key)
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

  /// The links of a page that are worth following in the wide web, where most pages are about something else.
  private func focusedLinks(of conversation: Conversation, isOnTopic: Bool, visit: Visit) -> [FrontierItem] {
    let item = visit.assignment.item
    let isListing = conversation.voices.isEmpty
    let page = Focus.Referrer(
      host: visit.address.hostKey, isOnTopic: isOnTopic, isListing: isListing, isSeed: item.depth == 0)
    let sources = Set(conversation.commentSources.compactMap(\.url))
    var candidates: [(link: Link, address: Address, naming: Bool)] = []
    for var link in conversation.links where !link.isNofollow && !sources.contains(link.url) {
      guard let address = Address(link.url), options.hosts?.contains(address.host) != false,
        LinkPolicy.isWorthAsking(link, at: address), yields.isWorthFollowing(address),
        isListing || !isFurtherPage(address, of: visit.address)
      else { continue }
      if isListing, link.context == .related { link.context = .navigation }
      // A bare list of posts has no marks of a listing but its addresses.
      if isListing, link.context == .navigation, address.hostKey == page.host, LinkPolicy.looksLikePost(address) {
        link.context = .listing
      }
      candidates.append(
        (link, address, relevance.isMentioned(in: link.text) || relevance.isMentioned(in: link.url)))
    }
    if isListing {
      let headlines = candidates.filter { $0.link.context == .listing && $0.address.hostKey == page.host }
      focus.noteHeadlines(of: page.host, count: headlines.count, naming: headlines.count { $0.naming })
    } else {
      focus.note(page.host, isOnTopic: isOnTopic, wasPromised: Focus.isPromise(item.priority))
    }
    var found: [FrontierItem] = []
    for (link, address, naming) in candidates {
      let depth = item.depth + (link.context == .pagination && address.hostKey == page.host ? 0 : 1)
      guard depth <= topic.depth else { continue }
      let isWitness = isOnTopic && [.post, .comment, .related, .speaker].contains(link.context)
      let witnesses = isWitness ? focus.noteWitness(of: LinkMemory.key(of: link.url)) : 0
      let priority = focus.priority(
        of: link, to: address.hostKey, naming: naming, witnesses: witnesses, from: page)
      guard let priority else { continue }
      found.append(
        FrontierItem(
          address: address, depth: depth, priority: priority, referrer: conversation.url,
          raisesKnown: isWitness || naming))
    }
    guard isOnTopic || page.isSeed, item.depth < topic.depth else { return found }
    // A host that speaks of the service once may do so again: its feed and its first page tell at the least cost.
    for feed in conversation.feeds.filter({ !$0.isComments }).prefix(Crawl.feedsPerPage) {
      guard let address = Address(feed.url), address.hostKey == page.host else { continue }
      found.append(
        FrontierItem(address: address, role: .feed, depth: item.depth + 1, priority: 19, referrer: conversation.url))
    }
    if let home = Address("/", relativeTo: visit.address) {
      found.append(
        FrontierItem(
          address: home, depth: item.depth + 1, priority: focus.priorityOfHome(page.host), referrer: conversation.url))
    }
    return found
  }
}
