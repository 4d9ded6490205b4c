/// Cuts a text into tokens in one pass over its bytes.
///
/// Contractions are resolved ("don't" is "do", "not"), hyphens and inner dots only join ("opt-out" is "opt", "out"),
/// brackets and markup disappear, emoticons and emoji are words, quotation marks turn into a trait of what they hold.
struct Tokenizer {
  let bytes: TextBytes
  let vocabulary: Vocabulary
  let expansions: [UInt32: [UInt32]]
  let expandable: Range<UInt32>
  let firstRated: UInt32
  let base: Token.Traits
  var tokens: Row<Token>

  var position = 0
  var opensSentence = true
  var pending: Token.Traits = []
  var quoteStart = -1

  /// Cuts `bytes`, a valid UTF-8 text, and appends its tokens to `tokens`.
  ///
  /// - Parameter base: traits that every token gets.
  static func cut(_ bytes: TextBytes, grammar: Grammar, base: Token.Traits = [], into tokens: inout Row<Token>) {
    tokens.reserve(tokens.count + bytes.count / 4 + 8)
    var tokenizer = Tokenizer(
      bytes, vocabulary: grammar.vocabulary, expansions: grammar.expansions, expandable: grammar.expandable,
      firstRated: grammar.firstRated, base: base, tokens: tokens)
    tokenizer.run()
    tokens = tokenizer.tokens
  }

  /// The tokens of a word or two of the lexicon's own, numbered by `vocabulary`.
  static func tokens(of bytes: some Collection<UInt8>, vocabulary: Vocabulary) -> [Token] {
    var text = TextBytes()
    text.take(bytes)
    var tokenizer = Tokenizer(
      text, vocabulary: vocabulary, expansions: [:], expandable: 0..<0, firstRated: .max, base: [],
      tokens: Row(capacity: 16))
    tokenizer.run()
    defer {
      text.free()
      tokenizer.tokens.free()
    }
    return tokenizer.tokens.indices.map { tokenizer.tokens[$0] }
  }

  private init(
    _ bytes: TextBytes, vocabulary: Vocabulary, expansions: [UInt32: [UInt32]], expandable: Range<UInt32>,
    firstRated: UInt32, base: Token.Traits, tokens: Row<Token>
  ) {
    self.bytes = bytes
    self.vocabulary = vocabulary
    self.expansions = expansions
    self.expandable = expandable
    self.firstRated = firstRated
    self.base = base
    self.tokens = tokens
  }

  private mutating func run() {
    let count = bytes.count
    while position < count { next(count) }
  }

  @inline(__always) func byte(_ index: Int) -> UInt8 { index < bytes.count ? bytes[index] : 32 }

  mutating func next(_ count: Int) {
    let first = bytes[position]
    switch Kind(of: first) {
    case .space: position &+= 1
    case .letter: plainWord(count)
    case .high:
      if Tokenizer.isLetter(bytes, position) { word(count) } else { symbol() }
    case .newline: newline(count)
    case .punctuation: punctuation(first)
    }
  }

  // MARK: Words

  /// Takes a word of ASCII letters and digits, eight bytes at a time; one with other letters or an apostrophe is left
  /// to `word`.
  @inline(__always) private mutating func plainWord(_ count: Int) {
    let start = position
    var index = start
    var hash = WordHash.seed
    let small: UInt64 = 0x2020_2020_2020_2020
    let high: UInt64 = 0x8080_8080_8080_8080
    var eight = bytes.eight(from: index)
    let first = UInt8(truncatingIfNeeded: eight)
    var isShouted = true
    while true {
      // The high bit of each byte that is a letter, a digit, a capital.
      let lower = (eight | small) & ~high
      let letters = (lower &+ 0x1F1F_1F1F_1F1F_1F1F) & ~(lower &+ 0x0505_0505_0505_0505)
      let figure = eight & ~high
      let digits = (figure &+ 0x5050_5050_5050_5050) & ~(figure &+ 0x4646_4646_4646_4646)
      let word = (letters | digits) & ~eight & high
      let capitals = letters & ~(eight &<< 2) & word
      if word == high {
        hash = WordHash.mixed(hash, eight | small)
        isShouted = isShouted && capitals == high
        index &+= 8
        eight = bytes.eight(from: index)
        continue
      }
      let width = (word ^ high).trailingZeroBitCount &>> 3
      if width > 0 {
        let own = (1 &<< UInt64(width &* 8)) &- 1 as UInt64
        hash = WordHash.mixed(hash, (eight | small) & own)
        isShouted = isShouted && capitals & own == high & own
        index &+= width
      }
      eight &>>= UInt64(width &* 8)
      break
    }
    let following = UInt8(truncatingIfNeeded: eight)
    if following >= 0x80 || following == 0x27 {
      word(count)
      return
    }
    if following == 0x3A, hash == Tokenizer.http || hash == Tokenizer.https, skipAddress(start, index, count) {
      return
    }
    // Most words are followed by one space.
    position = following == 32 ? index &+ 1 : index
    emit(hash, start, index, first, isCapital: first &- 65 < 26, isShouted: isShouted && index &- start > 1, -1)
  }

  /// Takes a word with whatever it may hold.
  private mutating func word(_ count: Int) {
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
    if value == Tokenizer.http || value == Tokenizer.https, skipAddress(start, index, count) { return }
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
    append(clitic, 0, isNot ? index &- 1 : index, end, .clitic)
    return true
  }

  mutating func emit(_ hash: UInt64, _ start: Int, _ end: Int, _ capitals: Int, _ letters: Int, _ run: Int) {
    let first = bytes[start]
    emit(
      hash, start, end, first, isCapital: capitals > 0 && (first &- 65 < 26 || first == 0xC3),
      isShouted: capitals > 1 && capitals == letters, run)
  }

  @inline(__always) private mutating func emit(
    _ hash: UInt64, _ start: Int, _ end: Int, _ first: UInt8, isCapital: Bool, isShouted: Bool, _ run: Int
  ) {
    var traits = pending
    pending = []
    if opensSentence {
      traits.insert(.opensSentence)
      opensSentence = false
    }
    if isCapital { traits.insert(.capital) }
    if isShouted { traits.insert(.shouted) }
    var number = vocabulary.number(of: hash)
    if number == Mark.unknown {
      if first >= 48 && first <= 57 {
        number = Mark.number
      } else if run >= 2 || run < 0 && longestRun(start, end) >= 2 {
        number = drawnOut(start, end)
        if number != Mark.unknown { traits.insert(.drawnOut) }
      } else if traits.contains(.capital), !traits.contains(.opensSentence) {
        number = Mark.name
      }
    } else if expandable.contains(number), let parts = expansions[number] {
      append(parts[0], hash, start, end, traits)
      for part in parts.dropFirst() { append(part, 0, start, end, .clitic) }
      return
    } else if number >= firstRated, traits.contains(.capital), !traits.contains(.opensSentence) {
      traits.insert(.rated)
    }
    append(number, hash, start, end, traits)
  }

  /// How often a letter of an ASCII word repeats the one before, at most, in a row.
  private func longestRun(_ start: Int, _ end: Int) -> Int {
    var longest = 0
    var run = 0
    var previous: UInt8 = 0
    for index in start..<end {
      var current = bytes[index]
      if current &- 65 < 26 { current |= 32 }
      run = current == previous ? run &+ 1 : 0
      longest = max(longest, run)
      previous = current
    }
    return longest
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

  @inline(__always)
  mutating func append(_ word: UInt32, _ hash: UInt64, _ start: Int, _ end: Int, _ traits: Token.Traits) {
    tokens.append(
      Token(
        word: word, traits: traits.union(base), hash: hash, start: Int32(truncatingIfNeeded: start),
        end: Int32(truncatingIfNeeded: end)))
  }

  /// Makes one token of `http://…`; false when what follows is no address.
  mutating func skipAddress(_ start: Int, _ index: Int, _ count: Int) -> Bool {
    guard byte(index) == 0x3A, byte(index &+ 1) == 0x2F, byte(index &+ 2) == 0x2F else { return false }
    var end = index
    while end < count, bytes[end] > 32, bytes[end] != 0x22, bytes[end] != 0x29, bytes[end] != 0x3E { end &+= 1 }
    position = end
    append(Mark.address, 0, start, end, [])
    return true
  }

  // MARK: Bytes

  enum Kind: UInt8 {
    case space, letter, high, newline, punctuation

    /// The kind of a byte.
    @inline(__always) init(of byte: UInt8) {
      if (byte | 32) &- 97 < 26 || byte &- 48 < 10 {
        self = .letter
      } else if byte >= 128 {
        self = .high
      } else if byte > 32 && byte != 127 {
        self = .punctuation
      } else {
        self = byte == 10 ? .newline : .space
      }
    }
  }

  /// Words after which `'s` is "is" rather than a possessive.
  static let subjects = Set(
    [
      "it", "that", "this", "what", "there", "here", "he", "she", "who", "where", "how", "everything", "nobody",
      "everyone",
    ]
    .map { Vocabulary.hash($0) })
  static let http = Vocabulary.hash("http")
  static let https = Vocabulary.hash("https")

  @inline(__always) static func isLetterByte(_ byte: UInt8) -> Bool {
    (byte | 32) >= 97 && (byte | 32) <= 122
  }

  @inline(__always) static func isWordByte(_ byte: UInt8) -> Bool {
    isLetterByte(byte) || (byte >= 48 && byte <= 57) || byte >= 0xC3
  }

  /// Whether the character at `index` belongs into a word: everything outside ASCII but signs and pictures.
  @inline(__always) static func isLetter(_ bytes: TextBytes, _ index: Int) -> Bool {
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
