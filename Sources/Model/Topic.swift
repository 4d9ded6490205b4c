/// What a crawl is about: one service, where to start, how far to go.
public struct Topic: Equatable, Sendable {
  /// What is talked about.
  public var service: Service
  /// Where the crawl starts: pages, feeds or sitemaps, in the order of the file.
  public var seeds: [Address]
  /// How far from the seeds links are followed.
  public var scope: Scope
  /// Links followed from a seed before the crawl stops going deeper; 0 fetches the seeds alone.
  public var depth: Int
  /// Events that reports draw into the trend, oldest first; may be empty.
  public var events: [Event]

  /// Makes a topic from its parts.
  public init(service: Service, seeds: [Address], scope: Scope = .host, depth: Int = 3, events: [Event] = []) {
    self.service = service
    self.seeds = seeds
    self.scope = scope
    self.depth = depth
    self.events = events
  }
}

/// How far from the seeds links are followed.
public enum Scope: String, Sendable, CaseIterable {
  /// Only the seeds themselves, with their feeds and comment sources.
  case page
  /// The seeds' hosts.
  case host
  /// The seeds' registrable domains.
  case domain
  /// Anywhere, from pages that speak of the service.
  case web
}

/// Something that happened and that a report draws into the trend.
public struct Event: Hashable, Sendable {
  /// When, as exactly as the topic file says.
  public var date: Timestamp
  /// What, in a few words.
  public var label: String

  /// Makes an event.
  public init(date: Timestamp, label: String) {
    self.date = date
    self.label = label
  }
}
