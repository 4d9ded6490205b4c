import Markup

/// The rule that finds comments on pages of unknown make: elements of one name that each hold a speaker, a time and
/// words.
///
/// Every group of equally named elements is tried on a sample. The group whose members read best wins; of equals the
/// outermost, since answers stand inside.
struct CommentFinder {
  let document: Document
  let page: PageContext

  /// Groups that are tried at most, the most promising first.
  static let tries = 16

  /// How the parts of one comment lie.
  enum Layout: CaseIterable {
    /// All inside the element.
    case inside
    /// The element and the siblings after it, up to the next.
    case following
    /// The siblings before the element, back to the one before, and the element.
    case preceding
  }

  /// The items of the best group; empty when no group convinces.
  func items(in sighting: CommentSighting) -> [CommentItem] {
    let named = sighting.groups.filter { $0.saysComment }
    // Ids with numbers and the plain word say it outright: the first of them that reads well is taken.
    let outright = CommentFinder.ranked(named.filter { $0.weight > 1.1 })
    for group in outright.prefix(8) {
      guard group.isNumbered || !isAside(group.nodes[0]), !isOutdone(group, sighting) else { continue }
      if group.weight == 1.15, !isBehindArea(group.nodes[0], sighting), !isDatedByItself(group.nodes[0]) { continue }
      var items = items(of: group, .inside)
      guard trial(of: &items, strict: false, atLeast: 0.9) != nil else { continue }
      if !group.isNumbered, items.prefix(3).contains(where: { holdsAreas($0, sighting) }) { continue }
      return items
    }
    var best: (items: [CommentItem], value: Double, start: Int)?
    let others = CommentFinder.ranked(named.filter { $0.weight > 1.1 || !isPart($0.nodes[0]) })
    for group in others.prefix(CommentFinder.tries) {
      if !group.isNumbered && isAside(group.nodes[0]) || isOutdone(group, sighting) { continue }
      if let known = best, Double(group.nodes.count) * group.weight < known.value * 0.9 { break }
      if group.weight == 1.15, !isBehindArea(group.nodes[0], sighting), !isDatedByItself(group.nodes[0]) { continue }
      let isDoubtful = group.nodes.count == 1 && group.weight < 1.15
      if isDoubtful, !isInArea(group.nodes[0], sighting) { continue }
      for layout in isDoubtful ? [.inside] : layouts(for: group) {
        var items = items(of: group, layout)
        let least = layout != .inside ? 0.9 : group.isNumbered ? 0.5 : 0.62
        guard let quality = trial(of: &items, strict: isDoubtful, atLeast: least)?.quality else { continue }
        if !group.isNumbered, items.prefix(3).contains(where: { holdsAreas($0, sighting) }) { continue }
        let value = quality * group.weight * Double(items.count)
        if let known = best {
          // Nearly as good and further out: the same comments with their answers inside.
          if value > known.value * 1.02
            || (value > known.value * 0.9 && items[0].start < known.start && items.count >= known.items.count)
          {
            best = (items, value, items[0].start)
          }
        } else {
          best = (items, value, items[0].start)
        }
        if quality > 0.95 { break }
      }
    }
    return best?.items ?? []
  }

  /// Groups by what they are worth at best, equals in the order of the page.
  private static func ranked(_ groups: [CommentGroup]) -> [CommentGroup] {
    groups.sorted { left, right in
      let first = Double(left.nodes.count) * left.weight
      let second = Double(right.nodes.count) * right.weight
      return first == second ? left.nodes[0] < right.nodes[0] : first > second
    }
  }

  /// Whether an element's name says that it is a part of a comment, so that it is none itself.
  func isPart(_ node: Int) -> Bool {
    !document.role(of: node).isDisjoint(with: [.author, .date, .avatar, .control, .children, .unseen, .meta])
  }

  func layouts(for group: CommentGroup) -> [Layout] {
    let tag = document.tag(group.nodes[0])
    if tag == .dt { return [.following] }
    if tag == .p { return [.inside, .preceding, .following] }
    if tag == .span { return [.inside, .preceding] }
    if liesBetween(group) { return [.following, .inside, .preceding] }
    return Layout.allCases
  }

  /// Whether more words lie between the members of a group than in them, so that members only open comments.
  private func liesBetween(_ group: CommentGroup) -> Bool {
    guard group.nodes.count > 1 else { return false }
    let first = group.nodes[0]
    let second = group.nodes[1]
    guard document.parent(of: first) == document.parent(of: second), document.end(of: first) < second else {
      return false
    }
    let inside = document.weight(of: first..<document.end(of: first), upTo: 2000)
    return document.weight(of: document.end(of: first)..<second, upTo: 2000) * 2 > inside
  }

  /// The items of a group in a layout; members inside a control or a form are none.
  func items(of group: CommentGroup, _ layout: Layout) -> [CommentItem] {
    var items: [CommentItem] = []
    items.reserveCapacity(group.nodes.count)
    var ending: (tag: Tag, name: String)?
    var usual = 0
    for (position, node) in group.nodes.enumerated() {
      let line = layout == .inside ? node..<document.end(of: node) : CommentLines.line(around: node, in: document)
      var ranges = [line]
      switch layout {
      case .inside: break
      case .following:
        let next =
          position + 1 < group.nodes.count
          ? CommentLines.line(around: group.nodes[position + 1], in: document).lowerBound : Int.max
        var sibling = CommentLines.sibling(at: line.upperBound, behind: node, in: document)
        var count = 0
        while let current = sibling, current < next, count < 60 {
          if document.tag(node) == .dt, document.tag(current) == .dt { break }
          if next == .max {
            if endsComments(current) || (ending == nil && count >= max(1, usual)) { break }
            if position == 0, count >= 3 { break }
          }
          if !document.isText(current) || document.weight(of: current..<current + 1, upTo: 1) > 0 { count += 1 }
          CommentLines.append(current..<document.end(of: current), to: &ranges, in: document)
          if next == .max, let ending, document.tag(current) == ending.tag,
            document.value(.class, of: current) == ending.name
          {
            break
          }
          sibling = document.nextSibling(of: current)
        }
        usual = max(usual, count)
        ending = closing(ranges)
      case .preceding:
        // An answer stands inside what it answers.
        let earlier = position > 0 ? group.nodes[position - 1] : -1
        let ahead = earlier >= 0 ? CommentLines.line(around: earlier, in: document).upperBound : 0
        let before = earlier >= 0 && ahead <= node ? ahead : earlier + 1
        let reach = position == 0 ? firstReach(group) : 12
        var siblings: [Range<Int>] = []
        var child = position > 0 ? sibling(of: node, after: group.nodes[position - 1]) : nil
        child = child ?? document.firstChild(of: document.parent(of: node))
        while let current = child, current < line.lowerBound {
          if current >= before {
            // What stands over all comments is not the first one's words.
            if position == 0, isHeading(current) {
              siblings.removeAll()
            } else {
              CommentLines.append(current..<document.end(of: current), to: &siblings, in: document)
            }
          }
          child = document.nextSibling(of: current)
          if siblings.count > 400 { break }
        }
        ranges = siblings.suffix(reach) + ranges
      }
      items.append(item(ranges, named: node))
    }
    noteDepths(of: &items, group.nodes)
    return items
  }

  /// Takes depths from attributes where no class tells any; some pages count from one.
  private func noteDepths(of items: inout [CommentItem], _ nodes: [Int]) {
    guard items.count > 1, items.allSatisfy({ $0.depth == nil }) else { return }
    let own = OwnAttributes(document: document)
    guard own.depth(of: nodes[0]) != nil || own.depth(of: nodes[1]) != nil else { return }
    let depths = nodes.map { own.depth(of: $0) }
    let told = depths.compactMap { $0 }
    // An answer stands one step deeper than what it answers; the ranks of users leap.
    guard let least = told.first, told.min() == least, told.max() != least,
      zip(told, told.dropFirst()).allSatisfy({ $1 <= $0 + 1 })
    else { return }
    for (index, depth) in depths.enumerated() { items[index].depth = depth.map { $0 - least } }
  }

  /// The sibling of a node that follows an earlier node or what holds that; spares the walk over all before it.
  private func sibling(of node: Int, after earlier: Int) -> Int? {
    let parent = document.parent(of: node)
    var outer = earlier
    for _ in 0..<16 where outer > 0 {
      if document.parent(of: outer) == parent { return document.nextSibling(of: outer) }
      outer = document.parent(of: outer)
    }
    return nil
  }

  /// How an item ends that is followed by another: the tag and class of its last element.
  private func closing(_ ranges: [Range<Int>]) -> (tag: Tag, name: String)? {
    for range in ranges.dropFirst().reversed() where !document.isText(range.lowerBound) {
      let tag = document.tag(range.lowerBound)
      if tag == .hr || tag == .br || tag == .script { continue }
      guard let name = document.value(.class, of: range.lowerBound) else { return nil }
      return (tag, name)
    }
    return nil
  }

  /// Whether an element is a heading.
  func isHeading(_ node: Int) -> Bool {
    switch document.tag(node) {
    case .h1, .h2, .h3, .h4: true
    default: false
    }
  }

  /// Whether a sibling cannot belong to the last comment any more: the form, a heading, the next list.
  private func endsComments(_ node: Int) -> Bool {
    switch document.tag(node) {
    case .h1, .h2, .h3, .form, .footer, .nav, .aside: return true
    default: break
    }
    if document.hasID("respond", node) || document.hasClass("comment-respond", node) { return true }
    return false
  }

  private func firstReach(_ group: CommentGroup) -> Int {
    guard group.nodes.count > 1, document.parent(of: group.nodes[0]) == document.parent(of: group.nodes[1]) else {
      return 2
    }
    var count = 0
    var sibling = document.nextSibling(of: group.nodes[0])
    while let current = sibling, current < group.nodes[1] {
      count += 1
      sibling = document.nextSibling(of: current)
    }
    return min(count, 12)
  }

  /// An item with the key that its element, or an element inside it, bears.
  func item(_ ranges: [Range<Int>], named node: Int) -> CommentItem {
    var key: String?
    var anchor: String?
    var inner = node
    let end = min(document.end(of: node), node + 24)
    while inner < end {
      if let range = document.valueRange(.identifier, of: inner)
        ?? (document.tag(inner) == .a ? document.valueRange(.name, of: inner) : nil),
        let numbered = CommentKeys.numbered(document.pool.span.extracting(range))
      {
        if key == nil || numbered.family == .comment {
          key = numbered.key
          anchor = numbered.anchor ?? document.string(range)
        }
        if numbered.family == .comment || inner == node { break }
      }
      inner += 1
    }
    if key == nil {
      for name in [
        "data-comment-id", "data-comment", "data-commentid", "data-id", "data-post-id", "data-message-id", "data-pid",
      ] {
        if let number = document.value(named: name, of: node), !number.isEmpty, number.utf8.count < 60 {
          key = "comment-" + number
          break
        }
      }
    }
    let own = OwnAttributes(document: document)
    if key == nil { key = own.number(of: node).map { "comment-" + $0 } }
    let parentKey = key == nil ? nil : own.parent(of: node).map { "comment-" + $0 }
    return CommentItem(
      ranges: ranges, key: key, parentKey: parentKey, depth: depth(of: node) ?? wrappedDepth(of: node), anchor: anchor)
  }

  /// The depth that a class of the element right around a comment states, where that holds nothing else.
  private func wrappedDepth(of node: Int) -> Int? {
    let outer = document.parent(of: node)
    guard outer > 0, document.end(of: outer) <= document.end(of: node) + 1 else { return nil }
    return depth(of: outer)
  }

  /// The depth that a class states: `depth-2`, `comment-depth-2`, `lf_level_1`, `level-1`.
  private func depth(of node: Int) -> Int? {
    var depth: Int?
    document.forEachClassWord(of: node) { range in
      for (prefix, base): (StaticString, Int) in [
        ("depth-", 1), ("comment-depth-", 1), ("wc_comment_level-", 1), ("lf_level_", 0), ("indent-level", 0),
        ("comment-level-", 0), ("coral-indent-", 0),
      ]
      where document.begins(range, prefix) {
        var number = 0
        for index in (range.lowerBound + prefix.utf8CodeUnitCount)..<range.upperBound {
          let digit = document.pool[index]
          guard digit >= 0x30, digit <= 0x39, number < 1000 else { return true }
          number = number * 10 + Int(digit - 0x30)
        }
        depth = max(0, number - base)
        return false
      }
      return true
    }
    return depth
  }

  /// Whether anything before an element speaks of comments; `c12` also numbers the parts of TYPO3's pages.
  private func isBehindArea(_ node: Int, _ sighting: CommentSighting) -> Bool {
    sighting.areas.contains { $0 < node } && (sighting.areas.first ?? 0) < node
  }

  /// Whether an element's time leads to the element itself, as permalinks of comments do.
  private func isDatedByItself(_ node: Int) -> Bool {
    guard let identifier = document.valueRange(.identifier, of: node) else { return false }
    let end = min(document.end(of: node), node + 60)
    return (node..<end).contains { inner in
      guard document.tag(inner) == .a, let href = document.valueRange(.href, of: inner),
        href.count == identifier.count + 1, document.pool[href.lowerBound] == 0x23,
        document.pool[href.dropFirst()].elementsEqual(document.pool[identifier])
      else { return false }
      return (inner + 1..<document.end(of: inner)).contains {
        document.isText($0) && TimeMarks.speaksOfTime(document.pool, document.textRange(of: $0))
      }
    }
  }

  /// Whether an element stands in a comment area.
  func isInArea(_ node: Int, _ sighting: CommentSighting) -> Bool {
    sighting.areas.contains { $0 < node && document.end(of: $0) > node && document.tag($0) != .body }
  }

  /// Whether an item holds a whole comment area, so that it is a wrapper or an article with its comments.
  private func holdsAreas(_ item: CommentItem, _ sighting: CommentSighting) -> Bool {
    var low = 0
    var high = sighting.areas.count
    while low < high {
      let middle = (low + high) / 2
      if sighting.areas[middle] <= item.start { low = middle + 1 } else { high = middle }
    }
    return low < sighting.areas.count && item.ranges.contains { $0.contains(sighting.areas[low]) }
  }
}
