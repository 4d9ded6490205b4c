import Markup

/// A comment that nothing but a heading above it tells.
extension CommentFinder {
  /// The only comment below a heading such as "Comments" or in an area for comments: its byline says that it is one
  /// ("#1 Comment by Ann"), or its parts bear names that say what they are.
  func lone(in sighting: CommentSighting) -> [CommentItem] {
    if StatedCount.count(on: document, areas: sighting.areas, headings: sighting.headings) == 0 { return [] }
    let told = loneByByline(in: sighting)
    let found = told.isEmpty ? loneByParts(in: sighting) : told
    return found.contains { isOfOthers($0.start) } ? [] : found
  }

  private func loneByByline(in sighting: CommentSighting) -> [CommentItem] {
    for heading in sighting.headings {
      guard !isAside(heading), !asksForSeveral(heading), let first = follower(of: heading) else { continue }
      var node: Int? = first
      var count = 0
      while let current = node, count < 6 {
        node = document.nextSibling(of: current)
        guard !document.isText(current) else { continue }
        count += 1
        let range = current..<document.end(of: current)
        guard document.weight(of: range, upTo: 20) >= 20 else { continue }
        let item = item([range], named: current)
        if isWhole(item), saysComment(range) || statesOne(heading) && !isArticle(item) { return [item] }
        break
      }
    }
    return []
  }

  /// Names of elements that show somebody's words for another purpose.
  private static let shows = WordIndex([
    "preview", "teaser", "testimonial", "-bio", "bio-", "_bio", "bio_", "biograph", "aboutauthor", "about-author",
  ])

  /// Whether an element, what is around it or what is in it is named as a preview, a teaser, praise or a biography.
  private func isOfOthers(_ node: Int) -> Bool {
    var outer = document.parent(of: node)
    while outer > 0, document.tag(outer) != .body {
      if shows(outer) { return true }
      outer = document.parent(of: outer)
    }
    return (node..<min(document.end(of: node), node + CommentFinder.reach)).contains { shows($0) }
  }

  private func shows(_ node: Int) -> Bool {
    let bytes = document.pool.span
    return [.class, .identifier].contains { (name: AttributeName) in
      guard let range = document.valueRange(name, of: node) else { return false }
      return document.equals(range, "bio") || document.holdsWord("bio", in: range)
        || CommentFinder.shows.occurs(in: bytes.extracting(range.prefix(400)))
    }
  }

  /// Whether a heading speaks of several people: "What people say".
  private func asksForSeveral(_ heading: Int) -> Bool {
    guard document.isText(heading) else { return false }
    return document.line(of: heading..<heading + 1, limit: 60).map(lower).starts(with: "what ".utf8)
  }

  /// Stretches of a page in which the only comment is looked for, and nodes that are looked at in each.
  private static let stretches = 8
  private static let reach = 250

  /// The only element whose name says that it holds somebody's words, with the speaker and the time named beside it.
  private func loneByParts(in sighting: CommentSighting) -> [CommentItem] {
    var stretches = headed(sighting).filter { !asksForSeveral($0.lowerBound) }
    for area in sighting.areas.prefix(CommentFinder.stretches) where document.tag(area) != .body {
      stretches.append(area..<document.end(of: area))
    }
    for stretch in stretches.prefix(CommentFinder.stretches) where !isAside(stretch.lowerBound) {
      var node = stretch.lowerBound + 1
      let end = min(stretch.upperBound, node + CommentFinder.reach)
      while node < end, !isBody(node) { node += 1 }
      guard node < end, let item = whole(around: node, within: stretch) else { continue }
      let rest = item.end..<max(item.end, min(stretch.upperBound, item.end + CommentFinder.reach))
      if !rest.contains(where: { isNamed($0, like: node) && isBody($0) }) { return [item] }
    }
    return []
  }

  /// Whether an element's name says that it holds somebody's words, and it names neither speaker nor time.
  private func isBody(_ node: Int) -> Bool {
    let record = document.nodes[node]
    guard record.attributeCount > 0, record.tag != .form else { return false }
    let role = document.role(of: node)
    guard role.contains(.body) || role == .bodyBox && namesNobody(node) else { return false }
    return document.weight(of: node..<Int(record.end), upTo: 12) >= 12 && !document.isOutOfSight(node)
  }

  /// Whether two elements bear the same classes, as far as they bear any.
  private func isNamed(_ node: Int, like other: Int) -> Bool {
    guard document.tag(node) == document.tag(other), let range = document.valueRange(.class, of: node),
      let known = document.valueRange(.class, of: other)
    else { return false }
    return document.pool[range].elementsEqual(document.pool[known])
  }

  /// Whether nothing in an element names a speaker or a time, as far as it is short.
  private func namesNobody(_ node: Int) -> Bool {
    let end = document.end(of: node)
    guard end - node < CommentFinder.reach else { return false }
    return (node + 1..<end).allSatisfy {
      document.role(of: $0).isDisjoint(with: [.author, .authorBox, .date]) && document.tag($0) != .time
    }
  }

  /// The innermost element around somebody's words that names the speaker and the time.
  private func whole(around body: Int, within stretch: Range<Int>) -> CommentItem? {
    var outer = document.parent(of: body)
    for _ in 0..<6 {
      guard outer >= stretch.lowerBound, document.end(of: outer) <= stretch.upperBound, document.tag(outer) != .body
      else { return nil }
      let item = item([outer..<document.end(of: outer)], named: outer)
      if isWhole(item) { return !isArticle(item) && namesParts(of: item) && !isAside(outer) ? item : nil }
      outer = document.parent(of: outer)
    }
    return nil
  }

  /// Whether names inside an item say where its speaker and its time stand.
  private func namesParts(of item: CommentItem) -> Bool {
    let reader = CommentFieldReader(
      document: document, page: page, starts: CommentReader.starts(of: [item], in: document))
    let parts = reader.survey(item)
    return !(parts.authors.isEmpty && parts.authorBoxes.isEmpty)
      && !(parts.dates.isEmpty && parts.times.isEmpty && parts.metas.isEmpty)
  }

  /// Whether a heading says that there is one comment: "1 Comment", "Comments (1)".
  private func statesOne(_ heading: Int) -> Bool {
    StatedCount.stated(document.text(of: heading..<heading + 1, limit: 60)) == 1
  }

  /// What stands behind the block that holds a heading and nothing else.
  private func follower(of heading: Int) -> Int? {
    var outer = heading
    let weight = document.weight(of: heading..<document.end(of: heading), upTo: 80)
    for _ in 0..<4 {
      if let next = document.nextSibling(of: outer), document.tag(outer).textKind == .block { return next }
      let around = document.parent(of: outer)
      guard around > 0, document.weight(of: around..<document.end(of: around), upTo: 80) == weight else { return nil }
      outer = around
    }
    return nil
  }

  private static let bylineWords = WordIndex([
    "comment by", "comment from", "kommentar von", "commentaire de", "comentario de", "commento di", "reactie van",
  ])

  /// Whether a comment's first words say that it is one.
  private func saysComment(_ range: Range<Int>) -> Bool {
    CommentFinder.bylineWords.occurs(in: document.line(of: range, limit: 80).span)
  }
}
