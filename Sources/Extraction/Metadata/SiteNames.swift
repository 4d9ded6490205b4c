import Markup

/// Finds what the site is called.
struct SiteNames {
  let facts: PageFacts
  /// The host of the page, without `www.`.
  let host: String

  /// All names of the site, the most believed first.
  func candidates() -> [Candidate<String>] {
    var found: [Candidate<String>] = []
    func add(_ name: String?, _ source: String, _ weight: Double) {
      guard let name, !name.isEmpty, name.utf8.count < 120, !name.hasPrefix("http"), !name.hasPrefix("@") else {
        return
      }
      found.append(Candidate(value: name, source: source, weight: weight))
    }
    add(facts.value("og:site_name"), "meta og:site_name", 10)
    add(facts.linkedData.siteName, "json-ld WebSite", 8)
    add(facts.linkedData.publisher, "json-ld publisher", 7)
    // Some pages name themselves there.
    let name = facts.value("application-name")
    if name != facts.value("og:title") { add(name, "meta application-name", 6) }
    add(facts.value("dc.publisher", "citation_journal_title", "article:publisher", "publisher"), "meta publisher", 4)
    for link in facts.links where link.relation == "alternate" && link.type.hasPrefix("application/rss") {
      // "Example Blog » Feed" names the blog.
      guard let title = link.title, let end = SiteNames.feedMark(title) else { continue }
      add(end, "feed title", 5)
      break
    }
    if found.isEmpty, !host.isEmpty { add(host, "host", 1) }
    return found.ranked()
  }

  /// Keys of every name that the site goes by, its host's included, to tell names of sites from names of posts.
  var keys: [[UInt8]] {
    var keys = candidates().map { Words.key($0.value) }
    if !host.isEmpty {
      keys.append(Words.key(host))
      let labels = host.split(separator: ".")
      if labels.count >= 2 { keys.append(Words.key(String(labels[labels.count - 2]))) }
      if labels.count >= 3 { keys.append(Words.key(String(labels[0]))) }
    }
    return keys.filter { $0.count > 1 }
  }

  private static func feedMark(_ title: String) -> String? {
    for mark in [" » Feed", " » ", " &raquo; ", " - RSS", " RSS", " Feed", " - Atom", " Atom"] {
      if let position = Words.position(of: Array(mark.utf8), in: Array(title.utf8)), position > 0 {
        return Words.folded(String(decoding: Array(title.utf8)[..<position], as: UTF8.self))
      }
    }
    return nil
  }
}
