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
    let when = voice.published.map { ", \($0.asWritten)" } ?? ", undated"
    lines += wrapped(voice.title ?? conversation.title ?? "(no title)", .strong)
    lines += wrapped("\(voice.kind.rawValue) by \(voice.speaker ?? "somebody unnamed")\(when)")
    lines.append(style.paint(TerminalText.sanitised(voice.url), .faint))
    lines.append("")
    lines += verdict(reading).lines(to: style.width, in: style)
    if !reading.reasons.isEmpty {
      lines.append("reasons: " + reading.reasons.map(\.rawValue).joined(separator: ", "))
    }
    if reading.reportedExits > 0 { lines.append("reports exits of others: \(reading.reportedExits)") }
    if reading.isReturn { lines.append("left once, and came back") }
    lines.append("")
    if let title = voice.title, !title.isEmpty { lines += shown(title, quoted: [], place: .title) + [""] }
    lines += shown(voice.text, quoted: voice.quoted, place: .text)
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
    for part in parts { lines += wrapped("\(padded(written(part.value), 8))  \(part.name)", indent: 2, hanging: 10) }
    let reason =
      switch stance {
      case .quitting, .defending: "that reaches \(written(threshold)) and outweighs the other side"
      case .neutral where max(quitting, defending) >= threshold: "the two lie too near each other"
      case .neutral: "neither reaches \(written(threshold))"
      }
    let length = parts.isEmpty ? "" : " for the length of the text"
    return lines
      + wrapped(
        "In all\(length): quitting \(written(quitting)), defending \(written(defending)); \(reason): "
          + "\(stance.rawValue).", indent: 2)
  }

  private func verdict(_ reading: Reading) -> InkedText {
    var text = InkedText()
    guard let stance = reading.stance else {
      text.add("not read: \(analysis.language ?? "its language") is not among the languages that can be read")
      return text
    }
    text.add(TextMark.symbol(of: stance, style) + " " + stance.rawValue, ink(of: stance))
    text.add(
      (service.isEmpty ? "" : " towards \(service)") + ", score \(Wording.decimal(reading.score, digits: 2)), "
        + "confidence \(Wording.decimal(reading.confidence, digits: 2)), "
        + "sentiment \(Wording.decimal(reading.sentiment, digits: 2)), register \(analysis.register.rawValue)")
    return text
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

  /// The words in lines: evidence in colour, or between brackets where there is no colour; words of reasons between
  /// brackets with the reason's name; other people's words faint, or between brackets.
  private func shown(_ content: String, quoted: [Range<Int>], place: Evidence.Place) -> [String] {
    let bytes = Array(content.utf8)
    var text = InkedText()
    var words = QuotedWords(quoted)
    var position = 0
    let marks = marks.filter { $0.words.place == place }.sorted { $0.words.start < $1.words.start }
    for (item, reason) in marks where item.start >= position && item.end <= bytes.count {
      words.add(position..<item.start, of: bytes, to: &text, in: style)
      let stance: Stance = item.weight < 0 ? .quitting : item.weight > 0 ? .defending : .neutral
      words.add(item.start..<item.end, of: bytes, to: &text, in: style) { piece, text in
        if let reason {
          text.add("[\(reason): \(piece)]")
        } else if style.colours == .none {
          text.add("[\(TextMark.symbol(of: stance, style))\(piece)]")
        } else {
          text.add(piece, ink(of: stance), reversed: true)
        }
      }
      position = item.end
    }
    words.add(position..<bytes.count, of: bytes, to: &text, in: style)
    words.end(&text, in: style)
    return text.lines(to: style.width - 2, in: style).map { $0.isEmpty ? "" : "  " + $0 }
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
      lines += wrapped(notes.joined(separator: ", "), .faint, indent: 10)
    }
    lines.append("")
    return lines
  }

  /// One paragraph in lines of the terminal's width.
  private func wrapped(
    _ text: String, _ ink: TerminalStyle.Ink = .plain, indent: Int = 0, hanging: Int = 0
  ) -> [String] {
    var piece = InkedText()
    piece.add(text, ink)
    let lines = piece.lines(to: style.width - indent - hanging, in: style)
    return lines.enumerated().map { number, line in
      String(repeating: " ", count: indent + (number == 0 ? 0 : hanging)) + line
    }
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
