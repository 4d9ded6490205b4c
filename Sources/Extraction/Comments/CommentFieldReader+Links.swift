import Markup

/// What a comment's links are: its own address, the address of what it answers, a profile.
extension CommentFieldReader {
  /// Tells a comment's own address from addresses of other comments, such as the one that it answers.
  func settleLinks(_ key: String?, _ parts: inout Parts) {
    guard let key else { return }
    var own = 0
    for position in parts.permalinks.indices {
      let link = parts.permalinks[position]
      guard let href = document.valueRange(.href, of: link),
        let other = CommentKeys.key(inLink: document.pool.span.extracting(href))
      else { continue }
      if other == key {
        parts.permalinks[own] = link
        own += 1
      } else if parts.answered == nil, !other.isEmpty, other.first == key.first, isReference(link) {
        parts.answered = other
      }
    }
    if own > 0 || parts.answered != nil { parts.permalinks.removeSubrange(own...) }
  }

  /// Whether a link's words say that it leads to what is answered.
  func isReference(_ link: Int) -> Bool {
    let words = document.line(of: link..<document.end(of: link), limit: 120)
    if CommentFieldReader.referenceWords.occurs(in: words.span) { return true }
    let outer = document.parent(of: link)
    guard outer > 0 else { return false }
    let around = document.line(of: outer..<min(document.end(of: outer), outer + 30), limit: 160)
    return CommentFieldReader.referenceWords.occurs(in: around.span)
  }

  private static let referenceWords = WordIndex([
    "in reply to", "replied to", "antwort auf", "antwort an", "in response to", "en réponse", "responder a",
  ])
  private static let permalinkList = ["#comment-", "#c", "#post", "#p", "showcomment=", "/comment/", "#isso-"]
  private static let permalinkMarks = WordIndex(permalinkList)
  private static let anyMark = WordIndex(permalinkList + profileList)
  private static let otherMarks = WordIndex(["respond", "replytocom", "#comments"])
  private static let profileMarks = WordIndex(profileList)
  private static let profileList = [
    "/user", "/member", "/profile", "profile=", "profile.php", "member.php", "action=profile", "viewprofile",
    "showuser", "user=", "/author/", "u=", "/people/", "/u/", "/@", "userid",
  ]
  private static let actionMarks = WordIndex(["mode=reply", "/login"])

  func noteLink(_ node: Int, _ parts: inout Parts) {
    guard let range = document.valueRange(.href, of: node), !range.isEmpty else {
      // NodeBB names the post that is answered on a button.
      if parts.answered == nil, let number = document.value(named: "data-topid", of: node), !number.isEmpty {
        parts.answered = "comment-" + number
      }
      return
    }
    let href = document.pool.span.extracting(range)
    guard CommentFieldReader.anyMark.occurs(in: href) else { return }
    if CommentFieldReader.permalinkMarks.occurs(in: href), !CommentFieldReader.otherMarks.occurs(in: href),
      CommentKeys.isKey(inLink: href)
    {
      parts.permalinks.append(node)
      let outer = document.parent(of: node)
      if parts.title == nil, outer > 0 {
        switch document.tag(outer) {
        case .h2, .h3, .h4, .h5: parts.title = outer
        default: break
        }
      }
      return
    }
    if CommentFieldReader.profileMarks.occurs(in: href), !CommentFieldReader.actionMarks.occurs(in: href) {
      parts.profiles.append(node)
    }
  }
}
