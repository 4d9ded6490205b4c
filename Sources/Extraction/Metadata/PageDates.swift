import Datelines
import Markup
import Model

/// The rule that tells whether a page writes 11/12/2011 for November or for December.
///
/// A date on the page that can be read in one way only settles it, as does one beside which the page tells machines the
/// same day, then the language, then the country of the host.
enum PageDates {
  /// Longest text, in bytes, that is looked at for dates of three numbers.
  private static let longest = 120
  /// Countries that write English and put the day first.
  private static let english: Set<String> = ["uk", "au", "nz", "ie", "in", "za", "sg", "my", "ng", "ke"]
  /// Countries of other languages that put the day first, whose pages often state no language.
  private static let others: Set<String> = [
    "de", "at", "ch", "fr", "be", "nl", "it", "es", "pt", "br", "ar", "mx", "cl", "pe", "pl", "cz", "sk", "ru", "ua",
    "dk",
    "no", "fi", "gr", "tr", "ro", "bg", "hr", "rs", "il", "vn", "id", "th",
  ]

  /// What to hand to `Dateline`; `nil` where nothing is known.
  ///
  /// - Complexity: O(nodes + bytes of short texts).
  static func dayFirst(in document: Document, at address: Address, language: String?) -> Bool? {
    let language = known(language, at: address.host)
    var order = DayOrder(language: language)
    var speaksEnglish = true
    for node in 0..<document.count where document.isText(node) {
      let range = document.textRange(of: node)
      guard range.count >= 6, range.count <= longest else { continue }
      if holdsNumbers(document.pool, range) {
        order.learn(from: document.pool.span.extracting(range), told: told(beside: node, in: document))
      } else if language == nil, speaksEnglish, months.occurs(in: document.pool.span.extracting(range)) {
        speaksEnglish = false
      }
    }
    // Whoever names the months in another language puts the day first.
    return order.dayFirst ?? (speaksEnglish ? nil : true)
  }

  /// Months of languages whose countries put the day first, where English calls them otherwise.
  private static let months = WordIndex([
    "januar ", "februar ", "märz", "oktober", "dezember", "janvier", "février", "fevrier", "mars ", "avril", "juin",
    "juillet", "août", "septembre", "octobre", "novembre", "décembre", "enero", "febrero", "marzo", "mayo", "junio",
    "julio", "septiembre", "octubre", "noviembre", "diciembre", "gennaio", "febbraio", "aprile", "maggio", "giugno",
    "luglio", "settembre", "ottobre", "dicembre", "januari", "februari", "maart", "augustus", "janeiro", "fevereiro",
    "março", "abril", "junho", "julho", "setembro", "outubro", "dezembro", "stycznia", "lutego", "marca", "kwietnia",
    "czerwca", "lipca", "sierpnia", "września", "października", "listopada", "grudnia",
  ])

  /// The day that a `time` around a text tells machines.
  private static func told(beside text: Int, in document: Document) -> CivilTime? {
    let parent = document.parent(of: text)
    guard parent >= 0, document.tag(parent) == .time else { return nil }
    guard let value = document.value(.dateTime, of: parent) else { return nil }
    return Dateline.timestamp(fromMachine: value, source: .time)?.civil
  }

  /// The language with its country, where the host tells one that the language leaves open.
  private static func known(_ language: String?, at host: String) -> String? {
    guard language == nil || language?.lowercased() == "en", let dot = host.lastIndex(of: ".") else { return language }
    let country = String(host[host.index(after: dot)...])
    if english.contains(country) { return "en-gb" }
    return language == nil && others.contains(country) ? country : language
  }

  /// Whether a digit, one of `/.-` and a digit follow each other.
  private static func holdsNumbers(_ pool: [UInt8], _ range: Range<Int>) -> Bool {
    func isDigit(_ byte: UInt8) -> Bool { byte >= 0x30 && byte <= 0x39 }
    var index = range.lowerBound + 1
    while index + 1 < range.upperBound {
      let byte = pool[index]
      if byte >= 0x2d, byte <= 0x2f, isDigit(pool[index - 1]), isDigit(pool[index + 1]) { return true }
      index += 1
    }
    return false
  }
}
