public import ArgumentParser
internal import Crawling
internal import Fetching
internal import Frontier
public import Model

/// Everything that a person can say about the manner of a crawl.
struct CrawlArguments: ParsableArguments {
  @Option(help: "Links followed from a seed before the crawl stops going deeper (default: the topic's, else 3).")
  var depth: Int?

  @Option(help: "How far links are followed: page, host, domain or web (default: the topic's, else host).")
  var scope: Scope?

  @Option(help: ArgumentHelp("Stop after so many pages.", valueName: "n"))
  var maxPages: Int?

  @Option(help: ArgumentHelp("Stop after so many seconds.", valueName: "seconds"))
  var maxTime: Double?

  @Option(help: ArgumentHelp("Seconds between requests to one host.", valueName: "seconds"))
  var delay = 1.0

  @Option(help: ArgumentHelp("Requests in flight to all hosts together.", valueName: "n"))
  var concurrency = 32

  @Option(
    help: ArgumentHelp(
      "Requests in flight to one host (default: 1, or the concurrency when the delay is 0).", valueName: "n"))
  var perHost: Int?

  @Option(
    help: ArgumentHelp("What the crawler calls itself; robots.txt may address its first word.", valueName: "text"))
  var userAgent = "stance/\(Program.version) (blog sentiment crawler)"

  @Option(help: ArgumentHelp("Fetch through this proxy (default: the usual environment variables).", valueName: "url"))
  var proxy: String?

  @Option(help: ArgumentHelp("Connect to another host instead, as curl's HOST1:PORT1:HOST2:PORT2.", valueName: "entry"))
  var connectTo: [String] = []

  @Flag(help: "Contact private, loopback and link-local addresses too.")
  var allowPrivate = false

  @Flag(help: "Keep no raw answers: the store alone, which replay cannot read again.")
  var noArchive = false

  @Option(help: ArgumentHelp("Keep only posts published from here on.", valueName: "date"))
  var since: DateOption?

  @Option(help: ArgumentHelp("Keep only posts published before this date.", valueName: "date"))
  var until: DateOption?

  func validate() throws {
    if let depth, !(0...100).contains(depth) { throw ValidationError("--depth wants a number from 0 to 100") }
    guard delay >= 0, delay.isFinite else { throw ValidationError("--delay wants seconds, 0 or more") }
    guard (1...1000).contains(concurrency) else { throw ValidationError("--concurrency wants a number from 1 to 1000") }
    if let perHost, !(1...1000).contains(perHost) { throw ValidationError("--per-host wants a number from 1 to 1000") }
    if let maxPages, maxPages < 1 { throw ValidationError("--max-pages wants a number from 1 on") }
    if let maxTime, !(maxTime > 0) { throw ValidationError("--max-time wants seconds, more than 0") }
    guard userAgent.utf8.allSatisfy({ $0 >= 0x20 && $0 != 0x7f }), !userAgent.isEmpty else {
      throw ValidationError("--user-agent wants one line of text")
    }
  }

  /// Requests in flight to one host: alone on a host that wants pauses, together where no pause is asked.
  private var together: Int { perHost ?? (delay == 0 ? concurrency : 1) }

  /// The name by which robots.txt addresses us: the user agent's first word without its version.
  var agent: String { String(userAgent.prefix { $0 != "/" && $0 != " " }) }

  var options: CrawlOptions {
    CrawlOptions(
      agent: agent, delay: delay, concurrency: concurrency, perHost: together, maximumPages: maxPages,
      maximumSeconds: maxTime, since: since?.instant, until: until?.instant)
  }

  var manners: Manners { Manners(delay: delay, perHost: together, concurrency: concurrency) }

  var fetchOptions: FetchOptions {
    var options = FetchOptions(userAgent: userAgent)
    options.connectTo = connectTo
    options.allowPrivate = allowPrivate
    options.maximumInFlight = concurrency
    options.maximumPerHost = max(together, 2)
    if let proxy { options.proxy = .through(proxy) }
    return options
  }
}

extension Scope: ExpressibleByArgument {}
