/// Boundaries, punctuation, emoticons and pictures.
extension Tokenizer {
  // MARK: Boundaries and signs

  mutating func boundary(_ mark: UInt32, _ width: Int, opens: Bool = true) {
    append(mark, 0, position, position &+ width, base)
    position &+= width
    if opens { opensSentence = true }
  }

  mutating func newline(_ count: Int) {
    let start = position
    var lines = 0
    var index = position
    while index < count {
      let current = bytes[index]
      if current == 10 { lines &+= 1 } else if current != 13 && current != 32 && current != 9 { break }
      index &+= 1
    }
    let following = byte(index)
    let isWrapped = lines <= 1 && following >= 97 && following <= 122
    position = index
    if isWrapped { return }
    if lines > 1 { quoteStart = -1 }
    append(lines > 1 ? Mark.paragraph : Mark.line, 0, start, start &+ 1, base)
    opensSentence = true
    if following == 0x2D || following == 0x2A { position &+= 1 }
  }

  mutating func punctuation(_ sign: UInt8) {
    let following = byte(position &+ 1)
    let isJoined = position > 0 && Tokenizer.isWordByte(bytes[position &- 1]) && Tokenizer.isWordByte(following)
    switch sign {
    case 0x2E:
      if isJoined {
        pending.insert(.joined)
        position &+= 1
      } else if following == 0x2E {
        var width = 2
        while byte(position &+ width) == 0x2E { width &+= 1 }
        boundary(Mark.ellipsis, width)
      } else {
        boundary(Mark.stop, 1)
      }
    case 0x21: boundary(Mark.exclamation, 1)
    case 0x3F: boundary(Mark.question, 1)
    case 0x2C: isJoined && following <= 57 ? position &+= 1 : boundary(Mark.comma, 1, opens: false)
    case 0x3A, 0x3B, 0x3D, 0x3C, 0x5E, 0x28, 0x3E:
      if face() { return }
      if sign == 0x3A { boundary(Mark.colon, 1) } else if sign == 0x3B { boundary(Mark.semicolon, 1) } else { skip() }
    case 0x2D:
      if following == 0x3E {
        append(Mark.arrow, 0, position, position &+ 2, base)
        position &+= 2
      } else if following == 0x2D {
        var width = 2
        while byte(position &+ width) == 0x2D { width &+= 1 }
        boundary(Mark.dash, width, opens: false)
      } else if isJoined {
        pending.insert(.joined)
        position &+= 1
      } else if following == 32 && position > 0 && bytes[position &- 1] == 32 {
        boundary(Mark.dash, 1, opens: false)
      } else {
        position &+= 1
      }
    case 0x22: quote(opens: !isClosing(position), 1)
    case 0x23:
      pending.insert(.hashtag)
      position &+= 1
    case 0x40:
      pending.insert(.handle)
      position &+= 1
    case 0x2B: word(Mark.plus, when: !isJoined)
    case 0x26: word(Mark.and, when: true)
    case 0x25: word(Mark.percent, when: true)
    case 0x24: word(Mark.money, when: true)
    case 0x7C: boundary(Mark.line, 1)
    default: skip()
    }
  }

  mutating func skip() { position &+= 1 }

  mutating func word(_ mark: UInt32, when isWord: Bool) {
    if isWord { append(mark, 0, position, position &+ 1, base) }
    position &+= 1
  }

  func isClosing(_ index: Int) -> Bool {
    if quoteStart < 0 { return false }
    let following = byte(index &+ 1)
    return !Tokenizer.isWordByte(following) || (index > 0 && bytes[index &- 1] > 32)
  }

  mutating func quote(opens: Bool, _ width: Int) {
    position &+= width
    // Words are counted as what they stand for.
    resolve()
    if opens {
      quoteStart = tokens.count
      return
    }
    guard quoteStart >= 0 else { return }
    if tokens.count - quoteStart >= 4 {
      for index in quoteStart..<tokens.count { tokens[index].traits.insert(.quoted) }
    }
    quoteStart = -1
  }

  /// Takes an emoticon of two to five bytes at the position; false when the lexicon knows none there.
  mutating func face() -> Bool {
    if position > 0, Tokenizer.isWordByte(bytes[position &- 1]) { return false }
    var limit = 0
    while limit < 5, byte(position &+ limit) > 32 { limit &+= 1 }
    while limit >= 2 {
      let hash = hash(position, position &+ limit)
      let number = vocabulary.number(of: hash)
      if number != Mark.unknown {
        append(number, 0, position, position &+ limit, base.union(.face))
        position &+= limit
        return true
      }
      limit &-= 1
    }
    return false
  }

  /// A sign outside ASCII: typographic punctuation, an arrow, an emoji.
  mutating func symbol() {
    let first = bytes[position]
    let second = byte(position &+ 1)
    let third = byte(position &+ 2)
    switch (first, second) {
    case (0xC2, 0xAB): quote(opens: true, 2)
    case (0xC2, 0xBB): quote(opens: false, 2)
    case (0xC2, 0xA3): append(Mark.money, 0, position, position &+ 2, base); position &+= 2
    case (0xC2, _): position &+= 2
    case (0xE2, 0x80):
      switch third {
      case 0x9C, 0x9E: quote(opens: third == 0x9E || quoteStart < 0, 3)
      case 0x9D: quote(opens: false, 3)
      case 0x93, 0x94: boundary(Mark.dash, 3, opens: false)
      case 0xA6: boundary(Mark.ellipsis, 3)
      case 0xA2: boundary(Mark.line, 3)
      default: position &+= 3
      }
    case (0xE2, 0x82): append(Mark.money, 0, position, position &+ 3, base); position &+= 3
    case (0xE2, 0x86), (0xE2, 0x9E):
      append(Mark.arrow, 0, position, position &+ 3, base)
      position &+= 3
    case (0xE2, _): picture(3)
    case (0xE3, 0x80): third == 0x82 ? boundary(Mark.stop, 3) : (position &+= 3)
    case (0xEF, _): position &+= 3
    default: picture(4)
    }
  }

  private func hash(_ start: Int, _ end: Int) -> UInt64 {
    var hash = WordHash()
    for index in start..<end { hash.add(bytes[index]) }
    return hash.value
  }

  mutating func picture(_ width: Int) {
    let end = min(position &+ width, bytes.count)
    let hash = hash(position, end)
    let number = vocabulary.number(of: hash)
    if number != Mark.unknown { append(number, 0, position, end, base.union(.face)) }
    position = end
  }
}
