import JSONCoding
import Markup
import Model

/// schema.org comments in JSON-LD.
///
/// `{"@type":"BlogPosting","commentCount":2,"comment":[{"@type":"Comment","@id":"…#comment-5","author":{"@type":"Person","name":"Ann"},
/// "datePublished":"2011-11-14T09:30:00-05:00","text":"Yes.","parentItem":{"@id":"…#comment-3"},"comment":[…]}]}`
enum LinkedComments {
  /// The comments, each before its answers; empty where no script holds any.
  static func drafts(on document: Document, page: PageContext) -> [CommentDraft] {
    var drafts: [CommentDraft] = []
    for node in 0..<document.count where document.tag(node) == .script {
      guard let type = document.valueRange(.type, of: node), document.contains(type, "ld+json"),
        let child = document.firstChild(of: node), document.isText(child)
      else { continue }
      let range = document.textRange(of: child)
      guard markers.isAny(in: document.pool.span.extracting(range)) else { continue }
      guard let json = try? JSONValue.parse(Array(document.pool[range])) else { continue }
      collect(json, into: &drafts, page)
    }
    return drafts
  }

  private static let markers = MarkerSearch(["\"comment\"", "\"suggestedanswer\"", "/comment\""])

  private static func collect(_ json: JSONValue, into drafts: inout [CommentDraft], _ page: PageContext) {
    var waiting: [(value: JSONValue, parent: String?)] = [(json, nil)]
    while let (value, parent) = waiting.popLast() {
      if let list = value.array {
        for element in list.reversed() { waiting.append((element, parent)) }
        continue
      }
      guard let members = value.members else { continue }
      var key = parent
      let type = value["@type"]?.string ?? value["@type"]?[0]?.string
      if type == "Comment" || type == "Answer", let draft = draft(of: value, parent: parent, page) {
        drafts.append(draft)
        key = draft.key ?? parent
        if drafts.count > 100_000 { return }
      }
      for member in members.reversed() where member.value.array != nil || member.value.members != nil {
        if member.key == "author" || member.key == "parentItem" || member.key == "creator" { continue }
        waiting.append((member.value, key))
      }
    }
  }

  private static func draft(of value: JSONValue, parent: String?, _ page: PageContext) -> CommentDraft? {
    let text =
      value["text"]?.string ?? value["commentText"]?.string ?? value["description"]?.string
      ?? value["articleBody"]?.string
    guard let text, !text.isEmpty else { return nil }
    let author = value["author"] ?? value["creator"]
    let person = author?[0] ?? author
    let name = person?.string ?? person?["name"]?.string
    let link = value["url"]?.string ?? value["@id"]?.string
    let date = value["datePublished"]?.string ?? value["dateCreated"]?.string
    let answered = value["parentItem"].flatMap { $0["@id"]?.string ?? $0["url"]?.string ?? $0.string }
    let words = HTMLWords.words(ofEither: text, now: page.fetched)
    return CommentDraft(
      key: link.flatMap { CommentKeys.key(inLink: $0) } ?? value["identifier"]?.identifier,
      parentKey: answered.flatMap { CommentKeys.key(inLink: $0) } ?? parent, author: name,
      authorURL: person?["url"]?.string,
      published: date.flatMap { CommentTime.attribute($0, source: .jsonLD, now: page.fetched) }, words: words,
      permalink: link.flatMap { $0.hasPrefix("http") ? $0 : nil })
  }
}
