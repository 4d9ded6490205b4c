import Foundation
import Scoring
import Testing

/// How often the language of our own sentences is told rightly; a table by language is printed.
@Suite struct LanguageAccuracyTests {
  static let texts: [(tag: String, text: String)] = {
    let tests = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    let url = tests.appendingPathComponent("Accuracy/languages.tsv")
    guard let content = try? String(contentsOf: url, encoding: .utf8) else { return [] }
    return content.split(separator: "\n").filter { !$0.hasPrefix("# ") }.map { line in
      let fields = line.split(separator: "\t", maxSplits: 1).map(String.init)
      return (fields[0], fields[1])
    }
  }()

  @Test("tells twenty languages of the Latin script, and all others by their script")
  func accuracy() throws {
    try #require(Self.texts.count >= 180)
    var right: [String: Int] = [:]
    var all: [String: Int] = [:]
    var wrong: [String] = []
    for (tag, text) in Self.texts where tag != "*" {
      let told = LanguageDetector.language(of: text)
      all[tag, default: 0] += 1
      if told == tag { right[tag, default: 0] += 1 } else { wrong.append("\(tag) \(told ?? "-"): \(text)") }
    }
    print(all.keys.sorted().map { "\($0) \(right[$0, default: 0])/\(all[$0, default: 0])" }.joined(separator: " · "))
    let share = Double(right.values.reduce(0, +)) / Double(all.values.reduce(0, +))
    #expect(share >= 0.95, "\(share)\n\(wrong.joined(separator: "\n"))")
    for tag in ["en", "de", "es"] {
      let missed = wrong.filter { $0.hasPrefix("\(tag) ") }
      #expect(missed.count * 12 <= all[tag, default: 0], "\(missed)")
    }
  }

  @Test(
    "takes the page's language where a comment says too little", arguments: texts.filter { $0.tag == "*" }.map(\.text))
  func inherited(text: String) {
    #expect(LanguageDetector.language(of: text) == "en")
    #expect(LanguageDetector.language(of: text, stated: "de-AT") == "de")
    #expect(LanguageDetector.language(of: text, stated: "fr") == "fr")
  }
}
