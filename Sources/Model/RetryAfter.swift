/// When a server that refused wants to be asked again (RFC 9110 §10.2.3).
public enum RetryAfter {
  /// The seconds to wait from `now`, 0 when the time has passed; `nil` when the field says nothing valid.
  ///
  /// Whole seconds or a date in any of HTTP's forms; waits of more than a year are cut to one.
  public static func seconds(_ value: String, now: Instant) -> Double? {
    let year = 31_536_000.0
    var text = value[...]
    while let first = text.utf8.first, first <= 0x20 { text = text.dropFirst() }
    while let last = text.utf8.last, last <= 0x20 { text = text.dropLast() }
    if !text.isEmpty, text.utf8.allSatisfy({ $0 >= 0x30 && $0 <= 0x39 }) {
      return min(Double(text) ?? year, year)
    }
    guard let instant = HTTPDate.instant(String(text)) else { return nil }
    return min(max(instant.seconds(since: now), 0), year)
  }
}
