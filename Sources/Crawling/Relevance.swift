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
      if fold(text[start]) == first, start == 0 || !isWord(text[start - 1]) {
        var offset = 1
        while offset < name.count, fold(text[start + offset]) == name[offset] { offset += 1 }
        let end = start + name.count
        if offset == name.count, end == text.count || !isWord(text[end]) || text[end] | 0x20 == 0x73 { return true }
      }
      start += 1
    }
    return false
  }

  private static func folded(_ text: String) -> [UInt8] { text.utf8.map(fold) }

  private static func fold(_ byte: UInt8) -> UInt8 { byte >= 65 && byte <= 90 ? byte | 0x20 : byte }

  private static func isWord(_ byte: UInt8) -> Bool {
    (byte >= 48 && byte <= 57) || (byte | 0x20 >= 97 && byte | 0x20 <= 122) || byte >= 0x80
  }
}
