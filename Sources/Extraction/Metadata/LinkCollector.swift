import Markup
import Model

/// Collects a page's links, each with what its place says it is worth.
struct LinkCollector {
  let document: Document
  let page: PageContext
  let scan: PageScan
  let post: PostReading
  /// Comment areas, sorted and apart.
  let comments: [Range<Int>]

  /// The links in document order; of several to one address the one with the best context counts.
  func links(_ facts: PageFacts) -> [Link] {
    var links: [Link] = []
    var positions: [UInt64: Int] = [:]
    for link in facts.links {
      let relations = link.relation.split(separator: " ")
      guard relations.contains("next") || relations.contains("prev"), let url = page.absolute(link.href) else {
        continue
      }
      if positions.updateValue(links.count, forKey: LinkCollector.hash(url)) == nil {
        links.append(Link(url: url, text: "", context: .pagination))
      }
    }
    let origin = page.base.origin
    var frame: [(end: Int, context: Link.Context)] = []
    var nextRegion = 0
    for node in 1..<max(1, document.count) {
      while let last = frame.last, last.end <= node { frame.removeLast() }
      let record = document.nodes[node]
      if record.tag == .text { continue }
      if nextRegion < comments.count, node >= comments[nextRegion].lowerBound {
        frame.append((comments[nextRegion].upperBound, .comment))
        nextRegion += 1
      }
      if !scan.hints[node].isEmpty || record.tag == .nav || record.tag.isHeading {
        if let context = context(of: node, record.tag) { frame.append((Int(record.end), context)) }
      }
      guard record.tag == .a, let range = document.valueRange(.href, of: node), range.count < 2000,
        let url = absolute(range, origin: origin)
      else { continue }
      let context = self.context(ofLink: node, frame.last?.context)
      let key = LinkCollector.hash(url)
      if let position = positions[key] {
        if LinkCollector.rank(context) < LinkCollector.rank(links[position].context) {
          links[position].context = context
        }
        continue
      }
      positions[key] = links.count
      links.append(Link(url: url, text: words(of: node), context: context, isNofollow: isNofollow(node)))
    }
    return links
  }

  private func context(of node: Int, _ tag: Tag) -> Link.Context? {
    if tag == .nav { return .navigation }
    let hints = scan.hints[node]
    if hints.contains(.body) { return nil }
    if hints.contains(.comments), tag != .body, tag != .html { return nil }
    if tag.isHeading { return .listing }
    return nil
  }

  private func context(ofLink node: Int, _ frame: Link.Context?) -> Link.Context {
    if frame == .comment {
      return scan.hints[document.parent(of: node)].contains(.author) || scan.hints[node].contains(.author)
        ? .speaker : .comment
    }
    if let relation = document.valueRange(.relation, of: node),
      document.holdsWord("next", in: relation) || document.holdsWord("prev", in: relation)
    {
      return .pagination
    }
    if node + 1 < document.end(of: node), post.kept.contains(node + 1) || post.kept.contains(document.end(of: node) - 1)
    {
      return .post
    }
    return frame ?? .navigation
  }

  private static func rank(_ context: Link.Context) -> Int {
    switch context {
    case .post: 0
    case .comment: 1
    case .pagination: 2
    case .speaker: 3
    case .listing: 4
    case .related: 5
    case .navigation: 6
    }
  }

  private static func hash(_ url: String) -> UInt64 {
    var hash: UInt64 = 0xcbf2_9ce4_8422_2325
    for byte in url.utf8 { hash = (hash ^ UInt64(byte)) &* 0x0000_0100_0000_01b3 }
    return hash
  }

  private func isNofollow(_ node: Int) -> Bool {
    guard let range = document.valueRange(.relation, of: node) else { return false }
    return document.holdsWord("nofollow", in: range) || document.holdsWord("ugc", in: range)
      || document.holdsWord("sponsored", in: range)
  }

  private func words(of node: Int) -> String {
    var words = Words.Folding()
    for inner in node..<document.end(of: node) where document.isText(inner) {
      words.append(document.pool.span.extracting(document.textRange(of: inner)))
    }
    return words.text
  }

  /// An address made absolute without its fragment.
  ///
  /// The usual forms are joined as bytes; the rest take the long way.
  private func absolute(_ range: Range<Int>, origin: String) -> String? {
    guard let first = range.first else { return nil }
    let pool = document.pool.span
    let byte = pool[first]
    if byte == 0x23 { return nil }
    var end = range.upperBound
    for index in range where pool[index] == 0x23 {
      end = index
      break
    }
    if byte == 0x6a || byte == 0x6d || byte == 0x74 {  // javascript:, mailto:, tel:
      let start = document.pool[range].prefix(11)
      if start.starts(with: "javascript:".utf8) || start.starts(with: "mailto:".utf8) || start.starts(with: "tel:".utf8)
      {
        return nil
      }
    }
    // A rooted path without dot segments, spaces or signs that need care.
    if byte == 0x2f, end > first + 1, pool[first + 1] != 0x2f {
      var isPlain = true
      for index in first..<end {
        let sign = pool[index]
        if sign <= 0x20 || sign >= 0x7f || sign == 0x5c || (sign == 0x2e && pool[index - 1] == 0x2f) {
          isPlain = false
          break
        }
      }
      if isPlain { return origin + pool.text(first..<end) }
    }
    if LinkCollector.isPlainAbsolute(pool, first..<end) { return pool.text(first..<end) }
    return page.absolute(document.string(range))
  }
}

extension LinkCollector {
  /// Whether an address is absolute and already in normal form: a host in small letters without port or user, a rooted
  /// path without dot segments, and no sign that needs care.
  fileprivate static func isPlainAbsolute(_ pool: Span<UInt8>, _ range: Range<Int>) -> Bool {
    var index = range.lowerBound
    guard range.count > 8, pool[index] == 0x68, pool[index + 1] == 0x74, pool[index + 2] == 0x74,
      pool[index + 3] == 0x70
    else { return false }
    index += pool[index + 4] == 0x73 ? 5 : 4
    guard pool[index] == 0x3a, pool[index + 1] == 0x2f, pool[index + 2] == 0x2f else { return false }
    index += 3
    let host = index
    while index < range.upperBound, pool[index] != 0x2f {
      let byte = pool[index]
      guard byte >= 0x61 && byte <= 0x7a || byte >= 0x30 && byte <= 0x39 || byte == 0x2d || byte == 0x2e else {
        return false
      }
      index += 1
    }
    guard index > host, index < range.upperBound else { return false }
    while index < range.upperBound {
      let byte = pool[index]
      if byte <= 0x20 || byte >= 0x7f || byte == 0x5c || byte == 0x2e && pool[index - 1] == 0x2f { return false }
      index += 1
    }
    return true
  }
}

extension Tag {
  /// Whether this is one of `h1` to `h6`.
  @inline(__always) var isHeading: Bool { rawValue >= Tag.h1.rawValue && rawValue <= Tag.h6.rawValue }
}
