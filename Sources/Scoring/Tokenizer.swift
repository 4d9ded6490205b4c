/// Cuts a text into tokens in one pass over its bytes.
///
/// Contractions are resolved ("don't" is "do", "not"), hyphens and inner dots only join ("opt-out" is "opt", "out"),
/// brackets and markup disappear, emoticons and emoji are words, quotation marks turn into a trait of what they hold.
struct Tokenizer {
  private let bytes: [UInt8]
  private let vocabulary: Vocabulary
  private let expansions: [UInt32: [UInt32]]
  private let expandable: Range<UInt32>
  private let base: Token.Traits
  private let kinds = Tokenizer.byteKinds
  private(set) var tokens: [Token] = []

  private var position = 0
  private var opensSentence = true
  private var pending: Token.Traits = []
  private var quoteStart = -1

  /// Cuts `bytes`, a valid UTF-8 text.
  ///
  /// - Parameter base: traits that every token gets.
  init(_ bytes: [UInt8], grammar: Grammar, base: Token.Traits = []) {
    self.init(
      bytes, vocabulary: grammar.vocabulary, expansions: grammar.expansions, expandable: grammar.expandable, base: base)
  }

  init(
    _ bytes: [UInt8], vocabulary: Vocabulary, expansions: [UInt32: [UInt32]] = [:], expandable: Range<UInt32> = 0..<0,
    base: Token.Traits = []
  ) {
    self.bytes = bytes
    self.vocabulary = vocabulary
    self.expansions = expansions
    self.expandable = expandable
    self.base = base
    tokens.reserveCapacity(bytes.count / 4 + 8)
    let count = min(bytes.count, Int(Int32.max) - 1)
    while position < count { next(count) }
  }

  @inline(__always) private func byte(_ index: Int) -> UInt8 { index < bytes.count ? bytes[index] : 32 }

  private mutating func next(_ count: Int) {
    let first = bytes[position]
    let kind = kinds[Int(first)]
    switch kind {
    case .space: position &+= 1
    case .letter: word(count)
    case .high:
      if Tokenizer.isLetter(bytes, position) { word(count) } else { symbol() }
    case .newline: newline(count)
    case .punctuation: punctuation(first)
    }
  }

  // MARK: Words

  private mutating func word(_ count: Int) {
    let start = position
    var index = start
    var hash = Vocabulary.seed
    var beforeLast = hash
    var capitals = 0
    var letters = 0
    var run = 0
    var longestRun = 0
    var previous: UInt8 = 0
    scan: while index < count {
      var current = bytes[index]
      switch kinds[Int(current)] {
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
              hash = Vocabulary.step(Vocabulary.step(hash, 0xC3), second &+ 0x20)
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
      hash = Vocabulary.step(hash, current)
      if current == previous {
        run &+= 1
        if run > longestRun { longestRun = run }
      } else {
        run = 0
      }
      previous = current
      index &+= 1
    }
    if letters == 4, hash == Tokenizer.http || letters == 5 && hash == Tokenizer.https, skipAddress(start, index, count)
    {
      return
    }
    if letters == 5, hash == Tokenizer.https, skipAddress(start, index, count) { return }
    position = index
    emit(hash, start, index, capitals, letters, longestRun)
  }

  private func isApostrophe(_ index: Int) -> Bool {
    byte(index) == 0xE2 && byte(index &+ 1) == 0x80 && (byte(index &+ 2) == 0x99 || byte(index &+ 2) == 0x98)
  }

  /// Splits a contraction at its apostrophe; false when the apostrophe is only part of a name ("O'Neil").
  private mutating func apostrophe(
    _ start: Int, _ index: Int, _ width: Int, _ hash: UInt64, _ beforeLast: UInt64, _ capitals: Int, _ letters: Int,
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
    emit(isNot ? beforeLast : hash, start, isNot ? index &- 1 : index, capitals, letters, 0)
    if isNot, let last = tokens.indices.last {
      switch tokens[last].word {
      case Mark.ca: tokens[last].word = Mark.can
      case Mark.wo: tokens[last].word = Mark.will
      case Mark.sha: tokens[last].word = Mark.shall
      case Mark.ai: tokens[last].word = Mark.is
      default: break
      }
    }
    if clitic == Mark.apostropheS, let last = tokens.last, Tokenizer.subjects.contains(last.hash) { clitic = Mark.is }
    append(clitic, 0, isNot ? index &- 1 : index, end, .clitic)
    return true
  }

  private mutating func emit(_ hash: UInt64, _ start: Int, _ end: Int, _ capitals: Int, _ letters: Int, _ run: Int) {
    var traits = pending
    pending = []
    if opensSentence {
      traits.insert(.opensSentence)
      opensSentence = false
    }
    if capitals > 0 {
      let first = bytes[start]
      if (first >= 65 && first <= 90) || first == 0xC3 { traits.insert(.capital) }
      if capitals > 1 && capitals == letters { traits.insert(.shouted) }
    }
    var number = vocabulary.number(of: hash)
    if number == Mark.unknown {
      let first = bytes[start]
      if first >= 48 && first <= 57 {
        number = Mark.number
      } else if run >= 2 {
        number = drawnOut(start, end)
        if number != Mark.unknown { traits.insert(.drawnOut) }
      } else if traits.contains(.capital), !traits.contains(.opensSentence) {
        number = Mark.name
      }
    } else if expandable.contains(number), let parts = expansions[number] {
      append(parts[0], hash, start, end, traits)
      for part in parts.dropFirst() { append(part, 0, start, end, .clitic) }
      return
    }
    append(number, hash, start, end, traits)
  }

  /// The word that a drawn-out spelling means: runs of three or more letters become one, or two.
  private func drawnOut(_ start: Int, _ end: Int) -> UInt32 {
    for keep in 1...2 {
      var hash = Vocabulary.seed
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
        for _ in 0..<copies { hash = Vocabulary.step(hash, current) }
        index &+= length
      }
      let number = vocabulary.number(of: hash)
      if number != Mark.unknown { return number }
    }
    return Mark.unknown
  }

  @inline(__always)
  private mutating func append(_ word: UInt32, _ hash: UInt64, _ start: Int, _ end: Int, _ traits: Token.Traits) {
    tokens.append(
      Token(
        word: word, traits: traits.union(base), hash: hash, start: Int32(truncatingIfNeeded: start),
        end: Int32(truncatingIfNeeded: end)))
  }

  /// Makes one token of `http://…`; false when what follows is no address.
  private mutating func skipAddress(_ start: Int, _ index: Int, _ count: Int) -> Bool {
    guard byte(index) == 0x3A, byte(index &+ 1) == 0x2F, byte(index &+ 2) == 0x2F else { return false }
    var end = index
    while end < count, bytes[end] > 32, bytes[end] != 0x22, bytes[end] != 0x29, bytes[end] != 0x3E { end &+= 1 }
    position = end
    append(Mark.address, 0, start, end, [])
    return true
  }

  // MARK: Boundaries and signs

  private mutating func boundary(_ mark: UInt32, _ width: Int, opens: Bool = true) {
    append(mark, 0, position, position &+ width, [])
    position &+= width
    if opens { opensSentence = true }
  }

  private mutating func newline(_ count: Int) {
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
    append(lines > 1 ? Mark.paragraph : Mark.line, 0, start, start &+ 1, [])
    opensSentence = true
    if following == 0x2D || following == 0x2A { position &+= 1 }
  }

  private mutating func punctuation(_ sign: UInt8) {
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
        append(Mark.arrow, 0, position, position &+ 2, [])
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

  private mutating func skip() { position &+= 1 }

  private mutating func word(_ mark: UInt32, when isWord: Bool) {
    if isWord { append(mark, 0, position, position &+ 1, []) }
    position &+= 1
  }

  private func isClosing(_ index: Int) -> Bool {
    if quoteStart < 0 { return false }
    let following = byte(index &+ 1)
    return !Tokenizer.isWordByte(following) || (index > 0 && bytes[index &- 1] > 32)
  }

  private mutating func quote(opens: Bool, _ width: Int) {
    position &+= width
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
  private mutating func face() -> Bool {
    if position > 0, Tokenizer.isWordByte(bytes[position &- 1]) { return false }
    var limit = 0
    while limit < 5, byte(position &+ limit) > 32 { limit &+= 1 }
    while limit >= 2 {
      let hash = (0..<limit).reduce(Vocabulary.seed) { Vocabulary.step($0, bytes[position &+ $1]) }
      let number = vocabulary.number(of: hash)
      if number != Mark.unknown {
        append(number, 0, position, position &+ limit, .face)
        position &+= limit
        return true
      }
      limit &-= 1
    }
    return false
  }

  /// A sign outside ASCII: typographic punctuation, an arrow, an emoji.
  private mutating func symbol() {
    let first = bytes[position]
    let second = byte(position &+ 1)
    let third = byte(position &+ 2)
    switch (first, second) {
    case (0xC2, 0xAB): quote(opens: true, 2)
    case (0xC2, 0xBB): quote(opens: false, 2)
    case (0xC2, 0xA3): append(Mark.money, 0, position, position &+ 2, []); position &+= 2
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
    case (0xE2, 0x82): append(Mark.money, 0, position, position &+ 3, []); position &+= 3
    case (0xE2, 0x86), (0xE2, 0x9E):
      append(Mark.arrow, 0, position, position &+ 3, [])
      position &+= 3
    case (0xE2, _): picture(3)
    case (0xE3, 0x80): third == 0x82 ? boundary(Mark.stop, 3) : (position &+= 3)
    case (0xEF, _): position &+= 3
    default: picture(4)
    }
  }

  private mutating func picture(_ width: Int) {
    let end = min(position &+ width, bytes.count)
    let hash = bytes[position..<end].reduce(Vocabulary.seed) { Vocabulary.step($0, $1) }
    let number = vocabulary.number(of: hash)
    if number != Mark.unknown { append(number, 0, position, end, .face) }
    position = end
  }

  // MARK: Bytes

  private enum Kind: UInt8 { case space, letter, high, newline, punctuation }

  private static let byteKinds: [Kind] = (0...255).map { byte in
    switch byte {
    case 48...57, 65...90, 97...122: .letter
    case 128...255: .high
    case 10: .newline
    case 0...32, 127: .space
    default: .punctuation
    }
  }

  /// Words after which `'s` is "is" rather than a possessive.
  private static let subjects = Set(
    [
      "it", "that", "this", "what", "there", "here", "he", "she", "who", "where", "how", "everything", "nobody",
      "everyone",
    ]
    .map { Vocabulary.hash($0) })
  private static let http = Vocabulary.hash("http")
  private static let https = Vocabulary.hash("https")

  @inline(__always) private static func isLetterByte(_ byte: UInt8) -> Bool {
    (byte | 32) >= 97 && (byte | 32) <= 122
  }

  @inline(__always) private static func isWordByte(_ byte: UInt8) -> Bool {
    isLetterByte(byte) || (byte >= 48 && byte <= 57) || byte >= 0xC3
  }

  /// Whether the character at `index` belongs into a word: everything outside ASCII but signs and pictures.
  @inline(__always) private static func isLetter(_ bytes: [UInt8], _ index: Int) -> Bool {
    let first = bytes[index]
    if first >= 0x80 && first < 0xC0 { return true }
    switch first {
    case 0xC2: return false
    case 0xE2: return false
    case 0xE3: return !(index + 1 < bytes.count && bytes[index + 1] == 0x80)
    case 0xEF:
      return
        !(index + 1 < bytes.count && (bytes[index + 1] == 0xB8 || bytes[index + 1] == 0xBB || bytes[index + 1] == 0xBF))
    case 0xF0...: return false
    default: return true
    }
  }
}
