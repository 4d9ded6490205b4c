import JSONCoding
import Markup
import Model

/// Isso, a small comment server that a blog runs for itself.
///
/// A page names the server in `<script data-isso="//blog.example/isso/" src="…/js/embed.min.js">` and the thread in
/// `<section id="isso-thread" data-isso-id="/post/">`, else the page's path. `SERVER/?uri=/post/` answers
/// `{"total_replies":2,"hidden_replies":0,"replies":[{"id":1,"parent":null,"author":"Ann","website":null,"created":
/// 1321281000.5,"text":"<p>Yes.</p>","replies":[…]}]}`. Source: isso/views/comments.py.
enum Isso: CommentSystem {
  static func sources(in sight: SourceSight) -> [CommentSource] {
    let document = sight.document
    var server: String?
    for node in sight.scripts {
      if let value = document.value(named: "data-isso", of: node) {
        server = value
        break
      }
      if let source = document.value(.source, of: node),
        source.hasSuffix("/js/embed.min.js") || source.hasSuffix("/js/embed.dev.js"),
        sight.container("isso-thread") != nil
      {
        server = String(source.prefix(source.count - 16)) + "/"
      }
    }
    guard let server, let base = sight.page.absolute(server) else { return [] }
    var thread = sight.page.address.path
    if let node = sight.container("isso-thread"), let id = document.value(named: "data-isso-id", of: node), !id.isEmpty
    {
      thread = id
    }
    let root = base.hasSuffix("/") ? base : base + "/"
    return [
      CommentSource(kind: .isso, url: "\(root)?uri=\(AddressParts.encoded(thread))", statedComments: sight.stated)
    ]
  }

  static func drafts(in answer: SystemAnswer) -> SystemDrafts? {
    guard let json = answer.json(), let top = json["replies"]?.array else { return nil }
    var result = SystemDrafts()
    result.stated = json["total_replies"]?.int
    var stated = top.count
    // Answers lie inside; what is nested deeper than two levels comes flat with its parent's number.
    var waiting: [(value: JSONValue, parent: String?)] = top.reversed().map { ($0, nil) }
    while let (entry, parent) = waiting.popLast() {
      guard let id = entry["id"]?.identifier else { continue }
      let words = answer.words(entry["text"]?.string ?? "")
      var draft = CommentDraft(
        key: "isso-" + id, parentKey: entry["parent"]?.identifier.map { "isso-" + $0 } ?? parent,
        author: entry["author"]?.string ?? "Anonymous", authorURL: entry["website"]?.string,
        published: entry["created"]?.double.flatMap { answer.time(seconds: $0) }, words: words,
        permalink: "\(answer.context.canonical)#isso-\(id)")
      if entry["author"]?.string == nil { draft.facts.author = nil }
      // Mode 2 waits for approval, 4 was deleted and stands only for its answers.
      switch entry["mode"]?.int {
      case 2: draft.facts.omission = "awaiting-moderation"
      case 4: draft.facts.omission = "deleted"
      default: break
      }
      result.drafts.append(draft)
      let replies = entry["replies"]?.array ?? []
      stated += replies.count
      for reply in replies.reversed() { waiting.append((reply, "isso-" + id)) }
      if let hidden = entry["hidden_replies"]?.int, hidden > 0, let href = answer.source.url {
        stated += Int(clamping: hidden)
        if AddressParts.value("parent", in: Address(href)?.query) == nil {
          result.next.append(answer.next(AddressParts.setting("parent", to: id, in: href)))
        }
      }
    }
    if result.stated == nil
      || answer.source.url.flatMap({ Address($0) }).flatMap({ AddressParts.value("parent", in: $0.query) }) == nil
    {
      result.stated = stated + Int(clamping: json["hidden_replies"]?.int ?? 0)
    }
    return result
  }
}

extension SystemAnswer {
  /// A time in seconds since 1970, UTC.
  func time(seconds: Double) -> Timestamp? {
    guard seconds.isFinite, seconds > 0, seconds < 1e11 else { return nil }
    return Timestamp(Instant(milliseconds: Int64(seconds * 1000)), offset: 0, precision: .second, source: .api)
  }
}
