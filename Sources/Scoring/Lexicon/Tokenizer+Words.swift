/// Words with whatever they may hold: other letters, apostrophes, letters drawn out.
extension Tokenizer {
  /// Takes a word with whatever it may hold.
  mutating func word(_ count: Int) {
    let start = position
    var index = start
    var hash = WordHash()
    var beforeLast = hash
    var capitals = 0
    var letters = 0
    var run = 0
    var longestRun = 0
    var previous: UInt8 = 0
    scan: while index < count {
      var current = bytes[index]
      switch Kind(of: current) {
      case .letter:
        if current >= 65 && current <= 90 {
          capitals &+= 1
          current |= 32
        }
        letters &+= 1
      case .high:
        if !Tokenizer.isLetter(bytes, index) {
          if isApostrophe(index), Tokenizer.isLetterByte(byte(index &+ 3)) {
            if apostrophe(start, index, 3, hash, beforeLast, capitals, letters, previous, count) { return }
            index &+= 3
            continue scan
          }
          break scan
        }
        if current >= 0xC0 {
          letters &+= 1
          if current == 0xC3 {
            let second = byte(index &+ 1)
            if second >= 0x80 && second <= 0x9E && second != 0x97 {
              beforeLast = hash
              hash.add(0xC3)
              hash.add(second &+ 0x20)
              if index == start { capitals &+= 1 }
              index &+= 2
              previous = 0
              continue scan
            }
          }
        }
      case .punctuation:
        if current == 0x27, Tokenizer.isLetterByte(byte(index &+ 1)) {
          if apostrophe(start, index, 1, hash, beforeLast, capitals, letters, previous, count) { return }
          index &+= 1
          continue scan
        }
        break scan
      default: break scan
      }
      beforeLast = hash
      hash.add(current)
      if current == previous {
        run &+= 1
        if run > longestRun { longestRun = run }
      } else {
        run = 0
      }
      previous = current
      index &+= 1
    }
    let value = hash.value
    if Tokenizer.isScheme(value), skipAddress(start, index, count) { return }
    position = index
    emit(value, start, index, capitals, letters, longestRun)
  }

  func isApostrophe(_ index: Int) -> Bool {
    byte(index) == 0xE2 && byte(index &+ 1) == 0x80 && (byte(index &+ 2) == 0x99 || byte(index &+ 2) == 0x98)
  }

  /// Splits a contraction at its apostrophe; false when the apostrophe is only part of a name ("O'Neil").
  mutating func apostrophe(
    _ start: Int, _ index: Int, _ width: Int, _ hash: WordHash, _ beforeLast: WordHash, _ capitals: Int, _ letters: Int,
    _ previous: UInt8, _ count: Int
  ) -> Bool {
    var end = index &+ width
    while end < count, Tokenizer.isLetterByte(bytes[end]) { end &+= 1 }
    let length = end &- index &- width
    let first = byte(index &+ width) | 32
    let second = byte(index &+ width &+ 1) | 32
    var clitic: UInt32
    switch (length, first, second) {
    case (1, 0x74, _) where previous == 0x6E: clitic = Mark.not
    case (1, 0x73, _): clitic = Mark.apostropheS
    case (1, 0x6D, _): clitic = Mark.am
    case (1, 0x64, _): clitic = Mark.would
    case (2, 0x72, 0x65): clitic = Mark.are
    case (2, 0x76, 0x65): clitic = Mark.have
    case (2, 0x6C, 0x6C): clitic = Mark.will
    default: return false
    }
    position = end
    let isNot = clitic == Mark.not
    emit(isNot ? beforeLast.value : hash.value, start, isNot ? index &- 1 : index, capitals, letters, 0)
    if isNot, tokens.count > 0 {
      let last = tokens.count - 1
      switch tokens[last].word {
      case Mark.ca: tokens[last].word = Mark.can
      case Mark.wo: tokens[last].word = Mark.will
      case Mark.sha: tokens[last].word = Mark.shall
      case Mark.ai: tokens[last].word = Mark.is
      default: break
      }
    }
    if clitic == Mark.apostropheS, let last = tokens.last, Tokenizer.subjects.contains(last.hash) { clitic = Mark.is }
    append(clitic, 0, isNot ? index &- 1 : index, end, base.union(.clitic))
    return true
  }

  private mutating func emit(
    _ hash: UInt64, _ start: Int, _ end: Int, _ capitals: Int, _ letters: Int, _ run: Int
  ) {
    let first = bytes[start]
    var traits = pending.union(base)
    pending = []
    if opensSentence {
      traits.insert(.opensSentence)
      opensSentence = false
    }
    if capitals > 0, first &- 65 < 26 || first == 0xC3 { traits.insert(.capital) }
    if capitals > 1, capitals == letters { traits.insert(.shouted) }
    let token = Token(
      word: vocabulary.number(of: hash), traits: traits, hash: hash, start: Int32(truncatingIfNeeded: start),
      end: Int32(truncatingIfNeeded: end))
    if shortForms.contains(token.word) {
      for part in parts(of: token) { tokens.append(part) }
    } else {
      tokens.append(settled(token, first, run))
    }
  }

  /// The word that a drawn-out spelling means: runs of three or more letters become one, or two.
  func drawnOut(_ start: Int, _ end: Int) -> UInt32 {
    for keep in 1...2 {
      var hash = WordHash()
      var run = 0
      var previous: UInt8 = 0
      var index = start
      while index < end {
        var current = bytes[index]
        if current >= 65 && current <= 90 { current |= 32 }
        run = current == previous ? run &+ 1 : 1
        previous = current
        var length = 1
        while index &+ length < end, length < 200, bytes[index &+ length] | 32 == current | 32 { length &+= 1 }
        let copies = length >= 3 ? keep : length
        for _ in 0..<copies { hash.add(current) }
        index &+= length
      }
      let number = vocabulary.number(of: hash.value)
      if number != Mark.unknown { return number }
    }
    return Mark.unknown
  }

  /// Appends a token.
  @inline(__always)
  mutating func append(_ word: UInt32, _ hash: UInt64, _ start: Int, _ end: Int, _ traits: Token.Traits) {
    tokens.append(
      Token(
        word: word, traits: traits, hash: hash, start: Int32(truncatingIfNeeded: start),
        end: Int32(truncatingIfNeeded: end)))
  }

  /// Makes one token of `http://…`; false when what follows is no address.
  mutating func skipAddress(_ start: Int, _ index: Int, _ count: Int) -> Bool {
    guard byte(index) == 0x3A, byte(index &+ 1) == 0x2F, byte(index &+ 2) == 0x2F else { return false }
    var end = index
    while end < count, bytes[end] > 32, bytes[end] != 0x22, bytes[end] != 0x29, bytes[end] != 0x3E { end &+= 1 }
    position = end
    append(Mark.address, 0, start, end, base)
    return true
  }
}
