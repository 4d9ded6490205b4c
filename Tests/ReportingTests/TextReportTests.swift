import JSONCoding
import Testing
import Trends

@testable import Reporting

@Suite("The text report")
struct TextReportTests {
  private func lines(_ report: Report, _ style: TerminalStyle) -> [String] {
    TextReport(report, style: style).text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
  }

  @Test("keeps to the terminal's width, links apart", arguments: [40, 48, 60, 72, 80, 100, 132, 200])
  func width(columns: Int) {
    for line in lines(Samples.storm, TerminalStyle(width: columns)) where !line.contains("https://") {
      #expect(TerminalText.columns(of: line) <= columns, "\(line)")
    }
  }

  @Test("has no colour when none is wanted, and only ASCII when nothing else can be shown")
  func plain() {
    let text = TextReport(Samples.storm, style: TerminalStyle(width: 80, colours: .none, isUnicode: false)).text
    #expect(text.utf8.allSatisfy { $0 == 0x0a || ($0 >= 0x20 && $0 < 0x7f) })
    let coloured = TextReport(Samples.storm, style: TerminalStyle(width: 80, colours: .ansi16)).text
    #expect(coloured.contains("\u{1b}[31m"))
  }

  @Test("says the same with and without colours, but for half blocks")
  func colours() {
    func stripped(_ text: String) -> [String] {
      text.split(separator: "\u{1b}", omittingEmptySubsequences: false).enumerated().map { position, part in
        position == 0 ? String(part) : String(part[part.index(after: part.firstIndex(of: "m") ?? part.startIndex)...])
      }
    }
    let plain = TextReport(Samples.storm, style: TerminalStyle(width: 80, colours: .none)).text
    let coloured = stripped(TextReport(Samples.storm, style: TerminalStyle(width: 80, colours: .ansi256)).text).joined()
    let blocks = Set("▁▂▃▄▅▆▇█▀▔")
    #expect(plain.filter { !blocks.contains($0) } == coloured.filter { !blocks.contains($0) })
  }

  @Test("marks stances by words and symbols, turning points and events by signs")
  func symbols() {
    let text = TextReport(Samples.storm).text
    for part in [
      "▼ quitting", "▲ defending", "· neutral", "◆ 24 Oct 2011", "① 26 Oct 2011 The formula changes", "score dropped",
    ] {
      #expect(text.contains(part), "\(part)")
    }
  }

  @Test("ends a bar that leaves the chart in an arrow, and none that stays within")
  func cutBars() {
    let even = [(Int, Int, Int)](repeating: (12, 12, 6), count: 6)
    #expect(TextReport(Samples.report(even + [(0, 3, 0)] + even)).text.contains("↑"))
    #expect(TextReport(Samples.report(even + [(3, 0, 0)] + even)).text.contains("↓"))
    let within = TextReport(Samples.report(even + [(12, 14, 6)] + even)).text
    #expect(!within.contains("↑") && !within.contains("↓"))
  }

  @Test("lets no stranger's text reach the terminal as it came")
  func hostile() {
    let report = Samples.report(
      [(Int, Int, Int)](repeating: (9, 9, 9), count: 3), evil: "\u{1b}]0;x\u{7}\u{202e}\u{9b}2J")
    let text = TextReport(report, style: TerminalStyle(width: 80)).text
    #expect(!text.contains("\u{1b}") && !text.contains("\u{202e}") && !text.unicodeScalars.contains("\u{9b}"))
  }

  @Test("can be made of nothing, and of one voice")
  func little() {
    #expect(TextReport(Samples.report([])).text.contains("No voice was found yet."))
    #expect(TextReport(Samples.report([(1, 0, 0)])).text.contains("too few for a finding"))
  }

  @Test("says what was left out and what the numbers are not")
  func honesty() {
    #expect(
      TextReport(Samples.storm).text.hasSuffix(
        "Of the voices found, not of all users. Intervals 95%, by people. Times in UTC.\n"))
  }

  @Test("says how many voices have no vote, so that its numbers add up")
  func silent() {
    var report = Samples.storm
    let voices = report.trend.total.voices
    report.trend.coverage.voices = voices + 12
    let text = TextReport(report).text
    #expect(text.contains("\(Wording.plural(voices, "voice")) · "))
    #expect(text.contains("Of \(Wording.count(voices + 12)) voices heard, 12 have no vote."))
  }

  @Test("says how many voices have no date where only some days were asked for")
  func undated() {
    var report = Samples.storm
    report.trend.coverage.undatedRefused = 96
    #expect(TextReport(report).text.contains("96 voices without a date, as only some days were asked for"))
  }

  @Test("tells a store without voices from a wish that none fits")
  func isFiltered() {
    var report = Samples.report([])
    report.isFiltered = true
    #expect(TextReport(report).text.contains("No voice fits what was asked for."))
  }

  @Test(
    "gives people as whole numbers that add up", arguments: [[0.4, 0.3, 0.3], [1.5, 1.5, 4], [36.5, 30.25, 99.25]])
  func whole(votes: [Double]) {
    var report = Samples.report([])
    (report.trend.total.quitting, report.trend.total.defending, report.trend.total.neutral) = (
      votes[0], votes[1], votes[2]
    )
    report.trend.total.people = Int(votes.reduce(0, +).rounded())
    let whole = Wording.wholeVotes(of: report.trend.total)
    #expect(whole.reduce(0, +) == report.trend.total.people)
    #expect(zip(whole, votes).allSatisfy { abs(Double($0) - $1) < 1 })
  }

  @Test("compares shares so exactly that they give the difference beside them")
  func compared() throws {
    let mine = Samples.report([(167, 167, 166)])
    let other = Samples.report([(148, 176, 176)])
    let comparison = Comparison(name: "b", mine.trend.total, other.trend)
    let row = try #require(ComparisonWording.rows(of: comparison).first)
    #expect(row[1...3] == ["33.4%", "29.6%", "+3.8"])
  }

  @Test("has a JSON form with the same numbers")
  func json() throws {
    let value = try JSONValue.parse(JSONReport.bytes(of: Samples.storm))
    #expect(value["total"]?["people"]?.int == Samples.storm.trend.total.people)
    #expect(value["periods"]?.array?.count == 20)
    #expect(value["turning_points"]?[0]?["start"]?.string == "2011-10-24")
    #expect(value["periods"]?[8]?["share_quitting"]?["value"]?.double == 0.6)
    #expect(value["reasons"]?["quitting"]?[0]?["reason"]?.string == "score-dropped")
  }
}
