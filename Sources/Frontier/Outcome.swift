public import Model

/// What became of an assignment.
public enum Outcome: Hashable, Sendable {
  /// Fetched, and everything found in it is kept.
  case done
  /// The copy already held is still good (304).
  case notModified
  /// Robots rules forbid it; nothing was requested.
  case disallowed
  /// The host says that there is no such thing (404, 410).
  case gone
  /// It failed: a word or two for the cause, the same for the same cause. Where `isTransient`, it is tried again.
  case failed(cause: String, isTransient: Bool)
  /// The crawl decided against it, for this cause.
  case skipped(cause: String)
}

/// What the answer to an assignment says about the host and about the next visit.
public struct Reply: Hashable, Sendable {
  /// The HTTP status; `nil` when there was no answer.
  public var status: Int?
  /// Seconds from request to complete answer; `nil` when nothing was requested.
  public var seconds: Double?
  /// When the last answer was complete (`Page.fetched`), so that the host's pause begins there and not when the crawl has
  /// read the page; `nil` for the instant of `finish`.
  public var ended: Instant?
  /// Seconds to wait that the host asks for (`Retry-After`).
  public var retryAfter: Double?
  /// `ETag` of the copy now held.
  public var entityTag: String?
  /// `Last-Modified` of the copy now held, as the server wrote it.
  public var lastModified: String?
  /// Whether the content differs from the last visit's; `nil` when that is not known.
  public var hasChanged: Bool?
  /// What the answer said, as a fingerprint that tells an answer from the last one where `hasChanged` is not known.
  public var digest: UInt64?
  /// Whether the failure is the page's alone and says nothing about its host (too large, broken encoding).
  public var isPageOnly: Bool

  /// Makes a reply from its parts.
  public init(
    status: Int? = nil, seconds: Double? = nil, ended: Instant? = nil, retryAfter: Double? = nil,
    entityTag: String? = nil, lastModified: String? = nil, hasChanged: Bool? = nil, digest: UInt64? = nil,
    isPageOnly: Bool = false
  ) {
    self.status = status
    self.seconds = seconds
    self.ended = ended
    self.retryAfter = retryAfter
    self.entityTag = entityTag
    self.lastModified = lastModified
    self.hasChanged = hasChanged
    self.digest = digest
    self.isPageOnly = isPageOnly
  }
}

extension Outcome {
  /// What the outcome says about the host's pace.
  func signal(_ reply: Reply?) -> Pace.Signal {
    if reply == nil {
      switch self {
      case .disallowed, .skipped, .failed(_, false): return .unsent
      case .failed(_, true): return .failed(retryAfter: nil)
      case .done, .notModified, .gone: return .neutral
      }
    }
    guard let reply else { return .neutral }
    if reply.status == 429 || reply.status == 503 { return .refused(retryAfter: reply.retryAfter) }
    if let status = reply.status {
      if status >= 500 { return .failed(retryAfter: reply.retryAfter) }
      // A quick 404 says nothing about how quick a page would be.
      return status < 300 ? reply.seconds.map { .answered(seconds: $0) } ?? .neutral : .neutral
    }
    if case .failed = self, !reply.isPageOnly { return .failed(retryAfter: reply.retryAfter) }
    return reply.seconds == nil ? .unsent : .neutral
  }

  /// The state in which the item rests; transient failures may be tried again first.
  var state: ItemState {
    switch self {
    case .done: .done
    case .notModified: .notModified
    case .disallowed: .disallowed
    case .gone: .gone
    case .failed: .failed
    case .skipped: .skipped
    }
  }

  /// The cause, where the outcome has one.
  var cause: String? {
    switch self {
    case .failed(let cause, _), .skipped(let cause): cause
    case .done, .notModified, .disallowed, .gone: nil
    }
  }
}

/// Where an item stands.
public enum ItemState: Int, Sendable, CaseIterable {
  /// To be fetched.
  case waiting = 0
  /// Failed, to be tried again later.
  case retrying = 1
  /// Fetched and kept.
  case done = 2
  /// Asked again, and unchanged.
  case notModified = 3
  /// Forbidden by robots rules.
  case disallowed = 4
  /// Not there.
  case gone = 5
  /// Failed for good.
  case failed = 6
  /// Decided against.
  case skipped = 7
}
