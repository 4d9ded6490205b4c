extension WebURL {
  /// `C:`, or `C|` where it need not be normal.
  static func isDriveLetter(_ bytes: ArraySlice<UInt8>, isNormal: Bool) -> Bool {
    guard bytes.count == 2, let first = bytes.first, let last = bytes.last else { return false }
    return isLetter(first) && (last == 0x3a || (!isNormal && last == 0x7c))
  }

  private static func startsWithDriveLetter(_ bytes: ArraySlice<UInt8>) -> Bool {
    guard bytes.count >= 2, isDriveLetter(bytes.prefix(2), isNormal: false) else { return false }
    guard let third = bytes.dropFirst(2).first else { return true }
    return third == 0x2f || third == 0x5c
  }

  /// What follows `file:`, or a reference on a page of that scheme; query and fragment come later.
  mutating func parse(file rest: ArraySlice<UInt8>, base: WebURL?) -> Bool {
    host = ""
    if isSlash(rest.first) {
      let behind = rest.dropFirst()
      if isSlash(behind.first) { return parse(fileHost: behind.dropFirst()) }
      if let base {
        host = base.host
        if !WebURL.startsWithDriveLetter(behind), let first = base.segments.first,
          WebURL.isDriveLetter(first[...], isNormal: true)
        {
          segments.append(first)
        }
      }
      parse(path: behind)
      return true
    }
    guard let base else {
      parse(path: rest)
      return true
    }
    host = base.host
    segments = base.segments
    if rest.isEmpty {
      query = base.query
      return true
    }
    if WebURL.startsWithDriveLetter(rest) { segments = [] } else { shorten() }
    parse(path: rest)
    return true
  }

  private mutating func parse(fileHost rest: ArraySlice<UInt8>) -> Bool {
    let end = rest.firstIndex { isSlash($0) } ?? rest.endIndex
    let name = rest[..<end]
    if WebURL.isDriveLetter(name, isNormal: false) {
      parse(path: rest)
      return true
    }
    if !name.isEmpty {
      guard let parsed = URLHost.parse(name, isSpecial: true) else { return false }
      host = parsed == "localhost" ? "" : parsed
    }
    parse(path: end < rest.endIndex ? rest[(end + 1)...] : rest[end...])
    return true
  }
}
