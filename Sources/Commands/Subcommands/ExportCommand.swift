public import ArgumentParser
internal import JSONCoding
internal import Model
public import Reporting
internal import Storage
internal import Trends

/// Hands the store's content to other programs.
struct ExportCommand: ParsableCommand {
  /// What is exported.
  enum What: String, CaseIterable, ExpressibleByArgument {
    case voices, trend, summary, pages
  }

  static let configuration = CommandConfiguration(
    commandName: "export",
    abstract: "Write voices, trend, summary or pages for other programs.",
    discussion: """
        stance export > voices.jsonl
        stance export --what summary --format markdown
        stance export --what voices --format csv -o voices.csv
      """)

  @Option(help: "What: voices, trend, summary or pages.")
  var what: What = .voices

  @Option(help: "The form: jsonl, json, csv or markdown.")
  var format: ExportFormat = .jsonl

  @Option(name: .shortAndLong, help: ArgumentHelp("Write to this file instead of stdout.", valueName: "file"))
  var output: String?

  @OptionGroup var trend: TrendArguments
  @OptionGroup var storage: StoreOptions
  @OptionGroup var speech: OutputOptions

  func run() throws {
    switch what {
    case .voices: try exportVoices()
    case .pages: try exportPages()
    case .trend, .summary:
      let reader = try TrendReader(folder: storage.folder, service: trend.service)
      let filter = try trend.filter(reader.names)
      var report = try reader.report(bucket: trend.by, filter: filter)
      if what == .trend {
        try write(TrendExport.rows(of: report.trend, service: reader.service))
      } else {
        report.representatives = try reader.representatives(bucket: report.trend.bucket, filter: filter)
        if format == .markdown {
          let stream = try OutputStream(path: output)
          try stream.write(Array(SummaryMarkdown.text(of: report).utf8))
          try stream.finish()
        } else {
          try write(SummaryExport.rows(of: report))
        }
      }
    }
  }

  private func write(_ rows: [Row]) throws {
    let stream = try OutputStream(path: output)
    var writer = RowWriter(format: format)
    for row in rows { writer.write(row) }
    writer.finish()
    try stream.write(writer.takeBytes())
    try stream.finish()
  }

  /// The service that is exported, as the store writes it; all of them for `nil`.
  private func service(in store: Store) throws(Failure) -> String? {
    guard let service = trend.service else {
      if store.services.count > 1, !speech.quiet {
        let names = store.services.map(TrendReader.title).joined(separator: ", ")
        StandardError.line("stance: pages about several services (\(names)) stand once for each; --service takes one")
      }
      return nil
    }
    return try TrendReader.known(service, among: store.services)
  }

  private func exportVoices() throws {
    let store = try StoreOpener.reading(storage.folder)
    let service = try service(in: store)
    let filter = try trend.filter(FilterNames(folder: storage.folder))
    let stream = try OutputStream(path: output)
    if format == .jsonl, filter == TrendFilter() {
      var export = SlicedExport(capacity: 1 << 20)
      try store.forEachLine(of: service) { line in
        if !export.append(line) { export.append(lines: try ExportCommand.lines(of: store.record(in: line))) }
        if export.bytes.count > 1 << 19 {
          try stream.write(export.bytes)
          export.removeAll()
        }
      }
      try stream.write(export.bytes)
    } else if format == .jsonl {
      var writer = JSONWriter()
      try store.forEachRecord(of: service) { record in
        for (position, voice) in record.conversation.voices.enumerated() {
          let reading = position < record.readings.count ? record.readings[position] : nil
          guard accepts(voice, reading, record, filter) else { continue }
          VoiceExport.write(
            voice, reading, of: record.conversation, service: record.service, fetched: record.fetched, into: &writer)
          writer.endLine()
        }
        if writer.bytes.count > 1 << 18 {
          try stream.write(writer.bytes)
          writer.removeAll()
        }
      }
      try stream.write(writer.bytes)
    } else {
      var writer = RowWriter(format: format)
      try store.forEachRecord(of: service) { record in
        for (position, voice) in record.conversation.voices.enumerated() {
          let reading = position < record.readings.count ? record.readings[position] : nil
          guard accepts(voice, reading, record, filter) else { continue }
          writer.write(
            VoiceExport.row(
              of: voice, reading, of: record.conversation, service: record.service, fetched: record.fetched))
        }
        try stream.write(writer.takeBytes())
      }
      writer.finish()
      try stream.write(writer.takeBytes())
    }
    try stream.finish()
  }

  /// The voices of a record whose line has to be decoded.
  private static func lines(of record: PageRecord) -> [UInt8] {
    var writer = JSONWriter()
    for (position, voice) in record.conversation.voices.enumerated() {
      let reading = position < record.readings.count ? record.readings[position] : nil
      VoiceExport.write(
        voice, reading, of: record.conversation, service: record.service, fetched: record.fetched, into: &writer)
      writer.endLine()
    }
    return writer.bytes
  }

  private func accepts(_ voice: Voice, _ reading: Reading?, _ record: PageRecord, _ filter: TrendFilter) -> Bool {
    filter.accepts(
      Observation(
        voice: voice, reading: reading ?? Reading(stance: nil),
        site: Observation.site(of: record.conversation.canonical),
        page: record.conversation.canonical))
  }

  private func exportPages() throws {
    let store = try StoreOpener.reading(storage.folder)
    let service = try service(in: store)
    let stream = try OutputStream(path: output)
    var writer = RowWriter(format: format)
    try store.forEachRecord(of: service) { record in
      writer.write(
        PageExport.row(
          of: record.conversation, record.readings, service: record.service, status: record.status,
          fetched: record.fetched))
      try stream.write(writer.takeBytes())
    }
    writer.finish()
    try stream.write(writer.takeBytes())
    try stream.finish()
  }
}

extension ExportFormat: ExpressibleByArgument {}
