/// A text in pieces of different looks, which can be broken into lines before it is painted.
///
/// Painting first would leave escape sequences in the counting of columns, and inks that run over the ends of lines.
public struct InkedText: Equatable, Sendable {
  private struct Run: Equatable {
    var text: String
    var ink: TerminalStyle.Ink
    var isReversed: Bool
  }

  private var runs: [Run] = []

  /// Makes a text without pieces.
  public init() {}

  /// Adds a piece, whose controls but line ends are made harmless.
  public mutating func add(_ text: String, _ ink: TerminalStyle.Ink = .plain, reversed: Bool = false) {
    guard !text.isEmpty else { return }
    let safe = text.split(separator: "\n", omittingEmptySubsequences: false).map { TerminalText.sanitised(String($0)) }
    runs.append(Run(text: safe.joined(separator: "\n"), ink: ink, isReversed: reversed))
  }

  /// The painted lines, none wider than `width` columns; broken at line ends, at spaces, and in words that are too long.
  ///
  /// - Complexity: O(length).
  public func lines(to width: Int, in style: TerminalStyle) -> [String] {
    var lines: [String] = []
    var line: [(character: Character, run: Int)] = []
    var used = 0
    var space: Int?
    func end(_ pieces: some Sequence<(character: Character, run: Int)>) { lines.append(painted(pieces, in: style)) }
    for (number, run) in runs.enumerated() {
      for character in style.isUnicode ? run.text : TerminalText.ascii(run.text) {
        if character == "\n" {
          end(line)
          (line, used, space) = ([], 0, nil)
          continue
        }
        let columns = TerminalText.columns(of: character)
        if used + columns > width {
          if character == " " {
            end(line)
            (line, used, space) = ([], 0, nil)
            continue
          }
          let cut = space ?? line.count
          end(line[..<cut])
          line.removeSubrange(..<min(line.count, space == nil ? cut : cut + 1))
          used = line.reduce(0) { $0 + TerminalText.columns(of: $1.character) }
          space = nil
        }
        // The space at which a line was broken stands for itself.
        if character == " " { space = line.count }
        line.append((character, number))
        used += columns
      }
    }
    end(line)
    return lines
  }

  private func painted(_ pieces: some Sequence<(character: Character, run: Int)>, in style: TerminalStyle) -> String {
    var result = ""
    var text = ""
    var current: Int?
    func flush() {
      guard let current else { return }
      result += style.paint(text, runs[current].ink, reversed: runs[current].isReversed)
      text = ""
    }
    for (character, run) in pieces {
      if run != current {
        flush()
        current = run
      }
      text.append(character)
    }
    flush()
    return result
  }
}
