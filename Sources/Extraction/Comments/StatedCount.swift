import Markup

/// The rule that reads how many comments a page says it has.
///
/// Examples: `<h2 class="comments-title">12 Comments</h2>`, `12 thoughts on “Leaving”`, `One Response to “Leaving”`,
/// `Kommentare (12)`, `itemprop="commentCount" content="12"`, `<h3>Reader Comments (3)</h3>`.
enum StatedCount {
  private static let nouns: [StaticString] = [
    "comment", "respon", "thought", "repl", "kommentar", "antwort", "réponse", "comentario", "respuesta", "reacti",
    "gedanke", "comentário", "commenti", "opmerking", "ideas on",
  ]

  /// The number; `nil` when the page does not say.
  static func count(on document: Document, areas: [Int], headings: [Int] = []) -> Int? {
    for node in 0..<document.count {
      guard let range = document.valueRange(.itemProperty, of: node), document.equals(range, "commentcount") else {
        continue
      }
      let text = document.value(.content, of: node) ?? document.text(of: node..<document.end(of: node), limit: 40)
      if let number = number(in: text) { return number }
    }
    // A heading at the beginning of a comment area, or the area itself when it is a count.
    for area in areas.prefix(40) {
      let end = min(document.end(of: area), area + 60)
      for node in area..<end {
        switch document.tag(node) {
        case .h1, .h2, .h3, .h4, .h5, .h6, .p, .span, .legend, .strong, .a:
          if let number = stated(document.text(of: node..<document.end(of: node), limit: 120)) { return number }
        default: continue
        }
      }
      switch document.tag(area) {
      case .h1, .h2, .h3, .h4, .h5, .h6, .p, .span, .a:
        if let number = stated(document.text(of: area..<document.end(of: area), limit: 120)) { return number }
      default: continue
      }
    }
    for heading in headings.prefix(8) {
      let around = document.parent(of: heading)
      if around > 0, let number = stated(document.text(of: around..<document.end(of: around), limit: 120)) {
        return number
      }
    }
    return nil
  }

  /// The number in a heading that counts comments.
  static func stated(_ line: String) -> Int? {
    guard line.utf8.count < 120, line.utf8.count > 5 else { return nil }
    let bytes = line.utf8.map(lower)
    guard nouns.contains(where: { Document.holds(bytes, $0) }) else { return nil }
    let low = String(decoding: bytes, as: UTF8.self)
    // "12 thoughts on “7 reasons”": what stands in quotation marks is the post's title.
    let head = low.prefix { $0 != "“" && $0 != "\"" && $0 != "„" && $0 != "«" }
    if head.hasPrefix("no ") || head.hasPrefix("keine ") { return 0 }
    if head.hasPrefix("one ") || head.hasPrefix("ein ") || head.hasPrefix("eine ") || head.hasPrefix("un ")
      || head.hasPrefix("uno ")
    {
      return 1
    }
    guard head.utf8.count < 60 else { return nil }
    return number(in: String(head))
  }

  /// The first whole number of a text, thousands separators allowed.
  static func number(in text: String) -> Int? {
    var value: Int?
    var previous: UInt8 = 0
    let bytes = Array(text.utf8)
    for (index, byte) in bytes.enumerated() {
      if byte >= 0x30, byte <= 0x39 {
        if value == nil, previous == 0x2d || previous == 0x2e || (previous | 0x20 >= 0x61 && previous | 0x20 <= 0x7a) {
          return nil
        }
        let next = (value ?? 0) * 10 + Int(byte - 0x30)
        if next > 10_000_000 { return nil }
        value = next
      } else if value != nil {
        let isSeparator =
          (byte == 0x2c || byte == 0x2e) && index + 3 < bytes.count
          && bytes[(index + 1)...(index + 3)].allSatisfy { $0 >= 0x30 && $0 <= 0x39 }
        if !isSeparator { return value }
      }
      previous = byte
    }
    return value
  }
}
