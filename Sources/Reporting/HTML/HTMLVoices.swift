import Model
import Trends

/// The voices behind the numbers, each with its source, its evidence marked.
struct HTMLVoices {
  private let voices: [ListedVoice]

  init(_ voices: [ListedVoice]) { self.voices = voices }

  /// The list with its filters, which only show where scripts run.
  var section: String {
    let reasons = Set(voices.flatMap { $0.reasons.map(\.rawValue) }).sorted()
    let options = reasons.map {
      "<option value=\"\(HTMLText.escaped($0))\">\(HTMLText.escaped(Wording.reason(Reason(rawValue: $0))))</option>"
    }
    let items = voices.map { HTMLVoices.item($0, showsReplies: false) }
    return """
      <section aria-labelledby="voices">
      <h2 id="voices">The voices</h2>
      <form id="filters" class="filters" hidden>
      <label>Stance <select name="stance"><option value="">all</option><option>quitting</option><option>defending</option><option>neutral</option></select></label>
      <label>Reason <select name="reason"><option value="">all</option>\(options.joined())</select></label>
      <label>From <input type="date" name="since"></label>
      <label>To <input type="date" name="until"></label>
      <label>Words <input type="search" name="q"></label>
      <button type="reset">Clear</button>
      <output id="shown" aria-live="polite"></output>
      </form>
      <ol id="all-voices" class="voices">\(items.joined(separator: "\n"))</ol>
      <p class="more"><button id="more" type="button" hidden>Show more</button></p>
      </section>
      """
  }

  /// One voice.
  static func item(_ voice: ListedVoice, showsReplies: Bool) -> String {
    let stance = voice.stance?.rawValue ?? "unread"
    var attributes = "class=\"voice \(stance)\" data-stance=\"\(stance)\""
    attributes += " data-reasons=\"\(HTMLText.escaped(voice.reasons.map(\.rawValue).joined(separator: " ")))\""
    if let day = voice.published, day.utf8.count == 10 { attributes += " data-day=\"\(HTMLText.escaped(day))\"" }
    let symbol = voice.stance.map(HTMLReport.symbol) ?? "?"
    var facts = ["<span class=\"badge \(stance)\">\(symbol) \(stance)</span>"]
    facts.append(
      "<bdi class=\"who\">\(HTMLText.escaped(voice.speaker.map(TerminalText.sanitised) ?? "nameless"))</bdi>")
    let name = HTMLText.escaped(TerminalText.cut(TerminalText.sanitised(voice.title ?? voice.site), to: 90))
    if let address = HTMLText.address(voice.url) {
      facts.append("<a href=\"\(address)\" rel=\"nofollow noopener noreferrer\"><bdi>\(name)</bdi></a>")
    } else {
      facts.append("<bdi>\(name)</bdi>")
    }
    if voice.title != nil { facts.append("<bdi>\(HTMLText.escaped(TerminalText.sanitised(voice.site)))</bdi>") }
    facts.append(voice.published.map { "<time>\(HTMLText.escaped($0))</time>" } ?? "undated")
    if !voice.reasons.isEmpty {
      facts.append(HTMLText.escaped(voice.reasons.map(Wording.reason).joined(separator: ", ")))
    }
    if showsReplies || voice.replies > 4 {
      facts.append(Wording.count(voice.replies) + (voice.replies == 1 ? " reply" : " replies"))
    }
    return "<li \(attributes)><blockquote><bdi>\(marked(voice.pieces))</bdi></blockquote>"
      + "<p class=\"facts\">\(facts.joined(separator: " · "))</p></li>"
  }

  /// Words with the evidence marked.
  static func marked(_ pieces: [ListedVoice.Piece]) -> String {
    pieces.map { piece in
      let text = HTMLText.escaped(piece.text)
      guard let cue = piece.cue else { return text }
      let side = piece.weight < 0 ? "quitting" : "defending"
      return "<mark class=\"\(side)\" title=\"\(HTMLText.escaped(cue)): \(side)\">\(text)</mark>"
    }.joined()
  }
}
