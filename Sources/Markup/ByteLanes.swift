/// Eight bytes looked at together, one lane each; answers have the top bit of every lane that is meant.
@frozen public struct ByteLanes: Sendable {
  @usableFromInline let word: UInt64

  @usableFromInline static let tops: UInt64 = 0x8080_8080_8080_8080
  @usableFromInline static let ones: UInt64 = 0x0101_0101_0101_0101

  @inlinable init(_ word: UInt64) { self.word = word }

  /// The eight bytes from an offset on; the text must have that many.
  @inlinable @inline(__always) public init(_ text: Span<UInt8>, at offset: Int) {
    precondition(offset >= 0 && offset + 8 <= text.count)
    word = unsafe text.bytes.unsafeLoadUnaligned(fromUncheckedByteOffset: offset, as: UInt64.self).littleEndian
  }

  /// Lanes beyond ASCII.
  @inlinable @inline(__always) public var high: UInt64 { word & ByteLanes.tops }

  /// The eight bytes with A…Z as a…z, the first in the lowest byte.
  @inlinable @inline(__always) public var lowercasedWord: UInt64 {
    let low = word & ~ByteLanes.tops
    let from = low &+ ByteLanes.ones &* (0x80 - 0x41)
    let past = low &+ ByteLanes.ones &* (0x7F - 0x5A)
    return word | ((from & ~past & ~word & ByteLanes.tops) >> 2)
  }

  /// The eight bytes as one number, the first in its lowest byte.
  @inlinable @inline(__always) public var bits: UInt64 { word }

  /// The answer that means every lane.
  @inlinable @inline(__always) public static var all: UInt64 { tops }

  /// How many lanes an answer means.
  @inlinable @inline(__always) public static func count(_ answer: UInt64) -> Int {
    Int(truncatingIfNeeded: ((answer >> 7) &* ones) >> 56)
  }

  /// The byte of a lane, 0 to 7.
  @inlinable @inline(__always) public func byte(at lane: Int) -> UInt8 {
    UInt8(truncatingIfNeeded: word >> UInt64(8 * lane))
  }

  /// Lanes that are ASCII letters or digits.
  @inlinable @inline(__always) public var alphanumeric: UInt64 {
    let folded = ByteLanes(word | 0x2020_2020_2020_2020)
    return below(0x3A) & ~below(0x30) | folded.below(0x7B) & ~folded.below(0x61)
  }

  /// The same where all bytes are known to be ASCII.
  @inlinable @inline(__always) public var alphanumericASCII: UInt64 {
    let folded = word | 0x2020_2020_2020_2020
    let letters = (folded &+ ByteLanes.ones &* (0x80 - 0x61)) & ~(folded &+ ByteLanes.ones &* (0x80 - 0x7B))
    let digits = (word &+ ByteLanes.ones &* (0x80 - 0x30)) & ~(word &+ ByteLanes.ones &* (0x80 - 0x3A))
    return (letters | digits) & ByteLanes.tops
  }

  /// Lanes that are a byte.
  @inlinable @inline(__always) public func equal(to byte: UInt8) -> UInt64 {
    let difference = word ^ (ByteLanes.ones &* UInt64(byte))
    return ~(((difference & ~ByteLanes.tops) &+ ~ByteLanes.tops) | difference | ~ByteLanes.tops)
  }

  /// Lanes below a byte, which is ASCII.
  @inlinable @inline(__always) public func below(_ byte: UInt8) -> UInt64 {
    let sum = (word & ~ByteLanes.tops) &+ (ByteLanes.ones &* UInt64(0x80 - byte))
    return ~(sum | word) & ByteLanes.tops
  }

  /// Whether the bytes are ASCII words with single spaces between them and nothing else.
  ///
  /// - Parameter isAfterSpace: whether a space stands before them.
  @inlinable @inline(__always) public func areWords(isAfterSpace: Bool) -> Bool {
    let spaces = equal(to: 0x20)
    let doubled = spaces & (spaces << 8 | (isAfterSpace ? 0x80 : 0))
    return high | below(0x20) | doubled == 0
  }
}
