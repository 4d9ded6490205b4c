internal import Model

/// The forms that machines write, read byte by byte.
enum MachineTime {
  /// Seconds since the epoch (9 to 10 digits, a fraction allowed), or milli-, micro- or nanoseconds (13, 16, 19).
  ///
  /// `@1321281000` and `/Date(1321281000000)/` count, too.
  static func unix(_ bytes: [UInt8], source: Timestamp.Source) -> Timestamp? {
    var cursor = Cursor(bytes)
    _ = cursor.skip("/Date(") || cursor.skip("@")
    let start = cursor.position
    guard let value = cursor.digits(9...19) else { return nil }
    let count = cursor.position - start
    if cursor.skip(".") { _ = cursor.digits(1...9) }
    _ = cursor.skip(")/")
    guard cursor.isAtEnd else { return nil }
    let milliseconds: Int64
    switch count {
    case 9...10: milliseconds = Int64(value) * 1000
    case 12...13: milliseconds = Int64(value)
    case 16: milliseconds = Int64(value / 1000)
    case 19: milliseconds = Int64(value / 1_000_000)
    default: return nil
    }
    // Twelve digits are a written time (YYYYMMDDhhmm) where they can be one.
    if count == 12, let written = iso8601(bytes, source: source) { return written }
    return Timestamp(Instant(milliseconds: milliseconds), offset: 0, precision: .second, source: source)
  }

  /// The form that nearly all machines write, `2011-11-14T14:30:00` with `Z` or `+01:00` behind it; `nil` for all others.
  private static func usual(_ bytes: [UInt8], source: Timestamp.Source) -> Timestamp? {
    let bytes = bytes.span
    guard bytes.count == 20 || bytes.count == 25, bytes[4] == 0x2d, bytes[7] == 0x2d, bytes[10] == 0x54,
      bytes[13] == 0x3a, bytes[16] == 0x3a
    else { return nil }
    var areDigits = true
    func number(_ place: Int) -> Int {
      let (tens, ones) = (bytes[place] &- 0x30, bytes[place + 1] &- 0x30)
      areDigits = areDigits && tens < 10 && ones < 10
      return Int(tens) * 10 + Int(ones)
    }
    let date = (year: number(0) * 100 + number(2), month: number(5), day: number(8))
    let clock = (hour: number(11), minute: number(14), second: number(17))
    var offset = 0
    if bytes.count == 25 {
      guard bytes[19] == 0x2b || bytes[19] == 0x2d, bytes[22] == 0x3a else { return nil }
      let (hours, minutes) = (number(20), number(23))
      guard hours <= 15, minutes < 60 else { return nil }
      offset = (hours * 60 + minutes) * (bytes[19] == 0x2d ? -1 : 1)
    } else if bytes[19] != 0x5a {
      return nil
    }
    guard areDigits, date.year > 0, clock.hour < 24, clock.minute < 60, clock.second < 60 else { return nil }
    var civil = CivilTime(year: date.year, month: date.month, day: date.day)
    (civil.hour, civil.minute, civil.second) = clock
    return civil.isValid ? Timestamp(civil, offset: offset, precision: .second, source: source) : nil
  }

  /// ISO 8601: calendar, ordinal and week dates, basic and extended, any precision; a space may stand for the `T`.
  static func iso8601(_ bytes: [UInt8], source: Timestamp.Source) -> Timestamp? {
    if let time = usual(bytes, source: source) { return time }
    var cursor = Cursor(bytes)
    let start = cursor.position
    guard let year = cursor.digits(4...4), year > 0 else { return nil }
    if cursor.isAtEnd { return Timestamp(CivilTime(year: year, month: 1, day: 1), precision: .year, source: source) }
    guard let (civil, precision) = date(year: year, &cursor), civil.isValid else { return nil }
    if cursor.isAtEnd { return Timestamp(civil, precision: precision, source: source) }
    guard precision == .day else { return nil }
    // YYYYMMDDhhmm[ss] runs on without a mark.
    let runsOn = cursor.position == start + 8 && (1900...2099).contains(year) && [4, 6].contains(cursor.digitRun)
    guard runsOn || cursor.skip("T") || cursor.skip("t") || cursor.skipSpaces() || cursor.skip("_") else { return nil }
    _ = cursor.skipSpaces()
    return time(on: civil, &cursor, source: source)
  }

  private static func date(year: Int, _ cursor: inout Cursor) -> (CivilTime, Timestamp.Precision)? {
    let isExtended = cursor.skip("-")
    if cursor.skip("W") {
      guard let week = cursor.digits(2...2), (1...53).contains(week) else { return nil }
      _ = cursor.skip("-")
      guard let weekday = cursor.digits(1...1), (1...7).contains(weekday) else { return nil }
      let fourth = CivilTime(year: year, month: 1, day: 4)
      return (shifted(fourth, days: (week - 1) * 7 + weekday - fourth.weekday), .day)
    }
    let run = cursor.digitRun
    if run == 3, !isExtended || cursor.digitRunEnds {
      guard let ordinal = cursor.digits(3...3), ordinal >= 1, ordinal <= (CivilTime.isLeap(year) ? 366 : 365) else {
        return nil
      }
      return (shifted(CivilTime(year: year, month: 1, day: 1), days: ordinal - 1), .day)
    }
    guard let month = cursor.digits(isExtended ? 1...3 : 2...2), (1...12).contains(month) else { return nil }
    if isExtended {
      guard cursor.skip("-") else { return (CivilTime(year: year, month: month, day: 1), .month) }
      guard let day = cursor.digits(1...2) else { return nil }
      return (CivilTime(year: year, month: month, day: day), .day)
    }
    guard let day = cursor.digits(2...2) else { return nil }
    return (CivilTime(year: year, month: month, day: day), .day)
  }

  private static func time(on date: CivilTime, _ cursor: inout Cursor, source: Timestamp.Source) -> Timestamp? {
    var civil = date
    var precision = Timestamp.Precision.minute
    guard let hour = cursor.digits(2...2), hour <= 24 else { return nil }
    civil.hour = hour
    let isExtended = cursor.skip(":")
    if isExtended || cursor.digitRun >= 2 {
      guard let minute = cursor.digits(2...2) else { return nil }
      civil.minute = minute
      if isExtended ? cursor.skip(":") : cursor.digitRun >= 2 {
        guard let second = cursor.digits(2...2), second <= 60 else { return nil }
        civil.second = min(second, 59)
        precision = .second
        if cursor.skip(".") || cursor.skip(",") || cursor.skip(":") { _ = cursor.digits(1...12) }
      }
    }
    _ = cursor.skipSpaces()
    var offset: Int?
    if cursor.skip("Z") || cursor.skip("z") || cursor.skip("UTC") || cursor.skip("GMT") {
      offset = 0
    }
    if let sign = cursor.peek, sign == 0x2b || sign == 0x2d {
      cursor.position += 1
      guard let hours = cursor.digits(1...2), hours <= 15 else { return nil }
      _ = cursor.skip(":")
      let minutes = cursor.digits(2...2) ?? 0
      guard minutes < 60 else { return nil }
      offset = (hours * 60 + minutes) * (sign == 0x2d ? -1 : 1)
    }
    // A zone's name behind the offset: "[Europe/Berlin]" (RFC 9557).
    if cursor.skip("[") { cursor.position = cursor.end }
    guard cursor.isAtEnd else { return nil }
    let isNextDay = civil.hour == 24 && civil.minute == 0 && civil.second == 0
    if isNextDay { civil.hour = 0 }
    guard civil.isValid else { return nil }
    var timestamp = Timestamp(civil, offset: offset, precision: precision, source: source)
    if isNextDay { timestamp.instant = timestamp.instant.advanced(bySeconds: 86_400) }
    return timestamp
  }

  private static func shifted(_ date: CivilTime, days: Int) -> CivilTime {
    CivilTime(Instant(seconds: Int64(date.dayNumber + days) * 86_400))
  }

  /// A position in bytes whose outer white space is left out.
  private struct Cursor {
    let bytes: [UInt8]
    var position: Int
    let end: Int

    init(_ bytes: [UInt8]) {
      self.bytes = bytes
      var start = 0
      var end = bytes.count
      while start < end, bytes[start] <= 0x20 { start += 1 }
      while end > start, bytes[end - 1] <= 0x20 { end -= 1 }
      position = start
      self.end = end
    }

    var isAtEnd: Bool { position == end }
    var peek: UInt8? { position < end ? bytes[position] : nil }

    /// How many digits stand here.
    var digitRun: Int {
      var next = position
      while next < end, bytes[next] >= 0x30, bytes[next] <= 0x39 { next += 1 }
      return next - position
    }

    /// Whether nothing, or a time, follows the digits that stand here.
    var digitRunEnds: Bool {
      let after = position + digitRun
      return after == end || bytes[after] == 0x54 || bytes[after] == 0x74 || bytes[after] == 0x20
    }

    mutating func skip(_ text: StaticString) -> Bool {
      let count = text.utf8CodeUnitCount
      guard position + count <= end else { return false }
      for offset in 0..<count where unsafe text.utf8Start[offset] != bytes[position + offset] { return false }
      position += count
      return true
    }

    mutating func skipSpaces() -> Bool {
      let before = position
      while position < end, bytes[position] <= 0x20 { position += 1 }
      return position > before
    }

    mutating func digits(_ count: ClosedRange<Int>) -> Int? {
      var value = 0
      var next = position
      while next < end, next - position < count.upperBound, bytes[next] >= 0x30, bytes[next] <= 0x39 {
        // Nineteen digits may pass what 64 bits hold.
        let (product, overflow) = value.multipliedReportingOverflow(by: 10)
        let (sum, carry) = product.addingReportingOverflow(Int(bytes[next] - 0x30))
        if overflow || carry { return nil }
        value = sum
        next += 1
      }
      guard next - position >= count.lowerBound else { return nil }
      position = next
      return value
    }
  }
}
