/// Tells the language of a text by its script and its commonest words.
///
/// Latin texts are told apart by stop words and telling letters; a text that shows too little of any language is
/// taken for English when it is ASCII and stays unknown when it is not.
public struct LanguageDetector: Sendable {
  /// The detector with its built-in model.
  static let shared = LanguageDetector()

  /// Number of each stop word, and by number the languages that have it, one bit each.
  private let words: Vocabulary
  private let arena = Arena()
  private let owners: [UInt32]
  private let tags: [String]
  private let english: UInt8

  /// Makes a detector.
  public init() {
    var words = GrowingVocabulary()
    var owners = Array(repeating: UInt32(0), count: words.count)
    var tags: [String] = []
    for (tag, list) in LanguageModel.stopWords {
      for word in list.split(separator: " ") {
        let number = Int(words.intern(Vocabulary.hash(String(word))))
        while owners.count <= number { owners.append(0) }
        owners[number] |= 1 << UInt32(tags.count)
      }
      tags.append(tag)
    }
    self.words = Vocabulary(words.hashes, arena: arena)
    self.owners = owners
    self.tags = tags
    english = UInt8(tags.firstIndex(of: "en") ?? 0)
  }

  /// The language of a text as a BCP 47 tag; `nil` when too little speaks for any.
  public static func language(of text: String) -> String? {
    shared.language(of: Array(text.utf8), title: [], stated: nil)
  }

  /// The folder of the lexicon for a tag; `nil` for languages without one.
  static func folder(of tag: String) -> String? {
    if tag == "en" { return "english" }
    let primary = tag.prefix { $0 != "-" && $0 != "_" }
    switch primary.lowercased() {
    case "en", "eng": return "english"
    case "de", "deu", "ger": return "german"
    case "es", "spa": return "spanish"
    default: return nil
    }
  }

  /// The language of a text; `stated` decides only where the text itself says too little.
  ///
  /// - Complexity: at most the first 800 bytes are read.
  func language(of text: [UInt8], title: [UInt8], stated: String?) -> String? {
    var tally = Tally(languages: tags.count)
    tally.read(text, limit: 800, words: words, owners: owners)
    if tally.letters < 200 { tally.read(title, limit: 300, words: words, owners: owners) }
    if let script = tally.script { return script }
    if tally.letters == 0 { return stated.flatMap(LanguageDetector.primary) ?? "en" }
    if !tally.isASCII { tally.weighLetters(tags) }
    let best = tally.votes.indices.max { tally.votes[$0] < tally.votes[$1] } ?? 0
    let score = tally.votes[best]
    let own = tally.votes[Int(english)]
    if score >= 2, score > own * 1.2 || UInt8(best) == english { return tags[best] }
    if own >= 1 { return "en" }
    if let stated = stated.flatMap(LanguageDetector.primary) { return stated }
    if score >= 1, score > own, tally.words <= 6 { return tags[best] }
    return tally.isASCII && (tally.words < 12 || own > 0) ? "en" : nil
  }

  private static func primary(_ tag: String) -> String? {
    let part = tag.prefix { $0 != "-" && $0 != "_" }
    return part.isEmpty ? nil : part.lowercased()
  }
}

/// What a text shows of scripts, stop words and telling letters.
private struct Tally {
  var votes: [Float]
  var words = 0
  var letters = 0
  var isASCII = true
  private var scripts: [String: Int] = [:]
  private var telling: [UInt32: Int] = [:]

  init(languages: Int) { votes = Array(repeating: 0, count: languages) }

  mutating func read(_ bytes: [UInt8], limit: Int, words: Vocabulary, owners: [UInt32]) {
    let end = min(bytes.count, limit)
    var index = 0
    var hash = Vocabulary.seed
    var length = 0
    while index < end {
      let byte = bytes[index]
      if (byte | 32) &- 97 < 26 {
        hash = Vocabulary.step(hash, byte | 32)
        length &+= 1
        index &+= 1
        continue
      }
      if byte < 0x80 {
        if length > 0 { finish(&hash, &length, words, owners) }
        index &+= 1
        continue
      }
      let (scalar, width) = Tally.scalar(bytes, index, end)
      index += width
      if scalar < 0x250, scalar >= 0xC0, scalar != 0xD7, scalar != 0xF7 {
        let lower = scalar >= 0xC0 && scalar <= 0xDE ? scalar + 32 : scalar
        for byte in Tally.utf8(lower) { hash = Vocabulary.step(hash, byte) }
        telling[lower, default: 0] += 1
        isASCII = false
        length += 1
      } else if let script = Tally.script(of: scalar) {
        scripts[script, default: 0] += 1
        letters += 1
        isASCII = false
      } else {
        finish(&hash, &length, words, owners)
      }
    }
    finish(&hash, &length, words, owners)
  }

  private mutating func finish(_ hash: inout UInt64, _ length: inout Int, _ model: Vocabulary, _ owners: [UInt32]) {
    if length > 0 {
      words += 1
      letters += length
      var languages = owners[Int(model.number(of: hash))]
      if languages != 0 {
        let share = Tally.shares[languages.nonzeroBitCount]
        repeat {
          votes[languages.trailingZeroBitCount] += share
          languages &= languages &- 1
        } while languages != 0
      }
    }
    hash = Vocabulary.seed
    length = 0
  }

  /// Adds what letters say that only some languages write.
  mutating func weighLetters(_ tags: [String]) {
    for (language, tag) in tags.enumerated() {
      guard let own = LanguageModel.letters[tag] else { continue }
      for scalar in own.unicodeScalars { votes[language] += 0.5 * Float(min(telling[scalar.value] ?? 0, 6)) }
    }
  }

  /// The language of a script that is not Latin, when most letters belong to it.
  var script: String? {
    guard let (name, count) = scripts.max(by: { ($0.value, $1.key) < ($1.value, $0.key) }), count * 2 > letters else {
      return nil
    }
    // Kana among Han characters is Japanese.
    if name == "zh", scripts["ja", default: 0] * 10 > count { return "ja" }
    return name
  }

  private static func script(of scalar: UInt32) -> String? {
    switch scalar {
    case 0x370...0x3FF: "el"
    case 0x400...0x52F: "ru"
    case 0x590...0x5FF: "he"
    case 0x600...0x6FF, 0x750...0x77F: "ar"
    case 0x900...0x97F: "hi"
    case 0xE00...0xE7F: "th"
    case 0x3040...0x30FF: "ja"
    case 0x3400...0x9FFF: "zh"
    case 0xAC00...0xD7AF: "ko"
    default: nil
    }
  }

  private static func scalar(_ bytes: [UInt8], _ index: Int, _ end: Int) -> (UInt32, Int) {
    let first = UInt32(bytes[index])
    func next(_ offset: Int) -> UInt32 { index + offset < end ? UInt32(bytes[index + offset]) & 0x3F : 0 }
    if first >= 0xF0 { return ((first & 7) << 18 | next(1) << 12 | next(2) << 6 | next(3), 4) }
    if first >= 0xE0 { return ((first & 15) << 12 | next(1) << 6 | next(2), 3) }
    if first >= 0xC0 { return ((first & 31) << 6 | next(1), 2) }
    return (0, 1)
  }

  /// What a stop word of so many languages says for each.
  private static let shares: [Float] = (0...32).map { 1 / Float(max(1, $0)).squareRoot() }

  private static func utf8(_ scalar: UInt32) -> [UInt8] {
    [UInt8(0xC0 | scalar >> 6), UInt8(0x80 | scalar & 0x3F)]
  }
}
