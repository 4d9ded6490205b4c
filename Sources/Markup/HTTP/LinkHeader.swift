/// One link of an HTTP `Link` header (RFC 8288 §3).
public struct LinkHeader: Equatable, Sendable {
  /// The target as written between the angle brackets, white space of folded lines taken out; often relative.
  public let target: String
  /// Relation types in lower case, such as `next`; empty where none is stated.
  public let relations: [String]
  /// The media type that the link states, in lower case.
  public let type: String?
  /// The title that the link states.
  public let title: String?
  /// The link's context where it is not the page itself.
  public let anchor: String?

  /// Reads all links of a header value; what is malformed is skipped up to the next link.
  public static func links(in header: String) -> [LinkHeader] {
    var reader = Reader(bytes: Array(header.utf8))
    return reader.links()
  }

  private struct Reader {
    let bytes: [UInt8]
    var position = 0

    init(bytes: [UInt8]) { self.bytes = bytes }

    var byte: UInt8 { position < bytes.count ? bytes[position] : 0 }

    mutating func links() -> [LinkHeader] {
      var links: [LinkHeader] = []
      while position < bytes.count {
        guard let open = bytes[position...].firstIndex(of: 0x3C),
          let close = bytes[open...].firstIndex(of: 0x3E)
        else { return links }
        let target = Reader.text(bytes[(open + 1)..<close])
        position = close + 1
        let parameters = parameters()
        func first(_ name: String) -> String? { parameters.first { $0.name == name }?.value }
        let relations = first("rel")?.split(whereSeparator: { $0 == " " || $0 == "\t" }).map { $0.lowercased() } ?? []
        links.append(
          LinkHeader(
            target: target, relations: relations, type: first("type")?.lowercased(), title: first("title"),
            anchor: first("anchor")))
      }
      return links
    }

    /// The parameters up to the comma that ends the link.
    mutating func parameters() -> [(name: String, value: String)] {
      var parameters: [(name: String, value: String)] = []
      while position < bytes.count {
        while byte.isHTMLSpace || byte == 0x3B { position += 1 }
        if position >= bytes.count { break }
        if byte == 0x2C {
          position += 1
          break
        }
        let start = position
        while position < bytes.count, byte != 0x3D, byte != 0x3B, byte != 0x2C { position += 1 }
        var name = Reader.text(bytes[start..<position]).lowercased()
        while name.hasSuffix(" ") { name.removeLast() }
        var value = ""
        if byte == 0x3D {
          position += 1
          value = self.value()
        }
        parameters.append((name, value))
      }
      return parameters
    }

    mutating func value() -> String {
      while byte.isHTMLSpace { position += 1 }
      guard byte == 0x22 else {
        let start = position
        while position < bytes.count, byte != 0x3B, byte != 0x2C { position += 1 }
        var end = position
        while end > start, bytes[end - 1].isHTMLSpace { end -= 1 }
        return Reader.text(bytes[start..<end])
      }
      position += 1
      var value: [UInt8] = []
      while position < bytes.count, byte != 0x22 {
        if byte == 0x5C, position + 1 < bytes.count { position += 1 }
        value.append(byte)
        position += 1
      }
      position += 1
      return Reader.text(value[...])
    }

    /// Text without the line breaks of folded headers and the white space after them.
    static func text(_ bytes: ArraySlice<UInt8>) -> String {
      var text: [UInt8] = []
      var isFolded = false
      for byte in bytes {
        if byte == 0x0D || byte == 0x0A {
          isFolded = true
        } else if !(isFolded && (byte == 0x20 || byte == 0x09)) {
          isFolded = false
          text.append(byte)
        }
      }
      return String(decoding: text, as: UTF8.self)
    }
  }
}
