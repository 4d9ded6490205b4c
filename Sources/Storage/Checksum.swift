/// CRC-32 as zlib, gzip and PNG compute it, so that anyone can check a store (`python3 -c "import zlib…"`).
///
/// Sixteen bytes a step: M. E. Kounavis, F. L. Berry, "A Systematic Approach to Building High Performance
/// Software-based CRC Generators", ISCC 2005 ("slicing-by-8", here with twice as many tables).
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
      while position + 16 <= bytes.count {
        let first = unsafe UInt64(littleEndian: bytes.loadUnaligned(fromByteOffset: position, as: UInt64.self))
        let second = unsafe UInt64(littleEndian: bytes.loadUnaligned(fromByteOffset: position + 8, as: UInt64.self))
        crc =
          unsafe Checksum.step(first ^ UInt64(crc), through: tables, from: 8)
          ^ Checksum.step(second, through: tables, from: 0)
        position += 16
      }
      while position < bytes.count {
        crc = unsafe crc >> 8 ^ tables[Int((crc ^ UInt32(bytes[position])) & 255)]
        position += 1
      }
    }
    state = crc
  }

  /// What eight bytes come to that have `from` others behind them.
  @inline(__always)
  private static func step(_ word: UInt64, through tables: UnsafeBufferPointer<UInt32>, from: Int) -> UInt32 {
    var sum: UInt32 = 0
    for place in 0..<8 {
      unsafe sum ^= tables[(from + 7 - place) * 256 + Int(truncatingIfNeeded: word >> UInt64(place * 8) & 255)]
    }
    return sum
  }

  /// Appends bytes of which only the checksum is at hand.
  ///
  /// To append is to multiply by a power of x, modulo the polynomial (zlib's `crc32_combine`).
  mutating func append(_ other: Checksum, of count: Int) {
    var power: UInt32 = 1 << 31
    for (place, square) in Checksum.squares.enumerated() where count >> place & 1 == 1 {
      power = Checksum.product(square, power)
    }
    state = ~(Checksum.product(power, value) ^ other.value)
  }

  /// Eight lower-case hexadecimal digits.
  static func text(of value: UInt32) -> String {
    let digits = String(value, radix: 16)
    return String(repeating: "0", count: 8 - digits.count) + digits
  }

  private static let tables: [UInt32] = {
    var tables = [UInt32](repeating: 0, count: 16 * 256)
    for byte in 0..<256 {
      var crc = UInt32(byte)
      for _ in 0..<8 { crc = crc & 1 == 1 ? crc >> 1 ^ polynomial : crc >> 1 }
      tables[byte] = crc
    }
    for table in 1..<16 {
      for byte in 0..<256 {
        let before = tables[(table - 1) * 256 + byte]
        tables[table * 256 + byte] = before >> 8 ^ tables[Int(before & 255)]
      }
    }
    return tables
  }()

  private static let polynomial: UInt32 = 0xedb8_8320

  /// The product of two polynomials modulo the polynomial, their highest power in the lowest bit.
  private static func product(_ left: UInt32, _ right: UInt32) -> UInt32 {
    var sum: UInt32 = 0
    var right = right
    for place in (0..<32).reversed() {
      if left >> UInt32(place) & 1 == 1 { sum ^= right }
      right = right & 1 == 1 ? right >> 1 ^ polynomial : right >> 1
    }
    return sum
  }

  /// x to the powers 8, 16, 32 and so on: what one byte, two, four and so on multiply by.
  private static let squares: [UInt32] = {
    var squares: [UInt32] = [1 << 23]
    while squares.count < 40 { squares.append(product(squares[squares.count - 1], squares[squares.count - 1])) }
    return squares
  }()
}
