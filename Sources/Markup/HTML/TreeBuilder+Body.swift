/// The insertion mode "in body" (HTML standard §13.2.6.4.7).
extension TreeBuilder {
  mutating func bodyStart(_ token: Token) {
    let tag = token.tag
    switch tag {
    case .html: addAttributes(of: token, at: 1)
    case .body:
      framesetIsOK = false
      if stack.count > 2, stack[2].tag == .body { addAttributes(of: token, at: 2) }
    case .head, .caption, .col, .colgroup, .frame, .tbody, .td, .tfoot, .th, .thead, .tr: return
    case .frameset:
      guard framesetIsOK, stack.count > 2, stack[2].tag == .body else { return }
      let body = stack[2].node
      pop(through: 2)
      if nodes[Int(body)].parent >= 0 { unlink(body) }
      insert(token)
      mode = .inFrameset
      return
    case .li: startListItem(token, closing: [.li])
    case .dd, .dt: startListItem(token, closing: [.dd, .dt])
    case .pre, .listing:
      closeParagraph()
      insert(token)
      framesetIsOK = false
    case .form:
      guard form < 0 || openCounts[Int(Tag.template.rawValue)] > 0 else { return }
      closeParagraph()
      let node = insert(token)
      if openCounts[Int(Tag.template.rawValue)] == 0 { form = node }
    case .plaintext:
      closeParagraph()
      insert(token)
    case .button:
      if let position = positionInScope(.button) {
        closeImplied()
        pop(through: position)
      }
      reconstructFormatting()
      insert(token)
      framesetIsOK = false
    case .a:
      startAnchor(token)
    case .nobr:
      reconstructFormatting()
      if isInScope(.nobr) {
        adopt(token)
        reconstructFormatting()
      }
      remember(insert(token), token)
    case .applet, .marquee, .object:
      reconstructFormatting()
      insert(token)
      insertMarker()
      framesetIsOK = false
    case .table:
      if !isQuirky { closeParagraph() }
      insert(token)
      framesetIsOK = false
      mode = .inTable
    case .hr:
      closeParagraph()
      insertVoid(token)
      framesetIsOK = false
    case .xmp:
      closeParagraph()
      reconstructFormatting()
      framesetIsOK = false
      startRawText(token)
    case .iframe, .textarea:
      framesetIsOK = false
      startRawText(token)
    case .noembed: startRawText(token)
    case .select:
      reconstructFormatting()
      insert(token)
      framesetIsOK = false
      switch mode {
      case .inTable, .inCaption, .inTableBody, .inRow, .inCell: mode = .inSelectInTable
      default: mode = .inSelect
      }
    case .optgroup, .option:
      if current.tag == .option { pop() }
      reconstructFormatting()
      insert(token)
    case .rb, .rtc:
      if isInScope(.ruby) { closeImplied() }
      insert(token)
    case .rp, .rt:
      if isInScope(.ruby) { closeImplied(except: .rtc) }
      insert(token)
    case .math, .svg:
      reconstructFormatting()
      insert(token, isForeign: true)
      if token.isSelfClosing { pop() }
    default: bodyStartByTraits(token)
    }
  }

  private mutating func bodyStartByTraits(_ token: Token) {
    let kind = traits[Int(token.tag.rawValue)]
    if kind.contains(.metadata) {
      headStart(token)
    } else if kind.contains(.block) {
      closeParagraph()
      insert(token)
    } else if kind.contains(.heading) {
      closeParagraph()
      if has(current.tag, .heading) { pop() }
      insert(token)
    } else if kind.contains(.formatting) {
      reconstructFormatting()
      let depth = stack.count
      let node = insert(token)
      if stack.count > depth { remember(node, token) }
    } else if kind.contains(.void) {
      // `param`, `source` and `track` do not open formatting again; for `input` the frameset stays possible if hidden.
      if token.tag != .param, token.tag != .source, token.tag != .track {
        reconstructFormatting()
        framesetIsOK = false
      }
      insertVoid(token)
    } else if token.hash == TreeBuilder.imageHash {
      bodyStart(
        Token(
          tag: .img, hash: NameTable.hash("img".utf8), firstAttribute: token.firstAttribute,
          attributeCount: token.attributeCount))
    } else {
      reconstructFormatting()
      insert(token)
    }
  }

  /// Gives the attributes of a late `html` or `body` tag to the element that was implied, if that has none.
  mutating func addAttributes(of token: Token, at position: Int) {
    guard position < stack.count, stack[position].tag == token.tag, token.attributeCount > 0 else { return }
    let node = Int(stack[position].node)
    guard nodes[node].attributeCount == 0 else { return }
    nodes[node].first = token.firstAttribute
    nodes[node].attributeCount = token.attributeCount
    isUsed = true
  }

  private static let imageHash = NameTable.hash("image".utf8)

  private mutating func startListItem(_ token: Token, closing: [Tag]) {
    framesetIsOK = false
    var position = stack.count - 1
    while position > 0 {
      let open = stack[position]
      if !open.isForeign, closing.contains(open.tag) {
        closeImplied(except: open.tag)
        pop(through: position)
        break
      }
      if !open.isForeign, has(open.tag, .special), open.tag != .address, open.tag != .div, open.tag != .p { break }
      position -= 1
    }
    closeParagraph()
    insert(token)
  }

  private mutating func startAnchor(_ token: Token) {
    var position = formatting.count - 1
    while position >= 0, !formatting[position].isMarker {
      if formatting[position].token.tag == .a {
        let old = formatting[position].node
        adopt(Token(tag: .a, hash: token.hash))
        formatting.removeAll { $0.node == old }
        if let open = stack.lastIndex(where: { $0.node == old }), open > 0 {
          openCounts[Int(Tag.a.rawValue)] -= 1
          stack.remove(at: open)
        }
        break
      }
      position -= 1
    }
    reconstructFormatting()
    let depth = stack.count
    let node = insert(token)
    if stack.count > depth { remember(node, token) }
  }

  /// Opens an element whose content comes as one text and an end tag.
  mutating func startRawText(_ token: Token) {
    let depth = stack.count
    insert(token)
    if stack.count > depth {
      returnMode = mode
      mode = .text
    }
  }

  mutating func bodyEnd(_ token: Token) {
    let tag = token.tag
    switch tag {
    case .body, .html:
      if isInScope(.body) {
        mode = .afterBody
      }
    case .template: headEnd(token)
    case .form: endForm(token)
    case .p:
      if positionInScope(.p, extra: [.button]) == nil { insert(implied: .p) }
      closeParagraph()
    case .li:
      guard let position = positionInScope(.li, extra: [.ul, .ol]) else { return }
      closeImplied(except: .li)
      pop(through: position)
    case .dd, .dt:
      guard let position = positionInScope(tag) else { return }
      closeImplied(except: tag)
      pop(through: position)
    case .h1, .h2, .h3, .h4, .h5, .h6:
      var position = stack.count - 1
      while position > 0, !has(stack[position].tag, .heading) {
        if has(stack[position].tag, .scope) { return }
        position -= 1
      }
      guard position > 0 else { return }
      closeImplied()
      pop(through: position)
    case .applet, .marquee, .object:
      guard let position = positionInScope(tag) else { return }
      closeImplied()
      pop(through: position)
      clearToMarker()
    case .br:
      reconstructFormatting()
      insertVoid(implied(.br))
      framesetIsOK = false
    default:
      if has(tag, .formatting) {
        adopt(token)
      } else if has(tag, .block) || tag == .button || tag == .listing || tag == .pre {
        guard let position = positionInScope(tag) else { return }
        closeImplied()
        pop(through: position)
      } else {
        endAnyOther(token)
      }
    }
  }

  private mutating func endForm(_ token: Token) {
    if openCounts[Int(Tag.template.rawValue)] > 0 {
      guard let position = positionInScope(.form) else { return }
      closeImplied()
      pop(through: position)
      return
    }
    let node = form
    form = -1
    guard node >= 0, let position = stack.lastIndex(where: { $0.node == node && $0.tag == .form }), position > 0 else {
      return
    }
    for open in stack[(position + 1)...] where open.isForeign ? open.isIntegrationPoint : has(open.tag, .scope) {
      return
    }
    closeImplied()
    if let position = stack.lastIndex(where: { $0.node == node && $0.tag == .form }) {
      openCounts[Int(Tag.form.rawValue)] -= 1
      stack.remove(at: position)
    }
  }

  mutating func bodyText(_ range: Range<Int>) {
    reconstructFormatting()
    insertText(range)
    if framesetIsOK, !isBlank(range) { framesetIsOK = false }
  }

  func isBlank(_ range: Range<Int>) -> Bool {
    for index in range where !table.pool[index].isHTMLSpace { return false }
    return true
  }
}
