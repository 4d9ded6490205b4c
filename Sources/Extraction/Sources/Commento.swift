import JSONCoding
import Markup
import Model

/// Commento and Commento++.
///
/// A page loads `…/js/commento.js` beside `<div id="commento">`. The list comes from `POST /api/comment/list` with
/// `{"domain":"blog.example","path":"/post"}`, which a crawler that only reads does not send, so the place is a gap;
/// an answer that was kept is read: `{"success":true,"comments":[{"commentHex":"a","parentHex":"root","commenterHex":"c",
/// "html":"<p>Yes.</p>","creationDate":"2011-11-14T14:30:00Z"}],"commenters":{"c":{"name":"Ann","link":"undefined"}}}`.
/// Source: adtac/commento api/comment_list.go.
enum Commento: CommentSystem {
  static func sources(in sight: SourceSight) -> [CommentSource] {
    guard sight.script(from: "commento.js") != nil || sight.script(from: "cdn.commento.io") != nil else { return [] }
    return [CommentSource(kind: .commento, url: nil, statedComments: sight.stated)]
  }

  static func drafts(in answer: SystemAnswer) -> SystemDrafts? {
    guard let json = answer.json(), let list = json["comments"]?.array else { return nil }
    var result = SystemDrafts()
    result.stated = list.count
    for comment in list {
      guard let id = comment["commentHex"]?.identifier else { continue }
      let parent = comment["parentHex"]?.identifier
      let commenter = comment["commenterHex"]?.identifier.flatMap { json["commenters"]?[$0] }
      let link = commenter?["link"]?.string
      var draft = CommentDraft(
        key: "commento-" + id, parentKey: parent == "root" ? nil : parent.map { "commento-" + $0 },
        author: commenter?["name"]?.string, authorURL: link == "undefined" ? nil : link,
        published: answer.time(comment["creationDate"]?.string), words: answer.words(comment["html"]?.string ?? ""),
        permalink: "\(answer.context.canonical)#commento-\(id)")
      if comment["deleted"]?.bool == true { draft.facts.omission = "deleted" }
      if let state = comment["state"]?.string, state != "approved" { draft.facts.omission = "awaiting-moderation" }
      result.drafts.append(draft)
    }
    return result
  }
}
