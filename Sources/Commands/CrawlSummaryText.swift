internal import Crawling
internal import Model
internal import Reporting

/// The summary that stays on the terminal after a crawl.
enum CrawlSummaryText {
  /// The lines, for stderr.
  static func lines(for summary: CrawlSummary, service: String, folder: String) -> [String] {
    let progress = summary.progress
    var lines: [String] = []
    let ending =
      switch summary.end {
      case .finished: "done"
      case .limit: "limit reached"
      case .interrupted: "interrupted"
      }
    lines.append(
      "\(ending): \(Wording.count(progress.fetched, "answer")) from \(Wording.count(progress.hosts, "host")) in "
        + "\(Wording.duration(summary.seconds)) (\(Wording.count(progress.requests, "request")), "
        + "\(Wording.bytes(progress.bytes)))")
    let voices = progress.voices.values.reduce(0, +)
    if voices > 0 {
      lines.append(
        "heard \(Wording.count(voices, "new voice")): \(Wording.count(progress.voices[.post] ?? 0, "post")), "
          + "\(Wording.count(progress.voices[.comment] ?? 0, "comment")), "
          + "\(Wording.count(progress.voices[.quote] ?? 0, "quote"))")
      lines.append(
        "  \(progress.stances[.quitting] ?? 0) quitting, \(progress.stances[.defending] ?? 0) defending, "
          + "\(progress.stances[.neutral] ?? 0) neutral")
    } else {
      lines.append(progress.fetched > 0 ? "no new voices" : "nothing was heard")
    }
    if !summary.silent.isEmpty {
      let count = summary.silent.reduce(0) { $0 + $1.count }
      lines.append("without a voice: \(Wording.count(count, "page"))")
      lines += summary.silent.map { cause in
        let line = "  \(cause.count) × \(TerminalText.sanitised(cause.cause))"
        // Where nothing was heard at all, somebody has to look.
        return voices == 0 ? line + ", such as \(TerminalText.sanitised(cause.example))" : line
      }
    }
    if progress.posts > progress.onTopic {
      let share = 100 * Double(progress.onTopic) / Double(progress.posts)
      lines.append(
        "harvest: \(progress.onTopic) of \(Wording.count(progress.posts, "page")) with voices name the service "
          + "(\(Int(share.rounded())) %)")
    }
    if !summary.failures.isEmpty {
      let failed = summary.failures.reduce(0) { $0 + $1.count }
      lines.append(
        "failed: \(Wording.count(failed, "address", ending: "es"))"
      )
      lines += summary.failures.prefix(8).flatMap { cause(for: $0) }
    }
    if !summary.passedOver.isEmpty {
      let shown = summary.passedOver.prefix(6).map { "\(TerminalText.sanitised($0.cause)) (\($0.count))" }
      lines.append("passed over: " + shown.joined(separator: ", "))
    }
    if summary.left > 0 {
      let left = Wording.count(summary.left, "address", ending: "es")
      lines.append("\(left) \(summary.left == 1 ? "is" : "are") left; the same command continues")
    } else if voices == 0, let next = summary.nextVisit {
      let wait = Wording.duration(max(0, next.seconds(since: SystemClock.now)))
      lines.append("no page is due again for \(wait); --refresh asks them all now")
    }
    let isOneOfSeveral = TopicRegister.topics(in: folder).count > 1
    let report = CommandHint.command("report", store: folder, service: isOneOfSeveral ? service : nil)
    lines.append("kept in \(folder)" + (voices > 0 || progress.unchanged > 0 ? "; next: \(report)" : ""))
    return lines
  }

  private static func cause(for cause: CrawlSummary.Cause) -> [String] {
    var line =
      "  \(cause.count) × \(TerminalText.sanitised(cause.cause)), such as \(TerminalText.sanitised(cause.example))"
    if !cause.hint.isEmpty { line += "\n      \(cause.hint)" }
    return [line]
  }
}
