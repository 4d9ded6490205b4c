import Datelines
import JSONCoding
import Markup
import Model

/// The thread that Flarum's pages carry as data for their script, with exact times and who answers whom.
///
/// `<script id="flarum-json-payload" type="application/json">{"apiDocument": {"included": [{"type": "posts", "id": "9102",
/// "attributes": {"number": 2, "createdAt": "2023-02-06T18:44:10+00:00", "contentType": "comment", "contentHtml": "<p>…"},
/// "relationships": {"user": {"data": {"type": "users", "id": "12"}}}}, {"type": "users", "id": "12", "attributes":
/// {"displayName": "Ann"}}]}}`.
enum FlarumThread {
  /// The posts of the thread, the opening one first; empty where the page holds no such data.
  static func drafts(on document: Document, page: PageContext) -> [CommentDraft] {
    for node in 0..<document.count where document.tag(node) == .script {
      guard let name = document.valueRange(.identifier, of: node), document.equals(name, "flarum-json-payload"),
        let child = document.firstChild(of: node), document.isText(child),
        let payload = try? JSONValue.parse(Array(document.pool[document.textRange(of: child)]))
      else { continue }
      return drafts(in: payload["apiDocument"]?["included"]?.array ?? [], page: page)
    }
    return []
  }

  private static func drafts(in records: [JSONValue], page: PageContext) -> [CommentDraft] {
    var names: [String: String] = [:]
    var posts: [(number: Int, record: JSONValue)] = []
    for record in records {
      let attributes = record["attributes"]
      switch record["type"]?.string {
      case "users":
        names[record["id"]?.string ?? ""] =
          attributes?["displayName"]?.string ?? attributes?["username"]?.string
      case "posts" where attributes?["contentType"]?.string == "comment":
        posts.append((attributes?["number"]?.int ?? .max, record))
      default: continue
      }
    }
    posts.sort { $0.number < $1.number }
    return posts.compactMap { draft(of: $0.record, names, page) }
  }

  private static func draft(of record: JSONValue, _ names: [String: String], _ page: PageContext) -> CommentDraft? {
    guard let id = record["id"]?.string, let attributes = record["attributes"] else { return nil }
    let html = attributes["contentHtml"]?.string ?? ""
    let user = record["relationships"]?["user"]?["data"]?["id"]?.string
    var draft = CommentDraft(
      key: "post-" + id, parentKey: answered(in: html), author: user.flatMap { names[$0] }, authorURL: nil,
      published: attributes["createdAt"]?.string.flatMap { Dateline.timestamp(fromMachine: $0, source: .api) },
      words: HTMLWords.words(html, now: page.fetched), permalink: nil)
    if attributes["isHidden"]?.bool == true { draft.facts.omission = "deleted" }
    return draft
  }

  /// The post that the first words of a post mention: `<a class="PostMention" data-id="9103">@Ann</a>`.
  private static func answered(in html: String) -> String? {
    guard let mention = html.firstRange(of: "PostMention"),
      html.utf8.distance(from: html.startIndex, to: mention.lowerBound) < 400,
      let name = html[mention.upperBound...].firstRange(of: "data-id=\"")
    else { return nil }
    let number = html[name.upperBound...].prefix { $0.isASCII && $0.isNumber }
    return number.isEmpty ? nil : "post-" + number
  }
}
