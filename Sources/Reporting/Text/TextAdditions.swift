import Model
import Trends

/// The parts of the text report beyond the trend itself: what lies behind the turns, and a comparison.
struct TextAdditions {
  private let report: Report
  private let style: TerminalStyle

  init(_ report: Report, style: TerminalStyle) {
    self.report = report
    self.style = style
  }

  /// What the voices at turns have in common.
  var catalysts: [String] {
    var lines: [String] = []
    for catalyst in report.catalysts where report.trend.periods.indices.contains(catalyst.position) {
      var parts: [String] = []
      if !catalyst.terms.isEmpty { parts.append(catalyst.terms.prefix(6).map(\.text).joined(separator: ", ")) }
      for gain in catalyst.reasons.prefix(2) {
        parts.append(
          "\(Wording.reason(gain.reason)) \(Wording.percent(gain.before)) before, \(Wording.percent(gain.now)) then")
      }
      for link in catalyst.links.prefix(2) { parts.append("\(link.address) named by \(Wording.people(link.people))") }
      guard !parts.isEmpty else { continue }
      let date = Wording.date(report.trend.periods[catalyst.position].start)
      lines += wrapped("from \(date), \(Wording.people(catalyst.people)): \(parts.joined(separator: " · "))")
    }
    return lines.isEmpty ? [] : [style.paint("New at the turns", .strong)] + lines
  }

  /// Another store's numbers beside these.
  var comparison: [String] {
    guard let comparison = report.comparison, !comparison.lines.isEmpty else { return [] }
    var lines = TerminalText.wrapped(own(ComparisonWording.title(of: comparison)), to: style.width)
      .map { style.paint($0, .strong) }
    for row in [ComparisonWording.heads] + ComparisonWording.rows(of: comparison) {
      let cells = row.dropFirst().prefix(3).map(own)
      let width = style.width < 60 ? 9 : 11
      let numbers =
        "  " + TerminalText.padded(row[0], to: 10) + cells.map { TerminalText.aligned($0, to: width) }.joined()
      let interval = own(row[4])
      if TerminalText.columns(of: numbers) + TerminalText.columns(of: interval) + 2 <= style.width {
        lines.append(numbers + "  " + style.paint(interval, .faint))
      } else {
        lines += [numbers, "            " + style.paint(interval, .faint)]
      }
    }
    return lines
  }

  private func wrapped(_ text: String) -> [String] {
    TerminalText.wrapped(own(TerminalText.sanitised(text)), to: style.width - 2).map { "  " + $0 }
  }

  private func own(_ text: String) -> String { style.isUnicode ? text : TerminalText.ascii(text) }
}
