/// Cuts a text into tokens in one pass over its bytes.
///
/// Contractions are resolved ("don't" is "do", "not"), hyphens and inner dots only join ("opt-out" is "opt", "out"),
/// brackets and markup disappear, emoticons and emoji are words, quotation marks turn into a trait of what they hold.
struct Tokenizer {
  let bytes: TextBytes
  let vocabulary: Vocabulary
  let shortForms: ShortForms
  let firstRated: UInt32
  let base: Token.Traits
  /// The words that names begin with, and the tokens that may begin one or hold one.
  let filter: HashFilter.View
  var hits: Row<Int32>
  var tokens: Row<Token>

  var position = 0
  var opensSentence = true
  var pending: Token.Traits = []
  var quoteStart = -1
  /// The tokens before this one are looked up.
  var resolved = 0

  /// Cuts `bytes`, a valid UTF-8 text, and appends its tokens to `tokens`.
  ///
  /// - Parameters:
  ///   - names: the words that names begin with.
  ///   - base: traits that every token gets.
  ///   - hits: gets the tokens with such words, and hashtags, in ascending order.
  static func cut(
    _ bytes: TextBytes, grammar: Grammar, names: HashFilter.View, base: Token.Traits = [],
    into tokens: inout Row<Token>, hits: inout Row<Int32>
  ) {
    tokens.reserve(tokens.count + bytes.count / 4 + 8)
    hits.cut(to: 0)
    var tokenizer = Tokenizer(
      bytes, vocabulary: grammar.vocabulary, shortForms: grammar.shortForms, firstRated: grammar.firstRated,
      base: base, filter: names, hits: hits, tokens: tokens)
    tokenizer.run()
    tokens = tokenizer.tokens
    hits = tokenizer.hits
  }

  /// The tokens of a word or two of the lexicon's own, numbered by `vocabulary`.
  static func tokens(of bytes: some Collection<UInt8>, vocabulary: Vocabulary) -> [Token] {
    var text = TextBytes()
    text.take(bytes)
    var tokenizer = Tokenizer(
      text, vocabulary: vocabulary, shortForms: .none, firstRated: .max, base: [], filter: .none,
      hits: Row(capacity: 1), tokens: Row(capacity: 16))
    tokenizer.run()
    defer {
      text.free()
      tokenizer.tokens.free()
      tokenizer.hits.free()
    }
    return tokenizer.tokens.indices.map { tokenizer.tokens[$0] }
  }

  private init(
    _ bytes: TextBytes, vocabulary: Vocabulary, shortForms: ShortForms, firstRated: UInt32, base: Token.Traits,
    filter: HashFilter.View, hits: Row<Int32>, tokens: Row<Token>
  ) {
    self.bytes = bytes
    self.vocabulary = vocabulary
    self.shortForms = shortForms
    self.firstRated = firstRated
    self.base = base
    self.filter = filter
    self.hits = hits
    self.tokens = tokens
    resolved = tokens.count
  }

  private mutating func run() {
    let count = bytes.count
    while position < count { next(count) }
    resolve()
  }

  @inline(__always) func byte(_ index: Int) -> UInt8 { index < bytes.count ? bytes[index] : 32 }

  mutating func next(_ count: Int) {
    let first = bytes[position]
    switch Kind(of: first) {
    case .space: position &+= 1
    case .letter: plainWords(count)
    case .high:
      if Tokenizer.isLetter(bytes, position) { word(count) } else { symbol() }
    case .newline: newline(count)
    case .punctuation: punctuation(first)
    }
  }

  // MARK: Words

  /// Takes words of ASCII letters and digits for as long as single spaces part them.
  ///
  /// Nearly all words of a text are cut here. One with other letters or an apostrophe is left to `word`. None is looked up
  /// yet: that is left to `resolve`.
  private mutating func plainWords(_ count: Int) {
    let bytes = bytes
    var tokens = tokens
    var start = position
    // Only the first of them may open a sentence or follow a sign.
    var traits = pending.union(base)
    if opensSentence { traits.insert(.opensSentence) }
    var isPlain = true
    while true {
      var eight = unsafe bytes.known(eightFrom: start)
      var mask = PlainBytes.mask(of: eight)
      if mask & 0x80 == 0 { break }
      var index = start
      var hash = WordHash.seed
      while mask == PlainBytes.all {
        hash = WordHash.mixed(hash, eight | PlainBytes.small)
        index &+= 8
        eight = unsafe bytes.known(eightFrom: index)
        mask = PlainBytes.mask(of: eight)
      }
      let width = PlainBytes.width(of: mask)
      // The bytes of the next word are dropped; of none are left none.
      let rest = (eight | PlainBytes.small) & ((1 &<< width) &- 1)
      if width > 0 { hash = WordHash.mixed(hash, rest) }
      index &+= Int(truncatingIfNeeded: width &>> 3)
      let following = UInt8(truncatingIfNeeded: eight &>> width)
      if following != 32, following >= 0x80 || following == 0x27 || following == 0x3A && Tokenizer.isScheme(hash) {
        isPlain = false
        break
      }
      tokens.append(
        Token(
          word: Tokenizer.open, traits: traits, hash: hash, start: Int32(truncatingIfNeeded: start),
          end: Int32(truncatingIfNeeded: index)))
      traits = base
      start = index
      // Most words are followed by one space.
      if following != 32 { break }
      start &+= 1
    }
    if start > position {
      self.tokens = tokens
      pending = []
      opensSentence = false
      position = start
    }
    if !isPlain { word(count) }
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
  /// Whether a word is what the addresses of pages begin with.
  static func isScheme(_ hash: UInt64) -> Bool { hash == http || hash == https }

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
