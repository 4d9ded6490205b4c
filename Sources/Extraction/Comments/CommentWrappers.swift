import Markup

/// The rule that reads whom comments answer from elements that hold a comment together with its answers.
///
/// `<li><div class="comment">…</div><ul><li><div class="comment">…</div></li></ul></li>`: the comments lie side by side in
/// elements of their own, and those lie in each other.
enum CommentWrappers {
  /// For each item the one that it answers; empty where the page does not nest so.
  static func parents(of items: [CommentItem], in document: Document) -> [Int?] {
    let areUntold = items.indices.allSatisfy {
      items[$0].depth == nil && items[$0].parentKey == nil
    }
    guard items.count > 1, areUntold else { return [] }
    let first = document.parent(of: items[0].start)
    guard first > 0, !holdsList(first, of: items, in: document) else { return [] }
    let tag = document.tag(first)
    var parents: [Int?] = []
    parents.reserveCapacity(items.count)
    var open: [(wrapper: Int, index: Int)] = []
    var isNested = false
    var last = -1
    for index in items.indices {
      let wrapper = document.parent(of: items[index].start)
      // One comment in each, of one kind, and none that holds the whole list.
      guard wrapper > last, document.tag(wrapper) == tag else { return [] }
      last = wrapper
      while let around = open.last, document.end(of: around.wrapper) <= wrapper { open.removeLast() }
      parents.append(open.last?.index)
      if !open.isEmpty { isNested = true }
      open.append((wrapper, index))
    }
    return isNested ? parents : []
  }

  /// Whether the element around the first comment holds all others and is not called what theirs are, so that it may be
  /// the list itself.
  private static func holdsList(_ first: Int, of items: [CommentItem], in document: Document) -> Bool {
    guard let last = items.last, last.start < document.end(of: first), document.tag(first) != .li else { return false }
    guard let name = document.value(.class, of: first) else { return true }
    return document.value(.class, of: document.parent(of: last.start)) != name
  }
}
