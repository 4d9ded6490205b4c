/// A 128-bit FNV-1a fingerprint of bytes: the same on every machine, quick, and not for security.
///
/// Source: RFC 9923, "The FNV Non-Cryptographic Hash Algorithm", section 5 (offset basis and prime for 128 bits).
@frozen public struct Fingerprint: Hashable, Sendable {
  /// The state after the bytes seen so far.
  @inlinable public var value: UInt128 { state }

  @usableFromInline var state: UInt128

  /// Makes the fingerprint of no bytes.
  @inlinable public init() { state = 0x6c62_272e_07bb_0142_62b8_2175_6295_c58d }

  /// Makes the fingerprint of a text's UTF-8.
  public init(_ text: String) {
    self.init()
    combine(text)
  }

  /// Appends one byte.
  @inlinable public mutating func combine(_ byte: UInt8) {
    state = (state ^ UInt128(byte)) &* 0x0000_0000_0100_0000_0000_0000_0000_013b
  }

  /// Appends a text's UTF-8, then a byte that no UTF-8 holds, so that neighbouring texts cannot run into each other.
  @inlinable public mutating func combine(_ text: String) {
    combine(text.utf8Span.span)
    combine(0xff)
  }

  /// Appends bytes.
  ///
  /// The prime is 2⁸⁸ + 315, so that a product is a shift and two products of 64 bits.
  @inlinable public mutating func combine(_ bytes: Span<UInt8>) {
    var low = UInt64(truncatingIfNeeded: state)
    var high = UInt64(truncatingIfNeeded: state >> 64)
    for index in bytes.indices {
      low ^= UInt64(bytes[index])
      let product = low.multipliedFullWidth(by: 0x13b)
      high = high &* 0x13b &+ product.high &+ (low << 24)
      low = product.low
    }
    state = UInt128(high) << 64 | UInt128(low)
  }

  /// Appends bytes eight at a time, as little-endian numbers, the last of them filled up with zeros: eight times as
  /// quick, and another value than byte by byte.
  @inlinable public mutating func combine(eightsOf bytes: Span<UInt8>) {
    var low = UInt64(truncatingIfNeeded: state)
    var high = UInt64(truncatingIfNeeded: state >> 64)
    unsafe bytes.withUnsafeBytes { bytes in
      var position = 0
      while position < bytes.count {
        var word: UInt64 = 0
        if position + 8 <= bytes.count {
          word = unsafe UInt64(littleEndian: bytes.loadUnaligned(fromByteOffset: position, as: UInt64.self))
        } else {
          for place in position..<bytes.count { word |= unsafe UInt64(bytes[place]) << UInt64((place - position) * 8) }
        }
        low ^= word
        let product = low.multipliedFullWidth(by: 0x13b)
        high = high &* 0x13b &+ product.high &+ (low << 24)
        low = product.low
        position += 8
      }
    }
    state = UInt128(high) << 64 | UInt128(low)
  }

  /// The lower 64 bits folded with the upper, for tables in memory.
  public var folded: UInt64 { UInt64(truncatingIfNeeded: value) ^ UInt64(truncatingIfNeeded: value >> 64) }

  /// Twenty letters and digits, 100 bits of the value: digits and lower-case letters without i, l, o and u.
  public var name: String {
    let alphabet: StaticString = "0123456789abcdefghjkmnpqrstvwxyz"
    return unsafe String(unsafeUninitializedCapacity: 20) { letters in
      for step in 0..<20 {
        let digit = Int(truncatingIfNeeded: value >> UInt128(28 + step * 5)) & 31
        unsafe letters[step] = unsafe alphabet.utf8Start[digit]
      }
      return 20
    }
  }
}
