import Glibc

/// The question whether an IP address lies on the public internet.
///
/// Source: the IANA registries of special-purpose IPv4 and IPv6 addresses (RFC 6890 and its successors): whatever they
/// list as not globally reachable is not public, and neither are multicast and the addresses that carry an IPv4 address
/// inside unless that one is public.
enum PublicAddress {
  /// Whether an IPv4 address, in host byte order, is public.
  static func isPublic(v4 address: UInt32) -> Bool {
    for (network, bits) in specialV4 where address >> (32 - bits) == network >> (32 - bits) { return false }
    return true
  }

  /// Whether an IPv6 address of 16 bytes is public.
  static func isPublic(v6 bytes: [UInt8]) -> Bool {
    guard bytes.count == 16 else { return false }
    func v4(at offset: Int) -> UInt32 { bytes[offset..<(offset + 4)].reduce(0) { $0 << 8 | UInt32($1) } }
    if bytes[0..<10].allSatisfy({ $0 == 0 }) {
      // ::ffff:0:0/96 carries an IPv4 address; ::/96 is unspecified, loopback, or long deprecated.
      return bytes[10] == 0xff && bytes[11] == 0xff && isPublic(v4: v4(at: 12))
    }
    // 64:ff9b::/96 is NAT64 (RFC 6052); 2002::/16 is 6to4 (RFC 3056).
    if bytes.starts(with: [0, 0x64, 0xff, 0x9b, 0, 0, 0, 0, 0, 0, 0, 0]) { return isPublic(v4: v4(at: 12)) }
    if bytes[0] == 0x20, bytes[1] == 0x02 { return isPublic(v4: v4(at: 2)) }
    // Only 2000::/3 is given out as global unicast.
    guard bytes[0] & 0xe0 == 0x20 else { return false }
    // 2001::/23 is set aside for protocols (Teredo, ORCHID, benchmarking), with few global parts that no web server has.
    if bytes[0] == 0x20, bytes[1] == 0x01, bytes[2] < 0x02 { return false }
    if bytes.starts(with: [0x20, 0x01, 0x0d, 0xb8]) { return false }
    // 3fff::/20 is for documentation (RFC 9637).
    if bytes[0] == 0x3f, bytes[1] == 0xff, bytes[2] & 0xf0 == 0 { return false }
    return true
  }

  private static let specialV4: [(network: UInt32, bits: UInt32)] = [
    (0x0000_0000, 8), (0x0a00_0000, 8), (0x6440_0000, 10), (0x7f00_0000, 8), (0xa9fe_0000, 16), (0xac10_0000, 12),
    (0xc000_0000, 24), (0xc000_0200, 24), (0xc058_6300, 24), (0xc0a8_0000, 16), (0xc612_0000, 15), (0xc633_6400, 24),
    (0xcb00_7100, 24), (0xe000_0000, 4), (0xf000_0000, 4),
  ]
}

extension PublicAddress {
  /// Whether a host of an address names a special IP address, or the machine itself, without asking anybody.
  static func isSpecialHost(_ host: String) -> Bool {
    if host == "localhost" || host.hasSuffix(".localhost") { return true }
    if host.hasPrefix("["), host.hasSuffix("]") {
      var parsed = in6_addr()
      guard unsafe inet_pton(AF_INET6, String(host.dropFirst().dropLast()), &parsed) == 1 else { return true }
      return unsafe withUnsafeBytes(of: &parsed) { raw in !isPublic(v6: unsafe Array(raw)) }
    }
    var parsed = in_addr()
    guard unsafe inet_pton(AF_INET, host, &parsed) == 1 else { return false }
    return !isPublic(v4: UInt32(bigEndian: parsed.s_addr))
  }
}
