/// What the builder hands over at the end of the page.
extension TreeBuilder {
  /// Ends the page and gives the document.
  mutating func document(charset: Charset) -> Document {
    finishImplied()
    if isReordered { sort() } else { close() }
    return Document(
      nodes: nodes.array, attributes: table.attributes.array, pool: table.pool.array(0..<table.pool.count),
      names: table.names.names.count > 1 ? table.names.names.array : [], charset: charset.name, losses: losses,
      otherNames: otherNames)
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
    nodes.truncate(to: 0)
    for node in sorted { nodes.append(node) }
    otherNames = names
    close()
  }
}
