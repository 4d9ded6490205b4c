public import Model

extension Address {
  /// The post's own address where this one names a further page of its comments, as WordPress' `/slug/comment-page-2/`.
  public var withoutCommentPage: Address {
    guard href.utf8Span.span.holds("comment-page-") else { return self }
    var segments = self.segments
    guard segments.count > 1, let last = segments.last, last.hasPrefix("comment-page-") else { return self }
    segments.removeLast()
    return Address("/" + segments.joined(separator: "/") + "/", relativeTo: self) ?? self
  }
}

/// The rule that decides which address names a page.
enum CanonicalAddress {
  /// The page's address as it names itself where that can be believed, else the one that it was fetched from.
  ///
  /// A canonical link is believed when it leads to the same site and is not the home page of a page that is not.
  static func of(_ facts: PageFacts, at address: Address, base: Address) -> String {
    var stated: [String] = []
    for link in facts.links where link.relation.utf8Span.span.holdsWord("canonical") { stated.append(link.href) }
    if let graph = facts.value("og:url") { stated.append(graph) }
    for text in stated {
      guard let canonical = Address(text, relativeTo: base), isBelievable(canonical, for: address) else { continue }
      return canonical.withoutCommentPage.pageKey
    }
    return address.withoutCommentPage.pageKey
  }

  private static func isBelievable(_ canonical: Address, for address: Address) -> Bool {
    guard canonical.host == address.host || site(of: canonical.host) == site(of: address.host) else { return false }
    if canonical.path == "/" && (canonical.query ?? "").isEmpty {
      return address.path == "/" && (address.query ?? "").isEmpty
    }
    return true
  }

  /// The part of a host that its owner shares: the last two labels, or three below a short second level (`co.uk`).
  static func site(of host: String) -> Substring {
    let labels = host.split(separator: ".")
    guard labels.count > 2 else { return host[...] }
    let second = labels[labels.count - 2]
    let isShared = [
      "blogspot", "wordpress", "tumblr", "typepad", "github", "livejournal", "medium", "substack", "ghost",
    ].contains(second)
    let keep = second.count <= 3 && labels[labels.count - 1].count == 2 || isShared ? 3 : 2
    return host[labels[max(0, labels.count - keep)].startIndex...]
  }
}
