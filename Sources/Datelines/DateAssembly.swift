internal import Model

/// Puts a day, a clock time and a zone together as they come.
struct DateAssembly {
  private(set) var day: DateReader.Day?
  private(set) var clock: DateReader.Clock?
  private(set) var zone: ZoneNames.Zone?
  /// Whether day and month could change places.
  var isAmbiguous: Bool { day?.isAmbiguous ?? false }

  /// Reads a text that is a date and nothing else; `nil` when anything else stands in it.
  static func whole(_ reader: DateReader) -> DateAssembly? {
    var assembly = DateAssembly()
    var position = 0
    while position < reader.tokens.count {
      if let next = assembly.takePart(reader, at: position) ?? assembly.skip(reader, at: position) {
        position = next
      } else {
        return nil
      }
    }
    return assembly.day == nil ? nil : assembly
  }

  /// Reads a date that starts at a token of a longer text, with the time that belongs to it.
  static func part(_ reader: DateReader, at start: Int) -> (assembly: DateAssembly, next: Int)? {
    var assembly = DateAssembly()
    guard var end = assembly.takePart(reader, at: start) else { return nil }
    var position = end
    var skipped = 0
    while position < reader.tokens.count, skipped < 4 {
      if let next = assembly.takePart(reader, at: position) {
        position = next
        end = next
        skipped = 0
      } else if let next = assembly.skip(reader, at: position) {
        position = next
        skipped += 1
      } else {
        break
      }
    }
    return assembly.day == nil ? nil : (assembly, end)
  }

  /// Takes the next missing part; gives the position after it.
  private mutating func takePart(_ reader: DateReader, at position: Int) -> Int? {
    // "Nov 6 08:49:37 1994": the year comes last.
    if let partial = day, partial.year == nil, clock != nil, let number = reader.number(position), number.digits == 4 {
      day?.year = number.value
      return position + 1
    }
    if clock != nil, zone == nil, let found = reader.zone(at: position) {
      zone = found.zone
      return found.next
    }
    if day == nil, let found = reader.day(at: position) {
      day = found.day
      return found.next
    }
    if clock == nil {
      let isAfterMark = day != nil && reader.isWord(position - 1, in: DateAssembly.isoMark)
      let allowsDots = reader.isWord(position - 1, in: DateWords.beforeTime) || day?.year != nil
      if let found = reader.clock(at: position, isAfterMark: isAfterMark, allowsDots: allowsDots) {
        clock = found.clock
        return found.next
      }
    }
    return nil
  }

  private static let isoMark = WordKey.keys("t")

  /// Passes over what says nothing: punctuation, weekdays, "at", a comment in brackets behind the time.
  private func skip(_ reader: DateReader, at position: Int) -> Int? {
    let token = reader.tokens[position]
    switch token.kind {
    case .number: return nil
    case .mark:
      // "2011/02/14(月) 00:12": the weekday in brackets.
      if token.mark == 0x28, clock == nil, day != nil, reader.isMark(position + 2, ")"),
        reader.tokens[position + 1].kind == .word
      {
        return position + 3
      }
      if token.mark == 0x28, clock != nil {
        var end = position + 1
        while end < reader.tokens.count, end < position + 8 {
          if reader.isMark(end, ")") { return end + 1 }
          end += 1
        }
      }
      return position + 1
    case .word:
      if DateWords.weekdays.contains(token.key) || DateWords.fillers.contains(token.key)
        || DateWords.beforeTime.contains(token.key) || token.key == DateAssembly.isoKey
        // "+0000 UTC" says it twice.
        || (zone != nil && ZoneNames.zone(token.key) != nil)
      {
        return position + 1
      }
      // A short word before a comma is a weekday of a language that the table does not know.
      if position == 0, reader.isMark(1, ","), token.end - token.start <= 8 { return 2 }
      return nil
    }
  }

  private static let isoKey = WordKey.key(of: "t")

  /// Whether month and day are known and the year is not.
  var isYearless: Bool { day.map { $0.year == nil && $0.month != nil && $0.day != nil } ?? false }

  /// Whether a word names the month.
  func isNamed(in reader: DateReader) -> Bool { reader.tokens.indices.contains { reader.month($0) != nil } }

  /// Puts the day into a year.
  mutating func settle(year: Int) { day?.year = year }

  /// The time that the parts make; `nil` when they make none or a part is missing.
  func timestamp(source: Timestamp.Source) -> Timestamp? {
    guard let day, let year = day.year else { return nil }
    if PersianCalendar.years.contains(year), let month = day.month, let number = day.day {
      guard let civil = PersianCalendar.civil(year: year, month: month, day: number) else { return nil }
      var gregorian = self
      gregorian.day = DateReader.Day(year: civil.year, month: civil.month, day: civil.day)
      return gregorian.timestamp(source: source)
    }
    guard let month = day.month else {
      return clock == nil
        ? Timestamp(CivilTime(year: year, month: 1, day: 1), precision: .year, source: source) : nil
    }
    guard let number = day.day else {
      return clock == nil
        ? Timestamp(CivilTime(year: year, month: month, day: 1), precision: .month, source: source) : nil
    }
    var civil = CivilTime(year: year, month: month, day: number)
    guard civil.isValid else { return nil }
    guard let clock else { return Timestamp(civil, precision: .day, source: source) }
    let isNextDay = clock.hour == 24
    civil.hour = isNextDay ? 0 : clock.hour
    civil.minute = clock.minute
    civil.second = clock.second ?? 0
    guard civil.isValid else { return nil }
    let offset = zone.map { ZoneNames.offset(of: $0, at: civil) }
    var timestamp = Timestamp(
      civil, offset: offset, precision: clock.second == nil ? .minute : .second, source: source)
    if isNextDay { timestamp.instant = timestamp.instant.advanced(bySeconds: 86_400) }
    return timestamp
  }
}
