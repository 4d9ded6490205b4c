import JSONCoding
import Model
public import Trends

/// How well voices are read, in words and as JSON.
public struct JudgedText {
  private let judged: JudgedSample

  /// Makes the text of a judged sample.
  public init(_ judged: JudgedSample) { self.judged = judged }

  /// The text for a terminal, ending in a line end.
  public var text: String {
    guard judged.size > 0 else { return "No voice was judged yet.\n" }
    var lines = ["\(Wording.plural(judged.size, "voice")) judged"]
    if let accuracy = judged.accuracy {
      lines.append(
        "read right: \(Wording.percent(accuracy.value)) (\(Wording.percentRange(accuracy)), 95%), "
          + "weighted by how many voices each stands for")
    }
    lines.append("")
    lines.append("is \\ read as  quitting  defending  neutral")
    for (stance, row) in zip(Stance.allCases, judged.counts) {
      let cells = zip([8, 11, 9], row).map { TerminalText.aligned(String(Int($1)), to: $0) }
      lines.append(TerminalText.padded(stance.rawValue, to: 14) + cells.joined())
    }
    lines.append("")
    for stance in Stance.allCases {
      guard let share = judged.precision(of: stance) else { continue }
      lines.append(
        "of those read as \(stance.rawValue), \(Wording.percent(share.value)) are (\(Wording.percentRange(share)))")
    }
    lines.append(
      judged.correction == nil
        ? "Shares are not corrected yet: \(missing)." : "stance report shows shares corrected by this sample.")
    return lines.joined(separator: "\n") + "\n"
  }

  /// What a correction still takes.
  private var missing: String {
    let least = JudgedSample.leastForCorrection
    let found = zip(Stance.allCases, judged.counts).map { "\(Int($1.reduce(0, +))) \($0.rawValue)" }
    let mixture = "so far \(found.joined(separator: ", "))"
    return judged.size < least
      ? "that takes \(least - judged.size) more judged voices, \(JudgedText.enough) or so of each stance (\(mixture))"
      : "the judged voices do not tell the stances apart; that takes \(JudgedText.enough) or so of each (\(mixture))"
  }

  /// Judged voices of a stance with which the chances of its misreadings are told from those of the others.
  private static let enough = 10

  /// One JSON object and a line end.
  public var json: [UInt8] {
    var writer = JSONWriter(isPretty: true)
    writer.beginObject()
    writer.member("judged", judged.size)
    write("accuracy", judged.accuracy, into: &writer)
    writer.beginObject("counts")
    for (stance, row) in zip(Stance.allCases, judged.counts) {
      writer.key(stance.rawValue)
      writer.beginObject()
      for (read, count) in zip(Stance.allCases, row) {
        writer.key(read.rawValue)
        writer.integer(Int(count))
      }
      writer.endObject()
    }
    writer.endObject()
    for stance in Stance.allCases { write("precision_\(stance.rawValue)", judged.precision(of: stance), into: &writer) }
    writer.member("corrects", judged.correction != nil)
    writer.endObject()
    writer.endLine()
    return writer.bytes
  }

  private func write(_ key: String, _ estimate: Estimate?, into writer: inout JSONWriter) {
    writer.key(key)
    guard let estimate else { return writer.null() }
    writer.beginObject()
    for (name, value) in [("value", estimate.value), ("low", estimate.low), ("high", estimate.high)] {
      writer.key(name)
      writer.number(JSONReport.rounded(value))
    }
    writer.endObject()
  }
}
