import Model
public import Trends

/// The report as one HTML file: no network, readable without scripts, light and dark, on phones and on paper.
public struct HTMLReport: Sendable {
  let report: Report
  let voices: [Observation]

  /// Makes the file of a report.
  ///
  /// - Parameter voices: the voices to read behind the numbers, oldest first; those of one page may be left out when
  ///   there are too many. The file grows by about a kilobyte for each.
  public init(_ report: Report, voices: [Observation] = []) {
    self.report = report
    self.voices = voices
  }

  private var trend: Trend { report.trend }

  /// The whole file.
  public var text: String {
    let sentences = Headline.sentences(for: trend)
    let name = HTMLText.escaped(report.service)
    var parts: [String] = []
    parts.append(
      """
      <!DOCTYPE html>
      <html lang="en">
      <head>
      <meta charset="utf-8">
      <meta name="viewport" content="width=device-width, initial-scale=1">
      <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'; base-uri 'none'; form-action 'none'">
      <meta name="referrer" content="no-referrer">
      <title>\(name): who is leaving, who is defending it</title>
      <style>\(HTMLStyle.sheet)</style>
      </head>
      <body>
      <a class="skip" href="#findings">Skip to the findings</a>
      <main>
      <header id="findings">
      <p class="kicker">stance report\(span.map { " · " + HTMLText.escaped($0) } ?? "")</p>
      <h1>\(name): who is leaving, who is defending it</h1>
      <p class="lead">\(HTMLText.escaped(sentences[0]))</p>
      \(sentences.dropFirst().map { "<p>\(HTMLText.escaped($0))</p>" }.joined(separator: "\n"))
      </header>
      """)
    parts.append(cards)
    if trend.total.people > 0 {
      parts.append(netSection)
      parts.append(volumeSection)
      parts.append(reasonSection)
      parts.append(wordSection)
      parts.append(answeredSection)
      if !voices.isEmpty { parts.append(HTMLVoices(voices, in: trend).section) }
      parts.append(tableSection)
    }
    parts.append(methodSection)
    parts.append("</main>\n<script>\(HTMLScript.code)</script>\n</body>\n</html>\n")
    return parts.filter { !$0.isEmpty }.joined(separator: "\n")
  }

  private var span: String? {
    guard let first = trend.periods.first, let last = trend.periods.last else { return nil }
    return Wording.span(first.start, last.end)
  }

  private var cards: String {
    let coverage = trend.coverage
    var cards: [(String, String)] = [
      (Wording.count(coverage.people), "people on \(Wording.plural(coverage.sites, "site"))"),
      (Wording.count(coverage.voices), "voices, \(Wording.count(coverage.copies)) of them copies"),
    ]
    if let net = trend.total.net {
      cards.append(
        ("\(Wording.points(net.value)) <small>±\(Int((net.margin * 100).rounded()))</small>", "net stance, whole time"))
    }
    for stance in [Stance.quitting, .defending] {
      guard let share = trend.total.share(of: stance) else { continue }
      cards.append(
        (
          "<span class=\"\(stance.rawValue)\">\(HTMLText.escaped(HTMLReport.symbol(stance))) \(Wording.percent(share.value))</span>",
          "\(stance.rawValue), 95% interval \(Wording.percentRange(share))"
        ))
    }
    let items = cards.map { "<li><strong>\($0.0)</strong><span>\(HTMLText.escaped($0.1))</span></li>" }
    return "<ul class=\"cards\">\(items.joined())</ul>"
  }

  static func symbol(_ stance: Stance) -> String {
    switch stance {
    case .quitting: "▼"
    case .defending: "▲"
    case .neutral: "·"
    }
  }

  private var netSection: String {
    guard !trend.periods.isEmpty else { return "" }
    let note =
      "Defending minus quitting, one vote a person, in points. The band is the 95% interval by people. "
      + "Hollow points: fewer than 20 people; faint ones: fewer than 10, which carry no claim. "
      + "The line is smoothed, never across a turning point."
    return """
      <section aria-labelledby="net">
      <h2 id="net">Net stance by \(trend.bucket.rawValue)</h2>
      <p class="note">\(note)</p>
      <div class="chart" tabindex="0" role="region" aria-labelledby="net">\
      \(SVGCharts(report, target: voices.isEmpty ? "data" : "voices").net)</div>
      \(turns)
      </section>
      """
  }

  private var turns: String {
    let items = trend.turningPoints.map { turn in
      let place = Wording.inPeriod(trend.periods[turn.position], trend.bucket)
      let last = min(turn.range.upperBound, trend.periods.count - 1)
      let range =
        turn.range.count > 1
        ? " (it may lie anywhere from \(Wording.date(trend.periods[turn.range.lowerBound].start)) to "
          + "\(Wording.date(trend.periods[last].start)))"
        : ""
      return "<li>Turning point \(place)\(range): net stance \(Wording.points(turn.before)) before, "
        + "\(Wording.points(turn.after)) after.</li>"
    }
    return items.isEmpty ? "" : "<ul class=\"turns\">\(items.joined())</ul>"
  }

  private var volumeSection: String {
    guard !trend.periods.isEmpty else { return "" }
    return """
      <section aria-labelledby="people">
      <h2 id="people">People by stance</h2>
      <p class="key"><span class="quitting">■ quitting</span> <span class="neutral">■ neutral</span> \
      <span class="defending">■ defending</span></p>
      <div class="chart" tabindex="0" role="region" aria-labelledby="people">\(SVGCharts(report).volume)</div>
      </section>
      """
  }

  private var reasonSection: String {
    var columns: [String] = []
    for (stance, title) in [(Stance.quitting, "Why they quit"), (.defending, "Why they stay")] {
      guard let reasons = trend.reasons[stance], let most = reasons.first?.people, most > 0 else { continue }
      let rows = reasons.prefix(10).map { reason in
        let width = max(1, reason.people * 100 / most)
        return "<tr><th scope=\"row\">\(HTMLText.escaped(Wording.reason(reason.reason)))</th>"
          + "<td class=\"number\">\(Wording.count(reason.people))</td>"
          + "<td class=\"number\">\(Wording.percent(reason.share.value)) <small>\(Wording.percentRange(reason.share))</small></td>"
          + "<td class=\"bar\"><span class=\"fill-\(stance.rawValue)\" style=\"width:\(width)%\"></span></td></tr>"
      }
      columns.append(
        "<div><h3>\(title)</h3><table class=\"reasons\"><thead class=\"unseen\"><tr><th>Reason</th><th>People</th>"
          + "<th>Share</th><th>Bar</th></tr></thead><tbody>\(rows.joined())</tbody></table></div>")
    }
    guard !columns.isEmpty else { return "" }
    return "<section aria-labelledby=\"why\"><h2 id=\"why\">Reasons given</h2>"
      + "<p class=\"note\">People naming each reason; a person may name several.</p>"
      + "<div class=\"two\">\(columns.joined())</div></section>"
  }

  private var wordSection: String {
    let rows = [Stance.quitting, .defending].compactMap { stance -> String? in
      guard let terms = trend.terms[stance], terms.count > 2 else { return nil }
      let items = terms.map { "<li>\(HTMLText.escaped($0.text))</li>" }
      return "<h3 class=\"\(stance.rawValue)\">\(HTMLReport.symbol(stance)) \(stance.rawValue)</h3>"
        + "<ul class=\"words\">\(items.joined())</ul>"
    }
    guard !rows.isEmpty else { return "" }
    return
      "<section aria-labelledby=\"words\"><h2 id=\"words\">Words that set them apart</h2>\(rows.joined())</section>"
  }

  private var answeredSection: String {
    let kept = trend.answered.filter { observation in
      let reading = observation.reading
      return reading.stance != nil && (reading.stance != .neutral || !reading.evidence.isEmpty)
    }
    guard !kept.isEmpty else { return "" }
    let items = kept.prefix(10).map { HTMLVoices.item($0, in: trend, showsReplies: true) }
    return "<section aria-labelledby=\"answered\"><h2 id=\"answered\">Voices that drew the most replies</h2>"
      + "<ol class=\"voices\">\(items.joined(separator: "\n"))</ol></section>"
  }

  private var tableSection: String {
    let rows = trend.periods.map { period in
      let tally = period.tally
      let shares = Stance.allCases.map { stance in
        "<td class=\"number\">\(tally.share(of: stance).map { "\(Wording.percent($0.value)) <small>\(Wording.percentRange($0))</small>" } ?? "–")</td>"
      }
      let net = tally.net.map {
        "\(Wording.points($0.value)) <small>\(Wording.points($0.low)) to \(Wording.points($0.high))</small>"
      }
      return
        "<tr><th scope=\"row\">\(Wording.date(period.start))</th><td class=\"number\">\(Wording.count(tally.people))</td>"
        + shares.joined() + "<td class=\"number\">\(net ?? "–")</td>"
        + "<td class=\"number\">\(tally.sentiment.map { Wording.signed($0.value) } ?? "–")</td></tr>"
    }
    guard !rows.isEmpty else { return "" }
    let heads = ["From", "People", "Quitting", "Defending", "Neutral", "Net, points", "Sentiment"]
    return "<section aria-labelledby=\"data\"><h2 id=\"data\">The numbers</h2><details><summary>Table of all "
      + "\(trend.bucket.rawValue)s</summary><div class=\"scroll\" tabindex=\"0\" role=\"region\" aria-labelledby=\"data\">"
      + "<table class=\"data\"><thead><tr>\(heads.map { "<th scope=\"col\">\($0)</th>" }.joined())</tr></thead>"
      + "<tbody>\(rows.joined())</tbody></table></div></details></section>"
  }

  private var methodSection: String {
    let coverage = trend.coverage
    var lines: [String] = []
    for (count, text) in [
      (coverage.copies, "copies of others’ words, folded"), (coverage.doubles, "voices seen twice"),
      (coverage.unnamedQuotes, "quotes of people who are not named"), (coverage.unread, "voices in languages not read"),
      (coverage.undated + coverage.coarse, "voices without a date that is exact enough for the chart"),
      (coverage.earlier + coverage.later, "voices outside the time shown"),
    ] where count > 0 {
      lines.append("<li>\(Wording.count(count)) \(HTMLText.escaped(text))</li>")
    }
    for omission in report.omissions.prefix(8) {
      lines.append("<li>\(Wording.count(omission.count)) × \(HTMLText.escaped(omission.cause))</li>")
    }
    for failure in report.failures.prefix(8) {
      lines.append("<li>\(Wording.count(failure.count)) pages failed: \(HTMLText.escaped(failure.cause))</li>")
    }
    let list = lines.isEmpty ? "" : "<h3>Left out</h3><ul>\(lines.joined())</ul>"
    return """
      <section aria-labelledby="method">
      <h2 id="method">How this was counted</h2>
      <p>Each person has one vote in each \(trend.bucket.rawValue), however often they speak; a person is a speaker on a \
      site, joined across sites where a link proves it. Shares carry Wilson intervals, net stance a bootstrap by people. \
      Turning points come from a penalised likelihood on counts. Times are in UTC.</p>
      <p><strong>These are the voices that were found, not all users of the service.</strong> More voices do not make \
      the choice of sites less one-sided.</p>
      \(list)
      </section>
      """
  }
}
