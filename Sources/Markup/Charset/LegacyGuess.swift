/// Guesses the charset of a text that declares none and is not UTF-8, as browsers do for the countries of their users.
///
/// Only telling texts count: enough bytes beyond ASCII, nearly all of them in well-formed pairs, with the letters that
/// every text of the language is full of (kana, common hangul, the first level of hanzi). Anything else stays
/// windows-1252.
enum LegacyGuess {
  /// Bytes beyond ASCII below which nothing is guessed.
  private static let fewest = 24
  private static let sample = 131_072

  /// The charset, or `nil` where the bytes do not tell.
  static func charset(of bytes: [UInt8]) -> Charset? {
    let bytes = bytes.prefix(sample)
    let runs = Runs(bytes)
    guard runs.high >= fewest else { return nil }
    if let eastAsian = eastAsian(bytes) { return eastAsian }
    guard runs.high >= runs.count * 3 else { return nil }
    // Words of letters beyond ASCII: Cyrillic or Hebrew.
    let total = runs.high
    let low = runs.counts[0xC0..<0xE0].reduce(0, +)
    let upper = runs.counts[0xE0..<0xFB].reduce(0, +)
    let last = runs.counts[0xFB...].reduce(0, +)
    if (upper + last) * 10 >= total * 7 {
      return last == 0 && low * 100 < total ? Charset("windows-1255") : Charset("windows-1251")
    }
    return low * 10 >= total * 7 ? Charset("koi8-r") : nil
  }

  private struct Runs {
    /// Bytes beyond ASCII.
    var high = 0
    /// Stretches of them.
    var count = 0
    /// How often each byte occurs.
    var counts = [Int](repeating: 0, count: 256)

    init(_ bytes: ArraySlice<UInt8>) {
      var wasHigh = false
      for byte in bytes {
        counts[Int(byte)] += 1
        if byte >= 0x80 {
          high += 1
          if !wasHigh { count += 1 }
        }
        wasHigh = byte >= 0x80
      }
    }
  }

  /// What the pairs of one way of reading are like.
  private struct Pairs {
    var count = 0
    var bad = 0
    var leads = [Int](repeating: 0, count: 256)
    /// Pairs whose second byte is below 0x80.
    var asciiTrails = 0

    init(_ bytes: ArraySlice<UInt8>, lead: (UInt8) -> Bool, trail: (UInt8) -> Bool) {
      var index = bytes.startIndex
      while index < bytes.endIndex {
        let byte = bytes[index]
        if byte < 0x80 {
          index += 1
        } else if lead(byte), index + 1 < bytes.endIndex, trail(bytes[index + 1]) {
          count += 1
          leads[Int(byte)] += 1
          if bytes[index + 1] < 0x80 { asciiTrails += 1 }
          index += 2
        } else {
          bad += 1
          index += 1
        }
      }
    }

    /// Whether nearly everything is a pair.
    var isSound: Bool { count >= 12 && bad * 40 <= count }

    /// The share of pairs, 0…1, whose first byte lies in a range.
    func share(_ range: ClosedRange<Int>) -> Double {
      Double(leads[range].reduce(0, +)) / Double(max(1, count))
    }
  }

  private static func eastAsian(_ bytes: ArraySlice<UInt8>) -> Charset? {
    let unix = Pairs(bytes, lead: { $0 >= 0xA1 && $0 < 0xFF || $0 == 0x8E }, trail: { $0 >= 0xA1 && $0 < 0xFF })
    if unix.isSound {
      if unix.share(0xA4...0xA5) >= 0.2 { return Charset("euc-jp") }
      if unix.share(0xB0...0xC8) >= 0.75, unix.share(0xC9...0xFD) < 0.15 { return Charset("euc-kr") }
      if unix.share(0xB0...0xD7) >= 0.6, unix.share(0xB0...0xBF) >= 0.15 { return Charset("gbk") }
    }
    let shifted = Pairs(
      bytes, lead: { $0 >= 0x81 && $0 < 0xA0 || $0 >= 0xE0 && $0 < 0xFD },
      trail: { $0 >= 0x40 && $0 < 0xFD && $0 != 0x7F })
    if shifted.isSound, shifted.share(0x82...0x83) >= 0.2 { return Charset("shift_jis") }
    let big = Pairs(
      bytes, lead: { $0 >= 0xA1 && $0 < 0xFA }, trail: { $0 >= 0x40 && $0 < 0x7F || $0 >= 0xA1 && $0 < 0xFF })
    if big.isSound, big.share(0xA4...0xC6) >= 0.6, big.asciiTrails * 8 >= big.count { return Charset("big5") }
    let national = Pairs(bytes, lead: { $0 >= 0x81 && $0 < 0xFF }, trail: { $0 >= 0x40 && $0 < 0xFF && $0 != 0x7F })
    if national.isSound, national.share(0xB0...0xD7) >= 0.6, national.share(0xB0...0xBF) >= 0.15,
      national.asciiTrails * 8 < national.count
    {
      return Charset("gbk")
    }
    return nil
  }
}
