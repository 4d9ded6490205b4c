import JSONCoding
import Markup
import Model

/// Cusdis.
///
/// A page says `<div id="cusdis_thread" data-host="https://cusdis.com" data-app-id="A" data-page-id="P">`.
/// `HOST/api/open/comments?appId=A&pageId=P&page=1` answers `{"data":{"commentCount":3,"pageCount":1,"pageSize":10,"data":[{
/// "id":"x","by_nickname":"Ann","content":"Yes.","parsedContent":"<p>Yes.</p>","createdAt":"…Z","replies":{"data":[…]}}]}}`.
/// Source: djyde/cusdis pages/api/open/comments.ts.
enum Cusdis: CommentSystem {
  static func sources(in sight: SourceSight) -> [CommentSource] {
    guard let node = sight.container("cusdis_thread"), let app = sight.document.value(named: "data-app-id", of: node),
      let page = sight.document.value(named: "data-page-id", of: node)
    else { return [] }
    let host = sight.document.value(named: "data-host", of: node) ?? "https://cusdis.com"
    guard let base = sight.page.absolute(host) else { return [] }
    let root = base.hasSuffix("/") ? String(base.dropLast()) : base
    let url = "\(root)/api/open/comments?appId=\(AddressParts.encoded(app))&pageId=\(AddressParts.encoded(page))&page=1"
    return [CommentSource(kind: .cusdis, url: url, statedComments: sight.stated)]
  }

  static func drafts(in answer: SystemAnswer) -> SystemDrafts? {
    guard let data = answer.json()?["data"], let list = data["data"]?.array else { return nil }
    var result = SystemDrafts()
    result.stated = data["commentCount"]?.int.map { Int(clamping: $0) }
    var waiting: [(value: JSONValue, parent: String?)] = list.reversed().map { ($0, nil) }
    while let (comment, parent) = waiting.popLast() {
      guard let id = comment["id"]?.identifier else { continue }
      result.drafts.append(
        CommentDraft(
          key: "cusdis-" + id, parentKey: parent,
          author: comment["by_nickname"]?.string ?? comment["moderator"]?["displayName"]?.string,
          published: answer.time(comment["createdAt"]?.string),
          words: answer.words(comment["parsedContent"]?.string ?? comment["content"]?.string ?? ""),
          permalink: "\(answer.context.canonical)#cusdis-\(id)"))
      for reply in (comment["replies"]?["data"]?.array ?? []).reversed() { waiting.append((reply, "cusdis-" + id)) }
    }
    if let pages = data["pageCount"]?.int, let href = answer.source.url {
      let current = AddressParts.value("page", in: Address(href)?.query).flatMap { Int($0) } ?? 1
      if current < pages, current < 1000 {
        result.next.append(answer.next(AddressParts.setting("page", to: String(current + 1), in: href)))
      }
    }
    return result
  }
}
