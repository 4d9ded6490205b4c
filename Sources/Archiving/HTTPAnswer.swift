public import Model

/// An HTTP answer out of an archive, codings undone.
public struct HTTPAnswer: Equatable, Sendable {
  /// The status.
  public var status: Int
  /// The header fields in their order.
  public var headers: [Header]
  /// The body, transfer and content codings undone.
  public var body: [UInt8]
  /// Why the body is not as it was sent; `nil` when it is.
  public var fault: Fault?

  /// What may be wrong with a body.
  public enum Fault: Equatable, Sendable {
    /// A coding that is not known, such as `br`.
    case unknownCoding(String)
    /// The coded bytes are damaged or cut off.
    case damagedCoding
    /// More bytes than are taken.
    case tooLarge
  }

  /// Bytes of a body, codings undone, beyond which it is not taken: what the fetcher takes at the most.
  public static let largestBody = 10_000_000

  /// Reads the block of a record; `nil` when it is no HTTP answer.
  ///
  /// - Parameter largest: bytes of a body beyond which it is refused.
  public init?(block: [UInt8], largest: Int = HTTPAnswer.largestBody) {
    var start = 0
    guard let first = HTTPAnswer.line(in: block, at: &start), first.starts(with: "HTTP/".utf8) else { return nil }
    let words = first.split(separator: 0x20, maxSplits: 2, omittingEmptySubsequences: true)
    guard words.count >= 2, words[1].count == 3, let status = Int(String(decoding: words[1], as: UTF8.self)) else {
      return nil
    }
    self.status = status
    headers = []
    while let line = HTTPAnswer.line(in: block, at: &start), !line.isEmpty {
      // A line that is no field is left out: archives keep what servers sent.
      _ = HTTPFields.add(Array(line), to: &headers)
    }
    body = Array(block[start...])
    undoCodings(largest: largest)
  }

  /// The value of the first field of that name, whatever its case.
  public func header(_ name: String) -> String? { headers.first { $0.isNamed(name) }?.value }

  private static func line(in bytes: [UInt8], at start: inout Int) -> ArraySlice<UInt8>? {
    guard start < bytes.count else { return nil }
    let end = bytes[start...].firstIndex(of: 0x0a) ?? bytes.count
    var line = bytes[start..<end]
    if line.last == 0x0d { line.removeLast() }
    start = min(end + 1, bytes.count)
    return line
  }

  private mutating func undoCodings(largest: Int) {
    if codings("Transfer-Encoding").contains("chunked"), let whole = Chunks.undone(body[...]) {
      // Archives that keep the field and not the coding hold a body that is no chunk: it stays as it is.
      body = whole.bytes
      if !whole.isComplete { fault = .damagedCoding }
    }
    for coding in codings("Content-Encoding").reversed() {
      switch coding {
      case "identity": break
      case "gzip", "x-gzip", "deflate": undoDeflate(coding, largest: largest)
      default: fault = .unknownCoding(coding)
      }
    }
    if body.count > largest {
      body = []
      fault = .tooLarge
    }
  }

  private func codings(_ name: String) -> [String] {
    headers.filter { $0.isNamed(name) }.flatMap { header in
      header.value.split(whereSeparator: { $0 == "," || $0 == " " || $0 == "\t" }).map { $0.lowercased() }
    }
  }

  private mutating func undoDeflate(_ coding: String, largest: Int) {
    // Some archives hold the bytes already undone and the field still there.
    var wrapping = Inflater.Wrapping.gzip
    if coding == "deflate" {
      let isZlib = body.count >= 2 && body[0] & 0x0f == 8 && (Int(body[0]) << 8 | Int(body[1])) % 31 == 0
      wrapping = isZlib ? .zlib : .bare
    } else if body.count < 2 || body[0] != 0x1f || body[1] != 0x8b {
      return
    }
    guard let undone = Inflater.undo(wrapping, body[...], limit: largest) else {
      body = []
      fault = .tooLarge
      return
    }
    if wrapping == .bare, undone.bytes.isEmpty, !undone.isComplete { return }
    body = undone.bytes
    if !undone.isComplete { fault = .damagedCoding }
  }
}

/// The chunked transfer coding (RFC 9112 §7.1).
enum Chunks {
  /// Undoes it; `nil` when the bytes do not begin with a chunk.
  static func undone(_ bytes: ArraySlice<UInt8>) -> (bytes: [UInt8], isComplete: Bool)? {
    var output: [UInt8] = []
    var start = bytes.startIndex
    var isFirst = true
    while start < bytes.endIndex {
      guard let end = bytes[start...].prefix(1024).firstIndex(of: 0x0a), let size = size(of: bytes[start..<end]) else {
        return isFirst ? nil : (output, false)
      }
      isFirst = false
      start = end + 1
      if size == 0 { return (output, true) }
      let here = min(size, bytes.endIndex - start)
      output += bytes[start..<(start + here)]
      if here < size { return (output, false) }
      start += here
      if start < bytes.endIndex, bytes[start] == 0x0d { start += 1 }
      if start < bytes.endIndex, bytes[start] == 0x0a { start += 1 }
    }
    return isFirst ? nil : (output, false)
  }

  private static func size(of line: ArraySlice<UInt8>) -> Int? {
    var size = 0
    var digits = 0
    for byte in line {
      let digit: Int
      switch byte {
      case 0x30...0x39: digit = Int(byte) - 0x30
      case 0x41...0x46: digit = Int(byte) - 0x37
      case 0x61...0x66: digit = Int(byte) - 0x57
      case 0x3b, 0x20, 0x09, 0x0d: return digits > 0 ? size : nil
      default: return nil
      }
      guard digits < 12 else { return nil }
      size = size * 16 + digit
      digits += 1
    }
    return digits > 0 ? size : nil
  }
}
