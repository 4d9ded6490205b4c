/// Making nodes and putting them in their places (HTML standard §13.2.6.1).
extension TreeBuilder {
  /// Where the next node goes: into a parent, before one of its children or (−1) at its end.
  mutating func place(in target: Open) -> (parent: Int32, before: Int32) {
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

  /// Whether a template declares what its host shows (HTML standard §4.12.3), so that its words are the page's.
  func isShadowRoot(_ token: Token) -> Bool {
    for index in Int(token.firstAttribute)..<Int(token.firstAttribute) + Int(token.attributeCount) {
      let attribute = table.attributes[index]
      guard attribute.name == .other, attribute.nameLength >= 10, attribute.nameLength <= 14 else { continue }
      let name = Int(attribute.nameStart)
      // "shadowrootmode", and "shadowroot" of the first browsers.
      if (0..<10).allSatisfy({ table.pool[name + $0] == TreeBuilder.shadowRoot[$0] }) {
        return attribute.nameLength == 10 || attribute.nameLength == 14
      }
    }
    return false
  }

  private static let shadowRoot = Array("shadowroot".utf8)

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
      tag: tag, hash: NameTable.hash(tag.name.utf8), firstAttribute: Int32(truncatingIfNeeded: table.attributes.count))
  }

  /// Puts a stretch of the pool at the place for new nodes.
  mutating func insertText(_ range: Range<Int>) {
    guard !range.isEmpty else { return }
    isUsed = true
    let place = place(in: current)
    if place.parent == 0 { return }
    let before = place.before >= 0 ? links[Int(place.before)].previous : links[Int(place.parent)].last
    if before >= 0, nodes[Int(before)].tag == .text, join(range, to: Int(before)) { return }
    let node = Int32(truncatingIfNeeded: nodes.count)
    nodes.append(
      Document.Node(
        tag: .text, attributeCount: 0, parent: -1, end: 0, first: Int32(truncatingIfNeeded: range.lowerBound),
        length: Int32(truncatingIfNeeded: range.count)))
    links.append(Links())
    link(node, into: place.parent, before: place.before)
  }

  /// Adds a stretch of the pool to the text of a node; `false` where too much was copied for that already.
  private mutating func join(_ range: Range<Int>, to node: Int) -> Bool {
    let first = Int(nodes[node].first)
    let length = Int(nodes[node].length)
    if first + length != range.lowerBound {
      guard joinable > 0 else { return false }
      if first + length != table.pool.count {
        nodes[node].first = Int32(truncatingIfNeeded: table.pool.count)
        copy(first..<first + length)
      }
      copy(range)
    }
    nodes[node].length += Int32(truncatingIfNeeded: range.count)
    return true
  }

  private mutating func copy(_ range: Range<Int>) {
    joinable -= range.count
    for index in range { table.pool.append(table.pool[index]) }
  }
}
