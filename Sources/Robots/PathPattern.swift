/// A path of an allow or disallow line: `*` stands for any bytes, `$` at the end for the end (RFC 9309 §2.2.3).
struct PathPattern: Sendable {
  /// How much of a path is compared, in bytes; Google reads no longer rules.
  static let longestPath = 16_664

  /// The bytes between the stars, escapes in their normal form.
  private let pieces: [[UInt8]]
  private let isAnchored: Bool
  /// What the length of a match is counted by: the pattern's own, stars and anchor included.
  let length: Int

  /// Whether the line has no path, so that it says nothing.
  var isEmpty: Bool { length == 0 }

  init(_ text: ArraySlice<UInt8>) {
    isAnchored = text.last == 0x24
    let body = isAnchored ? text.dropLast() : text
    pieces = body.split(separator: 0x2a, omittingEmptySubsequences: false).map { PathPattern.normalised($0) }
    length = pieces.reduce(pieces.count - 1 + (isAnchored ? 1 : 0)) { $0 + $1.count }
  }

  /// Whether the pattern matches a path that is normalised as patterns are.
  ///
  /// - Complexity: O(length of the path + length of the pattern): each piece is sought from where the last one ended.
  func matches(_ path: [UInt8]) -> Bool {
    let first = pieces[0]
    guard path.starts(with: first) else { return false }
    if pieces.count == 1 { return !isAnchored || path.count == first.count }
    var position = first.count
    for piece in pieces[1...].dropLast() {
      guard let found = PathPattern.find(piece, in: path, from: position) else { return false }
      position = found + piece.count
    }
    let last = pieces[pieces.count - 1]
    if isAnchored {
      return path.count - position >= last.count && path[(path.count - last.count)...].elementsEqual(last)
    }
    return PathPattern.find(last, in: path, from: position) != nil
  }

  /// Where a piece stands first (Knuth, Morris and Pratt).
  private static func find(_ piece: [UInt8], in path: [UInt8], from start: Int) -> Int? {
    if piece.isEmpty { return start }
    guard path.count - start >= piece.count else { return nil }
    var failure = [Int](repeating: 0, count: piece.count)
    var matched = 0
    for index in piece.indices.dropFirst() {
      while matched > 0, piece[index] != piece[matched] { matched = failure[matched - 1] }
      if piece[index] == piece[matched] { matched += 1 }
      failure[index] = matched
    }
    matched = 0
    for index in start..<path.count {
      while matched > 0, path[index] != piece[matched] { matched = failure[matched - 1] }
      if path[index] == piece[matched] { matched += 1 }
      if matched == piece.count { return index - piece.count + 1 }
    }
    return nil
  }

  /// A path in the form in which it is compared.
  static func normalised(_ path: String) -> [UInt8] { normalised(Array(path.utf8)[...].prefix(longestPath)) }

  /// Undoes escapes of unreserved letters, writes the others in capitals, and escapes what may not stand raw; `*` and `$`
  /// are escaped, so that they are what `%2A` and `%24` are (RFC 9309 §2.2.2 and §2.2.3).
  private static func normalised(_ bytes: ArraySlice<UInt8>) -> [UInt8] {
    var output: [UInt8] = []
    output.reserveCapacity(bytes.count)
    var index = bytes.startIndex
    while index < bytes.endIndex {
      let byte = bytes[index]
      index += 1
      if byte == 0x25, index + 1 < bytes.endIndex, let high = hexadecimal(bytes[index]),
        let low = hexadecimal(bytes[index + 1])
      {
        let value = high << 4 | low
        if isUnreserved(value) { output.append(value) } else { escape(value, &output) }
        index += 2
      } else if isRaw(byte) {
        output.append(byte)
      } else {
        escape(byte, &output)
      }
    }
    return output
  }

  private static func escape(_ byte: UInt8, _ output: inout [UInt8]) {
    let digits: StaticString = "0123456789ABCDEF"
    output.append(0x25)
    output.append(unsafe digits.utf8Start[Int(byte >> 4)])
    output.append(unsafe digits.utf8Start[Int(byte & 15)])
  }

  private static func hexadecimal(_ byte: UInt8) -> UInt8? {
    switch byte {
    case 0x30...0x39: byte - 0x30
    case 0x41...0x46: byte - 0x37
    case 0x61...0x66: byte - 0x57
    default: nil
    }
  }

  private static func isUnreserved(_ byte: UInt8) -> Bool {
    switch byte {
    case 0x30...0x39, 0x41...0x5a, 0x61...0x7a, 0x2d, 0x2e, 0x5f, 0x7e: true
    default: false
    }
  }

  /// What stands raw: unreserved letters and the delimiters of addresses, but for `*` and `$`.
  private static func isRaw(_ byte: UInt8) -> Bool {
    switch byte {
    case 0x24, 0x2a: false
    case 0x21, 0x23, 0x25, 0x26...0x2f, 0x3a, 0x3b, 0x3d, 0x3f, 0x40, 0x5b, 0x5d: true
    default: isUnreserved(byte)
    }
  }
}
