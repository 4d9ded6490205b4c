import Testing

@testable import Reporting

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

  @Test(
    "lets no stranger's text become markup",
    arguments: ["<script>", "[x](javascript:alert(1))", "**bold**", "| a | b |"])
  func hostile(evil: String) {
    let text = MarkdownReport.text(of: Samples.report([(9, 9, 9), (9, 9, 9)], evil: evil))
    #expect(!text.contains(evil))
  }
}
