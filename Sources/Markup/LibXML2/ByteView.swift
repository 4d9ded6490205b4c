import CLibXML2

/// Bytes that are only looked at; reading beside them gives 0, which no caller takes for content.
@safe struct ByteView {
  private let base: UnsafePointer<UInt8>?
  /// The number of bytes.
  let count: Int

  /// Looks at the bytes of a buffer, which must outlive the view.
  init(_ buffer: UnsafeBufferPointer<UInt8>) {
    unsafe base = buffer.baseAddress
    count = buffer.count
  }

  /// The byte at an offset, or 0 outside.
  @inline(__always) subscript(index: Int) -> UInt8 {
    UInt(bitPattern: index) < UInt(bitPattern: count) ? unsafe base.unsafelyUnwrapped[index] : 0
  }

  /// The bytes of a range, which is cut to what there is.
  @inline(__always) func bytes(_ range: Range<Int>) -> UnsafeBufferPointer<UInt8> {
    let start = min(max(range.lowerBound, 0), count)
    let end = min(max(range.upperBound, start), count)
    guard start < end, let base = unsafe base else { return unsafe UnsafeBufferPointer(start: nil, count: 0) }
    return unsafe UnsafeBufferPointer(start: base + start, count: end - start)
  }

  /// The offset of the next such byte at or after `start`, or `count` where there is none.
  @inline(__always) func index(of byte: UInt8, from start: Int) -> Int {
    guard start >= 0, start < count, let base = unsafe base else { return count }
    guard let found = unsafe stance_find_byte(base + start, Int32(byte), count - start) else { return count }
    return unsafe start + (found - UnsafeRawPointer(base + start))
  }

  /// The offset of the next such quotation mark, ampersand, carriage return or NUL, or `count` where there is none.
  @inline(__always) func endOfPlainValue(from start: Int, quote: UInt8) -> Int {
    guard start >= 0, start < count, let base = unsafe base else { return count }
    return unsafe start + Int(stance_find_value_end(base + start, count - start, quote))
  }

  /// Where words end that go over as they are: the offset of the next control, ampersand, DEL, byte 0xC2 or second space
  /// in a row, or the range's end.
  @inline(__always) func endOfPlainWords(from start: Int, to end: Int, isAfterSpace: Bool) -> Int {
    guard start >= 0, start < end, end <= count, let base = unsafe base else { return end }
    return unsafe start + Int(stance_find_words_end(base + start, end - start, isAfterSpace ? 1 : 0))
  }

  /// Eight bytes from an offset on; `nil` where there are fewer.
  @inline(__always) func lanes(at start: Int) -> ByteLanes? {
    guard start >= 0, start + 8 <= count, let base = unsafe base else { return nil }
    let word = unsafe UnsafeRawPointer(base).loadUnaligned(fromByteOffset: start, as: UInt64.self)
    return ByteLanes(word.littleEndian)
  }

  /// Four bytes from an offset on in one number; 0 where there are fewer.
  @inline(__always) func word(at start: Int) -> UInt32 {
    guard start >= 0, start + 4 <= count, let base = unsafe base else { return 0 }
    return unsafe UnsafeRawPointer(base).loadUnaligned(fromByteOffset: start, as: UInt32.self)
  }

  /// The offset of the next ampersand, carriage return or NUL in a range, or the range's end.
  @inline(__always) func indexOfReferenceOrControl(from start: Int, to end: Int) -> Int {
    guard let base = unsafe base, start >= 0, end <= count else { return end }
    // With an ampersand for the quotation mark nothing else is looked for.
    return unsafe start < end ? start + Int(stance_find_value_end(base + start, end - start, 0x26)) : end
  }

  /// Whether the bytes from `start` on read as an ASCII word in lower case, whatever their own case.
  func matches(_ lowercased: StaticString, at start: Int) -> Bool {
    guard start >= 0, start + lowercased.utf8CodeUnitCount <= count else { return false }
    for offset in 0..<lowercased.utf8CodeUnitCount {
      let expected = unsafe lowercased.utf8Start[offset]
      if self[start + offset].lowercasedASCII != expected { return false }
    }
    return true
  }
}

extension UInt8 {
  /// The byte with A…Z as a…z.
  @inline(__always) var lowercasedASCII: UInt8 { self >= 0x41 && self <= 0x5A ? self | 0x20 : self }
  /// Whether the byte is an ASCII letter.
  @inline(__always) var isASCIILetter: Bool { (self | 0x20) &- 0x61 < 26 }
  /// Whether the byte is an ASCII digit.
  @inline(__always) var isASCIIDigit: Bool { self &- 0x30 < 10 }
  /// Whether the byte is white space to HTML: tab, line feed, form feed, carriage return or space.
  @inline(__always) var isHTMLSpace: Bool {
    self == 0x20 || self == 0x0A || self == 0x09 || self == 0x0D || self == 0x0C
  }
}
