/// What a page consists of: its tags and texts in their order, their attributes, and the bytes of all values and words.
struct PageTable: ~Copyable {
  /// Tags and texts in the order of the page.
  var tokens: Sink<PageToken>
  /// The bytes of values and texts, references decoded, and of the names that `AttributeName` does not list.
  var pool: ByteSink
  /// All attributes in the order of the page.
  var attributes: Sink<Document.Attribute>
  /// The names of tags that `Tag` does not list, in lower case.
  var tagNames = ByteSink(capacity: 64)
  /// Where the attributes of the tag in hand begin.
  private var first = 0
  /// Names of `AttributeName` that the tag in hand has, a bit each.
  private var known: UInt64 = 0
  private let knownNames = NameTable.attributes
  /// The distinct values of `class`, `id` and `role`.
  private(set) var names = NameList()

  /// Makes a table with room for a page of so many bytes.
  init(size: Int) {
    pool = ByteSink(capacity: size / 2)
    attributes = Sink(capacity: size / 80)
    tokens = Sink(capacity: size / 40)
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

  /// Adds the start tag in hand with the attributes that were added since `begin`.
  @inline(__always) mutating func append(startOf name: borrowing PageTokeniser.Name, isSelfClosing: Bool) {
    var token = PageToken(kind: .start, isSelfClosing: isSelfClosing, tag: name.tag)
    token.attributeCount = UInt16(truncatingIfNeeded: attributes.count - first)
    token.first = Int32(truncatingIfNeeded: first)
    append(token, name)
  }

  /// Adds a tag.
  @inline(__always) mutating func append(_ token: PageToken, _ name: borrowing PageTokeniser.Name) {
    var token = token
    if name.tag == .other {
      token.second = Int32(truncatingIfNeeded: name.start)
      token.nameLength = UInt8(truncatingIfNeeded: name.count)
    }
    tokens.append(token)
  }

  /// Forgets the tag in hand, which never ends.
  mutating func drop() { attributes.truncate(to: first) }

  /// Makes what the pool got since an offset a text; `false` where that is nothing.
  @inline(__always) mutating func endText(from start: Int) -> Bool {
    guard pool.count > start else { return false }
    var token = PageToken(kind: .text)
    token.first = Int32(truncatingIfNeeded: start)
    token.second = Int32(truncatingIfNeeded: pool.count)
    tokens.append(token)
    return true
  }

  /// Makes the last token, a text, go up to the pool's end.
  @inline(__always) mutating func extendText() {
    tokens[tokens.count - 1].second = Int32(truncatingIfNeeded: pool.count)
  }
}
