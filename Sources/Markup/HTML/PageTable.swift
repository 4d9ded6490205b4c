/// The attributes of a page's tags and its words, which travel beside libxml2.
///
/// libxml2 takes some 25 cycles for every byte, allocates for every value, and compares each attribute of a tag with all
/// others; attributes are three quarters of the markup of today's pages. A tag that has attributes carries one letter
/// through libxml2, and its list is the next one here that has this letter; so it is with texts (`Mark`).
struct PageTable: ~Copyable {
  /// The attributes of one tag, side by side.
  struct List {
    var first: Int32
    var count: UInt16
    /// Whether the tag is one of a drawing and was closed where it was opened.
    var isSelfClosing: Bool
  }

  /// Where a text begins and ends in the pool.
  struct TextRange {
    var start: Int32
    var end: Int32
  }

  /// The bytes of values and texts, references decoded, and of the names that `AttributeName` does not list.
  var pool: ByteSink
  /// All attributes in the order of the page.
  var attributes: Sink<Document.Attribute>
  private(set) var lists: Sink<List>
  /// Where each text begins and ends in the pool.
  private(set) var texts: Sink<TextRange>
  /// Where the attributes of the tag in hand begin.
  private var first = 0
  /// Names of `AttributeName` that the tag in hand has, a bit each.
  private var known: UInt64 = 0
  private let knownNames = NameTable.attributes
  /// The distinct values of `class`, `id` and `role`.
  private(set) var names = NameList()

  /// Makes a table with room for the attributes of a page of so many bytes.
  init(size: Int) {
    pool = ByteSink(capacity: size / 2)
    texts = Sink(capacity: size / 200)
    attributes = Sink(capacity: size / 80)
    lists = Sink(capacity: size / 160)
  }

  /// Begins the list of the next tag.
  @inline(__always) mutating func begin() {
    first = attributes.count
    known = 0
  }

  /// Adds an attribute without its value; `false` where the tag has one of that name.
  ///
  /// - Parameters:
  ///   - hash: the hash of the name in lower case.
  ///   - name: the name's bytes, in any case.
  mutating func add(named hash: UInt64, _ name: UnsafeBufferPointer<UInt8>) -> Bool {
    let value = knownNames.value(of: hash)
    if value != 0 { return add(value) }
    let start = pool.count
    unsafe pool.append(contentsOf: name)
    for index in start..<pool.count { pool[index] = pool[index].lowercasedASCII }
    var index = first
    while index < attributes.count {
      let other = attributes[index]
      let range = Int(other.nameStart)..<Int(other.nameStart) + Int(other.nameLength)
      if range.count == name.count, pool.isSame(range.lowerBound, start, count: name.count) {
        pool.truncate(to: start)
        return false
      }
      index += 1
    }
    attributes.append(
      Document.Attribute(
        name: .other, start: Int32(truncatingIfNeeded: pool.count), length: 0,
        nameStart: Int32(truncatingIfNeeded: start), nameLength: Int32(truncatingIfNeeded: name.count)))
    return true
  }

  /// The same for a name that `AttributeName` lists.
  @inline(__always) mutating func add(_ name: UInt16) -> Bool {
    let bit: UInt64 = 1 << UInt64(name & 63)
    guard known & bit == 0 else { return false }
    known |= bit
    attributes.append(
      Document.Attribute(
        name: AttributeName(rawValue: name), start: Int32(truncatingIfNeeded: pool.count), length: 0, nameStart: 0,
        nameLength: 0))
    return true
  }

  /// Makes what the pool got since the last attribute was added its value.
  @inline(__always) mutating func endValue() {
    let last = attributes.count - 1
    var attribute = attributes[last]
    attribute.length = Int32(truncatingIfNeeded: pool.count) - attribute.start
    let name = attribute.name
    if name == .class || name == .identifier || name == .role || name.isHook { names.number(&attribute, &pool) }
    attributes[last] = attribute
  }

  /// Ends the list of the tag in hand and gives its letter; `nil` where the tag has nothing to say.
  @inline(__always) mutating func end(isSelfClosing: Bool) -> UInt8? {
    let count = attributes.count - first
    guard count > 0 || isSelfClosing else { return nil }
    lists.append(
      List(
        first: Int32(truncatingIfNeeded: first), count: UInt16(truncatingIfNeeded: count), isSelfClosing: isSelfClosing)
    )
    return PageTable.letter(of: lists.count - 1)
  }

  /// Forgets the tag in hand, which never ends.
  mutating func drop() { attributes.truncate(to: first) }

  /// Makes what the pool got since an offset a text; `nil` where that is nothing.
  @inline(__always) mutating func endText(from start: Int) -> Int? {
    guard pool.count > start else { return nil }
    texts.append(TextRange(start: Int32(truncatingIfNeeded: start), end: Int32(truncatingIfNeeded: pool.count)))
    return texts.count - 1
  }

  /// Makes the last text go up to the pool's end.
  @inline(__always) mutating func extendText() {
    texts[texts.count - 1].end = Int32(truncatingIfNeeded: pool.count)
  }

  /// The letter of a list, the same for every twenty-sixth.
  @inline(__always) static func letter(of list: Int) -> UInt8 { 0x61 + UInt8(truncatingIfNeeded: list % 26) }
}
