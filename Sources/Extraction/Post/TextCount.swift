import Markup

/// What a stretch of text counts for: its letters, words and sentence marks.
struct TextCount {
  /// Characters that are no white space.
  private(set) var characters: Int32 = 0
  /// Runs between white space that hold a letter or digit; of ideographs, half as many.
  private(set) var words: Int32 = 0
  private(set) var commas: Int32 = 0
  /// Full stops, exclamation and question marks at the end of a run.
  private(set) var stops: Int32 = 0
  /// The last byte that is neither white space nor closes a quotation or bracket; 0 where there is none.
  private(set) var last: UInt8 = 0

  private var wide: Int32 = 0
  private var inWord = false
  private var previous: UInt8 = 0x20

  /// Counts a range of bytes, eight at a time where they are ASCII.
  init(_ text: Span<UInt8>, _ range: Range<Int>) {
    var index = range.lowerBound
    let end = range.upperBound
    while index < end {
      if index + 8 <= end, take(ByteLanes(text, at: index)) {
        previous = text[index + 7]
        index += 8
        continue
      }
      let stop = min(index + 8, end)
      while index < stop {
        take(text[index])
        index += 1
      }
    }
    if TextCount.isStop(previous) { stops += 1 }
    if wide > 4 { words += wide / 2 }
  }

  @inline(__always) private static func isStop(_ byte: UInt8) -> Bool { byte == 0x2e || byte == 0x21 || byte == 0x3f }

  /// Counts eight bytes; `false` where they have to be looked at one by one.
  @inline(__always) private mutating func take(_ lanes: ByteLanes) -> Bool {
    guard lanes.high == 0 else { return false }
    let spaces = lanes.below(0x21)
    let letters = lanes.alphanumericASCII
    let signs = ~(spaces | letters) & ByteLanes.all
    // A letter behind a sign may go on with a word or begin one.
    guard signs << 8 & letters == 0 else { return false }
    let first: UInt64 = inWord ? 0x80 : 0
    words += Int32(truncatingIfNeeded: ByteLanes.count(letters & ~(letters << 8 | first)))
    characters += Int32(truncatingIfNeeded: 8 - ByteLanes.count(spaces))
    // A stop at the end of the eight bytes before.
    if TextCount.isStop(previous), spaces & 0x80 != 0 { stops += 1 }
    var closing: UInt64 = 0
    var rest = signs
    while rest != 0 {
      let place = rest.trailingZeroBitCount
      let sign: UInt64 = 1 << UInt64(place)
      rest &= rest &- 1
      switch lanes.byte(at: place / 8) {
      case 0x2e, 0x21, 0x3f: if sign << 8 & spaces != 0 { stops += 1 }
      case 0x2c, 0x3b: commas += 1
      case 0x22, 0x27, 0x29, 0x5d: closing |= sign
      default: break
      }
    }
    let telling = ~(spaces | closing) & ByteLanes.all
    if telling != 0 { last = lanes.byte(at: 7 - telling.leadingZeroBitCount / 8) }
    if spaces == 0 {
      inWord = inWord || letters != 0
    } else {
      // Letters behind the last space.
      inWord = letters.leadingZeroBitCount < spaces.leadingZeroBitCount
    }
    return true
  }

  @inline(__always) private mutating func take(_ byte: UInt8) {
    if byte <= 0x20 {
      if TextCount.isStop(previous) { stops += 1 }
      inWord = false
      previous = byte
      return
    }
    if byte >= 0x80 && byte < 0xc0 {
      // Ideographic full stop and comma: e3 80 82, e3 80 81.
      if previous == 0x80, byte == 0x82 || byte == 0x81 { if byte == 0x82 { stops += 1 } else { commas += 1 } }
      if byte != 0x9d && byte != 0x99 && byte != 0xbb { last = byte }
      previous = byte
      return
    }
    characters += 1
    if byte >= 0xe3 && byte <= 0xe9 { wide += 1 }
    if !inWord {
      let isLetter =
        byte >= 0x80 || (byte >= 0x30 && byte <= 0x39) || ((byte | 0x20) >= 0x61 && (byte | 0x20) <= 0x7a)
      if isLetter {
        words += 1
        inWord = true
      }
    }
    if byte == 0x2c || byte == 0x3b { commas += 1 }
    if byte != 0x22 && byte != 0x27 && byte != 0x29 && byte != 0x5d && byte != 0xe2 && byte != 0xc2 { last = byte }
    previous = byte
  }
}
