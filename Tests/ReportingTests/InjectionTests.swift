import Foundation
import JSONCoding
import Model
import Testing

@testable import Reporting
@testable import Trends

/// What strangers may write into titles, names, texts and addresses.
@Suite("Strangers' text is inert")
struct InjectionTests {
  static let evils = [
    "<script>alert(1)</script>", "\"><img src=x onerror=alert(1)>", "' onmouseover='alert(1)", "</style></script><b>",
    "<!--", "]]><svg onload=alert(1)>", "javascript:alert(1)", "=HYPERLINK(\"http://evil.example\")",
    "+1+cmd|' /C calc'!A0", "-2+3", "@SUM(1)", "\tx", "a\r\nSet-Cookie: x", "\u{1b}[2J\u{1b}]0;owned\u{7}",
    "\u{202e}gpj.exe", "\u{2028}x\u{2029}",
    "${7*7}{{7*7}}<%= 7*7 %>", "| --- |\n| x |", "[x](javascript:alert(1))", "\u{0}\u{8}\u{7f}",
    "&lt;b&gt; &#x3c;b>",
  ]

  private var day: Timestamp {
    Timestamp(CivilTime(year: 2011, month: 10, day: 26), precision: .day, source: .time)
  }

  private func observation(_ evil: String) -> Observation {
    Observation(
      voice: Voice(
        id: "v\(evil)", kind: .post, url: "https://a.example/\(evil)", title: "T \(evil)", speaker: evil,
        speakerURL: evil, published: day,
        text: "I deleted my account. \(evil) It is done, and I will not come back to it."),
      reading: Reading(
        stance: .quitting, score: -0.9, reasons: [Reason(rawValue: evil)],
        evidence: [Evidence(text: "deleted", start: 2, end: 9, cue: evil, weight: -2)]),
      site: "a.example\(evil)", page: "https://a.example/\(evil)", replies: 9)
  }

  private func report(_ evil: String) -> Report {
    var builder = TrendBuilder(bucket: .week)
    for number in 0..<12 {
      var one = observation(evil)
      one.voice.id = "\(number)"
      one.voice.speaker = evil + "\(number)"
      one.voice.text += " \(number)"
      builder.count(one)
    }
    var report = Report(
      service: evil, trend: builder.trend(),
      events: [Event(date: day, label: evil)],
      failures: [Omission(cause: evil, count: 2)], omissions: [Omission(cause: evil, count: 3)])
    report.representatives.note(observation(evil))
    return report
  }

  @Test("in the HTML file and the live page", arguments: evils)
  func html(evil: String) {
    let report = report(evil)
    var list = LiveList(voices: [ListedVoice(observation(evil))], total: 99, offset: 0, limit: 1)
    list.values = ["q": evil, "site": evil]
    list.reasons = [Reason(rawValue: evil)]
    list.services = [evil, "b"]
    let calm = self.report("calm")
    var calmList = list
    calmList.values = ["q": "calm", "site": "calm"]
    calmList.reasons = [Reason(rawValue: "calm")]
    calmList.services = ["calm", "b"]
    calmList.voices = [ListedVoice(observation("calm"))]
    for (text, quiet) in [
      (HTMLReport(report, voices: [observation(evil)]).text, HTMLReport(calm, voices: [observation("calm")]).text),
      (HTMLReport(report).livePage(list), HTMLReport(calm).livePage(calmList)),
    ] {
      func count(_ text: String, _ tag: String) -> Int { text.components(separatedBy: tag).count }
      for tag in ["<script", "<style", "</style", "</script", "<svg", "<!--", "<img", "<b>", "<link"] {

        #expect(count(text, tag) == count(quiet, tag), "\(tag)")
      }
      #expect(!text.lowercased().contains("href=\"javascript"))
      #expect(!text.contains("' onmouseover='"))
      #expect(!text.unicodeScalars.contains { $0.value == 0x1b || $0.value == 0x202e || $0.value == 0 })
    }
  }

  @Test("on a terminal: no escape, no control, no turned writing", arguments: evils)
  func terminal(evil: String) {
    let text = TextReport(report(evil)).text
    for scalar in text.unicodeScalars where scalar != "\n" {
      #expect(scalar.value >= 0x20 && scalar.value != 0x7f && !(0x80...0x9f).contains(scalar.value))
      #expect(!(0x202a...0x202e).contains(scalar.value) && !(0x2066...0x2069).contains(scalar.value))
    }
  }

  @Test("in CSV: no cell that a spreadsheet would run, no broken row", arguments: evils)
  func csv(evil: String) {
    let one = observation(evil)
    let conversation = Conversation(url: one.page, canonical: one.page, title: evil, voices: [one.voice])
    var writer = RowWriter(format: .csv)
    writer.write(
      VoiceExport.row(of: one.voice, one.reading, of: conversation, service: evil, fetched: Instant(seconds: 0)))
    writer.finish()
    var summary = RowWriter(format: .csv)
    for row in SummaryExport.rows(of: report(evil)) { summary.write(row) }
    summary.finish()
    for bytes in [writer.takeBytes(), summary.takeBytes()] {
      let rows = InjectionTests.rows(ofCSV: String(decoding: bytes, as: UTF8.self))
      #expect(Set(rows.map(\.count)).count == 1)
      // A number may begin with a sign; nothing else may begin with what a spreadsheet takes for a formula.
      for cell in rows.joined() where Double(cell) == nil {
        #expect(!["=", "+", "-", "@", "\t", "\r"].contains { cell.hasPrefix($0) }, "\(cell)")
      }
    }
  }

  /// The cells of a CSV file, unquoted (RFC 4180).
  private static func rows(ofCSV text: String) -> [[String]] {
    var rows: [[String]] = [[]]
    var cell = ""
    var isQuoted = false
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"": isQuoted.toggle()
      case "," where !isQuoted:
        rows[rows.count - 1].append(cell)
        cell = ""
      case "\n" where !isQuoted:
        rows[rows.count - 1].append(cell)
        rows.append([])
        cell = ""
      case "\r" where !isQuoted: break
      default: cell.unicodeScalars.append(scalar)
      }
    }
    return rows.filter { !$0.isEmpty }
  }

  @Test("in Markdown: no tag, no link of theirs, no broken table", arguments: evils)
  func markdown(evil: String) {
    var report = report(evil)
    report.catalysts = [
      Catalyst(
        position: 0, people: 12, terms: [], reasons: [.init(reason: Reason(rawValue: evil), before: 0, now: 1)],
        links: [.init(address: evil, people: 3)])
    ]
    report.comparison = Comparison(name: evil, report.trend.total, report.trend)
    for text in [MarkdownReport.text(of: report), SummaryMarkdown.text(of: report)] {
      for tag in ["<script", "<img", "<svg", "<b>", "</style", "<!--", "](javascript", "\n| x |"] {
        #expect(!text.contains(tag), "\(tag)")
      }
      for scalar in text.unicodeScalars where scalar != "\n" {
        #expect(scalar.value >= 0x20 && scalar.value != 0x7f && !(0x202a...0x202e).contains(scalar.value))
      }
    }
  }

  @Test("in JSON: reads back as it was", arguments: evils)
  func json(evil: String) throws {
    let voice = ListedVoice(observation(evil))
    var writer = JSONWriter()
    voice.write(into: &writer)
    let value = try JSONValue.parse(writer.bytes)
    #expect(value["speaker"]?.string == evil)
    #expect(ListedVoice(value) == voice)
    #expect(try JSONValue.parse(JSONReport.bytes(of: report(evil)))["service"]?.string == evil)
  }
}
