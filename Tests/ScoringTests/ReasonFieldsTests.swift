import Model
import Testing

@testable import Scoring

/// Words that speak of a reason only together.
@Suite("Words of a reason's field")
struct ReasonFieldsTests {
  private static func lexicon(_ fields: String, cues: String = "[exit]\n2\tdropped {T}\n") throws -> Lexicon {
    try Lexicon(files: [
      ("english/words.txt", "! en\n@first i\n@negator no\n@denial no\n"), ("english/x.cues", cues),
      ("english/fields.txt", fields),
    ])
  }

  private func reasons(_ text: String, _ lexicon: Lexicon) -> [String] {
    let voice = Voice(kind: .comment, url: "", text: text, language: "en")
    return Scorer(lexicon: lexicon).reading(of: voice, about: Service(name: "Acme")).reasons.map(\.rawValue)
  }

  @Test(
    "name it from the third on, and one word said twice is two",
    arguments: [
      ("I dropped Acme. A lamp.", []), ("I dropped Acme. A lamp, a sofa.", []),
      ("I dropped Acme. A lamp, a sofa, a rug.", ["home"]), ("I dropped Acme. A lamp, a lamp, a lamp.", []),
    ])
  func together(text: String, expected: [String]) throws {
    #expect(reasons(text, try Self.lexicon("home\tlamp sofa rug\n")) == expected)
  }

  @Test("count neither where a cue has taken them nor behind a denial")
  func taken() throws {
    let cues = "[exit]\n2\tdropped {T}\n[reason none]\n1\told sofa\n"
    let lexicon = try Self.lexicon("home\tlamp sofa rug\n", cues: cues)
    #expect(reasons("I dropped Acme. A lamp, a sofa, a rug.", lexicon) == ["home"])
    #expect(reasons("I dropped Acme. A lamp, an old sofa, a rug.", lexicon).isEmpty)
    #expect(reasons("I dropped Acme. A lamp, a sofa, no rug.", lexicon).isEmpty)
  }

  @Test("of praise are no reason to leave, and a word may stand in two fields")
  func sides() throws {
    let lexicon = try Self.lexicon("home for\tlamp sofa rug\ntown\tlamp sofa rug\n")
    #expect(reasons("I dropped Acme. A lamp, a sofa, a rug.", lexicon) == ["town"])
  }

  @Test("are shown as what gave the reason")
  func shown() throws {
    let voice = Voice(kind: .comment, url: "", text: "I dropped Acme. A lamp, a sofa, a rug.", language: "en")
    let scorer = Scorer(lexicon: try Self.lexicon("home\tlamp sofa rug\n"))
    let words = scorer.analysis(of: voice, about: Service(name: "Acme")).findings.filter { $0.reason == "home" }
    #expect(words.map(\.evidence.text) == ["lamp", "sofa", "rug"])
    #expect(words.allSatisfy { $0.cue == "word" && $0.kind == .reason })
  }

  @Test(
    "that are malformed are named with file and line",
    arguments: ["home lamp", "home\tlamp\tsofa", "home sideways\tlamp", "a\tlamp\nb\tlamp\nc\tlamp", "home\tlamp's"])
  func malformed(fields: String) throws {
    let lines = fields.split(separator: "\n").count
    #expect {
      try Self.lexicon(fields)
    } throws: { error in
      let error = error as? LexiconError
      return error?.file == "english/fields.txt" && error?.line == lines
    }
  }
}
