internal import Archiving
internal import ArgumentParser
internal import Blogosphere
internal import Crawling
internal import Fetching
internal import Frontier
internal import JSONCoding
internal import Model
internal import Reporting
internal import Serving
internal import Storage
internal import Topics
internal import Trends

/// The whole job on the embedded blogosphere.
struct DemoCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "demo",
    abstract: "Crawl a small blogosphere that ships with stance, and show the report.",
    discussion: """
      A dozen blogs of our own writing are served on loopback, each with another platform's markup; nothing leaves \
      this machine. A demo that is killed continues when it is run again.
      """)

  @Option(help: ArgumentHelp("The demo's store (default: ./stance-demo).", valueName: "dir"))
  var store = "stance-demo"

  @Flag(help: "Serve the blogosphere until interrupted, and crawl nothing.")
  var serve = false

  @OptionGroup var output: OutputOptions

  func validate() throws {
    if store.isEmpty { throw ValidationError("--store wants the name of a folder") }
  }

  func run() async throws {
    let world = try await DemoWorld()
    if serve { return await serveOnly(world) }
    let topic: Topic
    do throws(TopicError) {
      topic = try TopicFile.topic(from: Blogosphere.world.topic, file: "the demo's topic")
    } catch {
      throw Failure(.failed, error.description)
    }
    if !output.quiet {
      StandardError.line("\(topic.seeds.count) blogs of our own writing are served on 127.0.0.1:\(world.server.port)")
    }
    var fetchOptions = FetchOptions(userAgent: "stance/\(Program.version) (demo)")
    fetchOptions.allowPrivate = true
    fetchOptions.connectTo = [world.connectTo]
    fetchOptions.proxy = .direct
    fetchOptions.maximumPerHost = 8
    var manners = Manners(delay: 0, perHost: 8, concurrency: 32)
    manners.maximumCrawlDelay = 0.05
    let runner = CrawlRunner(
      topic: topic, folder: store,
      options: CrawlOptions(delay: 0, concurrency: 32, perHost: 8, hosts: Set(Blogosphere.world.hosts)),
      manners: manners,
      fetchOptions: fetchOptions, output: output)
    let summary = try await runner.run()
    await world.server.stop()
    if summary.end == .interrupted { throw Failure(.interrupted, "interrupted; stance demo continues") }
    try show(summary, topic)
  }

  private func show(_ summary: CrawlSummary, _ topic: Topic) throws {
    let reader = try TrendReader(folder: store, service: topic.service.name)
    let report = try reader.report(bucket: nil, filter: TrendFilter())
    let score = try DemoScore(store: reader.store(), service: topic.service.name)
    let page = store + "/report.html"
    try OutputFile.write(
      Array(
        HTMLReport(report, voices: try reader.voices(filter: TrendFilter()).shown, digest: ContentDigest.policySource)
          .text.utf8), to: page)
    if output.json {
      var writer = JSONWriter()
      JSONReport.write(report, into: &writer)
      writer.endLine()
      return try StandardOutput.bytes(writer.bytes)
    }
    if !output.quiet {
      for line in CrawlSummaryText.lines(for: summary, service: topic.service.name, folder: store).dropLast() {
        StandardError.line(line)
      }
      StandardError.line("")
    }
    var text = TextReport(report, style: output.style).text
    text += "\n" + score.lines.joined(separator: "\n") + "\n\n"
    text += "The same as a page to click through: \(page)\n"
    text += "Next: stance explain --store \(store) http://harborlights.example/2011/11/03/why-i-quit-klout/\n"
    text += "      stance export --store \(store) --what summary --format markdown\n"
    try StandardOutput.bytes(Array(text.utf8))
  }

  private func serveOnly(_ world: DemoWorld) async {
    StandardOutput.text("serving \(Blogosphere.world.hosts.count) blogs; crawl them with\n")
    StandardOutput.text("  stance crawl URL --service Klout --allow-private --connect-to \(world.connectTo)\n")
    for host in Blogosphere.world.hosts { StandardOutput.text("  http://\(host)/\n") }
    while !Task.isCancelled { try? await Task.sleep(for: .seconds(3600)) }
  }
}
