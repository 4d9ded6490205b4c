import Model
import Trends

/// A comparison as rows of words, for every form of the report.
enum ComparisonWording {
  static let heads = ["", "here", "there", "difference", "95%"]

  /// One row a line: name, here, there, difference, interval.
  static func rows(of comparison: Comparison) -> [[String]] {
    comparison.lines.map { line in
      let isShare = line.name != "net" && line.name != "sentiment"
      func value(_ number: Double) -> String {
        line.name == "sentiment" ? Wording.signed(number) : isShare ? Wording.percent(number) : Wording.points(number)
      }
      func change(_ number: Double) -> String {
        line.name == "sentiment" ? Wording.signed(number) : Wording.points(number)
      }
      let difference = line.difference
      return [
        line.name, value(line.mine.value), value(line.other.value), change(difference.value),
        "\(change(difference.low)) to \(change(difference.high))" + (line.isClear ? "" : " (chance may explain it)"),
      ]
    }
  }

  static func title(of comparison: Comparison) -> String {
    let other = comparison.other.coverage
    return "Compared with \(TerminalText.sanitised(comparison.name)): \(Wording.people(other.people)), "
      + "\(Wording.plural(other.voices, "voice"))"
  }
}
