import Markup

/// What speaks against an element that is the only one of its name.
extension CommentFinder {
  /// Groups inside the only element of a name that are tried.
  private static let inner = 6

  /// Whether the only element of a name is none of several comments: it stands among others that bear its class and
  /// another number, or it holds several that read well.
  ///
  /// `<div class="c" id="a91">…</div><div class="c" id="c77">…</div>`: only the second id looks like a comment's.
  /// `<div id="comment_201"><ul><li class="u_comment">…</li><li class="u_comment">…</li></ul></div>`.
  func isOutdone(_ group: CommentGroup, _ sighting: CommentSighting) -> Bool {
    guard group.nodes.count == 1 else { return false }
    let node = group.nodes[0]
    return hasTwin(node) || holdsSeveral(node, sighting)
  }

  /// Whether an element of the same kind stands right beside it, or beside what holds it alone.
  private func hasTwin(_ node: Int) -> Bool {
    var outer = node
    for _ in 0..<2 {
      let parent = document.parent(of: outer)
      guard parent > 0 else { return false }
      let neighbours = [
        CommentLines.nearest(before: outer, in: parent, document), CommentLines.nearest(behind: outer, document),
      ]
      if neighbours.contains(where: { $0.map { isTwin($0, of: outer) } ?? false }) { return true }
      guard
        document.weight(of: parent..<document.end(of: parent)) == document.weight(of: outer..<document.end(of: outer))
      else { return false }
      outer = parent
    }
    return false
  }

  /// Whether two elements have the first word of their class in common, and both say when.
  private func isTwin(_ other: Int, of node: Int) -> Bool {
    guard document.tag(other) == document.tag(node), let name = firstClass(of: node),
      let known = firstClass(of: other), document.pool[name].elementsEqual(document.pool[known])
    else { return false }
    return saysWhen(other) && saysWhen(node)
  }

  private func firstClass(of node: Int) -> Range<Int>? {
    var first: Range<Int>?
    document.forEachClassWord(of: node) { word in
      first = word
      return false
    }
    return first
  }

  private func saysWhen(_ node: Int) -> Bool {
    (node..<document.end(of: node)).contains {
      document.tag($0) == .time
        || document.isText($0) && TimeMarks.speaksOfTime(document.pool, document.textRange(of: $0))
    }
  }

  /// Whether several elements inside, whose name speaks of comments, read like comments in every part.
  private func holdsSeveral(_ node: Int, _ sighting: CommentSighting) -> Bool {
    let range = node + 1..<document.end(of: node)
    let groups = sighting.groups.lazy.filter { other in
      other.nodes.count > 1 && other.saysComment && range.contains(other.nodes[0])
        && other.nodes.allSatisfy { range.contains($0) } && !isPart(other.nodes[0])
    }
    return groups.prefix(CommentFinder.inner).contains { other in
      var items = items(of: other, .inside)
      return trial(of: &items, strict: true, atLeast: 0.9) != nil
    }
  }
}
