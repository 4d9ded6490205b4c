import Markup

/// The words of a part of a page, with the way back from nodes to bytes.
struct RenderedText {
  /// One text node's share of the words.
  struct Run {
    /// The text node.
    var node: Int32
    /// Offset of its first byte in `bytes`.
    var start: Int32
    /// Offset after its last byte.
    var end: Int32
  }

  /// The words as valid UTF-8.
  var bytes: [UInt8] = []
  /// Where each text node with words stands, in document order.
  var runs: [Run] = []

  /// The words.
  var text: String { String(decoding: bytes, as: UTF8.self) }

  /// The bytes that the words of a range of nodes take up; `nil` where none of the nodes has words here.
  ///
  /// - Complexity: O(log runs).
  func bytes(of nodes: Range<Int>) -> Range<Int>? {
    var low = 0
    var high = runs.count
    while low < high {
      let middle = (low + high) / 2
      if Int(runs[middle].node) < nodes.lowerBound { low = middle + 1 } else { high = middle }
    }
    let first = low
    high = runs.count
    while low < high {
      let middle = (low + high) / 2
      if Int(runs[middle].node) < nodes.upperBound { low = middle + 1 } else { high = middle }
    }
    guard first < low else { return nil }
    return Int(runs[first].start)..<Int(runs[low - 1].end)
  }
}

/// Turns nodes into the text that every voice carries.
///
/// Paragraphs, headings and block quotes are parted by a blank line, list items stand on lines of their own behind
/// "- ", `br` becomes a line break (two of them a blank line), and white space is folded to single spaces, no-break
/// spaces included.
struct TextRenderer {
  private var result = RenderedText()
  private var open: [(end: Int, kind: TextKind)] = []
  private var preformatted = 0
  private var wantsSpace = false
  private var breaks = 0
  private var bullet = false
  private var atItemStart = false

  /// Makes a renderer that has written nothing yet.
  init() {}

  /// Begins with nothing written, and with room for words that hold so many bytes.
  init(room: Int) {
    result.bytes.reserveCapacity(room + room / 4 + 16)
    open.reserveCapacity(8)
  }

  /// The words of one subtree.
  ///
  /// - Parameter skip: told each node before it is read; one for which it says `true` is left out whole.
  /// - Complexity: O(nodes of the subtree + bytes of their text).
  static func text(of node: Int, in document: Document, skip: (Int) -> Bool = { _ in false }) -> RenderedText {
    var renderer = TextRenderer()
    renderer.append(node..<document.end(of: node), of: document, skip: skip)
    return renderer.finish()
  }

  /// Appends the words of whole subtrees that lie side by side, as a paragraph apart from what came before.
  @inline(__always)
  mutating func append(_ nodes: Range<Int>, of document: Document, skip: (Int) -> Bool = { _ in false }) {
    breakLine(2)
    var node = nodes.lowerBound
    while node < nodes.upperBound {
      while let last = open.last, last.end <= node { close() }
      let record = document.nodes[node]
      if record.tag == .text {
        if !skip(node) { write(node, document) }
        node += 1
        continue
      }
      if record.tag == .img, record.attributeCount > 1, !skip(node) { writeEmoticon(node, document) }
      let kind = record.tag.textKind
      if kind == .silent || skip(node) {
        // What is left out parts the words before it from the words behind it only when it is a block.
        if kind == .block || kind == .item || kind == .row { breakLine(1) } else { wantsSpace = true }
        node = Int(record.end)
        continue
      }
      enter(record.tag == .cite && opensQuote(node, document) ? .row : kind, end: Int(record.end), record.tag)
      node += 1
    }
    while !open.isEmpty { close() }
  }

  /// The words written so far.
  consuming func finish() -> RenderedText { result }

  /// Whether a `cite` stands before the words of a block quote, as boards write "Ann wrote:", and takes a line to itself.
  private func opensQuote(_ cite: Int, _ document: Document) -> Bool {
    guard breaks > 0 else { return false }
    var outer = document.parent(of: cite)
    if outer > 0, document.tag(outer) == .div { outer = document.parent(of: outer) }
    return outer > 0 && document.tag(outer) == .blockquote
  }

  private mutating func enter(_ kind: TextKind, end: Int, _ tag: Tag) {
    switch kind {
    case .inline, .silent: return
    case .lineBreak:
      if preformatted > 0 { breaks += 1 } else { breakLine(breaks == 1 && !atItemStart ? 2 : max(1, breaks)) }
      return
    case .cell:
      if breaks == 0 { wantsSpace = true }
      return
    case .block:
      // The first block of a list item stays on the item's line.
      if !(bullet && atItemStart) { breakLine(tag == .ul || tag == .ol ? nestedListBreak : 2) }
    case .item:
      breakLine(1)
      bullet = true
      atItemStart = true
    case .row:
      breakLine(1)
    case .preformatted:
      breakLine(2)
      preformatted += 1
    }
    open.append((end, kind))
  }

  /// A list inside an item follows its words on the next line; elsewhere it is a paragraph.
  private var nestedListBreak: Int {
    for frame in open.reversed() {
      if frame.kind == .item { return 1 }
    }
    return 2
  }

  private mutating func close() {
    guard let frame = open.popLast() else { return }
    switch frame.kind {
    case .block:
      if bullet && atItemStart { return }
      breakLine(insideItem ? 1 : 2)
    case .item:
      breakLine(1)
      bullet = false
      atItemStart = false
    case .row: breakLine(1)
    case .preformatted:
      preformatted -= 1
      breakLine(2)
    case .inline, .cell, .lineBreak, .silent: break
    }
  }

  private var insideItem: Bool { open.last(where: { $0.kind == .item }) != nil }

  private mutating func breakLine(_ count: Int) {
    if count > breaks { breaks = count }
    wantsSpace = false
  }

  /// Writes what a picture of a smile stands for: `<img class="wp-smiley" alt=":-)">`.
  private mutating func writeEmoticon(_ node: Int, _ document: Document) {
    guard let sign = document.valueRange(.alt, of: node), !sign.isEmpty, sign.count <= 16,
      let names = document.valueRange(.class, of: node),
      document.contains(names, "smil") || document.contains(names, "emoji") || document.contains(names, "emoticon")
    else { return }
    if breaks > 0 || wantsSpace || bullet { separate() }
    result.bytes.append(contentsOf: document.pool[sign])
  }

  private mutating func write(_ node: Int, _ document: Document) {
    let range = document.textRange(of: node)
    if range.isEmpty { return }
    var start = -1
    let end = range.upperBound
    var index = range.lowerBound
    let pool = document.pool
    let bytes = pool.span
    while index < end {
      let byte = bytes[index]
      if byte <= 0x20 || byte >= 0xc2 {
        let (kind, width) = TextRenderer.sign(at: index, upTo: end, in: bytes)
        if kind == .space {
          if preformatted > 0, byte == 0x0a {
            breaks = min(2, breaks + 1)
            wantsSpace = false
          } else {
            wantsSpace = true
          }
        }
        if kind != .word {
          index += width
          continue
        }
      }
      let isFirst = start < 0
      if breaks > 0 || wantsSpace || bullet { separate() }
      if isFirst { start = result.bytes.count }
      // The bytes of words with single spaces between them go over together.
      let stop = TextRenderer.endOfWords(after: index, upTo: end, in: bytes)
      result.bytes.append(contentsOf: pool[index..<stop])
      index = stop
    }
    if start >= 0 {
      result.runs.append(.init(node: Int32(node), start: Int32(start), end: Int32(result.bytes.count)))
    }
  }

  /// What a byte begins.
  private enum Sign {
    case word, space, nothing
  }

  /// What begins at a place of a text, and how many bytes it takes.
  @inline(__always)
  private static func sign(at index: Int, upTo end: Int, in bytes: Span<UInt8>) -> (Sign, width: Int) {
    switch bytes[index] {
    case 0x20, 0x09...0x0d: return (.space, 1)
    case 0xc2 where index + 1 < end:
      if bytes[index + 1] == 0xa0 { return (.space, 2) }
      // A soft hyphen is no letter.
      return bytes[index + 1] == 0xad ? (.nothing, 2) : (.word, 1)
    case 0xe2 where index + 2 < end:
      // Neither is a zero-width space.
      return bytes[index + 1] == 0x80 && bytes[index + 2] == 0x8b ? (.nothing, 3) : (.word, 1)
    case 0xef where index + 2 < end:
      // Nor a stray byte order mark.
      return bytes[index + 1] == 0xbb && bytes[index + 2] == 0xbf ? (.nothing, 3) : (.word, 1)
    default: return (.word, 1)
    }
  }

  /// Where words end that only single spaces part.
  private static func endOfWords(after start: Int, upTo end: Int, in bytes: Span<UInt8>) -> Int {
    var stop = start + 1
    while stop < end {
      if stop + 8 <= end, ByteLanes(bytes, at: stop).areWords(isAfterSpace: bytes[stop - 1] == 0x20) {
        stop += 8
        continue
      }
      let limit = min(end, stop + 8)
      while stop < limit {
        let byte = bytes[stop]
        let goesOn =
          byte > 0x20
          ? byte < 0xc2 || sign(at: stop, upTo: end, in: bytes).0 == .word : byte == 0x20 && bytes[stop - 1] != 0x20
        if !goesOn { return bytes[stop - 1] == 0x20 ? stop - 1 : stop }
        stop += 1
      }
    }
    return bytes[stop - 1] == 0x20 ? stop - 1 : stop
  }

  /// Writes what is due before the next word: a break, a space, an item's dash.
  private mutating func separate() {
    if !result.bytes.isEmpty {
      if breaks > 0 {
        for _ in 0..<min(breaks, 2) { result.bytes.append(0x0a) }
      } else if wantsSpace {
        result.bytes.append(0x20)
      }
    }
    if bullet {
      result.bytes.append(0x2d)
      result.bytes.append(0x20)
      bullet = false
    }
    atItemStart = false
    breaks = 0
    wantsSpace = false
  }
}
