/// Writes numbers and texts as characters that a string literal of a program can hold.
///
/// A number takes one character for each five bits, the last one marked; 64 bits without pattern take eleven of six.
struct TableWriter {
  /// What was written; 0x30…0x6F, but for texts.
  private(set) var bytes: [UInt8] = []

  /// Appends a number that is mostly small.
  mutating func number(_ value: some FixedWidthInteger) {
    var rest = UInt64(value)
    while rest > 31 {
      bytes.append(0x30 + UInt8(rest & 31) + 32)
      rest >>= 5
    }
    bytes.append(0x30 + UInt8(rest))
  }

  /// Appends a number that may be any of 64 bits.
  mutating func word(_ value: UInt64) {
    for step in 0..<11 { bytes.append(0x30 + UInt8(value >> UInt64(step * 6) & 63)) }
  }

  /// Appends a decimal of at most two places, or any other number in more characters.
  mutating func decimal(_ value: Float) {
    let hundreds = (value * 100).rounded()
    if abs(hundreds) < 100_000, hundreds / 100 == value {
      let whole = Int(hundreds)
      number(whole << 1 ^ whole >> 63)
      number(0)
    } else {
      number(value.bitPattern)
      number(1)
    }
  }

  /// Appends characters as they are.
  mutating func append(_ characters: [UInt8]) { bytes += characters }

  /// Appends a text's UTF-8.
  mutating func text(_ value: [UInt8]) {
    number(value.count)
    bytes += value
  }
}

/// Reads what `TableWriter` wrote.
///
/// The bytes are the program's own: what does not fit them is a fault of the build and traps.
struct TableReader {
  private let bytes: Table<UInt8>
  private(set) var position = 0

  /// Begins at the first byte.
  init(_ bytes: Table<UInt8>) { self.bytes = bytes }

  /// The next number.
  @inline(__always) mutating func number() -> Int {
    var value = 0
    var shift = 0
    while true {
      let byte = Int(bytes[position]) &- 0x30
      position &+= 1
      value |= (byte & 31) &<< shift
      if byte < 32 { return value }
      shift &+= 5
    }
  }

  /// The next 64 bits.
  @inline(__always) mutating func word() -> UInt64 {
    var value: UInt64 = 0
    for step in 0..<11 {
      value |= UInt64(bytes[position &+ step] &- 0x30) &<< UInt64(step &* 6)
    }
    position &+= 11
    return value
  }

  /// The next decimal.
  mutating func decimal() -> Float {
    let value = number()
    if number() == 1 { return Float(bitPattern: UInt32(truncatingIfNeeded: value)) }
    return Float(value >> 1 ^ -(value & 1)) / 100
  }

  /// The next text.
  mutating func text() -> String { String(decoding: part().whole, as: UTF8.self) }

  /// The bytes of the next text, where they stand.
  mutating func part() -> Table<UInt8> {
    skip(number())
  }

  /// So many bytes where they stand.
  mutating func skip(_ count: Int) -> Table<UInt8> {
    defer { position += count }
    return bytes.part(position..<(position + count))
  }

  /// A table of as many values as the next number says, or of `count`, with `rest` behind the ones that are written.
  mutating func row<Value: BitwiseCopyable & Sendable>(
    _ count: Int? = nil, in arena: Arena, rest: Value? = nil, _ next: (inout TableReader) -> Value
  ) -> Table<Value> {
    let written = number()
    var index = 0
    return arena.table(count ?? written) {
      index &+= 1
      if index > written, let rest { return rest }
      return next(&self)
    }
  }

  /// As many values as the next number says.
  @inline(__always) mutating func list<Value>(_ next: (inout TableReader) -> Value) -> [Value] {
    let count = number()
    var values: [Value] = []
    values.reserveCapacity(count)
    for _ in 0..<count { values.append(next(&self)) }
    return values
  }
}
