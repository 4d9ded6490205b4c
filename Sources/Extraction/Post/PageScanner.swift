import Markup

/// The state of the pass.
struct PageScanner {
  let document: Document
  var blocks: [TextBlock] = []
  var hints: [PartHints]
  var named: [Int32] = []
  var includesHidden = false
  var hiddenBytes = 0
  var blockIndex: [Int32]
  private var current: TextBlock?
  private var open: [Frame] = []
  private var state = State(place: [], container: 0, isLink: false, isStrong: false)
  private var breaks = 0

  private struct State {
    var place: TextBlock.Place
    var container: Int32
    var isLink: Bool
    var isStrong: Bool
  }

  private struct Frame {
    var end: Int
    var outer: State
    var isBlock: Bool
  }

  init(_ document: Document) {
    self.document = document
    hints = [PartHints](repeating: [], count: document.count)
    blockIndex = [Int32](repeating: 0, count: document.count + 1)
    blocks.reserveCapacity(256)
    open.reserveCapacity(64)
  }

  mutating func scan(pruned: [Range<Int>]) {
    let count = document.count
    var node = 0
    var nextPruned = 0
    let words = ClassWords.shared
    while node < count {
      while let last = open.last, last.end <= node { close() }
      if nextPruned < pruned.count, node >= pruned[nextPruned].lowerBound {
        let end = min(count, pruned[nextPruned].upperBound)
        nextPruned += 1
        flush()
        node = skip(from: node, to: end)
        continue
      }
      blockIndex[node] = Int32(blocks.count) + (current == nil ? 0 : 1)
      let record = document.nodes[node]
      if record.tag == .text {
        if current == nil { blockIndex[node] = Int32(blocks.count) }
        read(node)
        node += 1
        continue
      }
      let kind = record.tag.textKind
      let hides = kind != .silent && !includesHidden && isHidden(node, record)
      if hides {
        for inner in node..<Int(record.end) where document.tag(inner) == .p {
          for text in inner..<document.end(of: inner) { hiddenBytes += document.textRange(of: text).count }
        }
      }
      if kind == .silent || hides {
        if record.tag != .head && kind == .silent || kind == .inline { breaks = 0 }
        node = skip(from: node, to: Int(record.end))
        continue
      }
      if record.attributeCount > 0, kind != .lineBreak {
        let own = names(of: node, words)
        if !own.isEmpty {
          hints[node] = own
          named.append(Int32(node))
        }
      }
      let isFrame = record.tag == .nav || record.tag == .aside || record.tag == .footer
      if isFrame || record.tag == .form && asksForMail(node), named.last != Int32(node) {
        named.append(Int32(node))
      }
      enter(node, record, kind)
      node += 1
    }
    while !open.isEmpty { close() }
    flush()
    blockIndex[count] = Int32(blocks.count)
  }

  private mutating func skip(from node: Int, to end: Int) -> Int {
    let value = Int32(blocks.count) + (current == nil ? 0 : 1)
    for index in node..<max(node + 1, end) { blockIndex[index] = value }
    return max(node + 1, end)
  }

  private func names(of node: Int, _ words: ClassWords) -> PartHints {
    var result: PartHints = []
    let record = document.nodes[node]
    let first = Int(record.first)
    for index in first..<first + Int(record.attributeCount) {
      let attribute = document.attributes[index]
      switch attribute.name {
      case .class, .identifier, .role:
        if let note = document.note(attribute) {
          result.formUnion(note.hints)
          continue
        }
        let start = Int(attribute.start)
        result.formUnion(words.hints(of: start..<start + Int(attribute.length), in: document.pool))
      case .itemProperty:
        let start = Int(attribute.start)
        let range = start..<start + Int(attribute.length)
        if document.pool[range].elementsEqual("articleBody".utf8) { result.insert(.body) }
      default: break
      }
    }
    return result
  }

  /// Whether a form asks who somebody is: for an address of mail or a password.
  private func asksForMail(_ form: Int) -> Bool {
    (form..<document.end(of: form)).contains { node in
      guard document.tag(node) == .input else { return false }
      if let type = document.value(.type, of: node)?.lowercased(), type == "email" || type == "password" { return true }
      return document.value(.name, of: node)?.lowercased().contains("mail") == true
    }
  }

  /// Whether an element is never shown: `hidden`, `display:none`.
  private func isHidden(_ node: Int, _ record: Document.Node) -> Bool {
    guard record.attributeCount > 0 else { return false }
    let first = Int(record.first)
    for index in first..<first + Int(record.attributeCount) {
      let attribute = document.attributes[index]
      if attribute.name == .hidden { return record.tag != .body && record.tag != .html }
      if attribute.name == .style {
        let start = Int(attribute.start)
        if PageScanner.hides(document.pool, start..<start + Int(attribute.length)) {
          return record.tag != .body && record.tag != .html
        }
      }
    }
    return false
  }

  /// Whether a style says `display: none`.
  private static func hides(_ pool: [UInt8], _ range: Range<Int>) -> Bool {
    let wanted: StaticString = "display:none"
    var matched = 0
    for index in range {
      let byte = pool[index] | 0x20
      if pool[index] <= 0x20 { continue }
      let expected = unsafe wanted.utf8Start[matched]
      if byte == expected || pool[index] == expected {
        matched += 1
        if matched == 12 { return true }
      } else {
        matched = byte == 0x64 ? 1 : 0
      }
    }
    return false
  }

  private mutating func enter(_ node: Int, _ record: Document.Node, _ kind: TextKind) {
    if kind == .lineBreak {
      breaks += 1
      if breaks >= 2 { flush() }
      return
    }
    let end = Int(record.end)
    let isBlock = kind != .inline
    var inner = state
    if isBlock {
      flush()
      inner.container = Int32(node)
    }
    switch record.tag {
    case .a: inner.isLink = true
    case .b, .strong, .em, .i: inner.isStrong = true
    case .h1: inner.place.formUnion([.heading, .topHeading])
    case .h2, .h3, .h4, .h5, .h6: inner.place.insert(.heading)
    case .li: inner.place.insert(.item)
    case .td, .th: inner.place.insert(.cell)
    case .dd, .dt: inner.place.insert(.definition)
    case .blockquote: inner.place.insert(.quote)
    case .pre: inner.place.insert(.preformatted)
    case .figure: inner.place.insert(.figure)
    case .figcaption: inner.place.insert(.caption)
    case .p: inner.place.insert(.paragraph)
    default: break
    }
    open.append(Frame(end: end, outer: state, isBlock: isBlock))
    state = inner
  }

  private mutating func close() {
    guard let frame = open.popLast() else { return }
    if frame.isBlock { flush() }
    state = frame.outer
  }

  private mutating func flush() {
    breaks = 0
    if let block = current, block.characters > 0 { blocks.append(block) }
    current = nil
  }

  /// Counts a text node's words into the block that it continues or begins.
  private mutating func read(_ node: Int) {
    let count = TextCount(document.pool.span, document.textRange(of: node))
    if count.characters == 0 { return }
    breaks = 0
    var block =
      current
      ?? TextBlock(first: Int32(node), end: Int32(node + 1), container: state.container, place: state.place)
    block.end = Int32(node + 1)
    block.characters += count.characters
    block.words += count.words
    block.commas += count.commas
    block.stops += count.stops
    if count.last != 0 { block.lastByte = count.last }
    if state.isLink {
      block.linkCharacters += count.characters
      block.linkWords += count.words
    }
    if state.isStrong { block.strongCharacters += count.characters }
    current = block
  }
}
