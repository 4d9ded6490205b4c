internal import CPSL
internal import Model

/// Registrable domains, by the public suffix list that libpsl carries.
///
/// Two hosts of one registrable domain are taken for one site's: `www.blog.example` and `img.blog.example`. Hosts under a
/// suffix where anybody may have a name (`a.blogspot.com`, `b.blogspot.com`) are strangers to each other.
public enum Domains {
  /// The name that was registered for a host, in ASCII: `bbc.co.uk` for `www.bbc.co.uk`.
  ///
  /// `nil` for public suffixes themselves, for addresses of the Internet Protocol, and for what is no host.
  public static func registrableDomain(of host: String) -> String? {
    guard !host.hasPrefix("."), let ascii = isPlain(host) ? host : WebURL("http://\(host)/").flatMap(\.host),
      !ascii.hasPrefix("["), IPAddress(ascii) == nil, let list = unsafe list
    else { return nil }
    let name = ascii.hasSuffix(".") ? String(ascii.dropLast()) : ascii
    guard !name.isEmpty, !name.utf8.contains(0) else { return nil }
    return unsafe name.withCString { text in
      // The corresponding C function is `psl_registrable_domain`; its result points into its argument.
      guard let domain = unsafe psl_registrable_domain(list, text) else { return nil }
      return unsafe String(cString: domain)
    }
  }

  /// Whether a host is written as addresses write it: lower-case ASCII, no number at the end.
  private static func isPlain(_ host: String) -> Bool {
    guard let last = host.utf8.last, last >= 0x61 && last <= 0x7a else { return false }
    return host.utf8.allSatisfy {
      ($0 >= 0x61 && $0 <= 0x7a) || ($0 >= 0x30 && $0 <= 0x39) || $0 == 0x2d || $0 == 0x2e
    }
  }

  /// Whether two hosts belong to one registrable domain, or are the same host.
  public static func areSameSite(_ one: String, _ other: String) -> Bool {
    if one == other { return true }
    guard let domain = registrableDomain(of: one) else { return false }
    return domain == registrableDomain(of: other)
  }

  /// The list that is built into the library: constant, never freed, and read by any thread.
  private static nonisolated(unsafe) let list = unsafe psl_builtin()
}
