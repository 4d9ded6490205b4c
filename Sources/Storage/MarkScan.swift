/// Finds the ends of JSON values without white space, by their marks.
@safe struct MarkScan {
  private let bytes: UnsafeRawBufferPointer
  /// The number of bytes.
  let count: Int

  init(bytes: UnsafeRawBufferPointer) {
    unsafe self.bytes = unsafe bytes
    count = bytes.count
  }

  /// The byte at a position; 0 behind the end.
  @inline(__always)
  func at(_ position: Int) -> UInt8 { position < count ? unsafe bytes[position] : 0 }

  /// Goes over the members of the object at `start`; gives the position after it, `nil` when it is no such object.
  ///
  /// - Parameter body: takes the number of the key, −1 for an unknown one, and the value's start; gives the value's end.
  @inline(__always)
  func members(from start: Int, keys: [[UInt8]], _ body: (Int, Int) -> Int?) -> Int? {
    guard at(start) == 0x7b else { return nil }
    var position = start + 1
    if at(position) == 0x7d { return position + 1 }
    var expected = 0
    while true {
      var field = -1
      if expected < keys.count, holds(keys[expected], at: position) {
        field = expected
      } else if let known = keys.firstIndex(where: { holds($0, at: position) }) {
        field = known
      }
      let value: Int
      if field >= 0 {
        value = position + keys[field].count
        expected = field + 1
      } else {
        guard at(position) == 0x22, let end = string(from: position), at(end) == 0x3a else { return nil }
        value = end + 1
      }
      guard let end = body(field, value) else { return nil }
      switch at(end) {
      case 0x2c: position = end + 1
      case 0x7d: return end + 1
      default: return nil
      }
    }
  }

  /// Goes over the elements of the array at `start`; gives the position after it.
  @inline(__always)
  func elements(from start: Int, _ body: (Int) -> Int?) -> Int? {
    var position = start + 1
    if at(position) == 0x5d { return position + 1 }
    while true {
      guard let end = body(position) else { return nil }
      switch at(end) {
      case 0x2c: position = end + 1
      case 0x5d: return end + 1
      default: return nil
      }
    }
  }

  @inline(__always)
  private func holds(_ key: [UInt8], at position: Int) -> Bool {
    guard position + key.count <= count else { return false }
    return unsafe key.withUnsafeBytes { key in
      var offset = 0
      while offset < key.count {
        if unsafe key[offset] != bytes[position + offset] { return false }
        offset += 1
      }
      return true
    }
  }

  /// The position after the value at `start`.
  @inline(__always)
  func value(from start: Int) -> Int? {
    switch at(start) {
    case 0x22: return string(from: start)
    case 0x5b, 0x7b: return nested(from: start)
    case 0x2d, 0x30...0x39, 0x6e, 0x74, 0x66:
      var position = start + 1
      while position < count {
        let byte = unsafe bytes[position]
        if byte == 0x2c || byte == 0x7d || byte == 0x5d { return position }
        position += 1
      }
      return nil
    default: return nil
    }
  }

  /// The position after the string at `start`, eight bytes at a time.
  @inline(__always)
  private func string(from start: Int) -> Int? {
    let ones: UInt64 = 0x0101_0101_0101_0101
    var position = start + 1
    while position + 8 <= count {
      let word = unsafe UInt64(littleEndian: bytes.loadUnaligned(fromByteOffset: position, as: UInt64.self))
      let quotes = word ^ (ones &* 0x22)
      let slashes = word ^ (ones &* 0x5c)
      let flags = ((quotes &- ones) & ~quotes | (slashes &- ones) & ~slashes) & 0x8080_8080_8080_8080
      if flags == 0 {
        position += 8
        continue
      }
      position += flags.trailingZeroBitCount / 8
      if unsafe bytes[position] == 0x22 { return position + 1 }
      position += 2
    }
    while position < count {
      let byte = unsafe bytes[position]
      if byte == 0x22 { return position + 1 }
      position += byte == 0x5c ? 2 : 1
    }
    return nil
  }

  private func nested(from start: Int) -> Int? {
    var depth = 0
    var position = start
    while position < count {
      switch unsafe bytes[position] {
      case 0x22:
        guard let end = string(from: position) else { return nil }
        position = end
        continue
      case 0x5b, 0x7b: depth += 1
      case 0x5d, 0x7d:
        depth -= 1
        if depth == 0 { return position + 1 }
      default: break
      }
      position += 1
    }
    return nil
  }
}
