import Datelines
import Markup
import Model

/// Reads the comments of a page.
///
/// A platform's own rule goes first where its marks are seen; what no platform claims is looked at as elements of one
/// name (`CommentFinder`). Authors, times and words are read by one rule for all (`CommentFieldReader`).
struct CommentReader {
  /// The comments of a page and where they stand.
  func read(_ document: Document, page: PageContext) -> CommentReading {
    var reading = CommentReading()
    let sighting = CommentSighting(document)
    guard sighting.isPromising || ForumSigns.areTold(by: page) || ForumSigns.isOfComments(page) else {
      let thread = CommentThread(scripted(document, page, &reading), page: page)
      reading.comments = thread.voices
      reading.quotes = thread.quotes
      reading.omissions = thread.omissions
      reading.notices = thread.notices
      reading.sources = CommentSystems.sources(
        in: SourceSight(document, page: page, comments: reading.comments, stated: nil))
      return reading
    }
    var document = document
    document.noteWeights()
    // Where a name is borne by many, most roles are asked for again and again.
    if sighting.groups.contains(where: { $0.nodes.count > CommentReader.many }) { document.noteRoles() }
    var items: [CommentItem] = []
    let finder = CommentFinder(document: document, page: page)
    items = finder.items(in: sighting)
    if items.isEmpty {
      let signs = ForumSigns.on(document, page: page)
      items = finder.posts(in: sighting, signs: signs)
      // Names alone may be those of a page's comments, where a heading over comments stands above them.
      reading.isThread = !items.isEmpty && (signs == .strong || signs == .weak && !finder.areHeaded(items, sighting))
      if items.isEmpty { items = finder.lone(in: sighting) }
      if items.isEmpty { items = finder.dateless(in: sighting) }
    } else {
      reading.isThread = ForumSigns.areTold(by: page)
    }
    items = CommentIndents.read(items, in: document)
    let chosen = finder.chosen(beside: items, in: sighting)
    if !chosen.isEmpty { items = (items + chosen).sorted { $0.start < $1.start } }
    if !items.isEmpty, !reading.isThread, let boxes = AnswerBoxes(document) { items = boxes.parted(items) }
    if reading.isThread, let opener = finder.opener(before: items) {
      items.insert(opener, at: 0)
      reading.isOpened = true
    }
    var drafts = drafts(from: items, in: document, page: page)
    if !chosen.isEmpty { CommentReader.dropTwins(of: chosen.map(\.start), in: &drafts) }
    YearlessTimes.settle(&drafts, in: document, page: page)
    if drafts.isEmpty { drafts = scripted(document, page, &reading) }
    for ping in sighting.pings where !items.contains(where: { $0.ranges.contains { $0.contains(ping) } }) {
      var draft = CommentDraft()
      draft.facts.omission = "pingback"
      draft.nodes = ping..<document.end(of: ping)
      drafts.append(draft)
      if drafts.count > items.count + 2000 { break }
    }
    let thread = CommentThread(drafts, page: page)
    reading.comments = thread.voices
    reading.quotes = thread.quotes
    reading.omissions = thread.omissions
    reading.notices = thread.notices
    reading.stated = StatedCount.count(
      on: document, areas: sighting.areas, headings: drafts.isEmpty ? [] : sighting.headings)
    reading.sources = CommentSystems.sources(
      in: SourceSight(document, page: page, comments: reading.comments, stated: reading.stated))
    reading.regions = CommentRegions.regions(
      of: items, drafts: drafts, areas: sighting.areas, in: document)
    return reading
  }

  /// Marks comments that stand above the list and in it as repeated where they are chosen.
  private static func dropTwins(of chosen: [Int], in drafts: inout [CommentDraft]) {
    let others = drafts.filter { !chosen.contains($0.nodes.lowerBound) }
    for index in drafts.indices where chosen.contains(drafts[index].nodes.lowerBound) {
      guard let text = drafts[index].facts.text else { continue }
      let opening = Array(text.utf8.prefix(80))
      let isTwin = others.contains {
        $0.facts.author == drafts[index].facts.author && ($0.facts.text ?? "").utf8.starts(with: opening)
      }
      if isTwin { drafts[index].facts.omission = "repeated" }
    }
  }

  /// Elements of one name from which on roles are looked up for all names at once.
  private static let many = 10

  /// Comments that stand in scripts or in lists of another kind, for pages whose markup shows none.
  private func scripted(
    _ document: Document, _ page: PageContext, _ reading: inout CommentReading
  ) -> [CommentDraft] {
    let posts = FlarumThread.drafts(on: document, page: page)
    if !posts.isEmpty {
      reading.isThread = true
      reading.isOpened = true
      return posts
    }
    var drafts = BloggerScript.drafts(on: document, page: page)
    if drafts.isEmpty, TumblrNotes.isSeen(on: document) { drafts = TumblrNotes.drafts(on: document, page: page) }
    if drafts.isEmpty { drafts = LinkedComments.drafts(on: document, page: page) }
    if drafts.isEmpty { drafts = StateComments.drafts(on: document, page: page) }
    return drafts
  }

  /// Reads each item.
  private func drafts(
    from items: [CommentItem], in document: Document, page: PageContext, hearsHidden: Bool = false
  ) -> [CommentDraft] {
    var reader = CommentFieldReader(
      document: document, page: page, starts: CommentReader.starts(of: items, in: document))
    reader.hearsHidden = hearsHidden
    var drafts: [CommentDraft] = []
    drafts.reserveCapacity(items.count)
    var parts = CommentFieldReader.Parts()
    var open: [(index: Int, end: Int)] = []
    var lastIn: [Int: Int] = [:]
    let wrapped = CommentWrappers.parents(of: items, in: document)
    for index in items.indices {
      let (start, end) = (items[index].start, items[index].end)
      while let last = open.last, last.end <= start { open.removeLast() }
      let (facts, answered) = (hearsHidden ? nil : items[index].sample) ?? reader.facts(of: items[index], &parts)
      var parent = open.last?.index ?? (wrapped.isEmpty ? nil : wrapped[index])
      if parent == nil, let container = answers(around: start, in: document) {
        parent = lastIn[document.parent(of: container)]
      }
      lastIn[document.parent(of: start)] = index
      let next = index + 1 < items.count ? items[index + 1].start : nil
      drafts.append(
        CommentDraft(
          facts: facts, key: items[index].key ?? facts.permalink.flatMap { CommentKeys.key(inLink: $0) },
          parentKey: items[index].parentKey ?? answered, parentIndex: parent, depth: items[index].depth,
          isAnsweredBeside: isAnsweredBeside(start, end: end, next: next, document), anchor: items[index].anchor,
          nodes: start..<end))
      if items[index].nests { open.append((index, end)) }
    }
    SpeakerPlaces.fill(&drafts, of: items, in: document, page: page)
    CommentReferences.settle(&drafts, of: items, in: document)
    // Where most comments are hidden, a script shows them; a hidden few are hidden on purpose.
    if !hearsHidden, items.count >= 4 {
      let hidden = drafts.indices.reduce(0) { $0 + (drafts[$1].facts.omission == "hidden" ? 1 : 0) }
      if hidden * 2 > items.count { return self.drafts(from: items, in: document, page: page, hearsHidden: true) }
    }
    return drafts
  }

  /// Whether WordPress marks a comment as a parent although its answers stand beside it, on the deepest level.
  ///
  /// There `Walker_Comment::display_element` writes the answers right behind what they answer.
  private func isAnsweredBeside(_ start: Int, end: Int, next: Int?, _ document: Document) -> Bool {
    guard let next, end <= next else { return false }
    for node in [start, document.parent(of: start)] where node > 0 && document.tag(node) == .li {
      return document.hasClass("parent", node) && document.hasClass("comment", node) && document.end(of: node) <= next
    }
    return false
  }

  /// The element around a comment whose name says that it holds the answers to the comment before it.
  private func answers(around node: Int, in document: Document) -> Int? {
    var outer = document.parent(of: node)
    for _ in 0..<4 {
      guard outer > 0 else { return nil }
      if document.role(of: outer).contains(.children) { return outer }
      outer = document.parent(of: outer)
    }
    return nil
  }

  /// The first nodes of all stretches of all items.
  static func starts(of items: [CommentItem], in document: Document) -> NodeSet {
    var starts = NodeSet(count: document.count)
    for index in items.indices {
      for range in items[index].ranges { starts.insert(range.lowerBound) }
    }
    return starts
  }
}
