import Model
import Trends

/// The charts of the HTML report, as SVG with a title for every mark.
struct SVGCharts {
  private let report: Report
  /// Where a point leads: the list of voices, or the table where there is no list.
  private let target: String
  private var trend: Trend { report.trend }

  private static let width = 1000.0
  private static let left = 48.0
  private static let right = 20.0

  init(_ report: Report, target: String = "data") {
    self.report = report
    self.target = target
  }

  private var step: Double {
    (SVGCharts.width - SVGCharts.left - SVGCharts.right) / Double(max(1, trend.periods.count))
  }

  private func x(_ position: Int) -> Double { SVGCharts.left + (Double(position) + 0.5) * step }

  /// A coordinate with one digit.
  private func digits(_ value: Double) -> String {
    let tenths = Int((value * 10).rounded())
    return tenths % 10 == 0 ? String(tenths / 10) : "\(tenths < 0 ? "-" : "")\(abs(tenths) / 10).\(abs(tenths) % 10)"
  }

  /// Net stance with its interval, the smoothed line, turning points and events.
  var net: String {
    let events = report.events.compactMap { event -> (Int, Event)? in
      let number = trend.bucket.number(of: event.date.instant)
      return trend.periods.firstIndex { $0.number == number }.map { ($0, event) }
    }
    let top = 16.0 + 15 * Double(min(6, events.count))
    let height = top + 300
    let bottom = height - 26
    let largest =
      trend.periods.filter { $0.tally.people >= 10 }.compactMap { $0.tally.net.map { abs($0.value) } }.max() ?? 0.5
    let scale = [0.4, 0.6, 0.8, 1].first { largest <= $0 } ?? 1
    func y(_ net: Double) -> Double { top + (1 - max(-1, min(1, net / scale))) / 2 * (bottom - top) }
    var marks: [String] = []
    for share in [-1.0, -0.5, 0, 0.5, 1] {
      let value = share * scale
      let name = share == 0 ? "zero" : "axis"
      marks.append(
        "<line class=\"\(name)\" x1=\"\(digits(SVGCharts.left))\" x2=\"\(digits(SVGCharts.width - SVGCharts.right))\" "
          + "y1=\"\(digits(y(value)))\" y2=\"\(digits(y(value)))\"/>"
          + "<text x=\"\(digits(SVGCharts.left - 8))\" y=\"\(digits(y(value) + 4))\" text-anchor=\"end\">\(Wording.points(value))</text>"
      )
    }
    let edge = digits(SVGCharts.width - SVGCharts.right)
    marks.append("<text x=\"\(edge)\" y=\"\(digits(top - 4))\" text-anchor=\"end\">defending ahead ▲</text>")
    marks.append("<text x=\"\(edge)\" y=\"\(digits(bottom - 5))\" text-anchor=\"end\">quitting ahead ▼</text>")
    let bounds = [0] + trend.breaks + [trend.periods.count]
    for (from, to) in zip(bounds, bounds.dropFirst()) {
      marks.append(band(from..<to, y))
      let points = (from..<to).compactMap { position in
        trend.periods[position].smoothedNet.map { "\(digits(x(position))),\(digits(y($0)))" }
      }
      if points.count > 1 { marks.append("<polyline class=\"line\" points=\"\(points.joined(separator: " "))\"/>") }
    }
    for turn in trend.turningPoints {
      let place = digits(x(turn.position) - step / 2)
      marks.append(
        "<line class=\"turn\" x1=\"\(place)\" x2=\"\(place)\" y1=\"\(digits(top))\" y2=\"\(digits(bottom))\">"
          + "<title>Turning point: net \(Wording.points(turn.before)) before, \(Wording.points(turn.after)) after</title></line>"
      )
    }
    for (row, (position, event)) in events.prefix(6).enumerated() {
      let place = x(position)
      let isRight = place > SVGCharts.width * 0.7
      let label = HTMLText.escaped(TerminalText.cut(TerminalText.sanitised(event.label), to: 60))
      marks.append(
        "<line class=\"event\" x1=\"\(digits(place))\" x2=\"\(digits(place))\" y1=\"\(digits(6 + 15 * Double(row)))\" y2=\"\(digits(bottom))\"/>"
          + "<text x=\"\(digits(place + (isRight ? -5 : 5)))\" y=\"\(digits(14 + 15 * Double(row)))\""
          + "\(isRight ? " text-anchor=\"end\"" : "")>\(Wording.date(event.date)) · \(label)</text>")
    }
    for (position, period) in trend.periods.enumerated() { marks.append(point(position, period, y)) }
    marks += months(at: height - 8)
    return svg(height, "Net stance by \(trend.bucket.rawValue), from −100 (all quit) to +100 (all defend)", marks)
  }

  private func band(_ range: Range<Int>, _ y: (Double) -> Double) -> String {
    let known = range.filter { trend.periods[$0].tally.weight != .tooFew && trend.periods[$0].tally.net != nil }
    guard known.count > 1 else { return "" }
    let upper = known.map { "\(digits(x($0))),\(digits(y(trend.periods[$0].tally.net?.high ?? 0)))" }
    let lower = known.reversed().map { "\(digits(x($0))),\(digits(y(trend.periods[$0].tally.net?.low ?? 0)))" }
    return "<polygon class=\"band\" points=\"\((upper + lower).joined(separator: " "))\"/>"
  }

  private func point(_ position: Int, _ period: Trend.Period, _ y: (Double) -> Double) -> String {
    guard let net = period.tally.net else { return "" }
    let side = net.value < 0 ? "q" : net.value > 0 ? "d" : "n"
    let weight: String
    switch period.tally.weight {
    case .tooFew: weight = " faint"
    case .few: weight = " hollow"
    case .enough: weight = ""
    }
    let radius = min(9, 3 + Double(period.tally.people).squareRoot() / 3)
    let title =
      "\(Wording.period(period, trend.bucket)): net \(Wording.points(net.value)) "
      + "(\(Wording.points(net.low)) to \(Wording.points(net.high))), \(Wording.people(period.tally.people))"
      + (period.isUnfinished ? ", not over" : "")
    return "<a href=\"#\(target)\" data-from=\"\(period.start.date)\" data-to=\"\(period.end.date)\">"
      + "<circle class=\"\(side)\(weight)\" cx=\"\(digits(x(position)))\" cy=\"\(digits(y(net.value)))\" r=\"\(digits(radius))\" stroke-width=\"1.5\">"
      + "<title>\(title)</title></circle></a>"
  }

  /// People per period, stacked by stance.
  var volume: String {
    let height = 230.0
    let bottom = height - 26
    let top = 12.0
    let most = Double(max(1, trend.periods.map(\.tally.people).max() ?? 1))
    func length(_ people: Double) -> Double { people / most * (bottom - top) }
    var marks: [String] = []
    for share in [0.0, 0.5, 1] {
      let y = bottom - share * (bottom - top)
      marks.append(
        "<line class=\"axis\" x1=\"\(digits(SVGCharts.left))\" x2=\"\(digits(SVGCharts.width - SVGCharts.right))\" "
          + "y1=\"\(digits(y))\" y2=\"\(digits(y))\"/><text x=\"\(digits(SVGCharts.left - 8))\" y=\"\(digits(y + 4))\" "
          + "text-anchor=\"end\">\(Wording.count(Int((most * share).rounded())))</text>")
    }
    let gap = min(4, step * 0.15)
    for (position, period) in trend.periods.enumerated() where period.tally.people > 0 {
      var y = bottom
      var bars = ""
      for (votes, name) in [
        (period.tally.quitting, "q"), (period.tally.neutral, "n"), (period.tally.defending, "d"),
      ] where votes > 0 {
        y -= length(votes)
        bars +=
          "<rect class=\"\(name)\" x=\"\(digits(x(position) - step / 2 + gap))\" y=\"\(digits(y))\" "
          + "width=\"\(digits(max(1, step - 2 * gap)))\" height=\"\(digits(max(0.5, length(votes))))\"/>"
      }
      let title =
        "\(Wording.period(period, trend.bucket)): \(Wording.people(period.tally.people)), "
        + "\(Int(period.tally.quitting.rounded())) quitting, \(Int(period.tally.defending.rounded())) defending, "
        + "\(Int(period.tally.neutral.rounded())) neutral\(period.isBurst ? ", unusual attention" : "")"
      marks.append("<g class=\"bars\"><title>\(title)</title>\(bars)</g>")
    }
    marks += months(at: height - 8)
    return svg(height, "People per \(trend.bucket.rawValue) by stance", marks)
  }

  private func months(at y: Double) -> [String] {
    var labels: [String] = []
    var shown: (Int, Int)?
    var free = 0.0
    for (position, period) in trend.periods.enumerated() {
      let month = (period.start.year, period.start.month)
      guard shown.map({ $0 != month }) ?? true, x(position) >= free else { continue }
      let isNewYear = shown.map { $0.0 != month.0 } ?? true
      let day = trend.bucket == .day ? "\(period.start.day) " : ""
      let label = day + Wording.month(period.start) + (isNewYear ? " \(period.start.year)" : "")
      guard x(position) + 8 * Double(label.count) < SVGCharts.width else { break }
      labels.append("<text x=\"\(digits(x(position) - step / 2))\" y=\"\(digits(y))\">\(label)</text>")
      free = x(position) + 8 * Double(label.count)
      shown = month
    }
    return labels
  }

  private func svg(_ height: Double, _ title: String, _ marks: [String]) -> String {
    "<svg viewBox=\"0 0 \(digits(SVGCharts.width)) \(digits(height))\" role=\"group\" aria-label=\"\(title)\">"
      + marks.filter { !$0.isEmpty }.joined(separator: "\n") + "</svg>"
  }
}
