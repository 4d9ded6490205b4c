import Markup
import Model

/// A stretch of a voice's words that markup says is quoted.
struct QuoteSite: Equatable {
  /// The bytes of the text that the element takes up, header and credit included.
  var range: Range<Int>
  /// The bytes of a line at its beginning that says who is quoted, such as "Ann wrote:".
  var header: Range<Int>?
  /// The bytes of a `cite` or `footer` inside it that name who is quoted.
  var credit: Range<Int>?
  /// Who is quoted, where the markup says so outright.
  var speaker: String?
  /// Where the words come from: the element's `cite`, or the link in its credit.
  var address: String?
  /// Whether it flows with the words around it (`q`).
  var isInline = false

  /// The quotations in a rendered part of a page, in the order of the text; a quotation inside another is part of it.
  ///
  /// - Parameter nodes: the nodes that were rendered.
  static func sites(
    in text: RenderedText, of nodes: [Range<Int>], document: Document, now: Instant
  ) -> [QuoteSite] {
    var sites: [QuoteSite] = []
    for range in nodes {
      var node = range.lowerBound
      while node < range.upperBound {
        let tag = document.tag(node)
        if tag == .blockquote || tag == .q, let site = QuoteSite(node, in: text, document: document, now: now) {
          sites.append(site)
          node = document.end(of: node)
        } else {
          node += 1
        }
      }
    }
    return sites
  }

  /// The site at bytes of a text.
  init(range: Range<Int>) { self.range = range }

  /// The quotation of an element; `nil` where none of its words are in the text.
  init?(_ node: Int, in text: RenderedText, document: Document, now: Instant) {
    let end = document.end(of: node)
    guard let bytes = text.bytes(of: node..<end) else { return nil }
    range = bytes
    isInline = document.tag(node) == .q
    address = document.value(.cite, of: node)
    readHeader(node, in: text, document, now)
    readCredit(node, in: text, document)
  }

  /// The same site in a text that begins later and ends earlier; `nil` where nothing of it is left.
  func shifted(into kept: Range<Int>) -> QuoteSite? {
    func moved(_ range: Range<Int>?) -> Range<Int>? {
      guard let range, range.lowerBound >= kept.lowerBound, range.upperBound <= kept.upperBound else { return nil }
      return range.lowerBound - kept.lowerBound..<range.upperBound - kept.lowerBound
    }
    guard let clipped = moved(range.clamped(to: kept)), !clipped.isEmpty else { return nil }
    var site = self
    site.range = clipped
    site.header = moved(header)
    site.credit = moved(credit)
    return site
  }

  /// Who is quoted as attributes and the first words of the element say it.
  private mutating func readHeader(_ node: Int, in text: RenderedText, _ document: Document, _ now: Instant) {
    var outer = node
    for level in 0..<3 where outer > 0 {
      if level > 0, !QuoteSite.isNamedQuote(outer, in: document) { break }
      speaker =
        document.value(.dataAuthor, of: outer) ?? document.value(.dataUsername, of: outer)
        ?? document.value(named: "data-quote", of: outer)
        ?? document.value(named: "data-ipsquote-username", of: outer)
      if speaker?.isEmpty == true { speaker = nil }
      if speaker != nil { break }
      outer = document.parent(of: outer)
    }
    // The largest element around the first words that is a header.
    let end = document.end(of: node)
    guard
      let first = (node + 1..<max(node + 1, min(end, node + 40))).first(where: {
        document.isText($0) && document.weight(of: $0..<$0 + 1, upTo: 1) > 0
      })
    else { return }
    // A line of its own: `<a>@Ann</a> wrote:<br>`.
    var top = first
    while document.parent(of: top) > node, document.tag(document.parent(of: top)).textKind == .inline {
      top = document.parent(of: top)
    }
    let run = CommentLines.line(around: top, in: document)
    if run.upperBound < end, document.weight(of: run, upTo: QuoteHeader.limit) < QuoteHeader.limit,
      let found = QuoteHeader(document.line(of: run, limit: QuoteHeader.limit + 40), now: now)
    {
      speaker = speaker ?? found.speaker
      header = text.bytes(of: run)
    }
    outer = first
    while outer > node {
      let line = document.line(of: outer..<document.end(of: outer), limit: QuoteHeader.limit + 40)
      if line.count > QuoteHeader.limit { break }
      if let found = QuoteHeader(line, now: now) {
        speaker = speaker ?? found.speaker
        header = text.bytes(of: outer..<document.end(of: outer))
      } else if let speaker, String(decoding: line, as: UTF8.self) == speaker + ":" {
        header = text.bytes(of: outer..<document.end(of: outer))
      }
      outer = document.parent(of: outer)
    }
  }

  /// Whether an element's class names it a quotation of a board.
  static func isNamedQuote(_ node: Int, in document: Document) -> Bool {
    var found = false
    document.forEachClassWord(of: node) { word in
      found = document.contains(word, "quote")
      return !found
    }
    return found
  }

  /// Who is quoted as a `cite`, `footer` or caption at the end says it.
  private mutating func readCredit(_ node: Int, in text: RenderedText, _ document: Document) {
    let end = document.end(of: node)
    for inner in node + 1..<max(node + 1, end) {
      let tag = document.tag(inner)
      guard tag == .cite || tag == .footer || tag == .figcaption else { continue }
      let credited = inner..<document.end(of: inner)
      // A credit stands at the end; a title in the middle of the words is part of them.
      guard let words = text.bytes(of: credited), words.upperBound == range.upperBound, words != range else {
        continue
      }
      credit = words
      if let link = credited.first(where: { document.tag($0) == .a }), let href = document.value(.href, of: link) {
        address = href
      }
      break
    }
    // An embedded tweet ends with "— Name (@handle) date", the date a link to the tweet.
    if address == nil {
      for inner in (node..<end).reversed() where document.tag(inner) == .a {
        if let href = document.value(.href, of: inner), href.contains("/status/") { address = href }
        break
      }
    }
    // The caption of a figure around the quotation credits it.
    if credit == nil {
      var figure = document.parent(of: node)
      for _ in 0..<2 where figure > 0 && document.tag(figure) != .figure { figure = document.parent(of: figure) }
      if figure > 0, document.tag(figure) == .figure {
        for inner in end..<max(end, document.end(of: figure)) where document.tag(inner) == .figcaption {
          credit = text.bytes(of: inner..<document.end(of: inner))
        }
      }
    }
  }
}
