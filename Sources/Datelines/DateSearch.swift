internal import Model

/// Finds a date inside running text.
struct DateSearch {
  /// How many bytes of a text are read.
  private static let reach = 65_536
  /// Below so many bytes a month with its year is taken for a date.
  private static let bylineLength = 100
  /// The years that a blog post can plausibly be dated with.
  static let plausibleYears = 1990...2039

  private let bytes: [UInt8]
  private let reader: DateReader

  init(_ text: String, dayFirst: Bool?) {
    let utf8 = text.utf8
    bytes = utf8.count <= DateSearch.reach ? Array(utf8) : Array(utf8.prefix(DateSearch.reach))
    // Without a digit there is no date: prose is passed over at the speed of a byte scan. Bytes past ASCII may be
    // digits of other scripts.
    let mayHold = bytes.contains { $0 >= 0x30 && $0 <= 0x39 || $0 >= 0xd9 }
    reader = DateReader(
      tokens: mayHold ? DateTokenizer.tokens(in: bytes, limit: .max) : [], dayFirst: dayFirst)
  }

  /// The first plausible date.
  func first(source: Timestamp.Source) -> Timestamp? {
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
    case .word: return MonthNames.month(token.key) != nil || reader.meridiem(at: position) != nil
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
