extension IPAddress {
  /// Whether this address belongs to the public Internet, so that a crawler may contact it.
  ///
  /// Not public are the blocks of the IANA special-purpose registries that are not globally reachable, multicast, and
  /// every version 6 address that carries a version 4 one which is not public. Blocks are taken whole: the few anycast
  /// services inside 2001::/23 serve no pages.
  public var isPublic: Bool {
    if isVersion4 { return IPAddress.isPublic(version4: UInt32(truncatingIfNeeded: value)) }
    for block in IPAddress.embedding where value >> UInt128(128 - block.length) == block.prefix {
      let embedded = UInt32(truncatingIfNeeded: value >> UInt128(block.shift))
      // ::1, :: and their neighbours carry no address.
      if block.prefix == 0, embedded < 1 << 24 { break }
      return IPAddress.isPublic(version4: embedded)
    }
    // ISATAP interface identifiers carry an address, too (RFC 5214 §6.1).
    let identifier = UInt32(truncatingIfNeeded: value >> 32)
    if identifier == 0x5efe || identifier == 0x0200_5efe,
      !IPAddress.isPublic(version4: UInt32(truncatingIfNeeded: value))
    {
      return false
    }
    return !IPAddress.special.contains { value >> UInt128(128 - $0.length) == $0.prefix }
  }

  private static func isPublic(version4 value: UInt32) -> Bool {
    !special4.contains { value >> UInt32(32 - $0.length) == $0.prefix >> UInt32(32 - $0.length) }
  }

  /// IANA IPv4 Special-Purpose Address Registry, not globally reachable; multicast; the old 6to4 relays.
  private static let special4: [(prefix: UInt32, length: Int)] = [
    (0x0000_0000, 8),  // this network
    (0x0a00_0000, 8),  // private use
    (0x6440_0000, 10),  // shared address space
    (0x7f00_0000, 8),  // loopback
    (0xa9fe_0000, 16),  // link local
    (0xac10_0000, 12),  // private use
    (0xc000_0000, 29),  // IPv4 service continuity
    (0xc000_00aa, 31),  // NAT64 discovery
    (0xc000_0200, 24),  // documentation
    (0xc058_6300, 24),  // 6to4 relay anycast, deprecated
    (0xc0a8_0000, 16),  // private use
    (0xc612_0000, 15),  // benchmarking
    (0xc633_6400, 24),  // documentation
    (0xcb00_7100, 24),  // documentation
    (0xe000_0000, 4),  // multicast
    (0xf000_0000, 4),  // reserved, and limited broadcast
  ]

  /// Blocks that carry a version 4 address so many bits from the right.
  private static let embedding: [(prefix: UInt128, length: Int, shift: Int)] = [
    (0xffff, 96, 0),  // IPv4-mapped
    (0, 96, 0),  // IPv4-compatible, deprecated
    (0x0064_ff9b_0000_0000_0000_0000, 96, 0),  // NAT64
    (0x2002, 16, 80),  // 6to4
  ]

  /// IANA IPv6 Special-Purpose Address Registry, not globally reachable.
  private static let special: [(prefix: UInt128, length: Int)] = [
    (0, 128),  // unspecified
    (1, 128),  // loopback
    (0x0064_ff9b_0001, 48),  // local NAT64
    (0x0100_0000_0000_0000, 64),  // discard only
    (0x2001_0000 >> 9, 23),  // IETF protocol assignments, Teredo among them
    (0x2001_0db8, 32),  // documentation
    (0x3fff_0000 >> 12, 20),  // documentation
    (0x5f00, 16),  // segment routing
    (0xfc00 >> 9, 7),  // unique local
    (0xfe80 >> 6, 10),  // link local
    (0xff00 >> 8, 8),  // multicast
  ]
}
