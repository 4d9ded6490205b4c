import Model
import Trends

/// The report for a terminal, from 40 columns on.
public struct TextReport: Sendable {
  let report: Report
  let style: TerminalStyle

  /// Makes the text of a report.
  public init(_ report: Report, style: TerminalStyle = TerminalStyle()) {
    self.report = report
    self.style = style
  }

  /// The whole text, ending in a line end.
  public var text: String {
    var blocks: [[String]] = [heading, headline]
    if report.trend.total.people > 0 {
      blocks.append(shares + corrected)
      blocks.append(chart)
      blocks.append(TextAdditions(report, style: style).catalysts)
      blocks.append(reasons)
      blocks.append(movements)
      blocks.append(words)
      blocks.append(answered)
      blocks.append(TextAdditions(report, style: style).comparison)
    }
    blocks.append(leftOut)
    return blocks.filter { !$0.isEmpty }.map { $0.joined(separator: "\n") }.joined(separator: "\n\n") + "\n"
  }

  private var trend: Trend { report.trend }

  private var heading: [String] {
    let coverage = trend.coverage
    let name = TerminalText.cut(shown(report.service), to: style.width / 2, ellipsis: ellipsis)
    var span = ""
    if let first = trend.periods.first, let last = trend.periods.last {
      span = own(Wording.span(first.start, last.end))
    }
    let counts = own(
      "\(Wording.people(trend.total.people)) · \(Wording.plural(trend.total.voices, "voice")) · "
        + Wording.plural(coverage.sites, "site"))
    let folded = coverage.copies > 0 ? "\(Wording.plural(coverage.copies, "copy")) folded" : ""
    return [
      between(style.paint(name, .strong) + style.paint(own(" · stance by \(trend.bucket.rawValue)"), .faint), span),
      between(counts, folded.replacing("copys", with: "copies")),
    ]
  }

  private var headline: [String] {
    var lines: [String] = []
    for (position, sentence) in Headline.sentences(for: trend, isFiltered: report.isFiltered).enumerated() {
      for line in TerminalText.wrapped(own(sentence), to: style.width) {
        lines.append(position == 0 ? style.paint(line, .strong) : line)
      }
    }
    return lines
  }

  private var shares: [String] {
    let room = max(0, style.width - 46)
    return zip(Stance.allCases, Wording.wholeVotes(of: trend.total)).compactMap { stance, votes in
      guard let share = trend.total.share(of: stance) else { return nil }
      let name = TerminalText.padded("\(symbol(stance)) \(stance.rawValue)", to: 12)
      let numbers =
        TerminalText.aligned(Wording.percent(share.value), to: 4) + "  "
        + TerminalText.padded(own(Wording.percentRange(share)), to: 8)
      let count = TerminalText.aligned(Wording.people(votes), to: min(14, style.width - 29))
      return "  " + style.paint(name, ink(stance)) + numbers + " "
        + intervalBar(share, width: room, ink(stance)) + style.paint(count, .faint)
    }
  }

  /// The shares with the scorer's known errors taken out, where a judged sample allows it.
  private var corrected: [String] {
    guard let shares = trend.correctedShares else { return [] }
    let parts = zip(Stance.allCases, shares).map { "\(Wording.percent($1)) \($0.rawValue)" }
    var text = "corrected for known errors of reading: \(parts.joined(separator: ", "))"
    if let accuracy = report.judged.accuracy {
      text +=
        "; \(Wording.percent(accuracy.value)) of \(Wording.count(report.judged.size)) judged voices are read right"
    }
    return TerminalText.wrapped(own(text), to: style.width - 2).map { "  " + style.paint($0, .faint) }
  }

  /// A bar that is solid up to the lower end of the interval and shaded to the upper.
  private func intervalBar(_ share: Estimate, width: Int, _ ink: TerminalStyle.Ink) -> String {
    let solid = Int((share.low * Double(width)).rounded())
    let shaded = max(0, Int((share.high * Double(width)).rounded()) - solid)
    let glyphs = style.isUnicode ? ("█", "▒") : ("#", "+")
    let bar = String(repeating: glyphs.0, count: solid) + String(repeating: glyphs.1, count: shaded)
    return style.paint(bar, ink) + String(repeating: " ", count: max(0, width - solid - shaded))
  }

  private var chart: [String] {
    let chart = TextChart(report, style: style)
    guard !chart.lines.isEmpty else { return [] }
    let merged = chart.periodsPerColumn
    let unit = merged > 1 ? "\(merged) \(trend.bucket.rawValue)s a column" : "by \(trend.bucket.rawValue)"
    let meaning =
      ["defending − quitting, one vote a person, points", "defending − quitting, points"]
      .first { $0.count + unit.count + 13 <= style.width } ?? "points"
    let title = style.paint("Net stance \(unit)", .strong) + "  " + style.paint(own(meaning), .faint)
    var lines = [title] + chart.lines
    let sizes = trend.periods.map(\.tally.weight)
    if sizes.contains(where: { $0 != .enough }) {
      let glyphs = style.isUnicode ? ("▒", "░") : ("+", ".")
      let key = "       \(glyphs.0) under 20 people   \(glyphs.1) under 10: no claim"
      let unfinished = trend.periods.last?.isUnfinished == true ? "   last \(trend.bucket.rawValue) not over" : ""
      let keys = key.count + unfinished.count <= style.width ? [key + unfinished] : parted(key + unfinished)
      lines += keys.map { style.paint($0, .faint) }
    }
    return lines
  }

  /// The parts of a key, which three spaces separate, one a line.
  private func parted(_ key: String) -> [String] {
    key.split(separator: "   ").map { "       " + $0.drop { $0 == " " } }
  }

  private var reasons: [String] {
    let quitting = reasonLines(.quitting, "Why they quit")
    let defending = reasonLines(.defending, "Why they stay")
    guard style.width >= 76, !quitting.isEmpty, !defending.isEmpty else {
      return quitting + (quitting.isEmpty || defending.isEmpty ? [] : [""]) + defending
    }
    let half = style.width / 2
    let height = max(quitting.count, defending.count)
    return (0..<height).map { row in
      let left = row < quitting.count ? quitting[row] : ""
      let right = row < defending.count ? defending[row] : ""
      let gap = max(1, half - visibleColumns(of: left))
      return right.isEmpty ? left : left + String(repeating: " ", count: gap) + right
    }
  }

  private func reasonLines(_ stance: Stance, _ title: String) -> [String] {
    guard let reasons = trend.reasons[stance], let most = reasons.first?.people, most > 0 else { return [] }
    let width = style.width >= 76 ? style.width / 2 - 4 : style.width - 4
    let room = max(6, width - 30)
    var lines = [style.paint(title, .strong) + style.paint("  \(Wording.percentOf(reasons[0].of))", .faint)]
    for reason in reasons.prefix(6) {
      let name = TerminalText.cut(shown(Wording.reason(reason.reason)), to: 17, ellipsis: ellipsis)
      let numbers =
        TerminalText.aligned(Wording.count(reason.people), to: 5)
        + TerminalText.aligned(Wording.percent(reason.share.value), to: 5)
      let length = max(1, reason.people * room / most)
      let bar = String(repeating: style.isUnicode ? "█" : "#", count: length)
      lines.append("  " + TerminalText.padded(name, to: 17) + numbers + " " + style.paint(bar, ink(stance)))
    }
    return lines
  }

  /// People who moved, and the tone of the words.
  private var movements: [String] {
    let coverage = trend.coverage
    var parts: [String] = []
    if trend.turnedAway > 0 {
      parts.append("\(Wording.people(trend.turnedAway)) defended at first and quit in the end")
    }
    if trend.cameRound > 0 { parts.append("\(Wording.people(trend.cameRound)) quit at first and defended in the end") }
    if coverage.returns > 0 { parts.append("\(Wording.people(coverage.returns)) left and came back") }
    if coverage.reportedExits > 0 {
      parts.append("voices report \(Wording.plural(coverage.reportedExits, "exit")) of others")
    }
    if let sentiment = trend.total.sentiment {
      parts.append(
        "mean sentiment \(Wording.signed(sentiment.value)) (\(Wording.signed(sentiment.low)) to "
          + "\(Wording.signed(sentiment.high)))")
    }
    guard !parts.isEmpty else { return [] }
    return [style.paint("On the move", .strong)]
      + TerminalText.wrapped(own(parts.joined(separator: " · ")), to: style.width - 2).map { "  " + $0 }
  }

  private var words: [String] {
    var lines: [String] = []
    for (stance, title) in [(Stance.quitting, "quitting"), (.defending, "defending")] {
      // One or two words characterise nobody.
      guard let terms = trend.terms[stance], terms.count > 2 else { continue }
      let text = terms.prefix(8).map { shown($0.text) }.joined(separator: own(" · "))
      let wrapped = TerminalText.wrapped(text, to: style.width - 15)
      for (position, line) in wrapped.enumerated() {
        let head = position == 0 ? "\(symbol(stance)) \(title)" : ""
        lines.append("  " + style.paint(TerminalText.padded(head, to: 13), ink(stance)) + line)
      }
    }
    return lines.isEmpty ? [] : [style.paint("Words that set them apart", .strong)] + lines
  }

  private var answered: [String] {
    // A neutral voice without any evidence may speak of something else altogether.
    let voices = trend.answered.filter { observation in
      let reading = observation.reading
      return reading.stance != nil && (reading.stance != .neutral || !reading.evidence.isEmpty)
    }.prefix(5)
    guard !voices.isEmpty else { return [] }
    var lines = [style.paint("Most answered", .strong)]
    for observation in voices {
      let voice = observation.voice
      let stance = observation.reading.stance ?? .neutral
      let bar = style.paint(style.isUnicode ? "▌" : "|", ink(stance))
      let words = shown(Excerpt.words(of: voice, observation.reading))
      let quote = own("“\(words)”")
      var wrapped = TerminalText.wrapped(quote, to: style.width - 6)
      if wrapped.count > 2 {
        wrapped = [
          wrapped[0],
          TerminalText.cut(wrapped[1] + " " + wrapped[2], to: style.width - 7, ellipsis: ellipsis) + own("”"),
        ]
      }
      for (position, line) in wrapped.enumerated() {
        let head = position == 0 ? style.paint(symbol(stance), ink(stance)) : " "
        lines.append("  \(head) \(bar)\(line)")
      }
      let facts = [
        voice.speaker.map { TerminalText.cut(shown($0), to: 30, ellipsis: ellipsis) } ?? "nameless",
        shown(observation.site),
        voice.published.map { Wording.date($0) } ?? "undated",
        observation.replies == 1 ? "1 reply" : "\(Wording.count(observation.replies)) replies",
      ]
      let line = TerminalText.cut(own(facts.joined(separator: " · ")), to: style.width - 6, ellipsis: ellipsis)
      lines.append("    \(bar)\(style.paint(line, .faint))")
      lines.append("    \(bar)\(style.paint(shown(voice.url), .faint))")
    }
    return lines
  }

  private var leftOut: [String] {
    let coverage = trend.coverage
    var parts: [String] = []
    if coverage.copies > 0 {
      parts.append("\(Wording.count(coverage.copies)) \(coverage.copies == 1 ? "copy" : "copies") of others’ words")
    }
    if coverage.doubles > 0 { parts.append("\(Wording.plural(coverage.doubles, "voice")) seen twice") }
    if coverage.unnamedQuotes > 0 {
      parts.append("\(Wording.plural(coverage.unnamedQuotes, "quote")) of people not named")
    }
    if coverage.unread > 0 { parts.append("\(Wording.plural(coverage.unread, "voice")) in languages not read") }
    var sentences: [String] = []
    let silent = coverage.voices - trend.total.voices
    if silent > 0 {
      let heard = Wording.plural(coverage.voices, "voice")
      sentences.append("Of \(heard) heard, \(Wording.count(silent)) \(silent == 1 ? "has" : "have") no vote.")
    }
    if !parts.isEmpty { sentences.append("No vote: \(parts.joined(separator: " · ")).") }
    let omissions = report.omissions.prefix(4).map { shown(Wording.omission($0)) }
    if !omissions.isEmpty { sentences.append("Not among them: \(omissions.joined(separator: " · ")).") }
    if coverage.undatedRefused > 0 {
      let undated = Wording.plural(coverage.undatedRefused, "voice")
      sentences.append("Left out: \(undated) without a date, as only some days were asked for.")
    }
    let timeless = coverage.undated + coverage.coarse
    if timeless > 0 {
      var sentence = "Not in the chart: \(Wording.plural(timeless, "voice")) without a date that is exact enough"
      if let quitting = trend.undated.share(of: .quitting), trend.undated.weight != .tooFew {
        sentence += " (\(Wording.percent(quitting.value)) quitting)"
      }
      sentences.append(sentence + ".")
    }
    if coverage.earlier + coverage.later > 0 {
      sentences.append(
        "Outside the chart: \(Wording.plural(coverage.earlier, "voice")) earlier, \(Wording.count(coverage.later)) later."
      )
    }
    if !report.failures.isEmpty {
      let causes = report.failures.prefix(4).map { "\(Wording.count($0.count)) \(shown($0.cause))" }
      sentences.append("Pages that failed: \(causes.joined(separator: " · ")).")
    }
    sentences.append(
      "Of the voices found, not of all users. Intervals 95%, by people. Times in UTC.")
    return sentences.flatMap { sentence in
      TerminalText.wrapped(own(sentence), to: style.width).map { style.paint($0, .faint) }
    }
  }
}

extension TextReport {
  private var ellipsis: String { style.isUnicode ? "…" : "..." }

  /// Strangers' text, safe for the terminal.
  private func shown(_ text: String) -> String {
    let safe = TerminalText.sanitised(text)
    return style.isUnicode ? safe : TerminalText.ascii(safe)
  }

  /// Our own words, as the terminal can show them.
  private func own(_ text: String) -> String { style.isUnicode ? text : TerminalText.ascii(text) }

  private func symbol(_ stance: Stance) -> String {
    switch stance {
    case .quitting: style.isUnicode ? "▼" : "v"
    case .defending: style.isUnicode ? "▲" : "^"
    case .neutral: style.isUnicode ? "·" : "-"
    }
  }

  private func ink(_ stance: Stance) -> TerminalStyle.Ink {
    switch stance {
    case .quitting: .quitting
    case .defending: .defending
    case .neutral: .neutral
    }
  }

  /// Two texts at the two ends of a line; the second on a line of its own where both have no room.
  private func between(_ left: String, _ right: String) -> String {
    let gap = style.width - visibleColumns(of: left) - TerminalText.columns(of: right)
    if right.isEmpty { return left }
    if gap < 2 { return left + "\n" + style.paint(right, .faint) }
    return left + String(repeating: " ", count: gap) + style.paint(right, .faint)
  }

  /// Columns of a painted text.
  private func visibleColumns(of text: String) -> Int {
    var plain = ""
    var isCode = false
    for character in text {
      if character == "\u{1b}" { isCode = true } else if !isCode { plain.append(character) }
      if isCode, character == "m" { isCode = false }
    }
    return TerminalText.columns(of: plain)
  }
}
