internal import Model
internal import Reporting
internal import Scoring

/// One voice explained for a terminal: the verdict, the words with their evidence marked, and the sums.
struct ExplanationText {
  let voice: Voice
  let analysis: Analysis
  let conversation: Conversation
  let service: String
  let style: TerminalStyle

  /// The whole text, ending in a line end.
  var text: String {
    let reading = analysis.reading
    var lines: [String] = []
    let speaker = TerminalText.sanitised(voice.speaker ?? "somebody unnamed")
    let when = voice.published.map { ", \($0.asWritten)" } ?? ", undated"
    lines.append(style.paint(TerminalText.sanitised(voice.title ?? conversation.title ?? "(no title)"), .strong))
    lines.append("\(voice.kind.rawValue) by \(speaker)\(when)")
    lines.append(style.paint(TerminalText.sanitised(voice.url), .faint))
    lines.append("")
    lines.append(verdict(reading))
    if !reading.reasons.isEmpty {
      lines.append("reasons: " + reading.reasons.map(\.rawValue).joined(separator: ", "))
    }
    if reading.reportedExits > 0 { lines.append("reports exits of others: \(reading.reportedExits)") }
    if reading.isReturn { lines.append("left once, and came back") }
    lines.append("")
    if let title = voice.title, !title.isEmpty {
      lines.append("  " + marked(title, quoted: [], place: .title))
      lines.append("")
    }
    for line in marked(voice.text, quoted: voice.quoted, place: .text).split(
      separator: "\n", omittingEmptySubsequences: false)
    {
      lines.append("  " + line)
    }
    lines.append("")
    lines += table
    lines += sums
    return lines.joined(separator: "\n") + "\n"
  }

  /// What the findings add up to: the sums that are not nothing, and what decided.
  private var sums: [String] {
    func value(_ name: String) -> Double? { analysis.steps.last { $0.name == name }?.value }
    guard let quitting = value(Analysis.Step.quitting), let defending = value(Analysis.Step.defending),
      let threshold = value(Analysis.Step.threshold), let stance = analysis.reading.stance
    else { return [] }
    let totals = [Analysis.Step.quitting, Analysis.Step.defending, Analysis.Step.threshold]
    let parts = analysis.steps.filter { !totals.contains($0.name) && abs($0.value) >= 0.005 }
    func written(_ number: Double) -> String { Wording.decimal(number, digits: 2) }
    var lines = [style.paint("The sums", .strong)]
    lines += parts.map { "  \(padded(written($0.value), 8))  \($0.name)" }
    let reason =
      switch stance {
      case .quitting, .defending: "that reaches \(written(threshold)) and outweighs the other side"
      case .neutral where max(quitting, defending) >= threshold: "the two lie too near each other"
      case .neutral: "neither reaches \(written(threshold))"
      }
    let length = parts.isEmpty ? "" : " for the length of the text"
    lines.append(
      "  In all\(length): quitting \(written(quitting)), defending \(written(defending)); \(reason): \(stance.rawValue)."
    )
    return lines
  }

  private func verdict(_ reading: Reading) -> String {
    guard let stance = reading.stance else {
      return "not read: \(analysis.language ?? "its language") is not among the languages that can be read"
    }
    let words = style.paint(TextMark.symbol(of: stance, style) + " " + stance.rawValue, ink(of: stance))
    let target = service.isEmpty ? "" : " towards \(TerminalText.sanitised(service))"
    return "\(words)\(target), score \(Wording.decimal(reading.score, digits: 2)), "
      + "confidence \(Wording.decimal(reading.confidence, digits: 2)), "
      + "sentiment \(Wording.decimal(reading.sentiment, digits: 2)), register \(analysis.register.rawValue)"
  }

  private func ink(of stance: Stance) -> TerminalStyle.Ink {
    switch stance {
    case .quitting: .quitting
    case .defending: .defending
    case .neutral: .neutral
    }
  }

  /// What is marked: evidence of the stance, and words that gave a reason, with its name, where they are not evidence.
  private var marks: [(words: Evidence, reason: String?)] {
    let evidence = analysis.reading.evidence
    let given = analysis.findings.filter { finding in
      finding.reason != nil
        && !evidence.contains {
          $0.place == finding.evidence.place && $0.start < finding.evidence.end && finding.evidence.start < $0.end
        }
    }
    return evidence.map { ($0, nil) } + given.map { ($0.evidence, $0.reason) }
  }

  /// The words with evidence in colour, or between brackets where there is no colour, words of reasons between brackets
  /// with the reason's name.
  private func marked(_ text: String, quoted: [Range<Int>], place: Evidence.Place) -> String {
    let bytes = Array(text.utf8)
    let evidence = marks.filter { $0.words.place == place }.sorted { $0.words.start < $1.words.start }
    var result = ""
    var position = 0
    func piece(_ end: Int) -> String {
      guard end > position else { return "" }
      let words = String(decoding: bytes[position..<min(end, bytes.count)], as: UTF8.self)
      return words.split(separator: "\n", omittingEmptySubsequences: false).map { TerminalText.sanitised(String($0)) }
        .joined(separator: "\n")
    }
    for (item, reason) in evidence where item.start >= position && item.end <= bytes.count {
      result += piece(item.start)
      position = item.start
      let words = piece(item.end)
      if let reason {
        result += "[\(reason): \(words)]"
        position = item.end
        continue
      }
      let stance: Stance = item.weight < 0 ? .quitting : item.weight > 0 ? .defending : .neutral
      result +=
        style.colours == .none
        ? "[\(TextMark.symbol(of: stance, style))\(words)]" : style.paint(words, ink(of: stance), reversed: true)
      position = item.end
    }
    return result + piece(bytes.count)
  }

  private var table: [String] {
    guard !analysis.findings.isEmpty else { return ["No cue stands in these words.", ""] }
    var lines = [style.paint("What was found", .strong)]
    for finding in analysis.findings {
      if let reason = finding.reason {
        let words = TerminalText.cut(TerminalText.sanitised(finding.evidence.text), to: 40)
        lines.append("          “\(words)” gives the reason \(reason)")
        continue
      }
      var notes: [String] = ["\(finding.kind.name)"]
      if finding.person != .unsaid { notes.append("person: \(finding.person.rawValue)") }
      if finding.tense != .none { notes.append(finding.tense.rawValue) }
      notes.append("target \(finding.binding.rawValue)")
      if finding.negatedBy != nil { notes.append("negated") }
      if finding.isQuoted { notes.append("somebody else's words") }
      if finding.isQuestion { notes.append("in a question") }
      for factor in finding.factors { notes.append("\(factor.name) × \(Wording.decimal(factor.value, digits: 2))") }
      let words = TerminalText.cut(TerminalText.sanitised(finding.evidence.text), to: 40)
      lines.append("  \(padded(Wording.decimal(finding.evidence.weight, digits: 2), 6))  “\(words)” (\(finding.cue))")
      lines.append(style.paint("          " + notes.joined(separator: ", "), .faint))
    }
    lines.append("")
    return lines
  }

  private func padded(_ text: String, _ width: Int) -> String {
    String(repeating: " ", count: max(0, width - text.count)) + text
  }
}

/// The signs that stand for stances where colour does not.
enum TextMark {
  /// ▼ quitting, ▲ defending, · neutral; letters where there is no Unicode.
  static func symbol(of stance: Stance, _ style: TerminalStyle) -> String {
    switch stance {
    case .quitting: style.isUnicode ? "▼" : "v"
    case .defending: style.isUnicode ? "▲" : "^"
    case .neutral: style.isUnicode ? "·" : "-"
    }
  }
}
