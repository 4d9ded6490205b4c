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
  private var nextList = 0
  private var nextText = 0
  /// The hash of the name in an end tag of an element that `Tag` does not list, while it is read.
  private var endName: UInt64?
  /// Bytes of text that may still be copied to join it with the text before it.
  var joinable: Int
  private var tagNames = NameCache()
  private let hashes = Mark.hashes
  private let tagTable = NameTable.tags

  /// Prepares for a normalised page of about so many bytes, whose attributes are given.
  init(nestingLimit: Int, size: Int, table: consuming PageTable) {
    self.nestingLimit = max(8, nestingLimit)
    joinable = 4 * table.pool.count + size
    nodes = Sink(capacity: size / 5 + 16)
    links = Sink(capacity: size / 5 + 16)
    self.table = table
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
    let (tag, hash) = unsafe tagNames.meaning(of: name, in: tagTable)
    var token = Token(tag: tag, hash: hash)
    if let attributes = unsafe attributes, let letter = unsafe attributes.pointee {
      unsafe findList(letter.pointee, for: &token)
    }
    if tag == .other { pendingName = unsafe String(cString: name) }
    isUsed = false
    start(token)
    if !isUsed { forgetAttributes(of: token) }
  }

  /// The name of the tag in hand where `Tag` does not list it.
  var pendingName = ""
  /// Whether an element was made of the tag in hand.
  var isUsed = false

  /// Gives a token the next list of attributes that has the letter.
  private mutating func findList(_ letter: UInt8, for token: inout Token) {
    while nextList < table.lists.count, PageTable.letter(of: nextList) != letter { nextList += 1 }
    guard nextList < table.lists.count else { return }
    let list = table.lists[nextList]
    nextList += 1
    token.firstAttribute = list.first
    token.attributeCount = list.count
    token.isSelfClosing = list.isSelfClosing
  }

  /// Empties the attributes of a tag that came to nothing, for readers that look through all of the page's.
  private mutating func forgetAttributes(of token: Token) {
    for index in Int(token.firstAttribute)..<Int(token.firstAttribute) + Int(token.attributeCount) {
      table.attributes[index].length = 0
      table.attributes[index].number = 0
    }
  }

  /// Takes a stretch of white space and marks.
  mutating func characters(_ bytes: UnsafeBufferPointer<UInt8>) {
    var index = 0
    let count = bytes.count
    while index < count {
      let byte = unsafe bytes[index]
      let second = index + 1 < count ? unsafe bytes[index + 1] : 0
      if let name = endName {
        if byte == Mark.name {
          endName = nil
          end(Token(tag: .other, hash: FNV1a.finished(name)))
          index += 2
        } else {
          endName = FNV1a.step(name, byte)
          index += 1
        }
      } else if byte < 0x80 {
        let start = table.pool.count
        while index < count, unsafe bytes[index] < 0x80 {
          unsafe table.pool.append(bytes[index])
          index += 1
        }
        text(start..<table.pool.count)
      } else {
        if byte == Mark.text {
          textMark(second)
        } else if byte == Mark.name {
          endName = FNV1a.basis
        } else if byte >= Mark.firstEnd, byte <= Mark.lastEnd {
          let tag = Mark.tag(byte, second)
          if tag < hashes.count { end(Token(tag: Tag(rawValue: UInt16(tag)), hash: hashes[tag])) }
        }
        index += 2
      }
    }
  }

  private mutating func textMark(_ second: UInt8) {
    while nextText < table.texts.count, Mark.second(ofText: nextText) != second { nextText += 1 }
    guard nextText < table.texts.count else { return }
    let range = table.texts[nextText]
    nextText += 1
    text(Int(range.start)..<Int(range.end))
  }
}

/// What the names that libxml2 gives mean; equal names have equal addresses for as long as one page is read.
private struct NameCache {
  private static let mask = 127
  private var addresses = [UInt](repeating: 0, count: NameCache.mask + 1)
  private var meanings = [(tag: Tag, hash: UInt64)](repeating: (.other, 0), count: NameCache.mask + 1)

  /// The tag and the hash of a name, which may be disguised by `y.`.
  @inline(__always) mutating func meaning(
    of name: UnsafePointer<UInt8>, in table: NameTable
  ) -> (tag: Tag, hash: UInt64) {
    let address = UInt(bitPattern: name)
    let slot = Int(truncatingIfNeeded: (address >> 1) ^ (address >> 8)) & NameCache.mask
    if addresses[slot] == address { return meanings[slot] }
    var letter = unsafe name
    if unsafe letter.pointee == 0x79, unsafe letter[1] == 0x2E { unsafe letter += 2 }
    var hash = FNV1a.basis
    while unsafe letter.pointee != 0 {
      hash = unsafe FNV1a.step(hash, letter.pointee)
      unsafe letter += 1
    }
    hash = FNV1a.finished(hash)
    let value = table.value(of: hash)
    addresses[slot] = address
    meanings[slot] = (value == 0 ? .other : Tag(rawValue: value), hash)
    return meanings[slot]
  }
}
