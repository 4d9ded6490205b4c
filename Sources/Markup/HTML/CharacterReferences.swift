/// Decodes the character references of HTML (§13.2.5.72…80): all 2,231 names, numbers, and windows-1252 for C1 numbers.
public struct CharacterReferences: Sendable {
  /// One decoded reference.
  struct Match {
    /// The first code point.
    var first: UInt32
    /// The second code point, or 0.
    var second: UInt32
    /// Offset after the reference.
    var end: Int
  }

  private struct Entry {
    var start: Int32
    var length: Int32
    var first: UInt32
    var second: UInt32
    var isLegacy: Bool
  }

  /// The one table.
  static let shared = CharacterReferences()

  private let names: [UInt8]
  private let entries: [Entry]
  private let slots: [UInt16]
  private static let mask = 8191
  private static let longestName = 32
  private static let longestLegacyName = 6

  private init() {
    var names: [UInt8] = []
    var entries: [Entry] = []
    var slots = [UInt16](repeating: 0, count: CharacterReferences.mask + 1)
    let table = CharacterReferences.table
    let text = unsafe UnsafeBufferPointer(start: table.utf8Start, count: table.utf8CodeUnitCount)
    let view = unsafe ByteView(text)
    var index = 0
    while index < view.count {
      while index < view.count, view[index] <= 0x20 { index += 1 }
      let start = names.count
      while index < view.count, view[index] != 0x3D, view[index] != 0x2A, view[index] > 0x20 {
        names.append(view[index])
        index += 1
      }
      let mark = view[index]
      guard mark == 0x3D || mark == 0x2A else { continue }
      var points: (UInt32, UInt32) = (0, 0)
      index += 1
      while view[index] > 0x20 {
        let digit = view[index]
        points.1 = points.1 &* 16 &+ UInt32(digit.isASCIIDigit ? digit &- 0x30 : digit &- 0x37)
        index += 1
        if view[index] == 0x2C {
          points = (points.1, 0)
          index += 1
        }
      }
      var slot = CharacterReferences.hash(names[start...])
      while slots[slot] != 0 { slot = (slot + 1) & CharacterReferences.mask }
      entries.append(
        Entry(
          start: Int32(start), length: Int32(names.count - start), first: points.0 != 0 ? points.0 : points.1,
          second: points.0 != 0 ? points.1 : 0, isLegacy: mark == 0x2A))
      slots[slot] = UInt16(entries.count)
    }
    self.names = names
    self.entries = entries
    self.slots = slots
  }

  private static func hash(_ name: some Sequence<UInt8>) -> Int {
    var hash: UInt32 = 2_166_136_261
    for byte in name { hash = (hash ^ UInt32(byte)) &* 16_777_619 }
    return Int((hash ^ hash >> 15) & UInt32(mask))
  }

  private func entry(_ view: ByteView, _ start: Int, _ end: Int) -> Entry? {
    var slot = unsafe CharacterReferences.hash(view.bytes(start..<end))
    while slots[slot] != 0 {
      let entry = entries[Int(slots[slot]) - 1]
      if Int(entry.length) == end - start {
        var offset = 0
        while offset < end - start, names[Int(entry.start) + offset] == view[start + offset] { offset += 1 }
        if offset == end - start { return entry }
      }
      slot = (slot + 1) & CharacterReferences.mask
    }
    return nil
  }

  /// The reference that begins with the ampersand at `position`, or `nil` where the ampersand stands for itself.
  func match(_ view: ByteView, at position: Int, inAttribute: Bool) -> Match? {
    let start = position + 1
    if view[start] == 0x23 { return number(view, at: start + 1) }
    guard view[start].isASCIILetter else { return nil }
    var end = start
    while end - start <= CharacterReferences.longestName, view[end].isASCIILetter || view[end].isASCIIDigit { end += 1 }
    if view[end] == 0x3B, let entry = entry(view, start, end) {
      return Match(first: entry.first, second: entry.second, end: end + 1)
    }
    var length = min(end - start, CharacterReferences.longestLegacyName)
    while length >= 2 {
      if let entry = entry(view, start, start + length), entry.isLegacy {
        let next = view[start + length]
        if inAttribute, next == 0x3D || next.isASCIILetter || next.isASCIIDigit { return nil }
        return Match(first: entry.first, second: entry.second, end: start + length)
      }
      length -= 1
    }
    return nil
  }

  private func number(_ view: ByteView, at start: Int) -> Match? {
    var position = start
    var code: UInt32 = 0
    let isHexadecimal = view[position] | 0x20 == 0x78
    if isHexadecimal { position += 1 }
    let firstDigit = position
    while true {
      let byte = view[position]
      if byte.isASCIIDigit {
        code = code &* (isHexadecimal ? 16 : 10) &+ UInt32(byte &- 0x30)
      } else if isHexadecimal, (byte | 0x20) &- 0x61 < 6 {
        code = code &* 16 &+ UInt32((byte | 0x20) &- 0x57)
      } else {
        break
      }
      code = min(code, 0x11_0000)
      position += 1
    }
    guard position > firstDigit else { return nil }
    if view[position] == 0x3B { position += 1 }
    if code == 0 || code > 0x10_FFFF || (0xD800...0xDFFF).contains(code) { code = 0xFFFD }
    if code >= 0x80, code < 0xA0 { code = CharacterReferences.windows1252[Int(code) - 0x80] }
    return Match(first: code, second: 0, end: position)
  }

  /// What a control character 0x80…0x9F means on the Web.
  static func meaning(ofControl byte: UInt8) -> UInt32 {
    byte >= 0x80 && byte < 0xA0 ? windows1252[Int(byte) - 0x80] : UInt32(byte)
  }

  /// What the numbers 0x80…0x9F mean on the Web.
  private static let windows1252: [UInt32] = [
    0x20AC, 0x81, 0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160, 0x2039, 0x0152, 0x8D, 0x017D,
    0x8F, 0x90, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0x9D,
    0x017E, 0x0178,
  ]

  /// A text with all its references decoded, as in an element's text.
  public static func decoded(_ text: String) -> String {
    var bytes: [UInt8] = []
    var source = Array(text.utf8)
    guard source.contains(0x26) else { return text }
    source.append(0)
    unsafe source.withUnsafeBufferPointer { buffer in
      let view = unsafe ByteView(UnsafeBufferPointer(rebasing: buffer.dropLast()))
      var position = 0
      while position < view.count {
        if view[position] == 0x26, let match = shared.match(view, at: position, inAttribute: false) {
          bytes.append(codePoint: match.first)
          if match.second != 0 { bytes.append(codePoint: match.second) }
          position = match.end
        } else {
          bytes.append(view[position])
          position += 1
        }
      }
    }
    return String(decoding: bytes, as: UTF8.self)
  }
}

extension [UInt8] {
  /// Appends a code point as UTF-8; it must be a Unicode scalar value.
  mutating func append(codePoint: UInt32) {
    if codePoint < 0x80 {
      append(UInt8(codePoint))
    } else if codePoint < 0x800 {
      append(UInt8(0xC0 | codePoint >> 6))
      append(UInt8(0x80 | codePoint & 0x3F))
    } else if codePoint < 0x1_0000 {
      append(UInt8(0xE0 | codePoint >> 12))
      append(UInt8(0x80 | codePoint >> 6 & 0x3F))
      append(UInt8(0x80 | codePoint & 0x3F))
    } else {
      append(UInt8(0xF0 | codePoint >> 18))
      append(UInt8(0x80 | codePoint >> 12 & 0x3F))
      append(UInt8(0x80 | codePoint >> 6 & 0x3F))
      append(UInt8(0x80 | codePoint & 0x3F))
    }
  }
}

extension ByteSink {
  /// Adds a code point as UTF-8; it must be a Unicode scalar value.
  mutating func append(codePoint: UInt32) {
    if codePoint < 0x80 { return append(UInt8(codePoint)) }
    var bytes: [UInt8] = []
    bytes.append(codePoint: codePoint)
    for byte in bytes { append(byte) }
  }
}
