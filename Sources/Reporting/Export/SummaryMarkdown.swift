import Model
import Trends

/// The stance summary as people paste it into a document: a table and voices for the whole time, then for each period.
public enum SummaryMarkdown {
  /// The whole text.
  public static func text(of report: Report) -> String {
    let trend = report.trend
    var lines = ["# Stance on \(MarkdownText.escaped(report.service))", ""]
    guard let first = trend.periods.first, let last = trend.periods.last, trend.total.people > 0 else {
      let nothing = report.isFiltered ? "No voice fits what was asked for." : "No voice was found."
      return (lines + [nothing, "", SummaryExport.method(of: report, isMarkdown: true)]).joined(separator: "\n")
    }
    lines += ["## \(Wording.span(first.start, last.end))", ""]
    lines += section(of: trend.total, in: report) { stance in
      (trend.reasons[stance] ?? []).prefix(3).map { ($0.reason, $0.people) }
    }
    for period in trend.periods where period.tally.people > 0 {
      lines += ["## \(capitalised(Wording.period(period, trend.bucket)))", ""]
      lines += section(of: period.tally, in: report, period: period.number) { stance in
        (period.reasons[stance] ?? [:]).sorted { ($1.value, $0.key.rawValue) < ($0.value, $1.key.rawValue) }.prefix(3)
          .map { ($0.key, $0.value) }
      }
    }
    lines += ["## How this was counted", "", SummaryExport.method(of: report, isMarkdown: true)]
    return lines.joined(separator: "\n")
  }

  private static func section(
    of tally: Trend.Tally, in report: Report, period: Int? = nil, reasons: (Stance) -> [(reason: Reason, people: Int)]
  ) -> [String] {
    let few =
      switch tally.weight {
      case .tooFew: "; too few for any claim"
      case .few: "; few, so take it with care"
      case .enough: ""
      }
    var lines = [
      "\(Wording.people(tally.people)), \(Wording.plural(tally.voices, "voice"))\(few).", "",
      "| stance | people | share | 95% interval | reasons (people) |", "| --- | ---: | ---: | ---: | --- |",
    ]
    var examples: [String] = []
    for (stance, votes) in zip(Stance.allCases, Wording.wholeVotes(of: tally)) {
      guard let share = tally.share(of: stance) else { continue }
      let named = reasons(stance).map { "\(MarkdownText.escaped(Wording.reason($0.reason))) (\($0.people))" }
      lines.append(
        "| \(stance.rawValue) | \(votes) | \(Wording.percent(share.value)) | "
          + "\(Wording.percentRange(share)) | \(named.isEmpty ? " " : named.joined(separator: ", ")) |")
      for observation in report.representatives.voices(of: stance, in: period) {
        let words = MarkdownText.escaped(Excerpt.words(of: observation.voice, observation.reading))
        examples.append(
          "- \(stance.rawValue): “\(words)” (\(MarkdownText.escaped(observation.voice.speaker ?? "nameless")), "
            + "\(MarkdownText.link(observation.site, to: observation.voice.url)))")
      }
    }
    return lines + [""] + (examples.isEmpty ? [] : examples + [""])
  }

  private static func capitalised(_ text: String) -> String { text.prefix(1).uppercased() + text.dropFirst() }
}
