import Markup

/// The posts of a forum's thread, whose names seldom say what they are.
extension CommentFinder {
  /// Elements without a name that says anything, from which on they are believed to be posts on pages that may be none.
  private static let several = 4

  /// The items of the best group among a forum's posts; stricter, since articles in a list look alike.
  ///
  /// Of groups that read equally well, the one with more words in it holds the posts and not their frames.
  ///
  /// - Parameter signs: how surely the page is a forum's; without names, posts are believed only where it is, or where
  ///   there are several.
  func posts(in sighting: CommentSighting, signs: ForumSigns) -> [CommentItem] {
    let isPopUp = ForumSigns.isOfComments(page)
    guard
      signs > .none || isPopUp || !sighting.areas.isEmpty || !sighting.headings.isEmpty
        || !sighting.counted.isEmpty || takesAnswers(sighting)
    else { return [] }
    let marks = TimeMarks(document)
    var best: (items: [CommentItem], value: Double)?
    let headed = headed(sighting)
    // What stands below the field for the next answer is none.
    let above = sighting.entries.prefix(1).map { 0..<$0 }
    let counted = sighting.counted.map { (range: $0.heading..<end(ofWhat: $0.heading), number: $0.number) }
    let isLikely = { (group: CommentGroup) in
      let first = group.nodes[0]
      let isTold =
        signs == .strong || isPopUp || (signs == .weak && group.nodes.count >= CommentFinder.several)
        || isInArea(first, sighting) || headed.contains { $0.contains(first) }
        || counted.contains { $0.number == group.nodes.count && $0.range.contains(first) }
          && !leadElsewhere(group.nodes)
        || areAnswerable(group.nodes, sighting) || areLabelled(group.nodes)
      return isTold && !isAside(first) && !areTeasers(group.nodes) && !straddles(group, headed)
    }
    let unnamed = groups(around: marks, under: headed + above + counted.map(\.range)).filter(isLikely)
    let named = signs > .none ? sighting.groups : sighting.groups.filter { $0.nodes.count > 1 && isLikely($0) }
    for group in promising(named + unnamed, marks).prefix(CommentFinder.tries) {
      for layout in layouts(for: group) {
        if layout == .inside, !marks.lieIn(group.nodes, of: document) { continue }
        var items = items(of: group, layout)
        guard isAligned(items, layout, marks, sighting.headings) else { continue }
        guard items.count > 1, !items.prefix(6).contains(where: { isArticle($0) }) else { continue }
        guard let trial = trial(of: &items, strict: true, atLeast: 0.9) else { continue }
        let value = trial.quality * group.weight * Double(items.count) * trial.words.squareRoot()
        if let known = best {
          if value > known.value * 1.02
            || (value > known.value * 0.9 && items[0].start < known.items[0].start && items.count >= known.items.count)
          {
            best = (items, value)
          }
        } else {
          best = (items, value)
        }
        // Posts without words keep whole elements from reading perfectly.
        if trial.quality > (layout == .inside ? 0.94 : 0.99) { break }
      }
    }
    return best?.items ?? []
  }

  /// Headings over comments that are looked at, since each may stand over all that follows.
  static let mostHeadings = 8

  /// What the first headings over comments stand over.
  func headed(_ sighting: CommentSighting) -> [Range<Int>] {
    // An anchor without words opens what stands behind it.
    let anchors = sighting.areas.lazy.filter { node in
      document.tag(node) == .a && document.weight(of: node..<document.end(of: node), upTo: 1) == 0
    }
    return (sighting.headings.prefix(CommentFinder.mostHeadings) + anchors.prefix(2)).map { $0..<end(ofWhat: $0) }
  }

  /// Whether a heading that says comments, and not answers as a thread has them, stands above items.
  func areHeaded(_ items: [CommentItem], _ sighting: CommentSighting) -> Bool {
    sighting.headings.prefix(CommentFinder.mostHeadings).contains { heading in
      guard heading < items[0].start, items[0].start < end(ofWhat: heading) else { return false }
      return !CommentFinder.ofThreads.occurs(in: document.pool.span.extracting(document.textRange(of: heading)))
    }
  }

  /// What headings say over the answers in a forum.
  private static let ofThreads = WordIndex([
    "repl", "antwort", "respuesta", "réponse", "discussion", "risposte", "ответ", "回复", "回覆", "返信",
  ])

  /// Elements around times, of all of the page and of what each heading stands over.
  ///
  /// - Complexity: O(times) for each heading.
  func groups(around marks: TimeMarks, under headed: [Range<Int>]) -> [CommentGroup] {
    marks.groups(in: document) + headed.flatMap { marks.groups(in: document, within: $0) }
  }

  /// Whether a group begins above a heading over comments and goes on below it, so that its first members are the post's.
  private func straddles(_ group: CommentGroup, _ headed: [Range<Int>]) -> Bool {
    headed.contains { range in
      group.nodes[0] < range.lowerBound && TimeMarks.slice(of: group.nodes, in: range).count > 1
    }
  }

  /// The words that stand between a heading over comments and the first of them, as far as they have one parent.
  private func orphans(before first: Int) -> Int {
    let parent = document.parent(of: first)
    var weight = 0
    var isHeaded = false
    var child = document.firstChild(of: parent)
    while let current = child, current < first {
      if isHeading(current) {
        weight = 0
        isHeaded = true
      } else {
        weight += document.weight(of: current..<document.end(of: current), upTo: 400)
      }
      child = document.nextSibling(of: current)
    }
    if isHeaded { return weight }
    var before = document.firstChild(of: document.parent(of: parent))
    var heading = false
    while let current = before, current < parent {
      if !document.isText(current) || document.weight(of: current..<current + 1, upTo: 1) > 0 {
        heading = isHeading(current)
      }
      before = document.nextSibling(of: current)
    }
    return heading ? weight : 0
  }

  private func table(around cell: Int) -> Int? {
    var outer = document.parent(of: cell)
    while outer > 0, document.tag(outer) == .tr || document.tag(outer) == .tbody { outer = document.parent(of: outer) }
    return outer > 0 && document.tag(outer) == .table ? outer : nil
  }

  /// Where what a heading stands over ends: with the block around it and its neighbours.
  private func end(ofWhat heading: Int) -> Int {
    var outer = document.parent(of: heading)
    while outer > 0 {
      switch document.tag(outer) {
      case .td:
        // A cell that holds nothing else heads the rows below it.
        let isHead = isBrief(outer)
        let table = isHead ? self.table(around: outer) : nil
        guard let table else { return document.end(of: outer) }
        // A table of a few lines is a heading itself.
        guard
          document.weight(of: table..<document.end(of: table), upTo: CommentFinder.longestHead)
            < CommentFinder.longestHead
        else { return document.end(of: table) }
        outer = document.parent(of: table)
      case .div, .section, .article, .main, .li, .fieldset, .center, .header:
        // So does a block that holds nothing else.
        let room = document.weight(of: whole(heading), upTo: 160) + CommentFinder.besideHeading
        let around = outer..<document.end(of: outer)
        let weight = document.weight(of: around, upTo: room + 200)
        if weight > room, weight - weightOfControls(in: around) > room {
          return document.end(of: outer)
        }
        outer = document.parent(of: outer)
      case .body: return document.end(of: outer)
      default: outer = document.parent(of: outer)
      }
    }
    return document.count
  }

  /// The heading's element around a text in it, or the text.
  private func whole(_ heading: Int) -> Range<Int> {
    var outer = heading
    for _ in 0..<3 {
      outer = document.parent(of: outer)
      guard outer > 0 else { break }
      switch document.tag(outer) {
      case .h1, .h2, .h3, .h4, .h5, .h6: return outer..<document.end(of: outer)
      default: continue
      }
    }
    return heading..<document.end(of: heading)
  }

  /// Whether a cell holds little beside what is there to be chosen from.
  private func isBrief(_ cell: Int) -> Bool {
    let weight = document.weight(of: cell..<document.end(of: cell), upTo: CommentFinder.longestHead)
    if weight < 80 { return true }
    guard weight < CommentFinder.longestHead else { return false }
    return weight - weightOfControls(in: cell..<document.end(of: cell)) < 120
  }

  /// Bytes of what there is to be pressed or chosen from.
  private func weightOfControls(in range: Range<Int>) -> Int {
    var sum = 0
    var node = range.lowerBound
    while node < range.upperBound {
      switch document.tag(node) {
      case .select, .button:
        sum += document.weight(of: node..<document.end(of: node), upTo: 200)
        node = document.end(of: node)
      default: node += 1
      }
    }
    return sum
  }

  /// Bytes of a table that holds a heading over comments, how they are sorted, and whose they are, at most.
  private static let longestHead = 400
  /// Bytes of what may stand beside a heading, such as "See all".
  private static let besideHeading = 10
  /// Words above the first byline that nobody would have said, from so many bytes on.
  private static let orphaned = 20
  /// Nodes between a heading and the first byline that belongs to it, at most.
  private static let near = 60

  /// Whether rows that belong together were put together: a layout that is off by one leaves the last or the first
  /// item without a time.
  private func isAligned(_ items: [CommentItem], _ layout: Layout, _ marks: TimeMarks, _ headings: [Int]) -> Bool {
    guard layout != .inside, !items.isEmpty, let edge = layout == .following ? items.last : items.first else {
      return true
    }
    guard edge.ranges.contains(where: { marks.lies(in: $0) }) else { return false }
    if layout == .following, orphans(before: items[0].start) >= CommentFinder.orphaned { return false }
    // Straight below a heading over comments stands the first byline, or the words before it.
    let first = layout == .following ? items[0].start : items[0].ranges.last?.lowerBound ?? 0
    if let heading = headings.last(where: { $0 < first }), first - heading < CommentFinder.near {
      let gap = document.weight(of: heading + 1..<first, upTo: 400)
      if layout == .following ? gap >= CommentFinder.orphaned : gap < 4 { return false }
    }
    // The words of the last one behind its byline, or of the first one before it.
    let byline = layout == .following ? edge.ranges.first : edge.ranges.last
    return edge.ranges.contains { $0 != byline && document.weight(of: $0, upTo: 2) > 1 }
  }

  /// Groups of more than one, those first that have many members with a time in each.
  private func promising(_ groups: [CommentGroup], _ marks: TimeMarks) -> [CommentGroup] {
    var ranked: [(group: CommentGroup, rank: Double)] = []
    for group in groups where group.nodes.count > 1 {
      let share = marks.lieIn(group.nodes, of: document) ? 1 : 0.4
      ranked.append((group, Double(group.nodes.count) * group.weight * share))
    }
    ranked.sort { $0.rank == $1.rank ? $0.group.nodes[0] < $1.group.nodes[0] : $0.rank > $1.rank }
    return ranked.map(\.group)
  }

  /// Whether elements are mostly links, as in lists of other pages.
  private func areTeasers(_ boxes: [Int]) -> Bool {
    var linked = 0
    var all = 0
    for box in boxes.prefix(6) {
      var node = box
      while node < document.end(of: box) {
        let weight = document.weight(of: node..<node + 1)
        all += weight
        if document.tag(node) == .a {
          let inside = document.weight(of: node..<document.end(of: node))
          linked += inside
          all += inside
          node = document.end(of: node)
        } else {
          node += 1
        }
      }
    }
    return linked * 2 > all
  }

  /// Whether an item is an article in a list rather than somebody's answer.
  func isArticle(_ item: CommentItem) -> Bool {
    for range in item.ranges {
      // bbPress marks topics and answers as entries too.
      let isAnswer = document.hasClass("reply", range.lowerBound) || document.hasClass("topic", range.lowerBound)
      if !isAnswer,
        document.hasClass("hentry", range.lowerBound) || document.hasClass("type-post", range.lowerBound)
      {
        return true
      }
      for node in range {
        switch document.tag(node) {
        case .h1: return true
        case .h2:
          // Headlines of articles in a list lead to them; a forum's titles lead nowhere, and speakers to themselves.
          if !document.role(of: node).isDisjoint(with: [.author, .authorBox]) { continue }
          for inner in node..<document.end(of: node) where document.tag(inner) == .a {
            if let href = document.valueRange(.href, of: inner), !document.contains(href, "#") { return true }
          }
        case .a:
          if let relation = document.valueRange(.relation, of: node), document.equals(relation, "bookmark") {
            return true
          }
        default: continue
        }
      }
    }
    return false
  }
}
