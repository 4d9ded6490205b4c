import Datelines
import Markup
import Model

/// The rule that reads one comment's author, time and words from its nodes.
///
/// Platforms say where a comment begins and ends; what its parts are is told by their names (`NameRoles`), by elements
/// that say it themselves (`time`, `cite`, `abbr`), by where links lead, and last by what the visible lines look like.
struct CommentFieldReader {
  let document: Document
  let page: PageContext
  /// The first nodes of all items, so that answers inside a comment are left out of it.
  var starts: NodeSet
  /// Whether comments are heard although their own element is hidden, as on pages whose script shows them all later.
  var hearsHidden = false

  /// What one walk over a comment's nodes found.
  struct Parts {
    var authors: [Int] = []
    var authorBoxes: [Int] = []
    var dates: [Int] = []
    var times: [Int] = []
    var bodies: [Int] = []
    var bodyBoxes: [Int] = []
    var cites: [Int] = []
    var bolds: [Int] = []
    var permalinks: [Int] = []
    var profiles: [Int] = []
    var menuNames: [Int] = []
    var metas: [Int] = []
    /// What of the comment is not its words: the name, the time, the title.
    var outside: [Range<Int>] = []
    var title: Int?
    var avatarName: String?
    var answered: String?
    var isPing = false
    var isPending = false
    var isHidden = false

    /// Forgets everything, and keeps the room that it took.
    mutating func clear() {
      if !authors.isEmpty { authors.removeAll(keepingCapacity: true) }
      if !authorBoxes.isEmpty { authorBoxes.removeAll(keepingCapacity: true) }
      if !dates.isEmpty { dates.removeAll(keepingCapacity: true) }
      if !times.isEmpty { times.removeAll(keepingCapacity: true) }
      if !bodies.isEmpty { bodies.removeAll(keepingCapacity: true) }
      if !bodyBoxes.isEmpty { bodyBoxes.removeAll(keepingCapacity: true) }
      if !cites.isEmpty { cites.removeAll(keepingCapacity: true) }
      if !bolds.isEmpty { bolds.removeAll(keepingCapacity: true) }
      if !permalinks.isEmpty { permalinks.removeAll(keepingCapacity: true) }
      if !profiles.isEmpty { profiles.removeAll(keepingCapacity: true) }
      if !menuNames.isEmpty { menuNames.removeAll(keepingCapacity: true) }
      if !metas.isEmpty { metas.removeAll(keepingCapacity: true) }
      if !outside.isEmpty { outside.removeAll(keepingCapacity: true) }
      title = nil
      avatarName = nil
      answered = nil
      isPing = false
      isPending = false
      isHidden = false
    }
  }

  /// Reads an item by itself.
  func facts(of item: CommentItem) -> (facts: CommentFacts, answered: String?) {
    var parts = Parts()
    return facts(of: item, &parts)
  }

  /// Reads an item.
  ///
  /// - Parameter parts: room for what the walk finds, which the next item takes over.
  func facts(of item: CommentItem, _ parts: inout Parts) -> (facts: CommentFacts, answered: String?) {
    var facts = item.known
    if facts.omission != nil { return (facts, nil) }
    survey(item, &parts)
    if parts.isPending {
      facts.omission = "awaiting-moderation"
      return (facts, nil)
    }
    if parts.isHidden {
      facts.omission = "hidden"
      return (facts, nil)
    }
    if parts.isPing {
      facts.omission = "pingback"
      return (facts, nil)
    }
    let body = chooseBody(parts, item)
    var dateNode: Int?
    if facts.published == nil, let found = chooseDate(parts, body: body, item) {
      (facts.published, dateNode) = (found.time, found.node)
    }
    var authorNode: Int?
    if facts.author == nil {
      if let found = chooseAuthor(parts, body: body, item) {
        facts.author = found.name
        authorNode = found.node
        if facts.authorURL == nil { facts.authorURL = found.url }
      }
    }
    settleLinks(item.key, &parts)
    if facts.permalink == nil, let link = parts.permalinks.first { facts.permalink = document.value(.href, of: link) }
    // Bylines in plain words: "Posted by: Ellen at September 10, 2012 11:40 AM", "JoAnne says:".
    var bylines: [Range<Int>] = []
    if facts.author == nil || facts.published == nil {
      for node in lineNodes(item, body: body) {
        let line = withoutAddress(withoutEditing(document.line(of: node.range, limit: 240)))
        guard !line.isEmpty, line.count <= 200, !line.span.holds("://") else { continue }
        var reading = Byline.read(line: line, now: page.fetched, dayFirst: page.dayFirst)
        if reading.published != nil || reading.author != nil {
          // "Ann<span>3 May 2009</span>": what touches in the markup may stand apart on the page.
          let parted = document.line(of: node.range, limit: 240, isParted: true)
          if parted.count > line.count {
            let other = Byline.read(line: parted, now: page.fetched, dayFirst: page.dayFirst)
            if other.published != nil, other.author != nil { reading = other }
          }
        }
        if reading.published == nil, !hasBylineWord(line) { continue }
        if isAboutSpeaker(node.node) { continue }
        if facts.published == nil, let published = reading.published {
          facts.published = published
          bylines.append(node.range)
        }
        if facts.author == nil, let author = reading.author {
          facts.author = boundName(author, in: node.range)
          if facts.authorURL == nil { facts.authorURL = firstLink(in: node.range) }
          bylines.append(node.range)
        }
        if facts.author != nil, facts.published != nil { break }
      }
    }
    for link in parts.permalinks.prefix(3) {
      guard let href = document.valueRange(.href, of: link),
        let exact = CommentTime.inLink(document.pool.span.extracting(href), now: page.fetched)
      else { continue }
      facts.published = CommentTime.zoned(exact, like: facts.published)
      break
    }
    if facts.author == nil, let place = item.speakerPlace,
      let found = SpeakerPlaces(document: document, page: page, starts: starts).name(at: place, in: item)
    {
      facts.author = found.name
      authorNode = found.node
      if facts.authorURL == nil { facts.authorURL = link(at: found.node) }
    }
    OwnAttributes(document: document).complete(&facts, of: item.start, page: page)
    if facts.author == nil {
      if let (bold, name) = boldName(parts, body: body) {
        facts.author = name
        authorNode = bold
      } else if let found = openingName(parts, body: body) {
        facts.author = found.name
        authorNode = found.node
      } else if let found = linkedName(item, body: body) {
        facts.author = found.name
        authorNode = found.node
        if facts.authorURL == nil { facts.authorURL = link(at: found.node) }
      } else if let name = parts.avatarName.flatMap({ Byline.name($0) }) {
        facts.author = name
      }
    }
    if facts.text == nil, facts.title == nil, let line = bylines.first?.lowerBound ?? dateNode ?? authorNode,
      let head = head(around: line, item, body: body)
    {
      parts.title = head.title
      parts.outside.append(head.cell..<document.end(of: head.cell))
    }
    if let title = parts.title, facts.title == nil {
      let line = document.line(of: title..<document.end(of: title), limit: 300)
      let words =
        line.first == 0x23
        ? line.span.text(Edges.trimmed(0..<line.count, in: line.span)) : line.span.text(0..<line.count)
      // "Comment from: Ann" is a byline.
      if !words.isEmpty, facts.author.map({ !words.contains($0) }) ?? true { facts.title = words }
    }
    if facts.text == nil {
      parts.outside.append(contentsOf: bylines)
      for line in bylines { parts.outside.append(widened(line.lowerBound, item, body)) }
      // An element that is all of the comment may say when, but it says more.
      for case let node? in [dateNode, authorNode] where node != item.start || item.ranges.count > 1 {
        parts.outside.append(widened(node, item, body))
      }
      if let heading = parts.title, facts.title != nil { parts.outside.append(widened(heading, item, body)) }
      let rendered = words(of: item, body: body, leavingOut: parts.outside, facts.author)
      facts.text = rendered.text
      facts.quotes = rendered.quotes
    }
    if let text = facts.text {
      let bytes = text.utf8Span.span
      if isPingback(bytes) { facts.omission = "pingback" }
      if InterfaceWords.isObituary(text) { facts.omission = "deleted" }
      if bytes.count < 160, text.hasPrefix("Reblogged this on "), !text.contains(" and commented") {
        facts.omission = "reblog"
      }
    }
    return (facts, parts.answered)
  }

  // MARK: - One walk

  func survey(_ item: CommentItem) -> Parts {
    var parts = Parts()
    survey(item, &parts)
    return parts
  }

  /// The same into room that was there before.
  func survey(_ item: CommentItem, _ parts: inout Parts) {
    parts.clear()
    for range in item.ranges {
      var node = range.lowerBound
      while node < range.upperBound {
        let record = document.nodes[node]
        if record.tag == .text {
          if saysPending(node) { parts.isPending = true }
          node += 1
          continue
        }
        let isRoot = node == range.lowerBound
        if !isRoot, starts.contains(node) {
          node = Int(record.end)
          continue
        }
        var role = document.role(of: node)
        let isHiddenByName = role.contains(.unseen)
        if isRoot {
          if !hearsHidden, document.isOutOfSight(node) { parts.isHidden = true }
          if role.contains(.ping), !document.hasClass("comment", node) { parts.isPing = true }
          role.remove([.unseen, .control, .children, .meta, .avatar, .bodyBox, .signature])
          if item.ranges.count == 1 { role.remove([.body, .author, .authorBox, .date]) }
        } else if role.contains(.ping) && document.hasClass("pingback", node) {
          parts.isPing = true
        }
        if isHiddenByName,
          document.hasClass("comment-awaiting-moderation", node) || document.hasID("comment-awaiting-moderation", node)
        {
          parts.isPending = true
        }
        if isRoot, document.hasClass("comment-unapproved", node) || document.hasClass("unapproved", node) {
          parts.isPending = true
        }
        if !isRoot, skips(node, role, record) {
          if document.hasClass("parent", node) { noteAnswered(node, &parts) }
          if role.contains(.avatar) || record.tag == .img { noteAvatar(node, &parts) }
          if role.contains(.control) || role.contains(.avatar) { noteLinks(node, &parts) }
          if role.contains(.control) || record.tag == .button { noteFacts(node, &parts) }
          if role.contains(.answered) { noteAnswered(node, &parts) }
          node = Int(record.end)
          continue
        }
        // Who is quoted, and when that was said, are not who speaks and when.
        if !isRoot, isQuotation(node, role, record.tag) {
          node = Int(record.end)
          continue
        }
        note(node, role, record, &parts)
        node += 1
      }
    }
  }

  /// Whether an element is no part of what is read: hidden, a control, a picture, a form, the answers.
  func skips(_ node: Int, _ role: NameRole, _ record: Document.Node) -> Bool {
    if record.tag.textKind == .silent && record.tag != .meta { return true }
    if role.contains(.unseen) { return true }
    if role.contains(.children) { return document.tag(node) != .dd }
    if role.contains(.answered) { return true }
    if role.contains(.avatar), role.isDisjoint(with: [.author, .authorBox, .date, .body]) {
      return document.weight(of: node..<Int(record.end), upTo: 120) < 120
    }
    if role.contains(.control), role.isDisjoint(with: [.body, .author, .authorBox, .date]) {
      // "status-reply" is an answer, and no button.
      return document.weight(of: node..<Int(record.end), upTo: 300) < 300 && !holdsBody(node)
    }
    if role.contains(.signature), role.isDisjoint(with: [.author, .authorBox, .date]) { return true }
    if record.tag == .form { return isEntryForm(node) }
    return false
  }

  /// Whether an element holds another one that is named as somebody's words.
  private func holdsBody(_ node: Int) -> Bool {
    document.weight(of: node..<document.end(of: node), upTo: 16) >= 16
      && (node + 1..<document.end(of: node)).contains { inner in
        document.nodes[inner].attributeCount > 0 && document.role(of: inner).contains(.body)
      }
  }

  /// Whether an element of a comment holds other people's words.
  func isQuotation(_ node: Int, _ role: NameRole, _ tag: Tag) -> Bool {
    switch tag {
    case .blockquote: return role.isDisjoint(with: [.body, .bodyBox])
    case .div, .td, .aside, .section, .table, .fieldset:
      // A button may be called so too.
      return role.contains(.quotation) && document.weight(of: node..<document.end(of: node), upTo: 16) >= 16
    default: return false
    }
  }

  /// Whether a form is there to be filled in, rather than wrapped around a comment.
  func isEntryForm(_ node: Int) -> Bool {
    var holdsWords = false
    for inner in node..<document.end(of: node) {
      switch document.tag(inner) {
      case .textarea: return true
      // Link boards put each comment's words into a form of their own.
      case .p, .blockquote:
        holdsWords = holdsWords || document.weight(of: inner..<document.end(of: inner), upTo: 1) > 0
      default: continue
      }
    }
    return !holdsWords && document.weight(of: node..<document.end(of: node), upTo: 60) < 60
  }
}
