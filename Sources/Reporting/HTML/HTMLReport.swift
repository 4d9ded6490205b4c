import Model
public import Trends

/// The report as one HTML file: no network, readable without scripts, light and dark, on phones and on paper.
public struct HTMLReport: Sendable {
  let report: Report
  let voices: [Observation]
  private let digest: (@Sendable (String) -> String)?

  /// Makes the file of a report.
  ///
  /// - Parameters:
  ///   - voices: the voices to read behind the numbers, oldest first; those of one page may be left out when there are
  ///     too many. The file grows by about a kilobyte for each.
  ///   - digest: gives a text's SHA-256 as a policy writes it (`sha256-…`), so that no other style or script is obeyed;
  ///     without it the policy allows all that stands in the file.
  public init(_ report: Report, voices: [Observation] = [], digest: (@Sendable (String) -> String)? = nil) {
    self.report = report
    self.voices = voices
    self.digest = digest
  }

  private var trend: Trend { report.trend }

  /// The style sheet, for servers that send it apart.
  public static var styleSheet: String { HTMLStyle.sheet }
  /// The script of live pages, for servers that send it apart.
  public static var script: String { HTMLScript.live }

  /// The whole file.
  public var text: String {
    func source(_ text: String) -> String { digest.map { "'\($0(text))'" } ?? "'unsafe-inline'" }
    let policy =
      "default-src 'none'; style-src \(source(HTMLStyle.sheet)); script-src \(source(HTMLScript.file)); "
      + "base-uri 'none'; form-action 'none'"
    let head = """
      <meta http-equiv="Content-Security-Policy" content="\(policy)">
      <style>\(HTMLStyle.sheet)</style>
      """
    let list = voices.isEmpty ? "" : HTMLVoices(voices.map { ListedVoice($0) }).section
    return page(head: head, pulse: "", list: list, script: "<script>\(HTMLScript.file)</script>")
  }

  /// The page of a server that shows the store as it grows: style and script come from addresses of their own.
  ///
  /// - Parameter list: the voices that the page's question selects; `nil` where there is nothing to ask.
  public func livePage(_ list: LiveList?) -> String {
    let pulse = list?.isCrawling == true ? "A crawl is running." : ""
    return page(
      head: "<link rel=\"stylesheet\" href=\"/style.css\">",
      pulse: "<p class=\"live\" id=\"pulse\" role=\"status\">\(pulse)</p>", list: list?.section ?? "",
      script: "<script src=\"/script.js\"></script>")
  }

  private func page(head: String, pulse: String, list: String, script: String) -> String {
    let sentences = Headline.sentences(for: trend, isFiltered: report.isFiltered)
    let name = HTMLText.escaped(TerminalText.sanitised(report.service))
    let sections = HTMLSections(report, target: list.isEmpty ? "data" : "voices")
    var parts = [
      """
      <!DOCTYPE html>
      <html lang="en">
      <head>
      <meta charset="utf-8">
      <meta name="viewport" content="width=device-width, initial-scale=1">
      \(head)
      <meta name="referrer" content="no-referrer">
      <title>\(name): who is leaving, who is defending it</title>
      </head>
      <body>
      <a class="skip" href="#findings">Skip to the findings</a>
      <main>
      <header id="findings">
      <p class="kicker">stance report\(span.map { " · " + HTMLText.escaped($0) } ?? "")</p>
      <h1>\(name): who is leaving, who is defending it</h1>
      <p class="lead">\(HTMLText.escaped(sentences[0]))</p>
      \(sentences.dropFirst().map { "<p>\(HTMLText.escaped($0))</p>" }.joined(separator: "\n"))
      \(pulse)
      </header>
      """, sections.cards,
    ]
    if trend.total.people > 0 {
      parts += [sections.net, sections.volume, sections.reasons, sections.movements, sections.words, sections.answered]
      parts += [list, sections.comparison, sections.table]
    }
    parts.append(sections.method)
    parts.append("</main>\n\(script)\n</body>\n</html>\n")
    return parts.filter { !$0.isEmpty }.joined(separator: "\n")
  }

  private var span: String? {
    guard let first = trend.periods.first, let last = trend.periods.last else { return nil }
    return Wording.span(first.start, last.end)
  }

  static func symbol(_ stance: Stance) -> String {
    switch stance {
    case .quitting: "▼"
    case .defending: "▲"
    case .neutral: "·"
    }
  }
}
