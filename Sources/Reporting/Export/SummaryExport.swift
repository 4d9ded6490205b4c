import Model
import Trends

/// The stance summary that people paste into a report: one row for each period and stance, the whole time first.
public enum SummaryExport {
  /// The rows of a summary; those of the whole time say how the numbers came about.
  public static func rows(of report: Report) -> [Row] {
    let note = method(of: report, isMarkdown: false).split(separator: "\n").joined(separator: " ")
    let trend = report.trend
    let service = report.service
    var rows: [Row] = []
    let from = trend.periods.first?.start.date
    let to = trend.periods.last?.end.date
    for stance in Stance.allCases {
      let reasons = (trend.reasons[stance] ?? []).prefix(3).map { "\($0.reason.rawValue) (\($0.people))" }
      rows.append(
        row(service, "all", from, to, stance, trend.total, reasons, voices(of: stance, in: report), method: note))
    }
    for period in trend.periods where period.tally.people > 0 {
      for stance in Stance.allCases {
        let reasons = (period.reasons[stance] ?? [:])
          .sorted { $0.value == $1.value ? $0.key.rawValue < $1.key.rawValue : $0.value > $1.value }
          .prefix(3).map { "\($0.key.rawValue) (\($0.value))" }
        rows.append(
          row(
            service, trend.bucket.rawValue, period.start.date, period.end.date, stance, period.tally, reasons,
            voices(of: stance, in: report, period: period.number)))
      }
    }
    return rows
  }

  private static func row(
    _ service: String, _ period: String, _ from: String?, _ to: String?, _ stance: Stance, _ tally: Trend.Tally,
    _ reasons: [String], _ voices: [Row], method: String? = nil
  ) -> Row {
    let share = tally.share(of: stance)
    return Row([
      ("schema", .integer(1)), ("service", .text(service)), ("period", .text(period)), ("from", .text(from)),
      ("to", .text(to)), ("stance", .text(stance.rawValue)),
      ("votes", .number(JSONReport.rounded(tally.votes(for: stance)))), ("people", .integer(tally.people)),
      ("voices", .integer(tally.voices)), ("share", .number(share.map { JSONReport.rounded($0.value) })),
      ("share_low", .number(share.map { JSONReport.rounded($0.low) })),
      ("share_high", .number(share.map { JSONReport.rounded($0.high) })),
      ("weight", .text(JSONReport.name(of: tally.weight))), ("reasons", .list(reasons)), ("examples", .rows(voices)),
      ("method", .text(method)),
    ])
  }

  /// Three voices of a stance, each from another site, that lie nearest to what the whole side says.
  private static func voices(of stance: Stance, in report: Report, period: Int? = nil) -> [Row] {
    report.representatives.voices(of: stance, in: period).map { observation in
      Row([
        ("words", .text(Excerpt.words(of: observation.voice, observation.reading))),
        ("speaker", .text(observation.voice.speaker)), ("url", .text(observation.voice.url)),
      ])
    }
  }

  /// How the numbers came about and what they are not, for below a summary that people read.
  public static func method(of report: Report, isMarkdown: Bool) -> String {
    let service = isMarkdown ? MarkdownText.escaped(report.service) : report.service
    let coverage = report.trend.coverage
    var lines = [
      "Method: one vote a person and period; \(Wording.count(coverage.copies)) copies folded; 95% Wilson intervals by "
        + "people; examples are the voices nearest to what their side says, from different sites. Times in UTC."
    ]
    lines.append(
      "Caveats: \(Wording.count(report.trend.total.voices)) of the \(Wording.plural(coverage.voices, "voice")) on \(Wording.plural(coverage.sites, "site")) that were found have a vote, not "
        + "all users of \(service); \(Wording.count(coverage.undated + coverage.coarse)) without an exact date are "
        + "only in the whole; \(Wording.count(coverage.unread)) in languages that are not read are in none.")
    if let accuracy = report.judged.accuracy {
      lines.append(
        "Of \(Wording.count(report.judged.size)) judged voices \(Wording.percent(accuracy.value)) are read right "
          + "(\(Wording.percentRange(accuracy))).")
    }
    return lines.joined(separator: "\n\n") + "\n"
  }
}
