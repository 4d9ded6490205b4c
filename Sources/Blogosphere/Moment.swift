import Model

/// An instant on the clock of the blog that shows it.
struct Moment: Hashable, Sendable {
  /// The point on the time line, in whole seconds.
  var instant: Instant
  /// Minutes east of UTC of the blog's clock at that instant.
  var offset: Int

  /// The clock's reading.
  var civil: CivilTime { CivilTime(instant, offset: offset) }
}

/// The clock of a blog, right for the months in which the world plays: August 2011 to July 2012.
struct Zone: Sendable {
  /// Minutes east of UTC in winter.
  let standard: Int
  /// Whether the clock runs an hour ahead until its end of summer.
  let hasSummer: Bool
  /// When summer time ended in 2011.
  let summerEnd: Instant

  /// The zone of that name in a blog file; `nil` when the world has no such clock.
  init?(named name: String) {
    switch name {
    case "us-eastern": self.init(american: -300)
    case "us-central": self.init(american: -360)
    case "us-mountain": self.init(american: -420)
    case "us-pacific": self.init(american: -480)
    case "uk": self.init(european: 0)
    case "berlin", "madrid": self.init(european: 60)
    case "utc": self.init(standard: 0, hasSummer: false, summerEnd: Instant(seconds: 0))
    default: return nil
    }
  }

  private init(standard: Int, hasSummer: Bool, summerEnd: Instant) {
    self.standard = standard
    self.hasSummer = hasSummer
    self.summerEnd = summerEnd
  }

  // The United States went back on 6 November 2011 at two in the morning, local summer time.
  private init(american standard: Int) {
    let end = CivilTime(year: 2011, month: 11, day: 6, hour: 2).instant(offset: standard + 60)
    self.init(standard: standard, hasSummer: true, summerEnd: end)
  }

  // The European Union went back on 30 October 2011 at one o'clock UTC, everywhere at once.
  private init(european standard: Int) {
    let end = CivilTime(year: 2011, month: 10, day: 30, hour: 1).instant()
    self.init(standard: standard, hasSummer: true, summerEnd: end)
  }

  /// The moment at which this clock shows the reading.
  func moment(_ civil: CivilTime) -> Moment {
    let summer = civil.instant(offset: standard + 60)
    if hasSummer, summer < summerEnd { return Moment(instant: summer, offset: standard + 60) }
    return Moment(instant: civil.instant(offset: standard), offset: standard)
  }
}

/// The ways in which blogs of that time wrote a date.
extension Moment {
  static let months = [
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
    "December",
  ]
  static let germanMonths = [
    "Januar", "Februar", "März", "April", "Mai", "Juni", "Juli", "August", "September", "Oktober", "November",
    "Dezember",
  ]
  static let weekdays = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"]

  /// `November`.
  var monthName: String { Moment.months[civil.month - 1] }
  /// `Monday`.
  var weekdayName: String { Moment.weekdays[civil.weekday - 1] }
  /// `November 14, 2011`.
  var longDate: String { "\(monthName) \(civil.day), \(civil.year)" }
  /// `Nov 14, 2011`.
  var shortDate: String { "\(monthName.prefix(3)) \(civil.day), \(civil.year)" }
  /// `14. November 2011`.
  var germanDate: String { "\(civil.day). \(Moment.germanMonths[civil.month - 1]) \(civil.year)" }
  /// `2011/11`.
  var yearMonthPath: String { "\(civil.year)/\(padded(civil.month))" }
  /// `2011/11/14`.
  var dayPath: String { "\(yearMonthPath)/\(padded(civil.day))" }
  /// `14:30`.
  var clock24: String { "\(padded(civil.hour)):\(padded(civil.minute))" }
  /// `2:30 pm`.
  var clock: String { "\(hour12):\(padded(civil.minute)) \(civil.hour < 12 ? "am" : "pm")" }
  /// `2:30 PM`.
  var clockCapital: String { "\(hour12):\(padded(civil.minute)) \(civil.hour < 12 ? "AM" : "PM")" }
  /// `02:30 PM`.
  var clockPadded: String { "\(padded(hour12)):\(padded(civil.minute)) \(civil.hour < 12 ? "AM" : "PM")" }
  /// `2011-11-14T14:30:22-05:00`.
  var iso: String { civil.iso8601 + zone(separator: ":") }
  /// `2011-11-14T19:30:22Z`.
  var isoUTC: String { CivilTime(instant).iso8601 + "Z" }
  /// `2011-11-14T14:30:22`, without a zone.
  var isoLocal: String { civil.iso8601 }
  /// `2011-11-14T19:30:22`, in UTC without saying so.
  var isoGMT: String { CivilTime(instant).iso8601 }
  /// RFC 822 in the blog's zone: `Mon, 14 Nov 2011 14:30:22 -0500`.
  var rfc822: String { "\(Moment.rfcDate(civil)) \(zone(separator: ""))" }
  /// RFC 822 in UTC with a numeric zone, as WordPress feeds write it.
  var rfc822UTC: String { "\(Moment.rfcDate(CivilTime(instant))) +0000" }
  /// The form of HTTP header fields (RFC 9110 §5.6.7): `Mon, 14 Nov 2011 19:30:22 GMT`.
  static func http(_ instant: Instant) -> String { "\(rfcDate(CivilTime(instant))) GMT" }

  private static func rfcDate(_ civil: CivilTime) -> String {
    let time = "\(padded(civil.hour)):\(padded(civil.minute)):\(padded(civil.second))"
    let date = "\(padded(civil.day)) \(months[civil.month - 1].prefix(3)) \(civil.year)"
    return "\(weekdays[civil.weekday - 1].prefix(3)), \(date) \(time)"
  }

  private var hour12: Int { (civil.hour + 11) % 12 + 1 }

  private func zone(separator: String) -> String {
    let minutes = abs(offset)
    return "\(offset < 0 ? "-" : "+")\(padded(minutes / 60))\(separator)\(padded(minutes % 60))"
  }
}

/// Two digits at least.
func padded(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
