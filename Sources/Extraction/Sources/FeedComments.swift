import Markup
import Model

/// The rule that reads comments out of feeds.
///
/// WordPress' items are titled "By: Ann" or "Comment on Leaving by Ann", have `#comment-12` in `guid` and `link`, and name the
/// speaker in `dc:creator`. Blogger's entries have ids ending in `.post-12`, `thr:in-reply-to` with the parent's id (or the
/// post's), and `#c12` in their link.
enum FeedComments {
  /// The comments of a feed; `nil` when the body is no feed.
  static func drafts(in answer: SystemAnswer) -> SystemDrafts? {
    let address = answer.page.address
    guard
      let feed = FeedParser().feed(
        from: answer.page.body, contentType: answer.page.header("Content-Type"), at: address)
    else { return nil }
    var result = SystemDrafts()
    result.stated = feed.totalResults
    let post = answer.source.url.flatMap(postKey)
    for entry in feed.entries {
      let key = key(of: entry)
      var parent = entry.inReplyTo.flatMap { parentKey($0, answer) }
      if let known = parent, known == post { parent = nil }
      var published = entry.published ?? entry.updated
      published?.source = .feed
      if let link = entry.link, let exact = CommentTime.inLink(link, now: answer.context.fetched) {
        published = CommentTime.zoned(exact, like: published?.offset == nil ? published : nil)
        if let offset = entry.published?.offset { published?.offset = offset }
        published?.source = .feed
      }
      // WordPress writes GMT and cannot know better; so does everybody who names no zone in RSS.
      if published?.offset == nil, published.map({ $0.precision.rank <= 1 }) ?? false { published?.offset = 0 }
      let html = entry.contentHTML ?? entry.summaryHTML ?? ""
      let (words, answered) = withoutReference(answer.words(html), html)
      var draft = CommentDraft(
        key: key, parentKey: (parent ?? answered).flatMap { $0 == key ? nil : $0 }, author: author(of: entry),
        authorURL: entry.authorURL,
        published: published, words: words, permalink: entry.link)
      let opening = (draft.facts.text ?? "").prefix(6)
      if opening.hasPrefix("[…]") || opening.hasPrefix("[...]") { draft.facts.omission = "pingback" }
      result.drafts.append(draft)
    }
    // Newest first as a rule; a thread reads from the oldest.
    if let first = result.drafts.first?.facts.published?.instant,
      let last = result.drafts.last?.facts.published?.instant, first > last
    {
      result.drafts.reverse()
    }
    if let next = feed.next?.replacing("&#38;", with: "&"), let absolute = Address(next, relativeTo: address) {
      result.next.append(answer.next(absolute.href))
    }
    return result
  }

  /// The words without the paragraph that WordPress writes above answers in feeds, and the comment that it names:
  /// `<p>In reply to <a href="…#comment-36">Ann</a>.</p>`.
  private static func withoutReference(
    _ words: QuotingWords, _ html: String
  ) -> (words: QuotingWords, answered: String?) {
    let head = String(html.prefix(600))
    guard let anchor = head.firstRange(of: "<a href=\""), head[..<anchor.lowerBound].utf8.count < 60,
      let end = head[anchor.upperBound...].firstIndex(of: "\""),
      let key = CommentKeys.key(inLink: String(head[anchor.upperBound..<end])),
      let close = head[end...].firstRange(of: "</a>")
    else { return (words, nil) }
    let after = head[close.upperBound...].prefix(8)
    guard after.hasPrefix(".</p>") || after.hasPrefix(".\n") || after.hasPrefix("</p>") || after.hasPrefix(".<br"),
      let cut = words.text.firstRange(of: "\n")
    else { return (words, nil) }
    var text = words.text[cut.upperBound...]
    while text.first?.isNewline == true { text = text.dropFirst() }
    let removed = words.text.utf8.count - text.utf8.count
    let kept = removed..<words.text.utf8.count
    return (QuotingWords(text: String(text), quotes: words.quotes.compactMap { $0.shifted(into: kept) }), key)
  }

  /// The key that a comment has on its page: `#comment-12` or `#c12` in the link, else the number at the end of the id.
  private static func key(of entry: FeedEntry) -> String? {
    for text in [entry.link, entry.id] {
      if let text, let key = CommentKeys.key(inLink: text) { return key }
    }
    return entry.id.flatMap(bloggerKey)
  }

  /// "tag:blogger.com,1999:blog-5.post-12" names the comment that its page calls `c12`.
  private static func bloggerKey(_ id: String) -> String? {
    guard id.hasPrefix("tag:blogger.com"), let mark = id.firstRange(of: ".post-") else { return nil }
    let digits = id[mark.upperBound...].prefix { $0 >= "0" && $0 <= "9" }
    return digits.isEmpty ? nil : "c" + digits
  }

  /// What the post itself would be called: 12 in "…/feeds/12/comments/default".
  private static func postKey(_ url: String) -> String? {
    guard let mark = url.firstRange(of: "/feeds/") else { return nil }
    let digits = url[mark.upperBound...].prefix { $0 >= "0" && $0 <= "9" }
    return digits.isEmpty ? nil : "c" + digits
  }

  private static func parentKey(_ reference: String, _ answer: SystemAnswer) -> String? {
    CommentKeys.key(inLink: reference) ?? bloggerKey(reference)
  }

  private static func author(of entry: FeedEntry) -> String? {
    if let author = entry.author, !author.trimmed.isEmpty, author != "noreply@blogger.com" { return author.trimmed }
    guard let title = entry.title else { return nil }
    if title.hasPrefix("By: ") { return String(title.dropFirst(4)).trimmed }
    if title.hasPrefix("Comment on "), let mark = title.ranges(of: " by ").last {
      return String(title[mark.upperBound...]).trimmed
    }
    return nil
  }
}
