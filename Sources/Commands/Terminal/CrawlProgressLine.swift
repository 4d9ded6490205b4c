internal import Crawling
internal import Model
internal import Reporting
internal import Synchronization

/// What a person sees while a crawl runs: one line that is drawn again on a terminal, or a line now and then in a log.
final class CrawlProgressLine: Sendable {
  private struct State {
    var lastDrawn = Instant(milliseconds: 0)
    var isDrawn = false
  }

  private let state = Mutex(State())
  private let begun: Instant
  private let isQuiet: Bool
  private let isVerbose: Bool
  private let isJSON: Bool
  private let isLive: Bool
  private let style: TerminalStyle

  /// Makes the line; a live one only on a terminal.
  init(output: OutputOptions, isJSON: Bool = false) {
    begun = SystemClock.now
    isQuiet = output.quiet
    isVerbose = output.verbose
    self.isJSON = isJSON
    isLive = StandardError.isTerminal && !output.quiet && !isJSON
    style = output.style
  }

  /// Takes an event; draws at most ten times a second on a terminal and every ten seconds elsewhere.
  func note(_ event: CrawlEvent, _ progress: CrawlProgress) {
    if isJSON {
      if let line = CrawlEventJSON.line(for: event, progress) { try? StandardOutput.bytes(line) }
      return
    }
    guard !isQuiet else { return }
    let now = SystemClock.now
    state.withLock { state in
      if let message = message(for: event) {
        erase(&state)
        StandardError.line(message)
      }
      let pause = isLive ? 0.1 : 10.0
      guard now.seconds(since: state.lastDrawn) >= pause else { return }
      state.lastDrawn = now
      let line = CrawlProgressLine.line(for: event, progress, seconds: now.seconds(since: begun), at: now)
      if isLive {
        StandardError.text("\r\u{1b}[K" + TerminalText.cut(line, to: max(20, style.width - 1)))
        state.isDrawn = true
      } else if now.seconds(since: begun) > 5 {
        StandardError.line(line)
      }
    }
  }

  /// Takes the live line away, so that a summary can follow.
  func end() {
    state.withLock { state in erase(&state) }
  }

  private func erase(_ state: inout State) {
    if state.isDrawn { StandardError.text("\r\u{1b}[K") }
    state.isDrawn = false
  }

  private func message(for event: CrawlEvent) -> String? {
    switch event {
    case .failed(let address, let cause, _, let isFinal):
      guard isVerbose || (isFinal && isLive) else { return nil }
      return "  \(TerminalText.sanitised(address.href)): \(TerminalText.sanitised(cause))"
    case .heard(let address, let voices, let found):
      return isVerbose ? "  \(TerminalText.sanitised(address.href)): \(voices) voices, \(found) new addresses" : nil
    case .passedOver(let address, let cause):
      return isVerbose ? "  \(TerminalText.sanitised(address.href)): passed over, \(cause)" : nil
    case .saved, .waiting: return nil
    }
  }

  private static func line(
    for event: CrawlEvent, _ progress: CrawlProgress, seconds: Double, at now: Instant
  ) -> String {
    let voices = progress.voices.values.reduce(0, +)
    let rate = seconds > 0.5 ? Double(progress.fetched) / seconds : 0
    var line = "\(progress.fetched) fetched, \(progress.queued) queued"
    if progress.posts > progress.onTopic { line += ", harvest \(100 * progress.onTopic / progress.posts) %" }
    line += " on \(progress.hosts) host\(progress.hosts == 1 ? "" : "s")"
    line += " · \(voices) voices: \(progress.stances[.quitting] ?? 0) quitting, "
    line += "\(progress.stances[.defending] ?? 0) defending, \(progress.stances[.neutral] ?? 0) neutral"
    line += " · \(Wording.decimal(rate, digits: 1))/s"
    if case .waiting(let until) = event {
      let wait = until.seconds(since: now)
      if wait >= 1 { line += " · next request in \(Int(wait.rounded(.up))) s" }
    }
    return line
  }
}
