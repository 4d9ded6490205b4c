internal import ArgumentParser
internal import Reporting
internal import Trends

/// Shows the trend.
struct ReportCommand: ParsableCommand {
  /// The forms of a report.
  enum Format: String, CaseIterable, ExpressibleByArgument {
    case text, json
  }

  static let configuration = CommandConfiguration(
    commandName: "report",
    abstract: "Show who quits, who defends and why, over time.",
    discussion: "Each person has one vote in each period; copies of a post count once.")

  @Option(help: "The form: text or json.")
  var format: Format = .text

  @Option(name: .shortAndLong, help: ArgumentHelp("Write to this file instead of stdout.", valueName: "file"))
  var output: String?

  @OptionGroup var trend: TrendArguments
  @OptionGroup var storage: StoreOptions
  @OptionGroup var speech: OutputOptions

  func run() throws {
    let reader = try TrendReader(folder: storage.folder, service: trend.service)
    let report = try reader.report(bucket: trend.by, filter: trend.filter)
    let bytes: [UInt8]
    if speech.json || format == .json {
      bytes = JSONReport.bytes(of: report)
    } else {
      var style = speech.style
      if output != nil { style.colours = .none }
      bytes = Array(TextReport(report, style: style).text.utf8)
    }
    try OutputFile.write(bytes, to: output)
    if report.trend.coverage.voices == 0, !speech.quiet {
      StandardError.line("stance: no voices to count; stance status says what was fetched")
    }
  }
}
