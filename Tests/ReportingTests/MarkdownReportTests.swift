import Model
import Testing

@testable import Reporting
@testable import Trends

@Suite("The Markdown report")
struct MarkdownReportTests {
  @Test("says the finding, the shares, the reasons and the periods")
  func parts() {
    let text = MarkdownReport.text(of: Samples.storm)
    for part in [
      "# Klout: who is leaving", "**Quitting took the lead in the week of 24 Oct 2011", "| quitting | ",
      "## Why they quit",
      "| 24 Oct 2011 | 150 | 90 | 20 | −47 (", "Of the voices found, not of all users.",
    ] {
      #expect(text.contains(part), "\(part)")
    }
  }

  @Test("says what came with the turns, and sets another store's numbers beside these")
  func additions() {
    var report = Samples.storm
    report.catalysts = [
      Catalyst(
        position: 0, people: 12, terms: [],
        reasons: [.init(reason: Reason(rawValue: "privacy"), before: 0.1, now: 0.4)],
        links: [.init(address: "a.example/x", people: 3)])
    ]
    report.comparison = Comparison(name: "other", report.trend.total, report.trend)
    let text = MarkdownReport.text(of: report)
    #expect(text.contains("## New at the turns"))
    #expect(
      text.contains("12 people: privacy 10% before, 40% then · [a.example/x](https://a.example/x) named by 3 people"))
    #expect(text.contains("## Compared with other"))
    #expect(text.contains("| net | "))
  }

  @Test("sums up the whole time and each period, with shares and voices")
  func summary() {
    var report = Samples.storm
    let day = CivilTime(year: 2011, month: 10, day: 26)
    report.representatives.note(
      Observation(
        voice: Voice(
          id: "v", kind: .post, url: "https://a.example/", speaker: "Ada",
          published: Timestamp(day, precision: .day, source: .time),
          text: "I deleted my account and I will not come back to it."),
        reading: Samples.reading, site: "a.example", page: "https://a.example/"),
      bucket: .week)
    let text = SummaryMarkdown.text(of: report)
    #expect(text.hasPrefix("# Stance on Klout\n"))
    for part in [
      "## The week of 24 Oct 2011", "| quitting | 90 | ", "- quitting: “I deleted my account",
      "[a.example](https://a.example/)", "Method: one vote",
    ] {
      #expect(text.contains(part), "\(part)")
    }
  }

  @Test(
    "lets no stranger's text become markup",
    arguments: ["<script>", "[x](javascript:alert(1))", "**bold**", "| a | b |"])
  func hostile(evil: String) {
    let text = MarkdownReport.text(of: Samples.report([(9, 9, 9), (9, 9, 9)], evil: evil))
    #expect(!text.contains(evil))
  }
}
