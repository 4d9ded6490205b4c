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
  private let lists: [AttributeTable.List]
  private var nextList = 0
  private let hashes = EndMark.hashes
  private let tagTable = NameTable.tags

  /// Prepares for a normalised page of about so many bytes, whose attributes are given.
  init(nestingLimit: Int, size: Int, table: consuming AttributeTable) {
    self.nestingLimit = max(8, nestingLimit)
    // The attributes' pool becomes the document's; text is added behind them.
    pool = table.pool
    table.pool = []
    attributes = table.attributes
    table.attributes = []
    lists = table.lists
    textStart = pool.count
    nodes.reserveCapacity(size / 32 + 16)
    links.reserveCapacity(size / 32 + 16)
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
    if let attributes = unsafe attributes, let letter = unsafe attributes.pointee {
      unsafe findList(letter.pointee, for: &token)
    }
    pendingName = token.tag == .other ? unsafe String(cString: letters) : ""
    isUsed = false
    start(token)
    if !isUsed { forgetAttributes(of: token) }
    textStart = pool.count
  }

  /// The name of the tag in hand where `Tag` does not list it.
  var pendingName = ""
  /// Whether an element was made of the tag in hand.
  var isUsed = false

  /// Gives a token the next list of attributes that has the letter.
  private mutating func findList(_ letter: UInt8, for token: inout Token) {
    while nextList < lists.count, AttributeTable.letter(of: nextList) != letter { nextList += 1 }
    guard nextList < lists.count else { return }
    let list = lists[nextList]
    nextList += 1
    token.firstAttribute = list.first
    token.attributeCount = list.count
    token.isSelfClosing = list.isSelfClosing
  }

  /// Empties the attributes of a tag that came to nothing, for readers that look through all of the page's.
  private mutating func forgetAttributes(of token: Token) {
    for index in Int(token.firstAttribute)..<Int(token.firstAttribute) + Int(token.attributeCount) {
      attributes[index].length = 0
    }
  }

  /// Takes a stretch of text, of which more may follow.
  mutating func characters(_ bytes: UnsafeBufferPointer<UInt8>) {
    unsafe pool.append(contentsOf: bytes)
  }

  /// Handles the text since the last start tag, and the end tags that stand in it as marks.
  mutating func flushText() {
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
}
