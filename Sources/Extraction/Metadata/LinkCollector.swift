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
    positions.reserveCapacity(min(1000, document.count / 16))
    for link in facts.links {
      let relations = link.relation.split(separator: " ")
      guard relations.contains("next") || relations.contains("prev"), let url = page.absolute(link.href) else {
        continue
      }
      if positions.updateValue(links.count, forKey: url.utf8Span.span.hash) == nil {
        links.append(Link(url: url, text: "", context: .pagination))
      }
    }
    let origin = Array(page.base.origin.utf8)
    var address: [UInt8] = []
    var folding = Words.Folding()
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
        absolute(range, origin: origin, into: &address)
      else { continue }
      let context = self.context(ofLink: node, frame.last?.context)
      let key = address.span.hash
      if let position = positions[key] {
        if LinkCollector.rank(context) < LinkCollector.rank(links[position].context) {
          links[position].context = context
          let text = words(of: node, in: &folding)
          if !text.isEmpty { links[position].text = text }
        }
        continue
      }
      positions[key] = links.count
      let url = String(decoding: address, as: UTF8.self)
      links.append(Link(url: url, text: words(of: node, in: &folding), context: context, isNofollow: isNofollow(node)))
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
    return frame ?? (isBeside(node) ? .related : .navigation)
  }

  /// Whether a node stands in the part of the page that holds the post, though not in its words: "See also" below the
  /// last paragraph.
  private func isBeside(_ node: Int) -> Bool {
    // A post that was looked for in the whole page has no part of its own.
    post.body.contains { $0.lowerBound > 0 && $0.contains(node) }
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

  private func isNofollow(_ node: Int) -> Bool {
    guard let range = document.valueRange(.relation, of: node) else { return false }
    return document.holdsWord("nofollow", in: range) || document.holdsWord("ugc", in: range)
      || document.holdsWord("sponsored", in: range)
  }

  private func words(of node: Int, in words: inout Words.Folding) -> String {
    words.removeAll()
    for inner in node..<document.end(of: node) where document.isText(inner) {
      words.append(document.pool.span.extracting(document.textRange(of: inner)))
    }
    return words.text
  }

  /// Writes an address made absolute without its fragment; `false` where it is none.
  ///
  /// The usual forms are joined as bytes; the rest take the long way.
  private func absolute(_ range: Range<Int>, origin: [UInt8], into address: inout [UInt8]) -> Bool {
    guard let first = range.first else { return false }
    let pool = document.pool.span
    let byte = pool[first]
    if byte == 0x23 { return false }
    if byte == 0x6a || byte == 0x6d || byte == 0x74 {  // javascript:, mailto:, tel:
      let start = document.pool[range].prefix(11)
      if start.starts(with: "javascript:".utf8) || start.starts(with: "mailto:".utf8) || start.starts(with: "tel:".utf8)
      {
        return false
      }
    }
    address.removeAll(keepingCapacity: true)
    // A rooted path, or an absolute address that is in normal form already.
    let isRooted = byte == 0x2f && range.count > 1 && pool[first + 1] != 0x2f && pool[first + 1] != 0x23
    if let path = isRooted ? first : LinkCollector.path(ofAddress: range, in: pool),
      let end = LinkCollector.endOfPlainPath(pool, path..<range.upperBound)
    {
      if isRooted { address.append(contentsOf: origin) }
      address.append(contentsOf: document.pool[first..<end])
      return true
    }
    guard let url = page.absolute(document.string(range)) else { return false }
    address.append(contentsOf: url.utf8)
    return true
  }

  /// Where a path ends that is in normal form: at the fragment, or where the address does; `nil` where dot segments or
  /// signs need care.
  private static func endOfPlainPath(_ pool: Span<UInt8>, _ range: Range<Int>) -> Int? {
    var index = range.lowerBound
    var isAfterSlash = false
    while index + 8 <= range.upperBound {
      let lanes = ByteLanes(pool, at: index)
      let slashes = lanes.equal(to: 0x2f)
      let signs =
        lanes.high | lanes.below(0x24) | lanes.equal(to: 0x7f) | lanes.equal(to: 0x5c)
        | lanes.equal(to: 0x2e) & (slashes << 8 | (isAfterSlash ? 0x80 : 0))
      if signs != 0 { break }
      isAfterSlash = slashes & 1 << 63 != 0
      index += 8
    }
    while index < range.upperBound {
      let byte = pool[index]
      if byte == 0x23 { return index }
      if byte <= 0x20 || byte >= 0x7f || byte == 0x5c || byte == 0x2e && pool[index - 1] == 0x2f { return nil }
      index += 1
    }
    return index
  }

  /// Where the path begins in an address that is absolute with a host in small letters, without port or user.
  private static func path(ofAddress range: Range<Int>, in pool: Span<UInt8>) -> Int? {
    var index = range.lowerBound
    guard range.count > 8, pool[index] == 0x68, pool[index + 1] == 0x74, pool[index + 2] == 0x74,
      pool[index + 3] == 0x70
    else { return nil }
    index += pool[index + 4] == 0x73 ? 5 : 4
    guard pool[index] == 0x3a, pool[index + 1] == 0x2f, pool[index + 2] == 0x2f else { return nil }
    index += 3
    let host = index
    while index < range.upperBound, pool[index] != 0x2f {
      let byte = pool[index]
      guard byte >= 0x61 && byte <= 0x7a || byte >= 0x30 && byte <= 0x39 || byte == 0x2d || byte == 0x2e else {
        return nil
      }
      index += 1
    }
    return index > host && index < range.upperBound ? index : nil
  }
}

extension Tag {
  /// Whether this is one of `h1` to `h6`.
  @inline(__always) var isHeading: Bool { rawValue >= Tag.h1.rawValue && rawValue <= Tag.h6.rawValue }
}
