import Datelines
import Model

/// Finds in a feed's tree what `FeedDocument` names, whichever of the formats says it.
struct FeedReader {
  let tree: XMLTree
  let root: Int
  let address: Address?

  init(tree: XMLTree, root: Int, address: Address?) {
    self.tree = tree
    self.root = root
    self.address = address
  }

  mutating func feed(encoding: String) -> FeedDocument {
    var feed = FeedDocument(encoding: encoding)
    let isEntry = tree.name(root).hasSuffix("entry")
    let channel = tree.name(root) == "channel" ? root : tree.child("channel", of: root) ?? root
    if isEntry {
      feed.entries = [entry(root)]
      return feed
    }
    let facts = facts(of: channel)
    feed.title = facts.title
    feed.link = facts.link
    feed.subtitle =
      html(facts.first(["description", "atom:subtitle", "atom:tagline", "subtitle", "tagline"]))
      ?? html(facts.first(["dc:description", "itunes:subtitle", "abstract"])) ?? html(facts.first(["itunes:summary"]))
    feed.language =
      tree.attribute("xml:lang", of: channel) ?? tree.attribute("xml:lang", of: root)
      ?? facts.text(["language", "dc:language"])
    feed.id = facts.identifier(["atom:id", "id", "guid"])
    feed.author = facts.author
    feed.published = facts.time(["pubdate", "atom:published", "published", "dcterms:issued", "dcterms:created"])
    feed.updated =
      facts.time(
        ["atom:updated", "atom:modified", "updated", "modified", "lastbuilddate", "dcterms:modified", "dc:date"])
      ?? tree.attribute("lastmod", of: channel).flatMap(time)
    feed.totalResults = facts.text(["opensearch:totalresults"]).flatMap { Int($0) }
    feed.next = facts.links.first { $0.relation == "next" }?.address
    for node in entryNodes(channel) { feed.entries.append(entry(node)) }
    return feed
  }

  /// The entries in document order, wherever in the feed they stand, but not those that are somebody's content.
  private func entryNodes(_ channel: Int) -> [Int] {
    var nodes: [Int] = []
    var node = root + 1
    while node < tree.end(of: root) {
      switch tree.name(node) {
      case "item", "atom:entry", "entry":
        nodes.append(node)
        node += 1
      case "image", "textinput", "atom:content", "atom:summary", "description", "content:encoded", "content:items":
        node = tree.end(of: node)
      default: node += 1
      }
    }
    return nodes
  }

  private func facts(of node: Int) -> FeedFacts { FeedFacts(tree: tree, node: node, address: address) }

  private func time(_ text: String) -> Timestamp? { Dateline.timestamp(fromMachine: text, source: .feed) }

  private func html(_ content: FeedContent?) -> String? {
    guard let content else { return nil }
    return content.html
  }

  private func entry(_ node: Int) -> FeedEntry {
    let facts = facts(of: node)
    var entry = FeedEntry()
    entry.title = facts.title
    entry.id = facts.identifier(["guid", "atom:id", "id", "dc:identifier"]) ?? tree.attribute("rdf:about", of: node)
    entry.link = facts.link
    entry.originalLink = facts.address(["feedburner:origlink"])
    entry.author = facts.author
    entry.authorURL = facts.authorURL
    entry.published = facts.time(
      [
        "pubdate", "atom:published", "published", "atom:issued", "issued", "dcterms:issued", "atom:created", "created",
        "dcterms:created", "dc:date", "atom:modified",
      ])
    entry.updated =
      facts.time(
        ["atom:updated", "atom:modified", "updated", "modified", "dcterms:modified", "dc:date", "lastbuilddate"])
      ?? tree.attribute("lastmod", of: node).flatMap(time)
    let summary =
      facts.first(["atom:summary", "summary", "description", "dcterms:abstract", "dc:description", "abstract"])
      ?? facts.first(["itunes:summary", "itunes:subtitle", "media:description"])
    let content =
      facts.first(["content:encoded", "atom:content", "xhtml:body", "body", "fullitem", "xhtml:div", "content"])
      ?? facts.first(["xhtml:body", "div", "content:items"])
    entry.summaryHTML = html(summary)
    entry.contentHTML = html(content)
    entry.tags = facts.tags
    entry.comments =
      facts.address(["comments"]) ?? facts.links.first { $0.relation == "replies" && !$0.isFeed }?.address
    entry.commentFeed =
      facts.address(["wfw:commentrss", "commentrss"])
      ?? facts.links.first { $0.relation == "replies" && $0.isFeed }?.address
    entry.commentCount =
      (facts.text(["slash:comments", "thr:total"])
      ?? facts.links.first { $0.relation == "replies" && $0.count != nil }?.count).flatMap { Int($0) }
    if let reply = tree.children(of: node).first(where: { tree.name($0) == "thr:in-reply-to" }) {
      entry.inReplyTo = tree.attribute("ref", of: reply) ?? tree.attribute("href", of: reply)
    } else {
      entry.inReplyTo = facts.text(["annotate:reference"])
    }
    entry.language = tree.inherited("xml:lang", of: node) ?? facts.text(["dc:language", "language"])
    return entry
  }
}
