/// One word or boundary of a text: its number in the vocabulary and where it stands.
struct Token: BitwiseCopyable {
  /// Number in the language's vocabulary; `Mark.unknown` for a word that the lexicon does not know.
  var word: UInt32
  /// What is known of its form and surroundings.
  var traits: Traits
  /// Hash of the word in lower case, so that names outside the vocabulary can be compared.
  var hash: UInt64
  /// Offset of its first byte.
  var start: Int32
  /// Offset after its last byte.
  var end: Int32

  /// Form and surroundings of a token.
  struct Traits: OptionSet, BitwiseCopyable {
    let rawValue: UInt16
    /// Begins with a capital.
    static let capital = Traits(rawValue: 1)
    /// Two or more letters, all capitals.
    static let shouted = Traits(rawValue: 2)
    /// First word of a sentence, line or quotation.
    static let opensSentence = Traits(rawValue: 4)
    /// Written `#word`.
    static let hashtag = Traits(rawValue: 8)
    /// Written `@word`.
    static let handle = Traits(rawValue: 16)
    /// Joined to the word before by a dot or a hyphen.
    static let joined = Traits(rawValue: 32)
    /// Second half of one written word ("do" + "not" of "don't").
    static let clitic = Traits(rawValue: 64)
    /// Stands in a quotation of four words or more, or in a range that the voice marks as quoted.
    static let quoted = Traits(rawValue: 128)
    /// Written with letters drawn out ("sooo").
    static let drawnOut = Traits(rawValue: 256)
    /// Part of the title, not of the text.
    static let title = Traits(rawValue: 512)
    /// Taken up by a matched cue, so that its words modify nothing else.
    static let taken = Traits(rawValue: 1024)
    /// An emoticon or emoji.
    static let face = Traits(rawValue: 2048)
    /// A capitalised word that the lexicon only rates, so that it may be a name all the same.
    static let rated = Traits(rawValue: 4096)
    /// Another service by no more than what the text says of it: "I moved to Plume", and once only.
    static let inferred = Traits(rawValue: 8192)
  }

  /// Whether it parts sentences, lines or clauses rather than being a word.
  @inline(__always) var isBoundary: Bool { word >= Mark.stop && word <= Mark.lastBoundary }

  /// Whether it is a capitalised word that neither cues nor word classes know.
  @inline(__always) var isName: Bool { word == Mark.name || traits.contains(.rated) }
}

/// The vocabulary's reserved numbers, the same in every language.
enum Mark {
  /// A word that the lexicon does not know.
  static let unknown: UInt32 = 0
  /// A mention of the service that is read for.
  static let target: UInt32 = 1
  /// A mention of another service.
  static let rival: UInt32 = 2
  /// A capitalised word that the lexicon does not know.
  static let name: UInt32 = 3
  /// A number in digits.
  static let number: UInt32 = 4
  /// A web address.
  static let address: UInt32 = 5
  /// A full stop that ends a sentence.
  static let stop: UInt32 = 6
  /// An exclamation mark.
  static let exclamation: UInt32 = 7
  /// A question mark.
  static let question: UInt32 = 8
  /// Three dots.
  static let ellipsis: UInt32 = 9
  /// The end of a line that is not wrapped text.
  static let line: UInt32 = 10
  /// A blank line.
  static let paragraph: UInt32 = 11
  /// A semicolon.
  static let semicolon: UInt32 = 12
  /// A colon.
  static let colon: UInt32 = 13
  /// A dash between words.
  static let dash: UInt32 = 14
  /// A comma.
  static let comma: UInt32 = 15
  /// The last of the marks that part sentences, lines or clauses.
  static let lastBoundary: UInt32 = 15
  /// Words that contractions are resolved into, in the order of `contractions`.
  static let not: UInt32 = 16
  static let am: UInt32 = 17
  static let are: UInt32 = 18
  static let have: UInt32 = 19
  static let will: UInt32 = 20
  static let would: UInt32 = 21
  static let apostropheS: UInt32 = 22
  static let can: UInt32 = 23
  static let shall: UInt32 = 24
  static let `is`: UInt32 = 25
  static let ca: UInt32 = 26
  static let wo: UInt32 = 27
  static let sha: UInt32 = 28
  static let ai: UInt32 = 29
  static let plus: UInt32 = 30
  static let and: UInt32 = 31
  static let percent: UInt32 = 32
  static let money: UInt32 = 33
  static let arrow: UInt32 = 34
  static let hashtagFirst: UInt32 = 35

  /// The spelling under which each number above `lastBoundary` is found, from `not` on.
  static let spellings = [
    "not", "am", "are", "have", "will", "would", "'s", "can", "shall", "is", "ca", "wo", "sha", "ai", "plus", "and",
    "percent", "$", "→", "#",
  ]
  /// The first number that a lexicon's own words may take.
  static let firstFree: UInt32 = 36
}
