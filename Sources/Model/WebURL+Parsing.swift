extension WebURL {
  /// Parses a URL, or one relative to `base`; `nil` where a browser fails.
  ///
  /// `encoding` is the label of the page's charset, in which the query's characters are written.
  public init?(_ text: String, relativeTo base: WebURL? = nil, encoding: String? = nil) {
    self.init(bytes: WebURL.trimmed(Array(text.utf8)), base: base, encoding: encoding)
  }

  /// Bytes without the controls and spaces around them, and without tabs and line ends inside.
  static func trimmed(_ bytes: [UInt8]) -> [UInt8] {
    var start = 0
    var end = bytes.count
    while start < end, bytes[start] <= 0x20 { start += 1 }
    while end > start, bytes[end - 1] <= 0x20 { end -= 1 }
    let inner = bytes[start..<end]
    guard inner.contains(where: { $0 == 0x09 || $0 == 0x0a || $0 == 0x0d }) else { return Array(inner) }
    return inner.filter { $0 != 0x09 && $0 != 0x0a && $0 != 0x0d }
  }

  private init?(bytes: [UInt8], base: WebURL?, encoding: String?) {
    var rest = bytes[...]
    // The fragment and the query are cut off first: no state before them lets their marks pass.
    var fragmentBytes: ArraySlice<UInt8>?
    if let hash = rest.firstIndex(of: 0x23) {
      fragmentBytes = rest[(hash + 1)...]
      rest = rest[..<hash]
    }
    var queryBytes: ArraySlice<UInt8>?
    if let question = rest.firstIndex(of: 0x3f) {
      queryBytes = rest[(question + 1)...]
      rest = rest[..<question]
    }
    if let (scheme, after) = WebURL.scheme(of: rest) {
      self.init(scheme: scheme)
      guard parse(absolute: after, base: base, hasMore: queryBytes != nil || fragmentBytes != nil) else { return nil }
    } else {
      guard let base else { return nil }
      if base.isOpaque {
        guard rest.isEmpty, queryBytes == nil, fragmentBytes != nil else { return nil }
        self = base
      } else {
        self.init(scheme: base.scheme)
        guard base.scheme == "file" ? parse(file: rest, base: base) : parse(relative: rest, base: base) else {
          return nil
        }
      }
    }
    // A query of its own takes the place of the base's.
    if let queryBytes { query = encodedQuery(queryBytes, encoding: encoding) }
    fragment = fragmentBytes.map { WebURL.text($0, PercentEncoding.fragment) }
  }

  private static func text(_ bytes: ArraySlice<UInt8>, _ set: PercentEncoding.Encoded) -> String {
    var output: [UInt8] = []
    PercentEncoding.append(bytes, encoding: set, to: &output)
    return String(decoding: output, as: UTF8.self)
  }

  private func encodedQuery(_ bytes: ArraySlice<UInt8>, encoding: String?) -> String {
    let set = isSpecial ? PercentEncoding.specialQuery : PercentEncoding.query
    // Only http, https, ftp and file write their query in the page's charset.
    if let encoding, isSpecial, scheme != "ws", scheme != "wss", bytes.contains(where: { $0 >= 0x80 }),
      let charset = LegacyCharset(label: encoding)
    {
      return String(decoding: charset.percentEncoded(bytes, encoding: set), as: UTF8.self)
    }
    return WebURL.text(bytes, set)
  }

  private static func scheme(of bytes: ArraySlice<UInt8>) -> (scheme: String, rest: ArraySlice<UInt8>)? {
    guard let first = bytes.first, isLetter(first), let colon = bytes.firstIndex(of: 0x3a) else { return nil }
    let name = bytes[..<colon]
    guard
      name.allSatisfy({ isLetter($0) || ($0 >= 0x30 && $0 <= 0x39) || $0 == 0x2b || $0 == 0x2d || $0 == 0x2e })
    else { return nil }
    return (String(decoding: name.map(IDNA.lowercased), as: UTF8.self), bytes[(colon + 1)...])
  }

  static func isLetter(_ byte: UInt8) -> Bool { (byte | 0x20) >= 0x61 && (byte | 0x20) <= 0x7a }

  func isSlash(_ byte: UInt8?) -> Bool { byte == 0x2f || (byte == 0x5c && isSpecial) }

  /// What follows a scheme.
  private mutating func parse(absolute rest: ArraySlice<UInt8>, base: WebURL?, hasMore: Bool) -> Bool {
    if scheme == "file" { return parse(file: rest, base: base?.scheme == "file" ? base : nil) }
    if isSpecial {
      if let base, base.scheme == scheme, !rest.starts(with: [0x2f, 0x2f]) {
        return parse(relative: rest, base: base)
      }
      return parse(authority: rest.drop { isSlash($0) })
    }
    if rest.starts(with: [0x2f, 0x2f]) { return parse(authority: rest.dropFirst(2)) }
    if rest.first == 0x2f {
      parse(path: rest.dropFirst())
      return true
    }
    isOpaque = true
    var output: [UInt8] = []
    PercentEncoding.append(rest, encoding: PercentEncoding.control, to: &output)
    // A space before `?` or `#` would be lost when the URL is written and read again.
    if hasMore, output.last == 0x20 {
      output.removeLast()
      output += Array("%20".utf8)
    }
    segments = [output]
    return true
  }

  private mutating func parse(relative rest: ArraySlice<UInt8>, base: WebURL) -> Bool {
    if isSlash(rest.first) {
      let second = rest.dropFirst().first
      if isSlash(second) {
        return parse(authority: isSpecial ? rest.drop { isSlash($0) } : rest.dropFirst(2))
      }
      copyAuthority(of: base)
      parse(path: rest.dropFirst())
      return true
    }
    copyAuthority(of: base)
    segments = base.segments
    guard !rest.isEmpty else {
      query = base.query
      return true
    }
    shorten()
    parse(path: rest)
    return true
  }

  private mutating func copyAuthority(of base: WebURL) {
    username = base.username
    password = base.password
    host = base.host
    port = base.port
  }

  private mutating func parse(authority rest: ArraySlice<UInt8>) -> Bool {
    let end = rest.firstIndex { isSlash($0) } ?? rest.endIndex
    var authority = rest[..<end]
    if let at = authority.lastIndex(of: 0x40) {
      let credentials = authority[..<at]
      let colon = credentials.firstIndex(of: 0x3a) ?? credentials.endIndex
      PercentEncoding.append(credentials[..<colon], encoding: PercentEncoding.userinfo, to: &username)
      PercentEncoding.append(credentials[colon...].dropFirst(), encoding: PercentEncoding.userinfo, to: &password)
      authority = authority[(at + 1)...]
      if authority.isEmpty { return false }
    }
    var isInBrackets = false
    let colon = authority.firstIndex { byte in
      if byte == 0x5b { isInBrackets = true }
      if byte == 0x5d { isInBrackets = false }
      return byte == 0x3a && !isInBrackets
    }
    if let colon {
      guard colon > authority.startIndex, parse(port: authority[(colon + 1)...]) else { return false }
      authority = authority[..<colon]
    }
    if authority.isEmpty {
      guard !isSpecial else { return false }
      host = ""
    } else {
      guard let parsed = URLHost.parse(authority, isSpecial: isSpecial) else { return false }
      host = parsed
    }
    if end < rest.endIndex {
      parse(path: rest[(end + 1)...])
    } else if isSpecial {
      segments = [[]]
    }
    return true
  }

  private mutating func parse(port digits: ArraySlice<UInt8>) -> Bool {
    var value = 0
    for digit in digits {
      guard digit >= 0x30, digit <= 0x39 else { return false }
      value = value * 10 + Int(digit - 0x30)
      guard value <= 65_535 else { return false }
    }
    port = digits.isEmpty || value == WebURL.defaultPort(of: scheme) ? nil : value
    return true
  }

  mutating func shorten() {
    if scheme == "file", segments.count == 1, WebURL.isDriveLetter(segments[0][...], isNormal: true) { return }
    _ = segments.popLast()
  }

  /// Appends segments, from behind a slash.
  mutating func parse(path rest: ArraySlice<UInt8>) {
    var start = rest.startIndex
    while true {
      var end = start
      while end < rest.endIndex, !isSlash(rest[end]) { end += 1 }
      let isLast = end == rest.endIndex
      let raw = rest[start..<end]
      if WebURL.isDoubleDot(raw) {
        shorten()
        if isLast { segments.append([]) }
      } else if WebURL.isSingleDot(raw) {
        if isLast { segments.append([]) }
      } else {
        var segment: [UInt8] = []
        segment.reserveCapacity(raw.count)
        PercentEncoding.append(raw, encoding: PercentEncoding.path, to: &segment)
        if scheme == "file", segments.isEmpty, WebURL.isDriveLetter(segment[...], isNormal: false) { segment[1] = 0x3a }
        segments.append(segment)
      }
      if isLast { return }
      start = end + 1
    }
  }

  private static func isDot(_ bytes: ArraySlice<UInt8>) -> Bool {
    bytes.count == 1
      ? bytes.first == 0x2e
      : bytes.count == 3 && bytes.starts(with: [0x25, 0x32]) && (bytes[bytes.startIndex + 2] | 0x20) == 0x65
  }

  static func isSingleDot(_ bytes: ArraySlice<UInt8>) -> Bool { bytes.count <= 3 && isDot(bytes) }

  static func isDoubleDot(_ bytes: ArraySlice<UInt8>) -> Bool {
    switch bytes.count {
    case 2: isDot(bytes.prefix(1)) && isDot(bytes.suffix(1))
    case 4: (isDot(bytes.prefix(1)) && isDot(bytes.suffix(3))) || (isDot(bytes.prefix(3)) && isDot(bytes.suffix(1)))
    case 6: isDot(bytes.prefix(3)) && isDot(bytes.suffix(3))
    default: false
    }
  }
}
