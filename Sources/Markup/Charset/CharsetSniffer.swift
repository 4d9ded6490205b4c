/// Decides in which charset a page's bytes are to be read.
///
/// The order is the HTML standard's (§13.2.3.2): byte order mark, HTTP, `meta`. What the standard leaves to the browser's
/// locale is decided by looking: valid UTF-8 with characters beyond ASCII is UTF-8, telling texts of other languages are
/// what `LegacyGuess` says, everything else is windows-1252.
public enum CharsetSniffer {
  /// How far into the page a declaration is looked for: the head of real pages is often longer than the 1,024 bytes of
  /// the standard's prescan, and browsers then switch when they meet the `meta` element.
  private static let reach = 65_536

  /// Characters of valid UTF-8 that outweigh what a page's `meta` says of its charset.
  private static let telling: Int = 3

  /// The charset of an HTML page.
  public static func charset(ofHTML bytes: [UInt8], contentType: String?) -> Charset {
    charset(ofHTML: bytes, contentType: contentType, check: UTF8Check(bytes))
  }

  static func charset(ofHTML bytes: [UInt8], contentType: String?, check: UTF8Check) -> Charset {
    if let mark = byteOrderMark(bytes) { return mark }
    let told = contentType.flatMap { ContentType($0).charset }
    let declared = told ?? declaration(in: bytes)
    guard let declared else {
      if check.isValid { return check.multiByteCharacters > 0 ? .utf8 : .windows1252 }
      return LegacyGuess.charset(of: bytes) ?? .windows1252
    }
    // Ours: what saved or converted a page often left its `meta` as it was. Text in another charset is next to never
    // valid UTF-8 throughout.
    if told == nil, check.isValid, check.multiByteCharacters >= CharsetSniffer.telling { return .utf8 }
    // Ours: a page that says UTF-8 and has no single character of it, but other bytes beyond ASCII, was mislabelled.
    if declared == .utf8, !check.isValid, check.multiByteCharacters == 0, !hasMultiByteCharacter(bytes) {
      return .windows1252
    }
    return declared
  }

  static func byteOrderMark(_ bytes: [UInt8]) -> Charset? {
    if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { return .utf8 }
    if bytes.starts(with: [0xFE, 0xFF]) { return .utf16BigEndian }
    if bytes.starts(with: [0xFF, 0xFE]) { return .utf16LittleEndian }
    return nil
  }

  private static func hasMultiByteCharacter(_ bytes: [UInt8]) -> Bool {
    var index = 0
    while index + 1 < bytes.count {
      let lead = bytes[index]
      if lead >= 0xC2, lead < 0xF5, bytes[index + 1] & 0xC0 == 0x80 {
        if lead < 0xE0 { return true }
        if index + 2 < bytes.count, bytes[index + 2] & 0xC0 == 0x80 { return true }
      }
      index += 1
    }
    return false
  }

  private static func declaration(in bytes: [UInt8]) -> Charset? {
    unsafe bytes.withUnsafeBufferPointer { buffer in
      let view = unsafe ByteView(UnsafeBufferPointer(rebasing: buffer.prefix(reach)))
      var prescan = MetaPrescan(view)
      return prescan.charset() ?? xmlDeclaration(view)
    }
  }

  /// The charset of a feed or sitemap (RFC 7303 §3, and what feeds really do).
  ///
  /// HTTP counts before the XML declaration, but not where it says ASCII or Latin 1 of what is UTF-8.
  public static func charset(ofXML bytes: [UInt8], contentType: String?) -> Charset {
    if bytes.starts(with: [0xFF, 0xFE, 0, 0]) { return .utf32LittleEndian }
    if bytes.starts(with: [0, 0, 0xFE, 0xFF]) { return .utf32BigEndian }
    if let mark = byteOrderMark(bytes) { return mark }
    if bytes.starts(with: [0x3C, 0, 0, 0]) { return .utf32LittleEndian }
    if bytes.starts(with: [0, 0, 0, 0x3C]) { return .utf32BigEndian }
    if bytes.starts(with: [0x3C, 0]) { return .utf16LittleEndian }
    if bytes.starts(with: [0, 0x3C]) { return .utf16BigEndian }
    let check = UTF8Check(bytes)
    let type = contentType.map { ContentType($0) }
    let inner = unsafe bytes.withUnsafeBufferPointer { buffer in
      xmlDeclaration(unsafe ByteView(UnsafeBufferPointer(rebasing: buffer.prefix(1024))))
    }
    let isUTF8 = check.isValid && check.multiByteCharacters > 0
    if let outer = type?.lenientCharset {
      if outer == .windows1252, isUTF8 { return .utf8 }
      if outer == .utf8, !check.isValid, let inner, inner != .utf8 { return inner }
      return outer
    }
    if let inner, !(inner == .windows1252 && isUTF8),
      !(inner == .utf8 && !check.isValid && !hasMultiByteCharacter(bytes))
    {
      return inner
    }
    if isUTF8 { return .utf8 }
    if !check.isValid {
      return hasMultiByteCharacter(bytes) && inner == .utf8 ? .utf8 : LegacyGuess.charset(of: bytes) ?? .windows1252
    }
    // All ASCII: only the name is in question. `text/…` without a charset meant ASCII (RFC 3023).
    return type?.essence.hasPrefix("text/") == true ? .windows1252 : .utf8
  }

  /// The `encoding` of an XML declaration at the very start (HTML standard, "get an XML encoding").
  private static func xmlDeclaration(_ view: ByteView) -> Charset? {
    if view[0] == 0x3C, view[1] == 0, view[2] == 0x3F, view[3] == 0 { return .utf16LittleEndian }
    if view[0] == 0, view[1] == 0x3C, view[2] == 0, view[3] == 0x3F { return .utf16BigEndian }
    guard view.matches("<?xml", at: 0) else { return nil }
    let end = view.index(of: 0x3E, from: 5)
    guard end < view.count else { return nil }
    var index = 5
    while index < end, !view.matches("encoding", at: index) { index += 1 }
    guard index < end else { return nil }
    index += 8
    while view[index] <= 0x20, index < end { index += 1 }
    guard view[index] == 0x3D else { return nil }
    index += 1
    while view[index] <= 0x20, index < end { index += 1 }
    let quote = view[index]
    guard quote == 0x22 || quote == 0x27 else { return nil }
    let close = view.index(of: quote, from: index + 1)
    guard close < end, let charset = unsafe Charset(label: view.bytes(index + 1..<close)) else { return nil }
    return charset.name.hasPrefix("utf-16") ? .utf8 : charset
  }
}
