import Model
import Testing
import Trends

@testable import Reporting

@Suite("The HTML report")
struct HTMLReportTests {
  private func observation(_ text: String, _ evidence: [Evidence] = [], stance: Stance = .quitting) -> Observation {
    Observation(
      voice: Voice(
        id: "v", kind: .post, url: "https://a.example/?a=1&b=\"2\"", title: "On <scores>", speaker: "Ada & Bob",
        text: text),
      reading: Reading(stance: stance, evidence: evidence), site: "a.example", page: "https://a.example/")
  }

  @Test("is one whole file that asks no network for anything")
  func whole() {
    let text = HTMLReport(Samples.storm, voices: Samples.storm.trend.answered).text
    #expect(text.hasPrefix("<!DOCTYPE html>") && text.hasSuffix("</html>\n"))
    for loader in [" src=", "@import", "url(", "<link", "fetch(", "<iframe"] {
      #expect(!text.contains(loader), "\(loader)")
    }
    #expect(text.contains("default-src 'none'"))
  }

  @Test("gives every chart a name, every mark a title, and a table with the same numbers")
  func accessible() {
    let text = HTMLReport(Samples.storm).text
    #expect(text.contains("aria-label=\"Net stance by week"))
    #expect(text.contains("<title>the week of 24 Oct 2011: net −47"))
    #expect(text.contains("<th scope=\"row\">24 Oct 2011</th><td class=\"number\">150</td>"))
    #expect(text.contains("26 Oct · The formula changes"))
  }

  @Test("draws a point beyond the axis as an arrow at its edge, and says so")
  func beyond() {
    let calm = HTMLReport(Samples.report([(9, 12, 9), (9, 12, 9)])).text
    let text = HTMLReport(Samples.report([(9, 12, 9), (9, 12, 9), (0, 3, 0)])).text
    #expect(text.contains("<polygon class=\"d faint\""))
    #expect(text.contains("An arrow at the edge"))
    #expect(!calm.contains("An arrow at the edge"))
  }

  @Test(
    "lets no stranger's text begin markup, end an attribute or run",
    arguments: [
      "<script>alert(1)</script>", "\"><img src=x onerror=alert(1)>", "' onmouseover='alert(1)", "</style><b>",
      "<!--", "]]><svg onload=alert(1)>", "javascript:alert(1)",
    ])
  func hostile(evil: String) {
    let calm = HTMLReport(Samples.report([(9, 9, 9), (9, 9, 9)]))
    let report = Samples.report([(9, 9, 9), (9, 9, 9)], evil: evil)
    let text = HTMLReport(report, voices: report.trend.answered).text
    func tags(_ text: String, _ name: String) -> Int { text.components(separatedBy: "<\(name)").count }
    for name in ["script", "style", "svg", "!--"] { #expect(tags(text, name) == tags(calm.text, name), "\(name)") }
    #expect(!text.contains("<img") && !text.contains("<b>"))
    #expect(!text.contains("href=\"javascript"))
    #expect(!text.contains("' onmouseover='"))
  }

  @Test("marks the evidence in the words, wherever it stands")
  func evidence() {
    let item = HTMLVoices.item(
      ListedVoice(
        observation(
          "Ça suffit: I deleted my account <today>.",
          [Evidence(text: "I deleted my account", start: 12, end: 32, cue: "leave.deleted", weight: -3)])),
      showsReplies: false)
    #expect(
      item.contains(
        "Ça suffit: <mark class=\"quitting\" title=\"leave.deleted: quitting\">I deleted my account</mark> &lt;today&gt;."
      ))
    #expect(item.contains("href=\"https://a.example/?a=1&amp;b=&quot;2&quot;\""))
    #expect(item.contains("Ada &amp; Bob"))
  }

  @Test("cuts long words around the evidence, and survives evidence that lies outside")
  func long() {
    let text = String(repeating: "many words ", count: 200) + "I quit. " + String(repeating: "more words ", count: 200)
    let start = 2200
    let marked = HTMLVoices.marked(
      MarkedWords.pieces(
        of: observation(text).voice,
        Reading(
          stance: .quitting,
          evidence: [Evidence(text: "I quit", start: start, end: start + 6, cue: "c", weight: -2)])))
    #expect(
      marked.hasPrefix("… ") && marked.hasSuffix(" …")
        && marked.contains("<mark class=\"quitting\" title=\"c: quitting\">I quit</mark>"))
    for (start, end) in [(-5, 3), (3, 1), (0, 99_999), (4_000, 5_000)] {
      let reading = Reading(
        stance: .quitting, evidence: [Evidence(text: "x", start: start, end: end, cue: "c", weight: -2)])
      #expect(MarkedWords.pieces(of: observation("short 日本 text").voice, reading).allSatisfy { $0.cue == nil })
    }
  }

  @Test("can be made of nothing")
  func empty() {
    #expect(HTMLReport(Samples.report([])).text.contains("No voice was found yet."))
  }
}

extension String {
  /// Splits at every occurrence of a separator.
  fileprivate func components(separatedBy separator: String) -> [Substring] {
    split(separator: separator, omittingEmptySubsequences: false)
  }

  @Test(
    "names months below its charts where each finds room, and years at equal distances where none does",
    arguments: [
      (12, SVGFrame.Size.wide, ["Sep 2011", "Oct", "Nov"]), (520, .wide, (2012...2021).map(String.init)),
      (520, .narrow, ["2012", "2014", "2016", "2018", "2020"]),
    ])
  func axis(weeks: Int, size: SVGFrame.Size, expected: [String]) {
    let trend = Samples.report([(Int, Int, Int)](repeating: (1, 1, 0), count: weeks)).trend
    let labels = SVGFrame(trend, size).months(at: 0).map { label in
      String(label[label.index(after: label.firstIndex(of: ">") ?? label.startIndex)...].prefix { $0 != "<" })
    }
    #expect(labels == expected)
  }
}
