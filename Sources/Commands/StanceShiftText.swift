internal import Crawling
internal import JSONCoding
internal import Model
internal import Reporting

/// What a second reading changed, for people and for machines.
enum StanceShiftText {
  private static let words = StanceShift.Move.Reading.allCases

  /// The lines: a table of stances before and now, then what else changed, then some voices that moved.
  static func lines(for shift: StanceShift) -> [String] {
    var lines: [String] = []
    let pages = [
      (shift.newPages, "new"), (shift.changedPages, "changed"), (shift.unchangedPages, "as they were"),
    ].filter { $0.0 > 0 }
    if !pages.isEmpty { lines.append("pages: " + pages.map { "\($0.0) \($0.1)" }.joined(separator: ", ")) }
    guard !shift.moves.isEmpty else { return lines }
    let width = 11
    func cell(_ text: String) -> String { String(repeating: " ", count: max(1, width - text.count)) + text }
    let stances: [StanceShift.Move.Reading?] = words + [nil]
    lines.append("")
    lines.append("before \\ now" + stances.map { cell($0?.rawValue ?? "not there") }.joined())
    for before in stances {
      let counts = stances.map { now in shift.moves[StanceShift.Move(before: before, now: now)] ?? 0 }
      if counts.allSatisfy({ $0 == 0 }) { continue }
      let name = before?.rawValue ?? "not there"
      let row = counts.map { cell($0 == 0 ? "·" : String($0)) }.joined()
      lines.append(name + String(repeating: " ", count: 12 - name.count) + row)
    }
    lines.append("")
    if shift.compared > 0 {
      lines.append("\(shift.moved) of \(Wording.count(shift.compared, "voice")) moved to another stance")
    }
    for (count, what) in [
      (shift.otherScores, "score, the stance being the same"), (shift.otherWords, "words"),
      (shift.otherSpeakers, "speaker"), (shift.otherTimes, "time"),
    ] where count > 0 {
      lines.append("\(Wording.count(count, "voice")) with another \(what)")
    }
    for example in shift.examples.sorted(by: { ($0.move.name, $0.voice.id) < ($1.move.name, $1.voice.id) }) {
      lines.append("  \(example.move.name): \(TerminalText.sanitised(example.voice.url))")
      lines.append("    \(TerminalText.sanitised(String(example.voice.text.prefix(100))))")
    }
    return lines
  }

  /// The same as members of an object that the writer has begun.
  static func write(_ shift: StanceShift, into writer: inout JSONWriter) {
    for (key, count) in [
      ("new_pages", shift.newPages), ("changed_pages", shift.changedPages), ("unchanged_pages", shift.unchangedPages),
      ("voices_compared", shift.compared), ("voices_moved", shift.moved), ("other_scores", shift.otherScores),
      ("other_words", shift.otherWords), ("other_speakers", shift.otherSpeakers), ("other_times", shift.otherTimes),
    ] {
      writer.key(key)
      writer.integer(count)
    }
    writer.beginArray("moves")
    for (move, count) in shift.moves.sorted(by: { $0.key.name < $1.key.name }) {
      writer.beginObject()
      writer.member("before", move.before?.rawValue)
      writer.member("now", move.now?.rawValue)
      writer.member("voices", count)
      writer.endObject()
    }
    writer.endArray()
    writer.objects("examples", shift.examples) { example, writer in
      writer.member("id", example.voice.id)
      writer.member("url", example.voice.url)
      writer.member("before", example.move.before?.rawValue)
      writer.member("now", example.move.now?.rawValue)
    }
  }
}

extension StanceShift.Move {
  /// `quitting → neutral`.
  var name: String { "\(before?.rawValue ?? "not there") → \(now?.rawValue ?? "not there")" }
}
