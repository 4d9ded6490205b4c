extension Address {
  /// The normal form of "the same page": what two addresses share when they lead to one page.
  ///
  /// Left out are the fragment, the names of index files, session numbers, tracking parameters, and those parameters of
  /// blog software that show the same page again (`replytocom`, `share`, `showComment`). Escapes are written one way,
  /// parameters in alphabetical order, doubled slashes once. A slash at the end stays: `/a` and `/a/` may differ.
  public var pageKey: String {
    let bytes = href.utf8Span.span
    if isOwnKey(bytes) { return text(0, bounds.query) }
    var output: [UInt8] = []
    output.reserveCapacity(Int(bounds.fragment))
    for byte in scheme.utf8 { output.append(byte) }
    output += [0x3a, 0x2f, 0x2f]
    // The dot of a fully qualified name says nothing new.
    let hostEnd = Int(bounds.hostEnd)
    let hasDot = hostEnd - Int(bounds.hostStart) > 1 && bytes[hostEnd - 1] == 0x2e && bytes[hostEnd - 2] != 0x2e
    for index in Int(bounds.hostStart)..<Int(bounds.path) where !hasDot || index != hostEnd - 1 {
      output.append(bytes[index])
    }
    PageKey.appendPath(bytes.extracting(Int(bounds.path)..<Int(bounds.query)), to: &output)
    if bounds.fragment > bounds.query + 1 {
      PageKey.appendQuery(bytes.extracting(Int(bounds.query + 1)..<Int(bounds.fragment)), to: &output)
    }
    return String(decoding: output, as: UTF8.self)
  }
}

extension Address {
  /// Whether the address as far as its path is its key, as most are: no query, nothing to fold.
  private func isOwnKey(_ bytes: Span<UInt8>) -> Bool {
    let path = Int(bounds.path)
    guard bounds.fragment == bounds.query, bounds.hostStart == (isSecure ? 8 : 7),
      bytes[Int(bounds.hostEnd) - 1] != 0x2e
    else { return false }
    var index = path
    var segment = path + 1
    while index < Int(bounds.query) {
      let byte = bytes[index]
      if byte == 0x2f {
        if index == segment { return false }
        segment = index + 1
      } else if PageKey.needsFolding(byte) {
        return false
      }
      index += 1
    }
    // "index.html", "default.asp".
    return index - segment < 9 || (bytes[segment] | 0x20 != 0x69 && bytes[segment] | 0x20 != 0x64)
  }
}

/// The parts of a page's key.
enum PageKey {
  /// Files that a directory shows of itself.
  private static let indexFiles: Set<String> = [
    "index.html", "index.htm", "index.php", "index.shtml", "index.asp", "index.aspx", "index.jsp", "index.cgi",
    "default.asp", "default.aspx", "default.htm", "default.html",
  ]

  static func appendPath(_ path: Span<UInt8>, to output: inout [UInt8]) {
    let start = output.count
    var segment = start
    var index = 0
    while index < path.count {
      let byte = path[index]
      if byte == 0x2f {
        if output.count > start, output[output.count - 1] == 0x2f {
          index += 1
          continue
        }
        output.append(byte)
        segment = output.count
        index += 1
        continue
      }
      if byte == 0x3b, isSession(path.extracting((index + 1)...)) {
        // ";jsessionid=…" up to the next slash.
        while index < path.count, path[index] != 0x2f { index += 1 }
        continue
      }
      index += appendNormal(path, at: index, isQuery: false, to: &output)
    }
    if segment > start, output.count - segment >= 9, output.count - segment <= 12,
      indexFiles.contains(String(decoding: output[segment...], as: UTF8.self).lowercased())
    {
      output.removeSubrange(segment...)
    }
  }

  private static func isSession(_ bytes: Span<UInt8>) -> Bool {
    for name in ["jsessionid=", "phpsessid=", "sid="] {
      guard bytes.count >= name.utf8.count else { continue }
      var offset = 0
      for letter in name.utf8 {
        guard bytes[offset] | 0x20 == letter | 0x20 else { break }
        offset += 1
      }
      if offset == name.utf8.count { return true }
    }
    return false
  }

  static func appendQuery(_ query: Span<UInt8>, to output: inout [UInt8]) {
    var fields: [[UInt8]] = []
    var start = 0
    while start <= query.count {
      var end = start
      while end < query.count, query[end] != 0x26 { end += 1 }
      if end > start, let field = field(query.extracting(start..<end)) { fields.append(field) }
      start = end + 1
    }
    if fields.count > 1 { fields.sort { $0.lexicographicallyPrecedes($1) } }
    for (position, field) in fields.enumerated() {
      output.append(position == 0 ? 0x3f : 0x26)
      output += field
    }
  }

  /// One parameter in its normal form; `nil` where it says nothing about the page.
  private static func field(_ bytes: Span<UInt8>) -> [UInt8]? {
    var output: [UInt8] = []
    output.reserveCapacity(bytes.count)
    var equals: Int?
    var index = 0
    while index < bytes.count {
      if bytes[index] == 0x3d, equals == nil { equals = output.count }
      index += appendNormal(bytes, at: index, isQuery: true, to: &output)
    }
    let name = output[..<(equals ?? output.count)]
    let value = equals.map { output[($0 + 1)...] } ?? []
    if IdleParameters.contains(name, value: value) { return nil }
    // "a=" and "a" are one.
    if let equals, equals == output.count - 1 { output.removeLast() }
    return output.isEmpty ? nil : output
  }

  /// Whether a byte of a path is written in another way, or begins something that is left out.
  @inline(__always)
  static func needsFolding(_ byte: UInt8) -> Bool {
    switch byte {
    case 0x25, 0x3b, 0x5b, 0x5d, 0x5c, 0x5e, 0x60, 0x7b, 0x7c, 0x7d: true
    default: false
    }
  }

  /// Appends one byte or escape in its normal form; gives how many bytes it took.
  private static func appendNormal(_ bytes: Span<UInt8>, at index: Int, isQuery: Bool, to output: inout [UInt8]) -> Int
  {
    let byte = bytes[index]
    if byte == 0x25 {
      guard index + 2 < bytes.count, let high = PercentEncoding.hexadecimal(bytes[index + 1]),
        let low = PercentEncoding.hexadecimal(bytes[index + 2])
      else {
        PercentEncoding.append(byte, to: &output)
        return 1
      }
      let value = high << 4 | low
      if isUnreserved(value) {
        output.append(value)
      } else if isQuery, value == 0x20 {
        output.append(0x2b)
      } else {
        PercentEncoding.append(value, to: &output)
      }
      return 3
    }
    switch byte {
    // What RFC 3986 lets stand nowhere in a path or query is escaped.
    case 0x5b, 0x5d, 0x5c, 0x5e, 0x60, 0x7b, 0x7c, 0x7d: PercentEncoding.append(byte, to: &output)
    default: output.append(byte)
    }
    return 1
  }

  /// RFC 3986 §2.3.
  private static func isUnreserved(_ byte: UInt8) -> Bool {
    switch byte {
    case 0x30...0x39, 0x41...0x5a, 0x61...0x7a, 0x2d, 0x2e, 0x5f, 0x7e: true
    default: false
    }
  }
}
