import Foundation
import Model
import Scoring
import Testing

/// The stances of our own labelled texts, against floors that only ever rise.
@Suite struct StanceAccuracyTests {
  static let texts = LabelledTexts.all
  static let floors = LabelledTexts.floors

  @Test("is balanced over the three stances and many services")
  func corpus() {
    let sentences = Self.texts.filter { !$0.isPost }
    let posts = Self.texts.filter(\.isPost)
    #expect(sentences.count >= 400)
    #expect(posts.count >= 60)
    #expect(Set(Self.texts.map(\.service.name)).count >= 25)
    for stance in Stance.allCases {
      #expect(sentences.count { $0.stance == stance } * 4 > sentences.count, "\(stance)")
      #expect(posts.count { $0.stance == stance } * 4 > posts.count, "\(stance)")
    }
  }

  @Test("reads stances no worse than before", arguments: floors)
  func floor(_ floor: LabelledTexts.Floor) throws {
    let texts = Self.texts.filter { $0.half == floor.half && $0.isPost == (floor.set == "posts") }
    try #require(!texts.isEmpty)
    let scorer = Scorer()
    let pairs = texts.map { text in
      (truth: text.stance, read: scorer.reading(of: text.voice, about: text.service, answering: text.parent).stance)
    }
    let figure =
      Stance.allCases.map { stance in
        let right = pairs.count { $0.truth == stance && $0.read == stance }
        let wrong = pairs.count { ($0.truth == stance) != ($0.read == stance) }
        return right == 0 ? 0 : Double(2 * right) / Double(2 * right + wrong)
      }.reduce(0, +) / Double(Stance.allCases.count)
    #expect(figure >= floor.least, "\(floor.half) \(floor.set): macro-F1 \(figure)")
  }

  @Test("reads most titles by themselves")
  func titles() throws {
    let rows = LabelledTexts.rows(of: "titles.tsv")
    try #require(rows.count > 300)
    let scorer = Scorer()
    let service = Service(name: "Acme", rivals: ["Zenith"])
    let text = "I wrote this on a train. There were a few things to say about the last months, in no order. It rained."
    let right = rows.count { row in
      let voice = Voice(kind: .post, url: "", title: row[1], text: text)
      return scorer.reading(of: voice, about: service).stance?.rawValue == row[0]
    }
    #expect(Double(right) / Double(rows.count) >= 0.93, "\(right) of \(rows.count)")
  }

  @Test(
    "reads the same text for the service that is left and for the one moved to, listed or never heard of",
    arguments: [
      ("Evernote", "Obsidian"), ("Goodreads", "StoryGraph"), ("Fernbook", "Tandem"), ("Larkmail", "Posthorn"),
    ])
  func swaps(_ one: String, _ other: String) throws {
    let rows = LabelledTexts.rows(of: "swaps.tsv")
    try #require(rows.count >= 40)
    let scorer = Scorer()
    let right = rows.count { row in
      func named(_ text: String) -> String {
        text.replacingOccurrences(of: "{A}", with: one).replacingOccurrences(of: "{B}", with: other)
      }
      let voice = Voice(kind: .post, url: "", title: named(row[1]), text: named(row[2]))
      let old = scorer.reading(of: voice, about: Service(name: one)).stance
      let new = scorer.reading(of: voice, about: Service(name: other)).stance
      return row[0] == "left" ? old == .quitting && new == .defending : old == .defending && new == .quitting
    }
    #expect(right * 10 >= rows.count * 9, "\(right) of \(rows.count)")
  }
}

/// Texts with their true stances, read from Tests/Accuracy/stance.
struct LabelledTexts {
  /// One text about one service.
  struct Text: Sendable {
    var stance: Stance
    var service: Service
    var title: String?
    var text: String
    /// The reading of the text that this one answers.
    var parent: Reading?
    /// `tuning` or `held`, by the service's name.
    var half: String
    var isPost: Bool { title != nil }
    var voice: Voice { Voice(kind: isPost ? .post : .comment, url: "", title: title, text: text) }
  }

  /// The least macro-F1 of one half of one set.
  struct Floor: Sendable, CustomTestStringConvertible {
    var half: String
    var set: String
    var least: Double
    var testDescription: String { "\(half) \(set) ≥ \(least)" }
  }

  static var all: [Text] { sentences + posts }

  static var floors: [Floor] {
    rows(of: "floors.tsv").map { Floor(half: $0[0], set: $0[1], least: Double($0[2]) ?? 1) }
  }

  private static var sentences: [Text] {
    rows(of: "sentences.tsv").map { fields in
      let parent = Stance(rawValue: fields[1]).map {
        Reading(stance: $0, score: $0 == .quitting ? -0.8 : $0 == .defending ? 0.8 : 0, confidence: 0.8)
      }
      return Text(
        stance: stance(fields[0]), service: service(fields[4], fields[5]), title: nil, text: fields[6],
        parent: parent, half: half(of: fields[4]))
    }
  }

  private static var posts: [Text] {
    content(of: "posts.txt").components(separatedBy: "\n=== ").dropFirst().flatMap { block -> [Text] in
      var lines = block.split(separator: "\n").map(String.init)
      let head = fields(lines.removeFirst())
      let also = lines[0].hasPrefix("also ") ? fields(String(lines.removeFirst().dropFirst(5))) : nil
      let title = lines.removeFirst()
      let first = Text(
        stance: stance(head[0]), service: service(head[2], head[3]), title: title,
        text: lines.joined(separator: "\n\n"), half: half(of: head[2]))
      guard let also else { return [first] }
      var second = first
      second.stance = stance(also[0])
      second.service = service(also[1], also[2])
      return [first, second]
    }
  }

  private static func fields(_ line: String) -> [String] { line.components(separatedBy: " | ") }

  private static func stance(_ name: String) -> Stance {
    guard let stance = Stance(rawValue: name) else { fatalError("no stance is called \(name)") }
    return stance
  }

  private static func service(_ name: String, _ aliases: String) -> Service {
    Service(name: name, aliases: aliases == "-" ? [] : aliases.components(separatedBy: ", "))
  }

  /// One bit of the FNV-1a hash of the service's name, so that all texts about a service are on one side.
  private static func half(of service: String) -> String {
    let hash = service.utf8.reduce(0xcbf2_9ce4_8422_2325 as UInt64) { ($0 ^ UInt64($1)) &* 0x100_0000_01b3 }
    return (hash >> 7) & 1 == 0 ? "tuning" : "held"
  }

  static func rows(of name: String) -> [[String]] {
    content(of: name).split(separator: "\n").filter { !$0.hasPrefix("#") }.map {
      $0.split(separator: "\t", omittingEmptySubsequences: false).map(String.init)
    }
  }

  private static func content(of name: String) -> String {
    let tests = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    let url = tests.appendingPathComponent("Accuracy/stance/\(name)")
    do { return try String(contentsOf: url, encoding: .utf8) } catch { fatalError("\(url.path): \(error)") }
  }
}
