extension Address {
  /// The address of the Internet Protocol that the host is; `nil` where it is a name.
  public var hostAddress: IPAddress? {
    let host = host
    // Names end in a letter; numbers and brackets are rare.
    guard let last = host.utf8.last, last == 0x5d || (last >= 0x30 && last <= 0x39) || last == 0x2e else { return nil }
    return IPAddress(host.hasSuffix(".") ? String(host.dropLast()) : host)
  }

  /// Whether the host can be told to be none of the public Internet without asking the DNS: a special-purpose address, or
  /// a name that is reserved for one's own machine or network (RFC 6761, RFC 6762, RFC 8375, RFC 9476).
  ///
  /// A host that passes may still resolve to such an address: the one that is connected to must be checked as well.
  public var isSpecialHost: Bool {
    if let address = hostAddress { return !address.isPublic }
    var name = host[...]
    if name.hasSuffix(".") { name = name.dropLast() }
    guard let label = name.split(separator: ".").last else { return true }
    return Address.specialNames.contains(String(label)) || name.hasSuffix("home.arpa")
  }

  private static let specialNames: Set<String> = [
    "localhost", "local", "localdomain", "internal", "intranet", "private", "corp", "home", "lan", "test", "invalid",
    "onion", "alt",
  ]
}
