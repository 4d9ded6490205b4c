/// What a text shows of scripts, stop words, endings and telling letters.
struct LanguageTally {
  let model: LanguageVotes
  private(set) var votes = LanguageVotes.Votes()
  private(set) var words = 0
  var letters = 0
  var isASCII = true
  private var scripts = InlineArray<24, Int>(repeating: 0)
  private var telling: [UInt32: Int] = [:]
  /// Words that are cut and not yet looked up.
  private var cut = Words()

  /// Words of a text, each with its hash, its last eight bytes and how many it has.
  private struct Words {
    static let most = 32
    var count = 0
    var hashes = InlineArray<32, UInt64>(repeating: 0)
    var lasts = InlineArray<32, UInt64>(repeating: 0)
    var lengths = InlineArray<32, Int32>(repeating: 0)
  }

  /// Whether words that no language has are looked up by their endings.
  private let heedsEndings: Bool
  /// How many words were not looked up by their endings, though they are long enough to have one.
  private(set) var unheeded = 0

  init(_ model: LanguageVotes, heedsEndings: Bool = true) {
    self.model = model
    self.heedsEndings = heedsEndings
  }

  /// Counts what stands between two offsets of a text.
  mutating func read(_ bytes: TextBytes, from start: Int = 0, limit: Int) {
    let end = min(bytes.count, limit)
    var index = start
    // Not from the middle of a word.
    while index > 0, index < end, bytes[index] > 32 { index += 1 }
    var hash = WordHash()
    var last: UInt64 = 0
    var length = 0
    while index < end {
      if length == 0 {
        index = readPlainWords(bytes, index, end)
        if index >= end { break }
      }
      let byte = bytes[index]
      if (byte | 32) &- 97 < 26 {
        hash.add(byte | 32)
        last = last &<< 8 | UInt64(byte | 32)
        length &+= 1
        letters &+= 1
        index &+= 1
        continue
      }
      if byte < 0x80 {
        if byte == 0x3A, length >= 4, isAddress(bytes, index) {
          letters &-= length
          length = 0
          while index < end, bytes[index] > 32 { index &+= 1 }
        } else if byte == 0x27, length > 0, joins(bytes, index, 1) {
          hash.add(byte)
          length &+= 1
        } else {
          finish(hash.value, last, length)
          length = 0
        }
        if length == 0 {
          hash = WordHash()
          last = 0
        }
        index &+= 1
        continue
      }
      let (scalar, width) = LanguageTally.scalar(bytes, index, end)
      if scalar < 0x250 && scalar >= 0xC0 && scalar != 0xD7 && scalar != 0xF7 || scalar >= 0x1E00 && scalar < 0x1F00 {
        let lower = LanguageTally.lower(scalar)
        for byte in LanguageTally.utf8(lower) where byte != 0 {
          hash.add(byte)
          last = last &<< 8 | UInt64(byte)
        }
        telling[lower, default: 0] += 1
        isASCII = false
        length &+= 1
        letters &+= 1
      } else if let script = LanguageTally.script(of: scalar) {
        // A character of these scripts is a syllable or a word.
        let weight = script >= 6 && script <= 8 ? 3 : 1
        scripts[script] &+= weight
        telling[scalar, default: 0] += 1
        letters &+= weight
        isASCII = false
      } else if scalar == 0x2019, length > 0, joins(bytes, index, 3) {
        hash.add(0x27)
        length &+= 1
      } else {
        if scalar == 0xBF || scalar == 0xA1 {
          telling[scalar, default: 0] += 1
          isASCII = false
        }
        finish(hash.value, last, length)
        hash = WordHash()
        last = 0
        length = 0
      }
      index &+= width
    }
    finish(hash.value, last, length)
    lookUp()
  }

  /// Counts words of ASCII letters that end before `end` for as long as single spaces part them; the first byte behind.
  private mutating func readPlainWords(_ bytes: TextBytes, _ from: Int, _ end: Int) -> Int {
    var start = from
    while start < end {
      var eight = unsafe bytes.known(eightFrom: start)
      var mask = PlainBytes.letters(of: eight)
      if mask & 0x80 == 0 { break }
      var hash = WordHash.seed
      var last: UInt64 = 0
      var index = start
      while mask == PlainBytes.all {
        hash = WordHash.mixed(hash, eight | PlainBytes.small)
        last = (eight | PlainBytes.small).byteSwapped
        index &+= 8
        eight = unsafe bytes.known(eightFrom: index)
        mask = PlainBytes.letters(of: eight)
      }
      let bits = PlainBytes.width(of: mask)
      if bits > 0 {
        let own = (eight | PlainBytes.small) & ((1 &<< bits) &- 1)
        hash = WordHash.mixed(hash, own)
        last = last &<< bits | own.byteSwapped &>> (64 &- bits)
        index &+= Int(truncatingIfNeeded: bits &>> 3)
      }
      let following = UInt8(truncatingIfNeeded: eight &>> bits)
      if following >= 0x80 || following == 0x27 || following == 0x3A || index > end { break }
      letters &+= index &- start
      finish(hash, last, index &- start)
      // Most words are followed by a space.
      start = following == 32 ? index &+ 1 : index
    }
    return start
  }

  private func isAddress(_ bytes: TextBytes, _ colon: Int) -> Bool {
    colon + 2 < bytes.count && bytes[colon + 1] == 0x2F && bytes[colon + 2] == 0x2F
  }

  private func joins(_ bytes: TextBytes, _ index: Int, _ width: Int) -> Bool {
    guard index + width < bytes.count else { return false }
    let next = bytes[index + width]
    return (next | 32) >= 97 && (next | 32) <= 122 || next >= 0xC3
  }

  /// Adds a word to those that are cut, unless it has no letters.
  @inline(__always) private mutating func finish(_ hash: UInt64, _ last: UInt64, _ length: Int) {
    if length == 0 { return }
    cut.hashes[cut.count] = hash
    cut.lasts[cut.count] = last
    cut.lengths[cut.count] = Int32(truncatingIfNeeded: length)
    cut.count &+= 1
    if cut.count == Words.most { lookUp() }
  }

  /// Counts the votes of the words that are cut.
  ///
  /// Their slots are fetched before anything is made of one, and votes are added up for all languages at once: which of
  /// them have a word is nothing that a branch would foresee.
  private mutating func lookUp() {
    let count = cut.count
    var rows = InlineArray<32, Int>(repeating: 0)
    for word in 0..<count { rows[word] = model.row(of: cut.hashes[word]) }
    if heedsEndings {
      for word in 0..<count where rows[word] == 0 && cut.lengths[word] > 3 {
        rows[word] = model.row(ofEnding: cut.lasts[word])
      }
    } else {
      for word in 0..<count { unheeded &+= (rows[word] == 0 ? 1 : 0) & (cut.lengths[word] > 3 ? 1 : 0) }
    }
    var sum = votes
    for word in 0..<count { sum.add(model.votes(of: rows[word])) }
    votes = sum
    words &+= count
    cut.count = 0
  }

  /// Adds what letters say that only some languages write.
  mutating func weighLetters() {
    for (language, tag) in model.tags.enumerated() {
      guard let own = LanguageModel.letters[tag] else { continue }
      for scalar in own.unicodeScalars { votes[language] += 0.4 * Float(min(telling[scalar.value] ?? 0, 6)) }
    }
  }

  /// The language of a script that is not Latin, when most letters belong to it.
  var script: String? {
    if isASCII { return nil }
    let (kana, han) = (scripts[6], scripts[7])
    // Kana among Han characters is Japanese.
    if (kana + han) * 2 > letters { return kana * 10 > han ? "ja" : "zh" }
    guard let number = LanguageModel.scripts.indices.first(where: { scripts[$0] * 2 > letters }) else { return nil }
    let tag = LanguageModel.scripts[number]
    for kin in LanguageModel.kindred where kin.of == tag {
      let own = kin.letters.unicodeScalars.reduce(0) { $0 + (telling[$1.value] ?? 0) }
      if own * 40 > letters { return kin.tag }
    }
    // Bulgarian writes the hard sign as a vowel, and has no letters yery and e.
    if tag == "ru", (telling[0x44A] ?? 0) * 60 > letters, telling[0x44B] == nil, telling[0x44D] == nil { return "bg" }
    return tag
  }

  private static func script(of scalar: UInt32) -> Int? {
    switch scalar {
    case 0x370...0x3FF, 0x1F00...0x1FFF: 0
    case 0x400...0x52F: 1
    case 0x590...0x5FF: 2
    case 0x600...0x6FF, 0x750...0x77F: 3
    case 0x900...0x97F: 4
    case 0xE00...0xE7F: 5
    case 0x3040...0x30FF: 6
    case 0x3400...0x9FFF: 7
    case 0xAC00...0xD7AF: 8
    case 0x530...0x58F: 9
    case 0x10A0...0x10FF: 10
    case 0x980...0x9FF: 11
    case 0xB80...0xBFF: 12
    case 0xC00...0xC7F: 13
    case 0x1200...0x137F: 14
    case 0x1780...0x17FF: 15
    case 0x1000...0x109F: 16
    case 0xD80...0xDFF: 17
    default: nil
    }
  }

  /// Small letters of the Latin blocks: pairs stand side by side from U+0100 on.
  private static func lower(_ scalar: UInt32) -> UInt32 {
    switch scalar {
    case 0xC0...0xDE: scalar + 32
    case 0x130: 0x69
    case 0x139...0x148, 0x179...0x17E: scalar & 1 == 1 ? scalar + 1 : scalar
    case 0x100...0x17F, 0x218...0x21B, 0x1E00...0x1EFF: scalar & 1 == 0 ? scalar + 1 : scalar
    case 0x1A0, 0x1AF: scalar == 0x1A0 ? 0x1A1 : 0x1B0
    default: scalar
    }
  }

  private static func scalar(_ bytes: TextBytes, _ index: Int, _ end: Int) -> (UInt32, Int) {
    let first = UInt32(bytes[index])
    func next(_ offset: Int) -> UInt32 { index + offset < end ? UInt32(bytes[index + offset]) & 0x3F : 0 }
    if first >= 0xF0 { return ((first & 7) << 18 | next(1) << 12 | next(2) << 6 | next(3), 4) }
    if first >= 0xE0 { return ((first & 15) << 12 | next(1) << 6 | next(2), 3) }
    if first >= 0xC0 { return ((first & 31) << 6 | next(1), 2) }
    return (0, 1)
  }

  /// The bytes of a scalar below U+10000, 0 where there is none.
  private static func utf8(_ scalar: UInt32) -> [UInt8] {
    if scalar < 0x80 { return [UInt8(scalar)] }
    if scalar < 0x800 { return [UInt8(0xC0 | scalar >> 6), UInt8(0x80 | scalar & 0x3F)] }
    return [UInt8(0xE0 | scalar >> 12 & 0xF), UInt8(0x80 | scalar >> 6 & 0x3F), UInt8(0x80 | scalar & 0x3F)]
  }
}
