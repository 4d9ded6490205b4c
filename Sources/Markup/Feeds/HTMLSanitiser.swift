import Model

/// Writes strangers' HTML again with nothing in it that acts: no scripts, frames, handlers or styles.
enum HTMLSanitiser {
  /// Elements that go with all that is in them.
  private static let dropped: Set<String> = [
    "script", "style", "applet", "head", "template", "noframes",
  ]
  /// Elements that stay; of others only the content does.
  private static let kept: Set<String> = [
    "a", "abbr", "acronym", "address", "article", "aside", "audio", "b", "bdi", "bdo", "big", "blockquote", "br",
    "center",
    "caption", "cite", "code", "col", "colgroup", "dd", "del", "details", "dfn", "dir", "div", "dl", "dt", "em",
    "figcaption", "figure", "footer", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "i", "img", "ins", "kbd",
    "li",
    "main", "mark", "menu", "meter", "nav", "nobr", "ol", "p", "picture", "pre", "progress", "q", "rp", "rt", "ruby",
    "s",
    "samp", "section", "small", "source", "span", "strike", "strong", "sub", "summary", "sup", "table", "tbody", "td",
    "tfoot", "th", "thead", "time", "tr", "tt", "u", "ul", "var", "video", "wbr",
  ]
  private static let attributes: Set<String> = [
    "alt", "class", "cite", "colspan", "datetime", "dir", "href", "id", "itemprop", "itemscope", "itemtype", "lang",
    "rel",
    "rowspan", "src", "start", "title", "value",
  ]
  private static let addresses: Set<String> = ["href", "src", "cite"]

  /// Whether an element has no content.
  static func isVoid(_ name: String) -> Bool {
    guard let index = Tag.names.firstIndex(of: name) else { return false }
    return TagTraits.all[index].contains(.void)
  }

  /// HTML that can do no harm, with links made absolute against `base`.
  static func sanitised(_ html: String, base: Address?) -> String {
    guard html.utf8.contains(where: { $0 == 0x3C || $0 == 0x26 }) else { return html }
    let document = HTMLParser().document(fromSnippet: html)
    var output = ""
    var open: [(name: String, end: Int)] = []
    var node = 0
    while node < document.count {
      while let last = open.last, last.end <= node {
        output += "</\(last.name)>"
        open.removeLast()
      }
      if document.isText(node) {
        output += FeedContent.escaped(document.string(document.textRange(of: node)))
        node += 1
        continue
      }
      let name = document.name(of: node)
      if dropped.contains(name) || document.tag(node) == .title {
        node = document.end(of: node)
        continue
      }
      if kept.contains(name) {
        output += "<\(name)"
        for attribute in attributes(of: node, in: document, base: base) {
          output += " \(attribute.name)=\"\(quoted(attribute.value))\""
        }
        output += ">"
        if !isVoid(name) { open.append((name, document.end(of: node))) }
      }
      node += 1
    }
    while let last = open.popLast() { output += "</\(last.name)>" }
    return output
  }

  /// The text that a reader sees, runs of white space kept.
  static func plainText(_ html: String) -> String {
    let document = HTMLParser().document(fromSnippet: html)
    var text = ""
    var node = 0
    while node < document.count {
      if dropped.contains(document.name(of: node)) || document.tag(node) == .title {
        node = document.end(of: node)
        continue
      }
      if document.isText(node) { text += document.string(document.textRange(of: node)) }
      node += 1
    }
    return text
  }

  private static func attributes(of node: Int, in document: Document, base: Address?) -> [(name: String, value: String)]
  {
    let record = document.nodes[node]
    var kept: [(name: String, value: String)] = []
    for attribute in document.attributes[Int(record.first)..<Int(record.first) + Int(record.attributeCount)] {
      let name = attribute.name.name
      guard attributes.contains(name) else { continue }
      var value = document.string(Int(attribute.start)..<Int(attribute.start) + Int(attribute.length))
      if addresses.contains(name) {
        guard let address = safeAddress(value.trimmed, base: base) else { continue }
        value = address
      }
      kept.append((name, value))
    }
    return kept
  }

  /// The address made absolute; `nil` for schemes that act, such as `javascript:`.
  private static func safeAddress(_ text: String, base: Address?) -> String? {
    let clean = String(String.UnicodeScalarView(text.unicodeScalars.filter { $0.value > 0x20 || $0 == " " }))
    if let colon = clean.firstIndex(of: ":"),
      clean[..<colon].allSatisfy({ $0.isLetter || $0.isNumber || "+-.".contains($0) })
    {
      let scheme = clean[..<colon].lowercased()
      guard ["http", "https", "mailto", "ftp", "tel", "irc", "xmpp", "sip", "feed"].contains(scheme) else { return nil }
      return clean
    }
    guard let base else { return clean }
    return Address(clean, relativeTo: base)?.href ?? clean
  }

  private static func quoted(_ value: String) -> String {
    FeedContent.escaped(value).split(separator: "\"", omittingEmptySubsequences: false).joined(separator: "&quot;")
  }
}
