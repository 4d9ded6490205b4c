import JSONCoding
import Markup
import Model

/// Ghost's own comments.
///
/// A page loads `comments-ui.min.js` with `data-ghost-comments="https://blog.example/"` and `data-post-id="6123…"`.
/// `SITE/members/api/comments/post/ID/?limit=100&page=1` answers `{"comments":[{"id":"a","html":"<p>Yes.</p>","created_at":
/// "…Z","member":{"name":"Ann"},"status":"published","replies":[…],"count":{"replies":1}}],"meta":{"pagination":{"next":null,
/// "total":2}}}`.
enum Ghost: CommentSystem {
  static func sources(in sight: SourceSight) -> [CommentSource] {
    for node in sight.scripts {
      guard let site = sight.document.value(named: "data-ghost-comments", of: node),
        let id = sight.document.value(named: "data-post-id", of: node), let base = sight.page.absolute(site)
      else { continue }
      let root = base.hasSuffix("/") ? base : base + "/"
      let url = "\(root)members/api/comments/post/\(AddressParts.encoded(id))/?limit=100&page=1"
      return [CommentSource(kind: .ghost, url: url, statedComments: sight.stated)]
    }
    return []
  }

  static func drafts(in answer: SystemAnswer) -> SystemDrafts? {
    guard let json = answer.json(), let list = json["comments"]?.array else { return nil }
    var result = SystemDrafts()
    let pagination = json["meta"]?["pagination"]
    result.stated = pagination?["total"]?.int
    var waiting: [(value: JSONValue, parent: String?)] = list.reversed().map { ($0, nil) }
    while let (comment, parent) = waiting.popLast() {
      guard let id = comment["id"]?.identifier else { continue }
      let answered = comment["in_reply_to_id"]?.identifier.map { "ghost-" + $0 }
      var draft = CommentDraft(
        key: "ghost-" + id, parentKey: answered ?? parent, author: comment["member"]?["name"]?.string,
        published: answer.time(comment["created_at"]?.string), words: answer.words(comment["html"]?.string ?? ""),
        permalink: "\(answer.context.canonical)#ghost-comments-\(id)")
      if let status = comment["status"]?.string, status != "published" {
        draft.facts.omission = status == "deleted" ? "deleted" : "hidden"
      }
      result.drafts.append(draft)
      let replies = comment["replies"]?.array ?? []
      for reply in replies.reversed() { waiting.append((reply, "ghost-" + id)) }
      if let count = comment["count"]?["replies"]?.int, count > replies.count, let href = answer.source.url,
        let cut = href.firstRange(of: "/comments/post/")
      {
        result.next.append(
          answer.next("\(href[..<cut.lowerBound])/comments/\(AddressParts.encoded(id))/replies/?limit=100&page=1"))
      }
    }
    if let next = pagination?["next"]?.int, next < 1000, let href = answer.source.url {
      result.next.append(answer.next(AddressParts.setting("page", to: String(next), in: href)))
    }
    return result
  }
}
