internal import Model

/// The solar calendar of Iran and Afghanistan, in which blogs there date comments: 12 Khordad 1390 is 2 June 2011.
enum PersianCalendar {
  /// Years in which there were blogs.
  static let years = 1370...1450

  /// The same day in the common calendar; `nil` where there is no such day.
  static func civil(year: Int, month: Int, day: Int) -> CivilTime? {
    guard years.contains(year), (1...12).contains(month), day >= 1, day <= (month <= 6 ? 31 : 30) else { return nil }
    // Eight leap years in 33, as the calendar has had them for 130 years and will have for 30 more.
    let leaps = (8 * year + 21) / 33
    let ordinal = (month <= 7 ? (month - 1) * 31 : (month - 1) * 30 + 6) + day
    let days = (year - 1) * 365 + leaps + ordinal - 1 - daysBeforeEpoch
    return CivilTime(Instant(seconds: Int64(days) * 86_400))
  }

  /// Days from 1 Farvardin 1 to the first of January 1970.
  private static let daysBeforeEpoch = 492_268
}
