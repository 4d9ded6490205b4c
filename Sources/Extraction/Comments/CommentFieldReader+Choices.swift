import Datelines
import Markup
import Model

/// Which part of a comment is its body, its date, its author.
extension CommentFieldReader {
  // MARK: - Choices

  func isInside(_ node: Int, _ outer: Int?) -> Bool {
    guard let outer else { return false }
    return node > outer && node < document.end(of: outer)
  }

  func words(_ node: Int, limit: Int = 200) -> [UInt8] {
    document.line(of: node..<document.end(of: node), limit: limit)
  }

  func chooseBody(_ parts: Parts, _ item: CommentItem) -> Int? {
    func heaviest(_ nodes: [Int]) -> Int? {
      var best: (node: Int, weight: Int)?
      for node in nodes.prefix(12) {
        let weight = document.weight(of: node..<document.end(of: node), upTo: 4000)
        // Of two that lie inside each other the inner one wins when it has nearly all of the words.
        if let known = best {
          if isInside(node, known.node) {
            if weight * 10 >= known.weight * 9 || weight > 0 && holdsFacts(known.node, apart: node, nodes, parts) {
              best = (node, weight)
            }
          } else if weight > known.weight {
            best = (node, weight)
          }
        } else {
          best = (node, weight)
        }
      }
      return best.flatMap { $0.weight > 0 ? $0.node : nil }
    }
    if let body = heaviest(withoutAnswers(parts.bodies)) { return body }
    return heaviest(withoutHeads(withoutAnswers(parts.bodyBoxes), parts)) ?? quotedBody(item)
  }

  /// The block quote that holds all of an item's words beside a byline, as pages had it that set comments off so.
  private func quotedBody(_ item: CommentItem) -> Int? {
    guard let last = item.ranges.last(where: { document.weight(of: $0, upTo: 2) > 1 })?.lowerBound,
      item.ranges.count > 1, last != item.start, document.tag(last) == .blockquote
    else { return nil }
    let others = item.ranges.reduce(0) { $1.lowerBound == last ? $0 : $0 + document.weight(of: $1, upTo: 120) }
    return others < 120 ? last : nil
  }

  /// Elements that may be the body without those whose name speaks of a quotation, or of a reply where one stands
  /// before them that does not: a shop's answer to a review stands below it.
  private func withoutAnswers(_ nodes: [Int]) -> [Int] {
    guard nodes.count > 1 else { return nodes }
    let own = nodes.filter { !says(CommentFieldReader.quoteName, $0) }
    guard let first = own.first, own.count > 1, !says(CommentFieldReader.replyName, first) else {
      return own.isEmpty ? nodes : own
    }
    let replies = own.filter { says(CommentFieldReader.replyName, $0) }
    let others = own.filter { !replies.contains($0) }
    // What holds the answer too says nothing about whose words it holds.
    return others.contains { other in !replies.contains { isInside($0, other) } } ? others : own
  }

  private func says(_ words: WordIndex, _ node: Int) -> Bool {
    var says = false
    document.forEachClassWord(of: node) { range in
      says = words.occurs(in: document.pool.span.extracting(range))
      return !says
    }
    return says
  }

  private static let replyName = WordIndex(["reply", "response", "antwort", "answer"])
  private static let quoteName = WordIndex(["quote", "zitat"])

  /// Elements that may be the body without those in a comment's header or footer, where others stand outside.
  private func withoutHeads(_ nodes: [Int], _ parts: Parts) -> [Int] {
    guard nodes.count > 1, !parts.metas.isEmpty else { return nodes }
    let inHead = nodes.filter { node in parts.metas.contains { isInside(node, $0) } }
    guard !inHead.isEmpty else { return nodes }
    let others = nodes.filter { node in !inHead.contains(node) && !inHead.contains { isInside($0, node) } }
    return others.contains { document.weight(of: $0..<document.end(of: $0), upTo: 1) > 0 } ? others : nodes
  }

  /// Whether an element that may be the body holds the speaker or the time beside the only other one that may be.
  private func holdsFacts(_ outer: Int, apart body: Int, _ nodes: [Int], _ parts: Parts) -> Bool {
    let isOnly = nodes.allSatisfy {
      !isInside($0, outer) || $0 == body || isInside($0, body) || isInside(body, $0)
    }
    guard isOnly else { return false }
    return (parts.authors + parts.cites + parts.times + parts.dates + parts.authorBoxes).contains {
      isInside($0, outer) && $0 != body && !isInside($0, body) && !isInside(body, $0)
    }
  }

  func chooseDate(_ parts: Parts, body: Int?, _ item: CommentItem) -> (time: Timestamp, node: Int)? {
    let holdsMore = body.map { inner in !parts.bodies.contains(inner) } ?? true
    if let found = firstTime(parts.times, in: .outside(body)), found.time.precision.rank <= 1 { return found }
    if let found = firstTime(parts.times, parts.dates, in: .outside(body)) { return found }
    if let found = firstTime(parts.permalinks, in: .outside(body)) { return found }
    if holdsMore, let found = firstTime(parts.times, parts.dates, parts.permalinks, in: .anything) { return found }
    if let found = firstTime(parts.metas, in: .short) { return found }
    return firstTime(parts.times, parts.dates, in: .anything)
  }

  /// What elements are asked for a time.
  private enum Reach {
    case anything, short
    case outside(Int?)
  }

  /// The first time in elements of several lists, one behind the other, of which fourteen are looked at.
  private func firstTime(
    _ first: [Int], _ second: [Int] = [], _ third: [Int] = [], in reach: Reach
  ) -> (time: Timestamp, node: Int)? {
    var fallback: (time: Timestamp, node: Int)?
    for place in 0..<min(14, first.count + second.count + third.count) {
      let node =
        place < first.count
        ? first[place]
        : place - first.count < second.count
          ? second[place - first.count] : third[place - first.count - second.count]
      switch reach {
      case .anything: break
      case .short: if document.weight(of: node..<document.end(of: node), upTo: 200) >= 200 { continue }
      case .outside(let body): if isInside(node, body) { continue }
      }
      guard !isAboutSpeaker(node),
        let time = CommentTime.element(node, in: document, now: page.fetched, dayFirst: page.dayFirst)
      else { continue }
      if time.precision.rank <= 1 || (time.precision == .day && time.source != .relative) { return (time, node) }
      if fallback == nil { fallback = (time, node) }
    }
    return fallback
  }

  /// Whether a date says since when somebody is a member, or when the post was changed, rather than when the comment was written.
  func isAboutSpeaker(_ node: Int) -> Bool {
    guard mayBeAboutSpeaker(node) else { return false }
    var outer = node
    for level in 0..<4 {
      if level > 0 { outer = document.parent(of: outer) }
      guard outer > 0, document.weight(of: outer..<document.end(of: outer), upTo: 80) < 80 else { break }
      let words = document.line(of: outer..<document.end(of: outer), limit: 120)
      if CommentFieldReader.memberWords.occurs(in: words.span) { return true }
      if !words.isEmpty, withoutEditing(words).isEmpty, !isMarkedBehind(node, in: outer) { return true }
    }
    return false
  }

  /// Whether only a mark behind a time says that what was said then was changed: `3 May 2009 <span>Edited</span>`.
  private func isMarkedBehind(_ node: Int, in outer: Int) -> Bool {
    let ahead = document.line(of: outer..<document.end(of: node), limit: 120)
    guard !CommentFieldReader.anyEditWord.occurs(in: ahead.span) else { return false }
    let behind = document.line(of: document.end(of: node)..<document.end(of: outer), limit: 40)
    let start = Edges.trimmed(0..<behind.count, in: behind.span).lowerBound
    return CommentFieldReader.marks.length(at: start, upTo: behind.count, in: behind.span) != nil
  }

  /// Marks of languages that would put the time behind the word.
  private static let marks = WordIndex(["edited", "modifi", "editado"])

  /// Whether the widest of the elements that `isAboutSpeaker` reads, which holds the words of all of them, has such a word.
  private func mayBeAboutSpeaker(_ node: Int) -> Bool {
    var widest: Int?
    var outer = node
    for level in 0..<4 {
      if level > 0 { outer = document.parent(of: outer) }
      guard outer > 0, document.weight(of: outer..<document.end(of: outer), upTo: 80) < 80 else { break }
      // What is inside a silent element does not stand in the line of what is around it.
      if document.tag(outer).textKind == .silent { return true }
      widest = outer
    }
    // All these words have letters.
    guard let widest, document.holdsLetters(widest) else { return false }
    let words = document.line(of: widest..<document.end(of: widest), limit: .max)
    return CommentFieldReader.memberWords.occurs(in: words.span)
      || CommentFieldReader.anyEditWord.occurs(in: words.span)
  }

  private static let memberWords = WordIndex([
    "joined", "join date", "founded", "registered", "member since", "registriert", "mitglied seit", "dabei seit",
    "im board seit",
    "zuletzt hier",
    "注册时间", "注册于", "加入时间", "最后登录", "登録日", "Зарегистрирован", "зарегистрирован", "Регистрация", "С нами с",
    "üyelik tarihi", "dołączył", "zarejestrowan", "lid geworden", "geregistreerd", "iscritto", "registrato",
    "rekisteröitynyt", "tilmeldt", "gik med", "blev medlem", "gick med", "membre depuis", "miembro desde",
    "membro desde", "membro dal",
    "inscrit", "inscription", "registrado", "last seen", "last visit",
    "location",
  ])

  func chooseAuthor(_ parts: Parts, body: Int?, _ item: CommentItem) -> (name: String, node: Int, url: String?)? {
    let bodyIsPure = body.map { parts.bodies.contains($0) } ?? false
    func isOutside(_ node: Int) -> Bool { !bodyIsPure || !isInside(node, body) }
    // The inner name of one round is the name of the next.
    var last: (node: Int, name: String?) = (-1, nil)
    func name(in node: Int) -> String? {
      if last.node != node { last = (node, self.name(in: node)) }
      return last.name
    }
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
    for node in parts.menuNames
    where parts.authorBoxes.isEmpty || parts.authorBoxes.contains(where: { isInside(node, $0) }) {
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
  func name(in node: Int) -> String? {
    let line = words(node)
    guard !line.isEmpty, line.count <= 160 else { return nil }
    if CommentTime.visible(line.span, now: page.fetched, dayFirst: page.dayFirst) != nil { return nil }
    // "Ann Lee on May 3, 2012 at 4:00 pm said:" in one element.
    if line.count > 12, line.contains(where: { $0 >= 0x30 && $0 <= 0x39 }) {
      return Byline.read(line: line, now: page.fetched, dayFirst: page.dayFirst, isKnownNoTime: true).author
    }
    return Byline.name(line: line)
  }

  /// The first bold words outside the body that are a name; labels such as "From:" before it are none.
  func boldName(_ parts: Parts, body: Int?) -> (node: Int, name: String)? {
    for bold in parts.bolds.lazy.filter({ body == nil || !isInside($0, body) }).prefix(3)
    where !document.role(of: bold).contains(.title) {
      let line = document.line(of: bold..<document.end(of: bold), limit: 80)
      if let name = boldName(bold, line) { return name.utf8.count <= 60 ? (bold, name) : nil }
      guard line.last == 0x3a else { return nil }
    }
    return nil
  }

  /// The name in bold words, which a time may stand behind: "Ann 5 Mart 2014 10:15".
  private func boldName(_ bold: Int, _ line: [UInt8]) -> String? {
    if line.count > 12, line.contains(where: { $0 >= 0x30 && $0 <= 0x39 }) {
      let reading = Byline.read(line: line, now: page.fetched, dayFirst: page.dayFirst)
      if reading.published != nil, let author = reading.author { return author }
    }
    return Byline.name(line: line)
  }

  /// A heading that opens the words and names the speaker, where nothing outside the words does.
  func openingName(_ parts: Parts, body: Int?) -> (name: String, node: Int)? {
    guard let body else { return nil }
    for bold in parts.bolds.prefix(2)
    where isInside(bold, body) && document.tag(bold) != .b && document.tag(bold) != .strong {
      guard document.weight(of: body..<bold, upTo: 1) == 0 else { return nil }
      let words = document.line(of: bold..<document.end(of: bold), limit: 120)
      guard words.count <= 80, let name = Byline.name(line: words), name.utf8.count <= 50 else { return nil }
      return (name, bold)
    }
    return nil
  }

  /// A short link that has a line to itself and opens the comment.
  func linkedName(_ item: CommentItem, body: Int?) -> (name: String, node: Int)? {
    for line in lineNodes(item, body: body).prefix(3) {
      var node = line.range.lowerBound
      while node < line.range.upperBound, document.isText(node), document.weight(of: node..<node + 1, upTo: 1) == 0 {
        node += 1
      }
      guard node < line.range.upperBound, document.tag(node) == .a, body.map({ !isInside(node, $0) }) ?? true else {
        continue
      }
      guard document.weight(of: document.end(of: node)..<line.range.upperBound, upTo: 1) == 0 else { continue }
      if let name = name(in: node), name.utf8.count <= 40, !name.utf8.allSatisfy({ $0 < 0x3a }) { return (name, node) }
    }
    return nil
  }

  /// The first link with a name inside an element that is a name.
  func firstNamedLink(in node: Int) -> (name: String, node: Int, url: String?)? {
    for inner in node..<min(document.end(of: node), node + 40) where document.tag(inner) == .a {
      if !document.role(of: inner).isDisjoint(with: [.avatar, .control, .unseen, .date]) { continue }
      if let name = name(in: inner), !name.utf8.allSatisfy({ $0 < 0x3a }) { return (name, inner, link(at: inner)) }
    }
    return nil
  }

  /// The name in an element that holds more: a link's words, a bold word, the first words.
  func boxedName(_ node: Int) -> (name: String, node: Int, url: String?)? {
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
    if line.count <= 160 {
      let reading = Byline.read(line: line, now: page.fetched, dayFirst: page.dayFirst)
      if let name = reading.author { return (name, node, link(at: node)) }
    }
    if let firstText, let name = Byline.name(line: words(firstText)) { return (name, firstText, nil) }
    return nil
  }

  /// Where a name leads: the link around it, in it, or itself.
  func link(at node: Int) -> String? {
    var outer = node
    for _ in 0..<3 {
      guard outer > 0 else { break }
      if document.tag(outer) == .a { return authorAddress(outer) }
      outer = document.parent(of: outer)
    }
    return firstLink(in: node..<document.end(of: node))
  }

  func firstLink(in range: Range<Int>) -> String? {
    for inner in range where document.tag(inner) == .a {
      if let address = authorAddress(inner) { return address }
    }
    return nil
  }

  func authorAddress(_ node: Int) -> String? {
    guard let href = document.value(.href, of: node), !href.hasPrefix("#") else { return nil }
    return page.absolute(href)
  }
}
