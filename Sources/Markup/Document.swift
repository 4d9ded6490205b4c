/// A parsed page: flat, immutable, in document order.
///
/// Nodes lie in preorder, so a node's subtree is the index range `node ..< end(of: node)` and walking a page is walking
/// an array. Node 0 is the document itself. Text lies in one pool of valid UTF-8 with all references decoded; comments,
/// processing instructions and the doctype are not kept.
public struct Document: Sendable {
  /// One element or one run of text.
  @frozen public struct Node: Sendable, BitwiseCopyable {
    /// The element's tag; `.text` for text, `.document` for node 0, `.other` for names that `Tag` does not list.
    public var tag: Tag
    /// How many attributes the element has.
    public var attributeCount: UInt16
    /// Index of the parent; −1 for node 0.
    public var parent: Int32
    /// Index after the last node of the subtree.
    public var end: Int32
    /// For an element, index of its first attribute; for text, offset of its first byte in the pool.
    public var first: Int32
    /// For text, its length in bytes; for an element, the length of its name in the pool when the tag is `.other`.
    public var length: Int32
  }

  /// One attribute of an element.
  @frozen public struct Attribute: Sendable, BitwiseCopyable {
    /// The attribute's name; `.other` for names that `AttributeName` does not list.
    public var name: AttributeName
    /// Which of the page's names (`Document.names`) the value of a `class`, `id`, `role` or hook is; 0 for none.
    public var number: UInt16 = 0
    /// Offset of the value's first byte in the pool.
    public var start: Int32
    /// Length of the value in bytes.
    public var length: Int32
    /// Offset of the name in the pool when it is `.other`.
    public var nameStart: Int32
    /// Length of the name in bytes when it is `.other`.
    public var nameLength: Int32
  }

  /// A value of `class`, `id`, `role` or a hook (`AttributeName.isHook`), of which pages have far fewer than elements.
  @frozen public struct Name: Sendable {
    /// Which of these attributes has the value.
    public var attribute: AttributeName
    /// Offset of the value's first byte in the pool.
    public var start: Int32
    /// Length of the value in bytes.
    public var length: Int32

    /// Where the value stands in the pool.
    @inlinable public var range: Range<Int> { Int(start)..<Int(start) + Int(length) }
  }

  /// What the parser had to leave out, so that it can be counted and reported.
  public struct Losses: Equatable, Sendable {
    /// Elements that were opened deeper than the limit; their text is kept at the limit's depth.
    public var nesting = 0
    /// Attributes beyond the limit per tag.
    public var attributes = 0
    /// Bytes that were no text in the page's charset and became U+FFFD.
    public var undecodable = 0
    /// Bytes beyond the limit per page.
    public var truncated = 0
    /// Makes a record of no losses.
    public init() {}
  }

  #if DEBUG
    private let kept: [Node]
    /// The nodes in document order; never empty.
    ///
    /// In builds for debugging, looks at them are counted.
    public var nodes: [Node] {
      NodeLooks.tally?.add()
      return kept
    }
  #else
    /// The nodes in document order; never empty.
    public let nodes: [Node]
  #endif
  /// The attributes of all elements, each element's in its own order and side by side.
  public internal(set) var attributes: [Attribute]
  /// UTF-8 of all text and attribute values.
  public internal(set) var pool: [UInt8]
  /// The values of `class`, `id` and `role`, each once for each of the three; the first is none.
  public internal(set) var names: [Name] = []
  /// Room for what a reader of the page notes about each of `names`; empty at first.
  public var notes: [UInt64] = []
  /// Room for what a reader of the page notes about the text before each node and before the end; empty at first.
  public var sums: [Int32] = []
  /// The WHATWG name of the charset that the bytes were read in, such as `windows-1252`.
  public internal(set) var charset: String
  /// What was left out.
  public internal(set) var losses: Losses

  init(
    nodes: [Node], attributes: [Attribute], pool: [UInt8], names: [Name], charset: String, losses: Losses,
    otherNames: [Int32: String]
  ) {
    #if DEBUG
      kept = nodes
    #else
      self.nodes = nodes
    #endif
    self.attributes = attributes
    self.pool = pool
    self.names = names
    self.charset = charset
    self.losses = losses
    self.otherNames = otherNames
  }

  /// The number of nodes.
  @inlinable public var count: Int { nodes.count }

  /// The tag of a node.
  @inlinable public func tag(_ node: Int) -> Tag { nodes[node].tag }

  /// Whether a node is a run of text.
  @inlinable public func isText(_ node: Int) -> Bool { nodes[node].tag == .text }

  /// The parent of a node, or −1 for node 0.
  @inlinable public func parent(of node: Int) -> Int { Int(nodes[node].parent) }

  /// The index after the last node of a node's subtree, which is also the next node outside it.
  @inlinable public func end(of node: Int) -> Int { Int(nodes[node].end) }

  /// The first child, or `nil` where there is none.
  @inlinable public func firstChild(of node: Int) -> Int? {
    node + 1 < end(of: node) ? node + 1 : nil
  }

  /// The next sibling, or `nil` where there is none.
  @inlinable public func nextSibling(of node: Int) -> Int? {
    let parent = parent(of: node)
    guard parent >= 0 else { return nil }
    let next = end(of: node)
    return next < end(of: parent) ? next : nil
  }

  /// The children of a node in order.
  ///
  /// - Complexity: O(children), and one allocation; hot loops step with `firstChild` and `nextSibling`.
  public func children(of node: Int) -> [Int] {
    var children: [Int] = []
    var child = node + 1
    let end = end(of: node)
    while child < end {
      children.append(child)
      child = self.end(of: child)
    }
    return children
  }

  /// The range of a text node's bytes in the pool; empty for elements.
  @inlinable public func textRange(of node: Int) -> Range<Int> {
    let record = nodes[node]
    guard record.tag == .text else { return 0..<0 }
    return Int(record.first)..<Int(record.first) + Int(record.length)
  }

  /// The range in the pool of an attribute's value, or `nil` where the element does not have the attribute.
  @inlinable public func valueRange(_ name: AttributeName, of node: Int) -> Range<Int>? {
    let record = nodes[node]
    guard record.tag != .text, record.attributeCount > 0 else { return nil }
    var index = Int(record.first)
    let end = index + Int(record.attributeCount)
    while index < end {
      if attributes[index].name == name {
        let start = Int(attributes[index].start)
        return start..<start + Int(attributes[index].length)
      }
      index += 1
    }
    return nil
  }

  /// The value of an attribute, or `nil` where the element does not have it.
  public func value(_ name: AttributeName, of node: Int) -> String? {
    // A method as a value would hold a copy of the page.
    guard let range = valueRange(name, of: node) else { return nil }
    return string(range)
  }

  /// The value of an attribute that `AttributeName` does not list, such as `data-comment-id`; `name` in lower case.
  public func value(named name: String, of node: Int) -> String? {
    let record = nodes[node]
    guard record.tag != .text else { return nil }
    let first = Int(record.first)
    for index in first..<first + Int(record.attributeCount) where attributes[index].name == .other {
      let start = Int(attributes[index].nameStart)
      let end = start + Int(attributes[index].nameLength)
      if pool[start..<end].elementsEqual(name.utf8) {
        return string(Int(attributes[index].start)..<Int(attributes[index].start) + Int(attributes[index].length))
      }
    }
    return nil
  }

  /// The name of an element in lower case, also of one that `Tag` does not list; empty for text.
  public func name(of node: Int) -> String {
    let record = nodes[node]
    switch record.tag {
    case .text, .document: return ""
    case .other:
      return otherNames[Int32(node)] ?? ""
    default: return record.tag.name
    }
  }

  /// Names of the elements that `Tag` does not list.
  var otherNames: [Int32: String]

  /// A stretch of the pool as text.
  public func string(_ range: Range<Int>) -> String {
    String(decoding: pool[range], as: UTF8.self)
  }

  /// All text below a node as it stands, without any separators.
  ///
  /// - Complexity: O(nodes of the subtree).
  public func rawText(of node: Int) -> String {
    var bytes: [UInt8] = []
    for index in node..<end(of: node) where nodes[index].tag == .text {
      bytes.append(contentsOf: pool[textRange(of: index)])
    }
    return String(decoding: bytes, as: UTF8.self)
  }
}
