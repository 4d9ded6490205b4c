import Datelines
import Markup
import Model

/// Finds the post's title among everything that looks like one.
struct TitleFinder {
  let document: Document
  let facts: PageFacts
  let scan: PageScan
  let body: [Range<Int>]
  /// Names that are the site's and not the post's, as keys.
  let siteKeys: [[UInt8]]

  /// What the page calls itself, from `title` and Open Graph.
  private struct Names {
    var title: [UInt8]
    var graph: [UInt8]
    var linked: [UInt8]
    /// What separators part in `title`.
    var parts: [[UInt8]]
  }

  /// All titles, the most believed first.
  func candidates() -> [Candidate<String>] {
    var found: [Candidate<String>] = []
    let graph = facts.value("og:title", "twitter:title", "dc.title", "dcterms.title", "sailthru.title", "parsely-title")
    let names = Names(
      title: Words.key(facts.title ?? ""), graph: Words.key(graph ?? ""),
      linked: Words.key(facts.linkedData.headline ?? ""),
      parts: TitleFinder.split(facts.title ?? "", " - ").count > 1
        ? TitleFinder.split(facts.title ?? "", " - ").flatMap { [$0] + TitleFinder.split($0, ": ") }
          .map { Words.key($0) }.filter { $0.count > 5 } : [])
    for node in facts.headings {
      if let candidate = heading(node, names) { found.append(candidate) }
    }
    for node in facts.properties where facts.headings.isEmpty || isHeadline(node) {
      guard isHeadline(node), document.tag(node) != .h1, document.tag(node) != .h2 else { continue }
      let text = shown(node)
      if text.isEmpty || Words.count(text) > 40 { continue }
      found.append(Candidate(value: text, source: "microdata headline", weight: 3.5))
    }
    if let headline = facts.linkedData.headline, !headline.isEmpty {
      found.append(
        Candidate(value: headline, source: "json-ld headline", weight: 4, reason: "no heading agrees better"))
    }
    if let graph, !graph.isEmpty, !siteKeys.contains(Words.key(graph)) {
      found.append(Candidate(value: withoutSite(graph), source: "meta og:title", weight: 4.5))
    }
    if let title = facts.title {
      found.append(Candidate(value: withoutSite(title), source: "title", weight: 3))
    }
    return found.ranked()
  }

  private func heading(_ node: Int, _ names: Names) -> Candidate<String>? {
    let text = shown(node)
    let key = Words.key(text)
    guard key.count > 1, Words.count(text) <= 40 else { return nil }
    var weight: Double
    var reasons: [String] = []
    switch document.tag(node) {
    // A first heading of some length is the title even when the page's name was written for search engines.
    case .h1: weight = Words.count(text) >= 3 ? 3.6 : 3
    case .h2: weight = 1.5
    case .h3: weight = 0.5
    default: weight = 0
    }
    if scan.hints[node].contains(.title) || isHeadline(node) || hasTitleChild(node) {
      weight += 0.8
      reasons.append("named as a title")
    }
    let agreement = max(
      TitleFinder.agreement(key, names.title), TitleFinder.agreement(key, names.graph),
      TitleFinder.agreement(key, names.linked))
    if agreement > 0 {
      weight += 3.5 * agreement
      reasons.append("agrees with the page's own name")
    }
    if names.parts.contains(key), !siteKeys.contains(key) {
      weight += 0.6
      reasons.append("is a part of the page's own name")
    }
    if siteKeys.contains(key) {
      weight -= 5
      reasons.append("is the site's name")
    }
    if isLogo(node) {
      weight -= 2.5
      reasons.append("is the site's sign")
    }
    if leadsHome(node) {
      weight -= 2
      reasons.append("leads to the home page")
    }
    if isAway(node) {
      weight -= 2.5
      reasons.append("stands outside the article")
    }
    if let start = body.first?.lowerBound, let end = body.last?.upperBound {
      if node > end {
        weight -= 2
        reasons.append("stands behind the article")
      } else if node < start || node < start + 60 {
        weight += 0.5
      } else {
        weight -= 0.5
      }
    }
    return Candidate(
      value: text, source: document.tag(node).name, weight: weight, reason: reasons.joined(separator: ", "))
  }

  /// How much of the longer of two keys the shorter covers, 0…1; 0 unless one holds the other.
  static func agreement(_ key: [UInt8], _ other: [UInt8]) -> Double {
    guard !key.isEmpty, !other.isEmpty else { return 0 }
    if key == other { return 1 }
    let (short, long) = key.count < other.count ? (key, other) : (other, key)
    guard short.count >= 6, let position = Words.position(of: short, in: long) else { return 0 }
    let share = Double(short.count) / Double(long.count)
    return position == 0 ? 0.4 + 0.55 * share : 0.2 + 0.6 * share
  }

  private func isHeadline(_ node: Int) -> Bool {
    guard let range = document.valueRange(.itemProperty, of: node) else { return false }
    return document.pool[range].elementsEqual("headline".utf8)
  }

  private func hasTitleChild(_ node: Int) -> Bool {
    var child = node + 1
    while child < document.end(of: node) {
      if !document.isText(child), scan.hints[child].contains(.title) { return true }
      child = document.end(of: child)
    }
    return false
  }

  /// Whether names say that a heading is the site's: `logo`, `site-title`.
  private func isLogo(_ node: Int) -> Bool {
    for element in [node, document.parent(of: node)] where element > 0 {
      for attribute in [AttributeName.class, .identifier] {
        guard let range = document.valueRange(attribute, of: element) else { continue }
        if TitleFinder.signs.occurs(in: document.pool.span.extracting(range)) { return true }
      }
    }
    return false
  }

  private static let signs = WordIndex([
    "logo", "site-title", "sitetitle", "site-name", "sitename", "site_title", "blog-title",
  ])

  /// Whether the heading is a link to the site's home.
  private func leadsHome(_ node: Int) -> Bool {
    var child = node
    while child < document.end(of: node) {
      if document.tag(child) == .a, let href = document.value(.href, of: child) {
        return TitleFinder.isHome(href)
      }
      child += 1
    }
    let parent = document.parent(of: node)
    if parent > 0, document.tag(parent) == .a, let href = document.value(.href, of: parent) {
      return TitleFinder.isHome(href)
    }
    return false
  }

  private static func isHome(_ href: String) -> Bool {
    var bytes = Array(href.utf8)
    if href.hasPrefix("http://") || href.hasPrefix("https://") || href.hasPrefix("//") {
      guard let double = Words.position(of: Array("//".utf8), in: bytes) else { return false }
      bytes = Array(bytes[(double + 2)...])
      guard let slash = bytes.firstIndex(of: 0x2f) else { return true }
      bytes = Array(bytes[slash...])
    }
    return bytes.count <= 1 || bytes == Array("/index.html".utf8)
  }

  private func isAway(_ node: Int) -> Bool {
    var ancestor = node
    while ancestor > 0 {
      let tag = document.tag(ancestor)
      // What holds the article as well is no place apart, whatever it is called.
      if let start = body.first?.lowerBound, start >= ancestor, start < document.end(of: ancestor) { return false }
      if tag == .nav || tag == .aside || tag == .footer { return true }
      let hints = scan.hints[ancestor]
      if tag != .body, tag != .html, !hints.isDisjoint(with: [.junk, .comments]), !hints.contains(.body),
        !hints.contains(.title)
      {
        return true
      }
      ancestor = document.parent(of: ancestor)
    }
    return false
  }

  private func shown(_ node: Int) -> String {
    Words.folded(TextRenderer.text(of: node, in: document).text)
  }

  private static let separators = [
    " | ", " – ", " — ", " - ", " :: ", " » ", " « ", " · ", " • ", ": ", " / ", " ~ ", " @ ",
  ]
  private static let anySeparator = WordIndex(separators)

  /// A page's name without the site's name before or behind a separator.
  private func withoutSite(_ whole: String) -> String {
    let text = TitleFinder.withoutTimes(whole)
    guard TitleFinder.anySeparator.occurs(in: text.utf8Span.span) else { return text }
    let bytes = Array(text.utf8)
    let held = TitleFinder.separators.filter { Words.position(of: Array($0.utf8), in: bytes) != nil }
    for separator in held {
      let parts = TitleFinder.split(text, separator)
      guard parts.count > 1, let first = parts.first, let last = parts.last else { continue }
      if isSite(last) { return parts.dropLast().joined(separator: separator) }
      if isSite(first) { return parts.dropFirst().joined(separator: separator) }
    }
    for separator in held where ![": ", " / ", " ~ ", " @ "].contains(separator) {
      let parts = TitleFinder.split(text, separator)
      guard parts.count > 1, let last = parts.last else { continue }
      // A short tail behind a long head is the site's name even when nothing else names the site.
      let head = parts.dropLast().joined(separator: separator)
      if Words.count(last) <= 4, Words.count(head) >= 4 { return head }
      if let first = parts.first, Words.count(first) <= 3, parts.count == 2, Words.count(last) >= 5, separator != " - "
      {
        return last
      }
    }
    return text
  }

  /// A page's name without the parts that are a time and nothing else: "Goodbye - 5 March 2011".
  private static func withoutTimes(_ text: String) -> String {
    let parts = split(text, " - ")
    guard parts.count > 1 else { return text }
    let left = parts.filter { Dateline.timestamp(fromHuman: Words.folded($0), source: .text) == nil }
    return left.isEmpty || left.count == parts.count ? text : left.joined(separator: " - ")
  }

  private func isSite(_ part: String) -> Bool {
    let key = Words.key(part)
    return siteKeys.contains { $0 == key || (key.count > 3 && Words.contains($0, key)) }
  }

  private static func split(_ text: String, _ separator: String) -> [String] {
    var parts: [String] = []
    let bytes = Array(text.utf8)
    let wanted = Array(separator.utf8)
    var start = 0
    while let found = Words.position(of: wanted, in: Array(bytes[start...])) {
      parts.append(String(decoding: bytes[start..<start + found], as: UTF8.self))
      start += found + wanted.count
    }
    parts.append(String(decoding: bytes[start...], as: UTF8.self))
    return parts
  }
}
