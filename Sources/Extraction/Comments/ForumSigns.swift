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
    "forum", "thread", "topic", "discussion", "discuss", "/t/", "community", "messageboard", "bulletinboard",
  ]
  /// Those that hosts of forums bear; the others stand in names of all kinds.
  private static let hostWords: [StaticString] = ["forum", "discuss", "community", "messageboard", "bulletinboard"]
  private static let generators: [StaticString] = [
    "phpbb", "vbulletin", "xenforo", "discourse", "flarum", "mybb", "vanilla", "smf",
  ]

  /// How surely the address, the generator or names on the page speak of a forum.
  static func on(_ document: Document, page: PageContext) -> ForumSigns {
    if areTold(by: page) { return .strong }
    var hits = 0
    for attribute in document.attributes
    where attribute.length >= 5 && (attribute.name == .class || attribute.name == .identifier) {
      if let note = document.note(attribute) {
        if note.bits & NameNote.forum != 0 { hits += 1 }
      } else {
        let range = Int(attribute.start)..<Int(attribute.start) + Int(attribute.length)
        if words.occurs(in: document.pool.span.extracting(range)) { hits += 1 }
      }
      if hits >= 3 { return .weak }
    }
    return .none
  }

  /// Whether the address or the generator speaks of a forum.
  static func areTold(by page: PageContext) -> Bool {
    let host = Array(page.address.host.utf8)
    for word in hostWords where Document.holds(host, word) { return true }
    let path = Array((page.address.path + "?" + (page.address.query ?? "")).lowercased().utf8)
    for word in addressWords where Document.holds(path, word) { return true }
    if holdsBoard(host) || holdsBoard(path) { return true }
    let generator = Array(page.generator.utf8)
    for word in generators where Document.holds(generator, word) { return true }
    return false
  }

  /// Whether a word begins with "board": a billboard, a keyboard and a dashboard are none.
  private static func holdsBoard(_ text: [UInt8]) -> Bool {
    var start = 0
    while let place = text.span.position(of: "board", from: start) {
      if place == 0 || text[place - 1] | 0x20 < 0x61 || text[place - 1] | 0x20 > 0x7a { return true }
      start = place + 5
    }
    return false
  }

  /// Whether the address is that of comments and nothing else, as pop-up windows had it: `comments.php?id=12`.
  static func isOfComments(_ page: PageContext) -> Bool {
    let path = page.address.path.lowercased().utf8
    let parts = path.split(separator: 0x2f)
    guard let part = parts.last else { return false }
    let name = part.prefix { $0 != 0x2e }
    let folder = parts.dropLast().last ?? part[part.endIndex...]
    return name.starts(with: "comments".utf8) || name.elementsEqual("comment".utf8)
      || name.elementsEqual("mt-comments".utf8) || folder.elementsEqual("comments".utf8)
  }

  /// Words of names that speak of a forum.
  static let words = WordIndex(allWords)
  /// The same as a list.
  static let allWords = [
    "forum", "thread", "topic", "discussion", "phpbb", "postlist", "messagelist", "kunena", "kmsg",
  ]
}
