internal import Crawling
internal import Model
internal import Reporting
internal import Synchronization

/// What a person sees while a crawl runs: one line that is drawn again on a terminal, or a line now and then in a log.
final class CrawlProgressLine: Sendable {
  private struct State {
    var lastDrawn = Instant(milliseconds: 0)
    var isDrawn = false
    var interrupts = 0
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
      let line = line(for: event, progress, at: now)
      if isLive {
        StandardError.text("\r\u{1b}[K" + TerminalText.cut(line, to: max(20, style.width - 1)))
        state.isDrawn = true
      } else if now.seconds(since: begun) > 5 {
        StandardError.line(line)
      }
    }
  }

  /// Says what an interrupt does, at once.
  func noteInterrupt() {
    guard !isQuiet else { return }
    state.withLock { state in
      state.interrupts += 1
      guard state.interrupts <= 2 else { return }
      erase(&state)
      StandardError.line(
        state.interrupts == 1
          ? "finishing what is under way; Ctrl-C again drops it" : "dropping what is under way; nothing kept is lost")
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
    case .heard(let address, let voices, let found, let silence):
      guard isVerbose else { return nil }
      let heard = silence.map { "no voice (\($0))" } ?? Wording.count(voices, "voice")
      return "  \(TerminalText.sanitised(address.href)): \(heard), "
        + Wording.count(found, "new address", ending: "es")
    case .passedOver(let address, let cause):
      return isVerbose ? "  \(TerminalText.sanitised(address.href)): passed over, \(cause)" : nil
    case .saved, .waiting: return nil
    }
  }

  /// Where the crawl stands; in short words where the terminal has no room for long ones.
  private func line(for event: CrawlEvent, _ progress: CrawlProgress, at now: Instant) -> String {
    let seconds = now.seconds(since: begun)
    let voices = progress.voices.values.reduce(0, +)
    let rate = Wording.decimal(seconds > 0.5 ? Double(progress.fetched) / seconds : 0, digits: 1) + "/s"
    let known = "\(progress.fetched) fetched, \(progress.queued) queued"
    let harvest =
      progress.posts > progress.onTopic ? ", harvest \(100 * progress.onTopic / progress.posts) %" : ""
    let hosts = " on \(Wording.count(progress.hosts, "host")) · \(Wording.count(voices, "voice"))"
    func stances(_ mark: (Stance) -> String) -> [String] {
      Stance.allCases.map { mark($0).replacing("#", with: String(progress.stances[$0] ?? 0)) }
    }
    var wait = ""
    if case .waiting(let until) = event, until.seconds(since: now) >= 1 {
      wait = "\(Int(until.seconds(since: now).rounded(.up))) s"
    }
    let long =
      known + harvest + hosts + ": " + stances { "# \($0.rawValue)" }.joined(separator: ", ") + " · " + rate
      + (wait.isEmpty ? "" : " · next request in \(wait)")
    guard isLive, TerminalText.columns(of: long) >= style.width else { return long }
    return known + hosts + " " + stances { TextMark.symbol(of: $0, style) + "#" }.joined(separator: " ") + " · " + rate
      + (wait.isEmpty ? "" : " · next in \(wait)")
  }
}
