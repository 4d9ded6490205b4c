import Datelines
import Model

/// The children of a channel or an entry, looked up by name.
struct FeedFacts {
  /// A link with what it is for.
  struct Link {
    var relation: String
    var address: String
    var type: String?
    var count: String?
    /// Whether it leads to another feed.
    var isFeed: Bool { type.map { $0.contains("xml") || $0.contains("atom") || $0.contains("rss") } ?? false }
  }

  let tree: XMLTree
  let node: Int
  let address: Address?
  /// All links that say what they are for; of an absurd number only the first.
  private(set) var links: [Link]
  private let children: [Int]
  private static let mostLinks = 256
  private static let mostBases = 8

  init(tree: XMLTree, node: Int, address: Address?) {
    self.tree = tree
    self.node = node
    self.address = address
    children = tree.children(of: node)
    links = []
    links = allLinks()
  }

  private func allLinks() -> [Link] {
    var links: [Link] = []
    for child in children where links.count < FeedFacts.mostLinks {
      let name = tree.name(child)
      guard name == "atom:link" || name == "link", let target = tree.attribute("href", of: child) else { continue }
      links.append(
        Link(
          relation: (tree.attribute("rel", of: child) ?? "alternate").trimmed.lowercased(),
          address: absolute(target.trimmed, at: child), type: tree.attribute("type", of: child)?.lowercased(),
          count: tree.attribute("thr:count", of: child)))
    }
    return links
  }

  /// The content of the first child of one of the names, in the order of the names, that has any.
  func first(_ names: [String]) -> FeedContent? {
    for name in names {
      for child in children where tree.name(child) == name {
        let content = FeedContent(tree: tree, node: child, base: base(of: child))
        if !content.isEmpty { return content }
      }
    }
    if names.contains(where: { $0.hasPrefix("media:") }), let group = tree.child("media:group", of: node) {
      return FeedFacts(tree: tree, node: group, address: address).first(names)
    }
    return nil
  }

  /// The identifier in the first such child; one that is a path is made absolute.
  func identifier(_ names: [String]) -> String? {
    for name in names {
      for child in children where tree.name(child) == name {
        let text = tree.text(of: child)
        if !text.isEmpty { return text.hasPrefix("/") ? absolute(text, at: child) : text }
      }
    }
    return nil
  }

  /// The plain text of the first such child.
  func text(_ names: [String]) -> String? {
    for name in names {
      for child in children where tree.name(child) == name {
        let text = tree.text(of: child)
        if !text.isEmpty { return text }
      }
    }
    return nil
  }

  /// The time in the first such child that holds one.
  func time(_ names: [String]) -> Timestamp? {
    for name in names {
      for child in children where tree.name(child) == name {
        if let time = Dateline.timestamp(fromMachine: tree.text(of: child), source: .feed) { return time }
        if let time = Dateline.timestamp(fromHuman: tree.text(of: child), source: .feed, dayFirst: nil) { return time }
      }
    }
    return nil
  }

  /// The address in the first such child, made absolute.
  func address(_ names: [String]) -> String? {
    for name in names {
      for child in children where tree.name(child) == name {
        let text = tree.text(of: child)
        if !text.isEmpty { return absolute(text, at: child) }
      }
    }
    return nil
  }

  /// The title as plain text.
  var title: String? {
    first(["title", "atom:title", "dc:title"])?.plainText ?? first(["media:title", "itunes:title"])?.plainText
      ?? tree.attribute("title", of: node)
  }

  /// The page that the channel or entry stands for.
  var link: String? {

    let alternates = links.filter { $0.relation == "alternate" || $0.relation.hasSuffix("/alternate") }
    if let plain = plainLink { return plain }
    if let page = alternates.first(where: { $0.type.map { $0.contains("html") } ?? true }) ?? alternates.first {
      return page.address
    }
    if let identifier = children.first(where: { tree.name($0) == "guid" }),
      tree.attribute("ispermalink", of: identifier)?.lowercased() != "false",
      case let text = tree.text(of: identifier), text.hasPrefix("http")
    {
      return text
    }
    if let source = children.first(where: { tree.name($0) == "atom:content" }).flatMap({ tree.attribute("src", of: $0) }
    ) {
      return absolute(source, at: node)
    }
    if let target = tree.attribute("href", of: node) { return absolute(target, at: node) }
    return links.first {
      $0.relation != "self" && $0.relation != "next" && $0.relation != "replies" && !$0.isFeed
        && $0.relation != "enclosure" && $0.relation != "edit" && $0.relation != "hub" && $0.relation != "license"
    }?.address
  }

  /// The last plain `link` that has a text or a target.
  private var plainLink: String? {
    for child in children.reversed() where tree.name(child) == "link" || tree.name(child) == "url" {
      let text = tree.text(of: child)
      if !text.isEmpty { return absolute(text, at: child) }
      let relation = tree.attribute("rel", of: child)?.lowercased() ?? "alternate"
      if relation == "alternate", tree.name(child) == "link", let target = tree.attribute("href", of: child) {
        return absolute(target.trimmed, at: child)
      }
    }
    return nil
  }

  /// Who wrote it, by name where one is stated.
  var author: String? {
    let names = ["atom:author", "author", "dc:creator", "dc:author", "managingeditor", "itunes:author", "webmaster"]
    for name in names {
      for child in children where tree.name(child) == name {
        if let person = person(child) { return person }
      }
    }
    for name in ["media:credit", "dc:publisher", "dc:contributor", "itunes:owner"] {
      for child in children where tree.name(child) == name {
        if let person = person(child) { return person }
      }
    }
    return nil
  }

  /// The author's own page.
  var authorURL: String? {
    for child in children where tree.name(child) == "atom:author" || tree.name(child) == "author" {
      for name in ["atom:uri", "atom:url", "uri", "url", "atom:homepage"] {
        if let part = tree.child(name, of: child), case let text = tree.text(of: part), !text.isEmpty {
          return absolute(text, at: part)
        }
      }
    }
    return nil
  }

  private func person(_ node: Int) -> String? {
    for name in ["atom:name", "name", "itunes:name", "atom:email", "email"] {
      if let part = tree.child(name, of: node), case let text = tree.text(of: part), !text.isEmpty { return text }
    }
    let text = tree.hasElements(node) ? "" : FeedContent.plainText(tree.text(of: node))
    return text.isEmpty ? nil : FeedFacts.name(in: text)
  }

  /// The name in `mail@host (Name)` or `Name <mail@host>`; the text itself where there is no such thing.
  static func name(in text: String) -> String {
    guard text.contains("@") else { return text }
    if let open = text.firstIndex(of: "("), let close = text.lastIndex(of: ")"), open < close {
      let inner = String(text[text.index(after: open)..<close]).trimmed
      let outer = String(text[..<open]).trimmed
      if inner.contains("@") { return outer.isEmpty ? inner : outer }
      return inner.isEmpty ? outer : inner
    }
    if let open = text.firstIndex(of: "<") {
      let outer = String(text[..<open]).trimmed
      if !outer.isEmpty { return outer }
    }
    return text
  }

  /// Categories in order, each once.
  var tags: [String] {
    var tags: [String] = []
    for child in children {
      var tag: String?
      switch tree.name(child) {
      case "category", "dc:subject", "media:category": tag = tree.attribute("term", of: child) ?? tree.text(of: child)
      case "atom:category": tag = tree.attribute("term", of: child) ?? tree.attribute("label", of: child)
      case "itunes:category": tag = tree.attribute("text", of: child)
      case "tags", "media:keywords", "itunes:keywords":
        for part in tree.text(of: child).split(separator: ",") { add(String(part), to: &tags) }
        tag = nil
      default: tag = nil
      }
      if let tag { add(tag, to: &tags) }
    }
    return tags
  }

  private func add(_ tag: String, to tags: inout [String]) {
    let tag = tag.trimmed
    if !tag.isEmpty, tags.count < 256, !tags.contains(tag) { tags.append(tag) }
  }

  /// The address against which the links of an element are resolved (`xml:base`, the nearest few).
  func base(of node: Int) -> Address? {
    guard tree.hasBases else { return address }
    var chain: [String] = []
    var ancestor = node
    while ancestor >= 0, chain.count < FeedFacts.mostBases {
      if let base = tree.attribute("xml:base", of: ancestor) { chain.append(base.trimmed) }
      ancestor = Int(tree.nodes[ancestor].parent)
    }
    return chain.reversed().reduce(address) { Address($1, relativeTo: $0) ?? $0 }
  }

  private func absolute(_ text: String, at node: Int) -> String {
    guard let base = base(of: node), !text.contains("://"), !text.hasPrefix("urn:"), !text.hasPrefix("tag:") else {
      return text
    }
    return Address(text, relativeTo: base)?.href ?? text
  }
}
