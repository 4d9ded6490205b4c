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
