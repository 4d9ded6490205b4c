public import Model

/// The width of a point on the time axis, in UTC.
public enum Bucket: String, Sendable, CaseIterable {
  /// A calendar day.
  case day
  /// A week from Monday to Sunday (ISO 8601).
  case week
  /// A calendar month.
  case month

  /// The number of the bucket in which an instant lies; neighbours differ by one.
  public func number(of instant: Instant) -> Int {
    let seconds = instant.seconds
    return number(ofDay: Int(seconds >= 0 ? seconds / 86_400 : (seconds - 86_399) / 86_400))
  }

  /// The number of the bucket in which a day lies, counted from 1970.
  @inline(__always)
  func number(ofDay day: Int) -> Int {
    switch self {
    case .day: return day
    case .week:
      // 1970-01-01 was a Thursday: three days after a Monday.
      let shifted = day + 3
      return shifted >= 0 ? shifted / 7 : (shifted - 6) / 7
    case .month:
      let civil = CivilTime(Instant(seconds: Int64(day) * 86_400))
      return civil.year * 12 + civil.month - 1
    }
  }

  /// The first day of a bucket.
  public func start(of number: Int) -> CivilTime {
    switch self {
    case .day: return CivilTime(Instant(seconds: Int64(number) * 86_400))
    case .week: return CivilTime(Instant(seconds: Int64(number * 7 - 3) * 86_400))
    case .month:
      let year = number >= 0 ? number / 12 : (number - 11) / 12
      return CivilTime(year: year, month: number - year * 12 + 1, day: 1)
    }
  }

  /// The last day of a bucket.
  public func end(of number: Int) -> CivilTime {
    CivilTime(Instant(seconds: Int64(start(of: number + 1).dayNumber - 1) * 86_400))
  }

  /// Whether a time of this precision can be put into a bucket.
  public func holds(_ precision: Timestamp.Precision) -> Bool {
    switch precision {
    case .second, .minute, .day: true
    case .month: self == .month
    case .year: false
    }
  }
}
