/// Numbers below 2¹⁸ that are read where `TableWriter` packed them, three characters of six bits each.
struct PackedNumbers: Sendable {
  private let bytes: Table<UInt8>
  /// How many numbers there are.
  let count: Int

  /// Numbers packed in these bytes.
  init(_ bytes: Table<UInt8>) {
    self.bytes = bytes
    count = bytes.count / 3
  }

  /// The number at an index.
  @inline(__always) subscript(index: Int) -> Int {
    let (first, second, third) = bytes.three(from: index &* 3)
    return Int(first) &+ Int(second) &<< 6 &+ Int(third) &<< 12 &- PackedNumbers.zero
  }

  /// The most that a number may be.
  static let limit = 1 << 18

  /// What three characters that stand for 0 give.
  private static let zero = 0x30 &+ 0x30 &<< 6 &+ 0x30 &<< 12
}

/// The elements of all patterns, read where `TableWriter` packed them.
struct PackedElements: Sendable {
  /// Kind and traits, one character each.
  let flags: Table<UInt8>
  let values: PackedNumbers

  /// The element at an index.
  @inline(__always) subscript(index: Int) -> Element {
    let flags = self.flags[index] &- 0x30
    return Element(
      kind: Element.Kind(rawValue: flags & 7) ?? .word, isOptional: flags & 8 != 0, isVerb: flags & 16 != 0,
      value: UInt32(truncatingIfNeeded: values[index]))
  }
}

extension TableWriter {
  /// Appends numbers below 64 to be read in place, one character each.
  mutating func flags(_ values: [UInt8]) {
    number(values.count)
    append(values.map { 0x30 + ($0 & 63) })
  }

  /// Appends numbers below 2¹⁸ to be read in place.
  mutating func packed(_ values: [Int]) {
    number(values.count)
    for value in values {
      precondition(value >= 0 && value < PackedNumbers.limit, "too large a number for a packed table")
      append([0x30 + UInt8(value & 63), 0x30 + UInt8(value >> 6 & 63), 0x30 + UInt8(value >> 12)])
    }
  }
}

extension TableReader {
  /// Numbers that `TableWriter.flags` wrote, as characters.
  mutating func flags() -> Table<UInt8> {
    let count = number()
    return skip(count)
  }

  /// Numbers that `TableWriter.packed` wrote, which stay where they are.
  mutating func packed() -> PackedNumbers {
    let count = number()
    return PackedNumbers(skip(count * 3))
  }
}
