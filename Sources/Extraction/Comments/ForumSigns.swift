import Markup
import Model

/// The rule that tells a forum's thread from other pages, since posts in a list of articles look like posts in a thread.
enum ForumSigns {
  private static let words: [StaticString] = [
    "forum", "thread", "topic", "viewtopic", "discussion", "board", "discuss", "phpbb", "vbulletin", "xenforo",
    "messagelist",
    "postlist", "/t/", "showthread", "kunena",
  ]

  /// Whether the address, the generator or names on the page speak of a forum.
  static func areSeen(on document: Document, page: PageContext) -> Bool {
    let address = Array(page.address.href.lowercased().utf8)
    let generator = Array(page.generator.utf8)
    for word in words where Document.holds(address, word) || Document.holds(generator, word) { return true }
    var hits = 0
    for attribute in document.attributes where attribute.name == .class || attribute.name == .identifier {
      let range = Int(attribute.start)..<Int(attribute.start) + Int(attribute.length)
      for word in words.prefix(12) where document.contains(range, word) {
        hits += 1
        break
      }
      if hits >= 3 { return true }
    }
    return false
  }
}
