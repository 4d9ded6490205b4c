public import Model

/// What a feed says of itself and its entries.
public struct FeedDocument: Equatable, Sendable {
  /// The feed's title as plain text.
  public var title: String?
  /// The page that the feed belongs to.
  public var link: String?
  /// The feed's description, sanitised HTML or plain text.
  public var subtitle: String?
  /// The language as stated, such as `en-us`.
  public var language: String?
  /// The feed's own identifier.
  public var id: String?
  /// Who is responsible for the feed, by name where one is stated.
  public var author: String?
  /// When the feed was published.
  public var published: Timestamp?
  /// When the feed last changed.
  public var updated: Timestamp?
  /// The WHATWG name of the charset that the feed was read in.
  public var encoding: String
  /// How many entries there are in all (OpenSearch), as Blogger's paged feeds state it.
  public var totalResults: Int?
  /// The address of the next part of the feed.
  public var next: String?
  /// The entries in the feed's order.
  public var entries: [FeedEntry]

  /// Makes a feed without any entries.
  public init(encoding: String) {
    self.encoding = encoding
    entries = []
  }
}

/// One entry of a feed: a post, or a comment in a feed of comments.
public struct FeedEntry: Equatable, Sendable {
  /// The title as plain text.
  public var title: String?
  /// The entry's page, made absolute.
  public var link: String?
  /// The entry's own page where `link` leads through a counter (FeedBurner).
  public var originalLink: String?
  /// The entry's identifier as written; paths are made absolute.
  public var id: String?
  /// The author by name where one is stated.
  public var author: String?
  /// The author's own page.
  public var authorURL: String?
  /// When the entry was published.
  public var published: Timestamp?
  /// When the entry last changed.
  public var updated: Timestamp?
  /// The summary as sanitised HTML with absolute links.
  public var summaryHTML: String?
  /// The content as sanitised HTML with absolute links.
  public var contentHTML: String?
  /// Categories.
  public var tags: [String]
  /// The page or place where the entry is discussed.
  public var comments: String?
  /// The feed of the entry's comments.
  public var commentFeed: String?
  /// How many comments there are.
  public var commentCount: Int?
  /// The identifier of the entry that this one answers (RFC 4685).
  public var inReplyTo: String?
  /// The language as stated.
  public var language: String?

  /// Makes an entry that says nothing.
  public init() { tags = [] }
}
