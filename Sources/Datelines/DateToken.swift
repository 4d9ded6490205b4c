/// A number, a word or a mark of a text that may hold a date.
struct DateToken {
  /// What kind of token it is.
  enum Kind: UInt8 {
    case number, word, mark
  }

  let kind: Kind
  /// Whether white space stands before it.
  let isSpaced: Bool
  /// The value of a number, −1 where it has more than 18 digits.
  var value = 0
  /// How many digits a number has.
  var digits = 0
  /// The `WordKey` of a word.
  var key: UInt64 = 0
  /// The byte of a mark: typographic dashes, colons and quotes are folded into ASCII.
  var mark: UInt8 = 0
  /// Where the token starts and ends, in UTF-8 bytes of the text.
  let start: Int
  var end: Int
}

/// Cuts UTF-8 into date tokens, folding case, diacritics and foreign digits on the way.
struct DateTokenizer {
  private let bytes: [UInt8]
  private var position = 0

  private let end: Int

  init(_ bytes: [UInt8], range: Range<Int>) {
    self.bytes = bytes
    position = range.lowerBound
    end = range.upperBound
  }

  /// All tokens of a text, or of a part of it; what comes past `limit` tokens is left out.
  static func tokens(in bytes: [UInt8], range: Range<Int>? = nil, limit: Int) -> [DateToken] {
    var tokenizer = DateTokenizer(bytes, range: range ?? 0..<bytes.count)
    var tokens: [DateToken] = []
    tokens.reserveCapacity(min(limit, 12))
    while tokens.count < limit, let token = tokenizer.next() { tokens.append(token) }
    return tokens
  }

  /// The next token; `nil` at the end.
  mutating func next() -> DateToken? {
    var isSpaced = position == 0
    while position < end {
      let start = position
      let glyph = scalar()
      switch glyph.role {
      case .space: isSpaced = true
      case .ignored: continue
      case .mark(let byte):
        return DateToken(kind: .mark, isSpaced: isSpaced, mark: byte, start: start, end: position)
      case .digit(let digit):
        return number(startingWith: Int(digit), from: start, isSpaced: isSpaced)
      case .letter, .ideograph:
        return word(startingWith: glyph, from: start, isSpaced: isSpaced)
      }
    }
    return nil
  }

  private mutating func number(startingWith digit: Int, from start: Int, isSpaced: Bool) -> DateToken {
    var token = DateToken(kind: .number, isSpaced: isSpaced, value: digit, digits: 1, start: start, end: position)
    while position < end {
      let before = position
      guard case .digit(let digit) = scalar().role else {
        position = before
        break
      }
      // "20236:46": a year whose hour lost the space before it.
      if token.digits == 4, DateSearch.plausibleYears.contains(token.value), runsIntoClock(before) {
        position = before
        break
      }
      token.digits += 1
      if token.value >= 0 { token.value = token.digits > 18 ? -1 : token.value * 10 + Int(digit) }
    }
    token.end = position
    return token
  }

  /// Whether one or two digits and a colon stand at a position.
  private func runsIntoClock(_ start: Int) -> Bool {
    var end = start
    while end < self.end, end < start + 3, bytes[end] >= 0x30, bytes[end] <= 0x39 { end += 1 }
    return end > start && end <= start + 2 && end < self.end && bytes[end] == 0x3a
  }

  private mutating func word(startingWith first: Glyph, from start: Int, isSpaced: Bool) -> DateToken {
    var key = WordKey()
    key.append(first.folded)
    if case .letter = first.role {
      while position < end {
        let before = position
        let glyph = scalar()
        if case .ignored = glyph.role { continue }
        // "ClymoDecember 18": a name whose space was lost.
        let isHump =
          bytes[before] >= 0x41 && bytes[before] <= 0x5a && bytes[before - 1] >= 0x61 && bytes[before - 1] <= 0x7a
        guard case .letter = glyph.role, !isHump else {
          position = before
          break
        }
        key.append(glyph.folded)
      }
    }
    return DateToken(kind: .word, isSpaced: isSpaced, key: key.value, start: start, end: position)
  }

  /// Reads one scalar and says what it is to a date.
  private mutating func scalar() -> Glyph {
    let first = bytes[position]
    position += 1
    if first < 0x80 { return Glyph(ascii: first) }
    let length = first >= 0xf0 ? 4 : first >= 0xe0 ? 3 : 2
    var value = UInt32(first) & (length == 4 ? 0x07 : length == 3 ? 0x0f : 0x1f)
    var taken = 1
    while taken < length, position < end, bytes[position] & 0xc0 == 0x80 {
      value = value << 6 | UInt32(bytes[position] & 0x3f)
      position += 1
      taken += 1
    }
    return Glyph(value)
  }
}
