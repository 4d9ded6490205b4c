import Markup

/// Small questions about texts, asked in bytes.
enum Words {
  /// A text without white space at its ends and with every inner run of it, no-break spaces included, as one space.
  static func folded(_ text: String) -> String {
    if isFolded(text.utf8Span.span) { return text }
    var words = Folding()
    words.append(text.utf8Span.span)
    return words.text
  }

  /// Whether a text has single spaces between words and no other white space.
  private static func isFolded(_ text: Span<UInt8>) -> Bool {
    var previous: UInt8 = 0x20
    var index = 0
    while index < text.count {
      if index + 8 <= text.count, ByteLanes(text, at: index).areWords(isAfterSpace: previous == 0x20) {
        previous = text[index + 7]
        index += 8
        continue
      }
      let stop = min(text.count, index + 8)
      while index < stop {
        let byte = text[index]
        if byte <= 0x20 {
          if byte != 0x20 || previous == 0x20 { return false }
        } else if byte == 0xc2 {
          return false
        }
        previous = byte
        index += 1
      }
    }
    return previous != 0x20
  }

  /// Folds the white space of texts that stand behind each other.
  struct Folding {
    private(set) var bytes: [UInt8] = []
    private var wantsSpace = false

    /// Forgets everything, and keeps the room that it took.
    mutating func removeAll() {
      bytes.removeAll(keepingCapacity: true)
      wantsSpace = false
    }

    /// Takes a piece of text.
    mutating func append(_ text: Span<UInt8>) {
      bytes.reserveCapacity(bytes.count + text.count)
      var index = 0
      while index < text.count {
        let byte = text[index]
        if byte == 0x20 || (byte >= 0x09 && byte <= 0x0d) {
          wantsSpace = true
        } else if byte == 0xc2, index + 1 < text.count, text[index + 1] == 0xa0 {
          wantsSpace = true
          index += 1
        } else {
          if wantsSpace, !bytes.isEmpty { bytes.append(0x20) }
          wantsSpace = false
          let stop = Folding.endOfWords(after: index, in: text)
          unsafe text.extracting(index..<stop).withUnsafeBufferPointer { unsafe bytes.append(contentsOf: $0) }
          index = stop
          continue
        }
        index += 1
      }
    }

    /// Where words end that only single spaces part.
    private static func endOfWords(after start: Int, in text: Span<UInt8>) -> Int {
      var stop = start + 1
      scan: while stop < text.count {
        if stop + 8 <= text.count, ByteLanes(text, at: stop).areWords(isAfterSpace: text[stop - 1] == 0x20) {
          stop += 8
          continue
        }
        let limit = min(text.count, stop + 8)
        while stop < limit {
          let byte = text[stop]
          guard byte > 0x20 && byte != 0xc2 || byte == 0x20 && text[stop - 1] != 0x20 else { break scan }
          stop += 1
        }
      }
      return text[stop - 1] == 0x20 ? stop - 1 : stop
    }

    /// The words with single spaces between them.
    var text: String { String(decoding: bytes, as: UTF8.self) }
  }

  /// A text without white space at its ends.
  static func trimmed(_ text: String) -> String {
    var slice = Array(text.utf8)[...]
    while let first = slice.first, first <= 0x20 { slice = slice.dropFirst() }
    while let last = slice.last, last <= 0x20 { slice = slice.dropLast() }
    return String(decoding: slice, as: UTF8.self)
  }

  /// The letters and digits of a text in lower case, ASCII letters folded, all punctuation left out.
  ///
  /// Texts that differ only in case, spaces, dashes or kinds of quotation marks have one key.
  static func key(_ text: String) -> [UInt8] {
    let bytes = text.utf8Span.span
    return unsafe [UInt8](unsafeUninitializedCapacity: bytes.count) { key, count in
      var index = 0
      while index < bytes.count {
        let byte = bytes[index]
        index += 1
        if byte < 0x80 {
          let small = lower(byte)
          unsafe key[count] = small
          count += small &- 0x61 < 26 || small &- 0x30 < 10 ? 1 : 0
        } else if byte == 0xc2 {
          index += 1  // Latin-1 signs: quotation marks, no-break space, section sign
        } else if byte == 0x80, index > 1, bytes[index - 2] == 0xe2, count > 0 {
          count -= 1
          index += 1  // general punctuation, U+2000 to U+203F
        } else {
          unsafe key[count] = byte
          count += 1
        }
      }
    }
  }

  /// The next sign that a text has in its key, from a place on, which moves behind it; `nil` at the end.
  @inline(__always) static func keySign(_ text: Span<UInt8>, _ place: inout Int) -> UInt8? {
    while place < text.count {
      let byte = text[place]
      place += 1
      if byte < 0x80 {
        let small = lower(byte)
        if small &- 0x61 < 26 || small &- 0x30 < 10 { return small }
      } else if byte == 0xc2 {
        place += 1
      } else if byte == 0xe2, place < text.count, text[place] == 0x80 {
        place += 2
      } else {
        return byte
      }
    }
    return nil
  }

  /// Whether one key holds another.
  static func contains(_ text: [UInt8], _ part: [UInt8]) -> Bool {
    position(of: part, in: text) != nil
  }

  /// Where one key begins in another.
  static func position(of part: [UInt8], in text: [UInt8]) -> Int? {
    guard let first = part.first, part.count <= text.count else { return nil }
    var start = 0
    let last = text.count - part.count
    while start <= last {
      if text[start] == first {
        var offset = 1
        while offset < part.count, text[start + offset] == part[offset] { offset += 1 }
        if offset == part.count { return start }
      }
      start += 1
    }
    return nil
  }

  /// The number of words, parted by white space.
  static func count(_ text: String) -> Int {
    var count = 0
    var inWord = false
    for byte in text.utf8 {
      let isSpace = byte <= 0x20
      if !isSpace && !inWord { count += 1 }
      inWord = !isSpace
    }
    return count
  }

  /// A text in lower case, ASCII letters only, as bytes.
  static func lowered(_ text: String) -> [UInt8] {
    text.utf8.map { $0 >= 0x41 && $0 <= 0x5a ? $0 | 0x20 : $0 }
  }
}
