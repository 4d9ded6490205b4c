/// The longer attribute values of a page, which travel beside libxml2 by their numbers.
///
/// libxml2 takes some 25 cycles for every byte of a value, and values are three quarters of the markup of today's pages.
struct ValueTable {
  /// Values of fewer bytes travel as they are.
  static let shortest = 8
  private static let digits = 5

  /// The values, references decoded, one after another.
  var pool: [UInt8] = []
  /// Where each value begins and how long it is.
  private var ranges: [(start: Int32, length: Int32)] = []

  /// Writes the number of the value that was put last into the pool: a mark and five letters of five bits.
  mutating func writeNumber(ofValueFrom start: Int, to output: inout ByteSink) {
    let number = ranges.count
    ranges.append((Int32(truncatingIfNeeded: start), Int32(truncatingIfNeeded: pool.count - start)))
    output.append(EndMark.byte)
    for digit in 0..<ValueTable.digits {
      output.append(0x40 + UInt8(truncatingIfNeeded: number >> (5 * digit) & 31))
    }
  }

  /// The value that a written value stands for, or `nil` where it stands for itself.
  func range(written value: UnsafePointer<UInt8>) -> (start: Int32, length: Int32)? {
    guard unsafe value.pointee == EndMark.byte else { return nil }
    var number = 0
    for digit in 0..<ValueTable.digits {
      let letter = unsafe value[digit + 1]
      guard letter & 0xE0 == 0x40 else { return nil }
      number |= Int(letter & 31) << (5 * digit)
    }
    return number < ranges.count ? ranges[number] : nil
  }
}
