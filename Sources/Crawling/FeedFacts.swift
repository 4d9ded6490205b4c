internal import Markup
internal import Model
internal import Storage

/// What feeds say of one post: its exact time and its author, where the page shows a day and nobody; and what is new.
struct FeedFacts: Equatable, Sendable {
  var author: String?
  var published: Timestamp?
  /// How many comments the post has.
  var commentCount: Int?
  /// The address of the newest comment that was announced.
  var newestComment: String?
  /// When the post itself was changed.
  var updated: Instant?

  /// Makes facts that are known already.
  init(
    author: String? = nil, published: Timestamp? = nil, commentCount: Int? = nil, newestComment: String? = nil,
    updated: Instant? = nil
  ) {
    self.author = author
    self.published = published
    self.commentCount = commentCount
    self.newestComment = newestComment
    self.updated = updated
  }

  /// Makes the facts of a feed's entry; `nil` when it says nothing of the kind.
  init?(_ entry: FeedEntry) {
    if FeedFacts.isComment(entry) {
      newestComment = entry.link
    } else {
      author = entry.author
      published = entry.published
      published?.source = .feed
      commentCount = entry.commentCount
      updated = entry.updated?.instant
    }
    if self == FeedFacts() { return nil }
  }

  /// Whether nothing is said but when the post was changed, as sitemaps do.
  var isChangeAlone: Bool { self == FeedFacts(updated: updated) }

  /// Whether an entry is a comment: it answers another entry, or its address is a place on its post's page.
  private static func isComment(_ entry: FeedEntry) -> Bool {
    if entry.inReplyTo != nil { return true }
    guard let link = entry.link, let hash = link.utf8.lastIndex(of: UInt8(ascii: "#")) else { return false }
    let place = link[hash...].dropFirst().lowercased()
    return ["comment", "c", "div-comment"].contains { place.hasPrefix($0) && place.contains { $0.isNumber } }
  }

  /// These facts, and what `older` knew beyond them.
  func completed(by older: FeedFacts?) -> FeedFacts {
    guard let older else { return self }
    return FeedFacts(
      author: author ?? older.author, published: published ?? older.published,
      commentCount: commentCount ?? older.commentCount, newestComment: newestComment ?? older.newestComment,
      updated: updated ?? older.updated)
  }

  /// Whether a page holds something that its record lacks: a comment that was announced, more comments than were heard,
  /// or a text that was changed after the visit.
  func announcesMore(than record: PageRecord) -> Bool {
    if let updated, updated > record.fetched { return true }
    let comments = record.conversation.voices.lazy.filter { $0.kind == .comment }
    if let commentCount, commentCount > comments.count { return true }
    guard let newestComment, let place = FeedFacts.place(in: newestComment) else { return false }
    return !comments.contains { FeedFacts.place(in: $0.url) == place }
  }

  /// The digits at the end of an address' fragment: the number by which `#comment-12` and `#div-comment-12` are the same.
  private static func place(in url: String) -> Substring? {
    guard let hash = url.utf8.lastIndex(of: UInt8(ascii: "#")) else { return nil }
    let digits = url[hash...].utf8.reversed().prefix { $0 >= 48 && $0 <= 57 }.count
    return digits == 0 ? nil : url.suffix(digits)
  }

  /// Fills in what a page's post does not say itself, and makes a day exact that the feed knows to the minute.
  ///
  /// - Returns: whether anything changed.
  @discardableResult
  func complete(_ record: inout PageRecord) -> Bool {
    guard let position = record.conversation.voices.firstIndex(where: { $0.kind == .post }) else { return false }
    var changed = false
    if record.conversation.voices[position].speaker == nil, let author {
      record.conversation.voices[position].speaker = author
      if record.conversation.authors.isEmpty { record.conversation.authors = [author] }
      changed = true
    }
    guard let published, published.precision == .second || published.precision == .minute else { return changed }
    if let stated = record.conversation.voices[position].published {
      // The page's own clock wins; a bare day gives way when the feed names the same one, give or take the zone.
      let distance = abs(published.instant.seconds(since: stated.instant))
      guard stated.precision == .day, distance <= 38 * 3600 else { return changed }
    }
    record.conversation.voices[position].published = published
    return true
  }
}
