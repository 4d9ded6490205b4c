internal import ArgumentParser
internal import Crawling
internal import Fetching
internal import JSONCoding
internal import Model
internal import Reporting
internal import Robots
internal import Topics

/// Says whether an address may be fetched, and by which line.
struct RobotsCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "robots",
    abstract: "Ask a host's robots.txt whether an address may be fetched.",
    discussion: "Exit code 0 when it may, 1 when it may not.")

  @Argument(help: "The address.")
  var url: String

  @OptionGroup var reach: ReachArguments
  @OptionGroup var output: OutputOptions

  func run() async throws {
    guard let address = TopicFile.address(url) else {
      throw Failure(.misuse, "\"\(url)\" is no web address (http or https)")
    }
    let fetcher = Fetcher(options: reach.fetchOptions)
    defer { fetcher.stop() }
    let answer = await RobotsInquiry.ask(address, agent: reach.agent, fetcher: fetcher)
    if let failure = answer.failure, !output.json {
      let other =
        url.contains("://") ? "" : "; for a host without https, ask about http://\(TerminalText.sanitised(url))"
      throw Failure(.failed, "\(failure); nothing is fetched from a host that cannot say what it allows\(other)")
    }
    try say(answer, about: address)
    if !answer.isAllowed { throw Failure(.failed, "") }
  }

  private func say(_ answer: RobotsInquiry, about address: Address) throws {
    if output.json {
      var writer = JSONWriter()
      writer.beginObject()
      writer.member("url", address.href)
      writer.member("robots", answer.robots)
      writer.member("agent", reach.agent)
      writer.member("allowed", answer.isAllowed)
      writer.member("line", answer.line)
      writer.member("rule", answer.rule)
      writer.member("status", answer.status)
      writer.member("crawl_delay", answer.crawlDelay)
      writer.member("error", answer.failure)
      writer.endObject()
      writer.endLine()
      return try StandardOutput.bytes(writer.bytes)
    }
    var text = "\(answer.isAllowed ? "allowed" : "not allowed"): \(TerminalText.sanitised(address.href))\n"
    if let line = answer.line, let rule = answer.rule {
      text += "  line \(line) of \(answer.robots): \(TerminalText.sanitised(rule))\n"
    } else if let detour = answer.detour {
      text += "  \(answer.robots) \(detour), which counts as none\n"
    } else if let status = answer.status, !(200..<300).contains(status) {
      text += "  \(answer.robots) answers \(status)\n"
    } else {
      text += "  no line of \(answer.robots) speaks of it\n"
    }
    if let delay = answer.crawlDelay { text += "  it asks for \(delay) seconds between requests\n" }
    try StandardOutput.bytes(Array(text.utf8))
  }
}
