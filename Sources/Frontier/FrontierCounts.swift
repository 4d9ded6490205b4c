public import Model

/// How many items stand where.
public struct FrontierCounts: Hashable, Sendable {
  /// Items by state; those in flight count as waiting too.
  public var states: [ItemState: Int] = [:]
  /// Items in flight in this process.
  public var inFlight = 0
  /// Hosts known.
  public var hosts = 0

  /// Items that are known, in whatever state.
  public var total: Int { states.values.reduce(0, +) }

  /// How many items are in a state.
  public subscript(state: ItemState) -> Int { states[state] ?? 0 }
}

/// What the frontier knows of one host.
public struct HostCounts: Hashable, Sendable {
  /// The host as politeness knows it: name, and port where it is not the default.
  public var name: String
  /// Items by state.
  public var states: [ItemState: Int]
  /// The first instant at which it may be asked again.
  public var nextLegal: Instant
  /// Seconds of pause that its robots.txt asks for.
  public var crawlDelay: Double?
  /// Failures since its last answer.
  public var failures: Int
}

/// A robots.txt as it was answered.
public struct RobotsCopy: Hashable, Sendable {
  /// The HTTP status; `nil` when there was no answer.
  public var status: Int?
  /// The body, codings undone.
  public var body: [UInt8]
  /// When it was fetched.
  public var fetched: Instant
  /// Until when it may be used without asking again.
  public var expires: Instant

  /// Makes a copy from its parts.
  public init(status: Int?, body: [UInt8], fetched: Instant, expires: Instant) {
    self.status = status
    self.body = body
    self.fetched = fetched
    self.expires = expires
  }
}
