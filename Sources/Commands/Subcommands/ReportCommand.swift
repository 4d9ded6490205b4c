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
    let filter = try trend.filter(reader.names)
    var report = try reader.report(bucket: trend.by, filter: filter)
    if let compare {
      let other = try compared(with: compare)
      report.comparison = Comparison(name: compare, report.trend.total, other)
    }
    let bytes: [UInt8]
    switch speech.json ? .json : format {
    case .json: bytes = JSONReport.bytes(of: report)
    case .markdown: bytes = Array(MarkdownReport.text(of: report).utf8)
    case .html:
      let voices = try reader.voices(filter: filter)
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
      let wishes = trend.wishes(filter)
      StandardError.line(
        wishes.isEmpty
          ? "stance: no voices to count; stance status says what was fetched"
          : "stance: no voice fits: " + (try reader.account(of: wishes)))
    }
  }

  /// The trend of the store that is set beside this one, of the same voices.
  private func compared(with folder: String) throws -> Trend {
    do {
      let other = try TrendReader(folder: folder, service: trend.service)
      return try other.report(bucket: trend.by, filter: trend.filter(other.names)).trend
    } catch let failure as Failure {
      throw Failure(failure.status, failure.message.replacing("with --store", with: "with --compare"))
    }
  }
}
