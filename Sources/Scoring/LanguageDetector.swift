/// Tells the language of a text by its script, its commonest words, its endings and its letters.
///
/// What a text shows of a language is counted in votes: a stop word counts 1, less where several languages have it; an
/// ending a third of that, a telling letter a half. English and the language that the page states have a start, so that
/// a text too short to tell is read as its page is.
public struct LanguageDetector: Sendable {
  /// The detector with its built-in model.
  static let shared = LanguageDetector()
  /// The tag of a text in a Latin script that is none of the languages known.
  public static let undetermined = "und"

  let model: LanguageVotes
  private let english: Int

  /// Makes a detector.
  public init() {
    let votes = Embedded.votes
    model = unsafe LanguageVotes(
      characters: Table(UnsafeBufferPointer(start: votes.utf8Start, count: votes.utf8CodeUnitCount)))
    english = model.tags.firstIndex(of: "en") ?? 0
  }

  /// The language of a text as a BCP 47 tag, `und` when the text is long enough and shows none that is known.
  ///
  /// - Parameter stated: what the page says its language is; it decides where the text says too little.
  public static func language(of text: String, stated: String? = nil) -> String? {
    var bytes = TextBytes()
    bytes.take(text.utf8)
    let none = TextBytes()
    defer {
      bytes.free()
      none.free()
    }
    return shared.language(of: bytes, title: none, stated: stated)
  }

  /// The language of a text; `stated` decides only where the text itself says too little.
  ///
  /// - Complexity: at most the first 800 bytes are read, fewer where they are plainly English.
  func language(of text: TextBytes, title: TextBytes, stated: String?) -> String? {
    let page = stated.flatMap { LanguageDetector.primary($0) }
    if isEnglishByWords(text, title, page) { return "en" }
    var tally = LanguageTally(model)
    tally.read(text, limit: LanguageDetector.glance)
    if text.count > LanguageDetector.glance, !isPlainlyEnglish(tally) {
      tally.read(text, from: LanguageDetector.glance, limit: 800)
    }
    if tally.letters < 120 { tally.read(title, limit: 300) }
    if let script = tally.script { return script }
    if tally.letters == 0 { return page ?? "en" }
    if !tally.isASCII { tally.weighLetters() }
    let own = tally.votes[english]
    var best = english
    var top = own + LanguageDetector.englishStart
    let statedAs = page.flatMap { model.tags.firstIndex(of: $0) }
    for language in 0..<model.languages {
      let vote = tally.votes[language] + (language == statedAs ? LanguageDetector.statedStart : 0)
      if vote > top, tally.votes[language] > 0 || vote > LanguageDetector.statedStart {
        best = language
        top = vote
      }
    }
    if best != english {
      let clear = top - own - LanguageDetector.englishStart
      if top >= LanguageDetector.least, clear > own * 0.15 { return model.tags[best] }
    }
    if own < LanguageDetector.least, let page, tally.words < LanguageDetector.telling { return page }
    if own < LanguageDetector.share * Float(tally.words), tally.words >= LanguageDetector.telling {
      return page == nil || page == "en" ? LanguageDetector.undetermined : page
    }
    return "en"
  }

  /// Whether the stop words alone tell that the text is English, whatever the endings of its other words say.
  ///
  /// This is so of most English texts, and spares looking their words' endings up.
  private func isEnglishByWords(_ text: TextBytes, _ title: TextBytes, _ page: String?) -> Bool {
    var tally = LanguageTally(model, heedsEndings: false)
    tally.read(text, limit: LanguageDetector.glance)
    guard tally.isASCII else { return false }
    if text.count > LanguageDetector.glance {
      let own = tally.votes[english]
      guard own >= 8, mostOfOthers(tally, nil) * 3 < own else { return false }
    }
    if tally.letters < 120 { tally.read(title, limit: 300) }
    let own = tally.votes[english]
    let statedAs = page.flatMap { model.tags.firstIndex(of: $0) }
    return tally.isASCII && own >= LanguageDetector.least && own >= LanguageDetector.share * Float(tally.words)
      && mostOfOthers(tally, statedAs) < own + LanguageDetector.englishStart
  }

  /// More than what any other language has if all endings that were not looked up speak for it.
  private func mostOfOthers(_ tally: LanguageTally, _ stated: Int?) -> Float {
    var votes = tally.votes
    votes[english] = 0
    if let stated, stated != english { votes[stated] += LanguageDetector.statedStart }
    let each = votes.each
    var most: Float = 0
    for language in each.indices { most = each[language] > most ? each[language] : most }
    return most + LanguageVotes.endingVote * Float(tally.unheeded) + 0.01
  }

  private func isPlainlyEnglish(_ tally: LanguageTally) -> Bool {
    let own = tally.votes[english]
    if own < 8 || !tally.isASCII { return false }
    for language in 0..<model.languages where tally.votes[language] < own && tally.votes[language] * 3 > own {
      return false
    }
    return true
  }

  private static func primary(_ tag: String) -> String? {
    let part = tag.prefix { $0 != "-" && $0 != "_" }
    return part.isEmpty ? nil : part.lowercased()
  }

  /// Bytes that tell the language of a text that is plainly English.
  private static let glance = 240
  /// What English is ahead of the others, and the page's language ahead of English.
  private static let englishStart: Float = 0.5
  private static let statedStart: Float = 1
  /// Votes that a language needs at least.
  private static let least: Float = 0.6
  /// Words from which on a text says enough, and the votes a word that it must then have for English.
  private static let telling = 12
  private static let share: Float = 0.05
}
