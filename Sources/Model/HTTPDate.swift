/// The three forms of a date in HTTP (RFC 9110 §5.6.7), read as strictly as a cache must.
public enum HTTPDate {
  private static let months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]

  /// The instant that a field's value names; `nil` when it is none of the three forms.
  ///
  /// `Sun, 06 Nov 1994 08:49:37 GMT`, `Sunday, 06-Nov-94 08:49:37 GMT`, `Sun Nov  6 08:49:37 1994`. The weekday is not
  /// checked against the date.
  public static func instant(_ text: String) -> Instant? {
    let words = text.utf8.split(separator: 0x20, omittingEmptySubsequences: false).map { Array($0) }
    switch words.count {
    case 6 where words[0].count == 4 && words[0].last == 0x2c:
      guard isZone(words[5]) else { return nil }
      return instant(day: words[1], month: words[2], year: number(words[3], digits: 4), time: words[4])
    case 4 where words[0].last == 0x2c:
      guard isZone(words[3]) else { return nil }
      let parts = words[1].split(separator: 0x2d).map { Array($0) }
      guard parts.count == 3, let short = number(parts[2], digits: 2) else { return nil }
      return instant(day: parts[0], month: parts[1], year: short + (short >= 70 ? 1900 : 2000), time: words[2])
    case 5 where words[0].count == 3:
      return instant(day: words[2], month: words[1], year: number(words[4], digits: 4), time: words[3])
    case 6 where words[0].count == 3 && words[2].isEmpty && words[3].count == 1:
      return instant(day: [0x30] + words[3], month: words[1], year: number(words[5], digits: 4), time: words[4])
    default: return nil
    }
  }

  private static func isZone(_ word: [UInt8]) -> Bool {
    word.elementsEqual("GMT".utf8) || word.elementsEqual("UTC".utf8)
  }

  private static func number(_ word: [UInt8], digits: Int) -> Int? {
    guard word.count == digits, word.allSatisfy({ $0 >= 0x30 && $0 <= 0x39 }) else { return nil }
    return word.reduce(0) { $0 * 10 + Int($1 - 0x30) }
  }

  private static func instant(day: [UInt8], month: [UInt8], year: Int?, time: [UInt8]) -> Instant? {
    let clock = time.split(separator: 0x3a, omittingEmptySubsequences: false).map { Array($0) }
    guard let year, let day = number(day, digits: 2), clock.count == 3, let hour = number(clock[0], digits: 2),
      let minute = number(clock[1], digits: 2), let second = number(clock[2], digits: 2), second <= 60,
      let month = months.firstIndex(where: { $0.utf8.elementsEqual(month) })
    else { return nil }
    let civil = CivilTime(year: year, month: month + 1, day: day, hour: hour, minute: minute, second: min(second, 59))
    return civil.isValid ? civil.instant() : nil
  }
}
