/// Letters and digits of ASCII among eight bytes at once.
enum PlainBytes {
  /// The highest bit of each byte.
  static let all: UInt64 = 0x8080_8080_8080_8080
  /// The bit of each byte in which small letters differ from capitals.
  static let small: UInt64 = 0x2020_2020_2020_2020

  /// The highest bit of each byte that is a letter or a digit.
  @inline(__always) static func mask(of eight: UInt64) -> UInt64 {
    let figure = eight & ~all
    let lower = figure | small
    let letters = (lower &+ 0x1F1F_1F1F_1F1F_1F1F) & ~(lower &+ 0x0505_0505_0505_0505)
    let digits = (figure &+ 0x5050_5050_5050_5050) & ~(figure &+ 0x4646_4646_4646_4646)
    return (letters | digits) & ~eight & all
  }

  /// The highest bit of each byte that is a letter.
  @inline(__always) static func letters(of eight: UInt64) -> UInt64 {
    let lower = eight & ~all | small
    return (lower &+ 0x1F1F_1F1F_1F1F_1F1F) & ~(lower &+ 0x0505_0505_0505_0505) & ~eight & all
  }

  /// How many bits the bytes at the beginning have that are in a mask, up to 56; a mask of all eight has no such number.
  @inline(__always) static func width(of mask: UInt64) -> UInt64 {
    UInt64(truncatingIfNeeded: (mask ^ all).trailingZeroBitCount) &- 7
  }
}
