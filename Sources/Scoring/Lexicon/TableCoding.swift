/// Lays tables out as the program reads them: one behind the other, the values of each from a cache line's start on.
struct TableWriter {
  /// What was written.
  private(set) var bytes: [UInt8] = []

  /// Appends a number.
  mutating func number(_ value: some FixedWidthInteger) {
    let value = UInt64(value)
    for step in 0..<8 { bytes.append(UInt8(truncatingIfNeeded: value >> UInt64(step * 8))) }
  }

  /// Appends values as they lie in memory; they must have no gaps between their parts.
  mutating func table<Value: BitwiseCopyable>(_ values: [Value]) {
    number(values.count)
    while bytes.count % TableWriter.line > 0 { bytes.append(0) }
    unsafe values.withUnsafeBytes { unsafe bytes.append(contentsOf: $0) }
    while bytes.count % 8 > 0 { bytes.append(0) }
  }

  /// The bytes of a cache line.
  fileprivate static let line = 64

  /// Appends a text.
  mutating func text(_ value: String) { table(Array(value.utf8)) }
}

/// Reads what `TableWriter` wrote, most of it where it lies.
///
/// The bytes are the program's own: what does not fit them is a fault of the build and traps.
struct TableReader {
  private let bytes: Table<UInt8>
  private(set) var position = 0

  /// Begins at the first byte, which has to lie at a cache line's start.
  init(_ bytes: Table<UInt8>) { self.bytes = bytes }

  /// The next number.
  mutating func number() -> Int {
    let value = (0..<8).reduce(0 as UInt64) { $0 | UInt64(bytes[position + $1]) << UInt64($1 * 8) }
    position += 8
    return Int(truncatingIfNeeded: value)
  }

  /// The next table, where it lies.
  mutating func table<Value: BitwiseCopyable & Sendable>(of _: Value.Type = Value.self) -> Table<Value> {
    let count = number()
    position = (position + TableWriter.line - 1) / TableWriter.line * TableWriter.line
    let size = count * MemoryLayout<Value>.stride
    defer { position += (size + 7) / 8 * 8 }
    return unsafe bytes.part(position..<(position + size)).bound(to: Value.self, count)
  }

  /// The next text.
  mutating func text() -> String { String(decoding: table(of: UInt8.self).whole, as: UTF8.self) }

  /// As many values as the next number says.
  mutating func list<Value>(_ next: (inout TableReader) -> Value) -> [Value] {
    let count = number()
    return (0..<count).map { _ in next(&self) }
  }
}

/// Bytes as characters below 0x80, so that a string literal of a program can hold them: eight for each seven bytes.
///
/// Zeros, of which there are most, become `0`, so that few characters need an escape.
enum SevenBits {
  /// The characters for bytes; zeros are added until those make sevens.
  static func characters(for bytes: [UInt8]) -> [UInt8] {
    var characters: [UInt8] = []
    characters.reserveCapacity(bytes.count / 7 * 8 + 8)
    for start in stride(from: 0, to: bytes.count, by: 7) {
      let seven = bytes[start..<min(start + 7, bytes.count)].reversed().reduce(0 as UInt64) { $0 << 8 | UInt64($1) }
      for step in 0..<8 { characters.append(UInt8((seven >> UInt64(step * 7) + 0x30) & 0x7F)) }
    }
    return characters
  }

  /// The bytes of characters, in memory of `arena`.
  static func bytes(of characters: Table<UInt8>, in arena: Arena) -> Table<UInt8> {
    let sevens = characters.count / 8
    return unsafe arena.memory(sevens * 7 + 8) { target in
      for index in 0..<sevens {
        var value = (unsafe characters.eight(from: index &* 8) &+ 0x5050_5050_5050_5050) & 0x7F7F_7F7F_7F7F_7F7F
        value = value & 0x007F_007F_007F_007F | (value & 0x7F00_7F00_7F00_7F00) &>> 1
        value = value & 0x0000_3FFF_0000_3FFF | (value & 0x3FFF_0000_3FFF_0000) &>> 2
        value = value & 0x0FFF_FFFF | (value & 0x0FFF_FFFF_0000_0000) &>> 4
        unsafe target.storeBytes(of: value.littleEndian, toByteOffset: index &* 7, as: UInt64.self)
      }
    }
  }
}
