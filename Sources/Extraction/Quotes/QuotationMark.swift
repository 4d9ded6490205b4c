/// A pair of quotation marks in UTF-8.
struct QuotationMark {
  /// The opening mark's length in bytes.
  let length: Int
  private let closer: [UInt8]
  private let isStraight: Bool

  /// The length of the mark that closes, in bytes.
  var closingLength: Int { closer.count }

  /// The mark that opens at a position; `nil` where none does.
  init?(openingAt index: Int, in bytes: [UInt8]) {
    let byte = bytes[index]
    func has(_ second: UInt8, _ third: UInt8) -> Bool {
      index + 2 < bytes.count && bytes[index + 1] == second && bytes[index + 2] == third
    }
    if byte == 0x22 {
      // A straight mark opens only behind white space or a bracket.
      let before = index > 0 ? bytes[index - 1] : 0x20
      guard before <= 0x20 || before == 0x28 || before == 0x94, index + 1 < bytes.count, bytes[index + 1] > 0x20 else {
        return nil
      }
      length = 1
      closer = [0x22]
      isStraight = true
    } else if byte == 0xe2, has(0x80, 0x9c) {
      length = 3
      closer = [0xe2, 0x80, 0x9d]
      isStraight = false
    } else if byte == 0xe2, has(0x80, 0x9e) {
      length = 3
      closer = [0xe2, 0x80, 0x9c]
      isStraight = false
    } else if byte == 0xc2, index + 1 < bytes.count, bytes[index + 1] == 0xab {
      length = 2
      closer = [0xc2, 0xbb]
      isStraight = false
    } else {
      return nil
    }
  }

  /// Where the mark that closes begins, in the same paragraph; `nil` where none does.
  func closing(from start: Int, in bytes: [UInt8]) -> Int? {
    var index = start
    let end = min(bytes.count, start + 3000)
    while index + closer.count <= end {
      if bytes[index] == 0x0a, index + 1 < end, bytes[index + 1] == 0x0a { return nil }
      if bytes[index] == closer[0], bytes[index..<index + closer.count].elementsEqual(closer) {
        if !isStraight { return index }
        let next = index + 1 < bytes.count ? bytes[index + 1] : 0x20
        if next <= 0x2f || next == 0x3a || next == 0x3b || next == 0x3f || next == 0xe2 || next == 0x5d { return index }
      }
      // „…“ may also close with ”.
      if closer == [0xe2, 0x80, 0x9c], bytes[index] == 0xe2, bytes[index..<index + 3].elementsEqual([0xe2, 0x80, 0x9d])
      {
        return index
      }
      index += 1
    }
    return nil
  }
}
