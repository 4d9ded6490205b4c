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
  private struct Parts {
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
    var metas: [Int] = []
    var title: Int?
    var avatarName: String?
    var answered: String?
    var isPing = false
    var isPending = false
    var isHidden = false
  }

  /// Reads an item.
  func facts(of item: CommentItem) -> (facts: CommentFacts, answered: String?) {
    var facts = item.known
    if facts.omission != nil { return (facts, nil) }
    var parts = survey(item)
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
    if facts.published == nil {
      let found = chooseDate(parts, body: body, item)
      facts.published = found?.time
      dateNode = found?.node
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
        let line = document.text(of: node.range, limit: 240)
        guard line.utf8.count <= 200 else { continue }
        let reading = Byline.read(line, now: page.fetched)
        if reading.published == nil, !hasBylineWord(line) { continue }
        if facts.published == nil, let published = reading.published {
          facts.published = published
          bylines.append(node.range)
        }
        if facts.author == nil, let author = reading.author {
          facts.author = author
          if facts.authorURL == nil { facts.authorURL = firstLink(in: node.range) }
          bylines.append(node.range)
        }
        if facts.author != nil, facts.published != nil { break }
      }
    }
    for link in parts.permalinks.prefix(3) {
      guard let href = document.value(.href, of: link), let exact = CommentTime.inLink(href, now: page.fetched) else {
        continue
      }
      facts.published = CommentTime.zoned(exact, like: facts.published)
      break
    }
    if facts.author == nil {
      if let bold = parts.bolds.first(where: { body == nil || !isInside($0, body) }),
        let name = Byline.name(document.text(of: bold..<document.end(of: bold), limit: 80)), name.utf8.count <= 60
      {
        facts.author = name
        authorNode = bold
      } else if let found = openingName(parts, body: body) {
        facts.author = found.name
        authorNode = found.node
      } else if let name = parts.avatarName.flatMap({ Byline.name($0) }) {
        facts.author = name
      }
    }
    if let title = parts.title, facts.title == nil {
      let words = document.text(of: title..<document.end(of: title), limit: 300)
      if !words.isEmpty { facts.title = words }
    }
    if facts.text == nil {
      let heading = facts.title == nil ? nil : parts.title
      let rendered = words(
        of: item, body: body, leavingOut: [dateNode, authorNode, heading].compactMap { $0 }, bylines, facts.author)
      facts.text = rendered.text
      facts.quoted = rendered.quoted
    }
    if let text = facts.text {
      if isPingback(text) { facts.omission = "pingback" }
      if text.hasPrefix("Reblogged this on "), text.utf8.count < 160, !text.contains(" and commented") {
        facts.omission = "reblog"
      }
    }
    return (facts, parts.answered)
  }

  // MARK: - One walk

  private func survey(_ item: CommentItem) -> Parts {
    var parts = Parts()
    for range in item.ranges {
      var node = range.lowerBound
      while node < range.upperBound {
        let record = document.nodes[node]
        if record.tag == .text {
          node += 1
          continue
        }
        let isRoot = node == range.lowerBound
        if !isRoot, starts.contains(node) {
          node = Int(record.end)
          continue
        }
        var role = document.role(of: node)
        if isRoot {
          if !hearsHidden, isOutOfSight(node) { parts.isHidden = true }
          if role.contains(.ping), !document.hasClass("comment", node) { parts.isPing = true }
          role.remove([.unseen, .control, .children, .meta, .avatar, .bodyBox, .authorBox, .signature])
          if item.ranges.count == 1 { role.remove([.body, .author, .date]) }
        } else if role.contains(.ping) && document.hasClass("pingback", node) {
          parts.isPing = true
        }
        if document.hasClass("comment-awaiting-moderation", node) || document.hasID("comment-awaiting-moderation", node)
        {
          parts.isPending = true
        }
        if !isRoot, skips(node, role, record) {
          if document.hasClass("parent", node) { noteAnswered(node, &parts) }
          if role.contains(.avatar) || record.tag == .img { noteAvatar(node, &parts) }
          if role.contains(.control) || role.contains(.avatar) { noteLinks(node, &parts) }
          if role.contains(.answered) { noteAnswered(node, &parts) }
          node = Int(record.end)
          continue
        }
        note(node, role, record, &parts)
        node += 1
      }
    }
    return parts
  }

  /// Whether attributes take an element out of sight; class names alone may stand for folded comments.
  private func isOutOfSight(_ node: Int) -> Bool {
    if document.valueRange(.hidden, of: node) != nil { return true }
    if let range = document.valueRange(.ariaHidden, of: node), document.equals(range, "true") { return true }
    return document.valueRange(.style, of: node).map { document.hidesByStyle($0) } ?? false
  }

  /// Whether an element is no part of what is read: hidden, a control, a picture, a form, the answers.
  private func skips(_ node: Int, _ role: NameRole, _ record: Document.Node) -> Bool {
    if record.tag.textKind == .silent && record.tag != .meta { return true }
    if role.contains(.unseen) { return true }
    if role.contains(.children) { return document.tag(node) != .dd }
    if role.contains(.answered) { return true }
    if role.contains(.avatar), role.isDisjoint(with: [.author, .authorBox, .date, .body]) {
      return document.weight(of: node..<Int(record.end), upTo: 120) < 120
    }
    if role.contains(.control), role.isDisjoint(with: [.body, .author, .authorBox, .date]) {
      return document.weight(of: node..<Int(record.end), upTo: 300) < 300
    }
    if role.contains(.signature), role.isDisjoint(with: [.author, .authorBox, .date]) { return true }
    if record.tag == .form { return isEntryForm(node) }
    return false
  }

  /// Whether a form is there to be filled in, rather than wrapped around a comment.
  private func isEntryForm(_ node: Int) -> Bool {
    for inner in node..<document.end(of: node) where document.tag(inner) == .textarea { return true }
    return document.weight(of: node..<document.end(of: node), upTo: 60) < 60
  }

  private func note(_ node: Int, _ role: NameRole, _ record: Document.Node, _ parts: inout Parts) {
    switch record.tag {
    case .time: parts.times.append(node)
    case .abbr where document.valueRange(.title, of: node) != nil: parts.times.append(node)
    case .cite: parts.cites.append(node)
    case .b, .strong, .h3, .h4, .h5, .h6: parts.bolds.append(node)
    case .a: noteLink(node, &parts)
    case .img: noteAvatar(node, &parts)
    default: break
    }
    if record.tag != .time,
      document.valueRange(.dataTime, of: node) != nil || document.valueRange(.dataTimestamp, of: node) != nil
    {
      parts.times.append(node)
    }
    if role.contains(.author) { parts.authors.append(node) }
    if role.contains(.authorBox) { parts.authorBoxes.append(node) }
    if role.contains(.date) { parts.dates.append(node) }
    if role.contains(.body) { parts.bodies.append(node) }
    if role.contains(.bodyBox) { parts.bodyBoxes.append(node) }
    if role.contains(.meta) { parts.metas.append(node) }
    if role.contains(.title), parts.title == nil { parts.title = node }
  }

  private func noteAvatar(_ node: Int, _ parts: inout Parts) {
    guard parts.avatarName == nil else { return }
    for inner in node..<min(document.end(of: node), node + 12) where document.tag(inner) == .img {
      if let alt = document.value(.alt, of: inner), alt.utf8.count > 1, alt.utf8.count < 60 { parts.avatarName = alt }
    }
  }

  private func noteLinks(_ node: Int, _ parts: inout Parts) {
    for inner in node..<document.end(of: node) where document.tag(inner) == .a { noteLink(inner, &parts) }
  }

  private func noteAnswered(_ node: Int, _ parts: inout Parts) {
    for inner in node..<document.end(of: node) where document.tag(inner) == .a {
      if let href = document.value(.href, of: inner), let key = CommentKeys.key(inLink: href) { parts.answered = key }
      if let number = document.value(named: "data-link-to-post", of: inner) { parts.answered = "post-" + number }
    }
  }

  /// Tells a comment's own address from addresses of other comments, such as the one that it answers.
  private func settleLinks(_ key: String?, _ parts: inout Parts) {
    guard let key else { return }
    var own: [Int] = []
    for link in parts.permalinks {
      guard let href = document.value(.href, of: link), let other = CommentKeys.key(inLink: href) else { continue }
      if other == key {
        own.append(link)
      } else if parts.answered == nil, !other.isEmpty, other.first == key.first, isReference(link) {
        parts.answered = other
      }
    }
    if !own.isEmpty || parts.answered != nil { parts.permalinks = own }
  }

  /// Whether a link's words say that it leads to what is answered.
  private func isReference(_ link: Int) -> Bool {
    let words = document.text(of: link..<document.end(of: link), limit: 120).utf8.map(lower)
    let outer = document.parent(of: link)
    let around =
      outer > 0 ? document.text(of: outer..<min(document.end(of: outer), outer + 30), limit: 160).utf8.map(lower) : []
    for word: StaticString in [
      "in reply to", "replied to", "antwort auf", "antwort an", "in response to", "en réponse", "responder a",
    ] {
      if Document.holds(words, word) || Document.holds(around, word) { return true }
    }
    return false
  }

  private func noteLink(_ node: Int, _ parts: inout Parts) {
    guard let range = document.valueRange(.href, of: node), !range.isEmpty else { return }
    if document.contains(range, "#comment-") || document.contains(range, "#c") || document.contains(range, "#post")
      || document.contains(range, "#p") || document.contains(range, "showcomment=")
      || document.contains(range, "/comment/")
      || document.contains(range, "#isso-")
    {
      if !document.contains(range, "respond"), !document.contains(range, "replytocom"),
        !document.contains(range, "#comments"),
        CommentKeys.key(inLink: document.string(range)) != nil
      {
        parts.permalinks.append(node)
        let outer = document.parent(of: node)
        if parts.title == nil, outer > 0 {
          switch document.tag(outer) {
          case .h2, .h3, .h4, .h5: parts.title = outer
          default: break
          }
        }
        return
      }
    }
    for mark: StaticString in [
      "/user", "/member", "/profile", "profile=", "user=", "/author/", "u=", "/people/", "/u/", "/@", "userid",
    ] {
      if document.contains(range, mark), !document.contains(range, "mode=reply"), !document.contains(range, "/login") {
        parts.profiles.append(node)
        return
      }
    }
  }

  // MARK: - Choices

  private func isInside(_ node: Int, _ outer: Int?) -> Bool {
    guard let outer else { return false }
    return node > outer && node < document.end(of: outer)
  }

  private func words(_ node: Int, limit: Int = 200) -> String {
    document.text(of: node..<document.end(of: node), limit: limit)
  }

  private func chooseBody(_ parts: Parts, _ item: CommentItem) -> Int? {
    func heaviest(_ nodes: [Int]) -> Int? {
      var best: (node: Int, weight: Int)?
      for node in nodes.prefix(12) {
        let weight = document.weight(of: node..<document.end(of: node), upTo: 4000)
        // Of two that lie inside each other the inner one wins when it has nearly all of the words.
        if let known = best {
          if isInside(node, known.node) {
            if weight * 10 >= known.weight * 9 { best = (node, weight) }
          } else if weight > known.weight {
            best = (node, weight)
          }
        } else {
          best = (node, weight)
        }
      }
      return best.flatMap { $0.weight > 0 ? $0.node : nil }
    }
    if let body = heaviest(parts.bodies) { return body }
    guard let box = heaviest(parts.bodyBoxes) else { return nil }
    return box
  }

  private func chooseDate(_ parts: Parts, body: Int?, _ item: CommentItem) -> (time: Timestamp, node: Int)? {
    let holdsMore = body.map { inner in !parts.bodies.contains(inner) } ?? true
    func isOutside(_ node: Int) -> Bool { !isInside(node, body) }
    func first(_ nodes: [Int], _ allowed: (Int) -> Bool) -> (time: Timestamp, node: Int)? {
      var fallback: (time: Timestamp, node: Int)?
      for node in nodes.prefix(14) where allowed(node) && !isAboutSpeaker(node) {
        guard let time = CommentTime.element(node, in: document, now: page.fetched) else { continue }
        if time.precision.rank <= 1 || (time.precision == .day && time.source != .relative) { return (time, node) }
        if fallback == nil { fallback = (time, node) }
      }
      return fallback
    }
    let everything = parts.times + parts.dates
    if let found = first(parts.times, isOutside), found.time.precision.rank <= 1 { return found }
    if let found = first(everything, isOutside) { return found }
    if let found = first(parts.permalinks, isOutside) { return found }
    if holdsMore, let found = first(everything + parts.permalinks, { _ in true }) { return found }
    if let found = first(parts.metas, { document.weight(of: $0..<document.end(of: $0), upTo: 200) < 200 }) {
      return found
    }
    if let found = first(everything, { _ in true }) { return found }
    return nil
  }

  /// Whether a date says since when somebody is a member rather than when the comment was written.
  private func isAboutSpeaker(_ node: Int) -> Bool {
    var outer = node
    for _ in 0..<3 {
      outer = document.parent(of: outer)
      guard outer > 0, document.weight(of: outer..<document.end(of: outer), upTo: 80) < 80 else { break }
      let words = document.text(of: outer..<document.end(of: outer), limit: 120).utf8.map(lower)
      for word in CommentFieldReader.memberWords where Document.holds(words, word) { return true }
    }
    return false
  }

  private static let memberWords: [StaticString] = [
    "joined", "join date", "registered", "member since", "registriert", "mitglied seit", "dabei seit", "im board seit",
    "zuletzt hier",
    "inscrit", "inscription", "registrado", "last seen", "last visit", "last edited", "edited by", "bearbeitet",
    "location",
  ]

  private func chooseAuthor(_ parts: Parts, body: Int?, _ item: CommentItem) -> (name: String, node: Int, url: String?)?
  {
    let bodyIsPure = body.map { parts.bodies.contains($0) } ?? false
    func isOutside(_ node: Int) -> Bool { !bodyIsPure || !isInside(node, body) }
    // A name's element: itself, or the last element of that kind inside it (`span.fn > a.url`).
    for (position, node) in parts.authors.prefix(8).enumerated() where isOutside(node) {
      // The inner of two names is the name, and so is a `cite` inside.
      if position + 1 < parts.authors.count, isInside(parts.authors[position + 1], node),
        name(in: parts.authors[position + 1]) != nil
      {
        continue
      }
      if let cite = parts.cites.first(where: { isInside($0, node) }), let name = name(in: cite) {
        return (name, cite, link(at: cite))
      }
      // A link inside is the name itself; what stands beside it are titles and counts.
      if document.tag(node) != .a, let link = firstNamedLink(in: node) { return link }
      if let name = name(in: node) { return (name, node, link(at: node)) }
    }
    for node in parts.cites.prefix(3) where isOutside(node) {
      if let name = name(in: node) { return (name, node, link(at: node)) }
    }
    for (position, node) in parts.authorBoxes.prefix(8).enumerated() where isOutside(node) {
      if position + 1 < parts.authorBoxes.count, isInside(parts.authorBoxes[position + 1], node),
        boxedName(parts.authorBoxes[position + 1]) != nil
      {
        continue
      }
      if let found = boxedName(node) { return found }
    }
    for node in parts.profiles.prefix(6) where isOutside(node) {
      if let name = name(in: node) { return (name, node, link(at: node)) }
    }
    for node in parts.authors.prefix(4) where !isOutside(node) {
      if let name = name(in: node) { return (name, node, link(at: node)) }
    }
    return nil
  }

  /// The name that an element holds when it holds nothing else.
  private func name(in node: Int) -> String? {
    let line = words(node)
    guard !line.isEmpty, line.utf8.count <= 160 else { return nil }
    if CommentTime.visible(line, now: page.fetched) != nil { return nil }
    // "Ann Lee on May 3, 2012 at 4:00 pm said:" in one element.
    if line.utf8.contains(where: { $0 >= 0x30 && $0 <= 0x39 }), line.utf8.count > 12 {
      let reading = Byline.read(line, now: page.fetched)
      if reading.published != nil { return reading.author }
    }
    return Byline.name(line)
  }

  /// A heading that opens the words and names the speaker, where nothing outside the words does.
  private func openingName(_ parts: Parts, body: Int?) -> (name: String, node: Int)? {
    guard let body else { return nil }
    for bold in parts.bolds.prefix(2)
    where isInside(bold, body) && document.tag(bold) != .b && document.tag(bold) != .strong {
      guard document.weight(of: body..<bold, upTo: 1) == 0 else { return nil }
      let words = document.text(of: bold..<document.end(of: bold), limit: 120)
      guard words.utf8.count <= 80, let name = Byline.name(words), name.utf8.count <= 50 else { return nil }
      return (name, bold)
    }
    return nil
  }

  /// The first link with a name inside an element that is a name.
  private func firstNamedLink(in node: Int) -> (name: String, node: Int, url: String?)? {
    for inner in node..<min(document.end(of: node), node + 40) where document.tag(inner) == .a {
      if !document.role(of: inner).isDisjoint(with: [.avatar, .control, .unseen, .date]) { continue }
      if let name = name(in: inner), !name.utf8.allSatisfy({ $0 < 0x3a }) { return (name, inner, link(at: inner)) }
    }
    return nil
  }

  /// The name in an element that holds more: a link's words, a bold word, the first words.
  private func boxedName(_ node: Int) -> (name: String, node: Int, url: String?)? {
    let end = document.end(of: node)
    var inner = node + 1
    var firstText: Int?
    while inner < min(end, node + 80) {
      let record = document.nodes[inner]
      if record.tag == .text {
        if firstText == nil, document.weight(of: inner..<inner + 1, upTo: 2) >= 2 { firstText = inner }
        inner += 1
        continue
      }
      let role = document.role(of: inner)
      if !role.isDisjoint(with: [.avatar, .control, .unseen, .date]) || record.tag == .time
        || record.tag.textKind == .silent
      {
        inner = Int(record.end)
        continue
      }
      switch record.tag {
      case .a, .b, .strong, .cite, .h3, .h4, .h5, .h6:
        // "#12" and a date in a link are no names.
        if let name = name(in: inner), !(name.utf8.allSatisfy { $0 < 0x3a }) { return (name, inner, link(at: inner)) }
      default: break
      }
      inner += 1
    }
    let line = words(node)
    if line.utf8.count <= 160 {
      let reading = Byline.read(line, now: page.fetched)
      if let name = reading.author { return (name, node, link(at: node)) }
    }
    if let firstText, let name = Byline.name(words(firstText)) { return (name, firstText, nil) }
    return nil
  }

  /// Where a name leads: the link around it, in it, or itself.
  private func link(at node: Int) -> String? {
    var outer = node
    for _ in 0..<3 {
      guard outer > 0 else { break }
      if document.tag(outer) == .a { return authorAddress(outer) }
      outer = document.parent(of: outer)
    }
    return firstLink(in: node..<document.end(of: node))
  }

  private func firstLink(in range: Range<Int>) -> String? {
    for inner in range where document.tag(inner) == .a {
      if let address = authorAddress(inner) { return address }
    }
    return nil
  }

  private func authorAddress(_ node: Int) -> String? {
    guard let href = document.value(.href, of: node), !href.hasPrefix("#") else { return nil }
    return page.absolute(href)
  }

  // MARK: - Lines

  private struct Line {
    var node: Int
    var range: Range<Int>
  }

  /// Stretches of words outside the body that may be bylines: children of the item's blocks, each with its inline
  /// neighbours.
  private func lineNodes(_ item: CommentItem, body: Int?) -> [Line] {
    var lines: [Line] = []
    for range in item.ranges {
      var node = range.lowerBound
      while node < range.upperBound, lines.count < 60 {
        let record = document.nodes[node]
        if node != range.lowerBound, starts.contains(node) || (record.tag != .text && record.tag.textKind == .silent) {
          node = Int(record.end)
          continue
        }
        if record.tag == .text || record.tag.textKind == .inline {
          // The run of inline neighbours up to the next block or break.
          let outer = document.parent(of: node)
          let limit = outer >= 0 ? min(document.end(of: outer), range.upperBound) : range.upperBound
          var stop = node
          while stop < limit {
            let next = document.nodes[stop]
            if next.tag != .text, next.tag.textKind != .inline { break }
            stop = next.tag == .text ? stop + 1 : Int(next.end)
          }
          if document.weight(of: node..<stop, upTo: 3) >= 3, document.weight(of: node..<stop, upTo: 220) < 220 {
            lines.append(Line(node: node, range: node..<stop))
          }
          node = max(stop, node + 1)
          continue
        }
        node += 1
      }
    }
    // Bylines close a comment or open it; the middle is words.
    if lines.count > 8 { return Array(lines.prefix(4) + lines.suffix(4)) }
    return lines
  }

  private static let bylineEnds: [[UInt8]] = [
    ":", "says", "said", "wrote", "writes", "…", "...", "schrieb", "sagt", "commented", "dijo", "disse",
  ].map { Array($0.utf8) }

  /// Whether a short line without a date has the look of a byline: "JoAnne Says:", "Posted by Ann".
  private func hasBylineWord(_ line: String) -> Bool {
    let bytes = line.utf8.map(lower)
    guard bytes.count <= 90 else { return false }
    guard
      Document.holds(bytes, "say") || Document.holds(bytes, "said") || Document.holds(bytes, "wr")
        || Document.holds(bytes, "by")
        || Document.holds(bytes, "schrieb") || Document.holds(bytes, "sagt") || Document.holds(bytes, "comment")
        || Document.holds(bytes, "from:") || Document.holds(bytes, "di")
    else { return false }
    if bytes.starts(with: "posted by".utf8) { return true }
    return CommentFieldReader.bylineEnds.contains {
      bytes.count > $0.count && bytes[(bytes.count - $0.count)...].elementsEqual($0)
    }
  }

  // MARK: - Words

  private func words(
    of item: CommentItem, body: Int?, leavingOut nodes: [Int], _ lines: [Range<Int>], _ author: String?
  ) -> (
    text: String, quoted: [Range<Int>]
  ) {
    var outside = lines
    for line in lines { outside.append(widened(line.lowerBound, item, body)) }
    for node in nodes { outside.append(widened(node, item, body)) }
    func isOut(_ node: Int) -> Bool { outside.contains { $0.contains(node) } }
    var renderer = TextRenderer(document)
    let ranges: [Range<Int>]
    if let body { ranges = [body..<document.end(of: body)] } else { ranges = item.ranges }
    var blockquotes: [Range<Int>] = []
    let roots = Set(ranges.map(\.lowerBound))
    for var range in ranges {
      // The element of a list item is no item of a list within the comment.
      switch document.tag(range.lowerBound) {
      case .li, .td, .tr, .tbody, .table: range = range.lowerBound + 1..<range.upperBound
      default: break
      }
      renderer.append(range) { node in
        if roots.contains(node) { return isOut(node) }
        if starts.contains(node) || isOut(node) { return true }
        let record = document.nodes[node]
        let role = document.role(of: node)
        if record.tag == .blockquote { blockquotes.append(node..<Int(record.end)) }
        if skips(node, role, record) { return true }
        if body == nil || node != body, !role.isDisjoint(with: [.author, .date, .meta, .authorBox, .avatar]),
          role.isDisjoint(with: [.body, .bodyBox]), record.tag != .p || !role.isDisjoint(with: [.author, .date, .meta])
        {
          return document.weight(of: node..<Int(record.end), upTo: 160) < 160
        }
        if record.tag == .time, body == nil { return true }
        return false
      }
    }
    let rendered = renderer.finish()
    let text = rendered.text
    let kept = InterfaceWords.trimmed(text, alsoNames: author.map { [$0] } ?? [])
    var quoted: [Range<Int>] = []
    for quote in blockquotes {
      guard let range = rendered.bytes(of: quote) else { continue }
      let clipped = range.clamped(to: kept)
      guard !clipped.isEmpty, quoted.last.map({ $0.upperBound <= clipped.lowerBound - kept.lowerBound }) ?? true else {
        continue
      }
      quoted.append(clipped.lowerBound - kept.lowerBound..<clipped.upperBound - kept.lowerBound)
    }
    return (String(decoding: rendered.bytes[kept], as: UTF8.self), quoted)
  }

  /// A byline's node with everything around it that says nothing more.
  private func widened(_ node: Int, _ item: CommentItem, _ body: Int?) -> Range<Int> {
    var range = node..<document.end(of: node)
    let weight = document.weight(of: range, upTo: 400)
    var outer = document.parent(of: node)
    for _ in 0..<4 {
      guard outer > 0, outer != body, !item.ranges.contains(where: { $0.lowerBound == outer }) else { break }
      guard item.ranges.contains(where: { $0.contains(outer) }), body.map({ !isInside($0, outer) }) ?? true else {
        break
      }
      guard document.weight(of: outer..<document.end(of: outer), upTo: weight + 70) < weight + 70 else { break }
      let hasOwnWords = document.tag(outer) == .p || document.tag(outer).textKind != .inline
      range = outer..<document.end(of: outer)
      outer = document.parent(of: outer)
      if hasOwnWords, document.tag(outer) == .td || document.tag(outer) == .li { break }
    }
    return range
  }

  private func isPingback(_ text: String) -> Bool {
    let low = text.prefix(40).lowercased()
    return low.hasPrefix("pingback:") || low.hasPrefix("trackback:") || (low.hasPrefix("[…]") && text.hasSuffix("[…]"))
      || (low.hasPrefix("[...]") && text.hasSuffix("[...]"))
  }
}
