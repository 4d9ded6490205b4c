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

  var nodes: [Document.Node] = []
  var links: [Links] = []
  var attributes: [Document.Attribute] = []
  /// The text of the page so far; `textStart` tells from where on it was not placed yet.
  var pool: ByteSink
  /// The attributes' values, and the names that `AttributeName` does not list.
  var values: ByteSink
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
  /// Whether the doctype, or its absence, puts browsers into quirks mode.
  var isQuirky = true
  /// Start tags beyond the nesting limit that were not closed yet.
  var overflow = 0
  /// Copies of formatting elements that may still be made.
  var copies = 100_000
  var textStart = 0

  let nestingLimit: Int
  let traits = TagTraits.all

  /// Prepares for a page of so many bytes.
  init(nestingLimit: Int, size: Int) {
    self.nestingLimit = max(8, nestingLimit)
    pool = ByteSink(capacity: size / 4 + 64)
    values = ByteSink(capacity: size / 4 + 64)
    nodes.reserveCapacity(size / 64 + 16)
    links.reserveCapacity(size / 64 + 16)
    attributes.reserveCapacity(size / 96 + 16)
    stack.reserveCapacity(64)
    nodes.append(Document.Node(tag: .document, attributeCount: 0, parent: -1, end: 1, first: 0, length: 0))
    links.append(Links())
    stack.append(Open(node: 0, tag: .document, hash: 0))
  }

  // MARK: Events

  /// How much of the attributes was read at a moment.
  struct AttributeMark {
    let attributes: Int
    let values: Int
  }

  /// How much of the attributes was read so far.
  var attributeMark: AttributeMark { AttributeMark(attributes: attributes.count, values: values.count) }

  /// Forgets the attributes of a tag that came to nothing.
  mutating func forgetAttributes(since mark: AttributeMark) {
    attributes.removeLast(attributes.count - mark.attributes)
    values.truncate(to: mark.values)
  }

  /// Takes a start tag, whose attributes were read since a mark.
  ///
  /// - Parameter name: the name where `Tag` does not list it.
  mutating func takeStart(_ token: Token, named name: String, mark: AttributeMark) {
    flushText()
    pendingName = name
    isUsed = false
    start(token)
    if !isUsed { forgetAttributes(since: mark) }
  }

  /// Takes an end tag.
  mutating func takeEnd(_ token: Token) {
    flushText()
    end(token)
  }

  /// The name of the tag in hand where `Tag` does not list it.
  var pendingName = ""
  /// Whether a node was made of the tag or text in hand.
  var isUsed = false

  /// Places the text since the last tag.
  mutating func flushText() {
    guard pool.count > textStart else { return }
    isUsed = false
    text(textStart..<pool.count)
    if !isUsed { pool.truncate(to: textStart) }
    textStart = pool.count
  }
}
