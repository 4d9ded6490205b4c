import Model

/// The text of one element of a feed: plain, escaped HTML, or markup as it stands.
struct FeedContent {
  /// The text as HTML, not yet sanitised.
  private let source: String
  private let base: Address?

  /// Whether there is nothing in it.
  var isEmpty: Bool { source.isEmpty }

  /// Reads an element after the rules of its format.
  init(tree: XMLTree, node: Int, base: Address?) {
    self.base = base
    let type = (tree.attribute("type", of: node) ?? "").trimmed.lowercased()
    let mode = (tree.attribute("mode", of: node) ?? "").trimmed.lowercased()
    let isAtom = tree.name(node).hasPrefix("atom:")
    if tree.hasElements(node) {
      source = FeedContent.markup(of: node, in: tree).trimmed
      return
    }
    var text = tree.text(of: node)
    let isMarkup = type.hasSuffix("xml") || type.hasSuffix("html") || type.hasPrefix("text/")
    if mode == "base64" || isAtom && !type.isEmpty && !["text", "html", "xhtml"].contains(type) && !isMarkup,
      let decoded = Base64.decoded(text)
    {
      text = String(decoding: decoded, as: UTF8.self)
    }
    let isPlain =
      isAtom && (type == "text" || type == "text/plain" && mode != "escaped" || type.isEmpty && mode.isEmpty)
    source = isPlain && !FeedContent.looksLikeMarkup(text) ? FeedContent.escaped(text) : text
  }

  /// The text as HTML that can do no harm, its links absolute.
  var html: String { HTMLSanitiser.sanitised(source, base: base) }

  /// The text without any markup.
  var plainText: String { FeedContent.plainText(source) }

  /// A text with its markup and references taken out.
  static func plainText(_ html: String) -> String {
    guard html.utf8.contains(where: { $0 == 0x3C || $0 == 0x26 }) else { return html.trimmed }
    return HTMLSanitiser.plainText(html).trimmed
  }

  /// Whether a text that claims to be plain holds tags: then it is HTML after all, in the habit of real feeds.
  private static func looksLikeMarkup(_ text: String) -> Bool {
    let bytes = Array(text.utf8)
    var index = 0
    while let open = bytes[index...].firstIndex(of: 0x3C) {
      guard let close = bytes[open...].firstIndex(of: 0x3E) else { return false }
      if bytes[open + 1] == 0x2F, open + 2 < close, bytes[open + 2].isASCIILetter { return true }
      index = open + 1
    }
    return false
  }

  static func escaped(_ text: String) -> String {
    var bytes: [UInt8] = []
    for byte in text.utf8 {
      switch byte {
      case 0x26: bytes.append(contentsOf: "&amp;".utf8)
      case 0x3C: bytes.append(contentsOf: "&lt;".utf8)
      case 0x3E: bytes.append(contentsOf: "&gt;".utf8)
      default: bytes.append(byte)
      }
    }
    return String(decoding: bytes, as: UTF8.self)
  }

  /// The content of an element as markup; prefixes of XHTML left out.
  private static func markup(of node: Int, in tree: XMLTree) -> String {
    var html = ""
    var open: [(name: String, end: Int)] = []
    var index = node + 1
    while index < tree.end(of: node) {
      while let last = open.last, last.end <= index {
        html += "</\(last.name)>"
        open.removeLast()
      }
      if tree.isText(index) {
        html += escaped(tree.run(index))
      } else {
        var name = tree.name(index)
        if let colon = name.firstIndex(of: ":") { name = String(name[name.index(after: colon)...]) }
        html += "<\(name)"
        for attribute in tree.attributes(of: index) where !attribute.name.hasPrefix("xmlns") {
          html +=
            " \(attribute.name)=\"\(escaped(attribute.value).split(separator: "\"").joined(separator: "&quot;"))\""
        }
        html += ">"
        if !HTMLSanitiser.isVoid(name) { open.append((name, tree.end(of: index))) }
      }
      index += 1
    }
    while let last = open.popLast() { html += "</\(last.name)>" }
    return html
  }
}

/// Base64 (RFC 4648 §4), white space ignored.
enum Base64 {
  /// The bytes, or `nil` when the text is something else.
  static func decoded(_ text: String) -> [UInt8]? {
    var bytes: [UInt8] = []
    var bits: UInt32 = 0
    var count = 0
    for byte in text.utf8 where !byte.isHTMLSpace {
      let value: UInt32
      switch byte {
      case 0x41...0x5A: value = UInt32(byte) - 0x41
      case 0x61...0x7A: value = UInt32(byte) - 0x61 + 26
      case 0x30...0x39: value = UInt32(byte) - 0x30 + 52
      case 0x2B: value = 62
      case 0x2F: value = 63
      case 0x3D: continue
      default: return nil
      }
      bits = bits << 6 | value
      count += 1
      if count % 4 == 0 {
        bytes.append(contentsOf: [UInt8(bits >> 16 & 0xFF), UInt8(bits >> 8 & 0xFF), UInt8(bits & 0xFF)])
        bits = 0
      }
    }
    switch count % 4 {
    case 2: bytes.append(UInt8(bits >> 4 & 0xFF))
    case 3: bytes.append(contentsOf: [UInt8(bits >> 10 & 0xFF), UInt8(bits >> 2 & 0xFF)])
    case 1: return nil
    default: break
    }
    return bytes
  }
}
