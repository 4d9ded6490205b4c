internal import Model

/// Reads times that are told from now: "3 weeks ago", "il y a 2 jours", "yesterday at 1:20 pm".
///
/// The result is what the words say, counted back from now. Its precision is the unit's, coarser where there is none:
/// hours give a day, weeks a month.
struct RelativeTime {
  private let reader: DateReader

  init(_ tokens: [DateToken]) { reader = DateReader(tokens: tokens, dayFirst: nil) }

  /// What the words say so far.
  private struct Count {
    var months = 0
    var seconds = 0.0
    var smallest = RelativeWords.Unit.decade
    /// Whether a day or a span was named.
    var isComplete = false
    var clock: DateReader.Clock?
    /// 1 for Monday to 7 for Sunday where only the day of the week is told.
    var weekday: Int?

    mutating func add(_ amount: Double, _ unit: RelativeWords.Unit) {
      isComplete = true
      if unit.rawValue < smallest.rawValue { smallest = unit }
      switch unit {
      case .month: addMonths(amount)
      case .year: addMonths(amount * 12)
      case .decade: addMonths(amount * 120)
      default: seconds += amount * unit.seconds
      }
    }

    private mutating func addMonths(_ amount: Double) {
      let whole = amount.rounded(.down)
      months += Int(whole)
      seconds += (amount - whole) * 30 * 86_400
    }
  }

  /// The time, counted back from `now`; `nil` when the text says anything else.
  func timestamp(now: Instant) -> Timestamp? {
    var count = Count()
    var position = 0
    let tokens = reader.tokens
    while position < tokens.count {
      guard let next = take(&count, at: position) else { return nil }
      position = next
    }
    guard count.isComplete, count.months <= 200_000, count.seconds <= 4e11 else { return nil }
    return resolve(count, now: now)
  }

  private func take(_ count: inout Count, at position: Int) -> Int? {
    let token = reader.tokens[position]
    switch token.kind {
    case .mark:
      // "now - 2 hours" counts back, "+ 2 hours" does not.
      return token.mark == 0x2b ? nil : position + 1
    case .number:
      guard token.value >= 0 else { return nil }
      if let (unit, next) = unit(at: position + 1), token.digits <= 7,
        !(count.isComplete && reader.isMark(position + 1, ":"))
      {
        count.add(Double(token.value), unit)
        return next
      }
      // "1.5 days".
      if reader.isMark(position + 1, "."), let part = reader.number(position + 2), part.digits == 1, token.digits <= 7,
        let (unit, next) = unit(at: position + 3)
      {
        count.add(Double(token.value) + Double(part.value) / 10, unit)
        return next
      }
      return clock(&count, at: position)
    case .word: return word(&count, at: position, key: token.key)
    }
  }

  private func word(_ count: inout Count, at position: Int, key: UInt64) -> Int? {
    // Longest names first: "the day before yesterday", "vor einem Tag", "last week".
    if let (days, next) = RelativeWords.day(reader, at: position) {
      guard !count.isComplete else { return nil }
      count.add(Double(days), days == 0 && RelativeWords.now.contains(key) ? .minute : .day)
      return next
    }
    if let amount = RelativeWords.amounts[key], let (unit, next) = unit(at: position + 1) {
      count.add(Double(amount), unit)
      return next
    }
    // "a couple of hours", "a few seconds".
    if RelativeWords.vague.contains(key), let (unit, next) = unit(at: afterFillers(position + 1)), unit == .second {
      count.add(0, .minute)
      return next
    }
    if RelativeWords.last.contains(key), let (unit, next) = unit(at: position + 1) {
      count.add(1, unit)
      return next
    }
    // "Monday at 3:14 PM" is the last Monday before today; without a time it may be any.
    if let weekday = RelativeWords.weekdays[key], !count.isComplete,
      RelativeWords.last.contains(position > 0 ? reader.tokens[position - 1].key : 0)
        || reader.clock(at: afterFillers(position + 1), allowsDots: true) != nil
    {
      count.weekday = weekday
      count.add(0, .day)
      return position + 1
    }
    // "hace una hora": a unit without an amount counts once only behind a word that says so.
    if let next = clock(&count, at: position) { return next }
    if RelativeWords.last.contains(key), position + 1 < reader.tokens.count,
      RelativeWords.weekdays[reader.tokens[position + 1].key] != nil
    {
      return position + 1
    }
    if RelativeWords.isFiller(key) || RelativeWords.amounts[key] != nil || DateWords.beforeTime.contains(key) {
      return position + 1
    }
    return nil
  }

  private func afterFillers(_ position: Int) -> Int {
    var next = position
    while next < reader.tokens.count, next < position + 3, reader.tokens[next].kind == .word,
      RelativeWords.isFiller(reader.tokens[next].key)
    {
      next += 1
    }
    return next
  }

  private func unit(at position: Int) -> (RelativeWords.Unit, Int)? {
    guard position < reader.tokens.count, reader.tokens[position].kind == .word else { return nil }
    let tokens = reader.tokens
    // Ideographs: 小时, 分钟, 週間, 個月, ヶ月.
    if position + 1 < tokens.count, tokens[position + 1].kind == .word,
      let unit = RelativeWords.pairs[RelativeWords.pair(tokens[position].key, tokens[position + 1].key)]
    {
      return (unit, position + 2)
    }
    guard let unit = RelativeWords.unit(tokens[position].key) else { return nil }
    return (unit, reader.isMark(position + 1, ".") ? position + 2 : position + 1)
  }

  private func clock(_ count: inout Count, at position: Int) -> Int? {
    guard count.clock == nil, let found = reader.clock(at: position, allowsDots: true) else { return nil }
    count.clock = found.clock
    return found.next
  }

  private func resolve(_ count: Count, now: Instant) -> Timestamp? {
    var civil = CivilTime(now)
    if count.months > 0 {
      let total = civil.year * 12 + civil.month - 1 - count.months
      guard total >= 12 else { return nil }
      civil.year = total / 12
      civil.month = total % 12 + 1
      civil.day = min(civil.day, CivilTime.days(inMonth: civil.month, of: civil.year))
    }
    var instant = civil.instant().advanced(bySeconds: -count.seconds)
    if let weekday = count.weekday {
      let days = (civil.weekday - weekday + 6) % 7 + 1
      instant = instant.advanced(bySeconds: -Double(days) * 86_400)
    }
    guard let clock = count.clock else {
      return Timestamp(instant, precision: count.smallest.precision, source: .relative)
    }
    guard count.smallest.rawValue >= RelativeWords.Unit.day.rawValue, clock.hour < 24 else { return nil }
    var day = CivilTime(instant)
    (day.hour, day.minute, day.second) = (clock.hour, clock.minute, clock.second ?? 0)
    return Timestamp(day, precision: clock.second == nil ? .minute : .second, source: .relative)
  }
}
