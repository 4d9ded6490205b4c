import Foundation
import Model
import Scoring
import Testing

/// Stances in German and Spanish: our own labelled sentences against floors that only ever rise.
@Suite struct OtherLanguagesTests {
  static func texts(_ name: String) -> [(stance: Stance, service: Service, text: String)] {
    let tests = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    let url = tests.appendingPathComponent("Accuracy/stance/\(name).tsv")
    guard let content = try? String(contentsOf: url, encoding: .utf8) else { return [] }
    return content.split(separator: "\n").filter { !$0.hasPrefix("# ") }.compactMap { line in
      let fields = line.split(separator: "\t").map(String.init)
      guard let stance = Stance(rawValue: fields[0]) else { return nil }
      return (stance, Service(name: fields[1], rivals: fields[2] == "-" ? [] : [fields[2]]), fields[3])
    }
  }

  @Test(
    "reads stances no worse than before",
    arguments: [("german", 0.95), ("spanish", 0.95), ("german-later", 0.82), ("spanish-later", 0.76)])
  func floor(language: String, floor: Double) throws {
    let texts = Self.texts(language)
    try #require(texts.count >= (language.hasSuffix("later") ? 24 : 60))
    let scorer = Scorer()
    let read = texts.map {
      scorer.reading(of: Voice(kind: .comment, url: "", text: $0.text), about: $0.service).stance
    }
    let figure =
      Stance.allCases.map { stance in
        let right = texts.indices.count { texts[$0].stance == stance && read[$0] == stance }
        let wrong = texts.indices.count { (texts[$0].stance == stance) != (read[$0] == stance) }
        return right == 0 ? 0 : Double(2 * right) / Double(2 * right + wrong)
      }.reduce(0, +) / Double(Stance.allCases.count)
    let missed = texts.indices.filter { texts[$0].stance != read[$0] }
      .map { "\(texts[$0].stance) \(read[$0]?.rawValue ?? "unread"): \(texts[$0].text)" }
    #expect(figure >= floor, "macro-F1 \(figure)\n\(missed.joined(separator: "\n"))")
    #expect(read.count { $0 == nil } <= 1)
  }

  @Test("has enough cues, each with an example", arguments: ["german", "spanish"])
  func cues(language: String) {
    let cues = Lexicon.builtIn.cues.filter { $0.language == language }
    #expect(cues.count >= 200)
    #expect(cues.allSatisfy { $0.examples.contains(where: \.fires) })
    #expect(cues.count { $0.examples.contains { !$0.fires } } >= 90)
  }
}
