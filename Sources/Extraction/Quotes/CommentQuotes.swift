import Model

/// Hears whom comments quote, wherever the comments were read.
enum CommentQuotes {
  /// The comments, each followed by what it quotes.
  ///
  /// - Parameter sites: what markup says of quotations, by the id of the comment that they stand in.
  static func heard(in comments: [Voice], sites: [String: [QuoteSite]], page: PageContext) -> [Voice] {
    var voices: [Voice] = []
    voices.reserveCapacity(comments.count + 4)
    for comment in comments {
      if sites[comment.id] == nil, !QuoteFinder.mayQuote(comment.text.utf8Span.span) {
        voices.append(comment)
        if !comment.quoted.isEmpty { voices[voices.count - 1].quoted = [] }
        continue
      }
      let finding = QuoteFinder(comment, page: page).finding(sites[comment.id] ?? [])
      voices.append(comment)
      voices[voices.count - 1].quoted = finding.quoted
      voices += finding.voices
    }
    return voices
  }
}
