import JSONCoding
import Model

/// Sums of the store's readings by service and day: small, kept up to date, and always to be had again from the segments.
///
/// Whole numbers only, so that sums that were kept up to date equal sums that were counted anew, bit for bit.
public struct TrendAggregate: Equatable, Sendable {
  /// The sums of one service on one day.
  public struct Sums: Equatable, Sendable {
    /// Voices that quit.
    public var quitting = 0
    /// Voices that defend.
    public var defending = 0
    /// Voices that do neither.
    public var neutral = 0
    /// Voices in a language that cannot be read.
    public var unread = 0
    /// Sum of the sentiments in millionths.
    public var sentiment = 0
    /// Exits of other people that voices report.
    public var reportedExits = 0
    /// Voices of people who came back.
    public var returns = 0

    var isEmpty: Bool { self == Sums() }
  }

  /// The sums of one service.
  public struct Service: Equatable, Sendable {
    /// Pages in their latest version.
    public var pages = 0
    /// Voices that are posts.
    public var posts = 0
    /// Voices that are comments.
    public var comments = 0
    /// Voices that are quotes.
    public var quotes = 0
    /// Sums by day of publication, `YYYY-MM-DD` in UTC.
    public var days: [String: Sums] = [:]
    /// Sums of the voices whose day is not known.
    public var undated = Sums()

    /// Makes empty sums.
    public init() {}
  }

  /// By the service's name.
  public var services: [String: Service] = [:]

  /// Makes an aggregate of nothing.
  public init() {}

  /// What the segments held when the aggregate was written: it is stale when they hold something else.
  struct Basis: Equatable {
    var segments: Int
    var bytes: Int
  }

  /// Adds a page's voices, or takes those of its former version away.
  mutating func count(_ record: PageRecord, sign: Int = 1) {
    // Taken out and put back, so that the days are not copied.
    var service = services.removeValue(forKey: record.service) ?? Service()
    service.pages += sign
    let (voices, readings) = (record.conversation.voices, record.readings)
    for position in voices.indices {
      switch voices[position].kind {
      case .post: service.posts += sign
      case .comment: service.comments += sign
      case .quote: service.quotes += sign
      }
      guard position < readings.count else { continue }
      var sums = Sums()
      switch readings[position].stance {
      case .quitting: sums.quitting = sign
      case .defending: sums.defending = sign
      case .neutral: sums.neutral = sign
      case nil: sums.unread = sign
      }
      let sentiment = readings[position].sentiment
      let bounded = max(-1, min(1, sentiment.isFinite ? sentiment : 0))
      sums.sentiment = sign * Int((bounded * 1_000_000).rounded())
      sums.reportedExits = sign * readings[position].reportedExits
      sums.returns = readings[position].isReturn ? sign : 0
      if let published = voices[position].published, published.hasDay {
        let day = CivilTime(published.instant).date
        if service.days[day, default: Sums()].add(sums) { service.days[day] = nil }
      } else {
        _ = service.undated.add(sums)
      }
    }
    services[record.service] = service.pages == 0 ? nil : service
  }
}

extension TrendAggregate.Sums {
  /// Adds sums; gives whether nothing is left.
  fileprivate mutating func add(_ other: Self) -> Bool {
    quitting &+= other.quitting
    defending &+= other.defending
    neutral &+= other.neutral
    unread &+= other.unread
    sentiment &+= other.sentiment
    reportedExits &+= other.reportedExits
    returns &+= other.returns
    return isEmpty
  }
}
