import Model
import Trends

/// The voices behind the numbers, each with its source, its evidence marked.
struct HTMLVoices {
  private let voices: [Observation]
  private let trend: Trend

  init(_ voices: [Observation], in trend: Trend) {
    self.voices = voices
    self.trend = trend
  }

  /// The list with its filters, which only show where scripts run.
  var section: String {
    let reasons = Set(voices.flatMap { $0.reading.reasons.map(\.rawValue) }).sorted()
    let options = reasons.map {
      "<option value=\"\(HTMLText.escaped($0))\">\(HTMLText.escaped(Wording.reason(Reason(rawValue: $0))))</option>"
    }
    let items = voices.map { HTMLVoices.item($0, in: trend, showsReplies: false) }
    return """
      <section aria-labelledby="voices">
      <h2 id="voices">The voices</h2>
      <form id="filters" class="filters" hidden>
      <label>Stance <select name="stance"><option value="">all</option><option>quitting</option><option>defending</option><option>neutral</option></select></label>
      <label>Reason <select name="reason"><option value="">all</option>\(options.joined())</select></label>
      <label>From <input type="date" name="from"></label>
      <label>To <input type="date" name="to"></label>
      <label>Words <input type="search" name="words"></label>
      <output id="shown" aria-live="polite"></output>
      </form>
      <ol id="all-voices" class="voices">\(items.joined(separator: "\n"))</ol>
      </section>
      """
  }

  /// One voice.
  static func item(_ observation: Observation, in trend: Trend, showsReplies: Bool) -> String {
    let voice = observation.voice
    let reading = observation.reading
    let stance = reading.stance?.rawValue ?? "unread"
    var attributes = "data-stance=\"\(stance)\""
    attributes += " data-reasons=\"\(HTMLText.escaped(reading.reasons.map(\.rawValue).joined(separator: " ")))\""
    if let published = voice.published { attributes += " data-day=\"\(CivilTime(published.instant).date)\"" }
    let symbol = reading.stance.map(HTMLReport.symbol) ?? "?"
    var facts = ["<span class=\"\(stance)\">\(symbol) \(stance)</span>"]
    facts.append("<bdi>\(HTMLText.escaped(voice.speaker.map(TerminalText.sanitised) ?? "nameless"))</bdi>")
    let name = HTMLText.escaped(TerminalText.sanitised(voice.title ?? observation.site))
    if let address = HTMLText.address(voice.url) {
      facts.append("<a href=\"\(address)\" rel=\"nofollow noopener noreferrer\"><bdi>\(name)</bdi></a>")
    } else {
      facts.append("<bdi>\(name)</bdi>")
    }
    if voice.title != nil { facts.append(HTMLText.escaped(observation.site)) }
    facts.append(voice.published.map { Wording.date($0) } ?? "undated")
    if !reading.reasons.isEmpty {
      facts.append(HTMLText.escaped(reading.reasons.map(Wording.reason).joined(separator: ", ")))
    }
    if showsReplies {
      facts.append(Wording.count(observation.replies) + (observation.replies == 1 ? " reply" : " replies"))
    }
    return "<li \(attributes)><blockquote><bdi>\(marked(voice, reading))</bdi></blockquote>"
      + "<p class=\"facts\">\(facts.joined(separator: " · "))</p></li>"
  }

  /// The words of a voice with its evidence marked; long texts are cut around it.
  static func marked(_ voice: Voice, _ reading: Reading, limit: Int = 420) -> String {
    let bytes = Array(voice.text.utf8)
    let evidence = reading.evidence
      .filter { $0.place == .text && $0.start >= 0 && $0.start < $0.end && $0.end <= bytes.count }
      .sorted { $0.start < $1.start }
    var from = 0
    var to = min(bytes.count, limit)
    if bytes.count > limit, let strongest = evidence.max(by: { abs($0.weight) < abs($1.weight) }) {
      from = max(0, min(strongest.start - limit / 3, bytes.count - limit))
      to = min(bytes.count, max(from + limit, strongest.end))
      while from > 0, from < strongest.start, bytes[from - 1] != 0x20, bytes[from - 1] != 0x0a { from += 1 }
    }
    while to < bytes.count, bytes[to] != 0x20, bytes[to] != 0x0a, to < from + 2 * limit { to += 1 }
    while to < bytes.count, bytes[to] & 0xc0 == 0x80 { to += 1 }
    while from > 0, bytes[from] & 0xc0 == 0x80 { from -= 1 }
    var result = from > 0 ? "… " : ""
    var position = from
    for piece in evidence where piece.start >= position && piece.end <= to {
      result += text(bytes[position..<piece.start])
      let direction = piece.weight < 0 ? "quitting" : "defending"
      result +=
        "<mark title=\"\(HTMLText.escaped(piece.cue)): \(direction)\">\(text(bytes[piece.start..<piece.end]))</mark>"
      position = piece.end
    }
    result += text(bytes[position..<to])
    return result + (to < bytes.count ? " …" : "")
  }

  private static func text(_ bytes: ArraySlice<UInt8>) -> String {
    HTMLText.escaped(TerminalText.sanitised(String(decoding: bytes, as: UTF8.self)))
  }
}
