import Markup
import Model

/// The rule that tells a forum's thread from other pages, since posts in a list of articles look like posts in a thread.
enum ForumSigns: Int, Comparable {
  /// Nothing speaks of a forum.
  case none
  /// Names on the page speak of threads and topics, as they also do where a site merely links to its forum.
  case weak
  /// The address or the generator says it.
  case strong

  static func < (left: ForumSigns, right: ForumSigns) -> Bool { left.rawValue < right.rawValue }

  private static let addressWords: [StaticString] = [
    "forum", "thread", "topic", "discussion", "board", "discuss", "/t/", "community",
  ]
  private static let generators: [StaticString] = [
    "phpbb", "vbulletin", "xenforo", "discourse", "flarum", "mybb", "vanilla", "smf",
  ]

  /// How surely the address, the generator or names on the page speak of a forum.
  static func on(_ document: Document, page: PageContext) -> ForumSigns {
    if areTold(by: page) { return .strong }
    var hits = 0
    for attribute in document.attributes
    where attribute.length >= 5 && (attribute.name == .class || attribute.name == .identifier) {
      let range = Int(attribute.start)..<Int(attribute.start) + Int(attribute.length)
      if holdsWord(document, range) { hits += 1 }
      if hits >= 3 { return .weak }
    }
    return .none
  }

  /// Whether the address or the generator speaks of a forum.
  static func areTold(by page: PageContext) -> Bool {
    let address = Array(page.address.href.lowercased().utf8)
    for word in addressWords where Document.holds(address, word) { return true }
    let generator = Array(page.generator.utf8)
    for word in generators where Document.holds(generator, word) { return true }
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
