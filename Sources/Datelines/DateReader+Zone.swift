internal import Model

extension DateReader {
  /// Reads a time zone that starts at a token: "Z", "EST", "-0800", "GMT+2", "(CET)", "Pacific Daylight Time".
  func zone(at start: Int) -> (zone: ZoneNames.Zone, next: Int)? {
    guard start < tokens.count else { return nil }
    let token = tokens[start]
    if token.kind == .mark {
      if token.mark == 0x28, let inner = zone(at: start + 1), isMark(inner.next, ")") {
        return (inner.zone, inner.next + 1)
      }
      return numericZone(at: start)
    }
    // Atlantic Time, where "at" is the last word.
    if isWord(start, in: DateReader.atlantic), start == tokens.count - 1 { return (.american(-240), start + 1) }
    guard token.kind == .word, let zone = ZoneNames.zone(token.key) else { return nil }
    if ZoneNames.universal.contains(token.key), let numeric = numericZone(at: start + 1, allowsShort: true) {
      return numeric
    }
    // "Eastern" is a zone only as "Eastern Time" and the like; "ET" stands alone.
    guard case .american(let winter) = zone, DateReader.regions.contains(token.key) else { return (zone, start + 1) }
    var next = start + 1
    var result = zone
    if isWord(next, in: DateReader.daylight) {
      result = .fixed(winter + 60)
      next += 1
    } else if isWord(next, in: DateReader.standard) {
      result = .fixed(winter)
      next += 1
    }
    guard isWord(next, in: DateReader.timeWord) else { return next > start + 1 ? (result, next) : nil }
    return (result, next + 1)
  }

  private static let atlantic = WordKey.keys("at")
  private static let regions = WordKey.keys("eastern central mountain pacific")
  private static let daylight = WordKey.keys("daylight summer")
  private static let standard = WordKey.keys("standard")
  private static let timeWord = WordKey.keys("time")

  /// "+0100", "-08:00", "+01"; with `allowsShort` "+2" as well.
  private func numericZone(at start: Int, allowsShort: Bool = false) -> (zone: ZoneNames.Zone, next: Int)? {
    guard isMark(start, "+") || isMark(start, "-"), isJoined(start + 1), let number = number(start + 1) else {
      return nil
    }
    var hours = number.value
    var minutes = 0
    var next = start + 2
    switch number.digits {
    case 4:
      (hours, minutes) = (number.value / 100, number.value % 100)
    case 2, 1:
      guard number.digits == 2 || allowsShort else { return nil }
      if isMark(start + 2, ":"), let part = self.number(start + 3), part.digits == 2 {
        minutes = part.value
        next = start + 4
      } else if isMark(start, "-"), !allowsShort, tokens[start].isSpaced {
        return nil
      }
    default: return nil
    }
    guard hours <= 15, minutes < 60 else { return nil }
    let offset = hours * 60 + minutes
    return (.fixed(isMark(start, "-") ? -offset : offset), next)
  }
}
