import Model

/// The words of a text, as the statistics compare them: lower case, letters and digits, apostrophes inside.
public enum Words {
  /// Calls `body` with each word's bytes, in order.
  ///
  /// Bytes outside ASCII count as letters, but for punctuation (U+2000…U+206F, U+00A0…U+00BF) and CJK punctuation; a
  /// typographic apostrophe reads as a plain one. Capitals are folded in ASCII and Latin-1.
  static func forEach(in text: String, _ body: ([UInt8]) -> Void) {
    var word: [UInt8] = []
    scan(
      text, letter: { word.append($0) }, apostrophe: { if !word.isEmpty { word.append(0x27) } },
      end: {
        while word.last == 0x27 { word.removeLast() }
        if !word.isEmpty { body(word) }
        word.removeAll(keepingCapacity: true)
      })
  }

  /// Calls `body` with the hash of each word of `forEach`, in order.
  @inline(__always)
  static func forEachHash(in text: String, _ body: (UInt64) -> Void) {
    var hash = FNV1a.basis
    var length = 0
    // Apostrophes count only where a letter follows them.
    var apostrophes = 0
    @inline(__always) func combine(_ byte: UInt8) { hash = FNV1a.step(hash, byte) }
    @inline(__always) func add(_ byte: UInt8) {
      while apostrophes > 0 {
        combine(0x27)
        apostrophes -= 1
      }
      combine(byte)
      length += 1
    }
    scan(
      text, letter: { add($0) }, apostrophe: { if length > 0 { apostrophes += 1 } },
      end: {
        if length > 0 { body(hash) }
        hash = FNV1a.basis
        length = 0
        apostrophes = 0
      })
  }

  /// Goes over a text once: tells each letter or digit, folded, each apostrophe, and wherever a word may end.
  @inline(__always)
  private static func scan(_ text: String, letter: (UInt8) -> Void, apostrophe: () -> Void, end: () -> Void) {
    var text = text
    text.withUTF8 { bytes in
      var position = 0
      while position < bytes.count {
        let byte = unsafe bytes[position]
        let next = position + 1 < bytes.count ? unsafe bytes[position + 1] : 0
        switch byte {
        case 0x61...0x7a, 0x30...0x39: letter(byte)
        case 0x41...0x5a: letter(byte | 0x20)
        case 0x27: apostrophe()
        case 0xe2 where next == 0x80 || next == 0x81:
          let third = position + 2 < bytes.count ? unsafe bytes[position + 2] : 0
          if next == 0x80, third == 0x99 { apostrophe() } else { end() }
          position += 2
        case 0xe3 where next == 0x80:
          end()
          position += 2
        case 0xc2 where next >= 0xa0:
          end()
          position += 1
        case 0xc3 where next >= 0x80 && next <= 0x9e && next != 0x97:
          letter(0xc3)
          letter(next | 0x20)
          position += 1
        case 0x80...0xff: letter(byte)
        default: end()
        }
        position += 1
      }
    }
    end()
  }

  /// All words of a text.
  public static func words(of text: String) -> [String] {
    var words: [String] = []
    forEach(in: text) { words.append(String(decoding: $0, as: UTF8.self)) }
    return words
  }
}
