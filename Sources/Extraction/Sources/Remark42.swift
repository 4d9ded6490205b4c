import JSONCoding
import Markup
import Model

/// Remark42, a comment server that a blog runs for itself.
///
/// A page says `var remark_config = { host: 'https://talk.example', site_id: 'blog', url: '…' }` beside
/// `<div id="remark42">`. `HOST/api/v1/find?site=blog&url=URL&sort=time&format=plain` answers `{"comments":[{"id":"u-1",
/// "pid":"","text":"<p>Yes.</p>","user":{"name":"Ann"},"time":"2011-11-14T09:30:00-05:00","delete":false}],"info":{"count":2}}`.
/// Source: site/content/docs/contributing/api.
enum Remark42: CommentSystem {
  static func sources(in sight: SourceSight) -> [CommentSource] {
    guard sight.container("remark42") != nil, let script = sight.scriptText(holding: "remark_config"),
      let host = ScriptSettings.value(of: "host", in: script), let base = sight.page.absolute(host)
    else { return [] }
    let site =
      ScriptSettings.value(of: "site_id", in: script) ?? ScriptSettings.value(of: "site", in: script) ?? "remark"
    let page =
      ScriptSettings.value(of: "url", in: script).flatMap { $0.hasPrefix("http") ? $0 : nil } ?? sight.page.canonical
    let root = base.hasSuffix("/") ? String(base.dropLast()) : base
    let url =
      "\(root)/api/v1/find?site=\(AddressParts.encoded(site))&url=\(AddressParts.encoded(page))&sort=time&format=plain"
    return [CommentSource(kind: .remark42, url: url, statedComments: sight.stated)]
  }

  static func drafts(in answer: SystemAnswer) -> SystemDrafts? {
    guard let json = answer.json(), let list = json["comments"]?.array else { return nil }
    var result = SystemDrafts()
    result.stated = json["info"]?["count"]?.int.map { Int(clamping: $0) }
    // `format=tree` wraps each comment: {"comment":{…},"replies":[…]}.
    var waiting = Array(list.reversed())
    while let entry = waiting.popLast() {
      let comment = entry["comment"] ?? entry
      waiting.append(contentsOf: (entry["replies"]?.array ?? []).reversed())
      guard let id = comment["id"]?.identifier else { continue }
      var draft = CommentDraft(
        key: "remark42-" + id, parentKey: comment["pid"]?.identifier.map { "remark42-" + $0 },
        author: comment["user"]?["name"]?.string, published: answer.time(comment["time"]?.string),
        words: answer.words(comment["text"]?.string ?? ""),
        permalink: "\(answer.context.canonical)#remark42__comment-\(id)")
      if comment["delete"]?.bool == true { draft.facts.omission = "deleted" }
      result.drafts.append(draft)
    }
    return result
  }
}
