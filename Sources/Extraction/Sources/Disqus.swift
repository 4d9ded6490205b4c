import JSONCoding
import Markup
import Model

/// Disqus' embed page, which holds the first comments of a thread as JSON and can be read without a key.
///
/// A page names the forum as `disqus_shortname = 'blog'` or through `//blog.disqus.com/embed.js`, and the thread through
/// `disqus_identifier`, `disqus_url`, `this.page.identifier`, `this.page.url`. The embed page carries
/// `<script type="text/json" id="disqus-threadData">{"cursor":{"total":108,"hasNext":true},"response":{"posts":[{"id":
/// "1","parent":null,"author":{"name":"Ann","url":""},"createdAt":"2011-11-14T14:30:00","message":"<p>Yes.</p>"}]}}`;
/// times are UTC without saying so. Later pages need a key: they are stated, not fetched.
enum DisqusEmbed: CommentSystem {
  static func sources(in sight: SourceSight) -> [CommentSource] {
    let script = sight.scriptText(holding: "disqus_") ?? sight.scriptText(holding: ".disqus.com/embed")
    let hasThread = sight.container("disqus_thread") != nil
    guard hasThread, let name = shortname(sight, script) else { return [] }
    if sight.held > 0, let stated = sight.stated, stated <= sight.held, sight.hasExactTimes { return [] }
    var url = "https://disqus.com/embed/comments/?base=default&f=\(AddressParts.encoded(name))"
    let identifier = script.flatMap { text in
      ScriptSettings.value(of: "disqus_identifier", in: text) ?? ScriptSettings.value(of: "page.identifier", in: text)
    }
    if let identifier, !identifier.isEmpty { url += "&t_i=\(AddressParts.encoded(identifier))" }
    let address = script.flatMap { text in
      ScriptSettings.value(of: "disqus_url", in: text) ?? ScriptSettings.value(of: "page.url", in: text)
    }
    url += "&t_u=\(AddressParts.encoded(address.flatMap { $0.hasPrefix("http") ? $0 : nil } ?? sight.page.canonical))"
    return [CommentSource(kind: .disqus, url: url, statedComments: sight.stated)]
  }

  private static func shortname(_ sight: SourceSight, _ script: String?) -> String? {
    if let script, let name = ScriptSettings.value(of: "disqus_shortname", in: script), !name.isEmpty { return name }
    if let node = sight.script(from: ".disqus.com/"), let href = sight.document.value(.source, of: node) {
      return forum(in: href)
    }
    if let script { return forum(in: script) }
    if let node = sight.container("disqus_thread") {
      return sight.document.value(named: "data-disqus-shortname", of: node)
        ?? sight.document.value(named: "data-shortname", of: node)
    }
    return nil
  }

  /// The forum's name in "//blog.disqus.com/embed.js".
  private static func forum(in text: String) -> String? {
    guard let end = text.firstRange(of: ".disqus.com/") else { return nil }
    let name = String(
      text[..<end.lowerBound].reversed().prefix { $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "-") }.reversed())
    return name.isEmpty || name == "www" || name == "c" || name == "a" ? nil : name
  }

  static func drafts(in answer: SystemAnswer) -> SystemDrafts? {
    guard let data = threadData(answer) else { return nil }
    var result = SystemDrafts()
    result.stated = data["cursor"]?["total"]?.int ?? data["response"]?["thread"]?["posts"]?.int
    for post in data["response"]?["posts"]?.array ?? data["response"]?.array ?? [] {
      guard let id = post["id"]?.identifier else { continue }
      let author = post["author"]
      var draft = CommentDraft(
        key: "disqus-" + id, parentKey: post["parent"]?.identifier.map { "disqus-" + $0 },
        author: author?["name"]?.string, authorURL: author?["url"]?.string ?? author?["profileUrl"]?.string,
        published: answer.time(post["createdAt"]?.string, zone: 0),
        words: answer.words(post["message"]?.string ?? post["raw_message"]?.string ?? ""),
        permalink: answer.context.canonical + "#comment-" + id)
      if post["isDeleted"]?.bool == true { draft.facts.omission = "deleted" }
      if post["isApproved"]?.bool == false { draft.facts.omission = "awaiting-moderation" }
      if post["isSpam"]?.bool == true { draft.facts.omission = "spam" }
      result.drafts.append(draft)
    }
    if let feed = data["response"]?["thread"]?["feed"]?.string, data["cursor"]?["hasNext"]?.bool == true {
      result.next.append(CommentSource(kind: .feed, url: feed, statedComments: result.stated))
    }
    return result
  }

  private static func threadData(_ answer: SystemAnswer) -> JSONValue? {
    if let json = answer.json() { return json }
    let document = HTMLParser().document(from: answer.page.body, contentType: answer.page.header("Content-Type"))
    for node in 0..<document.count where document.tag(node) == .script && document.hasID("disqus-threaddata", node) {
      return try? JSONValue.parse(Array(document.rawText(of: node).utf8))
    }
    return nil
  }
}
