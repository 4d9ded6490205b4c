internal import ArgumentParser
internal import Crawling
internal import Frontier
internal import JSONCoding
internal import Model
internal import Reporting
internal import Scoring
internal import Topics

/// Crawls a topic file or addresses into the store.
struct CrawlCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "crawl",
    abstract: "Fetch what people say about a service and keep every voice in the store.",
    discussion: """
      Running the same command again continues where it stopped, then visits what is due. Robots rules are kept, and \
      hosts are asked one request at a time with a pause between.

        stance crawl seeds/klout.yaml
        stance crawl https://blog.example/why-i-left/ --service Klout --alias klout.com
      """)

  @Argument(help: ArgumentHelp("A topic file, or addresses to start from.", valueName: "topic.yaml | url"))
  var sources: [String]

  @Option(help: "The service that is talked about, when addresses are given.")
  var service: String?

  @Option(help: ArgumentHelp("Another name of the service; may be given several times.", valueName: "name"))
  var alias: [String] = []

  @Flag(help: "Say what would be asked first, and ask nothing.")
  var dryRun = false

  @OptionGroup var crawl: CrawlArguments
  @OptionGroup var storage: StoreOptions
  @OptionGroup var lexicon: LexiconOptions
  @OptionGroup var output: OutputOptions

  func validate() throws {
    if sources.isEmpty { throw ValidationError("name a topic file or an address; stance demo needs neither") }
  }

  func run() async throws {
    let topic = try topic()
    let scorer = Scorer(lexicon: try lexicon.read())
    if dryRun { return try explainPlan(of: topic) }
    let runner = CrawlRunner(
      topic: topic, folder: storage.folder, options: crawl.options, manners: crawl.manners,
      fetchOptions: crawl.fetchOptions, scorer: scorer, output: output, keepsArchive: !crawl.noArchive)
    let summary = try await runner.run()
    if output.json {
      try StandardOutput.bytes(CrawlEventJSON.summary(summary, service: topic.service.name))
    } else if !output.quiet {
      for line in CrawlSummaryText.lines(for: summary, service: topic.service.name, folder: storage.folder) {
        StandardError.line(line)
      }
    }
    let status = CrawlRunner.status(of: summary)
    if status != .done { throw Failure(status, "") }
  }

  private func topic() throws -> Topic {
    var topic: Topic
    if sources.count == 1, isTopicFile(sources[0]) {
      let bytes = try InputBytes.file(sources[0])
      do throws(TopicError) {
        topic = try TopicFile.topic(from: String(decoding: bytes, as: UTF8.self), file: sources[0])
      } catch {
        throw Failure(.failed, error.description)
      }
      if let service {
        let isAnother = !topic.service.names.contains { $0.lowercased() == service.lowercased() }
        // The other names of the file's service are none of another's.
        if isAnother { topic.service = Service(name: service) } else { topic.service.name = service }
      }
    } else {
      topic = Topic(service: Service(name: service ?? ""), seeds: try sources.map(seed))
      topic = TopicRegister.completed(topic, in: storage.folder)
    }
    topic.service.aliases += alias.filter { !topic.service.aliases.contains($0) }
    if let scope = crawl.scope { topic.scope = scope }
    if let depth = crawl.depth { topic.depth = depth }
    return topic
  }

  /// An address to start from.
  private func seed(_ source: String) throws -> Address {
    if isTopicFile(source) {
      throw Failure(.misuse, "\"\(source)\" is a topic file; name one topic file, or addresses only")
    }
    let host = source.prefix { $0 != "/" && $0 != ":" }
    guard let address = TopicFile.address(source), source.contains("://") || CrawlCommand.isHost(host) else {
      throw Failure(
        .misuse,
        "\"\(source)\" is neither a topic file that is there nor a web address (http or https); an address may leave "
          + "out https:// where it begins with a host such as blog.example.org")
    }
    return address
  }

  /// Whether a word before the first slash may be meant as a host: with a dot, and no ending of a file.
  private static func isHost(_ word: Substring) -> Bool {
    if word == "localhost" { return true }
    let ending = word.split(separator: ".").last?.lowercased() ?? ""
    return word.contains(".") && !["txt", "json", "jsonl", "csv", "md", "html", "htm", "xml", "toml"].contains(ending)
  }

  /// A name that ends like YAML, or that names a file, is a topic file; anything else is an address.
  private func isTopicFile(_ name: String) -> Bool {
    if name.contains("://") { return false }
    return name.hasSuffix(".yaml") || name.hasSuffix(".yml") || name == "-" || name.hasPrefix("/")
      || name.hasPrefix(".")
      || (try? InputBytes.file(name)) != nil
  }

  private func explainPlan(of topic: Topic) throws {
    if output.json { return try StandardOutput.bytes(plan(of: topic)) }
    var text = "service: \(topic.service.name.isEmpty ? "(none)" : TerminalText.sanitised(topic.service.name))"
    let aliases = topic.service.aliases.map(TerminalText.sanitised).joined(separator: ", ")
    text += "\naliases: \(aliases.isEmpty ? "(none)" : aliases)\n"
    text += "scope: \(topic.scope.rawValue), depth: \(topic.depth), delay: \(crawl.delay) s a host\n"
    text += "asked first, after each host's robots.txt:\n"
    for seed in topic.seeds { text += "  \(TerminalText.sanitised(seed.href))\n" }
    text += "kept in: \(storage.folder)\n"
    try StandardOutput.bytes(Array(text.utf8))
  }

  /// The plan as one JSON object and a line end.
  private func plan(of topic: Topic) -> [UInt8] {
    var writer = JSONWriter()
    writer.beginObject()
    writer.member("event", "plan")
    writer.member("service", topic.service.name)
    writer.member("aliases", topic.service.aliases)
    writer.member("scope", topic.scope.rawValue)
    writer.member("depth", topic.depth)
    writer.member("delay", crawl.delay)
    writer.member("seeds", topic.seeds.map(\.href))
    writer.member("store", storage.folder)
    writer.endObject()
    writer.endLine()
    return writer.bytes
  }
}
