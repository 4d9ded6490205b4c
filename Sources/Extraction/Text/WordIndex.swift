import Markup
import Model

/// A short list of words that are looked for again and again, found by the one byte that decides.
///
/// Words are written in lower case; texts may have any, as far as ASCII goes. Words of one deciding byte keep the order in
/// which they were listed.
struct WordIndex: Sendable {
  /// Which of its bytes a word is filed under.
  enum Deciding: Sendable {
    case first, last
  }

  private let letters: [UInt8]
  private let words: [Range<Int>]
  /// For each byte, where its words begin; one entry more than bytes.
  private let groups: [Int]
  /// One bit for each three bytes that a word begins with or, where every other place of a text is looked at, has behind
  /// its first one, case aside; so that few places are looked at twice.
  private let beginnings: [UInt64]
  /// How far the places are apart that a text is looked at: two, or one where a word is so short that it would be looked
  /// for too often.
  private let step: Int

  /// Files words under their first or last bytes.
  init(_ list: [String], by deciding: Deciding = .first) {
    var letters: [UInt8] = []
    var words: [Range<Int>] = []
    var groups: [Int] = []
    // Ordered by the deciding bytes; equals keep their order.
    let keys = list.map { (deciding == .first ? $0.utf8.first : $0.utf8.last).map { Int($0) } ?? -1 }
    let filed = list.indices.filter { keys[$0] >= 0 }.sorted { keys[$0] == keys[$1] ? $0 < $1 : keys[$0] < keys[$1] }
    groups.reserveCapacity(257)
    words.reserveCapacity(filed.count)
    for position in filed {
      while groups.count <= keys[position] { groups.append(words.count) }
      let start = letters.count
      letters.append(contentsOf: list[position].utf8)
      words.append(start..<letters.count)
    }
    while groups.count <= 256 { groups.append(words.count) }
    var beginnings = [UInt64](repeating: 0, count: 512)
    step = words.contains { $0.count < 3 } ? 1 : 2
    for word in words where !word.isEmpty {
      for start in word.lowerBound..<word.lowerBound + step {
        // Behind a short word anything may stand.
        func letter(_ offset: Int) -> ClosedRange<UInt32> {
          guard start + offset < word.upperBound else { return 0...31 }
          let letter = UInt32(letters[start + offset] & 31)
          return letter...letter
        }
        for first in letter(0) {
          for second in letter(1) {
            for third in letter(2) {
              let bit = WordIndex.bit(first | second << 8 | third << 16)
              beginnings[bit >> 6] |= 1 << UInt64(bit & 63)
            }
          }
        }
      }
    }
    self.beginnings = beginnings
    self.letters = letters
    self.words = words
    self.groups = groups
  }

  /// The first of the words filed under a byte that a test takes, as its length.
  @inline(__always) private func first(under byte: UInt8, where takes: (Range<Int>) -> Bool) -> Int? {
    let end = groups[Int(byte) + 1]
    var index = groups[Int(byte)]
    while index < end {
      if takes(words[index]) { return words[index].count }
      index += 1
    }
    return nil
  }

  @inline(__always) private func stands(_ word: Range<Int>, at start: Int, in text: Span<UInt8>) -> Bool {
    var offset = 0
    while offset < word.count {
      if lower(text[start + offset]) != letters[word.lowerBound + offset] { return false }
      offset += 1
    }
    return true
  }

  /// The length of the first word that stands at a place of a text, up to an end; of an index by first bytes.
  func length(at start: Int, upTo end: Int, in text: Span<UInt8>) -> Int? {
    guard start < end else { return nil }
    return first(under: lower(text[start])) { start + $0.count <= end && stands($0, at: start, in: text) }
  }

  /// The length of the first word that ends at a place of a text and passes a test, told where it begins and its first
  /// byte; of an index by last bytes.
  func length(
    endingAt end: Int, from start: Int, in text: Span<UInt8>, where passes: (Int, UInt8) -> Bool
  ) -> Int? {
    guard start < end else { return nil }
    return first(under: lower(text[end - 1])) {
      end - $0.count > start && stands($0, at: end - $0.count, in: text)
        && passes(end - $0.count, letters[$0.lowerBound])
    }
  }

  /// Which bit stands for the low five bits of three bytes, which letters have in both cases.
  @inline(__always) private static func bit(_ triple: UInt32) -> Int {
    Int(truncatingIfNeeded: ((triple & 0x1f_1f1f) &* 0x0800_4002) >> 17)
  }

  /// A lowest bit that is set where a word may begin with the three lowest bytes of a number.
  @inline(__always) private static func mayBegin(_ triple: UInt64, _ beginnings: Span<UInt64>) -> UInt64 {
    let bit = bit(UInt32(truncatingIfNeeded: triple))
    // A bit is one of the 32768 that `beginnings` has.
    return unsafe beginnings[unchecked: bit >> 6] >> UInt64(bit & 63)
  }

  /// Whether a word stands at a place of a text, or at the place before where that was not looked at.
  @inline(__always) private func stands(at place: Int, in text: Span<UInt8>) -> Bool {
    length(at: place, upTo: text.count, in: text) != nil
      || step > 1 && place > 0 && length(at: place - 1, upTo: text.count, in: text) != nil
  }

  /// Whether any of the words stands anywhere in a text; of an index by first bytes.
  func occurs(in text: Span<UInt8>) -> Bool {
    let count = text.count
    let beginnings = beginnings.span
    var place = 0
    // Eight bytes hold the beginnings of words at six places; most hold none.
    while place + 8 <= count {
      let lanes = ByteLanes(text, at: place).bits
      var found = WordIndex.mayBegin(lanes, beginnings)
      found |= WordIndex.mayBegin(lanes >> 16, beginnings) | WordIndex.mayBegin(lanes >> 32, beginnings)
      if step == 1 {
        found |= WordIndex.mayBegin(lanes >> 8, beginnings) | WordIndex.mayBegin(lanes >> 24, beginnings)
        found |= WordIndex.mayBegin(lanes >> 40, beginnings)
      }
      if found & 1 != 0 {
        for offset in stride(from: 0, to: 6, by: step) {
          let mayBegin = WordIndex.mayBegin(lanes >> UInt64(8 * offset), beginnings) & 1 != 0
          if mayBegin, stands(at: place + offset, in: text) { return true }
        }
      }
      place += 6
    }
    // The last bytes, with nothing behind them: at most seven, and no more than the text has.
    let first = place
    var rest: UInt64 = 0
    var index = count
    while index > first {
      index -= 1
      rest = rest << 8 | UInt64(text[index])
    }
    while place <= count {
      if WordIndex.mayBegin(rest, beginnings) & 1 != 0, stands(at: place, in: text) { return true }
      rest >>= UInt64(8 * step)
      place += step
    }
    return false
  }
}

/// Phrases with a small number each, found by a hash of their bytes.
///
/// A look-up neither allocates nor compares letters: 64 bits of FNV-1a tell the few hundred phrases apart.
struct PhraseTable: Sendable {
  private var hashes: [UInt64]
  private var values: [UInt16]
  private let mask: Int

  /// Makes a table; the values of equal phrases are joined bit by bit.
  init(_ entries: some Sequence<(phrase: String, value: UInt16)>) {
    self.init(hashed: entries.map { (PhraseTable.hash($0.phrase.utf8), $0.value) })
  }

  /// Makes a table of phrases that were hashed with `FNV1a` and finished.
  init(hashed entries: [(hash: UInt64, value: UInt16)]) {
    var size = 64
    while size < entries.count * 4 { size *= 2 }
    hashes = [UInt64](repeating: 0, count: size)
    values = [UInt16](repeating: 0, count: size)
    mask = size - 1
    for entry in entries {
      var slot = Int(truncatingIfNeeded: entry.hash) & mask
      while hashes[slot] != 0, hashes[slot] != entry.hash { slot = (slot + 1) & mask }
      hashes[slot] = entry.hash
      values[slot] |= entry.value
    }
  }

  /// The number of the phrase with this hash; 0 where the table has none.
  @inline(__always) func value(of hash: UInt64) -> UInt16 {
    var slot = Int(truncatingIfNeeded: hash) & mask
    while hashes[slot] != 0 {
      if hashes[slot] == hash { return values[slot] }
      slot = (slot + 1) & mask
    }
    return 0
  }

  /// The hash of bytes.
  static func hash(_ bytes: some Sequence<UInt8>) -> UInt64 {
    FNV1a.finished(FNV1a.hash(bytes))
  }

  /// The hash of a stretch of bytes with ASCII capitals as small letters.
  @inline(__always) static func foldedHash(_ bytes: Span<UInt8>, _ range: Range<Int>) -> UInt64 {
    var hash = FNV1a.basis
    for index in range { hash = FNV1a.step(hash, lower(bytes[index])) }
    return FNV1a.finished(hash)
  }
}

extension Span where Element == UInt8 {
  /// The number of bytes that are no white space or control characters.
  var weight: Int {
    var sum = 0
    var index = 0
    while index + 8 <= count {
      // White space is counted in eight lanes at once, which hold up to 255 each.
      let stop = Swift.min(count - 7, index + 8 * 255)
      var lanes: UInt64 = 0
      while index < stop {
        lanes &+= ByteLanes(self, at: index).below(0x21) >> 7
        sum += 8
        index += 8
      }
      let pairs = (lanes & 0x00ff_00ff_00ff_00ff) &+ (lanes >> 8 & 0x00ff_00ff_00ff_00ff)
      sum -= Int(truncatingIfNeeded: (pairs &* 0x0001_0001_0001_0001) >> 48)
    }
    while index < count {
      sum += self[index] > 0x20 ? 1 : 0
      index += 1
    }
    return sum
  }

  /// Where the first line feed of a range stands; its end where there is none.
  func newline(in range: Range<Int>) -> Int {
    var index = range.lowerBound
    while index + 8 <= range.upperBound, ByteLanes(self, at: index).equal(to: 0x0a) == 0 { index += 8 }
    while index < range.upperBound, self[index] != 0x0a { index += 1 }
    return index
  }

  /// The place behind the last line feed of a range; its beginning where there is none.
  func endOfNewline(in range: Range<Int>) -> Int {
    var index = range.upperBound
    while index - 8 >= range.lowerBound, ByteLanes(self, at: index - 8).equal(to: 0x0a) == 0 { index -= 8 }
    while index > range.lowerBound, self[index - 1] != 0x0a { index -= 1 }
    return index
  }

  /// A hash of the bytes, eight at a time.
  var hash: UInt64 {
    var hash = 0xcbf2_9ce4_8422_2325 ^ UInt64(truncatingIfNeeded: count)
    var index = 0
    while index + 8 <= count {
      hash = (hash ^ ByteLanes(self, at: index).bits) &* 0x9e37_79b9_7f4a_7c15
      hash ^= hash >> 32
      index += 8
    }
    while index < count {
      hash = (hash ^ UInt64(self[index])) &* 0x100_0000_01b3
      index += 1
    }
    return hash ^ hash >> 29
  }

  /// Where a word begins for the first time, ASCII case aside; `word` in lower case.
  func position(of word: StaticString, from start: Int = 0) -> Int? {
    let length = word.utf8CodeUnitCount
    guard length > 0, count - start >= length else { return nil }
    let letters = unsafe word.utf8Start
    let first = unsafe letters[0]
    let capital = first &- 0x61 < 26 ? first ^ 0x20 : first
    var index = start
    let last = count - length
    while index <= last {
      let byte = self[index]
      if byte == first || byte == capital {
        var offset = 1
        while offset < length, lower(self[index + offset]) == (unsafe letters[offset]) { offset += 1 }
        if offset == length { return index }
      }
      index += 1
    }
    return nil
  }

  /// Whether a word stands anywhere, ASCII case aside; `word` in lower case.
  func holds(_ word: StaticString) -> Bool { position(of: word) != nil }

  /// Whether a word stands between spaces, ASCII case aside; `word` in lower case.
  func holdsWord(_ word: StaticString) -> Bool {
    var start = 0
    while start < count {
      var end = start
      while end < count, self[end] != 0x20 { end += 1 }
      if end - start == word.utf8CodeUnitCount, extracting(start..<end).begins(with: word) { return true }
      start = end + 1
    }
    return false
  }

  /// Whether the bytes begin with a mark and end with it.
  func isFramed(by mark: StaticString) -> Bool {
    count >= mark.utf8CodeUnitCount && begins(with: mark)
      && extracting((count - mark.utf8CodeUnitCount)...).begins(with: mark)
  }

  /// Whether the bytes are a word, ASCII case aside; `word` in lower case.
  func reads(_ word: StaticString) -> Bool { count == word.utf8CodeUnitCount && begins(with: word) }

  /// Whether the bytes begin with a word, ASCII case aside; `word` in lower case.
  func begins(with word: StaticString) -> Bool {
    let length = word.utf8CodeUnitCount
    guard count >= length else { return false }
    let letters = unsafe word.utf8Start
    for offset in 0..<length where lower(self[offset]) != (unsafe letters[offset]) { return false }
    return true
  }
}
