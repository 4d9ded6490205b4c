internal import Model

extension DateReader {
  /// Reads a clock time that starts at a token; gives the position after it.
  ///
  /// `isAfterMark` says that an ISO `T` stands before it: then a lone hour and digits without colons count, too.
  /// `allowsDots` says that "14.30" can only be a time here.
  func clock(at start: Int, isAfterMark: Bool = false, allowsDots: Bool = false) -> (clock: Clock, next: Int)? {
    guard start < tokens.count else { return nil }
    if tokens[start].kind == .word {
      if let time = DateWords.timeOfDay(tokens[start].key) {
        return (Clock(hour: time.hour, minute: time.minute), start + 1)
      }
      // "오후 2:30", "下午2:30", "PM 2:30".
      guard let (isAfternoon, next) = meridiem(at: start),
        let found = clock(at: next, isAfterMark: false), self.meridiem(at: found.next - 1) == nil
      else { return nil }
      var clock = found.clock
      guard let hour = DateReader.hour(clock.hour, isAfternoon: isAfternoon) else { return nil }
      clock.hour = hour
      return (clock, found.next)
    }
    guard let first = number(start), first.value >= 0 else { return nil }
    if isAfterMark, let found = compactClock(at: start) { return found }
    guard first.digits <= 2, first.value <= 24 else { return nil }
    guard var found = written(at: start, allowsDots: allowsDots || isAfterMark) else {
      if let (isAfternoon, next) = meridiem(at: start + 1),
        let hour = DateReader.hour(first.value, isAfternoon: isAfternoon)
      {
        return (Clock(hour: hour, minute: 0), next)
      }
      return isAfterMark ? (Clock(hour: first.value, minute: 0), start + 1) : nil
    }
    if let (isAfternoon, next) = meridiem(at: found.next),
      let hour = DateReader.hour(found.clock.hour, isAfternoon: isAfternoon)
    {
      found.clock.hour = hour
      found.next = next
    }
    if isWord(found.next, in: DateWords.hours) { found.next += 1 }
    guard found.clock.hour < 24 || (found.clock.hour == 24 && found.clock.minute == 0) else { return nil }
    return found
  }

  private static func hour(_ hour: Int, isAfternoon: Bool) -> Int? {
    guard hour <= 23 else { return nil }
    if isAfternoon { return hour < 12 ? hour + 12 : hour }
    return hour == 12 ? 0 : hour
  }

  /// "104941", "1049", "10" behind an ISO `T`.
  private func compactClock(at start: Int) -> (clock: Clock, next: Int)? {
    let value = tokens[start].value
    let clock: Clock
    switch tokens[start].digits {
    case 6: clock = Clock(hour: value / 10_000, minute: value / 100 % 100, second: value % 100)
    case 4: clock = Clock(hour: value / 100, minute: value % 100)
    default: return nil
    }
    guard clock.hour <= 24, clock.minute < 60, clock.second ?? 0 <= 60 else { return nil }
    return (clock, afterFraction(start + 1))
  }

  /// "14:30", "14:30:59.123", "14h30", "14.30", "11時30分".
  private func written(at start: Int, allowsDots: Bool) -> (clock: Clock, next: Int)? {
    var clock = Clock(hour: tokens[start].value, minute: 0)
    if isMark(start + 1, ":"), let minute = minute(at: start + 2) {
      clock.minute = minute
      if isMark(start + 3, ":"), let second = minute60(at: start + 4) {
        clock.second = second
        return (clock, afterFraction(start + 5))
      }
      return (clock, start + 3)
    }
    if isWord(start + 1, in: DateWords.hour) {
      guard let minute = number(start + 2), isWord(start + 3, in: DateWords.minute), minute.value < 60 else {
        return (clock, start + 2)
      }
      clock.minute = minute.value
      guard let second = number(start + 4), isWord(start + 5, in: DateWords.second), second.value < 60 else {
        return (clock, start + 4)
      }
      clock.second = second.value
      return (clock, start + 6)
    }
    if isWord(start + 1, in: DateWords.hours), !isMark(start + 2, ":") {
      if let minute = minute(at: start + 2), tokens[start + 2].digits == 2 {
        clock.minute = minute
        return (clock, start + 3)
      }
      return (clock, start + 2)
    }
    guard isMark(start + 1, "."), isJoined(start + 1), isJoined(start + 2), let part = number(start + 2) else {
      return nil
    }
    // "04.2h" counts in tenths of an hour.
    if part.digits == 1, isWord(start + 3, in: DateWords.hours) {
      clock.minute = part.value * 6
      return (clock, start + 3)
    }
    guard part.digits == 2, part.value < 60,
      !(isMark(start + 3, ".") && isJoined(start + 3) && number(start + 4) != nil),
      allowsDots || meridiem(at: start + 3) != nil || isWord(start + 3, in: DateWords.hours)
    else { return nil }
    clock.minute = part.value
    return (clock, start + 3)
  }

  private func minute(at position: Int) -> Int? {
    guard let number = number(position), number.digits == 2, number.value < 60 else { return nil }
    return number.value
  }

  private func minute60(at position: Int) -> Int? {
    guard let number = number(position), number.digits == 2, number.value <= 60 else { return nil }
    return min(number.value, 59)
  }

  private func afterFraction(_ position: Int) -> Int {
    guard isMark(position, ".") || isMark(position, ","), isJoined(position), number(position + 1) != nil,
      isJoined(position + 1)
    else { return position }
    return position + 2
  }

  /// The half of the day that a token names: "pm", "p.m.", "ÖS", "下午"; with the position after it.
  func meridiem(at position: Int) -> (isAfternoon: Bool, next: Int)? {
    guard position < tokens.count, tokens[position].kind == .word else { return nil }
    let key = tokens[position].key
    if let found = DateReader.ideographs(key, position + 1 < tokens.count ? tokens[position + 1].key : 0) {
      return (found.isAfternoon, position + found.length)
    }
    // Letters with dots: "p.m.", "p. m.", "μ.μ.".
    if isMark(position + 1, "."), position + 2 < tokens.count, tokens[position + 2].kind == .word,
      let isAfternoon = DateReader.halves[DateReader.pair(key, tokens[position + 2].key)]
    {
      return (isAfternoon, isMark(position + 3, ".") ? position + 4 : position + 3)
    }
    if DateWords.afternoon.contains(key) { return (true, afterDot(position + 1)) }
    if DateWords.morning.contains(key) { return (false, afterDot(position + 1)) }
    // "2:30p".
    if isJoined(position), position > 0, tokens[position - 1].kind == .number {
      if key == DateReader.p { return (true, position + 1) }
      if key == DateReader.a { return (false, position + 1) }
    }
    return nil
  }

  private func afterDot(_ position: Int) -> Int { isMark(position, ".") ? position + 1 : position }

  private static let p = WordKey.key(of: "p")
  private static let a = WordKey.key(of: "a")
  private static let halves: [UInt64: Bool] = {
    var table: [UInt64: Bool] = [:]
    for (first, second, isAfternoon) in [
      ("a", "m", false), ("p", "m", true), ("π", "μ", false), ("μ", "μ", true), ("d", "u", true), ("d", "e", false),
    ] {
      table[pair(WordKey.key(of: first), WordKey.key(of: second))] = isAfternoon
    }
    return table
  }()
  private static func pair(_ first: UInt64, _ second: UInt64) -> UInt64 { first &* 31 &+ second }

  private static let before = WordKey.keys("上 早 凌")
  private static let after = WordKey.keys("下 晚")
  private static let noonSign = WordKey.key(of: "午")
  private static let front = WordKey.keys("前")
  private static let back = WordKey.keys("後 后")
  private static let tail = WordKey.keys("午 上 晨")

  /// "上午", "下午", "午前", "午後", "晚上", "晚".
  private static func ideographs(_ key: UInt64, _ next: UInt64) -> (isAfternoon: Bool, length: Int)? {
    if key == noonSign {
      if front.contains(next) { return (false, 2) }
      if back.contains(next) { return (true, 2) }
      return nil
    }
    if before.contains(key) { return (false, tail.contains(next) ? 2 : 1) }
    if after.contains(key) { return (true, tail.contains(next) ? 2 : 1) }
    return nil
  }
}
