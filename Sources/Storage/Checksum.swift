/// CRC-32 as zlib, gzip and PNG compute it, so that anyone can check a store (`python3 -c "import zlib…"`).
///
/// Eight bytes a step: M. E. Kounavis, F. L. Berry, "A Systematic Approach to Building High Performance
/// Software-based CRC Generators", ISCC 2005 ("slicing-by-8").
struct Checksum: Equatable {
  private var state: UInt32 = 0xffff_ffff

  /// The checksum of the bytes seen so far.
  var value: UInt32 { ~state }

  /// Eight lower-case hexadecimal digits.
  var text: String { Checksum.text(of: value) }

  init() {}

  /// Makes the checksum of bytes.
  init(_ bytes: UnsafeRawBufferPointer) {
    unsafe combine(bytes)
  }

  /// Makes the checksum of bytes.
  init(_ bytes: [UInt8]) {
    unsafe bytes.withUnsafeBytes { unsafe combine($0) }
  }

  /// Appends bytes.
  mutating func combine(_ bytes: UnsafeRawBufferPointer) {
    var crc = state
    unsafe Checksum.tables.withUnsafeBufferPointer { tables in
      var position = 0
      while position + 8 <= bytes.count {
        let word = unsafe UInt64(littleEndian: bytes.loadUnaligned(fromByteOffset: position, as: UInt64.self))
        let low = UInt32(truncatingIfNeeded: word) ^ crc
        let high = UInt32(truncatingIfNeeded: word >> 32)
        crc =
          unsafe tables[7 * 256 + Int(low & 255)] ^ tables[6 * 256 + Int(low >> 8 & 255)]
          ^ tables[5 * 256 + Int(low >> 16 & 255)] ^ tables[4 * 256 + Int(low >> 24)]
        crc =
          unsafe crc ^ tables[3 * 256 + Int(high & 255)] ^ tables[2 * 256 + Int(high >> 8 & 255)]
          ^ tables[256 + Int(high >> 16 & 255)] ^ tables[Int(high >> 24)]
        position += 8
      }
      while position < bytes.count {
        crc = unsafe crc >> 8 ^ tables[Int((crc ^ UInt32(bytes[position])) & 255)]
        position += 1
      }
    }
    state = crc
  }

  /// Eight lower-case hexadecimal digits.
  static func text(of value: UInt32) -> String {
    let digits = String(value, radix: 16)
    return String(repeating: "0", count: 8 - digits.count) + digits
  }

  private static let tables: [UInt32] = {
    var tables = [UInt32](repeating: 0, count: 8 * 256)
    for byte in 0..<256 {
      var crc = UInt32(byte)
      for _ in 0..<8 { crc = crc & 1 == 1 ? crc >> 1 ^ 0xedb8_8320 : crc >> 1 }
      tables[byte] = crc
    }
    for table in 1..<8 {
      for byte in 0..<256 {
        let before = tables[(table - 1) * 256 + byte]
        tables[table * 256 + byte] = before >> 8 ^ tables[Int(before & 255)]
      }
    }
    return tables
  }()
}
