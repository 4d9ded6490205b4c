internal import ArgumentParser
internal import Crawling
internal import JSONCoding
internal import Model
internal import Scoring
internal import Storage

/// Reads the stored texts again with today's lexicon.
struct RescoreCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "rescore",
    abstract: "Read the stored texts again with today's lexicon, and say what changed.",
    discussion: """
      Needs neither the network nor the archive. Pages whose readings change get a new version in the store; the old \
      one stays as history.
      """)

  @Option(help: "Only this service, where the store has several.")
  var service: String?

  @Flag(help: "Say what would change, and change nothing.")
  var dryRun = false

  @OptionGroup var storage: StoreOptions
  @OptionGroup var lexicon: LexiconOptions
  @OptionGroup var output: OutputOptions

  func run() throws {
    let store = dryRun ? try StoreOpener.reading(storage.folder) : try StoreOpener.existing(storage.folder)
    var services = store.services
    if let service {
      services = services.filter { $0.lowercased() == service.lowercased() }
      if services.isEmpty { throw Failure(.failed, "the store has nothing about \"\(service)\"") }
    }
    let scorer = Scorer(lexicon: try lexicon.read())
    var writer = JSONWriter()
    do {
      for name in services {
        let topic = TopicRegister.topic(of: name, in: storage.folder)
        let listener = Listener(service: topic?.service ?? Service(name: name), scorer: scorer)
        let shift = try Rescoring(listener: listener, store: store, isDryRun: dryRun).run()
        if output.json {
          writer.beginObject()
          writer.member("service", name)
          StanceShiftText.write(shift, into: &writer)
          writer.endObject()
          writer.endLine()
        } else {
          let head = services.count > 1 ? ["", name] : []
          let text = (head + StanceShiftText.lines(for: shift)).joined(separator: "\n") + "\n"
          try StandardOutput.bytes(Array(text.utf8))
        }
      }
      try store.close()
    } catch let error as StorageError {
      throw StoreOpener.failure(error)
    }
    if output.json { try StandardOutput.bytes(writer.bytes) }
  }
}
