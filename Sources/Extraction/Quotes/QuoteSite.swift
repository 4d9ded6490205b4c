import Markup

/// A stretch of a voice's words that markup says is quoted.
struct QuoteSite {
  /// The bytes of the text that the element takes up, its credit line included.
  var range: Range<Int>
  /// The bytes of a `cite` or `footer` inside it that name who is quoted.
  var credit: Range<Int>?
  /// Where the words come from: the element's `cite`, or the link in its credit.
  var address: String?
  /// Whether it flows with the words around it (`q`).
  var isInline = false

  /// The quotations in a rendered part of a page, in the order of the text; a quotation inside another is part of it.
  ///
  /// - Parameter nodes: the nodes that were rendered.
  static func sites(in text: RenderedText, of nodes: [Range<Int>], document: Document) -> [QuoteSite] {
    var sites: [QuoteSite] = []
    for range in nodes {
      var node = range.lowerBound
      while node < range.upperBound {
        let tag = document.tag(node)
        let end = document.end(of: node)
        if tag == .blockquote || tag == .q, let bytes = text.bytes(of: node..<end) {
          sites.append(site(node, end, bytes, text, document))
          node = end
        } else {
          node += 1
        }
      }
    }
    return sites
  }

  private static func site(
    _ node: Int, _ end: Int, _ bytes: Range<Int>, _ text: RenderedText, _ document: Document
  ) -> QuoteSite {
    var site = QuoteSite(range: bytes, isInline: document.tag(node) == .q)
    site.address = document.value(.cite, of: node)
    for inner in node + 1..<max(node + 1, end) {
      let tag = document.tag(inner)
      guard tag == .cite || tag == .footer || tag == .figcaption else { continue }
      let credited = inner..<document.end(of: inner)
      // A credit stands at the end; a title in the middle of the words is part of them.
      guard let credit = text.bytes(of: credited), credit.upperBound == bytes.upperBound, credit != bytes else {
        continue
      }
      site.credit = credit
      if let link = credited.first(where: { document.tag($0) == .a }), let href = document.value(.href, of: link) {
        site.address = href
      }
      break
    }
    // An embedded tweet ends with "— Name (@handle) date", the date a link to the tweet.
    if site.address == nil {
      for inner in (node..<end).reversed() where document.tag(inner) == .a {
        if let href = document.value(.href, of: inner), href.contains("/status/") { site.address = href }
        break
      }
    }
    // The caption of a figure around the quotation credits it.
    if site.credit == nil {
      var figure = document.parent(of: node)
      for _ in 0..<2 where figure > 0 && document.tag(figure) != .figure { figure = document.parent(of: figure) }
      if figure > 0, document.tag(figure) == .figure {
        for inner in end..<max(end, document.end(of: figure)) where document.tag(inner) == .figcaption {
          site.credit = text.bytes(of: inner..<document.end(of: inner))
        }
      }
    }
    return site
  }
}
