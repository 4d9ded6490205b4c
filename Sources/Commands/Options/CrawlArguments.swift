public import ArgumentParser
internal import Crawling
internal import Fetching
internal import Frontier
public import Model

/// Everything that a person can say about the manner of a crawl.
struct CrawlArguments: ParsableArguments {
  // Numbers are taken as they stand: "-1" is a wrong number, no other option.
  @Option(
    parsing: .unconditional,
    help: "Links followed from a seed before the crawl stops going deeper (default: the topic's, else 3).")
  var depth: Int?

  @Option(help: "How far links are followed: page, host, domain or web (default: the topic's, else host).")
  var scope: Scope?

  @Option(parsing: .unconditional, help: ArgumentHelp("Stop after so many pages.", valueName: "n"))
  var maxPages: Int?

  @Option(parsing: .unconditional, help: ArgumentHelp("Stop after so many seconds.", valueName: "seconds"))
  var maxTime: Double?

  @Option(parsing: .unconditional, help: ArgumentHelp("Seconds between requests to one host.", valueName: "seconds"))
  var delay = 1.0

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "Seconds between requests to hosts that share a public network address (default: a fifth of the delay).",
      valueName: "seconds"))
  var addressDelay: Double?

  @Option(parsing: .unconditional, help: ArgumentHelp("Requests in flight to all hosts together.", valueName: "n"))
  var concurrency = 32

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "Requests in flight to one host (default: 1, or the concurrency when the delay is 0).", valueName: "n"))
  var perHost: Int?

  @OptionGroup var reach: ReachArguments

  @Flag(help: "Ask again for all that was asked for before, due or not.")
  var refresh = false

  @Flag(help: "Keep no raw answers: the store alone, which replay cannot read again.")
  var noArchive = false

  @OptionGroup var period: PeriodArguments

  func validate() throws {
    if let depth, !(0...100).contains(depth) { throw ValidationError("--depth wants a number from 0 to 100") }
    guard (0...Manners.longestDelay).contains(delay) else {
      throw ValidationError("--delay wants seconds, from 0 to 86400")
    }
    if let addressDelay, !(0...Manners.longestDelay).contains(addressDelay) {
      throw ValidationError("--address-delay wants seconds, from 0 to 86400")
    }
    guard (1...1000).contains(concurrency) else { throw ValidationError("--concurrency wants a number from 1 to 1000") }
    if let perHost, !(1...1000).contains(perHost) { throw ValidationError("--per-host wants a number from 1 to 1000") }
    if let maxPages, maxPages < 1 { throw ValidationError("--max-pages wants a number from 1 on") }
    if let maxTime, !(maxTime > 0) { throw ValidationError("--max-time wants seconds, more than 0") }
  }

  /// Requests in flight to one host: alone on a host that wants pauses, together where no pause is asked.
  private var together: Int { perHost ?? (delay == 0 ? concurrency : 1) }

  var options: CrawlOptions {
    CrawlOptions(
      agent: reach.agent, delay: delay, concurrency: concurrency, perHost: together, maximumPages: maxPages,
      maximumSeconds: maxTime, since: period.since?.instant, until: period.until?.instant,
      refreshes: refresh)
  }

  var manners: Manners {
    var manners = Manners(delay: delay, perHost: together, concurrency: concurrency)
    manners.addressDelay = addressDelay ?? min(delay / 5, 1)
    return manners
  }

  var fetchOptions: FetchOptions {
    var options = reach.fetchOptions
    options.maximumInFlight = concurrency
    options.maximumPerHost = max(together, 2)
    return options
  }
}

extension Scope: ExpressibleByArgument {}
