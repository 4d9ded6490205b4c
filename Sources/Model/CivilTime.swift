/// A calendar reading of an instant, in the proleptic Gregorian calendar, without a zone of its own.
///
/// Conversions follow Howard Hinnant's `days_from_civil` and `civil_from_days`
/// (chrono-Compatible Low-Level Date Algorithms, 2014), valid for all years used here.
@frozen public struct CivilTime: Hashable, Sendable {
  /// Astronomical year: 2011, 0 for 1 BC.
  public var year: Int
  /// 1…12.
  public var month: Int
  /// 1…31.
  public var day: Int
  /// 0…23.
  public var hour: Int
  /// 0…59.
  public var minute: Int
  /// 0…59; a leap second reads as 59.
  public var second: Int

  /// Makes a reading from its parts; see `isValid` for whether the calendar has it.
  public init(year: Int, month: Int, day: Int, hour: Int = 0, minute: Int = 0, second: Int = 0) {
    self.year = year
    self.month = month
    self.day = day
    self.hour = hour
    self.minute = minute
    self.second = second
  }

  /// Reads the instant on a clock that runs `offset` minutes east of UTC.
  public init(_ instant: Instant, offset: Int = 0) {
    let local = instant.seconds + Int64(offset) * 60
    let days = local >= 0 ? local / 86_400 : (local - 86_399) / 86_400
    let rest = Int(local - days * 86_400)
    let shifted = Int(days) + 719_468
    let era = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097
    let dayOfEra = shifted - era * 146_097
    let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let shiftedMonth = (5 * dayOfYear + 2) / 153
    day = dayOfYear - (153 * shiftedMonth + 2) / 5 + 1
    month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9
    year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
    hour = rest / 3600
    minute = rest / 60 % 60
    second = rest % 60
  }

  /// Whether the calendar and the clock have such a reading.
  public var isValid: Bool {
    (1...12).contains(month) && day >= 1 && day <= CivilTime.days(inMonth: month, of: year)
      && (0...23).contains(hour) && (0...59).contains(minute) && (0...59).contains(second)
  }

  /// Days since 1970-01-01 of this reading's date.
  public var dayNumber: Int {
    let shiftedYear = month <= 2 ? year - 1 : year
    let era = (shiftedYear >= 0 ? shiftedYear : shiftedYear - 399) / 400
    let yearOfEra = shiftedYear - era * 400
    let dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1
    let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
    return era * 146_097 + dayOfEra - 719_468
  }

  /// The instant at which a clock `offset` minutes east of UTC shows this reading.
  public func instant(offset: Int = 0) -> Instant {
    let secondOfDay = hour * 3600 + minute * 60 + second
    return Instant(seconds: Int64(dayNumber * 86_400 + secondOfDay - offset * 60))
  }

  /// The day of the week, 1 for Monday to 7 for Sunday (ISO 8601).
  public var weekday: Int {
    let remainder = (dayNumber + 3) % 7
    return (remainder < 0 ? remainder + 7 : remainder) + 1
  }

  /// `YYYY-MM-DDTHH:MM:SS`, without a zone.
  public var iso8601: String { text(inUTC: false) }

  /// `YYYY-MM-DDTHH:MM:SSZ`, of a clock that shows UTC.
  public var iso8601InUTC: String { text(inUTC: true) }

  private func text(inUTC: Bool) -> String {
    guard year >= 0, year <= 9999, isShort else {
      let time = "\(CivilTime.padded(hour)):\(CivilTime.padded(minute)):\(CivilTime.padded(second))"
      return "\(date)T\(time)\(inUTC ? "Z" : "")"
    }
    return unsafe String(unsafeUninitializedCapacity: 20) { letters in
      unsafe writeDate(to: letters)
      unsafe letters[10] = 0x54
      unsafe CivilTime.write(hour, to: letters, at: 11)
      unsafe letters[13] = 0x3a
      unsafe CivilTime.write(minute, to: letters, at: 14)
      unsafe letters[16] = 0x3a
      unsafe CivilTime.write(second, to: letters, at: 17)
      unsafe letters[19] = 0x5a
      return inUTC ? 20 : 19
    }
  }

  /// `YYYY-MM-DD`.
  public var date: String {
    if year >= 0, year <= 9999, isShort {
      return unsafe String(unsafeUninitializedCapacity: 10) { letters in
        unsafe writeDate(to: letters)
        return 10
      }
    }
    let digits = String(abs(year))
    let sign = year < 0 ? "-" : ""
    let yearText = sign + String(repeating: "0", count: max(0, 4 - digits.count)) + digits
    return "\(yearText)-\(CivilTime.padded(month))-\(CivilTime.padded(day))"
  }

  /// The number of days of a month, 1…12, in a year.
  public static func days(inMonth month: Int, of year: Int) -> Int {
    switch month {
    case 4, 6, 9, 11: 30
    case 2: isLeap(year) ? 29 : 28
    default: 31
    }
  }

  /// Whether February has 29 days in the year.
  public static func isLeap(_ year: Int) -> Bool {
    (year % 4 == 0 && year % 100 != 0) || year % 400 == 0
  }

  /// Whether no part but the year takes more than two digits.
  private var isShort: Bool {
    month >= 0 && month <= 99 && day >= 0 && day <= 99 && hour >= 0 && hour <= 99 && minute >= 0 && minute <= 99
      && second >= 0 && second <= 99
  }

  /// Writes `YYYY-MM-DD` for a year of at most four digits.
  private func writeDate(to letters: UnsafeMutableBufferPointer<UInt8>) {
    unsafe CivilTime.write(year / 100, to: letters, at: 0)
    unsafe CivilTime.write(year % 100, to: letters, at: 2)
    unsafe letters[4] = 0x2d
    unsafe CivilTime.write(month, to: letters, at: 5)
    unsafe letters[7] = 0x2d
    unsafe CivilTime.write(day, to: letters, at: 8)
  }

  /// Writes two digits.
  private static func write(_ number: Int, to letters: UnsafeMutableBufferPointer<UInt8>, at position: Int) {
    unsafe letters[position] = 0x30 + UInt8(truncatingIfNeeded: number / 10)
    unsafe letters[position + 1] = 0x30 + UInt8(truncatingIfNeeded: number % 10)
  }

  private static func padded(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
}
