extension JSONReader {
  /// The offset of the quote that ends the string, and whether it holds no escapes.
  func endOfString(from start: Int) throws(JSONError) -> (stop: Int, isPlain: Bool) {
    var isPlain = true
    var position = start
    while true {
      position = nextSpecial(from: position)
      guard position < end else { throw JSONError(.unexpectedEnd, at: end) }
      switch bytes[position] {
      case 0x22: return (position, isPlain)
      case 0x5c:
        isPlain = false
        position = try endOfEscape(at: position)
      default: throw JSONError(.badString, at: position)
      }
    }
  }

  /// The offset of the next quote, backslash or control character, or the end; eight bytes at a time.
  @inline(__always)
  private func nextSpecial(from start: Int) -> Int {
    let ones: UInt64 = 0x0101_0101_0101_0101
    let tops: UInt64 = 0x8080_8080_8080_8080
    let end = end
    return unsafe bytes.withUnsafeBytes { base in
      var position = start
      while position + 8 <= end {
        let word = unsafe UInt64(littleEndian: base.loadUnaligned(fromByteOffset: position, as: UInt64.self))
        let quotes = word ^ (ones &* 0x22)
        let slashes = word ^ (ones &* 0x5c)
        var flags = (word &- ones &* 0x20) & ~word
        flags |= (quotes &- ones) & ~quotes
        flags |= (slashes &- ones) & ~slashes
        flags &= tops
        if flags != 0 { return position + flags.trailingZeroBitCount / 8 }
        position += 8
      }
      while position < end {
        let byte = unsafe base[position]
        if byte < 0x20 || byte == 0x22 || byte == 0x5c { return position }
        position += 1
      }
      return end
    }
  }

  /// The offset after an escape (RFC 8259 §7).
  private func endOfEscape(at position: Int) throws(JSONError) -> Int {
    guard position + 1 < end else { throw JSONError(.unexpectedEnd, at: end) }
    switch bytes[position + 1] {
    case 0x22, 0x5c, 0x2f, 0x62, 0x66, 0x6e, 0x72, 0x74: return position + 2
    case 0x75:
      guard position + 6 <= end else { throw JSONError(.unexpectedEnd, at: end) }
      for digit in bytes[(position + 2)..<(position + 6)] where JSONReader.value(ofHexadecimal: digit) == nil {
        throw JSONError(.badString, at: position)
      }
      return position + 6
    default: throw JSONError(.badString, at: position)
    }
  }

  /// The text of a checked string that holds escapes.
  func unescaped(_ range: Range<Int>) throws(JSONError) -> String {
    var utf8: [UInt8] = []
    utf8.reserveCapacity(range.count)
    var position = range.lowerBound
    while position < range.upperBound {
      let byte = bytes[position]
      guard byte == 0x5c else {
        let stop = min(nextSpecial(from: position), range.upperBound)
        utf8.append(contentsOf: bytes[position..<stop])
        position = stop
        continue
      }
      switch bytes[position + 1] {
      case 0x62: utf8.append(0x08)
      case 0x66: utf8.append(0x0c)
      case 0x6e: utf8.append(0x0a)
      case 0x72: utf8.append(0x0d)
      case 0x74: utf8.append(0x09)
      case 0x75:
        position = appendScalar(at: position, limit: range.upperBound, to: &utf8)
        continue
      case let other: utf8.append(other)
      }
      position += 2
    }
    return String(decoding: utf8, as: UTF8.self)
  }

  /// Appends the scalar of a `\u` escape, or of two that make a surrogate pair; gives the offset after it.
  private func appendScalar(at position: Int, limit: Int, to utf8: inout [UInt8]) -> Int {
    let first = unit(at: position + 2)
    var value = first
    var next = position + 6
    if first & 0xfc00 == 0xd800, next + 6 <= limit, bytes[next] == 0x5c, bytes[next + 1] == 0x75 {
      let second = unit(at: next + 2)
      if second & 0xfc00 == 0xdc00 {
        value = 0x10000 + (first & 0x3ff) << 10 + (second & 0x3ff)
        next += 6
      }
    }
    let scalar = Unicode.Scalar(value) ?? "\u{fffd}"
    utf8.append(contentsOf: UTF8.encode(scalar).map(Array.init) ?? [0xef, 0xbf, 0xbd])
    return next
  }

  private func unit(at start: Int) -> UInt32 {
    bytes[start..<(start + 4)].reduce(0) { $0 << 4 | UInt32(JSONReader.value(ofHexadecimal: $1) ?? 0) }
  }

  private static func value(ofHexadecimal digit: UInt8) -> UInt8? {
    switch digit {
    case 0x30...0x39: digit - 0x30
    case 0x41...0x46: digit - 0x37
    case 0x61...0x66: digit - 0x57
    default: nil
    }
  }
}
