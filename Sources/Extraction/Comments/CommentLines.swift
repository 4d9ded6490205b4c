import Markup

/// Lines of words that share an element with other lines, as pages had them that parted comments by `<br>` and `<hr>`.
///
/// `<b>Ann</b> wrote on May 3, 2009:<br>Words.<br><br><b>Bea</b> wrote …`: the line around a time reaches back to the
/// break before it and on to the next.
enum CommentLines {
  /// Neighbours that a line reaches to on either side.
  private static let longest = 16

  /// The nodes of the line that a node stands in: itself where it is a block, else its neighbours up to breaks too.
  static func line(around node: Int, in document: Document) -> Range<Int> {
    guard isInLine(node, document) else { return node..<document.end(of: node) }
    let parent = document.parent(of: node)
    guard parent >= 0 else { return node..<document.end(of: node) }
    // Back over what is known to come before: the tree knows only what follows.
    var start = node
    var steps = 0
    while steps < longest, let before = previous(of: start, in: parent, document), isInLine(before, document) {
      start = before
      steps += 1
    }
    var end = document.end(of: node)
    var sibling = document.nextSibling(of: node)
    steps = 0
    while steps < longest, let current = sibling, isInLine(current, document) {
      steps += 1
      end = document.end(of: current)
      sibling = document.nextSibling(of: current)
    }
    return start..<end
  }

  /// The sibling that begins where a line ends.
  static func sibling(at end: Int, behind node: Int, in document: Document) -> Int? {
    var sibling = document.nextSibling(of: node)
    while let current = sibling, current < end { sibling = document.nextSibling(of: current) }
    return sibling
  }

  /// Adds a stretch of nodes; words that go on where others stopped make one line with them.
  static func append(_ range: Range<Int>, to ranges: inout [Range<Int>], in document: Document) {
    if let last = ranges.last, last.upperBound == range.lowerBound, isInLine(range.lowerBound, document),
      isInLine(last.lowerBound, document)
    {
      ranges[ranges.count - 1] = last.lowerBound..<range.upperBound
    } else {
      ranges.append(range)
    }
  }

  /// The next element before a node that holds words.
  static func nearest(before node: Int, in parent: Int, _ document: Document) -> Int? {
    var before = node
    for _ in 0..<longest {
      guard let sibling = previous(of: before, in: parent, document) else { return nil }
      before = sibling
      let isEmpty = document.weight(of: sibling..<document.end(of: sibling), upTo: 1) == 0
      if !isEmpty { return document.isText(sibling) ? nil : sibling }
    }
    return nil
  }

  /// The next element behind a node that holds words.
  static func nearest(behind node: Int, _ document: Document) -> Int? {
    var next = document.nextSibling(of: node)
    var steps = 0
    while let sibling = next, steps < longest {
      steps += 1
      let isEmpty = document.weight(of: sibling..<document.end(of: sibling), upTo: 1) == 0
      if !isEmpty { return document.isText(sibling) ? nil : sibling }
      next = document.nextSibling(of: sibling)
    }
    return nil
  }

  private static func isInLine(_ node: Int, _ document: Document) -> Bool {
    let tag = document.tag(node)
    return tag == .text || tag.textKind == .inline && tag != .br
  }

  /// The sibling before a node, which ends where the node begins.
  static func previous(of node: Int, in parent: Int, _ document: Document) -> Int? {
    var inner = node - 1
    guard inner > parent else { return nil }
    while inner > parent, document.parent(of: inner) != parent { inner = document.parent(of: inner) }
    return inner > parent ? inner : nil
  }
}
