public import Model

/// Something to fetch, with what the crawl knows of it beforehand.
public struct FrontierItem: Hashable, Sendable {
  /// As what an address is fetched.
  public enum Role: Hashable, Sendable {
    /// A page for people.
    case page
    /// An RSS, Atom or JSON feed.
    case feed
    /// A sitemap or an index of sitemaps.
    case sitemap
    /// A place where the comments of the page with this key lie (`Address.pageKey`).
    case source(CommentSource, of: String)
  }

  /// The address to ask.
  public var address: Address
  /// As what it is fetched.
  public var role: Role
  /// Links from a seed to here; 0 for a seed.
  public var depth: Int
  /// The larger, the sooner within a host and among hosts that may be asked now.
  public var priority: Double
  /// The address of the page that named this one; `nil` for a seed.
  public var referrer: String?

  /// The addresses that redirected to this one, the first one first; empty when the last visit found a page.
  public var trail: [String]
  /// How long the list is, page by page, of which this item is a further one; 0 for its first page.
  ///
  /// The crawl counts in steps of its own and ends what never ends.
  public var chain: Int

  /// Whether an item that waits already is raised to this one's priority; not kept, for it counts while items are added.
  ///
  /// Only what adds to the weight of a link is worth the question: all other links found again never reach the database.
  public var raisesKnown: Bool

  /// Makes an item from its parts.
  public init(
    address: Address, role: Role = .page, depth: Int = 0, priority: Double = 0, referrer: String? = nil,
    trail: [String] = [], chain: Int = 0, raisesKnown: Bool = false
  ) {
    self.address = address
    self.role = role
    self.depth = depth
    self.priority = priority
    self.referrer = referrer
    self.trail = trail
    self.chain = chain
    self.raisesKnown = raisesKnown
  }

  /// What two items share when one fetch serves both.
  ///
  /// Pages, feeds and sitemaps share their `pageKey`. A comment source is told apart by its exact address and by the
  /// page that it belongs to: its answer would be lost if it counted as already fetched in another role.
  var identity: UInt64 {
    switch role {
    case .page, .feed, .sitemap: return Fingerprint(address.pageKey).folded
    case .source(_, let page):
      var fingerprint = Fingerprint("source")
      fingerprint.combine(page)
      fingerprint.combine(address.withoutFragment.href)
      return fingerprint.folded
    }
  }
}

extension Address {
  /// The name under which politeness knows the host: without scheme, with the port where it is not the default.
  ///
  /// `http://blog.example/` and `https://blog.example/` are one host to be polite to.
  public var hostKey: String { port.map { "\(host):\($0)" } ?? host }
}

/// An item that the crawl has leased, to be finished or put back.
public struct Assignment: Hashable, Sendable {
  /// The item's number in the frontier.
  public let number: Int64
  /// What is to be fetched.
  public let item: FrontierItem
  /// 1 for the first try, one more for each further.
  public let attempt: Int
  /// When the lease began.
  public let leased: Instant
  /// Validator of the copy already held.
  public let entityTag: String?
  /// Date of the copy already held, as the server wrote it.
  public let lastModified: String?
  /// Whether the item was fetched with success in an earlier visit.
  public let isRevisit: Bool

  /// What the fetcher is asked: the address, conditional where a copy is held.
  public var request: Request {
    Request(address: item.address, entityTag: entityTag, lastModified: lastModified)
  }
}

/// What the frontier answers when it is asked for work.
public enum Turn: Hashable, Sendable {
  /// Fetch this now, then call `finish` or `putBack`.
  case fetch(Assignment)
  /// Nothing is legal before this instant; ask again then, or when something finishes or is added.
  case wait(until: Instant)
  /// Only leases are outstanding, or as many as may be; ask again when one finishes.
  case idle
  /// Nothing is left but what becomes legal beyond the manners' patience; see `Frontier.counts`.
  case finished
}
