import Markup

/// The rule that knows a heading over comments by its words, where no name tells it.
///
/// Examples: `Comments` · `3 Comments` · `Comments (3):` · `Kommentare` · `2 réactions` · `Feedback` · `Reader Comments`.
enum CommentHeading {
  private static let words = PhraseTable(
    [
      "comments", "comment", "responses", "response", "replies", "feedback", "reactions", "reader comments",
      "user comments", "your comments", "visitor comments", "kommentare", "kommentar", "leserkommentare", "antworten",
      "reaktionen", "commentaires", "commentaire", "réactions", "vos commentaires", "vos réactions", "comentarios",
      "respuestas", "comentários", "commenti", "reacties", "kommentarer", "komentarze", "комментарии", "コメント",
      "всего комментариев", "Всего комментариев", "Комментарии", "Комментариев", "комментариев", "Комментарий",
      "total comments", "comments so far", "все комментарии", "この記事へのコメント", "评论", "댓글",
    ].map { (phrase: $0, value: 1) })

  /// Whether a text is such a heading and no link.
  static func stands(in text: Int, of document: Document) -> Bool {
    let range = document.textRange(of: text)
    guard range.count >= 6, range.count <= 48 else { return false }
    let bytes = document.pool.span.extracting(range)
    var first = 0
    while first < bytes.count, bytes[first] <= 0x20 { first += 1 }
    guard first < bytes.count, beginsHeading(bytes[first]) else { return false }
    var start = first
    var end = bytes.count
    // A number stands before or behind the word, there in brackets.
    while start < end, isAround(bytes[start]) { start += 1 }
    while end > start, isAround(bytes[end - 1]) { end -= 1 }
    guard start < end, words.value(of: PhraseTable.foldedHash(bytes, start..<end)) != 0 else { return false }
    let outer = document.parent(of: text)
    guard outer > 0, document.tag(outer) != .a else { return false }
    let around = document.parent(of: outer)
    return around <= 0 || document.tag(around) != .a
  }

  private static func isAround(_ byte: UInt8) -> Bool {
    byte <= 0x20 || (byte >= 0x30 && byte <= 0x39) || byte == 0x28 || byte == 0x29 || byte == 0x3a || byte == 0x5b
      || byte == 0x5d || byte == 0x23
  }

  private static func beginsHeading(_ byte: UInt8) -> Bool {
    switch byte {
    case 0x30...0x39, 0x43, 0x63, 0x4b, 0x6b, 0x52, 0x72, 0x46, 0x66, 0x55, 0x56, 0x59, 0x4c, 0x41, 0xd0, 0xe3, 0xe8,
      0xeb:
      true
    default: false
    }
  }
}
