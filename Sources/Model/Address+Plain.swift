extension Address {
  /// Takes addresses that are written as they are to be serialised, without decoding anything.
  ///
  /// That is most of what a page links to: `http://host/path?query#fragment` in plain ASCII, `/path`, `?query`,
  /// `#fragment`, `sibling`. `nil` means that the full parser must look.
  static func plain(_ text: String, relativeTo base: Address?) -> Address? {
    let bytes = text.utf8Span.span
    guard bytes.count > 0, bytes.count <= longestAddress else { return nil }
    let first = bytes[0]
    if first == 0x68, let start = authorityStart(bytes) { return absolute(text, bytes, start) }
    guard let base else { return nil }
    if first == 0x2f, bytes.count > 2, bytes[1] == 0x2f, bytes[2] != 0x2f {
      return plain((base.isSecure ? "https:" : "http:") + text, relativeTo: nil)
    }
    if first == 0x2e, bytes.count > 2, bytes[1] == 0x2f, bytes[2] != 0x2f, bytes[2] != 0x3f, bytes[2] != 0x23,
      isSibling(bytes.extracting(2...))
    {
      return plain(String(text.utf8.dropFirst(2)) ?? "", relativeTo: base)
    }
    let joint: UInt32
    switch first {
    case 0x2f:
      if bytes.count > 1, bytes[1] == 0x2f || bytes[1] == 0x5c { return nil }
      joint = base.bounds.path
    case 0x3f: joint = base.bounds.query
    case 0x23: joint = base.bounds.fragment
    default:
      guard isSibling(bytes) else { return nil }
      joint = base.afterLastSlash
    }
    let isPath = first != 0x3f && first != 0x23
    guard let (query, fragment) = tail(bytes, from: 0, inPath: isPath, afterSlash: isPath && first != 0x2f) else {
      return nil
    }
    let offset = Int(joint)
    var bounds = base.bounds
    if first != 0x23 {
      bounds.query = first == 0x3f ? base.bounds.query : UInt32(offset + query)
      bounds.fragment = UInt32(offset + fragment)
    }
    var href = String()
    href.reserveCapacity(offset + bytes.count)
    href += base.href[..<base.href.utf8.index(base.href.startIndex, offsetBy: offset)]
    href += text
    return Address(href: href, bounds: bounds)
  }

  /// Whether a text begins with a scheme that is none of the web's: `mailto:`, `javascript:`, `tel:`.
  static func isForeign(_ text: String) -> Bool {
    let bytes = text.utf8Span.span
    guard bytes.count > 0, WebURL.isLetter(bytes[0]) else { return false }
    var index = 0
    while index < bytes.count, index < 32 {
      let byte = bytes[index]
      // "http:" and "https:" have their colon at 4 or 5, and so have others, which the full parser refuses.
      if byte == 0x3a { return !(index == 4 || index == 5) || bytes[0] | 0x20 != 0x68 }
      guard WebURL.isLetter(byte) || (byte >= 0x30 && byte <= 0x39) || byte == 0x2b || byte == 0x2d || byte == 0x2e
      else { return false }
      index += 1
    }
    return false
  }

  /// Where the host starts after a lower-case `http://` or `https://`.
  @inline(__always)
  private static func authorityStart(_ bytes: Span<UInt8>) -> Int? {
    guard bytes.count > 8, bytes[1] == 0x74, bytes[2] == 0x74, bytes[3] == 0x70 else { return nil }
    let colon = bytes[4] == 0x73 ? 5 : 4
    guard bytes[colon] == 0x3a, bytes[colon + 1] == 0x2f, bytes[colon + 2] == 0x2f, bytes.count > colon + 3 else {
      return nil
    }
    return colon + 3
  }

  private static func absolute(_ text: String, _ bytes: Span<UInt8>, _ start: Int) -> Address? {
    var end = start
    var labelStart = start
    while end < bytes.count {
      let byte = bytes[end]
      if byte == 0x2e {
        labelStart = end + 1
      } else if !((byte >= 0x61 && byte <= 0x7a) || (byte >= 0x30 && byte <= 0x39) || byte == 0x2d) {
        break
      }
      end += 1
    }
    // A last label that begins with a digit may make the whole a number; an empty one, too.
    guard end > labelStart, bytes[labelStart] > 0x39 || isNumbers(bytes.extracting(start..<end)) else { return nil }
    guard let path = portEnd(bytes, from: end) else { return nil }
    if path == bytes.count {
      let bounds = AddressBounds(hostStart: start, hostEnd: end, path: path, query: path + 1, fragment: path + 1)
      return Address(href: text + "/", bounds: bounds)
    }
    guard bytes[path] == 0x2f else { return nil }
    guard let (query, fragment) = tail(bytes, from: path, inPath: true, afterSlash: false) else { return nil }
    return Address(
      href: text, bounds: AddressBounds(hostStart: start, hostEnd: end, path: path, query: query, fragment: fragment))
  }

  /// Whether a host is an IPv4 address as it is serialised: four numbers up to 255 without leading zeros.
  private static func isNumbers(_ host: Span<UInt8>) -> Bool {
    var parts = 1
    var value = 0
    var digits = 0
    for index in host.indices {
      let byte = host[index]
      if byte == 0x2e {
        guard digits > 0 else { return false }
        parts += 1
        value = 0
        digits = 0
      } else {
        guard byte >= 0x30, byte <= 0x39, digits == 0 || value > 0 else { return false }
        value = value * 10 + Int(byte - 0x30)
        digits += 1
        guard value <= 255 else { return false }
      }
    }
    return parts == 4 && digits > 0
  }

  /// Where a port ends that is written as it is serialised; the start where none stands, `nil` where the full parser
  /// must look.
  private static func portEnd(_ bytes: Span<UInt8>, from start: Int) -> Int? {
    guard start < bytes.count, bytes[start] == 0x3a else { return start }
    var end = start + 1
    var value = 0
    while end < bytes.count, bytes[end] >= 0x30, bytes[end] <= 0x39, end < start + 6 {
      value = value * 10 + Int(bytes[end] - 0x30)
      end += 1
    }
    // A default port, and leading zeros, are left out of addresses.
    guard end > start + 1, bytes[start + 1] != 0x30, value <= 65_535, value != 80, value != 443 else { return nil }
    return end
  }

  /// Whether a reference begins with a segment of a path: no scheme, no dots, no slash.
  private static func isSibling(_ bytes: Span<UInt8>) -> Bool {
    for index in bytes.indices {
      switch bytes[index] {
      case 0x3a: return false
      case 0x2f, 0x3f, 0x23: return true
      default: continue
      }
    }
    return true
  }

  /// Where query and fragment start in what follows the host; `nil` where a byte needs the full parser.
  @inline(__always)
  private static func tail(_ bytes: Span<UInt8>, from start: Int, inPath: Bool, afterSlash: Bool) -> (Int, Int)? {
    var index = start
    var isAfterSlash = afterSlash
    if inPath {
      while index < bytes.count {
        let byte = bytes[index]
        if PercentEncoding.path.contains(byte) || byte == 0x5c {
          if byte == 0x3f || byte == 0x23 { break }
          return nil
        }
        // Dots after a slash may be ".." and "%2e".
        if isAfterSlash, byte == 0x2e || byte == 0x25 { return nil }
        isAfterSlash = byte == 0x2f
        index += 1
      }
    }
    let query = index
    if index < bytes.count, bytes[index] == 0x3f {
      index += 1
      while index < bytes.count, bytes[index] != 0x23 {
        guard !PercentEncoding.specialQuery.contains(bytes[index]) else { return nil }
        index += 1
      }
    }
    let fragment = index
    if index < bytes.count {
      index += 1
      while index < bytes.count {
        guard !PercentEncoding.fragment.contains(bytes[index]) else { return nil }
        index += 1
      }
    }
    return (query, fragment)
  }

  /// The offset behind the last slash of the path.
  private var afterLastSlash: UInt32 {
    let bytes = href.utf8Span.span
    var index = Int(bounds.query)
    while index > Int(bounds.path), bytes[index - 1] != 0x2f { index -= 1 }
    return UInt32(index)
  }
}
