/// The stack of open elements (HTML standard §13.2.4.2).
extension TreeBuilder {
  var current: Open { stack[stack.count - 1] }

  /// What traits a tag has.
  @inline(__always) func has(_ tag: Tag, _ trait: TagTraits) -> Bool { traits[Int(tag.rawValue)].contains(trait) }

  @inline(__always) func isSame(_ open: Open, _ token: Token) -> Bool { open.hash == token.hash }

  mutating func push(_ open: Open) {
    stack.append(open)
    openCounts[Int(open.tag.rawValue)] += 1
  }

  mutating func pop() {
    guard stack.count > 1 else { return }
    let open = stack.removeLast()
    openCounts[Int(open.tag.rawValue)] -= 1
  }

  /// Closes everything down to, and with, the element at a position of the stack.
  mutating func pop(through position: Int) {
    while stack.count > max(1, position) { pop() }
  }

  /// Closes everything down to the last element of a tag, and it.
  mutating func pop(through tag: Tag) {
    while stack.count > 1 {
      let isLast = current.tag == tag && !current.isForeign
      pop()
      if isLast { return }
    }
  }

  /// The position of the last element of the tag that is in scope; `extra` bounds the scope too (§13.2.4.2).
  mutating func positionInScope(_ tag: Tag, extra: [Tag] = []) -> Int? {
    guard openCounts[Int(tag.rawValue)] > 0 else { return nil }
    var position = stack.count - 1
    while position > 0 {
      let open = stack[position]
      if open.tag == tag, !open.isForeign { return position }
      if open.isForeign ? open.isIntegrationPoint : has(open.tag, .scope) || extra.contains(open.tag) { return nil }
      position -= 1
    }
    return nil
  }

  mutating func isInScope(_ tag: Tag) -> Bool { positionInScope(tag) != nil }

  mutating func isInTableScope(_ tag: Tag) -> Bool {
    guard openCounts[Int(tag.rawValue)] > 0 else { return false }
    var position = stack.count - 1
    while position > 0 {
      let open = stack[position]
      if open.tag == tag { return true }
      if open.tag == .table || open.tag == .template || open.tag == .html { return false }
      position -= 1
    }
    return false
  }

  /// Closes elements whose end tags may be left out.
  mutating func closeImplied(except tag: Tag = .document, thoroughly: Bool = false) {
    while stack.count > 1, current.tag != tag, !current.isForeign,
      has(current.tag, .impliedEnd) || thoroughly && has(current.tag, .tablePart)
    {
      pop()
    }
  }

  /// Closes a `p` in button scope.
  mutating func closeParagraph() {
    guard openCounts[Int(Tag.p.rawValue)] > 0, let position = positionInScope(.p, extra: [.button]) else { return }
    pop(through: position)
  }
}
