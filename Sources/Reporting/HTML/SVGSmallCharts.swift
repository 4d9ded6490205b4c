import Model
import Trends

/// The small charts of the HTML report: reasons over time, and people on the move.
struct SVGSmallCharts {
  private let trend: Trend
  private let frame: SVGFrame
  private let target: String

  init(_ trend: Trend, _ size: SVGFrame.Size, target: String) {
    self.trend = trend
    self.target = target
    frame = SVGFrame(trend, size, left: size == .wide ? 132 : 92)
  }

  /// Who names which reason when: darker is more, the colour is that of the side that names it oftener.
  var reasons: String {
    let names = leading
    guard names.count > 1, trend.periods.count > 1 else { return "" }
    let row = 25.0
    let most = Double(
      max(1, names.flatMap { name in trend.periods.map { people(naming: name, in: $0).all } }.max() ?? 1))
    var marks: [String] = []
    for (line, name) in names.enumerated() {
      let y = 4 + Double(line) * row
      let label = TerminalText.cut(Wording.reason(name), to: frame.size == .wide ? 20 : 13)
      marks.append(SVGFrame.text(HTMLText.escaped(label), frame.left - 10, y + row * 0.62, anchor: "end"))
      for (position, period) in trend.periods.enumerated() where period.tally.people > 0 {
        let (quitting, defending, all) = people(naming: name, in: period)
        let x = frame.x(position) - frame.step / 2 + 1
        let width = max(1, frame.step - 2)
        guard all > 0 else {
          marks.append(SVGFrame.rectangle("cell empty", x, y, width, row - 3))
          continue
        }
        let strength = 0.22 + 0.78 * (Double(all) / most).squareRoot()
        let title =
          "\(Wording.period(period, trend.bucket)), \(HTMLText.escaped(Wording.reason(name))): "
          + "named by \(quitting) quitting and \(defending) defending"
        marks.append(
          "<g role=\"img\" data-tip=\"\"><title>\(title)</title><rect class=\"cell \(quitting >= defending ? "q" : "d")\" "
            + "x=\"\(SVGFrame.digits(x))\" y=\"\(SVGFrame.digits(y))\" width=\"\(SVGFrame.digits(width))\" "
            + "height=\"\(SVGFrame.digits(row - 3))\" rx=\"2\" fill-opacity=\"\(Int(strength * 100))%\"/>"
            + (width > 17 && strength > 0.72
              ? SVGFrame.text(String(all), x + width / 2, y + row * 0.6, anchor: "middle", name: "qn") : "") + "</g>")
      }
    }
    let bottom = 4 + Double(names.count) * row
    marks += frame.months(at: bottom + 14)
    return frame.svg(bottom + 20, "People naming each reason, by \(trend.bucket.rawValue)", marks)
  }

  /// The reasons that most people name, whatever their side; at most nine.
  private var leading: [Reason] {
    var people: [Reason: Int] = [:]
    for stance in [Stance.quitting, .defending] {
      for count in trend.reasons[stance] ?? [] { people[count.reason, default: 0] += count.people }
    }
    return people.sorted { $0.value == $1.value ? $0.key.rawValue < $1.key.rawValue : $0.value > $1.value }
      .prefix(9).map(\.key)
  }

  private func people(naming reason: Reason, in period: Trend.Period) -> (quitting: Int, defending: Int, all: Int) {
    let quitting = period.reasons[.quitting]?[reason] ?? 0
    let defending = period.reasons[.defending]?[reason] ?? 0
    return (quitting, defending, quitting + defending)
  }

  /// Sentiment, and people who changed sides, came back or were reported to have gone, one row each.
  var movements: String {
    let rows: [(name: String, side: String, value: (Trend.Period) -> Int)] = [
      ("now quitting", "q", { $0.turnedAway }), ("now defending", "d", { $0.cameRound }),
      ("came back", "d", { $0.returns }), ("exits reported", "q", { $0.reportedExits }),
    ].filter { row in trend.periods.contains { row.value($0) > 0 } }
    guard trend.periods.count > 1 else { return "" }
    var marks: [String] = []
    var y = 6.0
    marks += sentiment(from: y, height: 56)
    y += 72
    for row in rows {
      let most = Double(max(1, trend.periods.map(row.value).max() ?? 1))
      let label = TerminalText.cut(row.name, to: frame.size == .wide ? 22 : 14)
      marks.append(SVGFrame.text(label, frame.left - 10, y + 22, anchor: "end"))
      marks.append(SVGFrame.line("axis", frame.left, y + 26, frame.edge, y + 26))
      for (position, period) in trend.periods.enumerated() where row.value(period) > 0 {
        let height = 24 * Double(row.value(period)) / most
        let title = "\(Wording.period(period, trend.bucket)): \(row.name) \(Wording.count(row.value(period)))"
        marks.append(
          frame.link(
            position, target, title,
            "<g class=\"bars\">"
              + SVGFrame.rectangle(
                row.side, frame.x(position) - frame.step * 0.36, y + 26 - height, max(1.5, frame.step * 0.72), height)
              + "</g>", top: y, bottom: y + 27))
      }
      y += 38
    }
    marks += frame.months(at: y + 10)
    return frame.svg(y + 16, "Sentiment and people on the move, by \(trend.bucket.rawValue)", marks)
  }

  private func sentiment(from top: Double, height: Double) -> [String] {
    let known = trend.periods.enumerated().compactMap { position, period in
      period.tally.weight == .tooFew ? nil : period.tally.sentiment.map { (position, $0) }
    }
    let bound = max(0.2, known.map { max(abs($0.1.value), 0) }.max() ?? 0.2) * 1.25
    func y(_ value: Double) -> Double { top + (1 - max(-1, min(1, value / bound))) / 2 * height }
    var marks = [
      SVGFrame.text(
        frame.size == .wide ? "mean sentiment" : "sentiment", frame.left - 10, top + height / 2 + 4, anchor: "end"),
      SVGFrame.line("zero", frame.left, y(0), frame.edge, y(0)),
    ]
    for (position, estimate) in known {
      let side = estimate.value < 0 ? "q" : "d"
      let title =
        "\(Wording.period(trend.periods[position], trend.bucket)): mean sentiment \(Wording.signed(estimate.value)) "
        + "(\(Wording.signed(estimate.low)) to \(Wording.signed(estimate.high)))"
      marks.append(
        frame.link(
          position, target, title,
          SVGFrame.line("whisker \(side)", frame.x(position), y(estimate.high), frame.x(position), y(estimate.low))
            + "<circle class=\"\(side)\" cx=\"\(SVGFrame.digits(frame.x(position)))\" cy=\"\(SVGFrame.digits(y(estimate.value)))\" r=\"3.6\"/>",
          top: top, bottom: top + height))
    }
    return marks
  }
}
