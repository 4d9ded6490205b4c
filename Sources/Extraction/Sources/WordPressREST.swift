import JSONCoding
import Markup
import Model

/// WordPress' REST interface, `wp/v2/comments`.
///
/// A page names the interface in `<link rel="https://api.w.org/" href="…/wp-json/">` and the post in `body.postid-12`, in
/// `<link rel="shortlink" href="…/?p=12">`, or in `<link rel="alternate" type="application/json" href="…/wp/v2/posts/12">`.
/// The answer is an array: `[{"id":5,"parent":3,"author_name":"Ann","author_url":"","date":"2011-11-14T09:30:00",
/// "date_gmt":"2011-11-14T14:30:00","content":{"rendered":"<p>Yes.</p>"},"link":"…#comment-5","type":"comment"}]`, a
/// hundred at most; the header `X-WP-Total` counts all.
/// Source: wp-includes/rest-api/endpoints/class-wp-rest-comments-controller.php.
enum WordPressREST: CommentSystem {
  static func sources(in sight: SourceSight) -> [CommentSource] {
    guard sight.wantsMore || sight.hidesParents, let root = root(in: sight), let post = postID(in: sight) else {
      return []
    }
    let joint = root.contains("?") ? "&" : "?"
    let base = root.hasSuffix("/") || root.contains("?") ? root : root + "/"
    let url = "\(base)wp/v2/comments\(joint)post=\(post)&per_page=100&order=asc"
    guard let absolute = sight.page.absolute(url) else { return [] }
    return [CommentSource(kind: .wordPressREST, url: absolute, statedComments: sight.stated)]
  }

  private static func root(in sight: SourceSight) -> String? {
    for node in sight.links {
      guard let relation = sight.document.valueRange(.relation, of: node),
        sight.document.equals(relation, "https://api.w.org/")
      else {
        continue
      }
      return sight.document.value(.href, of: node)
    }
    return nil
  }

  /// The number of the post that the page shows; `nil` where nothing says it.
  static func postID(in sight: SourceSight) -> String? {
    let document = sight.document
    if let body = sight.body {
      var found: String?
      document.forEachClassWord(of: body) { range in
        for prefix: StaticString in ["postid-", "page-id-"] where document.begins(range, prefix) {
          let digits = document.string(range.lowerBound + prefix.utf8CodeUnitCount..<range.upperBound)
          if !digits.isEmpty, digits.utf8.allSatisfy({ $0 >= 0x30 && $0 <= 0x39 }) { found = digits }
        }
        return found == nil
      }
      if let found { return found }
    }
    for node in sight.links {
      guard let href = document.value(.href, of: node) else { continue }
      if let relation = document.valueRange(.relation, of: node), document.equals(relation, "shortlink"),
        let question = href.firstIndex(of: "?"),
        let number = AddressParts.value("p", in: String(href[href.index(after: question)...]))
          ?? AddressParts.value("page_id", in: String(href[href.index(after: question)...]))
      {
        return number
      }
      guard let place = document.valueRange(.href, of: node), document.contains(place, "/wp/v2/") else { continue }
      if let range = href.firstRange(of: "/wp/v2/posts/") ?? href.firstRange(of: "/wp/v2/pages/") {
        let digits = href[range.upperBound...].prefix { $0.isNumber }
        if !digits.isEmpty { return String(digits) }
      }
    }
    // The reply form carries the number in a hidden field.
    for node in 0..<document.count where document.tag(node) == .input {
      if let id = document.valueRange(.name, of: node), document.equals(id, "comment_post_id") {
        return document.value(.value, of: node)
      }
    }
    return nil
  }

  static func drafts(in answer: SystemAnswer) -> SystemDrafts? {
    guard let list = answer.json()?.array else { return nil }
    var result = SystemDrafts()
    for entry in list {
      guard let id = entry["id"]?.identifier else { continue }
      let parent = entry["parent"]?.identifier
      var draft = CommentDraft(
        key: "comment-" + id, parentKey: parent == nil || parent == "0" ? nil : "comment-" + (parent ?? ""),
        author: entry["author_name"]?.string.map { $0.contains("&") ? answer.words($0).text : $0 },
        authorURL: entry["author_url"]?.string,
        published: time(entry, answer), words: answer.words(entry["content"]?["rendered"]?.string ?? ""),
        permalink: entry["link"]?.string)
      let type = entry["type"]?.string ?? "comment"
      if type == "pingback" || type == "trackback" { draft.facts.omission = type }
      result.drafts.append(draft)
    }
    if let total = answer.page.header("X-WP-Total").flatMap({ Int($0.trimmed) }) { result.stated = total }
    if list.count >= 100, let href = answer.source.url {
      let current = Address(href).flatMap { AddressParts.value("page", in: $0.query) }.flatMap { Int($0) } ?? 1
      let pages = answer.page.header("X-WP-TotalPages").flatMap { Int($0.trimmed) }
      if pages.map({ current < $0 }) ?? true, current < 1000 {
        result.next.append(answer.next(AddressParts.setting("page", to: String(current + 1), in: href)))
      }
    }
    return result
  }

  /// `date_gmt` is exact; `date` beside it tells the blog's zone.
  private static func time(_ entry: JSONValue, _ answer: SystemAnswer) -> Timestamp? {
    guard var utc = answer.time(entry["date_gmt"]?.string, zone: 0) else { return answer.time(entry["date"]?.string) }
    if let local = answer.time(entry["date"]?.string) {
      let minutes = (local.instant.milliseconds - utc.instant.milliseconds) / 60_000
      if minutes >= -14 * 60, minutes <= 14 * 60 { utc.offset = Int(minutes) }
    }
    return utc
  }
}
