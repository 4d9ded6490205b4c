import JSONCoding
import Markup
import Model

/// Squarespace 6 and 7.
///
/// A page carries an empty `<div class="squarespace-comments" id="comments-ITEM" data-item-id="ITEM"
/// data-public-comment-count="53">`. `/api/comment/GetComments?targetId=ITEM&targetType=1` on the same host is said to answer
/// `{"comments":[{"id":"x","parentId":"y","body":"Yes.","addedOn":1321281000000,"memberDisplayName":"Ann"}]}`; the fields
/// were read in clients, not in an answer, so several spellings are understood.
enum Squarespace: CommentSystem {
  static func sources(in sight: SourceSight) -> [CommentSource] {
    guard let node = sight.container("squarespace-comments"),
      let item = sight.document.value(named: "data-item-id", of: node)
    else { return [] }
    let stated = sight.document.value(named: "data-public-comment-count", of: node).flatMap { Int($0.trimmed) }
    if stated == 0 { return [] }
    let url = "\(sight.page.address.origin)/api/comment/GetComments?targetId=\(AddressParts.encoded(item))&targetType=1"
    return [CommentSource(kind: .squarespace, url: url, statedComments: stated)]
  }

  static func drafts(in answer: SystemAnswer) -> SystemDrafts? {
    guard let json = answer.json(), let list = json["comments"]?.array ?? json["items"]?.array ?? json.array else {
      return nil
    }
    var result = SystemDrafts()
    result.stated = answer.source.statedComments ?? json["count"]?.int
    var waiting: [(value: JSONValue, parent: String?)] = list.reversed().map { ($0, nil) }
    while let (comment, parent) = waiting.popLast() {
      guard let id = comment["id"]?.identifier else { continue }
      let author = comment["author"] ?? comment["member"]
      let name =
        comment["memberDisplayName"]?.string ?? comment["authorName"]?.string ?? comment["name"]?.string
        ?? author?["displayName"]?.string ?? author?["name"]?.string
      let milliseconds = comment["addedOn"]?.double ?? comment["createdOn"]?.double
      var draft = CommentDraft(
        key: "squarespace-" + id, parentKey: comment["parentId"]?.identifier.map { "squarespace-" + $0 } ?? parent,
        author: name,
        authorURL: comment["memberWebsite"]?.string ?? comment["authorUrl"]?.string ?? comment["url"]?.string,
        published: milliseconds.flatMap { answer.time(seconds: $0 / 1000) }
          ?? answer.time(comment["addedOn"]?.string, zone: 0),
        words: answer.words(comment["body"]?.string ?? comment["content"]?.string ?? ""),
        permalink: "\(answer.context.canonical)#comment-\(id)")
      if comment["deleted"]?.bool == true || comment["isDeleted"]?.bool == true { draft.facts.omission = "deleted" }
      if comment["approved"]?.bool == false { draft.facts.omission = "awaiting-moderation" }
      result.drafts.append(draft)
      for reply in (comment["replies"]?.array ?? comment["children"]?.array ?? []).reversed() {
        waiting.append((reply, "squarespace-" + id))
      }
    }
    return result
  }
}
