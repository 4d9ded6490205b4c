public import Model

/// What a live page adds to a report: the voices that a question selects, and the question itself.
public struct LiveList: Sendable {
  /// The voices of this part of the list.
  public var voices: [ListedVoice]
  /// How many the question selects.
  public var total: Int
  /// How many stand before the first one shown.
  public var offset: Int
  /// How many are shown at once.
  public var limit: Int
  /// The reasons that can be asked for.
  public var reasons: [Reason] = []
  /// Whether a crawl writes to the store.
  public var isCrawling = false
  /// All services of the store.
  public var services: [String] = []
  /// The question's parameters as they were given.
  public var values: [String: String] = [:]

  /// Makes a part of a list.
  public init(voices: [ListedVoice], total: Int, offset: Int, limit: Int) {
    self.voices = voices
    self.total = total
    self.offset = offset
    self.limit = limit
  }

  /// The section of the page: a form that works without scripts, and the voices.
  var section: String {
    func options(_ name: String, _ choices: [(String, String)]) -> String {
      choices.map { value, text in
        let chosen = values[name] == value ? " selected" : ""
        return "<option value=\"\(HTMLText.escaped(value))\"\(chosen)>\(HTMLText.escaped(text))</option>"
      }.joined()
    }
    func field(_ name: String) -> String { "name=\"\(name)\" value=\"\(HTMLText.escaped(values[name] ?? ""))\"" }
    let kept = reasons.map(\.rawValue).sorted().map { ($0, Wording.reason(Reason(rawValue: $0))) }
    let service =
      services.count > 1
      ? "<label>Service <select name=\"service\">\(options("service", services.map { ($0, $0) }))</select></label>" : ""
    let items = voices.map { HTMLVoices.item($0, showsReplies: false) }
    return """
      <section aria-labelledby="voices">
      <h2 id="voices">The voices</h2>
      <form id="filters" class="filters" method="get" action="/#voices">
      \(service)
      <label>Stance <select name="stance">\(options("stance", [("", "all")] + Stance.allCases.map { ($0.rawValue, $0.rawValue) }))</select></label>
      <label>Reason <select name="reason">\(options("reason", [("", "all")] + kept))</select></label>
      <label>Kind <select name="kind">\(options("kind", [("", "all")] + Voice.Kind.allCases.map { ($0.rawValue, $0.rawValue) }))</select></label>
      <label>From <input type="date" \(field("since"))></label>
      <label>Before <input type="date" \(field("until"))></label>
      <label>Site <input \(field("site"))></label>
      <label>Words <input type="search" \(field("q"))></label>
      <label>Order <select name="order">\(options("order", [("latest", "latest"), ("replies", "most answered"), ("strongest", "strongest")]))</select></label>
      <button>Show</button> <a class="button" href="/#voices">Clear</a>
      <output id="shown" aria-live="polite">\(Wording.plural(total, "voice"))</output>
      </form>
      <ol id="all-voices" class="voices">\(items.joined(separator: "\n"))</ol>
      <p class="more">\(next)</p>
      </section>
      """
  }

  /// The link to the next part.
  private var next: String {
    guard offset + voices.count < total else { return "<a id=\"more\" class=\"button\" href=\"/\" hidden>More</a>" }
    var query = values
    query["offset"] = String(offset + limit)
    let fields = query.sorted { $0.key < $1.key }.map { "\($0.key)=\(LiveList.encoded($0.value))" }
    return
      "<a id=\"more\" class=\"button\" href=\"/?\(HTMLText.escaped(fields.joined(separator: "&")))#voices\">More</a>"
  }

  /// Percent-encoded for a query.
  private static func encoded(_ text: String) -> String {
    var result = ""
    let digits = Array("0123456789ABCDEF")
    for byte in text.utf8 {
      switch byte {
      case 0x30...0x39, 0x41...0x5a, 0x61...0x7a, 0x2d, 0x2e, 0x5f, 0x7e:
        result.unicodeScalars.append(Unicode.Scalar(byte))
      default: result += "%" + String(digits[Int(byte >> 4)]) + String(digits[Int(byte & 15)])
      }
    }
    return result
  }
}
