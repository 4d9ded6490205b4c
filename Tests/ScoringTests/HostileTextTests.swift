import Model
import Scoring
import Testing

/// Texts that nobody writes in good faith.
@Suite struct HostileTextTests {
  static let texts: [String] = [
    "", " ", "\0", "\0\0I deleted my Acme account\0", "\u{FEFF}I left Acme", "I left Acm\u{0065}\u{0301}",
    "‮I left Acme‬",
    "👩‍👩‍👧‍👦 I deleted my 👍🏽 Acme account ❤️", "אני מוחק את Acme", "😡😡😡 Acme", "I’m “done” with ‘Acme’…", "\u{FFFD}\u{10FFFF}",
    "....!!!???", "\"\"\"\"\"", "“““““ I left Acme", "#", "@", "#a", "- ", "'''", "don't can't won't n't 't", ":(((((",
    "<3<3<3",
    "a\r\nb\r\nI left Acme\r\n", "Ⅳ ﷽ ﬁ ß İ ı", "I left Acme" + String(repeating: "!", count: 5000),
  ]

  @Test("keeps evidence on character boundaries and true to the text", arguments: texts)
  func boundaries(text: String) {
    let voice = Voice(kind: .post, url: "", title: text, text: text)
    let reading = Scorer().reading(of: voice, about: Service(name: "Acme"))
    for evidence in reading.evidence {
      let bytes = Array(text.utf8)[evidence.start..<evidence.end]
      #expect(String(validating: bytes, as: UTF8.self) == evidence.text)
    }
    #expect(reading.score.isFinite && reading.sentiment.isFinite && reading.confidence.isFinite)
  }

  @Test(
    "reads a long text in one pass",
    arguments: ["a", "leave acme ", "not ", "\"a ", "#deleteacme ", "if i leave, ", "😀", ". ", "i cant "])
  func long(unit: String) {
    let text = String(repeating: unit, count: 200_000 / unit.utf8.count)
    let reading = Scorer().reading(of: Voice(kind: .post, url: "", text: text), about: Service(name: "Acme"))
    #expect(reading.score >= -1 && reading.score <= 1)
  }

  @Test("cuts a clause that has no end, so that no cue looks through the whole text")
  func endlessClause() {
    let text = String(repeating: "I am leaving Acme over privacy ", count: 2_000)
    let analysis = Scorer().analysis(of: Voice(kind: .post, url: "", text: text), about: Service(name: "Acme"))
    #expect(analysis.findings.count > 1_000)
    #expect(analysis.findings.allSatisfy { $0.clause.count < 4_000 })
  }

  @Test(
    "survives service names that are no names", arguments: ["", " ", ".", "!", "+", "a", "\0", "C++", "Yahoo!", "💩"])
  func names(name: String) {
    let reading = Scorer().reading(
      of: Voice(kind: .comment, url: "", text: "I left \(name) today."),
      about: Service(name: name, aliases: [name, ""]))
    #expect(reading.confidence > 0)
  }
}
