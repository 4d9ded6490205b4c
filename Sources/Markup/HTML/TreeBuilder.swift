/// Places tags and text as the HTML standard's tree construction does (§13.2.6), straight into flat arrays.
///
/// Nodes are numbered in the order in which they are made, which is document order except where content is moved (foster
/// parenting, misnested formatting); only then are they sorted at the end.
struct TreeBuilder {
  /// An insertion mode (§13.2.4.1).
  enum Mode: UInt8 {
    case beforeHTML, beforeHead, inHead, inHeadNoscript, afterHead, inBody, text, inTable, inCaption, inColumnGroup,
      inTableBody, inRow, inCell, inSelect, inSelectInTable, inTemplate, afterBody, inFrameset, afterFrameset
  }

  /// An element that is open.
  struct Open {
    var node: Int32
    var tag: Tag
    var hash: UInt64
    /// In SVG or MathML.
    var isForeign = false
    /// A foreign element whose content is HTML.
    var isIntegrationPoint = false
  }

  /// A tag as read.
  struct Token {
    var tag: Tag
    var hash: UInt64
    var isSelfClosing = false
    var firstAttribute: Int32 = 0
    var attributeCount: UInt16 = 0
  }

  /// A node's place among the others, −1 for none.
  struct Links {
    var first: Int32 = -1
    var last: Int32 = -1
    var next: Int32 = -1
    var previous: Int32 = -1
  }

  /// An element of the list of active formatting elements (§13.2.4.3), or a marker.
  struct Formatting {
    var node: Int32
    var token: Token
    var isMarker: Bool { node < 0 }
  }

  var nodes: [Document.Node] = []
  var links: [Links] = []
  var attributes: [Document.Attribute] = []
  var pool: [UInt8] = []
  var otherNames: [Int32: String] = [:]
  var losses = Document.Losses()

  var stack: [Open] = []
  var formatting: [Formatting] = []
  var templateModes: [Mode] = []
  var openCounts = [Int32](repeating: 0, count: Tag.names.count)
  var mode = Mode.beforeHTML
  var returnMode = Mode.inBody
  var head: Int32 = -1
  var form: Int32 = -1
  var framesetIsOK = true
  var isFostering = false
  var isReordered = false
  var isQuirky = false
  /// Start tags beyond the nesting limit that were not closed yet.
  var overflow = 0
  /// Copies of formatting elements that may still be made.
  var copies = 100_000
  var textStart = 0

  let nestingLimit: Int
  let traits = TagTraits.all
  private let values: ValueTable
  private let hashes = EndMark.hashes
  private let tagTable = NameTable.tags
  private let attributeTable = NameTable.attributes

  /// Prepares for a normalised page of about so many bytes, whose longer attribute values are given.
  init(nestingLimit: Int, size: Int, values: consuming ValueTable) {
    self.nestingLimit = max(8, nestingLimit)
    // The values' pool becomes the document's; text is added behind them.
    pool = values.pool
    values.pool = []
    self.values = values
    textStart = pool.count
    nodes.reserveCapacity(size / 32 + 16)
    links.reserveCapacity(size / 32 + 16)
    attributes.reserveCapacity(size / 48 + 16)
    pool.reserveCapacity(pool.count + size / 2 + 64)
    stack.reserveCapacity(64)
    nodes.append(Document.Node(tag: .document, attributeCount: 0, parent: -1, end: 1, first: 0, length: 0))
    links.append(Links())
    stack.append(Open(node: 0, tag: .document, hash: 0))
  }

  // MARK: Events

  /// Takes a start tag of the normalised page, whose name may be disguised by `y.`.
  mutating func tag(
    _ name: UnsafePointer<UInt8>, _ attributes: UnsafeMutablePointer<UnsafePointer<UInt8>?>?
  ) {
    flushText()
    var letter = unsafe name
    if unsafe letter.pointee == 0x79, unsafe letter[1] == 0x2E { unsafe letter += 2 }
    var hash = NameTable.seed
    let letters = unsafe letter
    while unsafe letter.pointee != 0 {
      hash = unsafe NameTable.step(hash, letter.pointee)
      unsafe letter += 1
    }
    hash = NameTable.finished(hash)
    let value = tagTable.value(of: hash)
    var token = Token(tag: value == 0 ? .other : Tag(rawValue: value), hash: hash)
    let mark = self.attributes.count
    let poolMark = pool.count
    token.firstAttribute = Int32(truncatingIfNeeded: mark)
    if let attributes = unsafe attributes { unsafe read(attributes, into: &token) }
    pendingName = token.tag == .other ? unsafe String(cString: letters) : ""
    isUsed = false
    start(token)
    if !isUsed {
      self.attributes.removeSubrange(mark...)
      pool.removeSubrange(poolMark...)
    }
    textStart = pool.count
  }

  /// The name of the tag in hand where `Tag` does not list it.
  var pendingName = ""
  /// Whether an element was made of the tag in hand.
  var isUsed = false

  private mutating func read(_ pairs: UnsafeMutablePointer<UnsafePointer<UInt8>?>, into token: inout Token) {
    var pair = unsafe pairs
    while let name = unsafe pair.pointee {
      let value = unsafe pair[1]
      unsafe pair += 2
      if unsafe name.pointee == 0x5F, unsafe name[1] == 0 {
        token.isSelfClosing = true
        continue
      }
      var hash = NameTable.seed
      var length = 0
      while unsafe name[length] != 0 {
        hash = unsafe NameTable.step(hash, name[length])
        length += 1
      }
      let known = AttributeName(rawValue: attributeTable.value(of: NameTable.finished(hash)))
      var attribute = Document.Attribute(
        name: known, start: Int32(truncatingIfNeeded: pool.count), length: 0, nameStart: 0, nameLength: 0)
      if known == .other {
        attribute.nameStart = attribute.start
        attribute.nameLength = Int32(truncatingIfNeeded: length)
        unsafe pool.append(contentsOf: UnsafeBufferPointer(start: name, count: length))
        attribute.start = Int32(truncatingIfNeeded: pool.count)
      }
      if let value = unsafe value {
        if let known = unsafe values.range(written: value) {
          attribute.start = known.start
          attribute.length = known.length
          attributes.append(attribute)
          token.attributeCount += 1
          continue
        }
        var count = 0
        while unsafe value[count] != 0 { count += 1 }
        unsafe pool.append(contentsOf: UnsafeBufferPointer(start: value, count: count))
        attribute.length = Int32(truncatingIfNeeded: count)
      }
      attributes.append(attribute)
      token.attributeCount += 1
    }
  }

  /// Takes a stretch of text, of which more may follow.
  mutating func characters(_ bytes: UnsafeBufferPointer<UInt8>) {
    unsafe pool.append(contentsOf: bytes)
  }

  /// Handles the text since the last start tag, and the end tags that stand in it as marks.
  private mutating func flushText() {
    guard pool.count > textStart else { return }
    var read = textStart
    var write = textStart
    let end = pool.count
    while read < end {
      let mark = nextMark(from: read, to: end)
      if mark > read {
        // Text moves up over the marks before it, so that the pool holds text only.
        if write < read { move(read..<mark, to: write) }
        isUsed = false
        text(write..<write + (mark - read))
        if isUsed { write += mark - read }
      }
      guard mark < end else { break }
      let (token, next) = EndMark.read(pool, at: mark, end: end, hashes: hashes)
      if token.tag != .document { self.end(token) }
      read = next
    }
    pool.removeSubrange(write...)
    textStart = pool.count
  }

  private func nextMark(from start: Int, to end: Int) -> Int {
    unsafe pool.withUnsafeBufferPointer { buffer in
      min(unsafe ByteView(buffer).index(of: EndMark.byte, from: start), end)
    }
  }

  private mutating func move(_ range: Range<Int>, to target: Int) {
    unsafe pool.withUnsafeMutableBytes { raw in
      guard let base = raw.baseAddress else { return }
      unsafe (base + target).copyMemory(from: base + range.lowerBound, byteCount: range.count)
    }
  }

  // MARK: The stack of open elements

  var current: Open { stack[stack.count - 1] }

  /// What traits a tag has.
  @inline(__always) func has(_ tag: Tag, _ trait: TagTraits) -> Bool { traits[Int(tag.rawValue)].contains(trait) }

  @inline(__always) func isSame(_ open: Open, _ token: Token) -> Bool { open.hash == token.hash }

  mutating func push(_ open: Open) {
    stack.append(open)
    openCounts[Int(open.tag.rawValue)] += 1
  }

  mutating func pop() {
    guard stack.count > 1 else { return }
    let open = stack.removeLast()
    openCounts[Int(open.tag.rawValue)] -= 1
  }

  /// Closes everything down to, and with, the element at a position of the stack.
  mutating func pop(through position: Int) {
    while stack.count > max(1, position) { pop() }
  }

  /// Closes everything down to the last element of a tag, and it.
  mutating func pop(through tag: Tag) {
    while stack.count > 1 {
      let isLast = current.tag == tag && !current.isForeign
      pop()
      if isLast { return }
    }
  }

  /// The position of the last element of the tag that is in scope; `extra` bounds the scope too (§13.2.4.2).
  func positionInScope(_ tag: Tag, extra: [Tag] = []) -> Int? {
    guard openCounts[Int(tag.rawValue)] > 0 else { return nil }
    var position = stack.count - 1
    while position > 0 {
      let open = stack[position]
      if open.tag == tag, !open.isForeign { return position }
      if open.isForeign ? open.isIntegrationPoint : has(open.tag, .scope) || extra.contains(open.tag) { return nil }
      position -= 1
    }
    return nil
  }

  func isInScope(_ tag: Tag) -> Bool { positionInScope(tag) != nil }

  func isInTableScope(_ tag: Tag) -> Bool {
    guard openCounts[Int(tag.rawValue)] > 0 else { return false }
    var position = stack.count - 1
    while position > 0 {
      let open = stack[position]
      if open.tag == tag { return true }
      if open.tag == .table || open.tag == .template || open.tag == .html { return false }
      position -= 1
    }
    return false
  }

  /// Closes elements whose end tags may be left out.
  mutating func closeImplied(except tag: Tag = .document, thoroughly: Bool = false) {
    while stack.count > 1, current.tag != tag, !current.isForeign,
      has(current.tag, .impliedEnd) || thoroughly && has(current.tag, .tablePart)
    {
      pop()
    }
  }

  /// Closes a `p` in button scope.
  mutating func closeParagraph() {
    guard openCounts[Int(Tag.p.rawValue)] > 0, let position = positionInScope(.p, extra: [.button]) else { return }
    pop(through: position)
  }

  // MARK: Insertion

  /// Where the next node goes: into a parent, before one of its children or (−1) at its end.
  func place(in target: Open) -> (parent: Int32, before: Int32) {
    guard isFostering, has(target.tag, .fosters), !target.isForeign else { return (target.node, -1) }
    var position = stack.count - 1
    while position > 0 {
      let open = stack[position]
      if open.tag == .template { return (open.node, -1) }
      if open.tag == .table {
        let parent = nodes[Int(open.node)].parent
        return parent >= 0 ? (parent, open.node) : (stack[position - 1].node, -1)
      }
      position -= 1
    }
    return (stack[min(1, stack.count - 1)].node, -1)
  }

  /// Links a node that has no place yet.
  mutating func link(_ node: Int32, into parent: Int32, before: Int32) {
    nodes[Int(node)].parent = parent
    if before >= 0 {
      isReordered = true
      let previous = links[Int(before)].previous
      links[Int(node)].previous = previous
      links[Int(node)].next = before
      links[Int(before)].previous = node
      if previous >= 0 { links[Int(previous)].next = node } else { links[Int(parent)].first = node }
    } else {
      let last = links[Int(parent)].last
      links[Int(node)].previous = last
      links[Int(node)].next = -1
      if last >= 0 { links[Int(last)].next = node } else { links[Int(parent)].first = node }
      links[Int(parent)].last = node
    }
  }

  /// Takes a node out of its place.
  mutating func unlink(_ node: Int32) {
    isReordered = true
    let parent = nodes[Int(node)].parent
    let link = links[Int(node)]
    if link.previous >= 0 {
      links[Int(link.previous)].next = link.next
    } else if parent >= 0 {
      links[Int(parent)].first = link.next
    }
    if link.next >= 0 {
      links[Int(link.next)].previous = link.previous
    } else if parent >= 0 {
      links[Int(parent)].last = link.previous
    }
    links[Int(node)].previous = -1
    links[Int(node)].next = -1
  }

  /// Makes an element that has no place yet.
  mutating func make(_ token: Token) -> Int32 {
    let node = Int32(truncatingIfNeeded: nodes.count)
    isUsed = true
    nodes.append(
      Document.Node(
        tag: token.tag, attributeCount: token.attributeCount, parent: -1, end: 0, first: token.firstAttribute, length: 0
      ))
    links.append(Links())
    if token.tag == .other { otherNames[node] = pendingName }
    return node
  }

  /// Makes an element at the place for new nodes and opens it.
  @discardableResult mutating func insert(_ token: Token, isForeign: Bool = false) -> Int32 {
    if stack.count >= nestingLimit {
      losses.nesting += 1
      overflow += 1
      return current.node
    }
    let place = place(in: current)
    let node = make(token)
    link(node, into: place.parent, before: place.before)
    push(Open(node: node, tag: token.tag, hash: token.hash, isForeign: isForeign))
    return node
  }

  /// Makes an element without content at the place for new nodes.
  mutating func insertVoid(_ token: Token) {
    let place = place(in: current)
    link(make(token), into: place.parent, before: place.before)
  }

  /// Makes an element of a name without attributes.
  @discardableResult mutating func insert(implied tag: Tag) -> Int32 {
    insert(implied(tag))
  }

  func implied(_ tag: Tag) -> Token {
    Token(
      tag: tag, hash: NameTable.hash(tag.name.utf8), firstAttribute: Int32(truncatingIfNeeded: attributes.count))
  }

  /// Puts a stretch of the pool at the place for new nodes.
  mutating func insertText(_ range: Range<Int>) {
    guard !range.isEmpty else { return }
    isUsed = true
    let place = place(in: current)
    if place.parent == 0 { return }
    let before = place.before >= 0 ? links[Int(place.before)].previous : links[Int(place.parent)].last
    if before >= 0, nodes[Int(before)].tag == .text,
      Int(nodes[Int(before)].first) + Int(nodes[Int(before)].length) == range.lowerBound
    {
      nodes[Int(before)].length += Int32(truncatingIfNeeded: range.count)
      return
    }
    let node = Int32(truncatingIfNeeded: nodes.count)
    nodes.append(
      Document.Node(
        tag: .text, attributeCount: 0, parent: -1, end: 0, first: Int32(truncatingIfNeeded: range.lowerBound),
        length: Int32(truncatingIfNeeded: range.count)))
    links.append(Links())
    link(node, into: place.parent, before: place.before)
  }

  // MARK: The end

  /// Ends the page and gives the document.
  mutating func document(charset: Charset) -> Document {
    flushText()
    finishImplied()
    if isReordered { sort() } else { close() }
    return Document(
      nodes: nodes, attributes: attributes, pool: pool, charset: charset.name, losses: losses, otherNames: otherNames)
  }

  /// Sets the ends of subtrees in nodes that lie in document order.
  private mutating func close() {
    var index = nodes.count - 1
    while index >= 0 {
      if nodes[index].end < index + 1 { nodes[index].end = Int32(truncatingIfNeeded: index + 1) }
      let parent = Int(nodes[index].parent)
      if parent >= 0, nodes[parent].end < nodes[index].end { nodes[parent].end = nodes[index].end }
      index -= 1
    }
  }

  /// Brings the nodes into document order.
  private mutating func sort() {
    var sorted: [Document.Node] = []
    sorted.reserveCapacity(nodes.count)
    var names: [Int32: String] = [:]
    var places = [Int32](repeating: -1, count: nodes.count)
    var node: Int32 = 0
    while node >= 0 {
      var record = nodes[Int(node)]
      let index = Int32(truncatingIfNeeded: sorted.count)
      places[Int(node)] = index
      if record.parent >= 0 { record.parent = places[Int(record.parent)] }
      record.end = index + 1
      if record.tag == .other { names[index] = otherNames[node] }
      sorted.append(record)
      if links[Int(node)].first >= 0 {
        node = links[Int(node)].first
        continue
      }
      while node > 0, links[Int(node)].next < 0 { node = nodes[Int(node)].parent }
      node = node > 0 ? links[Int(node)].next : -1
    }
    nodes = sorted
    otherNames = names
    close()
  }
}
