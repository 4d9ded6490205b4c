import Markup

extension String {
  /// The text without white space at both ends and with inner white space, no-break spaces included, folded.
  var trimmed: String { String(decoding: utf8Span.span.trimmed, as: UTF8.self) }
}

extension Span where Element == UInt8 {
  /// The text without white space at both ends and with inner white space, no-break spaces included, folded.
  var trimmed: [UInt8] {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(count)
    var space = false
    append(to: &bytes, afterSpace: &space)
    return bytes
  }

  /// Writes the text behind what a buffer holds, with white space folded, none at the beginning of it all and none at the
  /// end.
  ///
  /// The buffer needs room for one byte more than the text has.
  @inline(__always)
  func write(to bytes: UnsafeMutableBufferPointer<UInt8>, _ length: inout Int, afterSpace space: inout Bool) {
    precondition(length + count + 1 <= bytes.count)
    var index = 0
    while index < count {
      if length > 0, !space, index + 8 <= count {
        let lanes = ByteLanes(self, at: index)
        if lanes.areWords(isAfterSpace: false) {
          unsafe UnsafeMutableRawPointer(bytes.baseAddress.unsafelyUnwrapped + length)
            .storeBytes(of: lanes.bits.littleEndian, as: UInt64.self)
          length += 8
          index += 8
          if unsafe bytes[length - 1] == 0x20 {
            length -= 1
            space = true
          }
          continue
        }
      }
      let stop = Swift.min(count, index + 8)
      while index < stop {
        let byte = self[index]
        if byte <= 0x20 {
          space = true
        } else if byte == 0xc2, index + 1 < count, self[index + 1] == 0xa0 {
          space = true
          index += 1
        } else {
          if space, length > 0 {
            unsafe bytes[length] = 0x20
            length += 1
          }
          space = false
          unsafe bytes[length] = byte
          length += 1
        }
        index += 1
      }
    }
  }

  /// Appends the text with white space folded, none at the beginning of it all and none at the end.
  func append(to bytes: inout [UInt8], afterSpace space: inout Bool) {
    var index = 0
    while index < count {
      let byte = self[index]
      if byte <= 0x20 {
        space = true
      } else if byte == 0xc2, index + 1 < count, self[index + 1] == 0xa0 {
        space = true
        index += 1
      } else {
        if space, !bytes.isEmpty { bytes.append(0x20) }
        space = false
        bytes.append(byte)
      }
      index += 1
    }
  }

  /// A stretch of the bytes as text.
  func text(_ range: Range<Int>) -> String {
    unsafe extracting(range).withUnsafeBufferPointer { unsafe String(decoding: $0, as: UTF8.self) }
  }
}

/// The signs that stand between the parts of a byline and belong to none of them.
enum Edges {
  /// The bytes without white space and such signs at both ends.
  static func trimmed(_ range: Range<Int>, in bytes: Span<UInt8>, keepingBrackets: Bool = false) -> Range<Int> {
    var start = range.lowerBound
    var end = range.upperBound
    while start < end {
      if isSign(bytes[start], keepingBrackets) {
        start += 1
      } else if let count = wideSign(start..<min(end, start + 3), in: bytes) {
        start += count
      } else {
        break
      }
    }
    while end > start {
      if isSign(bytes[end - 1], keepingBrackets) {
        end -= 1
      } else if bytes[end - 1] >= 0x80,
        let count = wideSign(max(start, end - 3)..<end, in: bytes) ?? wideSign(max(start, end - 2)..<end, in: bytes)
      {
        end -= count
      } else {
        break
      }
    }
    return start..<end
  }

  private static func isSign(_ byte: UInt8, _ keepingBrackets: Bool) -> Bool {
    switch byte {
    case 0...0x20, 0x23, 0x2a, 0x2c, 0x2d, 0x2f, 0x3a, 0x3e, 0x5c, 0x7c, 0x7e: true
    case 0x28, 0x29, 0x5b, 0x5d: !keepingBrackets
    default: false
    }
  }

  /// How many bytes a sign beyond ASCII takes that begins, and for a suffix ends, these bytes.
  private static func wideSign(_ range: Range<Int>, in bytes: Span<UInt8>) -> Int? {
    guard range.count >= 2 else { return nil }
    let first = bytes[range.lowerBound]
    guard first == 0xc2 || first == 0xe2 else { return nil }
    let second = bytes[range.lowerBound + 1]
    // "·", "»", "«", no-break space
    if first == 0xc2 { return second == 0xb7 || second == 0xbb || second == 0xab || second == 0xa0 ? 2 : nil }
    guard range.count == 3 else { return nil }
    let third = bytes[range.lowerBound + 2]
    // "–", "—", "•", "…", "›", "‹", arrows, triangles and stars
    if second == 0x80 {
      switch third {
      case 0x93, 0x94, 0xa2, 0xa6, 0xb9, 0xba: return 3
      default: return nil
      }
    }
    return second == 0x86 || second == 0x96 || second == 0x98 || second == 0x9c ? 3 : nil
  }
}
