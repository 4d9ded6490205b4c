/// A set of a document's nodes, one bit each.
struct NodeSet {
  private var words: [UInt64]

  /// Makes an empty set for a document of so many nodes.
  init(count: Int) { words = [UInt64](repeating: 0, count: (count >> 6) + 1) }

  /// Whether the set holds a node.
  @inline(__always) func contains(_ node: Int) -> Bool {
    words[node >> 6] & (1 << UInt64(node & 63)) != 0
  }

  /// Adds a node.
  @inline(__always) mutating func insert(_ node: Int) {
    words[node >> 6] |= 1 << UInt64(node & 63)
  }

  /// Takes a node out.
  @inline(__always) mutating func remove(_ node: Int) {
    words[node >> 6] &= ~(1 << UInt64(node & 63))
  }

  /// Adds all nodes of a range.
  mutating func insert(_ nodes: Range<Int>) {
    for node in nodes { insert(node) }
  }
}
