import Foundation
import Model
import Scoring
import Testing

/// Stances told in plain words, without stock phrases: texts that others have written, and further ones of our own.
@Suite struct PlainSpeechTests {
  /// A file, its number of texts, and the least macro-F1 of short texts and of titled ones.
  static let sets: [(file: String, count: Int, short: Double, titled: Double)] = [
    ("others-tuning.tsv", 550, 0.81, 0.86), ("others-held.tsv", 310, 0.70, 0.86),
    ("others-later-tuning.tsv", 200, 0.80, 0.82), ("others-later-held.tsv", 320, 0.74, 0.69),
    ("others-latest-tuning.tsv", 668, 0.79, 0.77), ("others-latest-held.tsv", 250, 0.60, 0.68),
    ("plain.tsv", 644, 0.92, 0.96),
  ]

  @Test("reads plain words no worse than before", arguments: sets)
  func floors(_ set: (file: String, count: Int, short: Double, titled: Double)) throws {
    let rows = LabelledTexts.rows(of: set.file)
    #expect(rows.count == set.count)
    let scorer = Scorer()
    var short: [(truth: String, read: Stance?)] = []
    var titled = short
    for row in rows {
      let service = Service(name: row[2], aliases: row[3] == "-" ? [] : row[3].components(separatedBy: ", "))
      let parent = row[1] == "-" ? nil : answered(row[1], about: service, by: scorer)
      let title = row[4] == "-" ? nil : row[4]
      let text = row[5].replacingOccurrences(of: "⏎", with: "\n")
      let voice = Voice(kind: title == nil ? .comment : .post, url: "", title: title, text: text)
      let pair = (truth: row[0], read: scorer.reading(of: voice, about: service, answering: parent).stance)
      if title == nil { short.append(pair) } else { titled.append(pair) }
    }
    #expect(macro(short) >= set.short, "short texts: \(macro(short))")
    #expect(macro(titled) >= set.titled, "titled texts: \(macro(titled))")
  }

  /// The reading of what a text answers: as given, or of the text read first.
  private func answered(_ text: String, about service: Service, by scorer: Scorer) -> Reading {
    if let stance = Stance(rawValue: text) {
      let score = stance == .quitting ? -0.8 : stance == .defending ? 0.8 : 0
      return Reading(stance: stance, score: score, confidence: 0.8)
    }
    return scorer.reading(of: Voice(kind: .comment, url: "", text: text), about: service)
  }

  private func macro(_ pairs: [(truth: String, read: Stance?)]) -> Double {
    Stance.allCases.map { stance in
      let right = pairs.count { $0.truth == stance.rawValue && $0.read == stance }
      let wrong = pairs.count { ($0.truth == stance.rawValue) != ($0.read == stance) }
      return right == 0 ? 0 : Double(2 * right) / Double(2 * right + wrong)
    }.reduce(0, +) / Double(Stance.allCases.count)
  }
}
