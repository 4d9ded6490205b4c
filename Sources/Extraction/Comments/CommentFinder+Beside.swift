import Markup

/// Comments that stand beside the list: chosen ones above it, and the post that opens a forum's thread.
extension CommentFinder {
  /// Elements outside the list that are looked at.
  private static let mostBeside = 24

  /// Comments that an editor or the readers' votes put above the list, or that stand in a list of their own.
  ///
  /// They bear the name that the list's members bear, and read like comments in every part.
  func chosen(beside items: [CommentItem], in sighting: CommentSighting) -> [CommentItem] {
    guard items.count > 1, items.allSatisfy({ $0.ranges.count == 1 }) else { return [] }
    var members = NodeSet(count: document.count)
    for item in items { members.insert(item.start) }
    var found: [CommentItem] = []
    for group in sighting.groups where group.saysComment && !group.isNumbered && group.nodes.count > items.count {
      let inside = group.nodes.count { members.contains($0) }
      guard inside == items.count, group.nodes.count - inside <= CommentFinder.mostBeside else { continue }
      for node in group.nodes where !members.contains(node) {
        guard !isInside(node, items), !holds(node, items), !isAside(node), !document.isOutOfSight(node) else {
          continue
        }
        let item = item([node..<document.end(of: node)], named: node)
        if isWhole(item), !found.contains(where: { $0.start <= node && node < $0.end }) { found.append(item) }
      }
      if !found.isEmpty { break }
    }
    return found
  }

  /// The post that opens a thread where only the answers stand in the list: its words stand in an element of the same
  /// class as theirs.
  func opener(before items: [CommentItem]) -> CommentItem? {
    guard items.count > 0, items.allSatisfy({ $0.ranges.count == 1 }) else { return nil }
    let reader = CommentFieldReader(
      document: document, page: page, starts: CommentReader.starts(of: items, in: document))
    var parts = CommentFieldReader.Parts()
    reader.survey(items[0], &parts)
    guard let body = reader.chooseBody(parts, items[0]), body != items[0].start,
      let name = document.valueRange(.class, of: body), name.count >= 5
    else { return nil }
    let tag = document.tag(body)
    let twins = (1..<items[0].start).filter { node in
      document.tag(node) == tag
        && document.valueRange(.class, of: node).map { document.pool[$0].elementsEqual(document.pool[name]) } ?? false
    }
    guard twins.count == 1 else { return nil }
    var outer = document.parent(of: twins[0])
    for _ in 0..<8 {
      guard outer > 0, document.end(of: outer) <= items[0].start, document.tag(outer) != .body else { return nil }
      let item = item([outer..<document.end(of: outer)], named: outer)
      if isWhole(item) { return item }
      outer = document.parent(of: outer)
    }
    return nil
  }

  private func isInside(_ node: Int, _ items: [CommentItem]) -> Bool {
    items.contains { $0.start <= node && node < $0.end }
  }

  private func holds(_ node: Int, _ items: [CommentItem]) -> Bool {
    items.contains { node <= $0.start && $0.start < document.end(of: node) }
  }

  /// Whether an item names its speaker and its time and says something.
  func isWhole(_ item: CommentItem) -> Bool {
    let reader = CommentFieldReader(
      document: document, page: page, starts: CommentReader.starts(of: [item], in: document))
    var parts = CommentFieldReader.Parts()
    let facts = reader.facts(of: item, &parts).facts
    return facts.omission == nil && facts.author != nil && facts.published != nil
      && (facts.text?.utf8.count ?? 0) > 20
  }
}
