import JSONCoding
import Markup
import Model

/// Substack.
///
/// A page loads from `substackcdn.com` and carries `window._preloads = JSON.parse("{\"post\":{\"id\":123,\"comment_count\":4…")`.
/// `/api/v1/post/123/comments?all_comments=true&sort=oldest_first` on the same host answers `{"comments":[{"id":7,"body":
/// "Yes.","date":"…Z","name":"Ann","handle":"ann","deleted":false,"children":[…]}],"automod_hidden_comments":[]}`.
enum Substack: CommentSystem {
  static func sources(in sight: SourceSight) -> [CommentSource] {
    guard let script = sight.scriptText(holding: "_preloads") else { return [] }
    guard script.contains("substack") || sight.script(from: "substackcdn.com") != nil else { return [] }
    // The post's own object; other posts' ids stand in lists before and behind it.
    guard let start = script.firstRange(of: "\\\"post\\\":{") ?? script.firstRange(of: "\"post\":{") else { return [] }
    let post = String(script[start.upperBound...].prefix(40_000))
    guard let id = ScriptSettings.value(of: "id", in: post), id.utf8.allSatisfy({ $0 >= 0x30 && $0 <= 0x39 }) else {
      return []
    }
    let stated = ScriptSettings.value(of: "comment_count", in: post).flatMap { Int($0) } ?? sight.stated
    if stated == 0 { return [] }
    let url = "\(sight.page.address.origin)/api/v1/post/\(id)/comments?all_comments=true&sort=oldest_first"
    return [CommentSource(kind: .substack, url: url, statedComments: stated)]
  }

  static func drafts(in answer: SystemAnswer) -> SystemDrafts? {
    guard let json = answer.json(), let list = json["comments"]?.array else { return nil }
    var result = SystemDrafts()
    let origin = answer.source.url.flatMap { Address($0)?.origin } ?? answer.context.address.origin
    var waiting: [(value: JSONValue, parent: String?)] = list.reversed().map { ($0, nil) }
    while let (comment, parent) = waiting.popLast() {
      guard let id = comment["id"]?.identifier else { continue }
      let handle = comment["handle"]?.string
      var draft = CommentDraft(
        key: "substack-" + id, parentKey: parent, author: comment["name"]?.string ?? handle,
        authorURL: handle.map { "https://substack.com/@" + $0 }, published: answer.time(comment["date"]?.string),
        words: Substack.words(comment["body"]?.string ?? "", answer),
        permalink: "\(Substack.trimmedSlash(answer.context.canonical))/comment/\(id)")
      if comment["deleted"]?.bool == true { draft.facts.omission = "deleted" }
      if let status = comment["status"]?.string, status == "moderator_removed" { draft.facts.omission = "deleted" }
      result.drafts.append(draft)
      for child in (comment["children"]?.array ?? []).reversed() { waiting.append((child, "substack-" + id)) }
    }
    if origin.isEmpty { return nil }
    if let hidden = json["automod_hidden_comments"]?.array, !hidden.isEmpty {
      var draft = CommentDraft()
      draft.facts.omission = "hidden"
      result.drafts.append(contentsOf: repeatElement(draft, count: hidden.count))
    }
    result.stated = answer.source.statedComments
    return result
  }

  /// Bodies are plain text with blank lines, older ones HTML.
  private static func words(_ body: String, _ answer: SystemAnswer) -> QuotingWords {
    if body.contains("<p>") || body.contains("<br") || body.contains("</") { return answer.words(body) }
    return Markdown.words(body)
  }

  private static func trimmedSlash(_ href: String) -> String { href.hasSuffix("/") ? String(href.dropLast()) : href }
}
