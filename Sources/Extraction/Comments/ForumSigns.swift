import Markup
import Model

/// The rule that tells a forum's thread from other pages, since posts in a list of articles look like posts in a thread.
enum ForumSigns {
  private static let addressWords: [StaticString] = [
    "forum", "thread", "topic", "discussion", "board", "discuss", "/t/", "community",
  ]
  private static let generators: [StaticString] = [
    "phpbb", "vbulletin", "xenforo", "discourse", "flarum", "mybb", "vanilla", "smf",
  ]

  /// Whether the address, the generator or names on the page speak of a forum.
  static func areSeen(on document: Document, page: PageContext) -> Bool {
    let address = Array(page.address.href.lowercased().utf8)
    for word in addressWords where Document.holds(address, word) { return true }
    let generator = Array(page.generator.utf8)
    for word in generators where Document.holds(generator, word) { return true }
    var hits = 0
    for attribute in document.attributes
    where attribute.length >= 5 && (attribute.name == .class || attribute.name == .identifier) {
      let range = Int(attribute.start)..<Int(attribute.start) + Int(attribute.length)
      if holdsWord(document, range) { hits += 1 }
      if hits >= 3 { return true }
    }
    return false
  }

  private static func holdsWord(_ document: Document, _ range: Range<Int>) -> Bool {
    for index in range {
      let rest = index..<range.upperBound
      switch document.pool[index] | 0x20 {
      case 0x66: if document.begins(rest, "forum") { return true }
      case 0x74: if document.begins(rest, "thread") || document.begins(rest, "topic") { return true }
      case 0x64: if document.begins(rest, "discussion") { return true }
      case 0x70: if document.begins(rest, "phpbb") || document.begins(rest, "postlist") { return true }
      case 0x6d: if document.begins(rest, "messagelist") { return true }
      case 0x6b: if document.begins(rest, "kunena") || document.begins(rest, "kmsg") { return true }
      default: continue
      }
    }
    return false
  }
}
