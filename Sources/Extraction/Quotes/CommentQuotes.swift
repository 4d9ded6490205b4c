import Model

/// Hears whom comments quote, wherever the comments were read.
enum CommentQuotes {
  /// The comments, each followed by what it quotes; quotes that are known already stay as they are.
  static func heard(in comments: [Voice], page: PageContext) -> [Voice] {
    var voices: [Voice] = []
    let quoting = Set(comments.lazy.filter { $0.kind == .quote }.compactMap(\.parent))
    for comment in comments {
      guard comment.kind == .comment, !quoting.contains(comment.id) else {
        voices.append(comment)
        continue
      }
      let finding = QuoteFinder(comment, page: page).finding(comment.quoted.map { QuoteSite(range: $0) })
      voices.append(comment)
      voices[voices.count - 1].quoted = finding.quoted
      voices += finding.voices
    }
    return voices
  }
}
