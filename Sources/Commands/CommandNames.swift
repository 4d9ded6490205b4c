internal import ArgumentParser
internal import Reporting

/// The commands' names, and what a mistyped one may have meant.
enum CommandNames {
  /// All commands, as the help lists them.
  static let all = StanceCommand.configuration.groupedSubcommands.flatMap(\.subcommands)
    .compactMap { $0.configuration.commandName }

  /// What to say to a word that stands for a command and is none; `nil` for a command or an option.
  static func answer(to word: String) -> String? {
    guard !word.hasPrefix("-"), word != "help", !all.contains(word) else { return nil }
    let shown = word.count > 40 ? word.prefix(40) + "…" : word[...]
    let meant = nearest(to: word).map { "did you mean \"stance \($0)\"?" } ?? "stance --help lists them"
    return "there is no command \"\(TerminalText.sanitised(String(shown)))\"; \(meant)"
  }

  /// The command that a few slips of the fingers turn into the word.
  private static func nearest(to word: String) -> String? {
    guard word.count <= 20 else { return nil }
    let written = Array(word.lowercased())
    let counts = all.map { slips(from: written, to: Array($0)) }
    guard let least = counts.indices.min(by: { counts[$0] < counts[$1] }) else { return nil }
    return counts[least] <= max(1, all[least].count / 3) ? all[least] : nil
  }

  /// Letters to add, drop, change or swap with the next one (optimal string alignment; Damerau, CACM 7(3), 1964).
  static func slips(from left: [Character], to right: [Character]) -> Int {
    var before: [Int] = []
    var last = Array(0...right.count)
    for (row, letter) in left.enumerated() {
      var line = [row + 1]
      for (column, other) in right.enumerated() {
        var least = min(last[column + 1] + 1, line[column] + 1, last[column] + (letter == other ? 0 : 1))
        if row > 0, column > 0, letter == right[column - 1], left[row - 1] == other {
          least = min(least, before[column - 1] + 1)
        }
        line.append(least)
      }
      (before, last) = (last, line)
    }
    return last[right.count]
  }
}
