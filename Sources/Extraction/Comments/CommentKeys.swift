import Markup
import Model

/// The rule that turns ids and fragments into the names under which comments are known.
///
/// One comment has one key, wherever it is met: `li-comment-12`, `div-comment-12`, `comment_12`, `#comment-12` and the
/// REST interface's 12 are all `comment-12`.
enum CommentKeys {
  /// What kind of thing a numbered id names.
  enum Family: Equatable {
    /// Surely a comment: `comment-12`, `dsq-comment-12`, `Blog1_cmt-12`.
    case comment
    /// `c12`: Blogger, Movable Type.
    case c
    /// `post-12`, `p12`: a forum's post, or an article in a list.
    case post
    /// `msg_12`, `message-12`, `reply-12`, `r_12`, `note-12`, `item_12`.
    case message
  }

  /// A numbered id taken apart.
  struct Numbered {
    var family: Family
    /// FNV-1a of the id without its number, so that ids of one kind are told from those of another.
    var shape: UInt64
    /// The key, such as `comment-12`.
    var key: String
    /// The anchor that links name, where it is another one than the id.
    var anchor: String?
  }

  private static let parts = WordIndex([
    "form", "respond", "author", "count", "vote", "like", "spinner", "share", "icon", "meta", "rating", "karma", "link",
    "children", "replies", "date", "time", "avatar", "inner", "holder", "comments", "text", "count", "textarea", "list",
    "widget", "recent", "popular", "edit", "moderat", "button", "flag", "report", "header", "footer", "top", "info",
    "reply", "area", "box", "status", "score",
  ])
  private static let comments = WordIndex(["comment", "kommentar"])

  /// What a whole name, hashed without its number, stands for.
  private static let names: PhraseTable = {
    let lists: [(Kind, String)] = [
      // Held by the rule for all names that say "comment", only found sooner.
      (.comment, "comment div-comment li-comment"),
      (.own, "post-resp resp response bb-message"), (.c, "c bc"), (.isso, "isso"),
      (.post, "p post li-post posts postid elpost"), (.vBulletin, "edit td-post"),
      (
        .message,
        """
        msg message m reply r note item answer entry t mnr beitrag js-post postrow bbp-reply idcomment review
        """
      ),
    ]
    return PhraseTable(
      lists.flatMap { kind, names in
        names.utf8.split(separator: 0x20).map { (phrase: String(decoding: $0, as: UTF8.self), value: kind.rawValue) }
      })
  }()

  private enum Kind: UInt16 {
    case own = 1
    case c, isso, post, message, vBulletin, comment
  }

  /// Takes an id apart; `nil` when it holds no number or names nothing known.
  ///
  /// - Parameter wantsKey: whether the key is needed; without it is empty.
  static func numbered(_ id: Span<UInt8>, wantsKey: Bool = true) -> Numbered? {
    let end = id.count
    guard end >= 2, end <= 120 else { return nil }
    // TypePad: "comment-6a00d8341c57a853ef…", maybe with "-content" behind it.
    var digits = end
    while digits > 0, id[digits - 1] >= 0x30, id[digits - 1] <= 0x39 { digits -= 1 }
    var prefix = digits
    var number = digits..<end
    if let key = hexKey(id) {
      prefix = key.lowerBound
      number = key
    }
    if let hex = hexRun(id) {
      prefix = hex.lowerBound
      number = hex
      if hex.upperBound != end { return nil }
    }
    guard !number.isEmpty else { return nil }
    while prefix > 0, id[prefix - 1] == 0x2d || id[prefix - 1] == 0x5f || id[prefix - 1] == 0x2e { prefix -= 1 }
    guard prefix > 0 else { return nil }
    var shape = FNV1a.basis
    for index in 0..<prefix { shape = FNV1a.step(shape, id[index] == 0x5f ? 0x2d : lower(id[index])) }
    let kind = Kind(rawValue: names.value(of: FNV1a.finished(shape)))
    if kind == .comment {
      return Numbered(family: .comment, shape: shape, key: wantsKey ? key(of: id.extracting(number)) : "")
    }
    let name = id.extracting(0..<prefix)
    if comments.occurs(in: name) {
      // No part holds a hyphen, so that "_" need not be read as one.
      if parts.occurs(in: name) { return nil }
      return Numbered(family: .comment, shape: shape, key: wantsKey ? key(of: id.extracting(number)) : "")
    }
    if name.holds("cmt") { return Numbered(family: .comment, shape: shape, key: "c" + id.text(number)) }
    switch kind {
    case .own: return Numbered(family: .comment, shape: shape, key: id.text(0..<end))
    case .c: return Numbered(family: .c, shape: shape, key: "c" + id.text(number))
    case .isso: return Numbered(family: .comment, shape: shape, key: "isso-" + id.text(number))
    case .post: return Numbered(family: .post, shape: shape, key: "post-" + id.text(number))
    // vBulletin 3 wraps what every link calls "post41" in "edit41".
    case .vBulletin:
      let digits = id.text(number)
      return Numbered(family: .message, shape: shape, key: "post-" + digits, anchor: "post" + digits)
    case .message: return Numbered(family: .message, shape: shape, key: id.text(0..<end))
    case .comment, nil: return nil
    }
  }

  /// "comment-" and a number.
  private static func key(of number: Span<UInt8>) -> String {
    let word: StaticString = "comment-"
    return unsafe String(unsafeUninitializedCapacity: word.utf8CodeUnitCount + number.count) { key in
      for index in 0..<word.utf8CodeUnitCount { unsafe key[index] = unsafe word.utf8Start[index] }
      for index in number.indices { unsafe key[word.utf8CodeUnitCount + index] = number[index] }
      return word.utf8CodeUnitCount + number.count
    }
  }

  /// What stands behind "comment-" where it is a key in hexadecimal digits, as "3f1a-77bc", and no plain number.
  private static func hexKey(_ id: Span<UInt8>) -> Range<Int>? {
    guard id.count >= 10, id.begins(with: "comment"), id[7] == 0x2d || id[7] == 0x5f else { return nil }
    var digits = 0
    var letters = 0
    for index in 8..<id.count {
      switch id[index] {
      case 0x30...0x39: digits += 1
      case 0x61...0x66: letters += 1
      case 0x2d: continue
      default: return nil
      }
    }
    return digits > 0 && letters > 0 && id[8] != 0x2d ? 8..<id.count : nil
  }

  /// Sixteen or more hexadecimal digits beginning with "6a0", TypePad's names.
  private static func hexRun(_ id: Span<UInt8>) -> Range<Int>? {
    guard id.count > 20 else { return nil }
    var index = 0
    while index + 16 < id.count {
      if id[index] == 0x36, id[index + 1] == 0x61, id[index + 2] == 0x30 {
        var stop = index
        while stop < id.count, isHex(id[stop]) { stop += 1 }
        return stop - index >= 16 ? index..<stop : nil
      }
      index += 1
    }
    return nil
  }

  private static func isHex(_ byte: UInt8) -> Bool {
    (byte >= 0x30 && byte <= 0x39) || (byte >= 0x61 && byte <= 0x66) || (byte >= 0x41 && byte <= 0x46)
  }

  /// The key that a link's fragment names; `nil` where the link leads to no comment.
  static func key(inLink href: String) -> String? { key(inLink: href.utf8Span.span) }

  /// The same for an address as bytes.
  static func key(inLink href: Span<UInt8>) -> String? {
    fragment(of: href).flatMap { numbered(href.extracting($0))?.key }
  }

  /// Whether a link's fragment names a comment.
  static func isKey(inLink href: Span<UInt8>) -> Bool {
    guard let fragment = fragment(of: href) else { return false }
    return numbered(href.extracting(fragment), wantsKey: false) != nil
  }

  private static func fragment(of href: Span<UInt8>) -> Range<Int>? {
    var hash = href.count - 1
    while hash >= 0, href[hash] != 0x23 { hash -= 1 }
    guard hash >= 0, hash + 1 < href.count, href.count - hash - 1 < 100 else { return nil }
    return hash + 1..<href.count
  }
}
