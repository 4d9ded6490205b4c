/// Unpacks gzip files (RFC 1952, RFC 1951), such as `sitemap.xml.gz`, which servers send as they lie on the disk.
///
/// What arrives compressed over HTTP is libcurl's business; this is for files that are gzip themselves. It is bounded in
/// what it gives, reads what there is of a file that was cut off, and checks no sums.
struct Gzip {
  private let bytes: [UInt8]
  private let limit: Int
  private var position: Int
  private var bits: UInt64 = 0
  private var bitCount = 0
  private var output: [UInt8] = []

  /// Whether bytes are a gzip file.
  static func isGzip(_ bytes: [UInt8]) -> Bool { bytes.count > 18 && bytes.starts(with: [0x1F, 0x8B, 0x08]) }

  /// The content, at most `limit` bytes of it; `nil` when there is none.
  static func unpacked(_ bytes: [UInt8], limit: Int) -> [UInt8]? {
    guard isGzip(bytes), var gzip = Gzip(bytes, limit: limit) else { return nil }
    gzip.inflate()
    return gzip.output.isEmpty ? nil : gzip.output
  }

  private init?(_ bytes: [UInt8], limit: Int) {
    self.bytes = bytes
    self.limit = limit
    let flags = bytes[3]
    var position = 10
    if flags & 4 != 0 {
      guard position + 2 <= bytes.count else { return nil }
      position += 2 + Int(bytes[position]) + Int(bytes[position + 1]) << 8
    }
    for flag in [UInt8(8), 16] where flags & flag != 0 {
      while position < bytes.count, bytes[position] != 0 { position += 1 }
      position += 1
    }
    if flags & 2 != 0 { position += 2 }
    guard position < bytes.count else { return nil }
    self.position = position
    output.reserveCapacity(min(limit, bytes.count * 5))
  }

  // MARK: Bits

  private mutating func need(_ count: Int) -> Bool {
    while bitCount < count {
      guard position < bytes.count else { return false }
      bits |= UInt64(bytes[position]) << UInt64(bitCount)
      bitCount += 8
      position += 1
    }
    return true
  }

  private mutating func take(_ count: Int) -> Int? {
    guard need(count) else { return nil }
    let value = Int(bits & (1 << UInt64(count) - 1))
    bits >>= UInt64(count)
    bitCount -= count
    return value
  }

  // MARK: Blocks

  private mutating func inflate() {
    while let isLast = take(1), let kind = take(2) {
      let isSound =
        switch kind {
        case 0: stored()
        case 1: coded(Gzip.fixedLiterals, Gzip.fixedDistances)
        case 2: dynamic()
        default: false
        }
      if !isSound || isLast == 1 || output.count >= limit { return }
    }
  }

  private mutating func stored() -> Bool {
    bits >>= UInt64(bitCount % 8)
    bitCount -= bitCount % 8
    guard let length = take(16), take(16) != nil else { return false }
    for _ in 0..<length {
      guard let byte = take(8), output.count < limit else { return false }
      output.append(UInt8(byte))
    }
    return true
  }

  private mutating func dynamic() -> Bool {
    guard let literalCount = take(5), let distanceCount = take(5), let lengthCount = take(4) else { return false }
    var lengths = [UInt8](repeating: 0, count: 19)
    for index in 0..<(lengthCount + 4) {
      guard let length = take(3) else { return false }
      lengths[Gzip.lengthOrder[index]] = UInt8(length)
    }
    let code = Code(lengths[...])
    let total = literalCount + 257 + distanceCount + 1
    var all: [UInt8] = []
    while all.count < total {
      guard let symbol = symbol(of: code) else { return false }
      switch symbol {
      case 0..<16: all.append(UInt8(symbol))
      case 16:
        guard let last = all.last, let more = take(2) else { return false }
        all.append(contentsOf: repeatElement(last, count: more + 3))
      default:
        guard let more = take(symbol == 17 ? 3 : 7) else { return false }
        all.append(contentsOf: repeatElement(0, count: more + (symbol == 17 ? 3 : 11)))
      }
    }
    guard all.count == total else { return false }
    return coded(Code(all[..<(literalCount + 257)]), Code(all[(literalCount + 257)...]))
  }

  private mutating func coded(_ literals: Code, _ distances: Code) -> Bool {
    while output.count < limit {
      guard let symbol = symbol(of: literals) else { return false }
      if symbol < 256 {
        output.append(UInt8(symbol))
        continue
      }
      if symbol == 256 { return true }
      guard symbol - 257 < Gzip.lengthBases.count, let more = take(Gzip.lengthBits[symbol - 257]),
        let distanceSymbol = self.symbol(of: distances), distanceSymbol < Gzip.distanceBases.count,
        let far = take(Gzip.distanceBits[distanceSymbol])
      else { return false }
      let distance = Gzip.distanceBases[distanceSymbol] + far
      guard distance <= output.count else { return false }
      for _ in 0..<min(Gzip.lengthBases[symbol - 257] + more, limit - output.count) {
        output.append(output[output.count - distance])
      }
    }
    return true
  }

  private mutating func symbol(of code: Code) -> Int? {
    // Bit by bit through the counts of codes of each length (canonical Huffman codes, RFC 1951 §3.2.2).
    var value = 0
    var first = 0
    var index = 0
    for length in 1..<16 {
      guard let bit = take(1) else { return nil }
      value |= bit
      let count = code.counts[length]
      if value - first < count { return code.symbols[index + value - first] }
      index += count
      first = (first + count) << 1
      value <<= 1
    }
    return nil
  }

  /// A canonical Huffman code.
  private struct Code {
    /// How many codes there are of each length in bits.
    var counts = [Int](repeating: 0, count: 16)
    /// The symbols in the order of their codes.
    var symbols: [Int] = []

    init(_ lengths: ArraySlice<UInt8>) {
      for length in lengths { counts[Int(length & 15)] += 1 }
      for length in UInt8(1)..<16 where counts[Int(length)] > 0 {
        for (symbol, own) in lengths.enumerated() where own == length { symbols.append(symbol) }
      }
      counts[0] = 0
      // More codes than bits can tell apart: a broken file, which ends here.
      var room = 1
      for length in 1..<16 {
        room = room << 1 - counts[length]
        if room < 0 {
          counts = [Int](repeating: 0, count: 16)
          return
        }
      }
    }
  }

  private static let fixedLiterals = Code(
    (Array(repeating: UInt8(8), count: 144) + Array(repeating: 9, count: 112) + Array(repeating: 7, count: 24)
      + Array(repeating: 8, count: 8))[...])
  private static let fixedDistances = Code(Array(repeating: UInt8(5), count: 30)[...])
  private static let lengthOrder = [16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15]
  private static let lengthBases = [
    3, 4, 5, 6, 7, 8, 9, 10, 11, 13, 15, 17, 19, 23, 27, 31, 35, 43, 51, 59, 67, 83, 99, 115, 131, 163, 195, 227, 258,
  ]
  private static let lengthBits = [
    0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 2, 2, 2, 2, 3, 3, 3, 3, 4, 4, 4, 4, 5, 5, 5, 5, 0,
  ]
  private static let distanceBases = [
    1, 2, 3, 4, 5, 7, 9, 13, 17, 25, 33, 49, 65, 97, 129, 193, 257, 385, 513, 769, 1025, 1537, 2049, 3073, 4097, 6145,
    8193, 12289, 16385, 24577,
  ]
  private static let distanceBits = [
    0, 0, 0, 0, 1, 1, 2, 2, 3, 3, 4, 4, 5, 5, 6, 6, 7, 7, 8, 8, 9, 9, 10, 10, 11, 11, 12, 12, 13, 13,
  ]
}
