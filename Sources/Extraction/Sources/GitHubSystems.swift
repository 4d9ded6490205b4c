import JSONCoding
import Markup
import Model

/// utterances, which keeps comments in a GitHub issue.
///
/// A page loads `https://utteranc.es/client.js` with `repo="owner/name"` and `issue-term="pathname"` or `issue-number="4"`.
/// GitHub's search finds the issue whose title holds the term; `api.github.com/repos/R/issues/N/comments` answers
/// `[{"id":9,"user":{"login":"ann","html_url":"…"},"created_at":"…Z","body":"Yes.","html_url":"…"}]`, thirty a page.
/// Source: utterance/utterances src/utterances.ts, github.ts.
enum Utterances: CommentSystem {
  static func sources(in sight: SourceSight) -> [CommentSource] {
    guard let node = sight.script(from: "utteranc.es/client.js"),
      let repository = sight.document.value(named: "repo", of: node)
    else { return [] }
    let stated = sight.stated
    if let number = sight.document.value(named: "issue-number", of: node) {
      let url =
        "https://api.github.com/repos/\(repository)/issues/\(AddressParts.encoded(number))/comments?per_page=100"
      return [CommentSource(kind: .utterances, url: url, statedComments: stated)]
    }
    guard let term = sight.document.value(named: "issue-term", of: node), let words = GitHubTerm.words(term, sight)
    else { return [] }
    let query = AddressParts.encoded("\"\(words)\" type:issue in:title repo:\(repository)")
    return [
      CommentSource(
        kind: .utterances, url: "https://api.github.com/search/issues?q=\(query)&sort=created&order=asc",
        statedComments: stated)
    ]
  }

  static func drafts(in answer: SystemAnswer) -> SystemDrafts? {
    guard let json = answer.json() else { return nil }
    var result = SystemDrafts()
    if let found = json["items"]?.array {
      guard let issue = found.first, let url = issue["comments_url"]?.string else { return result }
      result.stated = issue["comments"]?.int.map { Int(clamping: $0) }
      if result.stated != 0 { result.next.append(answer.next(url + "?per_page=100")) }
      return result
    }
    guard let list = json.array else { return nil }
    for comment in list {
      guard let id = comment["id"]?.identifier else { continue }
      let html = comment["body_html"]?.string
      let body = comment["body"]?.string ?? ""
      result.drafts.append(
        CommentDraft(
          key: "issuecomment-" + id, parentKey: nil, author: comment["user"]?["login"]?.string,
          authorURL: comment["user"]?["html_url"]?.string, published: answer.time(comment["created_at"]?.string),
          words: html.map(answer.words) ?? Markdown.words(body), permalink: comment["html_url"]?.string))
    }
    if list.count >= 100, let href = answer.source.url {
      let current = AddressParts.value("page", in: Address(href)?.query).flatMap { Int($0) } ?? 1
      if current < 1000 {
        result.next.append(answer.next(AddressParts.setting("page", to: String(current + 1), in: href)))
      }
    }
    return result
  }
}

/// giscus, which keeps comments in a GitHub discussion and shows them through its own server.
///
/// A page loads `https://giscus.app/client.js` with `data-repo`, `data-category`, `data-mapping`, `data-term`,
/// `data-strict`. `giscus.app/api/discussions?repo=…&term=…` answers `{"discussion":{"totalCommentCount":2,"pageInfo":{
/// "hasNextPage":false,"endCursor":"x"},"comments":[{"id":"D1","author":{"login":"ann","url":"…"},"createdAt":"…Z","bodyHTML":"<p>…",
/// "url":"…","replies":[…]}]}}`. Source: giscus/giscus pages/api/discussions/index.ts.
enum Giscus: CommentSystem {
  static func sources(in sight: SourceSight) -> [CommentSource] {
    guard let node = sight.script(from: "giscus.app/client.js") else { return [] }
    func data(_ name: String) -> String? {
      sight.document.value(named: "data-" + name, of: node).flatMap { $0.isEmpty ? nil : $0 }
    }
    guard let repository = data("repo") else { return [] }
    var url = "https://giscus.app/api/discussions?repo=\(AddressParts.encoded(repository))"
    let mapping = data("mapping") ?? "pathname"
    if mapping == "number", let number = data("term") {
      url += "&number=\(AddressParts.encoded(number))"
    } else {
      guard let term = mapping == "specific" ? data("term") : GitHubTerm.words(mapping, sight) else { return [] }
      url += "&term=\(AddressParts.encoded(term))&number=0"
    }
    if let category = data("category") { url += "&category=\(AddressParts.encoded(category))" }
    url += "&strict=\(data("strict") == "1" ? "true" : "false")&first=100"
    return [CommentSource(kind: .giscus, url: url, statedComments: sight.stated)]
  }

  static func drafts(in answer: SystemAnswer) -> SystemDrafts? {
    guard let discussion = answer.json()?["discussion"], let list = discussion["comments"]?.array else { return nil }
    var result = SystemDrafts()
    let replies = discussion["totalReplyCount"]?.int ?? 0
    result.stated = discussion["totalCommentCount"]?.int.map {
      Int(clamping: $0.addingReportingOverflow(replies).partialValue)
    }
    var waiting: [(value: JSONValue, parent: String?)] = list.reversed().map { ($0, nil) }
    while let (comment, parent) = waiting.popLast() {
      guard let id = comment["id"]?.identifier else { continue }
      var draft = CommentDraft(
        key: "giscus-" + id, parentKey: parent, author: comment["author"]?["login"]?.string,
        authorURL: comment["author"]?["url"]?.string, published: answer.time(comment["createdAt"]?.string),
        words: answer.words(comment["bodyHTML"]?.string ?? ""), permalink: comment["url"]?.string)
      if comment["deletedAt"]?.string != nil { draft.facts.omission = "deleted" }
      if comment["isMinimized"]?.bool == true { draft.facts.omission = "hidden" }
      result.drafts.append(draft)
      for reply in (comment["replies"]?.array ?? []).reversed() { waiting.append((reply, "giscus-" + id)) }
    }
    if discussion["pageInfo"]?["hasNextPage"]?.bool == true, let cursor = discussion["pageInfo"]?["endCursor"]?.string,
      let href = answer.source.url
    {
      result.next.append(answer.next(AddressParts.setting("after", to: AddressParts.encoded(cursor), in: href)))
    }
    return result
  }
}

/// The words under which a page's issue or discussion is filed.
enum GitHubTerm {
  /// What a mapping (`pathname`, `url`, `title`, `og:title`, or the words themselves) gives on a page.
  static func words(_ mapping: String, _ sight: SourceSight) -> String? {
    switch mapping {
    case "pathname":
      let path = sight.page.address.path
      if path.utf8.count < 2 { return "index" }
      var name = String(path.dropFirst())
      if let dot = name.lastIndex(of: "."), !name[dot...].contains("/") { name = String(name[..<dot]) }
      return name
    case "url": return sight.page.address.withoutFragment.href
    case "title":
      for node in 0..<sight.document.count where sight.document.tag(node) == .title {
        return sight.document.rawText(of: node).trimmed
      }
      return nil
    case "og:title": return sight.meta("og:title")
    default: return mapping
    }
  }
}

/// The little of Markdown that matters for reading: quotes are told from the rest, marks stay.
enum Markdown {
  /// The words, with lines that begin with ">" as others' words.
  static func words(_ text: String) -> QuotingWords {
    var bytes: [UInt8] = []
    var quoted: [Range<Int>] = []
    for line in text.utf8.split(separator: 0x0a, omittingEmptySubsequences: false) {
      let plain = String(decoding: line, as: UTF8.self).trimmed
      let isQuote = plain.hasPrefix(">")
      let words = isQuote ? String(plain.drop { $0 == ">" || $0 == " " }) : plain
      if words.isEmpty {
        if !bytes.isEmpty, !bytes.hasSuffix([0x0a, 0x0a]) { bytes.append(0x0a) }
        continue
      }
      if !bytes.isEmpty, bytes.last != 0x0a || !isQuote { bytes.append(0x0a) }
      let start = bytes.count
      bytes.append(contentsOf: words.utf8)
      if isQuote {
        if let last = quoted.last, last.upperBound + 1 >= start {
          quoted.removeLast(); quoted.append(last.lowerBound..<bytes.count)
        } else {
          quoted.append(start..<bytes.count)
        }
      }
    }
    while bytes.last == 0x0a { bytes.removeLast() }
    return QuotingWords(text: String(decoding: bytes, as: UTF8.self), quotes: quoted.map { QuoteSite(range: $0) })
  }
}

extension Array where Element == UInt8 {
  /// Whether the bytes end so.
  fileprivate func hasSuffix(_ suffix: [UInt8]) -> Bool {
    count >= suffix.count && self[(count - suffix.count)...].elementsEqual(suffix)
  }
}
