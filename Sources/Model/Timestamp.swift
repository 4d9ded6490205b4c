/// When a voice spoke, as exactly as its source says it and no more.
public struct Timestamp: Hashable, Sendable {
  /// The smallest unit of time that the source names.
  public enum Precision: String, Sendable, CaseIterable {
    case second, minute, day, month, year
  }

  /// Where on the page, or beside it, a time was read.
  public struct Source: RawRepresentable, Hashable, Sendable {
    /// The name that records carry in `published_from`.
    public let rawValue: String
    /// Makes a source from the name that records carry.
    public init(rawValue: String) { self.rawValue = rawValue }

    /// JSON-LD (`datePublished`).
    public static let jsonLD = Source(rawValue: "json-ld")
    /// Microdata or RDFa (`itemprop`).
    public static let microdata = Source(rawValue: "microdata")
    /// A `meta` element, Open Graph and Dublin Core included.
    public static let meta = Source(rawValue: "meta")
    /// A `time` element or an `abbr` with an ISO title.
    public static let time = Source(rawValue: "time")
    /// An RSS, Atom or JSON feed.
    public static let feed = Source(rawValue: "feed")
    /// A comment system's own interface.
    public static let api = Source(rawValue: "api")
    /// Visible text beside the author's name.
    public static let byline = Source(rawValue: "byline")
    /// The page's address (`/2011/11/14/…`).
    public static let url = Source(rawValue: "url")
    /// Words such as "3 weeks ago", resolved against the instant of the fetch.
    public static let relative = Source(rawValue: "relative")
    /// Visible text beside the author's name that names no year: the year is the page's own.
    public static let yearless = Source(rawValue: "byline-without-year")
    /// Visible text elsewhere on the page.
    public static let text = Source(rawValue: "text")
  }

  /// The beginning of the second, minute, day, month or year that the source names, in UTC.
  public var instant: Instant
  /// Minutes east of UTC that the source states; `nil` when it names no zone, and `instant` then reads it as UTC.
  public var offset: Int?
  /// The smallest unit that the source names.
  public var precision: Precision
  /// Where the time was read.
  public var source: Source

  /// Makes a time from an instant and what is known about it.
  public init(_ instant: Instant, offset: Int? = nil, precision: Precision, source: Source) {
    self.instant = instant
    self.offset = offset
    self.precision = precision
    self.source = source
  }

  /// Makes a time from a calendar reading in the zone that the source states.
  public init(_ civil: CivilTime, offset: Int? = nil, precision: Precision, source: Source) {
    self.init(civil.instant(offset: offset ?? 0), offset: offset, precision: precision, source: source)
  }

  /// The calendar reading in the zone that the source states, or in UTC when it states none.
  public var civil: CivilTime { CivilTime(instant, offset: offset ?? 0) }

  /// The day, `YYYY-MM-DD`, in the zone that the source states; `nil` when only a month or a year is known.
  public var day: String? { hasDay ? civil.date : nil }

  /// Whether the day is known.
  public var hasDay: Bool {
    switch precision {
    case .second, .minute, .day: true
    case .month, .year: false
    }
  }

  /// ISO 8601 in the stated zone, as much of it as is known: `2011-11-14T09:30:00-05:00`, `2011-11-14`, `2011-11`.
  public var asWritten: String {
    let reading = civil
    switch precision {
    case .second, .minute: return reading.iso8601 + Timestamp.zone(offset)
    case .day: return reading.date
    case .month: return String(reading.date.prefix(7))
    case .year: return String(reading.date.prefix(4))
    }
  }

  private static func zone(_ offset: Int?) -> String {
    guard let offset else { return "" }
    if offset == 0 { return "Z" }
    let minutes = abs(offset)
    func padded(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
    return "\(offset < 0 ? "-" : "+")\(padded(minutes / 60)):\(padded(minutes % 60))"
  }
}
