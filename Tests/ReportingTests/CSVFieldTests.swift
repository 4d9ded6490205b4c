import Testing

@testable import Reporting

@Suite("A CSV field")
struct CSVFieldTests {
  // RFC 4180 §2, rules 5 to 7.
  @Test(
    "is quoted where it must be",
    arguments: [
      ("plain", "plain"), ("", ""), ("a,b", "\"a,b\""), ("say \"hi\"", "\"say \"\"hi\"\"\""), ("a\nb", "\"a\nb\""),
      ("a\r\nb", "\"a\nb\""), ("a\rb", "\"a\nb\""), (" padded ", "\" padded \""), ("a\u{0}b", "ab"),
    ])
  func quoting(text: String, expected: String) {
    #expect(CSVField.encoded(text) == expected)
  }

  @Test(
    "is never a formula",
    arguments: [
      "=1+1", "+cmd|' /C calc'!A0", "-2+3", "@SUM(A1)", "\t=1", "\r=1", " =1", "＝1", "\u{0}=1",
      "=HYPERLINK(\"http://x\")",
    ])
  func formulas(text: String) {
    let field = CSVField.encoded(text)
    #expect(field.hasPrefix("'") || field.hasPrefix("\"'"))
  }

  @Test("keeps numbers as they are", arguments: ["-1", "+49", "-0.5", "12", "-.5"])
  func numbers(text: String) {
    #expect(CSVField.encoded(text) == text)
  }
}
