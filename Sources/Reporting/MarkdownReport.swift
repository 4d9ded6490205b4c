import Model
import Trends

/// The report as Markdown, to paste into a document or an issue.
public enum MarkdownReport {
  /// The whole text.
  public static func text(of report: Report) -> String {
    let trend = report.trend
    var lines = ["# \(MarkdownText.escaped(report.service)): who is leaving, who is defending it", ""]
    if let first = trend.periods.first, let last = trend.periods.last {
      let coverage = trend.coverage
      lines += [
        "\(Wording.span(first.start, last.end)) · \(Wording.people(trend.total.people)) · "
          + "\(Wording.plural(trend.total.voices, "voice")) · \(Wording.plural(coverage.sites, "site"))", "",
      ]
    }
    let sentences = Headline.sentences(for: trend, isFiltered: report.isFiltered)
    lines += ["**\(sentences[0])** " + sentences.dropFirst().joined(separator: " "), ""]
    if trend.total.people > 0 {
      lines += ["| stance | people | share | 95% interval |", "| --- | ---: | ---: | ---: |"]
      for (stance, votes) in zip(Stance.allCases, Wording.wholeVotes(of: trend.total)) {
        guard let share = trend.total.share(of: stance) else { continue }
        lines.append(
          "| \(stance.rawValue) | \(votes) | \(Wording.percent(share.value)) | "
            + "\(Wording.percentRange(share)) |")
      }
      lines.append("")
      lines += reasons(of: trend) + periods(of: trend) + catalysts(of: report) + answered(of: trend)
      lines += self.comparison(of: report)
    }
    lines.append("Of the voices found, not of all users. One vote a person; intervals 95%, by people; times in UTC.")
    return lines.joined(separator: "\n") + "\n"
  }

  private static func reasons(of trend: Trend) -> [String] {
    var lines: [String] = []
    for (stance, title) in [(Stance.quitting, "Why they quit"), (.defending, "Why they stay")] {
      guard let reasons = trend.reasons[stance], !reasons.isEmpty else { continue }
      lines += ["## \(title), \(Wording.percentOf(reasons[0].of))", ""]
      for reason in reasons.prefix(6) {
        lines.append(
          "- \(MarkdownText.escaped(Wording.reason(reason.reason))): \(Wording.people(reason.people)), "
            + "\(Wording.percent(reason.share.value)) (\(Wording.percentRange(reason.share)))")
      }
      lines.append("")
    }
    return lines
  }

  private static func periods(of trend: Trend) -> [String] {
    guard !trend.periods.isEmpty else { return [] }
    var lines = [
      "## Net stance by \(trend.bucket.rawValue)", "", "| from | people | quitting | defending | net (95% interval) |",
      "| --- | ---: | ---: | ---: | ---: |",
    ]
    for period in trend.periods where period.tally.people > 0 {
      let tally = period.tally
      let net =
        tally.net.map { "\(Wording.points($0.value)) (\(Wording.points($0.low)) to \(Wording.points($0.high)))" } ?? ""
      let few = tally.weight == .tooFew ? " too few" : ""
      lines.append(
        "| \(Wording.date(period.start)) | \(tally.people) | \(Int(tally.quitting.rounded())) | "
          + "\(Int(tally.defending.rounded())) | \(net)\(few) |")
    }
    return lines + [""]
  }

  /// What the voices at turns have in common.
  private static func catalysts(of report: Report) -> [String] {
    var lines: [String] = []
    for catalyst in report.catalysts where report.trend.periods.indices.contains(catalyst.position) {
      var parts: [String] = []
      if !catalyst.terms.isEmpty {
        parts.append(
          "new words: " + catalyst.terms.prefix(6).map { MarkdownText.escaped($0.text) }.joined(separator: ", "))
      }
      parts += catalyst.reasons.prefix(2).map { gain in
        "\(MarkdownText.escaped(Wording.reason(gain.reason))) \(Wording.percent(gain.before)) before, "
          + "\(Wording.percent(gain.now)) then"
      }
      parts += catalyst.links.prefix(2).map { link in
        "\(MarkdownText.link(link.address, to: "https://\(link.address)")) named by \(Wording.people(link.people))"
      }
      guard !parts.isEmpty else { continue }
      let date = Wording.date(report.trend.periods[catalyst.position].start)
      lines.append("- from \(date), \(Wording.people(catalyst.people)): \(parts.joined(separator: " · "))")
    }
    return lines.isEmpty ? [] : ["## New at the turns", ""] + lines + [""]
  }

  /// Another store's numbers beside these.
  private static func comparison(of report: Report) -> [String] {
    guard let comparison = report.comparison, !comparison.lines.isEmpty else { return [] }
    let rows = ComparisonWording.rows(of: comparison).map { row in
      "| \(row.map { MarkdownText.cell($0) }.joined(separator: " | ")) |"
    }
    return [
      "## \(MarkdownText.escaped(ComparisonWording.title(of: comparison)))", "",
      "| \(ComparisonWording.heads.map { MarkdownText.cell($0) }.joined(separator: " | ")) |",
      "| --- | ---: | ---: | ---: | --- |",
    ] + rows + [""]
  }

  private static func answered(of trend: Trend) -> [String] {
    let voices = trend.answered.filter { $0.reading.stance != nil && $0.reading.stance != .neutral }.prefix(5)
    guard !voices.isEmpty else { return [] }
    var lines = ["## Most answered", ""]
    for observation in voices {
      let voice = observation.voice
      let words = MarkdownText.escaped(Excerpt.words(of: voice, observation.reading))
      lines.append(
        "- \(observation.reading.stance?.rawValue ?? "") · “\(words)” · \(MarkdownText.escaped(voice.speaker ?? "nameless")), "
          + "\(MarkdownText.link(observation.site, to: voice.url)), \(voice.published.map { Wording.date($0) } ?? "undated"), "
          + "\(Wording.plural(observation.replies, "reply").replacing("replys", with: "replies"))")
    }
    return lines + [""]
  }
}
