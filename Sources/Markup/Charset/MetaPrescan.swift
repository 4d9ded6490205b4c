/// Looks for a charset in `meta` elements before anything is parsed (HTML standard §13.2.3.2, "prescan a byte stream").
struct MetaPrescan {
  private let view: ByteView
  private var position = 0

  /// Prepares to look through the bytes.
  init(_ view: ByteView) { self.view = view }

  /// The charset of the first `meta` that declares a known one.
  mutating func charset() -> Charset? {
    while position < view.count {
      position = view.index(of: 0x3C, from: position)
      guard position < view.count else { return nil }
      if view.matches("<!--", at: position) {
        var end = position + 2
        repeat {
          end = view.index(of: 0x3E, from: end + 1)
        } while end < view.count && !(view[end - 1] == 0x2D && view[end - 2] == 0x2D)
        position = end + 1
      } else if view.matches("<meta", at: position), view[position + 5].isHTMLSpace || view[position + 5] == 0x2F {
        position += 5
        let start = position
        while skipAttribute() {}
        // Most of them speak of other things, and are passed over without gathering their attributes.
        if speaksOfCharset(start..<position) {
          position = start
          if let charset = meta() { return charset }
        }
      } else if view[position + 1].isASCIILetter || view[position + 1] == 0x2F && view[position + 2].isASCIILetter {
        position += 1
        while position < view.count, !view[position].isHTMLSpace, view[position] != 0x3E { position += 1 }
        while skipAttribute() {}
      } else if view[position + 1] == 0x21 || view[position + 1] == 0x2F || view[position + 1] == 0x3F {
        position = view.index(of: 0x3E, from: position) + 1
      } else {
        position += 1
      }
    }
    return nil
  }

  /// Whether a tag has the word without which it declares no charset.
  private func speaksOfCharset(_ range: Range<Int>) -> Bool {
    var index = range.lowerBound
    while index + 7 <= range.upperBound {
      if view[index] | 0x20 == 0x63, view[index + 1] | 0x20 == 0x68, view.matches("charset", at: index) { return true }
      index += 1
    }
    return false
  }

  private mutating func meta() -> Charset? {
    var isPragma = false
    var needsPragma: Bool?
    var charset: Charset?
    var isKnown = false
    var seen: Set<[UInt8]> = []
    while let (name, value) = attribute() {
      guard seen.count < 64, seen.insert(name).inserted else { continue }
      if name.elementsEqual("http-equiv".utf8) {
        if value.elementsEqual("content-type".utf8) { isPragma = true }
      } else if name.elementsEqual("content".utf8) {
        if !isKnown, let label = MetaPrescan.charsetLabel(inContent: value), let found = Charset(label: label) {
          charset = found
          isKnown = true
          needsPragma = true
        }
      } else if name.elementsEqual("charset".utf8) {
        charset = Charset(label: value)
        isKnown = true
        needsPragma = false
      }
    }
    guard let needsPragma, !needsPragma || isPragma, let charset else { return nil }
    if charset.name.hasPrefix("utf-16") { return .utf8 }
    return charset.name == "x-user-defined" ? .windows1252 : charset
  }

  /// "Get an attribute": the next name and value of a tag, both in lower case, or `nil` at the tag's end.
  private mutating func attribute() -> (name: [UInt8], value: [UInt8])? {
    while view[position].isHTMLSpace || view[position] == 0x2F { position += 1 }
    guard position < view.count, view[position] != 0x3E else { return nil }
    var name: [UInt8] = []
    var value: [UInt8] = []
    while true {
      let byte = view[position]
      if position >= view.count { return nil }
      if byte == 0x3D, !name.isEmpty { break }
      if byte.isHTMLSpace { break }
      if byte == 0x2F || byte == 0x3E { return (name, value) }
      name.append(byte.lowercasedASCII)
      position += 1
    }
    while view[position].isHTMLSpace { position += 1 }
    guard view[position] == 0x3D else { return (name, value) }
    position += 1
    while view[position].isHTMLSpace { position += 1 }
    let quote = view[position]
    if quote == 0x22 || quote == 0x27 {
      let close = view.index(of: quote, from: position + 1)
      guard close < view.count else {
        position = view.count
        return nil
      }
      value = unsafe view.bytes(position + 1..<close).map(\.lowercasedASCII)
      position = close + 1
      return (name, value)
    }
    while position < view.count, !view[position].isHTMLSpace, view[position] != 0x3E {
      value.append(view[position].lowercasedASCII)
      position += 1
    }
    return position < view.count ? (name, value) : nil
  }

  /// Goes behind the next attribute of a tag that is no `meta`; `false` at the tag's end.
  private mutating func skipAttribute() -> Bool {
    while view[position].isHTMLSpace || view[position] == 0x2F { position += 1 }
    guard position < view.count, view[position] != 0x3E else { return false }
    let start = position
    while position < view.count, !view[position].isHTMLSpace, view[position] != 0x2F, view[position] != 0x3E,
      view[position] != 0x3D || position == start
    {
      position += 1
    }
    var ahead = position
    while view[ahead].isHTMLSpace { ahead += 1 }
    guard view[ahead] == 0x3D else { return position < view.count }
    position = ahead + 1
    while view[position].isHTMLSpace { position += 1 }
    let quote = view[position]
    if quote == 0x22 || quote == 0x27 {
      position = view.index(of: quote, from: position + 1) + 1
    } else {
      while position < view.count, !view[position].isHTMLSpace, view[position] != 0x3E { position += 1 }
    }
    return position < view.count
  }

  /// The label in the `content` of a `meta` (HTML standard, "extract a character encoding from a meta element").
  static func charsetLabel(inContent content: [UInt8]) -> ArraySlice<UInt8>? {
    let word = Array("charset".utf8)
    var position = 0
    while true {
      while position + word.count <= content.count, !content[position..<position + word.count].elementsEqual(word) {
        position += 1
      }
      guard position + word.count <= content.count else { return nil }
      position += word.count
      while position < content.count, content[position].isHTMLSpace { position += 1 }
      guard position < content.count else { return nil }
      if content[position] == 0x3D { break }
    }
    position += 1
    while position < content.count, content[position].isHTMLSpace { position += 1 }
    guard position < content.count else { return nil }
    let quote = content[position]
    if quote == 0x22 || quote == 0x27 {
      guard let close = content[(position + 1)...].firstIndex(of: quote) else { return nil }
      return content[position + 1..<close]
    }
    let end = content[position...].firstIndex { $0.isHTMLSpace || $0 == 0x3B } ?? content.endIndex
    return content[position..<end]
  }
}
