import Foundation
import Testing

@testable import Reporting

/// The text report as terminals show it; `STANCE_ACCEPT=1 swift test --filter Golden` writes the files anew, and the
/// change is then to be looked at.
@Suite("The text report looks as it was accepted")
struct GoldenTests {
  struct Look: CustomTestStringConvertible {
    var name: String
    var style: TerminalStyle
    var testDescription: String { name }
  }

  static let looks = [
    Look(name: "60-plain", style: TerminalStyle(width: 60)),
    Look(name: "80-plain", style: TerminalStyle(width: 80)),
    Look(name: "120-plain", style: TerminalStyle(width: 120)),
    Look(name: "80-16-colours", style: TerminalStyle(width: 80, colours: .ansi16)),
    Look(name: "80-256-colours", style: TerminalStyle(width: 80, colours: .ansi256)),
    Look(name: "120-256-colours", style: TerminalStyle(width: 120, colours: .ansi256)),
    Look(name: "60-ascii", style: TerminalStyle(width: 60, isUnicode: false)),
    Look(name: "80-ascii", style: TerminalStyle(width: 80, isUnicode: false)),
  ]

  private func path(_ name: String) -> URL {
    URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .appending(path: "Fixtures/reports/\(name).txt")
  }

  @Test("at every width, with and without colours and Unicode", arguments: looks)
  func golden(look: Look) throws {
    let text = TextReport(Samples.storm, style: look.style).text
    if ProcessInfo.processInfo.environment["STANCE_ACCEPT"] == "1" {
      try Data(text.utf8).write(to: path(look.name))
    }
    #expect(text == String(decoding: try Data(contentsOf: path(look.name)), as: UTF8.self))
  }

  /// What `Tools/terminal-report` saw in a real terminal.
  private func pane(_ columns: Int, _ look: String) throws -> [String] {
    let url = path("x").deletingLastPathComponent().deletingLastPathComponent()
      .appending(path: "terminals/\(columns)-\(look)")
    return String(decoding: try Data(contentsOf: url), as: UTF8.self).split(separator: "\n").map(String.init)
  }

  @Test("says the same in real terminals with and without colours, and fits them", arguments: [60, 80, 120])
  func terminals(columns: Int) throws {
    let bare = try pane(columns, "no-colour")
    #expect(bare.count > 40)
    #expect(bare.allSatisfy { TerminalText.columns(of: $0) <= columns && !$0.contains("\u{1b}[3") })
    for colours in ["16-colours", "256-colours"] {
      let lines = try pane(columns, colours)
      #expect(lines.contains { $0.contains("\u{1b}[3") })
      #expect(lines.contains { $0.contains("\u{1b}[38;5;") } == (colours == "256-colours"))
      #expect(around(lines) == around(bare))
    }
    #expect(try pane(columns, "ascii").allSatisfy { $0.utf8.allSatisfy { $0 < 0x80 } })
  }

  /// Lines without colours and without the chart, whose bars hang from half a line where colours can be turned.
  private func around(_ lines: [String]) -> [String] {
    let plain = lines.map { $0.replacing(/\u{1b}\[[0-9;]*m/, with: "") }
    guard let first = plain.firstIndex(where: { $0.hasPrefix("Net stance") }),
      let last = plain.firstIndex(where: { $0.hasPrefix("lead") })
    else { return [] }
    return Array(plain[...first] + plain[last...])
  }

  @Test("never wider than the terminal, and without an escape where there are no colours", arguments: looks)
  func width(look: Look) {
    let text = TextReport(Samples.storm, style: look.style).text
    if look.style.colours == .none { #expect(!text.contains("\u{1b}")) }
    if !look.style.isUnicode { #expect(text.utf8.allSatisfy { $0 < 0x80 }) }
    let plain = text.replacing(/\u{1b}\[[0-9;]*m/, with: "")
    for line in plain.split(separator: "\n") where !line.contains("://") {
      #expect(TerminalText.columns(of: String(line)) <= look.style.width, "\(line)")
    }
  }
}
