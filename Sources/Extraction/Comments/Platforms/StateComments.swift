import Datelines
import JSONCoding
import Markup
import Model

/// Comments in the data that pages carry for their scripts, of whatever make.
///
/// `<script id="__NEXT_DATA__" type="application/json">{"props":{"pageProps":{"comments":[{"id":"c1","parentId":null,"body":
/// "Yes.","createdAt":"2014-03-05T10:15:21Z","author":{"name":"Ann"}}]}}}</script>` ·
/// `window.__INITIAL_STATE__={"comments":{"items":[{"comment_id":7,"user_name":"Ann","content":"<p>Yes.</p>"}]}};` ·
/// `{"Comment:7":{"__typename":"Comment","text":"Yes.","user":{"__ref":"User:3"}},"User:3":{"name":"Ann"}}`.
enum StateComments {
  /// Assignments of a script that are looked at: pages put all their data into one or two.
  private static let mostValues = 8
  /// Comments of a page, above which the data is not a page's.
  private static let most = 100_000

  /// The comments, in the order in which the data lists them; empty where no script holds any.
  static func drafts(on document: Document, page: PageContext) -> [CommentDraft] {
    for node in 0..<document.count where document.tag(node) == .script {
      guard let child = document.firstChild(of: node), document.isText(child) else { continue }
      let range = document.textRange(of: child)
      let isPacked = document.hasID(beginning: "__nuxt_data__", node)
      guard isPacked || markers.isAny(in: document.pool.span.extracting(range)) else { continue }
      if let type = document.valueRange(.type, of: node), document.contains(type, "ld+json") { continue }
      var walk = StateWalk(page: page, most: most)
      for value in values(in: Array(document.pool[range])) {
        walk.collect(isPacked ? value.array.flatMap(PackedValues.unpacked) ?? value : value)
      }
      if !walk.drafts.isEmpty { return walk.drafts }
    }
    let rows = StreamedRows(on: document)
    guard !rows.values.isEmpty else { return [] }
    var walk = StateWalk(page: page, most: most, rows: rows)
    for value in rows.values { walk.collect(value) }
    return walk.drafts
  }

  static let markers = MarkerSearch([
    "comments\":[{", "comments\": [{", "comments\":{", "comments\": {", "comments\\\":[{", "comments\\\":{",
    "commentlist\":[{", "\"replies\":[{", "\"responses\":[{", "\"__typename\":\"comment\"",
  ])

  /// The JSON of a script: all of it, or what it assigns.
  private static func values(in bytes: [UInt8]) -> [JSONValue] {
    if let value = try? JSONValue.parse(bytes) { return [value] }
    var values: [JSONValue] = []
    var tries = 0
    var index = 0
    while index < bytes.count, tries < mostValues {
      guard bytes[index] == 0x3d || bytes[index] == 0x28 else {
        index += 1
        continue
      }
      var start = index + 1
      while start < bytes.count, bytes[start] <= 0x20 { start += 1 }
      index = start
      guard start < bytes.count, bytes[start] == 0x7b || bytes[start] == 0x5b || bytes[start] == 0x22 else { continue }
      var reader = JSONReader(bytes, range: start..<bytes.count)
      // `JSON.parse("{\"comments\":…")`
      if bytes[start] == 0x22 {
        guard let text = try? reader.string(), text.utf8.count > 200 else { continue }
        tries += 1
        if let value = try? JSONValue.parse(Array(text.utf8)) { values.append(value) }
      } else {
        tries += 1
        guard let value = try? JSONValue.parse(from: &reader) else { continue }
        values.append(value)
      }
      index = max(index, reader.position)
    }
    return values
  }
}

/// One walk over a page's data.
private struct StateWalk {
  let page: PageContext
  let most: Int
  /// Where the data comes in rows, the texts that its values name.
  let rows: StreamedRows?
  private(set) var drafts: [CommentDraft] = []
  private var keys: Set<String> = []
  private var named: [String: JSONValue] = [:]

  init(page: PageContext, most: Int, rows: StreamedRows? = nil) {
    self.page = page
    self.most = most
    self.rows = rows
  }

  /// Takes up the comments in a value, each before its answers.
  mutating func collect(_ json: JSONValue) {
    note(json)
    var waiting: [(value: JSONValue, isComments: Bool, parent: String?)] = [(json, false, nil)]
    while let (value, isComments, parent) = waiting.popLast(), drafts.count < most {
      if let list = value.array {
        for element in list.reversed() { waiting.append((element, isComments, parent)) }
        continue
      }
      guard let members = value.members else { continue }
      var key = parent
      var isComment = false
      let type = value["__typename"]?.string ?? value["type"]?.string
      let isNamed = type.map(StateWalk.isComment) ?? false
      // What has a speaker or a time and no words is a comment without words, and no wrapper.
      let isBare = !isNamed && first(of: value, StateWalk.people) == nil && first(of: value, StateWalk.times) == nil
      if isComments || isNamed, let draft = draft(of: value, parent: parent) {
        isComment = true
        key = draft.key ?? parent
        if draft.key.map({ keys.insert($0).inserted }) ?? true { drafts.append(draft) }
      }
      for member in members.reversed() where member.value.array != nil || member.value.members != nil {
        let name = member.key.utf8.map(lower)
        if StateWalk.others.occurs(in: name.span) { continue }
        let hash = PhraseTable.foldedHash(name.span, 0..<name.count)
        // Menus and pages have children, too.
        let says = StateWalk.lists.value(of: hash) != 0 || isComment && StateWalk.answers.value(of: hash) != 0
        let goesOn = isComments && !isComment && isBare && StateWalk.isWrapper(name.span, hash)
        waiting.append((member.value, says || goesOn, says && isComment || goesOn ? key : parent))
      }
    }
  }

  /// Notes the records that others name: `{"User:3": {…}}`.
  private mutating func note(_ json: JSONValue) {
    var waiting = [(json, 0)]
    while let (value, depth) = waiting.popLast() {
      for member in value.members ?? [] where member.value.members != nil {
        if member.key.contains(":") {
          named[member.key] = member.value
        } else if depth < 4 {
          waiting.append((member.value, depth + 1))
        }
      }
    }
  }

  private static func isComment(_ type: String) -> Bool {
    let type = type.lowercased()
    return type == "comment" || type.hasSuffix("comment") || type == "reply"
  }

  /// Whether what a member is called stands between the name of a list and what is in it: "items", "edges", an id.
  private static func isWrapper(_ name: Span<UInt8>, _ hash: UInt64) -> Bool {
    if wrappers.value(of: hash) != 0 { return true }
    return name.indices.contains { name[$0] >= 0x30 && name[$0] <= 0x39 || name[$0] == 0x3a }
  }

  private func draft(of value: JSONValue, parent: String?) -> CommentDraft? {
    guard let said = words(value) else { return nil }
    let person = first(of: value, StateWalk.people).map { $0["__ref"]?.string.flatMap { named[$0] } ?? $0 }
    let written = first(of: value, StateWalk.times).flatMap { time($0) }
    let name =
      text(first(of: value, StateWalk.speakers)) ?? text(person)
      ?? person.flatMap { text(first(of: $0, StateWalk.personNames)) }
      ?? (written == nil ? nil : text(value["name"]))
    guard name != nil || written != nil else { return nil }
    var draft = CommentDraft(
      key: first(of: value, StateWalk.numbers)?.identifier.map(StateWalk.key),
      parentKey: answered(value) ?? parent,
      author: name, authorURL: text(first(of: value, StateWalk.links)), published: written,
      words: HTMLWords.words(ofEither: said, now: page.fetched))
    draft.facts.omission = omission(of: value)
    return draft
  }

  /// Why a comment is not shown; `nil` for one that is.
  private func omission(of value: JSONValue) -> String? {
    func says(_ names: String...) -> Bool { names.contains { value[$0]?.bool == true } }
    if says("isDeleted", "deleted", "removed", "isRemoved") { return "deleted" }
    if says("hidden", "isHidden") { return "hidden" }
    if says("isSpam", "spam") { return "spam" }
    for name in ["approved", "isApproved"] where value[name]?.bool == false { return "awaiting-moderation" }
    switch (value["status"] ?? value["state"])?.string?.lowercased() {
    case "spam": return "spam"
    case "pending", "hold", "unapproved", "awaiting", "moderated": return "awaiting-moderation"
    case "rejected", "deleted", "removed", "trash", "banned": return "deleted"
    case "hidden": return "hidden"
    default: return nil
    }
  }

  /// The first words there are; a member that is there may be empty.
  private func words(_ value: JSONValue) -> String? {
    for name in StateWalk.texts {
      guard let found = value[name] else { continue }
      let text = found.string ?? found["rendered"]?.string ?? found["html"]?.string ?? found["text"]?.string
      if let text = text.flatMap(plain), !text.trimmed.isEmpty { return text }
    }
    return nil
  }

  /// A comment's key: `7` and `Comment:7` are one.
  private static func key(_ number: String) -> String {
    "comment-" + (number.split(separator: ":").last.map(String.init) ?? number)
  }

  private func answered(_ value: JSONValue) -> String? {
    guard let found = first(of: value, StateWalk.parents) else { return nil }
    let number = found.identifier ?? found["id"]?.identifier ?? found["__ref"]?.string
    return number.flatMap { $0 == "0" || $0.isEmpty ? nil : StateWalk.key($0) }
  }

  /// A text as it is meant, where rows write `$1a` for a text that stands elsewhere and `$$` for `$`; `nil` for what leads
  /// nowhere, or to what is no text: `$5:3:comments:0:body`.
  private func plain(_ text: String) -> String? {
    guard let rows, text.utf8.first == 0x24 else { return text }
    let rest = text.dropFirst()
    return rest.utf8.first == 0x24 ? String(rest) : rows.texts[String(rest)]
  }

  private func text(_ value: JSONValue?) -> String? { value?.string.flatMap(plain) }

  /// Whether rows write a time so: `$D2014-03-05T10:15:21.000Z`.
  private func isTime(_ text: String) -> Bool { rows != nil && text.hasPrefix("$D") }

  private func time(_ value: JSONValue) -> Timestamp? {
    let text = value.string ?? value.double.flatMap { $0 > 6e8 && $0 < 1e14 ? String(Int64($0)) : nil }
    return text.flatMap { isTime($0) ? String($0.dropFirst(2)) : plain($0) }.flatMap {
      CommentTime.attribute($0, source: .api, now: page.fetched)
    }
  }

  /// The first of several members that is there, not null and leads somewhere.
  private func first(of value: JSONValue, _ names: [String]) -> JSONValue? {
    for name in names {
      guard let found = value[name], !found.isNull else { continue }
      if let text = found.string, plain(text) == nil, !isTime(text) { continue }
      return found
    }
    return nil
  }

  private static let lists = PhraseTable(
    [
      "comments", "commentlist", "comment_list", "allcomments", "commentthreads", "topcomments", "postcomments",
      "initialcomments", "articlecomments", "pagecomments", "blogcomments", "entrycomments", "rootcomments",
      "loadedcomments", "approvedcomments", "storycomments", "threadcomments",
    ].map { (phrase: $0, value: 1) })
  /// What the list of answers is called inside a comment.
  private static let answers = PhraseTable(
    ["replies", "responses", "children", "answers", "subcomments", "childcomments"].map { (phrase: $0, value: 1) })
  private static let wrappers = PhraseTable(
    [
      "items", "edges", "node", "nodes", "data", "results", "result", "list", "entries", "entities", "records", "byid",
      "elements", "all", "values", "rows", "docs", "threads", "collection", "pages",
    ].map { (phrase: $0, value: 1) })
  /// What lists of other pages' comments are called.
  private static let others = WordIndex([
    "recent", "latest", "popular", "related", "trending", "i18n", "translation", "moreposts", "morearticles",
    "morestories", "nextpost", "nextarticle", "prevpost", "previouspost", "suggest", "recommend", "similar", "sidebar",
    "otherposts", "otherarticles",
  ])
  private static let texts = [
    "body", "text", "content", "message", "comment", "html", "bodyHtml", "body_html", "bodyHTML", "contentHtml",
    "content_html", "rawBody", "commentText", "comment_text", "commentBody", "commentContent", "comment_content",
    "messageHtml", "raw_message", "bodyText",
  ]
  private static let speakers = [
    "authorName", "author_name", "userName", "user_name", "username", "displayName", "display_name", "nickname", "nick",
    "commenterName", "commenter_name", "comment_author", "creatorName",
  ]
  private static let people = [
    "author", "user", "commenter", "creator", "owner", "postedBy", "createdBy", "created_by", "profile", "from",
    "member",
    "person", "account",
  ]
  private static let personNames = [
    "name", "displayName", "display_name", "fullName", "full_name", "userName", "user_name", "username", "nickname",
    "login", "handle", "screenName",
  ]
  private static let times = [
    "createdAt", "created_at", "created", "createdOn", "created_on", "createdDate", "dateCreated", "date", "published",
    "publishedAt", "published_at", "publishedDate", "datePublished", "postedAt", "posted_at", "timestamp", "time",
    "insertedAt", "inserted_at", "submittedAt", "created_utc", "createdTime", "creationDate", "comment_date",
  ]
  private static let numbers = ["id", "_id", "commentId", "comment_id", "uuid", "databaseId", "cid", "guid"]
  private static let parents = [
    "parentId", "parent_id", "parentID", "parent", "replyTo", "reply_to", "replyToId", "inReplyTo", "in_reply_to",
    "inReplyToId", "parentCommentId", "parent_comment_id", "parentComment",
  ]
  private static let links = [
    "authorUrl", "author_url", "authorURL", "userUrl", "user_url", "website", "comment_author_url",
  ]
}
