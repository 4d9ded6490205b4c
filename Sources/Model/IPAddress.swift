/// An address of the Internet Protocol, version 4 or 6.
public struct IPAddress: Hashable, Sendable {
  /// Sixteen bytes, most significant first; version 4 stands in the last four, the others are 0.
  public let value: UInt128
  /// Whether this is a version 4 address.
  public let isVersion4: Bool

  /// Makes a version 4 address from its 32 bits.
  public init(version4 value: UInt32) {
    self.value = UInt128(value)
    isVersion4 = true
  }

  /// Makes a version 6 address from its 128 bits.
  public init(version6 value: UInt128) {
    self.value = value
    isVersion4 = false
  }

  /// Reads the usual writing: four decimal numbers (no octal, no short forms), or RFC 4291 §2.2, brackets and zone
  /// (`%eth0`) allowed.
  public init?(_ text: String) {
    var bytes = Array(text.utf8)
    if bytes.first == 0x5b, bytes.last == 0x5d { bytes = Array(bytes.dropFirst().dropLast()) }
    if let percent = bytes.firstIndex(of: 0x25) { bytes = Array(bytes[..<percent]) }
    if bytes.contains(0x3a) {
      guard let value = IPAddress.version6(bytes[...]) else { return nil }
      self.init(version6: value)
    } else {
      guard let value = IPAddress.dotted(bytes[...]) else { return nil }
      self.init(version4: value)
    }
  }

  /// Four decimal numbers of at most three digits.
  private static func dotted(_ bytes: ArraySlice<UInt8>) -> UInt32? {
    let parts = bytes.split(separator: 0x2e, omittingEmptySubsequences: false)
    guard parts.count == 4 else { return nil }
    var value: UInt32 = 0
    for part in parts {
      guard (1...3).contains(part.count), part.allSatisfy({ $0 >= 0x30 && $0 <= 0x39 }),
        part.count == 1 || part.first != 0x30
      else { return nil }
      let number = part.reduce(UInt32(0)) { $0 * 10 + UInt32($1 - 0x30) }
      guard number <= 255 else { return nil }
      value = value << 8 | number
    }
    return value
  }

  /// The URL standard's IPv6 parser.
  static func version6(_ bytes: ArraySlice<UInt8>) -> UInt128? {
    var pieces: [UInt16] = []
    var gap: Int?
    var input = bytes
    if input.first == 0x3a {
      guard input.dropFirst().first == 0x3a else { return nil }
      input = input.dropFirst(2)
      gap = 0
    }
    while !input.isEmpty {
      guard pieces.count < 8 else { return nil }
      if input.first == 0x3a {
        guard gap == nil else { return nil }
        input = input.dropFirst()
        gap = pieces.count
        continue
      }
      var value: UInt16 = 0
      var length = 0
      var rest = input
      while length < 4, let byte = rest.first, let digit = PercentEncoding.hexadecimal(byte) {
        value = value << 4 | UInt16(digit)
        rest = rest.dropFirst()
        length += 1
      }
      if rest.first == 0x2e {
        guard length > 0, pieces.count <= 6, let version4 = dotted(input) else { return nil }
        pieces.append(UInt16(truncatingIfNeeded: version4 >> 16))
        pieces.append(UInt16(truncatingIfNeeded: version4))
        input = []
        break
      }
      guard length > 0 else { return nil }
      if rest.first == 0x3a {
        rest = rest.dropFirst()
        guard !rest.isEmpty else { return nil }
      } else if !rest.isEmpty {
        return nil
      }
      pieces.append(value)
      input = rest
    }
    if let gap {
      guard pieces.count < 8 else { return nil }
      pieces.insert(contentsOf: repeatElement(0, count: 8 - pieces.count), at: gap)
    }
    guard pieces.count == 8 else { return nil }
    return pieces.reduce(UInt128(0)) { $0 << 16 | UInt128($1) }
  }
}

extension IPAddress: CustomStringConvertible {
  /// Dotted decimal, or RFC 5952 without the dotted form that it allows for mapped addresses.
  public var description: String {
    if isVersion4 {
      return (0..<4).map { String(UInt8(truncatingIfNeeded: value >> UInt128(24 - $0 * 8))) }.joined(separator: ".")
    }
    let pieces = (0..<8).map { UInt16(truncatingIfNeeded: value >> UInt128(112 - $0 * 16)) }
    // The longest run of at least two zeros, the first of equals, becomes "::".
    var best = 0..<0
    var start = 0
    while start < 8 {
      var end = start
      while end < 8, pieces[end] == 0 { end += 1 }
      if end - start > max(best.count, 1) { best = start..<end }
      start = end + 1
    }
    func text(_ range: Range<Int>) -> String {
      pieces[range].map { String($0, radix: 16) }.joined(separator: ":")
    }
    return best.isEmpty ? text(0..<8) : text(0..<best.lowerBound) + "::" + text(best.upperBound..<8)
  }
}
