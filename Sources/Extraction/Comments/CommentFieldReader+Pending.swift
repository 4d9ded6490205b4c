import Markup

/// Comments that wait for approval and that only their writer is shown.
extension CommentFieldReader {
  /// Whether a text is the notice that a comment waits for approval, as themes write it into a bare `em`.
  func saysPending(_ text: Int) -> Bool {
    let range = document.textRange(of: text)
    guard range.count >= 20, range.count <= 120 else { return false }
    let words = document.pool.span.extracting(range)
    var start = 0
    while start < words.count, words[start] <= 0x20 || words[start] == 0x28 { start += 1 }
    return CommentFieldReader.pendingWords.length(at: start, upTo: words.count, in: words) != nil
  }

  private static let pendingWords = WordIndex([
    "your comment is awaiting", "your comment is waiting", "this comment is awaiting", "comment awaiting moderation",
    "dein kommentar wartet", "ihr kommentar wartet", "dieser kommentar wartet", "kommentar wartet auf",
    "votre commentaire est en attente", "commentaire en attente", "tu comentario está pendiente",
    "tu comentario está a la espera", "seu comentário está aguardando", "il tuo commento è in attesa",
    "je reactie wacht", "din kommentar väntar",
  ])
}
