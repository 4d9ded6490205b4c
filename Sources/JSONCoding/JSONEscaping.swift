extension JSONWriter {
  /// Appends a text that stands in the program.
  @inline(__always)
  static func append(_ text: StaticString, to bytes: inout [UInt8]) {
    unsafe bytes.append(contentsOf: UnsafeBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount))
  }

  /// Appends a text between quotes, with everything escaped that may not stand in a JSON string.
  static func appendQuoted(_ text: String, to bytes: inout [UInt8]) {
    unsafe text.utf8Span.span.withUnsafeBufferPointer { utf8 in
      var position = unsafe nextCandidate(in: utf8, from: 0)
      if position == utf8.count {
        bytes.append(addingCapacity: utf8.count + 2) { output in
          output.append(0x22)
          unsafe output.append(copying: utf8)
          output.append(0x22)
        }
        return
      }
      bytes.append(0x22)
      var start = 0
      while position < utf8.count {
        let (scalar, length) = unsafe escapedScalar(in: utf8, at: position)
        if let scalar {
          unsafe bytes.append(contentsOf: UnsafeBufferPointer(rebasing: utf8[start..<position]))
          appendEscape(of: scalar, to: &bytes)
          start = position + length
        }
        position = unsafe nextCandidate(in: utf8, from: position + length)
      }
      unsafe bytes.append(contentsOf: UnsafeBufferPointer(rebasing: utf8[start..<utf8.count]))
      bytes.append(0x22)
    }
  }

  /// The position of the next byte that may begin something to escape, or the end.
  ///
  /// Eight bytes at a time: for a byte that equals `b`, `(x ^ b…b) − 01…01` borrows into its top bit (Mycroft's test).
  /// False alarms arise only above a true one, so that the lowest flag is always right.
  @inline(__always)
  private static func nextCandidate(in utf8: UnsafeBufferPointer<UInt8>, from start: Int) -> Int {
    let ones: UInt64 = 0x0101_0101_0101_0101
    let tops: UInt64 = 0x8080_8080_8080_8080
    var position = start
    let count = utf8.count
    let base = UnsafeRawBufferPointer(utf8)
    while position + 8 <= count {
      let word = unsafe UInt64(littleEndian: base.loadUnaligned(fromByteOffset: position, as: UInt64.self))
      let quotes = word ^ (ones &* 0x22)
      let slashes = word ^ (ones &* 0x5c)
      let deletes = word ^ (ones &* 0x7f)
      var flags = (word &- ones &* 0x20) & ~word
      flags |= (quotes &- ones) & ~quotes
      flags |= (slashes &- ones) & ~slashes
      flags |= (deletes &- ones) & ~deletes
      if word & tops != 0 {
        let latin = word ^ (ones &* 0xc2)
        let general = word ^ (ones &* 0xe2)
        flags |= (latin &- ones) & ~latin
        flags |= (general &- ones) & ~general
      }
      flags &= tops
      if flags != 0 { return position + flags.trailingZeroBitCount / 8 }
      position += 8
    }
    while position < count {
      let byte = unsafe utf8[position]
      if byte < 0x20 || byte == 0x22 || byte == 0x5c || byte == 0x7f || byte == 0xc2 || byte == 0xe2 { return position }
      position += 1
    }
    return count
  }

  /// The scalar to escape at a candidate, or `nil` when the candidate is harmless, and its length in bytes.
  @inline(__always)
  private static func escapedScalar(
    in utf8: UnsafeBufferPointer<UInt8>, at position: Int
  ) -> (scalar: UInt16?, length: Int) {
    let byte = unsafe utf8[position]
    if byte < 0x80 { return (UInt16(byte), 1) }
    let second = position + 1 < utf8.count ? unsafe utf8[position + 1] : 0
    if byte == 0xc2 {
      // C1 controls: U+0080…U+009F.
      return second >= 0x80 && second <= 0x9f ? (UInt16(second), 2) : (nil, 2)
    }
    let third = position + 2 < utf8.count ? unsafe utf8[position + 2] : 0
    // U+2028…U+202E: separators and bidirectional embeddings; U+2066…U+2069: bidirectional isolates.
    if second == 0x80, third >= 0xa8, third <= 0xae { return (0x2028 + UInt16(third - 0xa8), 3) }
    if second == 0x81, third >= 0xa6, third <= 0xa9 { return (0x2066 + UInt16(third - 0xa6), 3) }
    return (nil, 3)
  }

  private static func appendEscape(of scalar: UInt16, to bytes: inout [UInt8]) {
    bytes.append(0x5c)
    switch scalar {
    case 0x22: bytes.append(0x22)
    case 0x5c: bytes.append(0x5c)
    case 0x08: bytes.append(0x62)
    case 0x09: bytes.append(0x74)
    case 0x0a: bytes.append(0x6e)
    case 0x0c: bytes.append(0x66)
    case 0x0d: bytes.append(0x72)
    default:
      bytes.append(0x75)
      for shift: UInt16 in [12, 8, 4, 0] {
        let digit = UInt8((scalar >> shift) & 15)
        bytes.append(digit < 10 ? 0x30 + digit : 0x57 + digit)
      }
    }
  }
}

extension OutputSpan<UInt8> {
  /// Appends as many of the bytes as there is room for.
  @inline(__always)
  mutating func append(copying bytes: UnsafeBufferPointer<UInt8>) {
    unsafe withUnsafeMutableBufferPointer { room, count in
      let length = min(bytes.count, room.count - count)
      guard length > 0, let source = bytes.baseAddress else { return }
      unsafe room.baseAddress?.advanced(by: count).initialize(from: source, count: length)
      count += length
    }
  }
}
