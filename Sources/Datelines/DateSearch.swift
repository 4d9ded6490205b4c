internal import Model

/// Finds a date inside running text.
struct DateSearch {
  /// How many bytes of a text are read.
  private static let reach = 65_536
  /// Below so many bytes a month with its year is taken for a date.
  private static let bylineLength = 100
  /// The years that a blog post can plausibly be dated with.
  static let plausibleYears = 1990...2039

  /// How many bytes around a digit can belong to a date with weekday, long month, time and zone.
  private static let span = (before: 64, after: 96)

  private let bytes: [UInt8]
  private let dayFirst: Bool?
  private var reader: DateReader

  init(_ text: String, dayFirst: Bool?) {
    let utf8 = text.utf8
    bytes = utf8.count <= DateSearch.reach ? Array(utf8) : Array(utf8.prefix(DateSearch.reach))
    self.dayFirst = dayFirst
    reader = DateReader(tokens: [], dayFirst: dayFirst)
  }

  /// The first plausible date.
  ///
  /// Prose without digits is passed over at the speed of a byte scan; only the surroundings of digits are read.
  mutating func first(source: Timestamp.Source) -> Timestamp? {
    var start = 0
    while let digit = bytes[start...].firstIndex(where: DateSearch.mayBeDigit) {
      var from = max(start, digit - DateSearch.span.before)
      while from > start, bytes[from - 1] > 0x20 { from -= 1 }
      // As long as digits follow each other closely they are one stretch, but for endless tables.
      var last = digit
      while last - digit < 4096,
        let next = bytes[(last + 1)..<min(bytes.count, last + DateSearch.span.after)].firstIndex(
          where: DateSearch.mayBeDigit)
      {
        last = next
      }
      var to = min(bytes.count, last + DateSearch.span.after)
      while to < bytes.count, bytes[to] > 0x20, to < last + 2 * DateSearch.span.after { to += 1 }
      let tokens = DateTokenizer.tokens(in: bytes, range: from..<to, limit: .max)
      reader = DateReader(tokens: tokens, dayFirst: dayFirst)
      if let time = firstInStretch(source: source) { return time }
      start = to
    }
    return nil
  }

  /// Whether a byte is a digit, or may begin one of another script (Arabic, Indian, full width).
  private static func mayBeDigit(_ byte: UInt8) -> Bool {
    (byte >= 0x30 && byte <= 0x39) || byte == 0xd9 || byte == 0xdb || byte == 0xe0 || byte == 0xef
  }

  private func firstInStretch(source: Timestamp.Source) -> Timestamp? {
    var fallback: Timestamp?
    var position = 0
    while position < reader.tokens.count {
      guard canStart(at: position), let (assembly, next) = DateAssembly.part(reader, at: position),
        let time = assembly.timestamp(source: source)
      else {
        position += 1
        continue
      }
      if isGlued(position), !isUnmistakable(position) {
        position += 1
        continue
      }
      if isPlausible(time) {
        if time.precision != .month && time.precision != .year { return time }
        if time.precision == .month, fallback == nil, bytes.count < DateSearch.bylineLength { fallback = time }
      }
      position = max(next, position + 1)
    }
    return fallback
  }

  /// Whether a date can start at a token: not in the middle of a word, a version or a bigger number.
  private func canStart(at position: Int) -> Bool {
    let token = reader.tokens[position]
    switch token.kind {
    case .mark: return false
    case .word:
      // A number stands behind a month, but for a dot or a bracket: cheaper to ask than what the word is.
      guard
        reader.number(position + 1) != nil || reader.number(position + 2) != nil || reader.number(position + 3) != nil
      else { return false }
      return MonthNames.month(token.key) != nil || reader.meridiem(at: position) != nil
    case .number:
      guard token.digits <= 4 || token.digits == 8, !token.isSpaced, position > 0 else {
        return token.digits <= 4 || token.digits == 8
      }
      let previous = reader.tokens[position - 1]
      switch previous.kind {
      case .number: return false
      case .word: return true
      case .mark:
        // "$3", "#12", "1,000", "10.11.12.13": glued to a number before.
        switch previous.mark {
        case 0x23, 0x24, 0x25, 0x26, 0x3d, 0x5f: return false
        case 0x2e, 0x2c, 0x2d, 0x2f, 0x3a:
          return position < 2 || reader.tokens[position - 2].kind != .number || previous.isSpaced
        default: return true
        }
      }
    }
  }

  /// Whether letters stand right before a number, as in "v1.2.2011"; ideographs may.
  private func isGlued(_ position: Int) -> Bool {
    guard position > 0, reader.tokens[position].kind == .number, !reader.tokens[position].isSpaced else { return false }
    let previous = reader.tokens[position - 1]
    return previous.kind == .word && bytes[previous.start] < 0xe3
  }

  /// Whether a date that is glued to a word begins with its year, or has a whole year behind its month.
  private func isUnmistakable(_ position: Int) -> Bool {
    if reader.tokens[position].digits == 4 { return true }
    // "Redaktion12.10.2023", but not "v1.2.2011".
    if let year = reader.number(position + 4), year.digits == 4, DateSearch.plausibleYears.contains(year.value),
      reader.tokens[position - 1].end - reader.tokens[position - 1].start > 4
    {
      return true
    }
    let end = min(position + 5, reader.tokens.count)
    guard let month = (position + 1..<max(end, position + 1)).first(where: { reader.month($0) != nil }) else {
      return false
    }
    return (month + 1...month + 3).contains { reader.number($0)?.digits == 4 }
      && reader.number(month + 1)?.digits ?? 4 == 4
  }

  private func isPlausible(_ time: Timestamp) -> Bool { DateSearch.plausibleYears.contains(time.civil.year) }
}
