import Testing

@testable import Reporting

@Suite("Strangers' text on a terminal")
struct TerminalTextTests {
  @Test(
    "loses what a terminal would obey",
    arguments: [
      ("plain", "plain"), ("\u{1b}]0;title\u{7}", "\u{fffd}]0;title\u{fffd}"), ("\u{1b}[31mred", "\u{fffd}[31mred"),
      ("a\nb\tc\r", "a b c "), ("\u{9b}31m", "\u{fffd}31m"), ("abc\u{202e}cba", "abc\u{fffd}cba"),
      ("\u{2066}x\u{2069}", "\u{fffd}x\u{fffd}"), ("\u{200b}\u{feff}", "\u{fffd}\u{fffd}"),
      ("\u{0}\u{7f}", "\u{fffd}\u{fffd}"),
      ("naïve – “ok”", "naïve – “ok”"), ("👩‍👧", "👩‍👧"), ("soft\u{ad}hyphen", "softhyphen"), ("\u{e0041}", "\u{fffd}"),
    ])
  func sanitised(text: String, expected: String) {
    #expect(TerminalText.sanitised(text) == expected)
  }

  @Test("keeps no tower of marks")
  func marks() {
    #expect(TerminalText.sanitised("a" + String(repeating: "\u{301}", count: 500)).unicodeScalars.count == 5)
  }

  @Test(
    "is measured in columns",
    arguments: [("abc", 3), ("naïve", 5), ("e\u{301}", 1), ("日本", 4), ("😀", 2), ("👩‍👧", 2), ("", 0), ("“x”", 3)])
  func columns(text: String, columns: Int) {
    #expect(TerminalText.columns(of: text) == columns)
  }

  @Test("is cut to whole characters with an ellipsis")
  func cut() {
    #expect(TerminalText.cut("abcdef", to: 6) == "abcdef")
    #expect(TerminalText.cut("abcdefg", to: 6) == "abcde…")
    #expect(TerminalText.cut("日本語です", to: 6) == "日本…")
    #expect(TerminalText.cut("ab cdefgh", to: 4) == "ab…")
  }

  @Test("is wrapped at spaces, and within words that are too long")
  func wrapped() {
    #expect(TerminalText.wrapped("one two  three", to: 7) == ["one two", "three"])
    #expect(TerminalText.wrapped("abcdefgh ij", to: 3) == ["abc", "def", "gh", "ij"])
    #expect(TerminalText.wrapped("", to: 9) == [])
  }

  @Test("can be had in ASCII")
  func ascii() {
    #expect(TerminalText.ascii("“naïve” – it’s … 日") == "\"naive\" - it's ... ?")
  }
}

@Suite("Text in several looks")
struct InkedTextTests {
  private static let plain = TerminalStyle(width: 80)
  private static let coloured = TerminalStyle(width: 80, colours: .ansi16)

  @Test(
    "is broken at spaces, at line ends, and within words that are too long",
    arguments: [
      ("one two three", 7, ["one two", "three"]), ("one\ntwo", 7, ["one", "two"]), ("a\n\nb", 7, ["a", "", "b"]),
      ("abcdefgh ij", 3, ["abc", "def", "gh", "ij"]), ("one two", 7, ["one two"]), ("日本語", 4, ["日本", "語"]),
      ("", 7, [""]), ("  in", 7, ["  in"]),
    ])
  func lines(text: String, width: Int, expected: [String]) {
    var piece = InkedText()
    piece.add(text)
    #expect(piece.lines(to: width, in: Self.plain) == expected)
  }

  @Test("takes a look up again on the next line")
  func looks() {
    var text = InkedText()
    text.add("I ")
    text.add("deleted it", .quitting)
    text.add(" now")
    let red = "\u{1b}[31m"
    let off = "\u{1b}[0m"
    #expect(text.lines(to: 9, in: Self.coloured) == ["I \(red)deleted\(off)", "\(red)it\(off) now"])
  }

  @Test("does not count escape sequences as columns, and lets none of a stranger's through")
  func escapes() {
    var text = InkedText()
    text.add("\u{1b}[31mx", .strong)
    #expect(text.lines(to: 7, in: Self.coloured) == ["\u{1b}[1m\u{fffd}[31mx\u{1b}[0m"])
  }
}
