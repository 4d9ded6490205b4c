/// A web address in the form in which it is checked and requested.
///
/// Equal addresses have equal `href`s. For "the same page under another address" compare `pageKey`s.
public struct Address: Hashable, Sendable {
  /// The serialised address: scheme and host in lower case, default port left out, path never empty.
  public let href: String
  /// `http` or `https`, in lower case, without the colon.
  public let scheme: String
  /// The host as in the address: lower-case ASCII, IPv6 in brackets.
  public let host: String
  /// The port where it is not the scheme's default.
  public let port: Int?
  /// The path, beginning with a slash, without query and fragment.
  public let path: String
  /// What follows `?`, without it; `nil` when there is no question mark.
  public let query: String?
  /// What follows `#`, without it; `nil` when there is no hash.
  public let fragment: String?

  /// Parses an absolute address, or one relative to `base`; `nil` when it cannot be one of http or https.
  public init?(_ text: String, relativeTo base: Address? = nil) {
    var rest = Substring(text)
    while let first = rest.first, first == " " || first == "\n" || first == "\t" || first == "\r" { rest.removeFirst() }
    while let last = rest.last, last == " " || last == "\n" || last == "\t" || last == "\r" { rest.removeLast() }
    var fragment: String?
    if let hash = rest.firstIndex(of: "#") {
      fragment = String(rest[rest.index(after: hash)...])
      rest = rest[..<hash]
    }
    var query: String?
    let hadQuestion = rest.firstIndex(of: "?")
    if let question = hadQuestion {
      query = String(rest[rest.index(after: question)...])
      rest = rest[..<question]
    }
    let lower = rest.lowercased()
    if lower.hasPrefix("http://") || lower.hasPrefix("https://") || rest.hasPrefix("//") {
      let scheme: String
      if rest.hasPrefix("//") {
        guard let base else { return nil }
        scheme = base.scheme
        rest = rest.dropFirst(2)
      } else {
        scheme = lower.hasPrefix("https") ? "https" : "http"
        rest = rest.dropFirst(scheme.count + 3)
      }
      let slash = rest.firstIndex(of: "/") ?? rest.endIndex
      var authority = rest[..<slash]
      if let at = authority.lastIndex(of: "@") { authority = authority[authority.index(after: at)...] }
      var port: Int?
      if let colon = authority.lastIndex(of: ":"), !authority[colon...].contains("]") {
        port = Int(authority[authority.index(after: colon)...])
        authority = authority[..<colon]
      }
      guard !authority.isEmpty else { return nil }
      if port == (scheme == "https" ? 443 : 80) { port = nil }
      self.init(
        scheme: scheme, host: authority.lowercased(), port: port, path: Address.normalised(rest[slash...]),
        query: query, fragment: fragment)
      return
    }
    if let colon = rest.firstIndex(of: ":"), !rest[..<colon].contains("/"), !rest[..<colon].isEmpty,
      rest[..<colon].allSatisfy({ $0.isLetter || $0.isNumber || $0 == "+" || $0 == "-" || $0 == "." })
    {
      return nil
    }
    guard let base else { return nil }
    if rest.isEmpty {
      self.init(
        scheme: base.scheme, host: base.host, port: base.port, path: base.path,
        query: hadQuestion == nil ? base.query : query, fragment: fragment)
      return
    }
    var path: Substring
    if rest.hasPrefix("/") {
      path = rest
    } else {
      let slash = base.path.lastIndex(of: "/") ?? base.path.startIndex
      path = Substring(base.path[..<slash] + "/" + rest)
    }
    self.init(
      scheme: base.scheme, host: base.host, port: base.port, path: Address.normalised(path), query: query,
      fragment: fragment)
  }

  private init(scheme: String, host: String, port: Int?, path: String, query: String?, fragment: String?) {
    self.scheme = scheme
    self.host = host
    self.port = port
    self.path = path
    self.query = query
    self.fragment = fragment
    href =
      "\(scheme)://\(host)\(port.map { ":\($0)" } ?? "")\(path)\(query.map { "?\($0)" } ?? "")\(fragment.map { "#\($0)" } ?? "")"
  }

  private static func normalised(_ path: Substring) -> String {
    var segments: [Substring] = []
    let parts = path.dropFirst(path.hasPrefix("/") ? 1 : 0).split(separator: "/", omittingEmptySubsequences: false)
    for (position, part) in parts.enumerated() {
      if part == ".." { _ = segments.popLast() } else if part != "." { segments.append(part) }
      if position == parts.count - 1, part == "." || part == ".." { segments.append("") }
    }
    return "/" + segments.joined(separator: "/")
  }

  /// Scheme, host and port, as robots.txt and politeness know them: `https://blog.example:8443`.
  public var origin: String { "\(scheme)://\(host)\(port.map { ":\($0)" } ?? "")" }

  /// The same address without its fragment.
  public var withoutFragment: Address {
    Address(scheme: scheme, host: host, port: port, path: path, query: query, fragment: nil)
  }

  /// The normal form of "the same page": what two addresses share when they lead to one page.
  public var pageKey: String { withoutFragment.href }
}

extension Address: CustomStringConvertible {
  /// The serialised address.
  public var description: String { href }
}
