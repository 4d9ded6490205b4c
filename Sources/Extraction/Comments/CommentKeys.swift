import Markup

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
  }

  private static let parts: [StaticString] = [
    "form", "respond", "author", "count", "vote", "like", "spinner", "share", "icon", "meta", "rating", "karma", "link",
    "children", "replies", "date", "time", "avatar", "inner", "holder", "comments", "text", "count", "textarea", "list",
    "edit", "moderat", "button", "flag", "report", "header", "footer", "top", "info", "reply", "area", "box",
  ]

  /// Takes an id apart; `nil` when it holds no number or names nothing known.
  static func numbered(_ id: ArraySlice<UInt8>) -> Numbered? {
    let end = id.endIndex
    guard id.count >= 2, id.count <= 120 else { return nil }
    // TypePad: "comment-6a00d8341c57a853ef…", maybe with "-content" behind it.
    var digits = end
    while digits > id.startIndex, id[digits - 1] >= 0x30, id[digits - 1] <= 0x39 { digits -= 1 }
    var prefix = id[id.startIndex..<digits]
    var number = id[digits..<end]
    if let hex = hexRun(id) {
      prefix = id[id.startIndex..<hex.lowerBound]
      number = id[hex]
      if hex.upperBound != end { return nil }
    }
    guard !number.isEmpty else { return nil }
    while let last = prefix.last, last == 0x2d || last == 0x5f || last == 0x2e { prefix = prefix.dropLast() }
    guard !prefix.isEmpty else { return nil }
    var name: [UInt8] = []
    name.reserveCapacity(prefix.count)
    var shape: UInt64 = 0xcbf2_9ce4_8422_2325
    for byte in prefix {
      let byte = byte == 0x5f ? 0x2d : lower(byte)
      name.append(byte)
      shape = (shape ^ UInt64(byte)) &* 0x100_0000_01b3
    }
    let digitsText = String(decoding: number, as: UTF8.self)
    if Document.holds(name, "comment") || Document.holds(name, "kommentar") || Document.holds(name, "commentaire") {
      for part in parts where Document.holds(name, part) { return nil }
      return Numbered(family: .comment, shape: shape, key: "comment-" + digitsText)
    }
    if Document.holds(name, "cmt") { return Numbered(family: .comment, shape: shape, key: "c" + digitsText) }
    switch String(decoding: name, as: UTF8.self) {
    case "post-resp", "resp", "response", "bb-message":
      return Numbered(family: .comment, shape: shape, key: String(decoding: id, as: UTF8.self))
    case "c", "bc": return Numbered(family: .c, shape: shape, key: "c" + digitsText)
    case "isso": return Numbered(family: .comment, shape: shape, key: "isso-" + digitsText)
    case "p", "post", "li-post", "posts", "postid", "elpost":
      return Numbered(family: .post, shape: shape, key: "post-" + digitsText)
    case "msg", "message", "m", "reply", "r", "note", "item", "answer", "entry",
      "td-post",
      "edit", "t", "mnr", "beitrag", "js-post", "postrow", "bbp-reply", "idcomment", "review":
      return Numbered(family: .message, shape: shape, key: String(decoding: id, as: UTF8.self))
    default: return nil
    }
  }

  /// Sixteen or more hexadecimal digits beginning with "6a0", TypePad's names.
  private static func hexRun(_ id: ArraySlice<UInt8>) -> Range<Int>? {
    guard id.count > 20 else { return nil }
    var index = id.startIndex
    while index + 16 < id.endIndex {
      if id[index] == 0x36, id[index + 1] == 0x61, id[index + 2] == 0x30 {
        var stop = index
        while stop < id.endIndex, isHex(id[stop]) { stop += 1 }
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
  static func key(inLink href: String) -> String? {
    let bytes = Array(href.utf8)
    guard let hash = bytes.lastIndex(of: 0x23) else { return nil }
    let fragment = bytes[(hash + 1)...]
    guard !fragment.isEmpty, fragment.count < 100 else { return nil }
    return numbered(ArraySlice(Array(fragment)))?.key
  }
}
