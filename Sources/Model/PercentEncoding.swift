/// Percent-encoding of URLs: which bytes are written as `%XX`, and how they are read (URL standard §1.3).
enum PercentEncoding {
  /// A set of ASCII bytes to encode; all bytes past ASCII are encoded in every set.
  struct Encoded: Sendable {
    private let low: UInt64
    private let high: UInt64

    init(_ more: String, including base: Encoded? = nil) {
      var low: UInt64 = base?.low ?? 0xffff_ffff
      var high: UInt64 = base?.high ?? 1 << 63
      for byte in more.utf8 {
        if byte < 64 { low |= 1 << UInt64(byte) } else { high |= 1 << UInt64(byte - 64) }
      }
      (self.low, self.high) = (low, high)
    }

    @inline(__always)
    func contains(_ byte: UInt8) -> Bool {
      byte < 64 ? low >> UInt64(byte) & 1 == 1 : byte < 128 ? high >> UInt64(byte - 64) & 1 == 1 : true
    }
  }

  static let control = Encoded("")
  static let fragment = Encoded(" \"<>`", including: control)
  static let query = Encoded(" \"#<>", including: control)
  static let specialQuery = Encoded("'", including: query)
  static let path = Encoded("?^`{}", including: query)
  static let userinfo = Encoded("/:;=@[\\]|", including: path)

  private static let digits = Array("0123456789ABCDEF".utf8)

  /// Appends bytes, those of the set as `%XX`.
  static func append(_ bytes: some Sequence<UInt8>, encoding set: Encoded, to output: inout [UInt8]) {
    for byte in bytes {
      if set.contains(byte) { append(byte, to: &output) } else { output.append(byte) }
    }
  }

  /// Appends one byte as `%XX`.
  static func append(_ byte: UInt8, to output: inout [UInt8]) {
    output.append(0x25)
    output.append(digits[Int(byte >> 4)])
    output.append(digits[Int(byte & 15)])
  }

  /// The value of a hexadecimal digit.
  @inline(__always)
  static func hexadecimal(_ byte: UInt8) -> UInt8? {
    switch byte {
    case 0x30...0x39: byte - 0x30
    case 0x41...0x46: byte - 0x41 + 10
    case 0x61...0x66: byte - 0x61 + 10
    default: nil
    }
  }

  /// Bytes with every `%XX` undone.
  static func decoded(_ bytes: ArraySlice<UInt8>) -> [UInt8] {
    guard bytes.contains(0x25) else { return Array(bytes) }
    var output: [UInt8] = []
    output.reserveCapacity(bytes.count)
    var index = bytes.startIndex
    while index < bytes.endIndex {
      if bytes[index] == 0x25, index + 2 < bytes.endIndex, let high = hexadecimal(bytes[index + 1]),
        let low = hexadecimal(bytes[index + 2])
      {
        output.append(high << 4 | low)
        index += 3
      } else {
        output.append(bytes[index])
        index += 1
      }
    }
    return output
  }
}
