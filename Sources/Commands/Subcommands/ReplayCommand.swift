internal import Archiving
internal import ArgumentParser
internal import Crawling
internal import Foundation
internal import JSONCoding
internal import Model
internal import Reporting
internal import Scoring
internal import Storage
internal import Topics

/// Reads archives instead of the network.
struct ReplayCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "replay",
    abstract: "Read WARC archives instead of the network: the same readers, the same store.",
    discussion: """
      Any WARC file will do, packed or not: those that stance crawl keeps in the store, and those of wget, Heritrix, \
      Common Crawl, warcio and others. Pages are read with today's rules and today's lexicon; robots rules are not \
      asked, for nothing is fetched.

        stance replay stance-data/archive/*.warc.gz
        stance replay blog.warc.gz --service Klout --alias klout.com --store blog
        curl -s https://example.org/blog.warc.gz | stance replay - --service Klout
      """)

  @Argument(help: ArgumentHelp("WARC files; - is standard input.", valueName: "file.warc.gz"))
  var files: [String]

  @Option(help: ArgumentHelp("A topic file that says what the archive is about.", valueName: "file"))
  var topic: String?

  @Option(help: "The service that is talked about (default: what the archive or the store says).")
  var service: String?

  @Option(help: ArgumentHelp("Another name of the service; may be given several times.", valueName: "name"))
  var alias: [String] = []

  @OptionGroup var period: PeriodArguments

  @OptionGroup var storage: StoreOptions
  @OptionGroup var lexicon: LexiconOptions
  @OptionGroup var output: OutputOptions

  func validate() throws {
    if files.isEmpty { throw ValidationError("name a WARC file, or - for standard input") }
    if files.count(where: { $0 == "-" }) > 1 { throw ValidationError("standard input can be read once") }
  }

  func run() async throws {
    Allocator.keepBetweenPages()
    let scorer = Scorer(lexicon: try lexicon.read())
    // A mistyped name leaves no store behind.
    for file in files where file != "-" && !FileManager.default.isReadableFile(atPath: file) {
      throw Failure(.failed, "no archive: \(file) is not there or cannot be read; check the path")
    }
    let isNew = !FileManager.default.fileExists(atPath: storage.folder)
    let store = try StoreOpener.writing(storage.folder)
    let scratch = storage.folder + "/replaying"
    try? FileManager.default.removeItem(atPath: scratch)
    defer { try? FileManager.default.removeItem(atPath: scratch) }
    do {
      let gathered = try Store(folder: scratch, mode: .write)
      let sources = try files.enumerated().map { try ArchiveSource($1, scratch: "\(scratch)/\($0).warc") }
      let note = try note(sources, store: store)
      TopicRegister.note(note.topic, in: storage.folder)
      var replay = Replay(
        topic: note.topic, agent: note.agent, since: period.since?.instant ?? note.since,
        until: period.until?.instant ?? note.until,
        listener: Listener(service: note.topic.service, scorer: scorer), gathered: gathered)
      let summary = try await replay.run(sources, into: store)
      try store.close()
      try say(summary)
      if summary.records.records == 0 {
        if isNew { try? FileManager.default.removeItem(atPath: storage.folder) }
        throw Failure(.failed, "no WARC record in \(files.joined(separator: ", "))")
      }
      if summary.records.broken + summary.records.cut + summary.records.tooLarge > 0 { throw Failure(.partial, "") }
    } catch let error as StorageError {
      throw StoreOpener.failure(error)
    } catch let error as ArchiveError {
      throw StoreOpener.failure(error)
    }
  }

  /// What the archives are about: as the user says, else as the first archive says, else as the store says.
  private func note(_ sources: [ArchiveSource], store: Store) throws -> TopicNote {
    var stated: TopicNote?
    for source in sources where stated == nil { stated = try source.topic().flatMap { TopicNote($0) } }
    if let file = topic {
      let text = String(decoding: try InputBytes.file(file), as: UTF8.self)
      do throws(TopicError) {
        stated = TopicNote(
          try TopicFile.topic(from: text, file: file), agent: stated?.agent ?? "stance", since: nil, until: nil)
      } catch {
        throw Failure(.failed, error.description)
      }
    }
    var note =
      stated ?? TopicNote(Topic(service: Service(name: ""), seeds: []), agent: "stance", since: nil, until: nil)
    if let service, service != note.topic.service.name {
      note.topic = TopicRegister.completed(Topic(service: Service(name: service), seeds: []), in: storage.folder)
    } else if stated == nil, service == nil, store.services.count == 1,
      let known = TopicRegister.topic(of: store.services[0], in: storage.folder)
    {
      note.topic = known
    }
    note.topic.service.aliases += alias.filter { !note.topic.service.aliases.contains($0) }
    return note
  }

  private func say(_ summary: Replay.Summary) throws {
    if output.json {
      var writer = JSONWriter()
      writer.beginObject()
      for (key, count) in [
        ("records", summary.records.records), ("broken", summary.records.broken), ("cut", summary.records.cut),
        ("too_large", summary.records.tooLarge), ("answers", summary.answers), ("sources", summary.sources),
        ("older_pages", summary.olderPages),
      ] {
        writer.key(key)
        writer.integer(count)
      }
      writer.beginObject("passed_over")
      for (cause, count) in summary.passedOver.sorted(by: { $0.key < $1.key }) {
        writer.key(cause)
        writer.integer(count)
      }
      writer.endObject()
      StanceShiftText.write(summary.shift, into: &writer)
      writer.endObject()
      writer.endLine()
      return try StandardOutput.bytes(writer.bytes)
    }
    if output.quiet { return }
    var lines = [
      "read \(Wording.count(summary.answers, "answer")) and \(Wording.count(summary.sources, "comment source")) of "
        + "\(Wording.count(summary.records.records, "record"))"
    ]
    for (count, what) in [
      (summary.records.broken, "broken"), (summary.records.cut, "cut off"), (summary.records.tooLarge, "too large"),
    ] where count > 0 {
      lines.append("\(Wording.count(count, "record")) \(what), passed over")
    }
    let passed = summary.passedOver.sorted { ($1.value, $0.key) < ($0.value, $1.key) }.prefix(6)
    if !passed.isEmpty {
      lines.append(
        "passed over: " + passed.map { "\(TerminalText.sanitised($0.key)) (\($0.value))" }.joined(separator: ", "))
    }
    if summary.olderPages > 0 {
      lines.append("\(Wording.count(summary.olderPages, "page")) fetched again since; both versions are merged")
    }
    lines += StanceShiftText.lines(for: summary.shift)
    try StandardOutput.bytes(Array((lines.joined(separator: "\n") + "\n").utf8))
  }
}
