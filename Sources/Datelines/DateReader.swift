internal import Model

/// Reads the parts of a date from tokens, wherever they stand: the grammar that all written forms share.
struct DateReader {
  /// A calendar date as far as it is written.
  struct Day {
    /// `nil` in "Nov 6 08:49:37 1994" until the year comes.
    var year: Int?
    var month: Int?
    var day: Int?
    /// Whether day and month could change places.
    var isAmbiguous = false
  }

  /// A clock time as far as it is written.
  struct Clock {
    var hour: Int
    var minute: Int
    var second: Int?
  }

  let tokens: [DateToken]
  /// Whether "11/12/2011" is the 11th of December; `nil` where nobody knows.
  let dayFirst: Bool?
  /// Whether only forms that need no guessing count.
  var isStrict = false
  /// Whether "03/14 at 3:15 PM", where the year is left out, counts too.
  var allowsNoYear = false

  func isMark(_ position: Int, _ mark: Character) -> Bool {
    position < tokens.count && tokens[position].kind == .mark && tokens[position].mark == mark.asciiValue
  }

  func isWord(_ position: Int, in words: WordSet) -> Bool {
    tokens.indices.contains(position) && tokens[position].kind == .word && words.contains(tokens[position].key)
  }

  func number(_ position: Int) -> DateToken? {
    position >= 0 && position < tokens.count && tokens[position].kind == .number ? tokens[position] : nil
  }

  func month(_ position: Int) -> Int? {
    guard position < tokens.count, tokens[position].kind == .word else { return nil }
    return MonthNames.month(tokens[position].key)
  }

  /// Whether no white space stands before the token.
  func isJoined(_ position: Int) -> Bool { position < tokens.count && !tokens[position].isSpaced }

  /// Reads a date that starts at a token; gives the position after it.
  func day(at start: Int) -> (day: Day, next: Int)? {
    guard start < tokens.count else { return nil }
    let found = tokens[start].kind == .number ? numbered(at: start) : named(at: start)
    guard let found, isPossible(found.day) else { return nil }
    return found
  }

  private func isPossible(_ day: Day) -> Bool {
    if let year = day.year, !(1...9999).contains(year) { return false }
    if let month = day.month, !(1...12).contains(month) { return false }
    guard let number = day.day else { return true }
    guard let month = day.month else { return false }
    if let year = day.year, PersianCalendar.years.contains(year) { return (1...31).contains(number) }
    return number >= 1 && number <= CivilTime.days(inMonth: month, of: day.year ?? 2000)
  }

  /// The full year of a two-digit one: 70…99 lie in the last century.
  static func fullYear(_ value: Int) -> Int { value >= 70 ? 1900 + value : 2000 + value }

  // MARK: Dates that begin with a number

  private func numbered(at start: Int) -> (day: Day, next: Int)? {
    let first = tokens[start]
    if first.value < 0 { return nil }
    if let found = eastAsian(at: start) { return found }
    if first.digits == 8, let day = compact(first.value) { return (day, start + 1) }
    if first.digits == 4 { return yearFirst(at: start) }
    guard first.digits <= 2 else { return nil }
    return dayThenName(at: start) ?? threeNumbers(at: start) ?? (allowsNoYear ? twoNumbers(at: start) : nil)
  }

  private func compact(_ value: Int) -> Day? {
    let day = Day(year: value / 10_000, month: value / 100 % 100, day: value % 100)
    guard let year = day.year, (1000...2999).contains(year), isPossible(day) else { return nil }
    return day
  }

  /// "2011年11月14日", "2011년 11월 14일".
  private func eastAsian(at start: Int) -> (day: Day, next: Int)? {
    guard isWord(start + 1, in: DateWords.year) else { return nil }
    let year = tokens[start].digits <= 2 ? DateReader.fullYear(tokens[start].value) : tokens[start].value
    var day = Day(year: year)
    guard let month = number(start + 2), isWord(start + 3, in: DateWords.month) else { return (day, start + 2) }
    day.month = month.value
    guard let number = number(start + 4), number.digits <= 2 else { return (day, start + 4) }
    day.day = number.value
    return (day, isWord(start + 5, in: DateWords.day) ? start + 6 : start + 5)
  }

  // "2003-09-25", "2011. 11. 14.", "2004-július-13", "2011 Nov 14", "2011-11", "2011".
  private func yearFirst(at start: Int) -> (day: Day, next: Int)? {
    var day = Day(year: tokens[start].value)
    var position = start + 1
    while isMark(position, ".") || isMark(position, ",") || isWord(position, in: DateWords.between) { position += 1 }
    let separator = position < tokens.count && tokens[position].kind == .mark ? tokens[position].mark : 0
    if separator == 0x2d || separator == 0x2f { position += 1 }
    if let name = month(position) {
      day.month = name
      position = afterSeparators(position + 1)
      if let number = number(position), number.digits <= 2 {
        day.day = number.value
        return (day, afterOrdinal(position + 1))
      }
      return (day, position)
    }
    if let number = number(position), number.digits <= 2, let name = month(position + 1) {
      day.month = name
      day.day = number.value
      return (day, position + 2)
    }
    guard let second = number(position), second.digits <= 3, (1...12).contains(second.value), position > start
    else { return (day, start + 1) }
    let isSpaced = position == start + 1
    let isDotted = isMark(start + 1, ".")
    var after = position + 1
    if isSpaced {
      guard let third = number(after), third.digits == 2, second.digits == 2, tokens[after].isSpaced,
        !isMark(after + 1, ":")
      else { return (day, start + 1) }
    } else {
      guard after < tokens.count, tokens[after].kind == .mark,
        isDotted ? tokens[after].mark == 0x2e : tokens[after].mark == separator
      else { return monthOnly(day, second, start: start, next: position + 1) }
      after += 1
    }
    guard let third = number(after), third.digits <= 2 else {
      return monthOnly(day, second, start: start, next: position + 1)
    }
    day.month = second.value
    day.day = third.value
    return (day, isDotted && isMark(after + 1, ".") ? after + 2 : after + 1)
  }

  private func monthOnly(_ day: Day, _ month: DateToken, start: Int, next: Int) -> (day: Day, next: Int)? {
    var day = day
    guard month.digits == 2 else { return (day, start + 1) }
    day.month = month.value
    return (day, next)
  }

  // "14 November 2011", "5th of March 2001", "14-Aralık-2012", "1. Sept 2000", "26. Juli".
  private func dayThenName(at start: Int) -> (day: Day, next: Int)? {
    var position = afterOrdinal(start + 1)
    while position <= start + 6, position < tokens.count, month(position) == nil,
      isSeparator(position) || isWord(position, in: DateWords.between)
    {
      position += 1
    }
    // "14 tháng 11": the month's word, then its number.
    var name = month(position)
    if name == nil, isWord(position - 1, in: DateReader.thang), let number = number(position), number.digits <= 2 {
      name = number.value
    }
    guard let name else { return nil }
    var day = Day(month: name, day: tokens[start].value)
    position += 1
    let separated = afterSeparators(position)
    if let year = year(at: separated, allowsShort: true) {
      day.year = year
      return (day, separated + (isMark(separated, "'") ? 2 : 1))
    }
    return (day, position)
  }

  private static let thang = WordKey.keys("thang")

  // "11/14/2011", "14.11.2011", "07.21.12", "11. 12. 2014", "99-12-31".
  private func threeNumbers(at start: Int) -> (day: Day, next: Int)? {
    guard !isStrict, start + 4 < tokens.count, tokens[start + 1].kind == .mark else { return nil }
    let mark = tokens[start + 1].mark
    guard mark == 0x2f || mark == 0x2e || mark == 0x2d, tokens[start + 3].kind == .mark, tokens[start + 3].mark == mark,
      let second = number(start + 2), second.digits <= 2, let third = number(start + 4)
    else { return nil }
    let first = tokens[start]
    guard third.digits == 4 || third.digits == 2 else { return nil }
    // A fourth part makes it a version or an address: 10.11.12.13.
    if let next = number(start + 6), isMark(start + 5, Character(Unicode.Scalar(mark))), isJoined(start + 5),
      isJoined(start + 6), next.digits <= 3
    {
      return nil
    }
    // A last number that would be a year to come is a day: 03-12-31.
    if third.digits == 2, first.digits == 2, first.value > 31 || (30..<70).contains(third.value) {
      return (
        Day(year: DateReader.fullYear(first.value), month: second.value, day: third.value), start + 5
      )
    }
    let year = third.digits == 2 ? DateReader.fullYear(third.value) : third.value
    let canBeDayFirst = (1...31).contains(first.value) && (1...12).contains(second.value)
    let canBeMonthFirst = (1...12).contains(first.value) && (1...31).contains(second.value)
    guard canBeDayFirst || canBeMonthFirst else { return nil }
    let isAmbiguous = canBeDayFirst && canBeMonthFirst && first.value != second.value
    // Dots are the writing of countries that put the day first.
    let guess = dayFirst ?? (mark == 0x2e)
    let takesDayFirst = canBeDayFirst && (!canBeMonthFirst || guess)
    let day = Day(
      year: year, month: takesDayFirst ? second.value : first.value, day: takesDayFirst ? first.value : second.value,
      isAmbiguous: isAmbiguous)
    return (day, start + 5)
  }

  // "11/14", "14.11."; what else stands there has to make sure that it is a day.
  private func twoNumbers(at start: Int) -> (day: Day, next: Int)? {
    guard start + 2 < tokens.count, tokens[start + 1].kind == .mark, isJoined(start + 1), isJoined(start + 2),
      let second = number(start + 2), second.digits <= 2
    else { return nil }
    let mark = tokens[start + 1].mark
    let isDotted = mark == 0x2e
    guard mark == 0x2f || isDotted && isMark(start + 3, ".") else { return nil }
    let first = tokens[start].value
    let canBeDayFirst = (1...31).contains(first) && (1...12).contains(second.value)
    let canBeMonthFirst = (1...12).contains(first) && (1...31).contains(second.value)
    guard canBeDayFirst || canBeMonthFirst else { return nil }
    let takesDayFirst = canBeDayFirst && (!canBeMonthFirst || (dayFirst ?? isDotted))
    let day = Day(
      month: takesDayFirst ? second.value : first, day: takesDayFirst ? first : second.value,
      isAmbiguous: canBeDayFirst && canBeMonthFirst && first != second.value)
    return (day, isDotted ? start + 4 : start + 3)
  }

  // MARK: Dates that begin with a month

  /// "Nov 14th, 2011", "July 4 , 1976", "November 2011", "Nov-14-2011", "Nov 6" of "Nov 6 08:49:37 1994".
  private func named(at start: Int) -> (day: Day, next: Int)? {
    guard let name = month(start) else { return nil }
    var day = Day(month: name)
    var position = afterSeparators(start + 1)
    while isWord(position, in: DateReader.theWords) { position += 1 }
    if let year = year(at: position, allowsShort: false) {
      day.year = year
      return (day, position + 1)
    }
    // "Oct252012": a calendar leaf whose lines ran together.
    if let leaf = number(position), leaf.digits == 6, isJoined(position), position == start + 1 {
      day.day = leaf.value / 10_000
      day.year = leaf.value % 10_000
      return (day, position + 1)
    }
    guard let number = number(position), number.digits <= 2, !isMark(position + 1, ":") else { return nil }
    day.day = number.value
    let afterDay = afterOrdinal(position + 1)
    position = afterSeparators(afterDay)
    let isSeparated = position > afterDay || isMark(position, "'")
    if let year = year(at: position, allowsShort: isSeparated) {
      day.year = year
      return (day, position + (isMark(position, "'") ? 2 : 1))
    }
    return (day, afterDay)
  }

  private static let theWords = WordKey.keys("the")

  // MARK: Small parts

  /// A year at a position: four digits, an apostrophe and two digits, or two digits where a separator allows it.
  private func year(at position: Int, allowsShort: Bool) -> Int? {
    if isMark(position, "'"), let number = number(position + 1), number.digits == 2, isJoined(position + 1) {
      return DateReader.fullYear(number.value)
    }
    guard let number = number(position) else { return nil }
    if number.digits == 4, number.value > 0, !isMark(position + 1, ":") || !isJoined(position + 1) {
      return number.value
    }
    guard allowsShort, number.digits == 2 else { return nil }
    // "Nov 14, 11:30" and "14 Nov, 9 pm" give a time, not a year.
    if isMark(position + 1, ":") || meridiem(at: position + 1) != nil || isWord(position + 1, in: DateWords.hours) {
      return nil
    }
    if isMark(position + 1, "."), isJoined(position + 1), isJoinedNumber(position + 2) { return nil }
    // "1 Dec 19, 2023": the year comes behind.
    if let next = self.number(isMark(position + 1, ",") ? position + 2 : position + 1), next.digits == 4,
      DateSearch.plausibleYears.contains(next.value)
    {
      return nil
    }
    return DateReader.fullYear(number.value)
  }

  private func isJoinedNumber(_ position: Int) -> Bool { number(position) != nil && isJoined(position) }

  /// The position after "st", "nd", "º", "er".
  private func afterOrdinal(_ position: Int) -> Int {
    var position = position
    if isMark(position, "."), isWord(position + 1, in: DateWords.ordinals), isJoined(position + 1) { position += 1 }
    if isMark(position, "-"), isWord(position + 1, in: DateWords.ordinals), isJoined(position + 1),
      month(position + 1) == nil
    {
      position += 1
    }
    guard isWord(position, in: DateWords.ordinals), isJoined(position), month(position) == nil else { return position }
    return position + 1
  }

  /// The position after dots, commas, dashes, slashes, brackets and "of".
  private func afterSeparators(_ position: Int) -> Int {
    var next = position
    while next < position + 4, isSeparator(next) || isWord(next, in: DateWords.between) { next += 1 }
    return next
  }

  private func isSeparator(_ position: Int) -> Bool {
    guard position < tokens.count, tokens[position].kind == .mark else { return false }
    switch tokens[position].mark {
    case 0x2e, 0x2c, 0x2d, 0x2f, 0x5b, 0x5d: return true
    default: return false
    }
  }
}
