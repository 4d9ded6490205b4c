internal import Archiving
internal import ArgumentParser
internal import Model
internal import Reporting
internal import Trends

/// Shows the trend.
struct ReportCommand: ParsableCommand {
  /// The forms of a report.
  enum Format: String, CaseIterable, ExpressibleByArgument {
    case text, json, markdown, html
  }

  static let configuration = CommandConfiguration(
    commandName: "report",
    abstract: "Show who quits, who defends and why, over time.",
    discussion: "Each person has one vote in each period; copies of a post count once.")

  @Option(help: "The form: text, json, markdown or html.")
  var format: Format = .text

  @Option(name: .shortAndLong, help: ArgumentHelp("Write to this file instead of stdout.", valueName: "file"))
  var output: String?

  @Option(help: ArgumentHelp("Set another store's numbers beside these.", valueName: "dir"))
  var compare: String?

  @OptionGroup var trend: TrendArguments
  @OptionGroup var storage: StoreOptions
  @OptionGroup var speech: OutputOptions

  func run() throws {
    let reader = try TrendReader(folder: storage.folder, service: trend.service)
    var report = try reader.report(bucket: trend.by, filter: trend.filter)
    if let compare {
      let other = try TrendReader(folder: compare, service: trend.service)
      let trend = try other.report(bucket: trend.by, filter: trend.filter).trend
      report.comparison = Comparison(name: compare, report.trend.total, trend)
    }
    let bytes: [UInt8]
    switch speech.json ? .json : format {
    case .json: bytes = JSONReport.bytes(of: report)
    case .markdown: bytes = Array(MarkdownReport.text(of: report).utf8)
    case .html:
      let voices = try reader.voices(filter: trend.filter)
      if voices.leftOut > 0 {
        report.omissions.append(Omission(cause: "voices to read, for the file's size", count: voices.leftOut))
      }
      bytes = Array(HTMLReport(report, voices: voices.shown, digest: ContentDigest.policySource).text.utf8)
    case .text:
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
