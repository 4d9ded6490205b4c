public import Model

/// What a page tells about the order of its dates: whether 11/12/2011 is the 11th of December.
///
/// One date that can be read in one way only settles the others: a page that writes 25/12/2011 means 11/12/2011 alike.
/// Without such a date the language decides, where its countries agree.
public struct DayOrder: Equatable, Sendable {
  private let language: String?
  private var dayFirstVotes = 0
  private var monthFirstVotes = 0

  /// Makes the order that a language suggests: a BCP 47 tag such as `de` or `en-GB`.
  public init(language: String? = nil) { self.language = language?.lowercased() }

  /// What to hand to `Dateline`; `nil` where nothing is known.
  public var dayFirst: Bool? {
    if dayFirstVotes != monthFirstVotes { return dayFirstVotes > monthFirstVotes }
    guard let language, language.utf8.count >= 2 else { return nil }
    // Of the countries that write English only the United States and the Philippines put the month first; a bare "en"
    // tells nothing, because themes state it whoever writes.
    if language == "en-us" || language == "en_us" || language.hasPrefix("fil") { return false }
    if language == "en" || language.hasPrefix("en-") || language.hasPrefix("en_") {
      return language == "en" ? nil : true
    }
    return true
  }

  /// Takes a text into account: every date of three numbers in it that can be read in one way only is a vote.
  ///
  /// - Parameter told: the day that the page tells machines beside the text; a date that names it is a vote as well.
  public mutating func learn(from text: String, told: CivilTime? = nil) {
    learn(from: text.utf8Span.span, told: told)
  }

  /// The same of bytes, where nobody is asked what machines are told unless there is such a date.
  public mutating func learn(from bytes: Span<UInt8>, told tell: @autoclosure () -> CivilTime?) {
    var index = 0
    while index < bytes.count {
      guard let (first, separator) = DayOrder.number(bytes, &index) else { continue }
      guard separator < bytes.count, DayOrder.isSeparator(bytes[separator]), first.digits <= 2 else { continue }
      let mark = bytes[separator]
      var next = separator + 1
      guard let (second, end) = DayOrder.number(bytes, &next), second.start == separator + 1, second.digits <= 2,
        end < bytes.count, bytes[end] == mark
      else { continue }
      next = end + 1
      guard let (third, _) = DayOrder.number(bytes, &next), third.start == end + 1,
        third.digits == 4 || third.digits == 2
      else { continue }
      index = next
      let told = tell()
      let isDay = (13...31).contains(first.value) && (1...12).contains(second.value)
      let isMonth = (1...12).contains(first.value) && (13...31).contains(second.value)
      let isToldDay = first.value == told?.day && second.value == told?.month
      let isToldMonth = first.value == told?.month && second.value == told?.day
      if isDay || isToldDay && !isToldMonth { dayFirstVotes += 1 }
      if isMonth || isToldMonth && !isToldDay { monthFirstVotes += 1 }
    }
  }

  private static func isSeparator(_ byte: UInt8) -> Bool { byte == 0x2f || byte == 0x2e || byte == 0x2d }

  /// Reads the number at an index, or passes over one byte.
  private static func number(
    _ bytes: Span<UInt8>, _ index: inout Int
  ) -> (number: (value: Int, digits: Int, start: Int), end: Int)? {
    let start = index
    var value = 0
    while index < bytes.count, bytes[index] >= 0x30, bytes[index] <= 0x39 {
      if index - start < 5 { value = value * 10 + Int(bytes[index] - 0x30) }
      index += 1
    }
    guard index > start else {
      index += 1
      return nil
    }
    return ((value, index - start, start), index)
  }
}
