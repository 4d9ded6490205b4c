/// A charset in which every byte is a character.
struct SingleByteCharset: Sendable {
  /// UTF-8 of the bytes 0x80…0xFF, up to three bytes each.
  private let encoded: [(UInt8, UInt8, UInt8)]
  /// Bytes of UTF-8 of each.
  private let lengths: [UInt8]

  /// The charset of a standard name, or `nil` for one that is not single-byte.
  static func named(_ name: String) -> SingleByteCharset? {
    all[name == "iso-8859-8-i" ? "iso-8859-8" : name]
  }

  private static let all: [String: SingleByteCharset] = {
    var all: [String: SingleByteCharset] = [:]
    for (name, units) in tables { all[name] = SingleByteCharset(units) }
    return all
  }()

  private init(_ hexadecimal: StaticString) {
    var units: [UInt32] = []
    var unit: UInt32 = 0
    for (position, digit) in hexadecimal.description.utf8.enumerated() {
      unit = unit &* 16 &+ UInt32(digit.isASCIIDigit ? digit &- 0x30 : digit &- 0x37)
      if position % 4 == 3 {
        units.append(unit)
        unit = 0
      }
    }
    encoded = units.map { unit in
      if unit < 0x80 { return (UInt8(unit), 0, 0) }
      if unit < 0x800 { return (UInt8(0xC0 | unit >> 6), UInt8(0x80 | unit & 0x3F), 0) }
      return (UInt8(0xE0 | unit >> 12), UInt8(0x80 | unit >> 6 & 0x3F), UInt8(0x80 | unit & 0x3F))
    }
    lengths = units.map { $0 < 0x80 ? 1 : $0 < 0x800 ? 2 : 3 }
  }

  /// The bytes as UTF-8, and how many of them are no characters of the charset.
  func utf8(from bytes: ArraySlice<UInt8>) -> (text: [UInt8], undecodable: Int) {
    var text: [UInt8] = []
    text.reserveCapacity(bytes.count + bytes.count / 8 + 16)
    var undecodable = 0
    for byte in bytes {
      if byte < 0x80 {
        text.append(byte)
        continue
      }
      let index = Int(byte) - 0x80
      let sequence = encoded[index]
      text.append(sequence.0)
      if lengths[index] > 1 { text.append(sequence.1) }
      if lengths[index] > 2 { text.append(sequence.2) }
      if sequence == (0xEF, 0xBF, 0xBD) { undecodable += 1 }
    }
    return (text, undecodable)
  }
}
