import Markup

/// What one node inside a comment may be, noted by its tag, its names and its attributes.
extension CommentFieldReader {
  /// Notes a node among the parts that it may be; which of them is believed is chosen later.
  func note(_ node: Int, _ role: NameRole, _ record: Document.Node, _ parts: inout Parts) {
    switch record.tag {
    case .time: parts.times.append(node)
    case .abbr where document.valueRange(.title, of: node) != nil: parts.times.append(node)
    case .cite: parts.cites.append(node)
    case .b, .strong:
      if parts.title == nil, isAnswerTitle(node) { parts.title = node } else { parts.bolds.append(node) }
    case .h3, .h4, .h5, .h6:
      if parts.title == nil, isAnswerTitle(node) { parts.title = node } else { parts.bolds.append(node) }
    case .a:
      noteLink(node, &parts)
      if hasClockTitle(node) { parts.dates.append(node) }
    case .span, .div, .p, .small, .em, .i: if hasClockTitle(node) { parts.dates.append(node) }
    case .img: noteAvatar(node, &parts)
    default: break
    }
    if record.tag != .time, document.bearsTime(node) { parts.times.append(node) }
    if role.contains(.author) { parts.authors.append(node) }
    if role.contains(.authorBox) { parts.authorBoxes.append(node) }
    if role.contains(.date) { parts.dates.append(node) }
    if role.contains(.body) { parts.bodies.append(node) }
    if role.contains(.bodyBox) { parts.bodyBoxes.append(node) }
    if role.contains(.meta) { parts.metas.append(node) }
    if role.contains(.title), parts.title == nil { parts.title = node }
  }

  /// Whether a heading is the title of an answer: "Re: Goodbye", "# re: Goodbye".
  private func isAnswerTitle(_ node: Int) -> Bool {
    let line = document.line(of: node..<document.end(of: node), limit: 24)
    // "# Lunch" links to the comment that it is the title of; "# 12" counts.
    if line.count > 3, line[0] == 0x23, line[1] == 0x20, line[2] > 0x39 { return true }
    let bare = Edges.trimmed(0..<line.count, in: line.span)
    return bare.count > 4 && line.span.extracting(bare).begins(with: "re: ")
  }

  /// Whether an element's `title` holds a day with its clock in figures: "2011-10-27T21:05:12".
  private func hasClockTitle(_ node: Int) -> Bool {
    guard let range = document.valueRange(.title, of: node), range.count >= 16, range.count <= 40 else { return false }
    let first = document.pool[range.lowerBound]
    return first >= 0x30 && first <= 0x39 && document.pool[range].contains(0x3a)
  }

  func noteAvatar(_ node: Int, _ parts: inout Parts) {
    guard parts.avatarName == nil else { return }
    for inner in node..<min(document.end(of: node), node + 12) where document.tag(inner) == .img {
      if let alt = document.value(.alt, of: inner), alt.utf8.count > 1, alt.utf8.count < 60, alt.utf8.first != 0x5b {
        parts.avatarName = alt
      }
    }
  }

  func noteLinks(_ node: Int, _ parts: inout Parts) {
    for inner in node..<document.end(of: node) where document.tag(inner) == .a { noteLink(inner, &parts) }
  }

  /// Themes put the time among the buttons, boards the name over a menu of what one can do with a member, and what
  /// scripts build both into buttons.
  func noteFacts(_ node: Int, _ parts: inout Parts) {
    for inner in node..<document.end(of: node) where !document.isText(inner) {
      if document.tag(inner) == .time { parts.times.append(inner) }
      let role = document.role(of: inner)
      if role.contains(.date) { parts.dates.append(inner) }
      // What a button says is read from what it holds.
      let isName = role.contains(.author) || role.contains(.authorBox) && document.tag(inner) == .button
      if isName, parts.menuNames.count < 4 {
        parts.menuNames.append(document.tag(inner) == .button ? document.firstChild(of: inner) ?? inner : inner)
      }
    }
  }

  func noteAnswered(_ node: Int, _ parts: inout Parts) {
    for inner in node..<document.end(of: node) where document.tag(inner) == .a {
      if let href = document.valueRange(.href, of: inner),
        let key = CommentKeys.key(inLink: document.pool.span.extracting(href))
      {
        parts.answered = key
      }
      if let number = document.value(named: "data-link-to-post", of: inner) { parts.answered = "post-" + number }
    }
  }
}
