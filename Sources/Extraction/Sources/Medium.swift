import JSONCoding
import Markup
import Model

/// Medium's responses.
///
/// A page says `<meta property="al:android:app_name" content="Medium">` and ends its address in twelve hexadecimal digits.
/// `https://medium.com/_/api/posts/ID/responses` answered, behind the guard `])}while(1);</x>`, `{"payload":{"value":[{"id":"a",
/// "creatorId":"u","createdAt":1321281000000,"previewContent2":…,"content":{"bodyModel":{"paragraphs":[{"text":"Yes."}]}}}],
/// "references":{"User":{"u":{"name":"Ann","username":"ann"}}}}}`; whether it still does is not known.
enum Medium: CommentSystem {
  static func sources(in sight: SourceSight) -> [CommentSource] {
    guard sight.meta("al:android:app_name") == "Medium" || sight.meta("og:site_name") == "Medium" else { return [] }
    let tail = sight.page.canonical.split(separator: "-").last.map(String.init) ?? ""
    let id = String(tail.prefix { $0.isHexDigit })
    guard id.utf8.count >= 8, id.utf8.count <= 16, sight.stated != 0 else { return [] }
    return [
      CommentSource(kind: .medium, url: "https://medium.com/_/api/posts/\(id)/responses", statedComments: sight.stated)
    ]
  }

  static func drafts(in answer: SystemAnswer) -> SystemDrafts? {
    var body = answer.page.body[...]
    if let brace = body.firstIndex(of: 0x7b), brace < 40 { body = body[brace...] }
    // The guard itself holds no opening brace; "while(1);</x>" stands before the first one.
    guard let json = try? JSONValue.parse(Array(body)), let list = json["payload"]?["value"]?.array else { return nil }
    let users = json["payload"]?["references"]?["User"]
    var result = SystemDrafts()
    for response in list {
      guard let id = response["id"]?.identifier else { continue }
      let user = response["creatorId"]?.identifier.flatMap { users?[$0] }
      let model =
        response["content"]?["bodyModel"] ?? response["previewContent2"]?["bodyModel"]
        ?? response["previewContent"]?["bodyModel"]
      let paragraphs = (model?["paragraphs"]?.array ?? []).compactMap { $0["text"]?.string }.filter { !$0.isEmpty }
      result.drafts.append(
        CommentDraft(
          key: "medium-" + id, parentKey: nil, author: user?["name"]?.string,
          authorURL: user?["username"]?.string.map { "https://medium.com/@" + $0 },
          published: response["createdAt"]?.double.flatMap { answer.time(seconds: $0 / 1000) },
          words: QuotingWords(text: paragraphs.joined(separator: "\n\n")), permalink: "https://medium.com/p/\(id)"))
    }
    return result
  }
}
