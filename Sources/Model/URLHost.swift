/// The host parser of the URL standard (§3.5).
enum URLHost {
  /// The serialised host; `nil` where it is none.
  static func parse(_ bytes: ArraySlice<UInt8>, isSpecial: Bool) -> String? {
    if bytes.first == 0x5b {
      guard bytes.last == 0x5d, let value = IPAddress.version6(bytes.dropFirst().dropLast()) else { return nil }
      return "[\(IPAddress(version6: value))]"
    }
    guard isSpecial else {
      guard !bytes.contains(where: isForbidden) else { return nil }
      var output: [UInt8] = []
      PercentEncoding.append(bytes, encoding: PercentEncoding.control, to: &output)
      return String(decoding: output, as: UTF8.self)
    }
    guard let domain = IDNA.ascii(PercentEncoding.decoded(bytes)), !domain.isEmpty,
      !domain.contains(where: isForbiddenInDomain)
    else { return nil }
    if endsInNumber(domain[...]) {
      guard let value = version4(domain[...]) else { return nil }
      return IPAddress(version4: value).description
    }
    return String(decoding: domain, as: UTF8.self)
  }

  private static func isForbidden(_ byte: UInt8) -> Bool {
    switch byte {
    case 0x00, 0x09, 0x0a, 0x0d, 0x20, 0x23, 0x2f, 0x3a, 0x3c, 0x3e, 0x3f, 0x40, 0x5b, 0x5c, 0x5d, 0x5e, 0x7c: true
    default: false
    }
  }

  static func isForbiddenInDomain(_ byte: UInt8) -> Bool {
    isForbidden(byte) || byte <= 0x1f || byte == 0x25 || byte == 0x7f
  }

  /// Whether the last label is a number, so that the whole must be an IPv4 address.
  static func endsInNumber(_ domain: ArraySlice<UInt8>) -> Bool {
    var labels = domain.split(separator: 0x2e, omittingEmptySubsequences: false)
    if labels.last?.isEmpty == true {
      if labels.count == 1 { return false }
      labels.removeLast()
    }
    guard let last = labels.last, !last.isEmpty else { return false }
    return last.allSatisfy { $0 >= 0x30 && $0 <= 0x39 } || number(last) != nil
  }

  /// Up to four numbers, decimal, octal or hexadecimal, the last filling what is left.
  private static func version4(_ domain: ArraySlice<UInt8>) -> UInt32? {
    var parts = domain.split(separator: 0x2e, omittingEmptySubsequences: false)
    if parts.last?.isEmpty == true, parts.count > 1 { parts.removeLast() }
    guard parts.count <= 4 else { return nil }
    var numbers: [UInt64] = []
    for part in parts {
      guard let value = number(part) else { return nil }
      numbers.append(value)
    }
    guard let last = numbers.popLast(), numbers.allSatisfy({ $0 <= 255 }),
      last < 1 << UInt64(8 * (4 - numbers.count))
    else { return nil }
    var value = last
    for (position, number) in numbers.enumerated() { value += number << UInt64(8 * (3 - position)) }
    return UInt32(truncatingIfNeeded: value)
  }

  /// A number in C's writing; huge ones are clipped, for they fail anyway.
  private static func number(_ part: ArraySlice<UInt8>) -> UInt64? {
    guard !part.isEmpty else { return nil }
    var digits = part
    var radix: UInt64 = 10
    if part.count >= 2, part.first == 0x30 {
      if part[part.startIndex + 1] | 0x20 == 0x78 {
        digits = part.dropFirst(2)
        radix = 16
      } else {
        digits = part.dropFirst()
        radix = 8
      }
    }
    var value: UInt64 = 0
    for byte in digits {
      guard let digit = PercentEncoding.hexadecimal(byte), UInt64(digit) < radix else { return nil }
      value = min(value * radix + UInt64(digit), 1 << 40)
    }
    return value
  }
}
