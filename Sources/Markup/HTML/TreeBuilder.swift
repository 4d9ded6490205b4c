import Model

/// Places tags and text as the HTML standard's tree construction does (§13.2.6), straight into flat arrays.
///
/// Nodes are numbered in the order in which they are made, which is document order except where content is moved (foster
/// parenting, misnested formatting); only then are they sorted at the end.
struct TreeBuilder: ~Copyable {
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

  var nodes: Sink<Document.Node>
  var links: Sink<Links>
  var table: PageTable
  var otherNames: [Int32: String] = [:]
  var losses = Document.Losses()

  var stack: [Open] = []
  var formatting: [Formatting] = []
  var templateModes: [Mode] = []
  var openCounts = Sink<Int32>(repeating: 0, count: Tag.names.count)
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

  let nestingLimit: Int
  let traits = TagTraits.all
  /// Bytes of text that may still be copied to join it with the text before it.
  var joinable: Int
  private let hashes = NameTable.tagHashes

  /// Prepares for a page that was parted into tokens.
  init(nestingLimit: Int, table: consuming PageTable) {
    self.nestingLimit = max(8, nestingLimit)
    joinable = 4 * (table.pool.count + table.tokens.count)
    nodes = Sink(capacity: table.tokens.count + 16)
    links = Sink(capacity: table.tokens.count + 16)
    self.table = table
    stack.reserveCapacity(64)
    nodes.append(Document.Node(tag: .document, attributeCount: 0, parent: -1, end: 1, first: 0, length: 0))
    links.append(Links())
    stack.append(Open(node: 0, tag: .document, hash: 0))
  }

  // MARK: Events

  /// Takes all tokens in their order.
  mutating func build() {
    var position = 0
    let count = table.tokens.count
    while position < count {
      let token = table.tokens[position]
      position += 1
      switch token.kind {
      case .start: startTag(token)
      case .end: end(Token(tag: token.tag, hash: hash(of: token)))
      case .text: text(Int(token.first)..<Int(token.second))
      case .blank:
        let start = table.pool.count
        table.pool.append(UInt8(truncatingIfNeeded: token.first))
        while position < count, table.tokens[position].kind == .blank {
          table.pool.append(UInt8(truncatingIfNeeded: table.tokens[position].first))
          position += 1
        }
        text(start..<table.pool.count)
      }
    }
  }

  private mutating func startTag(_ token: PageToken) {
    let tag = Token(
      tag: token.tag, hash: hash(of: token), isSelfClosing: token.isSelfClosing, firstAttribute: token.first,
      attributeCount: token.attributeCount)
    if token.tag == .other { pendingName = String(decoding: table.tagNames.array(nameRange(of: token)), as: UTF8.self) }
    isUsed = false
    start(tag)
    if !isUsed { forgetAttributes(of: tag) }
  }

  /// The hash of a tag's name.
  @inline(__always) private func hash(of token: PageToken) -> UInt64 {
    token.tag == .other ? otherHash(of: token) : hashes[Int(token.tag.rawValue)]
  }

  private func otherHash(of token: PageToken) -> UInt64 {
    var hash = FNV1a.basis
    for index in nameRange(of: token) { hash = FNV1a.step(hash, table.tagNames[index]) }
    return FNV1a.finished(hash)
  }

  private func nameRange(of token: PageToken) -> Range<Int> {
    Int(token.second)..<Int(token.second) + Int(token.nameLength)
  }

  /// The name of the tag in hand where `Tag` does not list it.
  var pendingName = ""
  /// Whether an element was made of the tag in hand.
  var isUsed = false

  /// Empties the attributes of a tag that came to nothing, for readers that look through all of the page's.
  private mutating func forgetAttributes(of token: Token) {
    for index in Int(token.firstAttribute)..<Int(token.firstAttribute) + Int(token.attributeCount) {
      table.attributes[index].length = 0
      table.attributes[index].number = 0
    }
  }
}
