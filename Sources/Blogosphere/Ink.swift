/// Writes prose as HTML in the habits of one platform.
struct Ink: Sendable {
  /// How a platform parts paragraphs.
  enum Paragraphs: Sendable {
    /// `<p>…</p>`.
    case elements
    /// `<br /><br />` between bare text, as Blogger's editor left it.
    case breaks
  }

  /// How paragraphs are parted.
  var paragraphs = Paragraphs.elements
  /// Whether curly quotes, dashes and dots are written as decimal references, as WordPress texturizes them.
  var usesReferences = false
  /// Attributes that every link gets, with a space before them (` rel="nofollow"`).
  var linkAttributes = ""
  /// Where a link target of the source text leads.
  let resolve: @Sendable (String) -> String

  /// Text with the characters escaped that HTML needs escaped.
  func text(_ words: String) -> String {
    var html = ""
    for scalar in words.unicodeScalars {
      switch scalar {
      case "&": html += usesReferences ? "&#038;" : "&amp;"
      case "<": html += "&lt;"
      case ">": html += "&gt;"
      case "“", "”", "‘", "’", "–", "—", "…":
        if usesReferences { html += "&#\(scalar.value);" } else { html.unicodeScalars.append(scalar) }
      default: html.unicodeScalars.append(scalar)
      }
    }
    return html
  }

  /// Running text.
  func inline(_ pieces: [Inline]) -> String {
    pieces.map { piece in
      switch piece {
      case .text(let words): text(words)
      case .link(let inner, let target):
        "<a href=\"\(escaped(resolve(target)))\"\(linkAttributes)>\(inline(inner))</a>"
      case .emphasis(let inner): "<em>\(inline(inner))</em>"
      case .strong(let inner): "<strong>\(inline(inner))</strong>"
      case .quotation(let inner, _): inline(inner)
      case .lineBreak: "<br />\n"
      }
    }
    .joined()
  }

  /// Blocks, a line each.
  func blocks(_ blocks: [Block]) -> String {
    var html = ""
    for (position, block) in blocks.enumerated() {
      switch block {
      case .paragraph(let inner):
        switch paragraphs {
        case .elements: html += "<p>\(inline(inner))</p>\n"
        case .breaks:
          html += inline(inner)
          if position < blocks.count - 1, case .paragraph = blocks[position + 1] { html += "<br />\n<br />\n" }
        }
      case .heading(let inner): html += "<h3>\(inline(inner))</h3>\n"
      case .list(let isOrdered, let items):
        let tag = isOrdered ? "ol" : "ul"
        html += "<\(tag)>\n\(items.map { "<li>\(inline($0))</li>\n" }.joined())</\(tag)>\n"
      case .quote(let inner, let attribution, _):
        var elements = self
        elements.paragraphs = .elements
        let cite = attribution.map { "<p><cite>\(inline($0))</cite></p>\n" } ?? ""
        html += "<blockquote>\n\(elements.blocks(inner))\(cite)</blockquote>\n"
      }
    }
    return html
  }
}

/// Text as it may stand in a double-quoted attribute or in XML.
func escaped(_ text: String) -> String {
  var html = ""
  for scalar in text.unicodeScalars {
    switch scalar {
    case "&": html += "&amp;"
    case "<": html += "&lt;"
    case ">": html += "&gt;"
    case "\"": html += "&quot;"
    default: html.unicodeScalars.append(scalar)
    }
  }
  return html
}

/// A JSON string literal of the text, quotation marks included.
func jsonString(_ text: String) -> String {
  var json = "\""
  for scalar in text.unicodeScalars {
    switch scalar {
    case "\"": json += "\\\""
    case "\\": json += "\\\\"
    case "\n": json += "\\n"
    case "<": json += "\\u003c"
    case ">": json += "\\u003e"
    case "\u{0}"..."\u{1F}": json += "\\u00\(scalar.value < 16 ? "0" : "1")\(String(scalar.value % 16, radix: 16))"
    default: json.unicodeScalars.append(scalar)
    }
  }
  return json + "\""
}

/// The last part of an address for a tag, category or name: small letters and hyphens.
func slugged(_ text: String) -> String {
  var slug = ""
  for scalar in text.lowercased().unicodeScalars {
    if scalar.properties.isAlphabetic || scalar.properties.numericType != nil {
      slug.unicodeScalars.append(scalar)
    } else if !slug.hasSuffix("-"), !slug.isEmpty {
      slug += "-"
    }
  }
  return slug.hasSuffix("-") ? String(slug.dropLast()) : slug
}
