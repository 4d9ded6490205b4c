import Model
import Trends

/// Net stance over time as bars above and below a line, with volume, months and marks below.
struct TextChart {
  /// One column of bars: a period, or some neighbours where there are more periods than room.
  private struct Column {
    var net: Double?
    /// People of the period, or of the busiest of several: the same person counts in each.
    var people: Int
    var weight: Trend.Tally.Weight { Trend.Tally.Weight(people: people) }
    var lead: Headline.Lead
    var isBurst: Bool
    var isUnfinished: Bool
    var start: CivilTime
    var positions: Range<Int>
  }

  private let report: Report
  private let style: TerminalStyle
  private let columns: [Column]
  private let pitch: Int
  private let barWidth: Int
  private let labelWidth = 7
  private static let rowsPerSide = 5

  init(_ report: Report, style: TerminalStyle) {
    self.report = report
    self.style = style
    let periods = report.trend.periods
    let room = max(10, style.width - labelWidth - 12)
    let merged = max(1, (periods.count + room - 1) / room)
    columns = stride(from: 0, to: periods.count, by: merged).map { start in
      TextChart.column(periods, start..<min(start + merged, periods.count))
    }
    pitch = max(1, min(5, room / max(1, columns.count)))
    barWidth = pitch > 1 ? pitch - 1 : 1
  }

  /// How many periods one column stands for.
  var periodsPerColumn: Int { columns.first?.positions.count ?? 1 }

  private static func column(_ periods: [Trend.Period], _ range: Range<Int>) -> Column {
    let part = periods[range]
    let votes = part.reduce(0) { $0 + $1.tally.people }
    let people = part.reduce(0) { max($0, $1.tally.people) }
    let net = votes == 0 ? nil : part.reduce(0.0) { $0 + $1.tally.defending - $1.tally.quitting } / Double(votes)
    let single = range.count == 1 ? Headline.lead(in: periods[range.lowerBound].tally) : .nobody
    return Column(
      net: net, people: people, lead: single, isBurst: part.contains(where: \.isBurst),
      isUnfinished: part.contains(where: \.isUnfinished), start: periods[range.lowerBound].start, positions: range)
  }

  /// The lines of the chart.
  var lines: [String] {
    guard !columns.isEmpty else { return [] }
    let scale = self.scale
    var lines: [String] = []
    for row in stride(from: TextChart.rowsPerSide, to: 0, by: -1) {
      lines.append(label(row, scale, isAbove: true) + bars(row, scale, isAbove: true))
    }
    lines.append(zeroLine)
    for row in 1...TextChart.rowsPerSide {
      lines.append(label(row, scale, isAbove: false) + bars(row, scale, isAbove: false))
    }
    while let last = lines.last, isBlank(last) { lines.removeLast() }
    while let first = lines.first, isBlank(first) { lines.removeFirst() }
    if periodsPerColumn == 1 { lines.append(leadRow) }
    lines.append(volumeRow)
    lines.append(monthRow)
    return lines + marks
  }

  private func isBlank(_ line: String) -> Bool { line.allSatisfy { $0 == " " } }

  /// Points that one side of the chart spans.
  private var scale: Double {
    let largest = columns.filter { $0.weight != .tooFew }.compactMap { $0.net.map(abs) }.max() ?? 0.5
    return [0.25, 0.5, 0.75, 1].first { largest <= $0 } ?? 1
  }

  private func label(_ row: Int, _ scale: Double, isAbove: Bool) -> String {
    // Only the outermost row and the middle one carry numbers.
    let middle = (TextChart.rowsPerSide + 1) / 2
    guard row == TextChart.rowsPerSide || row == middle else { return String(repeating: " ", count: labelWidth) }
    let value = scale * Double(row) / Double(TextChart.rowsPerSide) * (isAbove ? 1 : -1)
    return style.paint(text(TerminalText.aligned(Wording.points(value), to: labelWidth - 1)) + " ", .faint)
  }

  private func bars(_ row: Int, _ scale: Double, isAbove: Bool) -> String {
    var line = ""
    for column in columns {
      let net = column.net ?? 0
      let isHere = isAbove ? net > 0 : net < 0
      // How much of this row's cell the bar fills, in eighths.
      let height = min(1, abs(net) / scale) * Double(TextChart.rowsPerSide)
      let eighths = isHere ? max(0, min(8, Int(((height - Double(row - 1)) * 8).rounded()))) : 0
      let least = isHere && row == 1 && column.people > 0 ? max(1, eighths) : eighths
      let isCut = isHere && row == TextChart.rowsPerSide && abs(net) > scale
      line += isCut ? cut(isAbove: isAbove) : cell(least, column, isAbove: isAbove)
      if pitch > barWidth { line += " " }
    }
    while line.last == " " { line.removeLast() }
    return line
  }

  /// The end of a bar that reaches beyond the chart.
  private func cut(isAbove: Bool) -> String {
    let mark = style.isUnicode ? (isAbove ? "↑" : "↓") : (isAbove ? "^" : "v")
    return style.paint(TerminalText.padded(mark, to: barWidth), isAbove ? .defending : .quitting)
  }

  private func cell(_ eighths: Int, _ column: Column, isAbove: Bool) -> String {
    guard eighths > 0 else { return String(repeating: " ", count: barWidth) }
    let ink: TerminalStyle.Ink = isAbove ? .defending : .quitting
    func painted(_ glyph: String, reversed: Bool = false) -> String {
      style.paint(String(repeating: glyph, count: barWidth), ink, reversed: reversed)
    }
    let (plain, shade) =
      switch column.weight {
      case .tooFew: (".", "░")
      case .few: ("+", "▒")
      case .enough: ("#", "█")
      }
    guard style.isUnicode else { return painted(eighths >= 4 ? plain : "'") }
    if column.weight != .enough {
      if eighths >= 4 { return painted(shade) }
      return painted(isAbove ? "▁" : "▔")
    }
    let blocks = ["▁", "▂", "▃", "▄", "▅", "▆", "▇", "█"]
    if isAbove || eighths == 8 { return painted(blocks[eighths - 1]) }
    // Terminals have no blocks that hang: the lower block of the rest, reversed, or halves without colours.
    if style.colours == .none { return painted(eighths >= 6 ? "█" : eighths >= 3 ? "▀" : "▔") }
    return painted(blocks[7 - eighths], reversed: true)
  }

  private var chartWidth: Int { columns.count * pitch - (pitch - barWidth) }

  private var zeroLine: String {
    let line = String(repeating: style.isUnicode ? "─" : "-", count: chartWidth)
    return style.paint(TerminalText.aligned("0", to: labelWidth - 1) + " " + line, .faint) + " "
      + style.paint(text("▲ defend"), .defending)
  }

  /// Who leads beyond doubt in each period.
  private var leadRow: String {
    var line = style.paint(TerminalText.padded("lead", to: labelWidth), .faint)
    for column in columns {
      let (glyph, ink): (String, TerminalStyle.Ink) =
        switch column.lead {
        case .quitting: (style.isUnicode ? "▼" : "v", .quitting)
        case .defending: (style.isUnicode ? "▲" : "^", .defending)
        case .nobody: (style.isUnicode ? "·" : ":", .faint)
        case .tooFew: (" ", .plain)
        }
      line += style.paint(glyph, ink) + String(repeating: " ", count: pitch - 1)
    }
    return trimmed(line) + " " + style.paint(text("▼ quit"), .quitting)
  }

  private var volumeRow: String {
    let most = max(1, columns.map(\.people).max() ?? 1)
    let blocks =
      style.isUnicode ? ["▁", "▂", "▃", "▄", "▅", "▆", "▇", "█"] : ["_", "-", "~", "=", "+", "*", "#", "@"]
    var line = style.paint(TerminalText.padded("people", to: labelWidth), .faint)
    for column in columns {
      let level = column.people * 8 / most
      let glyph = column.people == 0 ? " " : blocks[max(0, min(7, level - 1))]
      line += style.paint(String(repeating: glyph, count: barWidth), column.isBurst ? .accent : .neutral)
      line += String(repeating: " ", count: pitch - barWidth)
    }
    let share = periodsPerColumn > 1 ? " a \(report.trend.bucket.rawValue)" : ""
    return trimmed(line) + " " + style.paint("max \(Wording.count(most))\(share)", .faint)
  }

  private func trimmed(_ line: String) -> String {
    pitch > barWidth && line.last == " " ? String(line.dropLast(pitch - barWidth)) : line
  }

  private var monthRow: String {
    var cells = [Character](repeating: " ", count: labelWidth + columns.count * pitch + 8)
    var free = 0
    var shown: (Int, Int)?
    // A month of which only the end is seen would leave no room for the next one's name.
    if let first = columns.first?.start, first.day > 21, columns.count > 2, report.trend.bucket != .month {
      shown = (first.year, first.month)
    }
    for (position, column) in columns.enumerated() {
      let place = labelWidth + position * pitch
      let isNew = shown.map { $0 != (column.start.year, column.start.month) } ?? true
      guard isNew, place >= free else { continue }
      let isNewYear = free == 0 || shown.map { $0.0 != column.start.year } ?? true
      let day = report.trend.bucket == .day
      var name = day ? Wording.shortDate(column.start) : Wording.month(column.start)
      if isNewYear, !day { name += " \(column.start.year)" }
      guard place + name.count <= cells.count else { continue }
      for (offset, character) in name.enumerated() { cells[place + offset] = character }
      free = place + name.count + 1
      shown = (column.start.year, column.start.month)
    }
    while cells.last == " " { cells.removeLast() }
    return style.paint(String(cells), .faint)
  }

  /// Turning points and events: a row of marks and a line for each.
  private var marks: [String] {
    var row = [Character](repeating: " ", count: labelWidth + columns.count * pitch + 2)
    var notes: [(mark: Character, text: String)] = []
    let trend = report.trend
    for turn in trend.turningPoints {
      guard let column = columns.firstIndex(where: { $0.positions.contains(turn.position) }) else { continue }
      row[labelWidth + column * pitch] = style.isUnicode ? "◆" : "*"
      let date = Wording.date(trend.periods[turn.position].start)
      let last = min(turn.range.upperBound, trend.periods.count - 1)
      let range =
        turn.range.count > 1
        ? " (\(Wording.shortDate(trend.periods[turn.range.lowerBound].start)) to "
          + "\(Wording.shortDate(trend.periods[last].start)))"
        : ""
      let change = "\(Wording.points(turn.before)) before, \(Wording.points(turn.after)) after"
      notes.append((style.isUnicode ? "◆" : "*", "\(date)\(range) turning point: net \(change)"))
    }
    for (number, event) in report.events.prefix(9).enumerated() {
      let wanted = trend.bucket.number(of: event.date.instant)
      let column = columns.firstIndex { column in column.positions.contains { trend.periods[$0].number == wanted } }
      guard let column else { continue }
      let mark =
        style.isUnicode ? Character(Unicode.Scalar(0x2460 + UInt32(number)) ?? "1") : Character(String(number + 1))
      var place = labelWidth + column * pitch
      while place + 1 < row.count, row[place] != " " { place += 1 }
      row[place] = mark
      notes.append((mark, "\(Wording.date(event.date)) \(TerminalText.sanitised(event.label))"))
    }
    guard !notes.isEmpty else { return [] }
    while row.last == " " { row.removeLast() }
    let indent = String(repeating: " ", count: labelWidth)
    var lines = [style.paint(String(row), .strong)]
    for note in notes {
      let wrapped = TerminalText.wrapped(text(note.text), to: style.width - labelWidth - 2)
      for (position, line) in wrapped.enumerated() {
        let head = position == 0 ? style.paint(String(note.mark), .strong) + " " : "  "
        lines.append(indent + head + style.paint(line, .faint))
      }
    }
    return lines
  }

  /// Our own words as the terminal can show them.
  private func text(_ words: String) -> String {
    style.isUnicode ? words : TerminalText.ascii(words.replacing("▲", with: "^").replacing("▼", with: "v"))
  }
}
