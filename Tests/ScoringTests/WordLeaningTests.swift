import Model
import Testing

@testable import Scoring

/// Single words that lean to a side: how they are written down, and that they stay in their bounds.
@Suite struct WordLeaningTests {
  private static let words = Lexicon.Source(path: "english/words.txt", bytes: Array("! en\n@first i\n".utf8))

  private static func lexicon(_ leanings: String, cues: String = "[exit]\n2\t~drop {T}\n") throws -> Lexicon {
    try Lexicon(sources: [
      words, .init(path: "english/a.cues", bytes: Array(cues.utf8)),
      .init(path: "english/leanings.txt", bytes: Array(leanings.utf8)),
    ])
  }

  private static func sums(_ text: String, title: String? = nil, with lexicon: Lexicon = .builtIn) -> [String: Double] {
    let voice = Voice(kind: title == nil ? .comment : .post, url: "", title: title, text: text, language: "en")
    let analysis = Scorer(lexicon: lexicon).analysis(of: voice, about: Service(name: "Acme"))
    return Dictionary(analysis.steps.map { ($0.name, $0.value) }, uniquingKeysWith: { $1 })
  }

  @Test("counts a word towards the side that its line names")
  func side() throws {
    let sums = Self.sums("Acme was the cupboard of my youth", with: try Self.lexicon("cupboard\t3\t-1\n"))
    #expect(sums["words for quitting (cupboard)"] ?? 0 > 0)
    #expect(sums["words against defending (cupboard)"] ?? 0 < 0)
    #expect(sums[Analysis.Step.quittingByCues] == 0)
  }

  @Test("lets words decide in a comment as well, but little in a text of few words")
  func bound() throws {
    let lexicon = try Self.lexicon("cupboard\t4\t-4\n")
    func stance(_ text: String) -> Stance? {
      let voice = Voice(kind: .comment, url: "", text: text, language: "en")
      return Scorer(lexicon: lexicon).reading(of: voice, about: Service(name: "Acme")).stance
    }
    #expect(stance("the cupboard of the house") == .neutral)
    #expect(stance(String(repeating: "and the cupboard of the house ", count: 5)) == .quitting)
  }

  @Test("shows the words that alone make a post's stance as its evidence")
  func alone() throws {
    let lexicon = try Self.lexicon("cupboard\t12\t-12\n")
    let text = "Acme " + String(repeating: "and the cupboard of the house ", count: 40)
    let voice = Voice(kind: .post, url: "", title: "Acme", text: text, language: "en")
    let reading = Scorer(lexicon: lexicon).reading(of: voice, about: Service(name: "Acme"))
    #expect(reading.stance == .quitting)
    #expect(reading.evidence.map(\.text) == ["cupboard"])
    #expect(reading.evidence.allSatisfy { $0.weight < 0 })
  }

  @Test("leaves quoted words out")
  func quoted() throws {
    let lexicon = try Self.lexicon("cupboard\t3\t-1\n")
    let sums = Self.sums("He said \u{201C}my cupboard, my old cupboard, and Acme\u{201D} again", with: lexicon)
    #expect(!sums.keys.contains { $0.hasPrefix("words") })
  }

  @Test("counts less for a side where few words do not name the service")
  func loose() throws {
    let lexicon = try Self.lexicon("cupboard\t3\t0\n")
    let named = Self.sums("Acme is a cupboard", with: lexicon)["words for quitting (cupboard)"] ?? 0
    let unnamed = Self.sums("That is a cupboard", with: lexicon)["words for quitting (cupboard)"] ?? 0
    #expect(unnamed > 0)
    #expect(unnamed < named)
  }

  @Test(
    "names the line of a leaning that cannot be read",
    arguments: ["cupboard\t3", "cupboard\t3\tmuch", "cupboard\t13\t0", "two words\t1\t1", "\t1\t1"])
  func malformed(line: String) {
    #expect {
      try Self.lexicon("shelf\t1\t0\n" + line + "\n")
    } throws: { error in
      let error = error as? LexiconError
      return error?.line == 2 && error?.file == "english/leanings.txt"
    }
  }

  @Test("lets a later file replace a word's leaning")
  func replaced() throws {
    let lexicon = try Lexicon(
      files: [("english/leanings.txt", "cupboard\t-2\t0\n")], extending: try Self.lexicon("cupboard\t3\t0\n"))
    #expect(Self.sums("Acme is a cupboard", with: lexicon)["words against quitting (cupboard)"] ?? 0 < 0)
  }
}
