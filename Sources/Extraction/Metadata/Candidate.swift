public import Model

/// One answer that a page gives to a question about itself, with where it stands and how far it is believed.
public struct Candidate<Value: Sendable & Equatable>: Sendable, Equatable {
  /// The answer.
  public var value: Value
  /// Where it was read, such as `json-ld headline` or `meta og:title`.
  public var source: String
  /// How far it is believed; the candidate with the greatest weight is chosen, the first of equals.
  public var weight: Double
  /// Why it weighs what it weighs, in a few words; may be empty.
  public var reason: String

  /// Makes a candidate from its parts.
  public init(value: Value, source: String, weight: Double, reason: String = "") {
    self.value = value
    self.source = source
    self.weight = weight
    self.reason = reason
  }
}

/// Every answer that a page gives about its post, the chosen ones first.
public struct PageEvidence: Sendable, Equatable {
  /// Titles.
  public var titles: [Candidate<String>]
  /// Authors; each candidate names all of them.
  public var authors: [Candidate<[String]>]
  /// Times of publication.
  public var dates: [Candidate<Timestamp>]
  /// Names of the site.
  public var sites: [Candidate<String>]
}

extension Array {
  /// The candidates by weight, the heaviest first; equals keep their order.
  func ranked<Value>() -> [Candidate<Value>] where Element == Candidate<Value> {
    let weights = map(\.weight)
    let order = indices.sorted { weights[$0] != weights[$1] ? weights[$0] > weights[$1] : $0 < $1 }
    return order.map { self[$0] }
  }
}
