import Model

/// Instants as the store writes them: ISO 8601 in UTC, with milliseconds only where there are some.
enum StoredInstant {
  /// `2011-11-14T14:30:00Z`, or `2011-11-14T14:30:00.250Z`.
  static func text(of instant: Instant) -> String {
    let milliseconds = Int(instant.milliseconds - instant.seconds * 1000)
    if milliseconds == 0 { return instant.description }
    let whole = CivilTime(instant).iso8601
    let digits = String(milliseconds)
    return whole + "." + String(repeating: "0", count: 3 - digits.count) + digits + "Z"
  }

  /// The instant that a text of this form means; `nil` for every other text.
  static func instant(of text: String) -> Instant? {
    var numbers: [Int] = [0]
    var bytes = Array(text.utf8)[...]
    let isNegative = bytes.first == 0x2d
    if isNegative { bytes.removeFirst() }
    guard bytes.last == 0x5a else { return nil }
    bytes.removeLast()
    for byte in bytes {
      switch byte {
      case 0x30...0x39:
        guard numbers[numbers.count - 1] < 1_000_000 else { return nil }
        numbers[numbers.count - 1] = numbers[numbers.count - 1] * 10 + Int(byte - 0x30)
      case 0x2d, 0x3a, 0x54, 0x2e: numbers.append(0)
      default: return nil
      }
    }
    guard numbers.count == 6 || numbers.count == 7 else { return nil }
    let civil = CivilTime(
      year: isNegative ? -numbers[0] : numbers[0], month: numbers[1], day: numbers[2], hour: numbers[3],
      minute: numbers[4], second: numbers[5])
    guard civil.isValid else { return nil }
    return Instant(milliseconds: civil.instant().milliseconds + Int64(numbers.count == 7 ? numbers[6] : 0))
  }
}
