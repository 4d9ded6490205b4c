internal import Model

/// The date in an address's path, as blogs build their permanent links.
enum PathDate {
  /// Reads `/2011/11/14/`, `/2011/nov/14/`, `/2011/11/`, `/2011-11-14-title`, `/20111114/`; a lone year is none.
  static func timestamp(in path: String) -> Timestamp? {
    guard path.utf8.count <= 4096 else { return nil }
    let tokens = DateTokenizer.tokens(in: Array(path.utf8), limit: 400)
    var month: Timestamp?
    for position in tokens.indices where tokens[position].kind == .number {
      guard isFree(tokens, at: position) else { continue }
      if tokens[position].digits == 8, isEnd(tokens, at: position + 1),
        let time = day(
          tokens[position].value / 10_000, tokens[position].value / 100 % 100, tokens[position].value % 100)
      {
        return time
      }
      guard tokens[position].digits == 4, DateSearch.plausibleYears.contains(tokens[position].value),
        position + 2 < tokens.count, isSeparator(tokens[position + 1])
      else { continue }
      let year = tokens[position].value
      guard let number = monthNumber(tokens[position + 2]) else { continue }
      if position + 4 < tokens.count, isSeparator(tokens[position + 3]),
        tokens[position + 3].mark == tokens[position + 1].mark || tokens[position + 1].mark == 0x2f,
        tokens[position + 4].kind == .number, tokens[position + 4].digits <= 2, isEnd(tokens, at: position + 5),
        let time = day(year, number, tokens[position + 4].value)
      {
        return time
      }
      if month == nil, tokens[position + 1].mark == 0x2f, isEnd(tokens, at: position + 3) {
        month = Timestamp(CivilTime(year: year, month: number, day: 1), precision: .month, source: .url)
      }
    }
    return month
  }

  private static func monthNumber(_ token: DateToken) -> Int? {
    switch token.kind {
    case .number: token.digits <= 2 && (1...12).contains(token.value) ? token.value : nil
    case .word: MonthNames.month(token.key)
    case .mark: nil
    }
  }

  private static func day(_ year: Int, _ month: Int, _ day: Int) -> Timestamp? {
    let civil = CivilTime(year: year, month: month, day: day)
    guard DateSearch.plausibleYears.contains(year), civil.isValid else { return nil }
    return Timestamp(civil, precision: .day, source: .url)
  }

  private static func isSeparator(_ token: DateToken) -> Bool {
    token.kind == .mark && (token.mark == 0x2f || token.mark == 0x2d || token.mark == 0x5f || token.mark == 0x2e)
  }

  /// Whether a number begins a segment or a word of it.
  private static func isFree(_ tokens: [DateToken], at position: Int) -> Bool {
    guard position > 0 else { return true }
    if isSeparator(tokens[position - 1]) { return true }
    return tokens[position - 1].kind == .mark && tokens[position - 1].mark == 0x3d
  }

  private static func isEnd(_ tokens: [DateToken], at position: Int) -> Bool {
    position >= tokens.count || tokens[position].kind == .mark
  }
}
