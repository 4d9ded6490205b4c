public import Model

/// Dates whose year everybody knew when they were written.
extension Dateline {
  /// Reads a date that leaves out its year, and nothing else: "November 5 at 8:52 am", "03/14 at 03:15 PM", "Sat, 14 Mar".
  ///
  /// Two numbers are a day only with a clock behind them. The time lies in the latest year that puts it no more than a day
  /// after `now`, and its source is `yearless`, so that whoever knows the year better can put it there (`moved(from:)`).
  public static func timestamp(
    yearless text: Span<UInt8>, now: Instant, dayFirst: Bool? = nil
  ) -> Timestamp? {
    guard text.count >= 5, text.count <= 60, !holdsNoDay(text) else { return nil }
    var bytes: [UInt8] = []
    bytes.reserveCapacity(text.count)
    for index in text.indices { bytes.append(text[index]) }
    var reader = DateReader(tokens: DateTokenizer.tokens(in: bytes, limit: 24), dayFirst: dayFirst)
    reader.allowsNoYear = true
    guard var date = DateAssembly.whole(reader), date.isYearless, date.isNamed(in: reader) || date.clock != nil else {
      return nil
    }
    let latest = CivilTime(now.advanced(bySeconds: 86_400), offset: 0).year
    for year in stride(from: latest, through: latest - 8, by: -1) {
      date.settle(year: year)
      guard let time = date.timestamp(source: .yearless), time.instant.seconds(since: now) <= 86_400 else { continue }
      return time
    }
    return nil
  }
}

extension Timestamp {
  /// The same day and clock in the first year that puts them no earlier than a day before another time; `nil` where that
  /// is none of the next eight.
  public func moved(from earliest: Instant) -> Timestamp? {
    var reading = civil
    let first = CivilTime(earliest, offset: 0).year - 1
    for year in first...(first + 8) {
      reading.year = year
      guard reading.isValid else { continue }
      let moved = Timestamp(reading, offset: offset, precision: precision, source: source)
      if moved.instant.seconds(since: earliest) >= -86_400 { return moved }
    }
    return nil
  }
}
