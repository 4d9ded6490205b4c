/// Tables, selects and templates (HTML standard §13.2.6.4.9…18).
extension TreeBuilder {
  /// Chooses the insertion mode after the elements that are open (§13.2.4.1).
  mutating func resetMode() {
    var position = stack.count - 1
    while position > 0 {
      let open = stack[position]
      switch open.tag {
      case _ where open.isForeign: break
      case .select:
        mode = stack[..<position].contains { $0.tag == .table } ? .inSelectInTable : .inSelect
        return
      case .td, .th:
        mode = .inCell
        return
      case .tr:
        mode = .inRow
        return
      case .tbody, .thead, .tfoot:
        mode = .inTableBody
        return
      case .caption:
        mode = .inCaption
        return
      case .colgroup:
        mode = .inColumnGroup
        return
      case .table:
        mode = .inTable
        return
      case .template:
        mode = templateModes.last ?? .inTemplate
        return
      case .head:
        mode = .inHead
        return
      case .body:
        mode = .inBody
        return
      case .frameset:
        mode = .inFrameset
        return
      case .html:
        mode = head < 0 ? .beforeHead : .afterHead
        return
      default: break
      }
      position -= 1
    }
    mode = .inBody
  }

  private mutating func clear(to tags: [Tag]) {
    while stack.count > 2, !tags.contains(current.tag), current.tag != .html, current.tag != .template { pop() }
  }

  private mutating func foster(_ work: (inout TreeBuilder) -> Void) {
    isFostering = true
    work(&self)
    isFostering = false
  }

  mutating func tableStart(_ token: Token) {
    switch token.tag {
    case .caption:
      clear(to: [.table])
      insertMarker()
      insert(token)
      mode = .inCaption
    case .colgroup:
      clear(to: [.table])
      insert(token)
      mode = .inColumnGroup
    case .col:
      clear(to: [.table])
      insert(implied: .colgroup)
      mode = .inColumnGroup
      startInMode(token)
    case .tbody, .tfoot, .thead:
      clear(to: [.table])
      insert(token)
      mode = .inTableBody
    case .td, .th, .tr:
      clear(to: [.table])
      insert(implied: .tbody)
      mode = .inTableBody
      startInMode(token)
    case .table:
      guard isInTableScope(.table) else { return }
      pop(through: .table)
      resetMode()
      startInMode(token)
    case .style, .script, .template: headStart(token)
    case .input where isHiddenInput(token): insertVoid(token)
    case .form:
      guard form < 0, openCounts[Int(Tag.template.rawValue)] == 0 else { return }
      form = insert(token)
      pop()
    default: foster { $0.bodyStart(token) }
    }
  }

  private func isHiddenInput(_ token: Token) -> Bool {
    let first = Int(token.firstAttribute)
    for index in first..<first + Int(token.attributeCount) {
      let attribute = table.attributes[index]
      guard attribute.name == .type else { continue }
      let range = Int(attribute.start)..<Int(attribute.start) + Int(attribute.length)
      return table.pool.array(range).map(\.lowercasedASCII).elementsEqual("hidden".utf8)
    }
    return false
  }

  mutating func captionStart(_ token: Token) {
    if has(token.tag, .tablePart) || token.tag == .col {
      guard endCaption() else { return }
      startInMode(token)
    } else {
      bodyStart(token)
    }
  }

  private mutating func endCaption() -> Bool {
    guard isInTableScope(.caption) else { return false }
    closeImplied()
    pop(through: .caption)
    clearToMarker()
    mode = .inTable
    return true
  }

  mutating func columnGroupStart(_ token: Token) {
    switch token.tag {
    case .html: return
    case .col: insertVoid(token)
    case .template: headStart(token)
    default:
      guard current.tag == .colgroup else { return }
      pop()
      mode = .inTable
      startInMode(token)
    }
  }

  mutating func tableBodyStart(_ token: Token) {
    switch token.tag {
    case .tr:
      clear(to: [.tbody, .tfoot, .thead])
      insert(token)
      mode = .inRow
    case .td, .th:
      clear(to: [.tbody, .tfoot, .thead])
      insert(implied: .tr)
      mode = .inRow
      startInMode(token)
    case .caption, .col, .colgroup, .tbody, .tfoot, .thead:
      guard isInTableScope(.tbody) || isInTableScope(.thead) || isInTableScope(.tfoot) else { return }
      clear(to: [.tbody, .tfoot, .thead])
      pop()
      mode = .inTable
      startInMode(token)
    default: tableStart(token)
    }
  }

  mutating func rowStart(_ token: Token) {
    switch token.tag {
    case .td, .th:
      clear(to: [.tr])
      insert(token)
      mode = .inCell
      insertMarker()
    case .caption, .col, .colgroup, .tbody, .tfoot, .thead, .tr:
      guard endRow() else { return }
      startInMode(token)
    default: tableStart(token)
    }
  }

  private mutating func endRow() -> Bool {
    guard isInTableScope(.tr) else { return false }
    clear(to: [.tr])
    pop()
    mode = .inTableBody
    return true
  }

  mutating func cellStart(_ token: Token) {
    if has(token.tag, .tablePart) || token.tag == .col {
      guard isInTableScope(.td) || isInTableScope(.th) else { return }
      endCell()
      startInMode(token)
    } else {
      bodyStart(token)
    }
  }

  private mutating func endCell() {
    closeImplied()
    while stack.count > 2 {
      let isCell = current.tag == .td || current.tag == .th
      pop()
      if isCell { break }
    }
    clearToMarker()
    mode = .inRow
  }

  mutating func tableModeEnd(_ token: Token) {
    let tag = token.tag
    switch mode {
    case .inCaption:
      switch tag {
      case .caption: _ = endCaption()
      case .table: if endCaption() { endInMode(token) }
      case .body, .col, .colgroup, .html, .tbody, .td, .tfoot, .th, .thead, .tr: return
      default: bodyEnd(token)
      }
    case .inColumnGroup:
      if tag == .colgroup {
        guard current.tag == .colgroup else { return }
        pop()
        mode = .inTable
      } else if tag == .template {
        headEnd(token)
      } else if tag != .col, current.tag == .colgroup {
        pop()
        mode = .inTable
        endInMode(token)
      }
    case .inTableBody:
      switch tag {
      case .tbody, .tfoot, .thead:
        guard isInTableScope(tag) else { return }
        clear(to: [.tbody, .tfoot, .thead])
        pop()
        mode = .inTable
      case .table:
        guard isInTableScope(.tbody) || isInTableScope(.thead) || isInTableScope(.tfoot) else { return }
        clear(to: [.tbody, .tfoot, .thead])
        pop()
        mode = .inTable
        endInMode(token)
      case .body, .caption, .col, .colgroup, .html, .td, .th, .tr: return
      default: tableEnd(token)
      }
    case .inRow:
      switch tag {
      case .tr: _ = endRow()
      case .table: if endRow() { endInMode(token) }
      case .tbody, .tfoot, .thead:
        guard isInTableScope(tag), endRow() else { return }
        endInMode(token)
      case .body, .caption, .col, .colgroup, .html, .td, .th: return
      default: tableEnd(token)
      }
    case .inCell:
      switch tag {
      case .td, .th:
        guard isInTableScope(tag) else { return }
        closeImplied()
        pop(through: tag)
        clearToMarker()
        mode = .inRow
      case .body, .caption, .col, .colgroup, .html: return
      case .table, .tbody, .tfoot, .thead, .tr:
        guard isInTableScope(tag) else { return }
        endCell()
        endInMode(token)
      default: bodyEnd(token)
      }
    default: tableEnd(token)
    }
  }

  private mutating func tableEnd(_ token: Token) {
    switch token.tag {
    case .table:
      guard isInTableScope(.table) else { return }
      pop(through: .table)
      resetMode()
    case .body, .caption, .col, .colgroup, .html, .tbody, .td, .tfoot, .th, .thead, .tr: return
    case .template: headEnd(token)
    default: foster { $0.bodyEnd(token) }
    }
  }

  // MARK: Select

  mutating func selectStart(_ token: Token) {
    switch token.tag {
    case .option:
      if current.tag == .option { pop() }
      insert(token)
    case .optgroup:
      if current.tag == .option { pop() }
      if current.tag == .optgroup { pop() }
      insert(token)
    case .hr:
      if current.tag == .option { pop() }
      if current.tag == .optgroup { pop() }
      insertVoid(token)
    case .select:
      pop(through: .select)
      resetMode()
    case .input, .keygen, .textarea:
      guard isInSelectScope() else { return }
      pop(through: .select)
      resetMode()
      startInMode(token)
    case .script, .template: headStart(token)
    default: return
    }
  }

  private func isInSelectScope() -> Bool {
    for open in stack.reversed() {
      if open.tag == .select { return true }
      if open.tag != .optgroup, open.tag != .option { return false }
    }
    return false
  }

  mutating func selectEnd(_ token: Token) {
    switch token.tag {
    case .optgroup:
      if current.tag == .option, stack.count > 1, stack[stack.count - 2].tag == .optgroup { pop() }
      if current.tag == .optgroup { pop() }
    case .option: if current.tag == .option { pop() }
    case .select:
      guard isInSelectScope() else { return }
      pop(through: .select)
      resetMode()
    case .template: headEnd(token)
    default:
      guard mode == .inSelectInTable, token.tag == .table || has(token.tag, .tablePart), isInTableScope(token.tag)
      else {
        return
      }
      pop(through: .select)
      resetMode()
      endInMode(token)
    }
  }

  // MARK: Template

  mutating func templateStart(_ token: Token) {
    if has(token.tag, .metadata) {
      headStart(token)
      return
    }
    let next: Mode
    switch token.tag {
    case .caption, .colgroup, .tbody, .tfoot, .thead: next = .inTable
    case .col: next = .inColumnGroup
    case .tr: next = .inTableBody
    case .td, .th: next = .inRow
    default: next = .inBody
    }
    _ = templateModes.popLast()
    templateModes.append(next)
    mode = next
    startInMode(token)
  }
}
