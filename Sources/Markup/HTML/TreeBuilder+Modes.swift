/// Which rules apply to a tag or text, and the insertion modes around the body (HTML standard §13.2.6.4).
extension TreeBuilder {
  // MARK: Dispatch

  mutating func start(_ token: Token) {
    if current.isForeign, !takesHTML(current, token) {
      foreignStart(token)
    } else {
      startInMode(token)
    }
  }

  /// Whether the children of a foreign element follow the rules of HTML.
  private func takesHTML(_ open: Open, _ token: Token) -> Bool {
    switch open.tag {
    case .mi, .mo, .mn, .ms, .mtext: return token.tag != .other || token.hash != TreeBuilder.malignmark
    case .annotationXML: return open.isIntegrationPoint || token.tag == .svg
    default: return open.isIntegrationPoint
    }
  }

  private static let malignmark = NameTable.hash("malignmark".utf8)

  mutating func startInMode(_ token: Token) {
    switch mode {
    case .beforeHTML:
      if token.tag == .html {
        insert(token)
        mode = .beforeHead
        return
      }
      openHTML()
      startInMode(token)
    case .beforeHead:
      if token.tag == .html {
        addAttributes(of: token, at: 1)
        return
      }
      if token.tag == .head {
        head = insert(token)
        mode = .inHead
        return
      }
      openHead()
      startInMode(token)
    case .inHead: headStart(token)
    case .inHeadNoscript:
      if token.tag == .noscript || token.tag == .head { return }
      if has(token.tag, .rawText) { startRawText(token) } else if has(token.tag, .void) { insertVoid(token) }
    case .afterHead: afterHeadStart(token)
    case .inBody: bodyStart(token)
    case .text:
      // The normaliser saw no raw text where this builder does: what comes is markup after all.
      pop()
      mode = returnMode
      startInMode(token)
    case .inTable: tableStart(token)
    case .inCaption: captionStart(token)
    case .inColumnGroup: columnGroupStart(token)
    case .inTableBody: tableBodyStart(token)
    case .inRow: rowStart(token)
    case .inCell: cellStart(token)
    case .inSelect: selectStart(token)
    case .inSelectInTable:
      if token.tag == .table || has(token.tag, .tablePart), token.tag != .colgroup {
        pop(through: .select)
        resetMode()
        startInMode(token)
      } else {
        selectStart(token)
      }
    case .inTemplate: templateStart(token)
    case .afterBody:
      mode = .inBody
      startInMode(token)
    case .inFrameset:
      if token.tag == .frameset {
        insert(token)
      } else if token.tag == .frame {
        insertVoid(token)
      } else if token.tag == .noframes {
        headStart(token)
      }
    case .afterFrameset:
      if token.tag == .noframes { headStart(token) }
    }
  }

  mutating func end(_ token: Token) {
    if overflow > 0, mode != .text {
      overflow -= 1
      return
    }
    if current.isForeign, mode != .text {
      foreignEnd(token)
    } else {
      endInMode(token)
    }
  }

  mutating func endInMode(_ token: Token) {
    switch mode {
    case .text:
      pop()
      mode = returnMode
      if token.tag != .script, !has(token.tag, .rawText) { end(token) }
    case .beforeHTML, .beforeHead, .afterHead:
      guard token.tag == .head || token.tag == .body || token.tag == .html || token.tag == .br else {
        if mode == .afterHead, token.tag == .template { headEnd(token) }
        return
      }
      if mode == .beforeHTML { openHTML() } else if mode == .beforeHead { openHead() } else { openBody() }
      endInMode(token)
    case .inHead: headEnd(token)
    case .inHeadNoscript:
      if token.tag == .noscript {
        pop()
        mode = .inHead
      }
    case .inBody: bodyEnd(token)
    case .inTable, .inCaption, .inColumnGroup, .inTableBody, .inRow, .inCell: tableModeEnd(token)
    case .inSelect, .inSelectInTable: selectEnd(token)
    case .inTemplate: if token.tag == .template { headEnd(token) }
    case .afterBody:
      if token.tag == .html { return }
      mode = .inBody
      endInMode(token)
    case .inFrameset:
      guard token.tag == .frameset, current.tag == .frameset else { return }
      pop()
      if current.tag != .frameset { mode = .afterFrameset }
    case .afterFrameset: return
    }
  }

  mutating func text(_ range: Range<Int>) {
    if current.isForeign, mode != .text, !takesHTMLText(current) {
      insertText(range)
      if !isBlank(range) { framesetIsOK = false }
      return
    }
    switch mode {
    case .beforeHTML, .beforeHead:
      guard let range = withoutLeadingSpace(range) else { return }
      if mode == .beforeHTML { openHTML() } else { openHead() }
      text(range)
    case .inHead:
      var rest = range
      if let word = withoutLeadingSpace(range) {
        if word.lowerBound > range.lowerBound { insertText(range.lowerBound..<word.lowerBound) }
        rest = word
      } else {
        insertText(range)
        return
      }
      if current.tag == .noscript { return }
      pop()
      mode = .afterHead
      text(rest)
    case .inHeadNoscript: return
    case .afterHead:
      guard let word = withoutLeadingSpace(range) else {
        insertText(range)
        return
      }
      openBody()
      text(word)
    case .inBody, .inCaption, .inCell: bodyText(range)
    case .inTemplate: bodyText(range)
    case .text, .inSelect, .inSelectInTable: insertText(range)
    case .inTable, .inTableBody, .inRow:
      guard has(current.tag, .fosters) else {
        bodyText(range)
        return
      }
      if isBlank(range) {
        insertText(range)
      } else {
        isFostering = true
        bodyText(range)
        isFostering = false
      }
    case .inColumnGroup:
      guard let word = withoutLeadingSpace(range) else {
        insertText(range)
        return
      }
      guard current.tag == .colgroup else { return }
      pop()
      mode = .inTable
      text(word)
    case .afterBody:
      if withoutLeadingSpace(range) != nil { mode = .inBody }
      bodyText(range)
    case .inFrameset, .afterFrameset: return
    }
  }

  private func takesHTMLText(_ open: Open) -> Bool {
    switch open.tag {
    case .mi, .mo, .mn, .ms, .mtext: return true
    default: return open.isIntegrationPoint
    }
  }

  private func withoutLeadingSpace(_ range: Range<Int>) -> Range<Int>? {
    var start = range.lowerBound
    while start < range.upperBound, table.pool[start].isHTMLSpace { start += 1 }
    return start < range.upperBound ? start..<range.upperBound : nil
  }

  // MARK: Before the body

  mutating func openHTML() {
    insert(implied: .html)
    mode = .beforeHead
  }

  mutating func openHead() {
    head = insert(implied: .head)
    mode = .inHead
  }

  mutating func openBody() {
    insert(implied: .body)
    mode = .inBody
  }

  /// Makes the elements that every page has, also an empty one.
  mutating func finishImplied() {
    if mode == .beforeHTML { openHTML() }
    if mode == .beforeHead { openHead() }
    if mode == .inHead || mode == .inHeadNoscript, openCounts[Int(Tag.template.rawValue)] == 0 {
      pop(through: .head)
      mode = .afterHead
    }
    if mode == .afterHead { openBody() }
  }

  mutating func headStart(_ token: Token) {
    switch token.tag {
    case .html: bodyStart(token)
    case .base, .basefont, .bgsound, .link, .meta: insertVoid(token)
    case .title, .noframes, .style, .script: startRawText(token)
    case .noscript where mode == .inHead:
      insert(token)
      mode = .inHeadNoscript
    case .template:
      let node = insert(token)
      if isShadowRoot(token), nodes[Int(node)].tag == .template { nodes[Int(node)].tag = .div }
      insertMarker()
      framesetIsOK = false
      mode = .inTemplate
      templateModes.append(.inTemplate)
    case .head: return
    default:
      guard mode == .inHead else {
        bodyStart(token)
        return
      }
      pop()
      mode = .afterHead
      startInMode(token)
    }
  }

  mutating func headEnd(_ token: Token) {
    switch token.tag {
    case .head where mode == .inHead:
      pop()
      mode = .afterHead
    case .template:
      guard openCounts[Int(Tag.template.rawValue)] > 0 else { return }
      closeImplied(thoroughly: true)
      pop(through: .template)
      clearToMarker()
      _ = templateModes.popLast()
      resetMode()
    case .body, .html, .br:
      guard mode == .inHead else { return }
      pop()
      mode = .afterHead
      endInMode(token)
    default: return
    }
  }

  private mutating func afterHeadStart(_ token: Token) {
    switch token.tag {
    case .html: addAttributes(of: token, at: 1)
    case .head: return
    case .body:
      insert(token)
      framesetIsOK = false
      mode = .inBody
    case .frameset:
      insert(token)
      mode = .inFrameset
    case .base, .basefont, .bgsound, .link, .meta, .noframes, .script, .style, .template, .title:
      guard head >= 0 else { return }
      isReordered = true
      push(Open(node: head, tag: .head, hash: NameTable.hash("head".utf8)))
      headStart(token)
      if let position = stack.lastIndex(where: { $0.node == head }) {
        openCounts[Int(Tag.head.rawValue)] -= 1
        stack.remove(at: position)
      }
    default:
      openBody()
      startInMode(token)
    }
  }

  // MARK: Foreign content (§13.2.6.5)

  private mutating func foreignStart(_ token: Token) {
    var breaksOut = has(token.tag, .breakout)
    if token.tag == .font {
      for name in ["color", "face", "size"] where value(named: name, of: token) != nil { breaksOut = true }
    }
    if breaksOut {
      leaveForeign()
      startInMode(token)
      return
    }
    var token = token
    // A `title` of a drawing is not the page's.
    let isTitle = token.tag == .title
    if isTitle {
      token.tag = .other
      pendingName = "title"
    }
    let depth = stack.count
    insert(token, isForeign: true)
    guard stack.count > depth else { return }
    if token.isSelfClosing {
      pop()
      return
    }
    let inDrawing = stack.last { $0.tag == .svg || $0.tag == .math }?.tag == .svg
    if inDrawing, token.tag == .foreignObject || token.tag == .desc || isTitle {
      stack[stack.count - 1].isIntegrationPoint = true
    } else if token.tag == .annotationXML, let range = value(named: "encoding", of: token) {
      let value = String(decoding: table.pool.array(range).map(\.lowercasedASCII), as: UTF8.self)
      if value == "text/html" || value == "application/xhtml+xml" { stack[stack.count - 1].isIntegrationPoint = true }
    }
  }

  private func value(named name: String, of token: Token) -> Range<Int>? {
    let first = Int(token.firstAttribute)
    for index in first..<first + Int(token.attributeCount) {
      let attribute = table.attributes[index]
      guard attribute.name == .other else { continue }
      let start = Int(attribute.nameStart)
      if table.pool.array(start..<start + Int(attribute.nameLength)).elementsEqual(name.utf8) {
        return Int(attribute.start)..<Int(attribute.start) + Int(attribute.length)
      }
    }
    return nil
  }

  private mutating func leaveForeign() {
    while stack.count > 1, current.isForeign, !current.isIntegrationPoint {
      switch current.tag {
      case .mi, .mo, .mn, .ms, .mtext: return
      default: pop()
      }
    }
  }

  private mutating func foreignEnd(_ token: Token) {
    if token.tag == .br || token.tag == .p {
      leaveForeign()
      endInMode(token)
      return
    }
    var position = stack.count - 1
    while position > 0 {
      let open = stack[position]
      if !open.isForeign {
        endInMode(token)
        return
      }
      if open.hash == token.hash {
        pop(through: position)
        return
      }
      position -= 1
    }
  }
}
