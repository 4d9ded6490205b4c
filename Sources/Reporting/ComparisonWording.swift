import Model
import Trends

/// A comparison as rows of words, for every form of the report.
enum ComparisonWording {
  static let heads = ["", "here", "there", "difference", "95%"]

  /// One row a line: name, here, there, difference, interval.
  static func rows(of comparison: Comparison) -> [[String]] {
    comparison.lines.map { line in
      let isShare = line.name != "net" && line.name != "sentiment"
      let difference = line.difference
      // Whole numbers that do not give their difference would look like a mistake.
      func whole(_ number: Double) -> Int { Int((number * 100).rounded()) }
      let isExact = whole(line.mine.value) - whole(line.other.value) == whole(difference.value)
      func value(_ number: Double) -> String {
        if line.name == "sentiment" { return Wording.signed(number) }
        if isShare { return isExact ? Wording.percent(number) : Wording.exactPercent(number) }
        return isExact ? Wording.points(number) : Wording.exactPoints(number)
      }
      func change(_ number: Double) -> String {
        if line.name == "sentiment" { return Wording.signed(number) }
        return isExact ? Wording.points(number) : Wording.exactPoints(number)
      }
      return [
        line.name, value(line.mine.value), value(line.other.value), change(difference.value),
        "\(change(difference.low)) to \(change(difference.high))" + (line.isClear ? "" : " (may be chance)"),
      ]
    }
  }

  static func title(of comparison: Comparison) -> String {
    let other = comparison.other.total
    return "Compared with \(TerminalText.sanitised(comparison.name)): \(Wording.people(other.people)), "
      + "\(Wording.plural(other.voices, "voice"))"
  }
}
