public import Model

/// What happens during a crawl, as it happens.
public enum CrawlEvent: Sendable {
  /// Something was fetched and understood; where a page has no voices, with the reason.
  case heard(address: Address, voices: Int, found: Int, silence: String?)
  /// Something was fetched, or not even asked for, and nothing is kept of it.
  case passedOver(address: Address, cause: String)
  /// Something could not be fetched; with what a person may try.
  case failed(address: Address, cause: String, hint: String, isFinal: Bool)
  /// Records are safe on disk.
  case saved(records: Int)
  /// Nothing may be asked before this instant.
  case waiting(until: Instant)
}

/// Where a crawl stands; handed out with every event.
public struct CrawlProgress: Equatable, Sendable {
  /// Answers that came with something to read, whatever their role.
  public var fetched = 0
  /// Items known and not yet fetched.
  public var queued = 0
  /// Requests in flight.
  public var inFlight = 0
  /// Hosts known.
  public var hosts = 0
  /// Pages that came unchanged.
  public var unchanged = 0
  /// Pages kept, new or changed.
  public var pages = 0
  /// Pages with voices that were read in this run.
  public var posts = 0
  /// Pages with voices that name the service.
  public var onTopic = 0
  /// Voices heard in this run, by kind.
  public var voices: [Voice.Kind: Int] = [:]
  /// Voices heard in this run, by stance; voices in unreadable languages are left out.
  public var stances: [Stance: Int] = [:]
  /// Bytes of bodies that came over the network.
  public var bytes = 0
  /// Requests sent, robots.txt included.
  public var requests = 0

  /// Makes the progress of a crawl that has not begun.
  public init() {}
}

/// How a crawl ended.
public struct CrawlSummary: Equatable, Sendable {
  /// Why the crawl ended.
  public enum End: String, Sendable {
    /// Nothing is left to fetch now.
    case finished
    /// The limit of pages or time was reached.
    case limit
    /// The user asked for the end.
    case interrupted
  }

  /// One cause with its count, an example and a hint.
  public struct Cause: Equatable, Sendable {
    /// The cause in a few words.
    public var cause: String
    /// How many items share it.
    public var count: Int
    /// One of their addresses.
    public var example: String
    /// What a person may try; may be empty.
    public var hint: String
  }

  /// Why the crawl ended.
  public var end: End
  /// What was done.
  public var progress: CrawlProgress
  /// Seconds from beginning to end.
  public var seconds: Double
  /// Failures for good, the most frequent first.
  public var failures: [Cause]
  /// What was passed over, the most frequent first.
  public var passedOver: [Cause]
  /// Why pages that came had no voices, the most frequent first.
  public var silent: [Cause]
  /// Items that wait for another run.
  public var left: Int
  /// When the first page that was heard is due again; `nil` where none is.
  public var nextVisit: Instant?
}
