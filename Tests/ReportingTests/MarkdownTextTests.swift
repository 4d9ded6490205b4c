import Testing

@testable import Reporting

@Suite("Strangers' text in Markdown")
struct MarkdownTextTests {
  @Test(
    "is escaped where a character means something, and nowhere else",
    arguments: [
      ("well-known (and dear): 10:30!", "well-known (and dear): 10:30!"), ("a * b_c", "a \\* b\\_c"),
      ("- no list", "\\- no list"), ("+1 from me", "\\+1 from me"), ("> no quote", "\\> no quote"),
      ("=1", "=1"), ("0.5", "0.5"), ("1. no list", "1\\. no list"), ("12) no list", "12\\) no list"),
      ("see 1.", "see 1."), ("[x](http://evil.example)", "\\[x\\]\\(http\\://evil.example)"),
      ("www.evil.example", "www\\.evil.example"), (":smile:", "\\:smile:"), ("<b> & @you", "&lt;b> &amp; &#64;you"),
      ("C#", "C\\#"), ("a | b", "a \\| b"), ("back\\slash", "back\\\\slash"),
    ])
  func escaped(text: String, expected: String) {
    #expect(MarkdownText.escaped(text) == expected)
  }
}
