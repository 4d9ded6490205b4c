/// What an HTTP `Content-Type` header says.
public struct ContentType: Equatable, Sendable {
  /// Type and subtype in lower case, such as `text/html`; empty when the header has none.
  public let essence: String
  /// The charset label as written; `nil` where there is none.
  public let charsetLabel: String?

  /// The charset of the label; `nil` for none or an unknown one.
  public var charset: Charset? { charsetLabel.flatMap { Charset($0) } }

  /// The charset also of a label in single quotes, which are no quotation to HTTP, but to some servers of feeds.
  var lenientCharset: Charset? {
    guard let charsetLabel else { return nil }
    return Charset(charsetLabel) ?? Charset(String(charsetLabel.filter { $0 != "'" && $0 != "\"" }))
  }

  /// Reads a header value (MIME Sniffing standard §4.4), more leniently in what comes before the parameters.
  public init(_ header: String) {
    let bytes = Array(header.utf8)
    var position = bytes.firstIndex(of: 0x3B) ?? bytes.count
    essence = String(decoding: ContentType.trimmed(bytes[..<position]).map(\.lowercasedASCII), as: UTF8.self)
    var label: String?
    var isLeftOpen = false
    while position < bytes.count {
      position += 1
      while position < bytes.count, bytes[position].isHTMLSpace { position += 1 }
      let nameStart = position
      while position < bytes.count, bytes[position] != 0x3B, bytes[position] != 0x3D { position += 1 }
      let name = bytes[nameStart..<position].map(\.lowercasedASCII)
      guard position < bytes.count else { break }
      if bytes[position] == 0x3B { continue }
      position += 1
      var value: [UInt8] = []
      if position < bytes.count, bytes[position] == 0x22 {
        position += 1
        while position < bytes.count, bytes[position] != 0x22 {
          if bytes[position] == 0x5C, position + 1 < bytes.count { position += 1 }
          value.append(bytes[position])
          position += 1
        }
        let close = position
        while position < bytes.count, bytes[position] != 0x3B { position += 1 }
        // Ours: what is glued to a quoted value makes it no value.
        if close < position && !ContentType.trimmed(bytes[(close + 1)..<position]).isEmpty { continue }
      } else {
        let start = position
        while position < bytes.count, bytes[position] != 0x3B { position += 1 }
        value = Array(ContentType.trimmed(bytes[start..<position]))
        if value.isEmpty { continue }
      }
      guard label == nil, name.elementsEqual("charset".utf8) else { continue }
      if value.isEmpty {
        isLeftOpen = true
      } else if value.allSatisfy({ $0 >= 0x20 && $0 != 0x7F || $0 == 0x09 }) {
        let later = String(decoding: value, as: UTF8.self)
        // Ours: behind `charset=""`, which is the first and so settles it, UTF-8 alone is believed: its bytes prove it.
        if !isLeftOpen || Charset(later) == .utf8 { label = later }
      }
    }
    charsetLabel = label
  }

  private static func trimmed(_ bytes: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
    var bytes = bytes
    while let first = bytes.first, first.isHTMLSpace { bytes.removeFirst() }
    while let last = bytes.last, last.isHTMLSpace { bytes.removeLast() }
    return bytes
  }
}
