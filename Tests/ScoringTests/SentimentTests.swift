import Foundation
import Model
import Scoring
import Testing

/// How kind or unkind the words are.
@Suite struct SentimentTests {
  static let scorer = Scorer()

  static func sentiment(_ text: String) -> Double {
    scorer.reading(of: Voice(kind: .comment, url: "", text: text), about: Service(name: "Acme")).sentiment
  }

  /// Our own sentences with our own ratings, from Tests/Accuracy.
  static let rated: [(language: String, rating: Double, text: String)] = {
    let tests = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    let url = tests.appendingPathComponent("Accuracy/sentiment.tsv")
    guard let content = try? String(contentsOf: url, encoding: .utf8) else { return [] }
    return content.split(separator: "\n").filter { !$0.hasPrefix("# ") }.map { line in
      let fields = line.split(separator: "\t").map(String.init)
      return (fields[0], Double(fields[1]) ?? 9, fields[2])
    }
  }()

  @Test("goes with our own ratings", arguments: [("en", 0.85), ("de", 0.85), ("es", 0.85)])
  func correlation(language: String, floor: Double) throws {
    let texts = Self.rated.filter { $0.language == language }
    try #require(texts.count >= 25)
    let read = texts.map { Self.sentiment($0.text) }
    let truth = texts.map(\.rating)
    let figure = pearson(read, truth)
    let worst = texts.indices.sorted { abs(read[$0] - truth[$0] / 4) > abs(read[$1] - truth[$1] / 4) }
      .prefix(12).map { "\(read[$0]) \(truth[$0]) \(texts[$0].text)" }
    #expect(figure >= floor, "r = \(figure)\n\(worst.joined(separator: "\n"))")
  }

  /// Texts in which cues hold what would part clauses, or a clause that is cut for its length.
  static let joined = [
    "So long, Zenith, it was fun but I am done.", "Thanks, but no thanks, I love my old phone!",
    "I have not left yet, but I hate it.", "However good it is, I quit. Goodbye, cruel world, you were great.",
    "It is nothing but wonderful", "", "!", ", and so what", "Ich gehe nicht, aber es ist schlecht.",
    String(repeating: "I never liked to leave the good old place ", count: 60),
    String(repeating: "never good, but ", count: 200) + "bad.",
  ]

  @Test("is the same for voices whose stance nobody asks", arguments: Self.joined + Self.rated.map(\.text))
  func alone(text: String) {
    for service in ["Acme", ""].map({ Service(name: $0, rivals: ["Zenith"]) }) {
      for title in [nil, "Why I left, but came back"] {
        let voice = Voice(kind: .post, url: "", title: title, text: text)
        let reading = Self.scorer.reading(of: voice, about: service)
        #expect((Self.scorer.sentiment(of: voice, about: service) ?? 0) == reading.sentiment)
      }
    }
  }

  @Test("is unknown where the lexicon lacks the language")
  func foreign() {
    let text = "Ég er hættur að nota þetta og mér líður miklu betur núna."
    let voice = Voice(kind: .comment, url: "", text: text, language: "is")
    #expect(Self.scorer.sentiment(of: voice, about: Service(name: "Acme")) == nil)
  }

  private func pearson(_ left: [Double], _ right: [Double]) -> Double {
    let count = Double(left.count)
    let (a, b) = (left.reduce(0, +) / count, right.reduce(0, +) / count)
    let covariance = zip(left, right).reduce(0) { $0 + ($1.0 - a) * ($1.1 - b) }
    let (x, y) = (left.reduce(0) { $0 + ($1 - a) * ($1 - a) }, right.reduce(0) { $0 + ($1 - b) * ($1 - b) })
    return covariance / (x * y).squareRoot()
  }

  @Test(
    "orders a word's surroundings",
    arguments: [
      ("good", "very good"), ("somewhat good", "good"), ("good", "good!"), ("good, he said", "GOOD, he said"),
      ("not good", "good"), ("bad", "not bad"), ("no problem", "no problem :)"), ("problem", "no problem"),
      ("It is beautiful, but slow.", "It is slow, but beautiful."), ("without charm", "with charm"),
      ("Is it good?", "It is good."), ("never works", "works"), ("damn", "damn good"),
      ("reduce quality", "reduce pain"),
    ])
  func order(less: String, more: String) {
    #expect(Self.sentiment(less) < Self.sentiment(more))
  }

  @Test(
    "sees no feeling where there is none",
    arguments: [
      "The bus leaves at nine.", "I would like to know more.", "No doubt he said so.", "It looks like a table.",
      "We met in New York.", "He no longer lives there.", "", "1234", "http://example.org/hate/love",
    ])
  func neutral(text: String) {
    #expect(abs(Self.sentiment(text)) < 0.1)
  }

  @Test("reads faces in every language", arguments: ["Der Zug 😍", "El tren 😍", "The train 😍", "🎉", ":-)", "so <3"])
  func faces(text: String) {
    #expect(Self.sentiment(text) > 0.3)
  }

  @Test("stays within its bounds however long a text is")
  func bounds() {
    let joy = String(repeating: "love ", count: 20_000)
    let grief = String(repeating: "hate ", count: 20_000)
    #expect((0.9...1).contains(Self.sentiment(joy)))
    #expect((-1 ... -0.9).contains(Self.sentiment(grief)))
  }

  @Test("leaves the stance to the cues")
  func apart() {
    let acme = Service(name: "Acme")
    for text in ["What a lovely day at the beach!", "Horrible weather again today."] {
      #expect(Self.scorer.reading(of: Voice(kind: .comment, url: "", text: text), about: acme).stance == .neutral)
    }
  }
}
