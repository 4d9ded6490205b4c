import Model
import Trends

/// The sections of the HTML report; each is empty where there is nothing to show.
struct HTMLSections {
  private let report: Report
  /// Where the marks of charts lead.
  private let target: String
  private var trend: Trend { report.trend }

  init(_ report: Report, target: String) {
    self.report = report
    self.target = target
  }

  var cards: String {
    let coverage = trend.coverage
    let silent = coverage.voices - trend.total.voices
    let heard = silent > 0 ? ", and \(Wording.count(silent)) without a vote" : ""
    var cards: [(name: String, value: String, note: String)] = [
      ("", Wording.count(trend.total.people), "people on \(Wording.plural(coverage.sites, "site"))"),
      ("", Wording.count(trend.total.voices), "voices\(heard)"),
    ]
    if let net = trend.total.net {
      cards.append(
        (
          "", "\(Wording.points(net.value)) <small>±\(Int((net.margin * 100).rounded()))</small>",
          "net stance, whole time"
        ))
    }
    for stance in [Stance.quitting, .defending] {
      guard let share = trend.total.share(of: stance) else { continue }
      cards.append(
        (
          stance.rawValue, "\(HTMLReport.symbol(stance)) \(Wording.percent(share.value))",
          "\(stance.rawValue), 95% interval \(Wording.percentRange(share))"
        ))
    }
    let items = cards.map { card in
      let name = card.name.isEmpty ? "" : " class=\"\(card.name)\""
      return "<li><strong\(name)>\(card.value)</strong><span>\(HTMLText.escaped(card.note))</span></li>"
    }
    return "<ul class=\"cards\">\(items.joined())</ul>" + corrected
  }

  /// The shares with the scorer's known errors taken out, and how well it reads.
  private var corrected: String {
    var sentences: [String] = []
    if let shares = trend.correctedShares {
      let parts = zip(Stance.allCases, shares).map { "\(Wording.percent($1)) \($0.rawValue)" }
      sentences.append("Corrected for known errors of reading: \(parts.joined(separator: ", ")).")
    }
    if let accuracy = report.judged.accuracy {
      sentences.append(
        "Of \(Wording.plural(report.judged.size, "voice")) that a person judged, weighted by what they stand for, "
          + "\(Wording.percent(accuracy.value)) (\(Wording.percentRange(accuracy))) are read right.")
    }
    return sentences.isEmpty ? "" : "<p class=\"note\">\(HTMLText.escaped(sentences.joined(separator: " ")))</p>"
  }

  /// A chart in both sizes; the style sheet shows one.
  private func chart(_ label: String, _ draw: (SVGFrame.Size) -> String) -> String {
    let drawn = SVGFrame.Size.allCases.map(draw)
    guard drawn.allSatisfy({ !$0.isEmpty }) else { return "" }
    return "<div class=\"chart\" role=\"group\" aria-labelledby=\"\(label)\">\(drawn.joined(separator: "\n"))</div>"
  }

  var net: String {
    guard !trend.periods.isEmpty else { return "" }
    let hasCorrection = trend.periods.contains { $0.correctedNet != nil }
    let note =
      "Defending minus quitting, one vote a person, in points. Points with their 95% interval by people; hollow ones "
      + "are fewer than 20 people, dashed ones fewer than 10, which carry no claim. The line with its band is smoothed, "
      + "never across a turning point or the beginning of a burst."
      + (SVGCharts(report).hasArrows ? " An arrow at the edge stands for a point beyond it." : "")
      + (hasCorrection ? " The dashed line is corrected for known errors of reading." : "")
    return """
      <section aria-labelledby="net">
      <h2 id="net">Net stance by \(trend.bucket.rawValue)</h2>
      <p class="note">\(note)</p>
      \(chart("net") { SVGCharts(report, $0, target: target).net })
      \(turns)
      </section>
      """
  }

  private var turns: String {
    var items: [String] = []
    for position in trend.breaks {
      var sentences: [String] = []
      if let turn = trend.turningPoints.first(where: { $0.position == position }) {
        let last = min(turn.range.upperBound, trend.periods.count - 1)
        let range =
          turn.range.count > 1
          ? " (it may lie anywhere from \(Wording.date(trend.periods[turn.range.lowerBound].start)) to "
            + "\(Wording.date(trend.periods[last].start)))"
          : ""
        sentences.append(
          "<p><strong>Turning point \(Wording.inPeriod(trend.periods[position], trend.bucket))</strong>\(range): net stance "
            + "\(Wording.points(turn.before)) before, \(Wording.points(turn.after)) after.</p>")
      }
      if let catalyst = report.catalysts.first(where: { $0.position == position }) {
        if sentences.isEmpty {
          sentences.append(
            "<p><strong>A burst of voices begins \(Wording.inPeriod(trend.periods[position], trend.bucket))</strong>.</p>"
          )
        }
        sentences += shared(catalyst)
      }
      if !sentences.isEmpty { items.append("<li>\(sentences.joined())</li>") }
    }
    return items.isEmpty ? "" : "<ul class=\"turns\">\(items.joined())</ul>"
  }

  /// What the voices at a turn have in common.
  private func shared(_ catalyst: Catalyst) -> [String] {
    var lines: [String] = []
    let people = Wording.people(catalyst.people)
    if !catalyst.terms.isEmpty {
      let words = catalyst.terms.map { "<li>\(HTMLText.escaped(TerminalText.sanitised($0.text)))</li>" }
      lines.append(
        "<p class=\"note\">What \(people) say then and others did not before:</p><ul class=\"words\">\(words.joined())</ul>"
      )
    }
    if !catalyst.reasons.isEmpty {
      let gains = catalyst.reasons.map { gain in
        "\(HTMLText.escaped(Wording.reason(gain.reason))) (\(Wording.percent(gain.before)) before, \(Wording.percent(gain.now)) then)"
      }
      lines.append("<p class=\"note\">Reasons that grew: \(gains.joined(separator: ", ")).</p>")
    }
    if !catalyst.links.isEmpty {
      let links = catalyst.links.map { link in
        let address = HTMLText.escaped(TerminalText.sanitised(link.address))
        return
          "<a href=\"https://\(address)\" rel=\"nofollow noopener noreferrer\"><bdi>\(address)</bdi></a> (\(Wording.people(link.people)))"
      }
      lines.append("<p class=\"note\">Named by several: \(links.joined(separator: ", ")).</p>")
    }
    return lines
  }

  var volume: String {
    guard !trend.periods.isEmpty else { return "" }
    let key = [Stance.quitting, .neutral, .defending].map {
      "<span><i class=\"swatch \($0.rawValue)\"></i>\(HTMLReport.symbol($0)) \($0.rawValue)</span>"
    }
    return """
      <section aria-labelledby="people">
      <h2 id="people">People by stance</h2>
      <input class="toggle" type="radio" name="measure" id="by-people" checked><input class="toggle" type="radio" name="measure" id="by-share">
      <div class="switch"><label for="by-people">People</label><label for="by-share">Shares</label></div>
      <p class="key">\(key.joined())</p>
      <div class="counts">\(chart("people") { SVGCharts(report, $0, target: target).volume() })</div>
      <div class="shares">\(chart("people") { SVGCharts(report, $0, target: target).volume(asShares: true) })</div>
      </section>
      """
  }

  var reasons: String {
    var columns: [String] = []
    for (stance, title) in [(Stance.quitting, "Why they quit"), (.defending, "Why they stay")] {
      guard let reasons = trend.reasons[stance], let most = reasons.first?.people, most > 0 else { continue }
      let side = stance == .quitting ? "q" : "d"
      let rows = reasons.prefix(8).map { reason in
        let width = max(1, reason.people * 100 / most)
        return "<tr><th scope=\"row\">\(HTMLText.escaped(Wording.reason(reason.reason)))</th>"
          + "<td class=\"number\">\(Wording.count(reason.people))</td>"
          + "<td class=\"number\">\(Wording.percent(reason.share.value)) <small>\(Wording.percentRange(reason.share))</small></td>"
          + "<td class=\"bar\"><svg viewBox=\"0 0 100 10\" preserveAspectRatio=\"none\" aria-hidden=\"true\">"
          + "<rect class=\"\(side)\" width=\"\(width)\" height=\"10\" rx=\"1\"/></svg></td></tr>"
      }
      columns.append(
        "<div><h3 class=\"\(stance.rawValue)\">\(HTMLReport.symbol(stance)) \(title) <small>\(Wording.percentOf(reasons[0].of))</small></h3><table class=\"reasons\"><thead class=\"unseen\"><tr><th scope=\"col\">Reason</th>"
          + "<th scope=\"col\">People</th><th scope=\"col\">Share</th><th scope=\"col\">Bar</th></tr></thead>"
          + "<tbody>\(rows.joined())</tbody></table></div>")
    }
    guard !columns.isEmpty else { return "" }
    let map = chart("why") { SVGSmallCharts(trend, $0, target: target).reasons }
    let when =
      map.isEmpty
      ? ""
      : "<h3>When</h3><p class=\"note\">Darker is more people; red where more of them quit, blue where more defend.</p>\(map)"
    return "<section aria-labelledby=\"why\"><h2 id=\"why\">Reasons given</h2>"
      + "<p class=\"note\">People naming each reason, and their share of the side; a person may name several.</p>"
      + "<div class=\"two\">\(columns.joined())</div>\(when)</section>"
  }

  var movements: String {
    let drawn = chart("moves") { SVGSmallCharts(trend, $0, target: target).movements }
    guard !drawn.isEmpty else { return "" }
    var parts: [String] = []
    if trend.turnedAway > 0 {
      parts.append("\(Wording.people(trend.turnedAway)) defended at first and quit in the end")
    }
    if trend.cameRound > 0 { parts.append("\(Wording.people(trend.cameRound)) quit at first and defended in the end") }
    if trend.coverage.returns > 0 { parts.append("\(Wording.people(trend.coverage.returns)) left and came back") }
    if trend.coverage.reportedExits > 0 {
      parts.append("voices report \(Wording.plural(trend.coverage.reportedExits, "exit")) of others")
    }
    let note = parts.isEmpty ? "" : "<p class=\"note\">\(HTMLText.escaped(parts.joined(separator: "; "))).</p>"
    return
      "<section aria-labelledby=\"moves\"><h2 id=\"moves\">Tone, and people on the move</h2>\(note)\(drawn)</section>"
  }

  var words: String {
    let rows = [Stance.quitting, .defending].compactMap { stance -> String? in
      guard let terms = trend.terms[stance], terms.count > 2 else { return nil }
      let items = terms.map { "<li>\(HTMLText.escaped(TerminalText.sanitised($0.text)))</li>" }
      return "<div><h3 class=\"\(stance.rawValue)\">\(HTMLReport.symbol(stance)) \(stance.rawValue)</h3>"
        + "<ul class=\"words \(stance.rawValue)\">\(items.joined())</ul></div>"
    }
    guard !rows.isEmpty else { return "" }
    return "<section aria-labelledby=\"words\"><h2 id=\"words\">Words that set them apart</h2>"
      + "<div class=\"two\">\(rows.joined())</div></section>"
  }

  var answered: String {
    let kept = trend.answered.filter { observation in
      let reading = observation.reading
      return reading.stance != nil && (reading.stance != .neutral || !reading.evidence.isEmpty)
    }
    guard !kept.isEmpty else { return "" }
    let items = kept.prefix(10).map { HTMLVoices.item(ListedVoice($0), showsReplies: true) }
    return "<section aria-labelledby=\"answered\"><h2 id=\"answered\">Voices that drew the most replies</h2>"
      + "<ol class=\"voices\">\(items.joined(separator: "\n"))</ol></section>"
  }

  /// Another store's numbers beside these.
  var comparison: String {
    guard let comparison = report.comparison, !comparison.lines.isEmpty else { return "" }
    let heads = ComparisonWording.heads.map { "<th scope=\"col\">\($0)</th>" }.joined()
    let rows = ComparisonWording.rows(of: comparison).map { row in
      "<tr><th scope=\"row\">\(row[0])</th>" + row.dropFirst().map { "<td>\($0)</td>" }.joined() + "</tr>"
    }
    return
      "<section aria-labelledby=\"other\"><h2 id=\"other\">\(HTMLText.escaped(ComparisonWording.title(of: comparison)))</h2>"
      + "<div class=\"scroll\"><table class=\"data\"><thead><tr>\(heads)</tr></thead><tbody>\(rows.joined())</tbody></table></div></section>"
  }

  var table: String {
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
      + "\(trend.bucket.rawValue)s</summary><div class=\"scroll\" tabindex=\"0\" role=\"group\" aria-labelledby=\"data\">"
      + "<table class=\"data\"><thead><tr>\(heads.map { "<th scope=\"col\">\($0)</th>" }.joined())</tr></thead>"
      + "<tbody>\(rows.joined())</tbody></table></div></details></section>"
  }

  var method: String {
    let coverage = trend.coverage
    var lines: [String] = []
    for (count, text) in [
      (coverage.copies, "copies of others’ words, folded"), (coverage.doubles, "voices seen twice"),
      (coverage.unnamedQuotes, "quotes of people who are not named"), (coverage.unread, "voices in languages not read"),
      (coverage.undated + coverage.coarse, "voices without a date that is exact enough for the chart"),
      (coverage.earlier + coverage.later, "voices outside the time shown"),
      (coverage.undatedRefused, "voices without a date, as only some days were asked for"),
    ] where count > 0 {
      lines.append("<li>\(Wording.count(count)) \(HTMLText.escaped(text))</li>")
    }
    for omission in report.omissions.prefix(8) {
      lines.append("<li>\(Wording.count(omission.count)) × \(HTMLText.escaped(omission.cause))</li>")
    }
    for failure in report.failures.prefix(8) {
      lines.append("<li>\(Wording.plural(failure.count, "page")) failed: \(HTMLText.escaped(failure.cause))</li>")
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
