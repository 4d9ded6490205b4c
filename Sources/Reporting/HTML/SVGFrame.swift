import Model
import Trends

/// The ground that all charts of a report share: a time axis of a width, and how marks are written.
struct SVGFrame {
  /// Units across; a phone gets a narrower drawing, not a smaller one.
  enum Size: String, CaseIterable {
    case wide, narrow

    var width: Double { self == .wide ? 1000 : 430 }
  }

  let trend: Trend
  let size: Size
  /// Room for the labels at the left.
  let left: Double
  let right = 14.0

  init(_ trend: Trend, _ size: Size, left: Double? = nil) {
    self.trend = trend
    self.size = size
    self.left = left ?? (size == .wide ? 48 : 38)
  }

  var width: Double { size.width }
  /// The far end of the axis.
  var edge: Double { width - right }
  /// Units from one period to the next.
  var step: Double { (width - left - right) / Double(max(1, trend.periods.count)) }

  /// The middle of a period.
  func x(_ position: Int) -> Double { left + (Double(position) + 0.5) * step }

  /// A coordinate with one digit.
  static func digits(_ value: Double) -> String {
    let tenths = Int((value * 10).rounded())
    return tenths % 10 == 0 ? String(tenths / 10) : "\(tenths < 0 ? "-" : "")\(abs(tenths) / 10).\(abs(tenths) % 10)"
  }

  static func line(_ name: String, _ x1: Double, _ y1: Double, _ x2: Double, _ y2: Double, title: String = "") -> String
  {
    let body = title.isEmpty ? "/>" : "><title>\(title)</title></line>"
    return
      "<line class=\"\(name)\" x1=\"\(digits(x1))\" x2=\"\(digits(x2))\" y1=\"\(digits(y1))\" y2=\"\(digits(y2))\"\(body)"
  }

  static func rectangle(_ name: String, _ x: Double, _ y: Double, _ width: Double, _ height: Double) -> String {
    "<rect class=\"\(name)\" x=\"\(digits(x))\" y=\"\(digits(y))\" width=\"\(digits(width))\" height=\"\(digits(height))\"/>"
  }

  /// A text, which is our own or escaped.
  static func text(_ text: String, _ x: Double, _ y: Double, anchor: String = "", name: String = "") -> String {
    let name = name.isEmpty ? "" : " class=\"\(name)\""
    let anchor = anchor.isEmpty ? "" : " text-anchor=\"\(anchor)\""
    return "<text\(name) x=\"\(digits(x))\" y=\"\(digits(y))\"\(anchor)>\(text)</text>"
  }

  /// A period's marks with what they say, leading to the voices behind them.
  func link(_ position: Int, _ target: String, _ title: String, _ marks: String, top: Double, bottom: Double) -> String
  {
    let period = trend.periods[position]
    let next = CivilTime(Instant(seconds: Int64(period.end.dayNumber + 1) * 86_400)).date
    return "<a href=\"#\(target)\" data-tip=\"\" data-from=\"\(period.start.date)\" data-to=\"\(period.end.date)\" "
      + "data-next=\"\(next)\"><title>\(title)</title>"
      + SVGFrame.rectangle("hit", x(position) - step / 2, top, step, bottom - top) + marks + "</a>"
  }

  /// The names of months, or of years where a month has no room, below the axis at equal distances.
  func months(at y: Double) -> [String] {
    var labels: [String] = []
    var shown: (Int, Int)?
    var free = 0.0
    let every = monthsBetweenLabels
    for (position, period) in trend.periods.enumerated() {
      let month = (period.start.year, period.start.month)
      guard shown.map({ $0 != month }) ?? true, x(position) >= free else { continue }
      // Of a month that only ends here, the next one's name is worth more.
      if shown == nil, trend.bucket != .month, period.start.day > 21, trend.periods.count > 3 { continue }
      if every > 1, (month.0 * 12 + month.1 - 1) % every != 0 { continue }
      let isNewYear = shown.map { $0.0 != month.0 } ?? true
      let day = trend.bucket == .day ? "\(period.start.day) " : ""
      let name = day + Wording.month(period.start) + (isNewYear ? " \(period.start.year)" : "")
      let label = every % 12 == 0 ? String(period.start.year) : name
      guard x(position) + SVGFrame.letter * Double(label.count) < width else { break }
      labels.append(SVGFrame.text(label, x(position) - step / 2, y))
      free = x(position) + SVGFrame.letter * (Double(label.count) + 1)
      shown = month
    }
    return labels
  }

  /// Units of a letter of a label.
  private static let letter = 7.4

  /// Months from one label to the next, so that a label with its year finds room; 1 where each month does.
  private var monthsBetweenLabels: Int {
    guard let first = trend.periods.first?.start, let last = trend.periods.last?.start else { return 1 }
    let months = (last.year - first.year) * 12 + last.month - first.month + 1
    let room = (edge - left) / Double(months)
    let sparse = [3, 6, 12, 24, 60, 120, 240, 600]
    if room >= 4.5 * SVGFrame.letter { return 1 }
    return sparse.first { Double($0) * room >= ($0 < 12 ? 10 : 6) * SVGFrame.letter } ?? 1200
  }

  func svg(_ height: Double, _ title: String, _ marks: [String]) -> String {
    "<svg class=\"\(size.rawValue)\" viewBox=\"0 0 \(SVGFrame.digits(width)) \(SVGFrame.digits(height))\" role=\"group\" "
      + "aria-label=\"\(title)\">" + marks.filter { !$0.isEmpty }.joined(separator: "\n") + "</svg>"
  }
}
