public import Model

/// Whether words speak of a service: a plain search for its names, ASCII case folded, at word boundaries.
public struct Relevance: Sendable {
  private let names: [[UInt8]]

  /// Makes the search for a service's names; a service without a name is spoken of everywhere.
  public init(_ service: Service) {
    names = service.names.map { Relevance.folded($0) }.filter { !$0.isEmpty }
  }

  /// Whether any of the names stands in the text.
  ///
  /// - Complexity: O(text × names), with one comparison a byte and name where the first letter differs.
  public func isMentioned(in text: String) -> Bool {
    if names.isEmpty { return true }
    var text = text
    return text.withUTF8 { bytes in
      let span = unsafe bytes.span
      for name in names where Relevance.contains(name, in: span) { return true }
      return false
    }
  }

  /// Whether any voice or title of a conversation names the service.
  public func isMentioned(in conversation: Conversation) -> Bool {
    if let title = conversation.title, isMentioned(in: title) { return true }
    return conversation.voices.contains { isMentioned(in: $0.text) }
  }

  private static func contains(_ name: [UInt8], in text: Span<UInt8>) -> Bool {
    guard text.count >= name.count else { return false }
    let first = name[0]
    let last = text.count - name.count
    var start = 0
    while start <= last {
      if fold(text[start]) == first, start == 0 || !isWord(at: start - 1, in: text) {
        var offset = 1
        while offset < name.count, fold(text[start + offset]) == name[offset] { offset += 1 }
        let end = start + name.count
        if offset == name.count, isEnd(end, in: text) || (text[end] | 0x20 == 0x73 && isEnd(end + 1, in: text)) {
          return true
        }
      }
      start += 1
    }
    return false
  }

  private static func folded(_ text: String) -> [UInt8] { text.utf8.map(fold) }

  private static func fold(_ byte: UInt8) -> UInt8 { byte >= 65 && byte <= 90 ? byte | 0x20 : byte }

  private static func isEnd(_ position: Int, in text: Span<UInt8>) -> Bool {
    position >= text.count || !isWord(at: position, in: text)
  }

  /// Whether the character that this byte belongs to carries a word on.
  ///
  /// Beyond ASCII that is told by the first byte: U+00C0 to U+1FFF are letters for the most part. What comes before is
  /// Latin-1's punctuation, what comes after are typographic quotes and dashes, symbols, and scripts that are written
  /// without spaces or attach their particles.
  private static func isWord(at position: Int, in text: Span<UInt8>) -> Bool {
    var lead = position
    while lead > 0, text[lead] & 0xc0 == 0x80 { lead -= 1 }
    let byte = text[lead]
    return (byte >= 48 && byte <= 57) || (byte | 0x20 >= 97 && byte | 0x20 <= 122) || (0xc3...0xe1).contains(byte)
  }
}
