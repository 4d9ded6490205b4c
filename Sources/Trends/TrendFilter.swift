public import Model

/// Which voices a trend counts.
public struct TrendFilter: Equatable, Sendable {
  /// Only voices from this instant on; undated ones are then left out.
  public var since: Instant?
  /// Only voices before this instant; undated ones are then left out.
  public var until: Instant?
  /// Only voices of these kinds.
  public var kinds: Set<Voice.Kind>
  /// Only voices of these sites; all when empty.
  public var sites: Set<String>
  /// Only voices that give one of these reasons; all when empty.
  public var reasons: Set<Reason>

  /// Makes a filter that lets everything through, but for what is given.
  public init(
    since: Instant? = nil, until: Instant? = nil, kinds: Set<Voice.Kind> = Set(Voice.Kind.allCases),
    sites: Set<String> = [], reasons: Set<Reason> = []
  ) {
    self.since = since
    self.until = until
    self.kinds = kinds
    self.sites = sites
    self.reasons = reasons
  }

  /// Whether a voice counts.
  public func accepts(_ observation: Observation) -> Bool {
    guard acceptsApartFromTime(observation) else { return false }
    guard since != nil || until != nil else { return true }
    guard let instant = observation.voice.published?.instant else { return false }
    return since.map { instant >= $0 } ?? true && until.map { instant < $0 } ?? true
  }

  /// Whether a voice would count if it had a time.
  func refusesForTime(_ observation: Observation) -> Bool {
    (since != nil || until != nil) && observation.voice.published == nil && acceptsApartFromTime(observation)
  }

  private func acceptsApartFromTime(_ observation: Observation) -> Bool {
    kinds.contains(observation.voice.kind) && (sites.isEmpty || sites.contains(observation.site))
      && (reasons.isEmpty || observation.reading.reasons.contains(where: reasons.contains))
  }
}
