internal import Markup
internal import Model
internal import Storage

/// What a feed says of one post: often its exact time and its author, where the page shows a day and nobody.
struct FeedFacts: Equatable, Sendable {
  var author: String?
  var published: Timestamp?

  /// Makes facts that are known already.
  init(author: String?, published: Timestamp?) {
    self.author = author
    self.published = published
  }

  /// Makes the facts of a feed's entry; `nil` when it has none.
  init?(_ entry: FeedEntry) {
    author = entry.author
    published = entry.published
    published?.source = .feed
    if author == nil, published == nil { return nil }
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
