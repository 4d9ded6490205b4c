/// Reads the tiny markup in which the world's posts and comments are written.
///
///     A paragraph with *emphasis*, **strong words** and a [link](@blog/slug).
///     A backslash at the end of a line \
///     breaks it.
///
///     ## A heading
///
///     - a list item
///     1. or a numbered one
///
///     > Somebody's words.
///     > -- Somebody, shown below them
///     >> Somebody | d
///
///     She said "{{Somebody|q|the words}}" and left.
///
/// The line after `>>` is not shown: it says who is quoted and where that person stands (q, d, n, or - for none).
enum ProseReader {
  /// The blocks of a text.
  static func blocks(_ lines: [Substring]) -> [Block] {
    var blocks: [Block] = []
    var position = 0
    while position < lines.count {
      let line = lines[position]
      if isBlank(line) {
        position += 1
      } else if line.hasPrefix("## ") {
        blocks.append(.heading(inlines(line.dropFirst(3))))
        position += 1
      } else if line.hasPrefix(">") {
        let end = lines[position...].firstIndex { !$0.hasPrefix(">") } ?? lines.count
        blocks.append(quote(Array(lines[position..<end])))
        position = end
      } else if item(line) != nil {
        let isOrdered = !line.hasPrefix("- ")
        var items: [[Inline]] = []
        while position < lines.count, let text = item(lines[position]) {
          items.append(inlines(text))
          position += 1
        }
        blocks.append(.list(isOrdered: isOrdered, items: items))
      } else {
        let end = lines[position...].firstIndex { isBlank($0) || $0.hasPrefix(">") || item($0) != nil } ?? lines.count
        blocks.append(.paragraph(paragraph(Array(lines[position..<end]))))
        position = end
      }
    }
    return blocks
  }

  private static func isBlank(_ line: Substring) -> Bool { line.allSatisfy { $0 == " " } }

  private static func item(_ line: Substring) -> Substring? {
    if line.hasPrefix("- ") { return line.dropFirst(2) }
    let digits = line.prefix { $0.isASCII && $0.isNumber }
    let rest = line.dropFirst(digits.count)
    return !digits.isEmpty && digits.count <= 2 && rest.hasPrefix(". ") ? rest.dropFirst(2) : nil
  }

  private static func paragraph(_ lines: [Substring]) -> [Inline] {
    var pieces: [Inline] = []
    for (position, line) in lines.enumerated() {
      let breaks = line.hasSuffix("\\")
      var text = breaks ? line.dropLast() : line
      while text.hasSuffix(" ") { text = text.dropLast() }
      pieces += inlines(text)
      if position < lines.count - 1 { pieces.append(breaks ? .lineBreak : .text(" ")) }
    }
    return pieces
  }

  private static func quote(_ lines: [Substring]) -> Block {
    var inner: [Substring] = []
    var attribution: [Inline]?
    var voice: QuotedVoice?
    for line in lines {
      if line.hasPrefix(">> ") {
        voice = quotedVoice(line.dropFirst(3).split(separator: "|").map(trimmed))
      } else if line.hasPrefix("> -- ") {
        attribution = [.text("— ")] + inlines(line.dropFirst(5))
      } else {
        inner.append(line.dropFirst(line.hasPrefix("> ") ? 2 : 1))
      }
    }
    return .quote(blocks(inner), attribution: attribution, voice: voice)
  }

  private static func quotedVoice(_ parts: [String]) -> QuotedVoice? {
    guard parts.count >= 2, let stance = Mark(rawValue: parts[1]) else { return nil }
    return QuotedVoice(speaker: parts[0], stance: stance)
  }

  /// The pieces of one line of running text.
  static func inlines(_ source: Substring) -> [Inline] {
    var pieces: [Inline] = []
    var plain = ""
    var rest = source
    func flush() {
      if !plain.isEmpty { pieces.append(.text(plain)) }
      plain = ""
    }
    while let first = rest.first {
      if first == "[", let (label, target, after) = link(rest) {
        flush()
        pieces.append(.link(inlines(label), target: String(target)))
        rest = after
      } else if rest.hasPrefix("{{"), let (inner, after) = enclosed(rest, by: "{{", "}}") {
        let parts = inner.split(separator: "|", maxSplits: 2)
        if parts.count == 3, let voice = quotedVoice(parts.prefix(2).map(trimmed)) {
          flush()
          pieces.append(.quotation(inlines(parts[2]), voice: voice))
        }
        rest = after
      } else if rest.hasPrefix("**"), let (inner, after) = enclosed(rest, by: "**", "**") {
        flush()
        pieces.append(.strong(inlines(inner)))
        rest = after
      } else if first == "*", let (inner, after) = enclosed(rest, by: "*", "*") {
        flush()
        pieces.append(.emphasis(inlines(inner)))
        rest = after
      } else {
        plain.append(first)
        rest = rest.dropFirst()
      }
    }
    flush()
    return pieces
  }

  private static func link(_ text: Substring) -> (label: Substring, target: Substring, after: Substring)? {
    guard let close = text.firstIndex(of: "]") else { return nil }
    let afterLabel = text[text.index(after: close)...]
    guard afterLabel.hasPrefix("("), let end = afterLabel.firstIndex(of: ")") else { return nil }
    return (
      text[text.index(after: text.startIndex)..<close],
      afterLabel[afterLabel.index(after: afterLabel.startIndex)..<end],
      afterLabel[afterLabel.index(after: end)...]
    )
  }

  private static func enclosed(
    _ text: Substring, by open: String, _ close: String
  ) -> (inner: Substring, after: Substring)? {
    let body = text.dropFirst(open.count)
    // Emphasis hugs its words: "5 * 3 * 2" holds none.
    guard let first = body.first, first != " " else { return nil }
    var end = body.startIndex
    while end < body.endIndex {
      if body[end...].hasPrefix(close), end > body.startIndex {
        return (body[..<end], body[end...].dropFirst(close.count))
      }
      end = body.index(after: end)
    }
    return nil
  }
}

/// The text without the spaces around it.
func trimmed(_ text: Substring) -> String {
  var text = text
  while text.first == " " { text.removeFirst() }
  while text.last == " " { text.removeLast() }
  return String(text)
}
