/// A web address in the form in which it is checked and requested.
///
/// Equal addresses have equal `href`s. For "the same page under another address" compare `pageKey`s.
public struct Address: Hashable, Sendable {
  /// The longest address that is taken, in bytes as written; servers refuse them much earlier.
  public static let longestAddress = 65_536

  /// The serialised address: scheme and host in lower case, default port left out, path never empty.
  public let href: String
  let bounds: AddressBounds

  /// Parses an absolute address, or one relative to `base`, as browsers do; `nil` when it is none of http or https.
  ///
  /// - Complexity: O(n); plain addresses take a short way that neither copies nor decodes.
  public init?(_ text: String, relativeTo base: Address? = nil) {
    self.init(text, relativeTo: base, encoding: nil)
  }

  /// Parses an address on a page in the charset with this label: the query is written in it.
  public init?(_ text: String, relativeTo base: Address?, encoding: String?) {
    if let plain = Address.plain(text, relativeTo: base) {
      self = plain
      return
    }
    guard text.utf8.count <= Address.longestAddress, !Address.isForeign(text),
      let url = WebURL(text, relativeTo: base.flatMap { WebURL($0.href) }, encoding: encoding)
    else { return nil }
    self.init(url)
  }

  /// Takes over a URL; `nil` when its scheme is neither http nor https.
  public init?(_ url: WebURL) {
    guard url.scheme == "http" || url.scheme == "https" else { return nil }
    var output = Array(url.scheme.utf8)
    output.append(0x3a)
    let host = url.appendAuthority(to: &output)
    let path = output.count
    output += url.pathBytes
    let query = output.count
    url.appendTail(to: &output)
    let fragment = query + (url.query.map { $0.utf8.count + 1 } ?? 0)
    guard output.count <= Address.longestAddress * 3 else { return nil }
    href = String(decoding: output, as: UTF8.self)
    bounds = AddressBounds(
      hostStart: host.lowerBound, hostEnd: host.upperBound, path: path, query: query, fragment: fragment)
  }

  init(href: String, bounds: AddressBounds) {
    self.href = href
    self.bounds = bounds
  }

  /// Equal addresses are written alike.
  public static func == (left: Address, right: Address) -> Bool { left.href == right.href }

  /// Hashes what equality compares.
  public func hash(into hasher: inout Hasher) { hasher.combine(href) }
}

/// Where the parts of an address stand, as UTF-8 offsets.
struct AddressBounds: Sendable {
  var hostStart: UInt32
  var hostEnd: UInt32
  var path: UInt32
  /// Where the `?` stands, or what follows where there is none.
  var query: UInt32
  /// Where the `#` stands, or the end.
  var fragment: UInt32

  init(hostStart: Int, hostEnd: Int, path: Int, query: Int, fragment: Int) {
    self.hostStart = UInt32(hostStart)
    self.hostEnd = UInt32(hostEnd)
    self.path = UInt32(path)
    self.query = UInt32(query)
    self.fragment = UInt32(fragment)
  }
}

extension Address {
  /// `http` or `https`, in lower case, without the colon.
  public var scheme: String { isSecure ? "https" : "http" }

  /// Whether the scheme is https.
  public var isSecure: Bool { href.utf8[index(4)] == 0x73 }

  /// The host as in the address: lower-case ASCII, IPv6 in brackets.
  public var host: String { text(bounds.hostStart, bounds.hostEnd) }

  /// Host and port as in the address, without a default port.
  public var authority: String { text(bounds.hostStart, bounds.path) }

  /// The port where it is not the scheme's default.
  public var port: Int? { bounds.path > bounds.hostEnd + 1 ? Int(text(bounds.hostEnd + 1, bounds.path)) : nil }

  /// The path, beginning with a slash, without query and fragment.
  public var path: String { text(bounds.path, bounds.query) }

  /// What stands between the path's slashes, without the empty parts.
  public var segments: [Substring] { path.utf8.split(separator: 0x2f).map { Substring($0) } }

  /// What follows `?`, without it; `nil` when there is no question mark.
  public var query: String? {
    bounds.fragment > bounds.query ? text(bounds.query + 1, bounds.fragment) : nil
  }

  /// What follows `#`, without it; `nil` when there is no hash.
  public var fragment: String? {
    Int(bounds.fragment) < href.utf8.count ? text(bounds.fragment + 1, UInt32(href.utf8.count)) : nil
  }

  /// Path and query, as the request line has them: `/2011/11/why?m=1`.
  public var target: String { text(bounds.path, bounds.fragment) }

  /// Scheme, host and port, as robots.txt and politeness know them: `https://blog.example:8443`.
  public var origin: String { scheme + "://" + text(bounds.hostStart, bounds.path) }

  /// The same address without its fragment.
  public var withoutFragment: Address {
    Int(bounds.fragment) == href.utf8.count ? self : Address(href: text(0, bounds.fragment), bounds: bounds)
  }

  /// The address of the robots.txt that governs this one (RFC 9309 §2.3).
  public var robots: Address? { Address(origin + "/robots.txt") }

  func text(_ from: UInt32, _ to: UInt32) -> String { String(href[index(from)..<index(to)]) }

  private func index(_ offset: UInt32) -> String.Index { href.utf8.index(href.startIndex, offsetBy: Int(offset)) }
}

extension Address: CustomStringConvertible {
  /// The serialised address.
  public var description: String { href }
}
