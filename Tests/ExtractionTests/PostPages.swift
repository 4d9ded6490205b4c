import Markup
import Model

@testable import Extraction

/// Small pages of our own, and what they are read as.
enum PostPages {
  /// When all pages of these tests were fetched.
  static let fetched = CivilTime(year: 2012, month: 3, day: 1, hour: 12).instant()

  /// The conversation on a page.
  static func conversation(
    _ html: String, at url: String = "http://blog.example/2011/11/leaving.html"
  ) throws -> Conversation {
    let address = try address(url)
    return Extractor().conversation(in: document(html), at: address, fetched: fetched)
  }

  /// The evidence on a page.
  static func evidence(_ html: String, at url: String = "http://blog.example/leaving.html") throws -> PageEvidence {
    Extractor().evidence(in: document(html), at: try address(url), fetched: fetched)
  }

  /// A page parsed from its text.
  static func document(_ html: String) -> Document {
    HTMLParser().document(from: Array(html.utf8), contentType: "text/html; charset=utf-8")
  }

  /// An address that must be one.
  static func address(_ text: String) throws -> Address {
    guard let address = Address(text) else { throw Missing.address(text) }
    return address
  }

  /// What a test could not set up.
  enum Missing: Error {
    case address(String)
  }

  /// A post's body of some length, told apart by a word.
  static func paragraph(_ word: String) -> String {
    "<p>I had the \(word) account for two years, and nobody ever asked me for it, so today I closed it for good.</p>"
  }

  /// A page with a title around a body.
  static func page(_ body: String, head: String = "", title: String = "Why I am leaving") -> String {
    "<!doctype html><html lang=en><head><title>\(title) | Example Blog</title>\(head)</head><body>\(body)</body></html>"
  }
}
