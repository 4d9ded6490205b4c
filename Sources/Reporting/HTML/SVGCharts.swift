import Model
import Trends

/// The large charts of the HTML report, as SVG with a title for every mark.
struct SVGCharts {
  private let report: Report
  private let frame: SVGFrame
  /// Where a point leads: the list of voices, or the table where there is no list.
  private let target: String
  private var trend: Trend { report.trend }

  init(_ report: Report, _ size: SVGFrame.Size = .wide, target: String = "data") {
    self.report = report
    self.target = target
    frame = SVGFrame(report.trend, size)
  }

  private func digits(_ value: Double) -> String { SVGFrame.digits(value) }

  /// Net stance with the band of its smoothed line, turning points and events.
  var net: String {
    let events = report.events.compactMap { event -> (Int, Event)? in
      let number = trend.bucket.number(of: event.date.instant)
      return trend.periods.firstIndex { $0.number == number }.map { ($0, event) }
    }.prefix(6)
    let top = 18.0 + 16 * Double(events.count)
    let bottom = top + (frame.size == .wide ? 270 : 220)
    let scale = scale
    func y(_ net: Double) -> Double { top + (1 - max(-1, min(1, net / scale))) / 2 * (bottom - top) }
    var marks: [String] = []
    for share in [-1.0, -0.5, 0, 0.5, 1] {
      let value = share * scale
      marks.append(SVGFrame.line(share == 0 ? "zero" : "axis", frame.left, y(value), frame.edge, y(value)))
      marks.append(SVGFrame.text(Wording.points(value), frame.left - 8, y(value) + 4, anchor: "end"))
    }
    for (from, to) in stretches {
      marks.append(band(from..<to, y))
      marks.append(line("line", from..<to, y) { $0.smoothedNet })
      marks.append(line("corrected", from..<to, y) { $0.correctedNet })
    }
    marks.append(SVGFrame.text("▲ defending ahead", frame.edge, top - 5, anchor: "end"))
    marks.append(SVGFrame.text("▼ quitting ahead", frame.edge, bottom + 13, anchor: "end"))
    for turn in trend.turningPoints {
      let place = frame.x(turn.position) - frame.step / 2
      let change = "net \(Wording.points(turn.before)) before, \(Wording.points(turn.after)) after"
      marks.append(SVGFrame.line("turn", place, top, place, bottom, title: "Turning point: \(change)"))
      if frame.size == .wide {
        let isRight = place > frame.width * 0.6
        marks.append(
          SVGFrame.text(
            "turning point: \(Wording.points(turn.before)) → \(Wording.points(turn.after))", place + (isRight ? -6 : 6),
            bottom - 6, anchor: isRight ? "end" : "", name: "turn-label"))
      }
    }
    for (row, (position, event)) in events.enumerated() {
      marks += mark(event, at: frame.x(position), row: row, bottom: bottom)
    }
    for (position, period) in trend.periods.enumerated() {
      marks.append(point(position, period, scale, y, top, bottom))
    }
    marks += frame.months(at: bottom + 28)
    return frame.svg(
      bottom + 34, "Net stance by \(trend.bucket.rawValue), from −100 (all quit) to +100 (all defend)", marks)
  }

  /// Whether a period's net stance lies beyond the axis, and is drawn as an arrow at its edge.
  var hasArrows: Bool {
    let scale = scale
    return trend.periods.contains { abs($0.tally.net?.value ?? 0) > scale }
  }

  /// The largest net stance of the axis: that of a well-filled period or of the smoothed line.
  private var scale: Double {
    let points = trend.periods.filter { $0.tally.weight != .tooFew }.compactMap { $0.tally.net.map { abs($0.value) } }
    let lines = trend.periods.compactMap { $0.smoothedNet.map(abs) }
    let largest = (points + lines).max() ?? 0.5
    return [0.2, 0.4, 0.6, 0.8, 1].first { largest <= $0 } ?? 1
  }

  /// The stretches over which lines are drawn: from one break to the next, and never over periods without anybody.
  private var stretches: [(Int, Int)] {
    var stretches: [(Int, Int)] = []
    var start = 0
    let breaks = Set(trend.breaks)
    for position in 0...trend.periods.count {
      let isEmpty = position < trend.periods.count && trend.periods[position].tally.people == 0
      guard position == trend.periods.count || breaks.contains(position) || isEmpty else { continue }
      if position > start { stretches.append((start, position)) }
      start = isEmpty ? position + 1 : position
    }
    return stretches
  }

  private func mark(_ event: Event, at place: Double, row: Int, bottom: Double) -> [String] {
    let isRight = place > frame.width * 0.62
    let room = Int((isRight ? place : frame.width - place) / 6.4) - 14
    let label = HTMLText.escaped(TerminalText.cut(TerminalText.sanitised(event.label), to: max(12, min(60, room))))
    let y = 12 + 16 * Double(row)
    return [
      SVGFrame.line("event", place, y - 8, place, bottom),
      SVGFrame.text(
        "\(Wording.shortDate(event.date.civil)) · \(label)", place + (isRight ? -6 : 6), y,
        anchor: isRight ? "end" : "",
        name: "strong"),
    ]
  }

  private func line(
    _ name: String, _ range: Range<Int>, _ y: (Double) -> Double, _ value: (Trend.Period) -> Double?
  ) -> String {
    let points = range.compactMap { position in
      value(trend.periods[position]).map { (frame.x(position), y($0)) }
    }
    guard points.count > 1 else {
      guard let only = points.first else { return "" }
      // A stretch of one period is a line of its width.
      return SVGFrame.line(name, only.0 - frame.step * 0.4, only.1, only.0 + frame.step * 0.4, only.1)
    }
    return
      "<polyline class=\"\(name)\" points=\"\(points.map { "\(digits($0.0)),\(digits($0.1))" }.joined(separator: " "))\"/>"
  }

  private func band(_ range: Range<Int>, _ y: (Double) -> Double) -> String {
    let known = range.compactMap { position -> (Double, Double, Double)? in
      guard let net = trend.periods[position].smoothedNet, let margin = trend.periods[position].smoothedMargin else {
        return nil
      }
      return (frame.x(position), y(net + margin), y(net - margin))
    }
    guard known.count > 1 else { return "" }
    let points = known.map { ($0.0, $0.1) } + known.reversed().map { ($0.0, $0.2) }
    return
      "<polygon class=\"band\" points=\"\(points.map { "\(digits($0.0)),\(digits($0.1))" }.joined(separator: " "))\"/>"
  }

  private func point(
    _ position: Int, _ period: Trend.Period, _ scale: Double, _ y: (Double) -> Double, _ top: Double, _ bottom: Double
  ) -> String {
    guard let net = period.tally.net else { return "" }
    let side = net.value < 0 ? "q" : net.value > 0 ? "d" : "n"
    let weight: String
    switch period.tally.weight {
    case .tooFew: weight = " faint"
    case .few: weight = " hollow"
    case .enough: weight = ""
    }
    let radius = min(frame.size == .wide ? 10 : 7, 2.6 + Double(period.tally.people).squareRoot() / 3)
    var title =
      "\(Wording.period(period, trend.bucket)): net \(Wording.points(net.value)) "
      + "(\(Wording.points(net.low)) to \(Wording.points(net.high))), \(Wording.people(period.tally.people))"
    if period.tally.weight == .tooFew { title += ", too few for a claim" }
    if period.isUnfinished { title += ", not over" }
    var marks = ""
    if period.tally.weight != .tooFew {
      marks += SVGFrame.line("whisker \(side)", frame.x(position), y(net.high), frame.x(position), y(net.low))
    }
    marks +=
      abs(net.value) > scale
      ? arrow("\(side)\(weight)", frame.x(position), y(net.value), pointing: net.value > 0 ? -radius : radius)
      : "<circle class=\"\(side)\(weight)\" cx=\"\(digits(frame.x(position)))\" cy=\"\(digits(y(net.value)))\" "
        + "r=\"\(digits(radius))\" stroke-width=\"1.6\"/>"
    return frame.link(position, target, title, marks, top: top, bottom: bottom)
  }

  /// A triangle whose tip lies `length` beyond the edge of the axis.
  private func arrow(_ name: String, _ x: Double, _ edge: Double, pointing length: Double) -> String {
    let half = abs(length)
    let corners = [(x, edge + length), (x - half, edge - length), (x + half, edge - length)]
    let points = corners.map { "\(digits($0.0)),\(digits($0.1))" }.joined(separator: " ")
    return "<polygon class=\"\(name)\" points=\"\(points)\" stroke-width=\"1.6\"/>"
  }

  /// People per period, stacked by stance; as shares of all in it when `asShares`.
  func volume(asShares: Bool = false) -> String {
    let top = 12.0
    let bottom = top + 190
    let most = asShares ? 1 : Double(max(1, trend.periods.map(\.tally.people).max() ?? 1))
    var marks: [String] = []
    for share in [0.0, 0.5, 1] {
      let y = bottom - share * (bottom - top)
      marks.append(SVGFrame.line("axis", frame.left, y, frame.edge, y))
      let label = asShares ? Wording.percent(share) : Wording.count(Int((most * share).rounded()))
      marks.append(SVGFrame.text(label, frame.left - 8, y + 4, anchor: "end"))
    }
    let gap = min(4, frame.step * 0.14)
    for (position, period) in trend.periods.enumerated() where period.tally.people > 0 {
      let tally = period.tally
      let unit = (bottom - top) / (asShares ? Double(tally.people) : most)
      var y = bottom
      var bars = ""
      for (votes, name) in [(tally.quitting, "q"), (tally.neutral, "n"), (tally.defending, "d")] where votes > 0 {
        y -= votes * unit
        bars += SVGFrame.rectangle(
          asShares && tally.weight != .enough ? "\(name) soft" : name, frame.x(position) - frame.step / 2 + gap, y,
          max(1, frame.step - 2 * gap), max(0.5, votes * unit - 0.6))
      }
      let title =
        "\(Wording.period(period, trend.bucket)): \(Wording.people(tally.people)), "
        + "\(Int(tally.quitting.rounded())) quitting, \(Int(tally.defending.rounded())) defending, "
        + "\(Int(tally.neutral.rounded())) neutral\(period.isBurst ? ", unusual attention" : "")"
      marks.append(
        frame.link(position, target, title, "<g class=\"bars\">\(bars)</g>", top: top, bottom: bottom))
    }
    marks += frame.months(at: bottom + 18)
    let name = asShares ? "Shares" : "People"
    return frame.svg(bottom + 26, "\(name) per \(trend.bucket.rawValue) by stance", marks)
  }
}
