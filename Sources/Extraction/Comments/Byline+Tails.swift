import Markup

/// What stands behind a name and is no part of it: numbers, codes, brackets, addresses of accounts.
extension Byline {
  /// A range without the number of a member behind the name: "Ann (1153867)".
  static func withoutMemberNumber(_ range: Range<Int>, in line: Span<UInt8>) -> Range<Int> {
    guard let last = range.last, line[last] == 0x29 else { return range }
    var index = last
    while index > range.lowerBound, line[index - 1] == 0x20 || (line[index - 1] >= 0x30 && line[index - 1] <= 0x39) {
      index -= 1
    }
    guard index > range.lowerBound + 2, last - index >= 1, line[index - 1] == 0x28 else { return range }
    return Edges.trimmed(range.lowerBound..<index - 1, in: line, keepingBrackets: true)
  }

  /// A range without the code of a visitor behind the name: "Ann #79D/WHSg", "Ann #-".
  static func withoutCode(_ range: Range<Int>, in line: Span<UInt8>) -> Range<Int> {
    var index = range.upperBound
    while index > range.lowerBound, line[index - 1] > 0x20, line[index - 1] != 0x23, line[index - 1] < 0x80 {
      index -= 1
    }
    guard index > range.lowerBound + 3, range.upperBound - index <= 12, line[index - 1] == 0x23, line[index - 2] == 0x20
    else { return range }
    return Edges.trimmed(range.lowerBound..<index - 2, in: line, keepingBrackets: true)
  }

  /// A range without its last bracket where nothing opens that.
  static func withoutLooseBracket(
    _ range: Range<Int>, in line: Span<UInt8>, opening: UInt8, closing: UInt8
  ) -> Range<Int> {
    guard let last = range.last, line[last] == closing else { return range }
    for index in range where line[index] == opening { return range }
    return range.lowerBound..<last
  }

  /// A range without the address of an account behind the name: "Ann @ann@toot.example", "Ann @ann.bsky.social".
  static func withoutHandle(_ range: Range<Int>, in line: Span<UInt8>) -> Range<Int> {
    var index = range.upperBound
    while index > range.lowerBound, line[index - 1] > 0x20 { index -= 1 }
    guard index > range.lowerBound + 1, index + 2 < range.upperBound, line[index] == 0x40,
      (index + 1..<range.upperBound).contains(where: { line[$0] == 0x2e })
    else { return range }
    return Edges.trimmed(range.lowerBound..<index - 1, in: line, keepingBrackets: true)
  }
}
