/// Formatting elements that are closed in the wrong order (HTML standard §13.2.4.3 and §13.2.6.4.7).
extension TreeBuilder {
  private static let longestList = 64

  /// Remembers an open formatting element, at most three alike since the last marker ("Noah's Ark clause").
  mutating func remember(_ node: Int32, _ token: Token) {
    var alike = 0
    var position = formatting.count - 1
    while position >= 0, !formatting[position].isMarker {
      if formatting[position].token.hash == token.hash, hasSameAttributes(formatting[position].token, token) {
        alike += 1
        if alike == 3 {
          formatting.remove(at: position)
          break
        }
      }
      position -= 1
    }
    formatting.append(Formatting(node: node, token: token))
    if formatting.count > TreeBuilder.longestList { formatting.removeFirst() }
  }

  private func hasSameAttributes(_ left: Token, _ right: Token) -> Bool {
    guard left.attributeCount == right.attributeCount else { return false }
    for offset in 0..<Int(left.attributeCount) {
      let one = table.attributes[Int(left.firstAttribute) + offset]
      let other = table.attributes[Int(right.firstAttribute) + offset]
      guard one.name == other.name, one.length == other.length, one.nameLength == other.nameLength else { return false }
      guard table.pool.isSame(Int(one.start), Int(other.start), count: Int(one.length)),
        table.pool.isSame(Int(one.nameStart), Int(other.nameStart), count: Int(one.nameLength))
      else { return false }
    }
    return true
  }

  mutating func insertMarker() {
    formatting.append(Formatting(node: -1, token: Token(tag: .document, hash: 0)))
  }

  mutating func clearToMarker() {
    while let last = formatting.popLast(), !last.isMarker {}
  }

  private func isOpen(_ node: Int32) -> Bool { stack.contains { $0.node == node } }

  /// Opens again what was closed by a block's end but not by its own.
  mutating func reconstructFormatting() {
    guard copies > 0, let last = formatting.last, !last.isMarker, !isOpen(last.node) else { return }
    var position = formatting.count - 1
    while position > 0, !formatting[position - 1].isMarker, !isOpen(formatting[position - 1].node) { position -= 1 }
    while position < formatting.count {
      guard copies > 0, stack.count < nestingLimit else { return }
      copies -= 1
      let wasUsed = isUsed
      let node = insert(formatting[position].token)
      isUsed = wasUsed
      formatting[position].node = node
      position += 1
    }
  }

  /// Closes a formatting element, moving what stands in it by mistake ("adoption agency algorithm").
  mutating func adopt(_ token: Token) {
    if isSame(current, token), !formatting.contains(where: { $0.node == current.node }) {
      pop()
      return
    }
    for _ in 0..<8 {
      guard let listed = lastFormatting(token) else {
        endAnyOther(token)
        return
      }
      let element = formatting[listed]
      guard let position = stack.lastIndex(where: { $0.node == element.node }) else {
        formatting.remove(at: listed)
        return
      }
      for between in stack[(position + 1)...] {
        if between.isForeign ? between.isIntegrationPoint : has(between.tag, .scope) { return }
      }
      guard let block = stack[(position + 1)...].firstIndex(where: { !$0.isForeign && has($0.tag, .special) }) else {
        pop(through: position)
        formatting.remove(at: listed)
        return
      }
      guard copies > 4 else {
        pop(through: position)
        formatting.remove(at: listed)
        return
      }
      adopt(element, listed: listed, position: position, block: block)
    }
  }

  private func lastFormatting(_ token: Token) -> Int? {
    var position = formatting.count - 1
    while position >= 0, !formatting[position].isMarker {
      if formatting[position].token.hash == token.hash { return position }
      position -= 1
    }
    return nil
  }

  private mutating func adopt(_ element: Formatting, listed: Int, position: Int, block: Int) {
    let wasUsed = isUsed
    defer { isUsed = wasUsed }
    let furthest = stack[block].node
    let ancestor = stack[position - 1]
    var bookmark = listed
    var last = furthest
    var index = block
    var block = block
    var inner = 0
    while true {
      inner += 1
      index -= 1
      if index <= position { break }
      let node = stack[index].node
      var entry = formatting.firstIndex { $0.node == node }
      if inner > 3, let found = entry {
        formatting.remove(at: found)
        if found < bookmark { bookmark -= 1 }
        entry = nil
      }
      guard let entry else {
        openCounts[Int(stack[index].tag.rawValue)] -= 1
        stack.remove(at: index)
        block -= 1
        continue
      }
      copies -= 1
      pendingName = ""
      let copy = make(formatting[entry].token)
      formatting[entry].node = copy
      stack[index].node = copy
      if last == furthest { bookmark = entry + 1 }
      unlink(last)
      link(last, into: copy, before: -1)
      last = copy
    }
    if nodes[Int(last)].parent >= 0 { unlink(last) }
    isReordered = true
    let wasFostering = isFostering
    isFostering = true
    let place = place(in: ancestor)
    isFostering = wasFostering
    link(last, into: place.parent, before: place.before)
    copies -= 1
    let copy = make(element.token)
    var child = links[Int(furthest)].first
    while child >= 0 {
      let next = links[Int(child)].next
      unlink(child)
      link(child, into: copy, before: -1)
      child = next
    }
    link(copy, into: furthest, before: -1)
    if let old = formatting.firstIndex(where: { $0.node == element.node }) {
      formatting.remove(at: old)
      if old < bookmark { bookmark -= 1 }
    }
    formatting.insert(Formatting(node: copy, token: element.token), at: min(max(bookmark, 0), formatting.count))
    let open = stack.remove(at: position)
    block -= 1
    stack.insert(Open(node: copy, tag: open.tag, hash: open.hash), at: min(block + 1, stack.count))
  }

  /// "Any other end tag" of the body.
  mutating func endAnyOther(_ token: Token) {
    guard openCounts[Int(token.tag.rawValue)] > 0 else { return }
    var position = stack.count - 1
    while position > 0 {
      let open = stack[position]
      if isSame(open, token), !open.isForeign {
        closeImplied(except: token.tag)
        pop(through: position)
        return
      }
      if !open.isForeign, has(open.tag, .special) { return }
      position -= 1
    }
  }
}
