import JSONCoding
import Markup
import Model

/// A Discourse topic embedded below a post, or the topic itself.
///
/// A page says `DiscourseEmbed = { discourseUrl: 'https://talk.example/', discourseEmbedUrl: 'https://blog.example/post' }`
/// or `topicId: 12` beside `<div id="discourse-comments">`. `SERVER/embed/comments?embed_url=URL` answers HTML:
/// `<article class="post" id="post-2"><a class="post-date" title="…">…</a><h3 class="username"><a>ann</a></h3>
/// <div class="cooked">…</div><a class="in-reply-to" data-link-to-post="1">`; `SERVER/t/12.json` answers
/// `{"post_stream":{"posts":[{"id":7,"post_number":2,"username":"ann","created_at":"…Z","cooked":"<p>…","reply_to_post_number":1}],
/// "stream":[7,8,…]}}`. Source: app/views/embed/comments.html.erb.
enum DiscourseEmbed: CommentSystem {
  static func sources(in sight: SourceSight) -> [CommentSource] {
    guard sight.container("discourse-comments") != nil, let script = sight.scriptText(holding: "discourseembed"),
      let server = ScriptSettings.value(of: "discourseUrl", in: script), let base = sight.page.absolute(server)
    else { return [] }
    let root = base.hasSuffix("/") ? base : base + "/"
    var url = root + "embed/comments?"
    if let topic = ScriptSettings.value(of: "topicId", in: script) {
      url += "topic_id=" + AddressParts.encoded(topic)
    } else {
      let page = ScriptSettings.value(of: "discourseEmbedUrl", in: script).flatMap { $0.hasPrefix("http") ? $0 : nil }
      url += "embed_url=" + AddressParts.encoded(page ?? sight.page.canonical)
    }
    return [CommentSource(kind: .discourse, url: url, statedComments: sight.stated)]
  }

  static func drafts(in answer: SystemAnswer) -> SystemDrafts? {
    if let json = answer.json() { return topic(json, answer) }
    return embedded(answer)
  }

  private static func topic(_ json: JSONValue, _ answer: SystemAnswer) -> SystemDrafts? {
    guard let posts = json["post_stream"]?["posts"]?.array else { return nil }
    var result = SystemDrafts()
    if let count = json["posts_count"]?.int { result.stated = max(0, Int(clamping: count) - 1) }
    var held: Set<String> = []
    for post in posts {
      guard let number = post["post_number"]?.identifier else { continue }
      if let id = post["id"]?.identifier { held.insert(id) }
      // The first post of an embedded topic repeats the article.
      if number == "1" { continue }
      let parent = post["reply_to_post_number"]?.identifier
      var draft = CommentDraft(
        key: "post-" + number, parentKey: parent == "1" ? nil : parent.map { "post-" + $0 },
        author: post["name"]?.string.flatMap { $0.isEmpty ? nil : $0 } ?? post["username"]?.string,
        published: answer.time(post["created_at"]?.string), words: answer.words(post["cooked"]?.string ?? ""))
      if post["hidden"]?.bool == true || post["user_deleted"]?.bool == true { draft.facts.omission = "deleted" }
      if let type = post["post_type"]?.int, type != 1 { draft.facts.omission = "notice" }
      result.drafts.append(draft)
    }
    let missing = (json["post_stream"]?["stream"]?.array ?? []).compactMap(\.identifier).filter { !held.contains($0) }
    if !missing.isEmpty, let topic = json["id"]?.identifier, let href = answer.source.url,
      let origin = Address(href)?.origin
    {
      for start in stride(from: 0, to: min(missing.count, 2000), by: 20) {
        let ids = missing[start..<min(missing.count, start + 20)].map { "post_ids[]=\($0)" }.joined(separator: "&")
        result.next.append(answer.next("\(origin)/t/\(topic)/posts.json?\(ids)"))
      }
    }
    return result
  }

  private static func embedded(_ answer: SystemAnswer) -> SystemDrafts? {
    let document = HTMLParser().document(from: answer.page.body, contentType: answer.page.header("Content-Type"))
    var result = SystemDrafts()
    for node in 0..<document.count where document.tag(node) == .article && document.hasClass("post", node) {
      guard let id = document.value(.identifier, of: node) else { continue }
      var draft = CommentDraft()
      draft.key = id
      for inner in node..<document.end(of: node) {
        if document.hasClass("cooked", inner) {
          let rendered = TextRenderer.text(of: inner, in: document) { document.hasClass("in-reply-to", $0) }
          draft.facts.text = rendered.text
          draft.facts.quotes = QuoteSite.sites(
            in: rendered, of: [inner..<document.end(of: inner)], document: document, now: answer.context.fetched)
        } else if document.hasClass("username", inner) {
          let name = document.text(of: inner..<document.end(of: inner), limit: 100)
          if !name.isEmpty, draft.facts.author == nil { draft.facts.author = Byline.name(name) }
        } else if document.hasClass("post-date", inner) {
          draft.facts.published =
            document.value(.title, of: inner).flatMap {
              CommentTime.attribute($0, source: .api, now: answer.context.fetched)
            }
            ?? CommentTime.element(inner, in: document, now: answer.context.fetched)
          draft.facts.permalink = document.value(.href, of: inner)
        } else if let parent = document.value(named: "data-link-to-post", of: inner) {
          draft.parentKey = "post-" + parent
        }
      }
      result.drafts.append(draft)
    }
    return result.drafts.isEmpty ? nil : result
  }
}
