public import Model

extension Conversation {
  /// The conversation with a further page of the same post appended to the post's words.
  ///
  /// Quotes of that page become quotes of this post. A page that the post holds already changes nothing, and neither
  /// does one without words; comments repeat from page to page and are left to the first.
  public func continued(by further: Conversation) -> Conversation {
    guard let position = voices.firstIndex(where: { $0.kind == .post }), let page = further.post,
      !page.text.isEmpty
    else { return self }
    let opening = String(page.text.prefix(200))
    guard !voices[position].text.contains(opening) else { return self }
    var result = self
    let shift = voices[position].text.utf8.count + 2
    result.voices[position].text += "\n\n" + page.text
    result.voices[position].quoted += page.quoted.map { $0.lowerBound + shift..<$0.upperBound + shift }
    let post = voices[position].id
    let known = Set(voices.map(\.id))
    var end = position + 1
    while end < result.voices.count, result.voices[end].kind == .quote, result.voices[end].parent == post { end += 1 }
    for quote in further.voices where quote.kind == .quote && quote.parent == page.id {
      var moved = quote
      moved.id = VoiceID.quote(in: post, text: quote.text)
      moved.parent = post
      moved.url = voices[position].url
      if known.contains(moved.id) { continue }
      result.voices.insert(moved, at: end)
      end += 1
    }
    return result
  }
}
