import Model
import Testing

@testable import Trends

@Suite("The trend")
struct TrendBuilderTests {
  /// A voice on a day of November 2011.
  private func voice(
    _ id: String, _ stance: Stance?, by speaker: String? = nil, on day: Int? = 1, site: String = "a.example",
    link: String? = nil, text: String? = nil, kind: Voice.Kind = .comment, reasons: [String] = [], replies: Int = 0,
    precision: Timestamp.Precision = .day
  ) -> Observation {
    Observation(
      voice: Voice(
        id: id, kind: kind, url: "https://\(site)/#\(id)", speaker: speaker, speakerURL: link,
        published: day.map {
          Timestamp(CivilTime(Instant(seconds: Int64(15_279 + $0) * 86_400)), precision: precision, source: .time)
        }, text: text ?? "words of \(id)"),
      reading: Reading(stance: stance, sentiment: 0.5, reasons: reasons.map(Reason.init(rawValue:))), site: site,
      page: "https://\(site)/", replies: replies)
  }

  private func trend(_ observations: [Observation], bucket: Bucket = .week) -> Trend {
    var builder = TrendBuilder(bucket: bucket)
    for observation in observations { builder.count(observation) }
    return builder.trend()
  }

  private static let long =
    "I have been writing here for six years and never asked anyone for a number, yet this morning a stranger told me mine."

  @Test("gives one vote to a person, however often they speak")
  func oneVote() {
    let loud = (0..<40).map { voice("loud\($0)", .defending, by: "Evangelist") }
    let trend = trend(loud + [voice("x", .quitting, by: "Ada"), voice("y", .quitting, by: "Bob")])
    #expect(trend.total.people == 3)
    #expect(trend.total.voices == 42)
    #expect(trend.total.quitting == 2)
    #expect(trend.total.defending == 1)
  }

  @Test("parts the vote of a person who says two things")
  func parted() {
    let trend = trend([voice("x", .quitting, by: "Ada"), voice("y", .neutral, by: "Ada")])
    #expect(trend.total.quitting == 0.5 && trend.total.neutral == 0.5)
    #expect(trend.total.net?.value == -0.5)
  }

  @Test("takes the same name on two sites for two people, unless a link joins them")
  func people() {
    #expect(
      trend([voice("1", .quitting, by: "Ada"), voice("2", .quitting, by: "Ada", site: "b.example")]).total.people == 2)
    #expect(
      trend([
        voice("1", .quitting, by: "Ada", link: "https://ada.example/me"),
        voice("2", .quitting, by: "Ada L.", site: "b.example", link: "http://www.ada.example/me/"),
      ]).total.people == 1)
    #expect(
      trend([
        voice("1", .quitting, by: "ADA", site: "b.example", link: "https://ada.example/"),
        voice("2", .quitting, by: "Ada", site: "ada.example"),
      ]).total.people == 1)
  }

  @Test("joins nobody by a link that many names share")
  func sharedLink() {
    let names = ["Ada", "Bob", "Cyd", "Dan"]
    let voices = names.map { voice($0, .quitting, by: $0, link: "https://forum.example/about") }
    #expect(trend(voices).total.people == 4)
  }

  @Test("takes each nameless commenter for a person, and a nameless quote for nobody")
  func nameless() {
    let trend = trend([
      voice("1", .quitting), voice("2", .quitting, by: "Anonymous"), voice("3", .quitting, by: "anonymous "),
      voice("4", .defending, kind: .quote),
    ])
    #expect(trend.total.people == 3)
    #expect(trend.coverage.unnamedQuotes == 1)
  }

  @Test("folds copies of long texts, and counts the earliest")
  func copies() {
    let trend = trend([
      voice("copy", .quitting, by: "Scraper", on: 9, site: "s.example", text: Self.long + " Read more"),
      voice("original", .quitting, by: "Ada", on: 2, text: Self.long),
      voice("again", .quitting, by: "Ada", on: 3, site: "c.example", text: Self.long),
    ])
    #expect(trend.coverage.copies == 2)
    #expect(trend.total.people == 1)
    #expect(trend.periods.map(\.tally.people) == [1])
  }

  @Test("lets many people say the same few words")
  func shortWords() {
    let voices = ["Ada", "Bob", "Cyd"].map { voice($0, .quitting, by: $0, text: "I quit too!") }
    #expect(trend(voices).coverage.copies == 0)
    #expect(trend(voices).total.people == 3)
  }

  @Test("counts a voice once that is found under two addresses")
  func doubles() {
    let trend = trend([voice("1", .quitting, by: "Ada"), voice("1", .quitting, by: "Ada")])
    #expect(trend.coverage.doubles == 1)
    #expect(trend.coverage.voices == 1)
  }

  @Test("counts undated and coarsely dated voices apart")
  func undated() {
    let trend = trend([
      voice("1", .quitting, by: "Ada"), voice("2", .defending, by: "Bob", on: nil),
      voice("3", .defending, by: "Cyd", precision: .year), voice("4", .defending, by: "Dan", precision: .month),
    ])
    #expect(trend.coverage.undated == 1)
    #expect(trend.coverage.coarse == 2)
    #expect(trend.undated.defending == 3)
    #expect(trend.periods.map(\.tally.people) == [1])
    #expect(trend.total.people == 4)
  }

  @Test("leaves a gap where nobody spoke, and does not call it zero")
  func gaps() {
    let trend = trend([voice("1", .quitting, by: "Ada", on: 1), voice("2", .quitting, by: "Bob", on: 22)])
    #expect(trend.periods.map(\.tally.people) == [1, 0, 0, 1])
    #expect(trend.periods[1].tally.net == nil)
    #expect(trend.periods[1].tally.share(of: .quitting) == nil)
  }

  @Test("counts voices in languages that are not read, and gives them no vote")
  func unread() {
    let trend = trend([voice("1", nil, by: "Ada"), voice("2", .quitting, by: "Bob")])
    #expect(trend.coverage.unread == 1)
    #expect(trend.total.people == 1)
  }

  @Test("notes who changed sides, and when")
  func changes() {
    let trend = trend([
      voice("1", .defending, by: "Ada", on: 1), voice("2", .neutral, by: "Ada", on: 5),
      voice("3", .quitting, by: "Ada", on: 15), voice("4", .quitting, by: "Bob", on: 1),
      voice("5", .defending, by: "Bob", on: 8), voice("6", .quitting, by: "Cyd", on: 1),
    ])
    #expect(trend.turnedAway == 1 && trend.cameRound == 1)
    #expect(trend.periods.map(\.turnedAway) == [0, 0, 1])
    #expect(trend.periods.map(\.cameRound) == [0, 1, 0])
  }

  @Test("counts whoever goes to and fro once at the most, by the first side and the last")
  func toAndFro() {
    let trend = trend([
      voice("1", .quitting, by: "Ada", on: 1), voice("2", .defending, by: "Ada", on: 8),
      voice("3", .quitting, by: "Ada", on: 15), voice("4", .quitting, by: "Bob", on: 1),
      voice("5", .defending, by: "Bob", on: 8), voice("6", .quitting, by: "Bob", on: 15),
      voice("7", .defending, by: "Bob", on: 22),
    ])
    #expect(trend.turnedAway == 0 && trend.cameRound == 1)
    #expect(trend.periods.map(\.cameRound) == [0, 0, 0, 1])
  }

  @Test("says of two voices neither is the later one where their times do not tell")
  func unordered() {
    let trend = trend([
      voice("1", .defending, by: "Ada", on: 1, precision: .year), voice("2", .quitting, by: "Ada", on: 15),
      voice("3", .quitting, by: "Bob", on: 1, precision: .year), voice("4", .defending, by: "Bob", on: 500),
    ])
    #expect(trend.turnedAway == 0 && trend.cameRound == 1)
  }

  @Test("counts people by reason, each once")
  func reasons() {
    let trend = trend([
      voice("1", .quitting, by: "Ada", reasons: ["privacy", "price"]),
      voice("2", .quitting, by: "Ada", reasons: ["privacy"]), voice("3", .quitting, by: "Bob", reasons: ["privacy"]),
      voice("4", .neutral, by: "Cyd", reasons: ["price"]),
    ])
    #expect(trend.reasons[.quitting]?.map(\.reason.rawValue) == ["privacy", "price"])
    #expect(trend.reasons[.quitting]?.map(\.people) == [2, 1])
    #expect(trend.reasons[.neutral] == nil)
  }

  @Test("names the most answered voices first")
  func answered() {
    let voices = (0..<200).map { voice("v\($0)", .quitting, by: "P\($0)", replies: ($0 * 7) % 200) }
    #expect(trend(voices).answered.prefix(3).map(\.replies) == [199, 198, 197])
  }

  @Test("finds the words of each side, said by several people")
  func terms() {
    let quitters = (0..<30).map { voice("q\($0)", .quitting, by: "Q\($0)", text: "deleted everything, creepy number") }
    let defenders = (0..<30).map { voice("d\($0)", .defending, by: "D\($0)", text: "useful signal, fun number") }
    let habit = (0..<30).map { voice("h\($0)", .quitting, by: "Habit", text: "frankly speaking") }
    let terms = trend(quitters + defenders + habit).terms
    #expect(terms[.quitting]?.contains { $0.text.contains("deleted") } == true)
    #expect(terms[.defending]?.contains { $0.text.contains("useful") } == true)
    #expect(terms.values.joined().allSatisfy { !$0.text.contains("frankly") && $0.text != "number" })
  }

  @Test("gives the same trend for the same voices, bit for bit")
  func determinism() {
    let voices = (0..<300).map {
      voice(
        "v\($0)", Stance.allCases[$0 * 7 % 3], by: "P\($0 % 90)", on: $0 % 40, reasons: ["r\($0 % 4)"], replies: $0 % 5)
    }
    #expect(trend(voices) == trend(voices))
  }

  @Test("finds a turn, and smooths up to it but not across")
  func turn() throws {
    var voices: [Observation] = []
    for week in 0..<20 {
      for person in 0..<30 {
        let quits = person % 10 < (week < 10 ? 3 : 7)
        voices.append(
          voice("w\(week)p\(person)", quits ? .quitting : .defending, by: "W\(week)P\(person)", on: week * 7))
      }
    }
    let trend = trend(voices)
    #expect(trend.turningPoints.map(\.position) == [10])
    #expect(trend.turningPoints[0].range == 10...10)
    #expect(abs(trend.turningPoints[0].before - 0.4) < 1e-9)
    for (position, period) in trend.periods.enumerated() {
      #expect(abs((period.smoothedNet ?? 0) - (position < 10 ? 0.4 : -0.4)) < 1e-9)
    }
  }

  @Test("claims no turn against a time in which fewer than ten people spoke", arguments: [(9, 0), (10, 1)])
  func turnOfFew(people: Int, turns: Int) {
    var voices: [Observation] = []
    for week in 0..<12 {
      for person in 0..<(week == 0 ? people : 60) {
        voices.append(
          voice("w\(week)p\(person)", week == 0 ? .defending : .quitting, by: "W\(week)P\(person)", on: week * 7))
      }
    }
    #expect(trend(voices).turningPoints.count == turns)
  }

  @Test("does not let a crowd speak for the weeks before it came")
  func crowd() throws {
    var voices: [Observation] = []
    for week in 0..<12 {
      for person in 0..<(week == 8 || week == 9 ? 200 : 10) {
        let quits = person % 10 < (week < 8 ? 4 : 5)
        voices.append(
          voice("w\(week)p\(person)", quits ? .quitting : .defending, by: "W\(week)P\(person)", on: week * 7))
      }
    }
    let trend = trend(voices)
    #expect(trend.turningPoints.isEmpty)
    #expect(trend.bursts.map(\.positions) == [8...9])
    #expect(trend.breaks == [8])
    #expect(abs((trend.periods[7].smoothedNet ?? 0) - 0.2) < 1e-9)
    #expect(abs(trend.periods[8].smoothedNet ?? 1) < 1e-9)
  }

  @Test("chooses days, weeks or months by how much there is")
  func automaticBucket() {
    func bucket(days: Int, perDay: Int) -> Bucket {
      var builder = TrendBuilder()
      for day in 0..<days {
        for person in 0..<perDay {
          builder.count(voice("\(day)-\(person)", .quitting, by: "\(day)-\(person)", on: day))
        }
      }
      return builder.trend().bucket
    }
    #expect(bucket(days: 30, perDay: 20) == .day)
    #expect(bucket(days: 200, perDay: 5) == .week)
    #expect(bucket(days: 1500, perDay: 1) == .month)
  }

  @Test("does not let one stray date stretch the axis over decades")
  func strays() {
    var voices = (0..<400).map { voice("v\($0)", .quitting, by: "P\($0)", on: $0 % 60) }
    voices.append(voice("1970", .quitting, by: "Old", on: -15_279))
    voices.append(voice("2037", .quitting, by: "Spam", on: 9_500))
    let trend = trend(voices)
    #expect(trend.periods.count < 12)
    #expect(trend.coverage.earlier == 1 && trend.coverage.later == 1)
  }

  @Test("lets through only what the filter asks for")
  func filter() {
    let filter = TrendFilter(
      since: Instant(seconds: 15_284 * 86_400), kinds: [.comment], sites: ["a.example"],
      reasons: [Reason(rawValue: "privacy")])
    #expect(filter.accepts(voice("1", .quitting, on: 6, reasons: ["privacy"])))
    #expect(!filter.accepts(voice("1", .quitting, on: 4, reasons: ["privacy"])))
    #expect(!filter.accepts(voice("1", .quitting, on: nil, reasons: ["privacy"])))
    #expect(!filter.accepts(voice("1", .quitting, on: 6, reasons: ["price"])))
    #expect(!filter.accepts(voice("1", .quitting, on: 6, site: "b.example", reasons: ["privacy"])))
    #expect(!filter.accepts(voice("1", .quitting, on: 6, kind: .post, reasons: ["privacy"])))
  }

  @Test("is empty, and does not fall over, when nothing was heard")
  func empty() {
    let trend = trend([])
    #expect(trend.periods.isEmpty && trend.total.people == 0 && trend.turningPoints.isEmpty)
  }
}
