/// What one page holds: a post, the people it quotes, and the comments below it.
public struct Conversation: Equatable, Sendable {
  /// The address that the page was fetched from, after redirects.
  public var url: String
  /// The address that names the page: its own canonical link where it is believable, else `url` in normal form.
  public var canonical: String
  /// The post's title, or the page's where there is no post.
  public var title: String?
  /// The name of the blog or site.
  public var site: String?
  /// All authors of the post in the order of the byline; the post's voice carries them joined.
  public var authors: [String]
  /// Tags and categories of the post, as shown.
  public var tags: [String]
  /// BCP 47 tag that the page states or that was detected; `nil` when unknown.
  public var language: String?
  /// The voices in the order of the page: the post first where there is one, each quote after the voice that quotes it.
  public var voices: [Voice]
  /// How many comments the page says it has; `nil` when it does not say.
  public var statedComments: Int?
  /// What was left out, by cause, with its count ("pingback": 3); sorted by cause.
  public var leftOut: [Omission]
  /// Ids of comments that were told to be other sites' notices, so that a feed that mixes them does not bring them back.
  public var notices: [String] = []
  /// Links worth following, in document order, without doubles.
  public var links: [Link]
  /// Feeds that the page names, in document order.
  public var feeds: [Feed]
  /// Where comments lie that the page itself does not hold.
  public var commentSources: [CommentSource]

  /// Makes a conversation from its parts.
  public init(
    url: String, canonical: String, title: String? = nil, site: String? = nil, authors: [String] = [],
    tags: [String] = [], language: String? = nil, voices: [Voice] = [], statedComments: Int? = nil,
    leftOut: [Omission] = [], links: [Link] = [], feeds: [Feed] = [], commentSources: [CommentSource] = []
  ) {
    self.url = url
    self.canonical = canonical
    self.title = title
    self.site = site
    self.authors = authors
    self.tags = tags
    self.language = language
    self.voices = voices
    self.statedComments = statedComments
    self.leftOut = leftOut
    self.links = links
    self.feeds = feeds
    self.commentSources = commentSources
  }

  /// The post's voice, where the page holds a post.
  public var post: Voice? { voices.first { $0.kind == .post } }
}

/// Something that was seen and not taken for a voice, with the reason.
public struct Omission: Hashable, Sendable {
  /// Why it was left out, such as `pingback`, `trackback`, `deleted`, `empty`, `nesting` or `attributes`.
  public var cause: String
  /// How many.
  public var count: Int

  /// Makes an omission from its parts.
  public init(cause: String, count: Int) {
    self.cause = cause
    self.count = count
  }
}

/// A link found on a page.
public struct Link: Hashable, Sendable {
  /// Where on the page a link stands, which says what it is worth.
  public enum Context: String, Sendable, CaseIterable {
    /// In the words of the post.
    case post
    /// In the words of a comment.
    case comment
    /// The site of a person who speaks.
    case speaker
    /// A next or previous page of the same post, comments or listing.
    case pagination
    /// A headline, a "read more" or an archive entry of a listing.
    case listing
    /// A related or neighbouring post.
    case related
    /// Anything else: navigation, blogroll, footer.
    case navigation
  }

  /// Absolute address, without its fragment.
  public var url: String
  /// The words of the anchor, white space folded.
  public var text: String
  /// Where it stands.
  public var context: Context
  /// Whether `rel` says `nofollow`, `ugc` or `sponsored`.
  public var isNofollow: Bool

  /// Makes a link from its parts.
  public init(url: String, text: String, context: Context, isNofollow: Bool = false) {
    self.url = url
    self.text = text
    self.context = context
    self.isNofollow = isNofollow
  }
}

/// A feed that a page names.
public struct Feed: Hashable, Sendable {
  /// Absolute address.
  public var url: String
  /// The feed's title as the page gives it.
  public var title: String?
  /// Whether it lists comments rather than posts.
  public var isComments: Bool

  /// Makes a feed from its parts.
  public init(url: String, title: String? = nil, isComments: Bool = false) {
    self.url = url
    self.title = title
    self.isComments = isComments
  }
}

/// A place beside the page where its comments can be read.
public struct CommentSource: Hashable, Sendable {
  /// The protocol that the place speaks.
  public struct Kind: RawRepresentable, Hashable, Sendable {
    /// The name that records carry.
    public let rawValue: String
    /// Makes a kind from the name that records carry.
    public init(rawValue: String) { self.rawValue = rawValue }

    /// A further page of the same comments, as HTML.
    public static let page = Kind(rawValue: "page")
    /// A further page of the same post, as HTML.
    public static let continuation = Kind(rawValue: "continuation")
    /// An RSS or Atom feed of one post's comments.
    public static let feed = Kind(rawValue: "feed")
    /// WordPress REST, `wp/v2/comments`.
    public static let wordPressREST = Kind(rawValue: "wordpress-rest")
    /// Blogger's Atom feed of one post's comments.
    public static let blogger = Kind(rawValue: "blogger")
    /// Disqus' embed page with its thread as JSON.
    public static let disqus = Kind(rawValue: "disqus")
    /// Isso.
    public static let isso = Kind(rawValue: "isso")
    /// Discourse's embedded topic.
    public static let discourse = Kind(rawValue: "discourse")
    /// Remark42.
    public static let remark42 = Kind(rawValue: "remark42")
    /// Commento.
    public static let commento = Kind(rawValue: "commento")
    /// Cusdis.
    public static let cusdis = Kind(rawValue: "cusdis")
    /// utterances, through GitHub's issues.
    public static let utterances = Kind(rawValue: "utterances")
    /// giscus, through GitHub's discussions.
    public static let giscus = Kind(rawValue: "giscus")
    /// Substack.
    public static let substack = Kind(rawValue: "substack")
    /// Ghost's members API.
    public static let ghost = Kind(rawValue: "ghost")
    /// Squarespace.
    public static let squarespace = Kind(rawValue: "squarespace")
    /// Facebook's comments plugin, which cannot be read.
    public static let facebook = Kind(rawValue: "facebook")
    /// Livefyre, whose service has closed.
    public static let livefyre = Kind(rawValue: "livefyre")
    /// IntenseDebate, readable by script only.
    public static let intenseDebate = Kind(rawValue: "intensedebate")
    /// JS-Kit and Echo, whose service has closed.
    public static let jsKit = Kind(rawValue: "js-kit")
  }

  /// Which protocol.
  public var kind: Kind
  /// Absolute address of the first request; `nil` where there is nothing to ask, only a gap to report.
  public var url: String?
  /// How many comments the page says lie there.
  public var statedComments: Int?

  /// Makes a comment source from its parts.
  public init(kind: Kind, url: String?, statedComments: Int? = nil) {
    self.kind = kind
    self.url = url
    self.statedComments = statedComments
  }
}
