/// A URL of any scheme, parsed as browsers do (URL standard, whatwg.org).
///
/// `Address` is what the crawler works with: this type is for what pages link to, whatever it is.
public struct WebURL: Hashable, Sendable {
  /// The scheme in lower case, without the colon.
  public internal(set) var scheme: String
  /// The serialised host: lower-case ASCII, IPv6 in brackets; empty for `file:///…`, `nil` where there is none.
  public internal(set) var host: String?
  /// The port where it is not the scheme's default.
  public internal(set) var port: Int?
  /// What follows `?`; `nil` without a question mark.
  public internal(set) var query: String?
  /// What follows `#`; `nil` without a hash.
  public internal(set) var fragment: String?

  var username: [UInt8] = []
  var password: [UInt8] = []
  /// The segments of a path, or its one text where the scheme gives it no structure (`mailto:`).
  var segments: [[UInt8]] = []
  var isOpaque = false

  init(scheme: String) { self.scheme = scheme }

  /// The default port of schemes that have an authority in any case; 0 for `file`, `nil` for other schemes.
  static func defaultPort(of scheme: String) -> Int? {
    switch scheme {
    case "http", "ws": 80
    case "https", "wss": 443
    case "ftp": 21
    case "file": 0
    default: nil
    }
  }

  var isSpecial: Bool { WebURL.defaultPort(of: scheme) != nil }

  /// The path, beginning with a slash where the scheme gives it structure.
  public var path: String { String(decoding: pathBytes, as: UTF8.self) }

  var pathBytes: [UInt8] {
    if isOpaque { return segments.first ?? [] }
    var bytes: [UInt8] = []
    for segment in segments {
      bytes.append(0x2f)
      bytes += segment
    }
    return bytes
  }

  /// The serialised URL.
  public var href: String {
    var output = Array(scheme.utf8)
    output.append(0x3a)
    _ = appendAuthority(to: &output)
    output += pathBytes
    appendTail(to: &output)
    return String(decoding: output, as: UTF8.self)
  }

  /// Appends `//user@host:port`, or `/.` where a path would be read as one; gives where the host stands.
  func appendAuthority(to output: inout [UInt8]) -> Range<Int> {
    guard let host else {
      if !isOpaque, segments.count > 1, segments[0].isEmpty { output += [0x2f, 0x2e] }
      return output.count..<output.count
    }
    output += [0x2f, 0x2f]
    if !username.isEmpty || !password.isEmpty {
      output += username
      if !password.isEmpty {
        output.append(0x3a)
        output += password
      }
      output.append(0x40)
    }
    let start = output.count
    output += Array(host.utf8)
    let end = output.count
    if let port { output += Array(":\(port)".utf8) }
    return start..<end
  }

  func appendTail(to output: inout [UInt8]) {
    if let query {
      output.append(0x3f)
      output += Array(query.utf8)
    }
    if let fragment {
      output.append(0x23)
      output += Array(fragment.utf8)
    }
  }
}

extension WebURL: CustomStringConvertible {
  /// The serialised URL.
  public var description: String { href }
}
