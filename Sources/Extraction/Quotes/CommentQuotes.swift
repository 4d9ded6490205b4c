import Model

/// Hears whom comments quote, wherever the comments were read.
enum CommentQuotes {
  /// The comments, each followed by what it quotes.
  static func heard(in comments: [Voice], sites: [String: [QuoteSite]], page: PageContext) -> [Voice] {
    var voices: [Voice] = []
    hear(comments, sites: sites, page: page, into: &voices)
    return voices
  }

  /// Appends the comments, each followed by what it quotes.
  ///
  /// - Parameter sites: what markup says of quotations, by the id of the comment that they stand in.
  static func hear(
    _ comments: [Voice], sites: [String: [QuoteSite]], page: PageContext, into voices: inout [Voice]
  ) {
    voices.reserveCapacity(voices.count + comments.count + 4)
    for index in comments.indices {
      // Nearly all comments quote nobody, and are handed on as they are.
      if sites.isEmpty || sites[comments[index].id] == nil,
        !QuoteFinder.mayQuote(comments[index].text.utf8Span.span)
      {
        voices.append(comments[index])
        if !comments[index].quoted.isEmpty { voices[voices.count - 1].quoted = [] }
        continue
      }
      let finding = QuoteFinder(comments[index], page: page).finding(sites[comments[index].id] ?? [])
      voices.append(comments[index])
      voices[voices.count - 1].quoted = finding.quoted
      voices += finding.voices
    }
  }
}
