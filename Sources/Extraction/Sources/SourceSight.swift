import Markup
import Model

/// What on a page may say where comments lie: its scripts, its links to feeds and interfaces, a few containers.
struct SourceSight {
  /// The page.
  let document: Document
  /// What is known about it.
  let page: PageContext
  /// The comments that the page itself holds.
  let comments: [Voice]
  /// How many comments the page says it has.
  let stated: Int?
  /// `script` elements in document order.
  private(set) var scripts: [Int] = []
  /// Scripts whose text speaks of a comment system.
  private var speaking: [Int] = []
  /// Scripts that come from a comment system's address.
  private var loading: [Int] = []
  /// `link` elements in document order.
  private(set) var links: [Int] = []
  /// `meta` elements in document order.
  private(set) var metas: [Int] = []
  /// Containers whose id or class names a comment system.
  private(set) var containers: [Int] = []
  /// Links to further pages of the comments, absolute, in document order, without doubles.
  private(set) var commentPages: [String] = []
  /// The `body` element.
  private(set) var body: Int?

  /// Looks through a page once.
  init(_ document: Document, page: PageContext, comments: [Voice], stated: Int?) {
    self.document = document
    self.page = page
    self.comments = comments
    self.stated = stated
    held = comments.indices.reduce(0) { $0 + (comments[$1].kind == .comment ? 1 : 0) }
    hasExactTimes = comments.indices.allSatisfy { index in
      guard comments[index].kind == .comment else { return true }
      guard let time = comments[index].published else { return false }
      return time.precision.rank <= 1 && time.offset != nil && time.source != .relative
    }
    for node in 0..<document.count {
      switch document.tag(node) {
      case .script: note(script: node)
      case .link: links.append(node)
      case .meta: metas.append(node)
      case .body: if body == nil { body = node }
      case .a: noteCommentPage(node)
      case .div, .section, .other: if isContainer(node) { containers.append(node) }
      default: continue
      }
    }
  }

  private static let containerNames = WordIndex([
    "disqus_thread", "isso-thread", "cusdis_thread", "remark42", "discourse-comments", "commento", "fb-comments",
    "squarespace-comments", "livefyre", "idc-", "idc_", "js-kit", "jskit", "echo-", "giscus", "utterances",
    "hyvor-talk",
    "coral_thread", "coral-talk", "viafoura", "vf-comments", "spotim", "ghost-comments", "openweb",
  ])

  private func isContainer(_ node: Int) -> Bool {
    if document.tag(node) == .other {
      return document.name(of: node) == "fb:comments" || document.name(of: node).hasPrefix("hyvor")
    }
    let record = document.nodes[node]
    for index in Int(record.first)..<Int(record.first) + Int(record.attributeCount) {
      let attribute = document.attributes[index]
      guard attribute.name == .class || attribute.name == .identifier else { continue }
      if let note = document.note(attribute) {
        if note.bits & NameNote.container != 0 { return true }
      } else {
        let range = Int(attribute.start)..<Int(attribute.start) + Int(attribute.length)
        if SourceSight.names(document.pool.span.extracting(range)) { return true }
      }
    }
    return false
  }

  /// Whether a class or id begins with the name of a comment system's container.
  static func names(_ text: Span<UInt8>) -> Bool {
    containerNames.length(at: 0, upTo: text.count, in: text) != nil
  }

  private static let pageMarks = MarkerSearch(["comment-page-", "cpage="])

  private mutating func noteCommentPage(_ node: Int) {
    guard let range = document.valueRange(.href, of: node), range.count > 8 else { return }
    guard SourceSight.pageMarks.isAny(in: document.pool.span.extracting(range)) else { return }
    guard !document.contains(range, "replytocom") else { return }
    guard var address = Address(document.string(range), relativeTo: page.base)?.withoutFragment else { return }
    // Permalinks of comments on this page lead to the page that we are on.
    if document.valueRange(.href, of: node).map({ document.contains($0, "#comment-") }) ?? false { return }
    if address.pageKey == page.address.pageKey { return }
    if address.host != page.address.host { return }
    address = address.withoutFragment
    if !commentPages.contains(address.href), commentPages.count < 200 { commentPages.append(address.href) }
  }

  /// The first container whose id or class begins so.
  func container(_ name: StaticString) -> Int? {
    containers.first { document.hasID(beginning: name, $0) || document.hasClass(beginning: name, $0) }
  }

  /// What the text of a script may hold for `scriptText(holding:)` to find it.
  private static let textMarkers = MarkerSearch([
    "disqus_", ".disqus.com/embed", "_preloads", "fyre.conv", "idcomments_acct", "discourseembed", "remark_config",
  ])
  /// What the address of a script may hold for `script(from:)` to find it.
  private static let addressMarkers = WordIndex([
    ".disqus.com/", "livefyre", "fyre.co", "intensedebate.com/js", "js-kit.com", "echoenabled.com", "spot.im",
    "openweb",
    "viafoura", "talk.hyvor.com", "commento.js", "cdn.commento.io", "utteranc.es/client.js", "giscus.app/client.js",
    "substackcdn.com",
  ])

  private mutating func note(script node: Int) {
    scripts.append(node)
    if let range = document.valueRange(.source, of: node),
      SourceSight.addressMarkers.occurs(in: document.pool.span.extracting(range))
    {
      loading.append(node)
    }
    if let child = document.firstChild(of: node), document.isText(child),
      SourceSight.textMarkers.isAny(in: document.pool.span.extracting(document.textRange(of: child)))
    {
      speaking.append(node)
    }
  }

  /// The first script whose address holds these words, in lower case, which are listed above.
  func script(from words: StaticString) -> Int? {
    loading.first { node in document.valueRange(.source, of: node).map { document.contains($0, words) } ?? false }
  }

  /// The text of the first script that holds these words, ASCII case aside, which are listed above.
  func scriptText(holding words: StaticString) -> String? {
    for node in speaking {
      let range = document.textRange(of: node + 1)
      if document.contains(range, words) { return document.string(range) }
    }
    return nil
  }

  /// The content of the first `meta` of that name or property.
  func meta(_ name: String) -> String? {
    for node in metas {
      guard let key = document.valueRange(.name, of: node) ?? document.valueRange(.property, of: node) else { continue }
      if key.count == name.utf8.count, document.pool[key].lazy.map(lower).elementsEqual(name.utf8) {
        return document.value(.content, of: node)
      }
    }
    return nil
  }

  /// Whether the times of all comments on the page are exact: to the minute, with a zone.
  let hasExactTimes: Bool

  /// How many comments the page itself holds.
  let held: Int

  /// Whether answers may stand side by side because the platform stops nesting there: several under one parent on the
  /// deepest level, the third or below.
  var hidesParents: Bool {
    let deepest = comments.indices.reduce(0) { max($0, comments[$1].kind == .comment ? comments[$1].depth : 0) }
    guard deepest >= 2 else { return false }
    var parents: Set<String> = []
    for index in comments.indices where comments[index].kind == .comment && comments[index].depth == deepest {
      if let parent = comments[index].parent, !parents.insert(parent).inserted { return true }
    }
    return false
  }

  /// Whether a further place can add anything to what the page holds.
  var wantsMore: Bool {
    if let stated, stated > held { return true }
    if !commentPages.isEmpty { return true }
    return held > 0 && !hasExactTimes
  }
}

/// Ways to write parts of addresses.
enum AddressParts {
  /// Percent-encodes all but letters, digits and `-._~`.
  static func encoded(_ text: String) -> String {
    var bytes: [UInt8] = []
    for byte in text.utf8 {
      switch byte {
      case 0x30...0x39, 0x41...0x5a, 0x61...0x7a, 0x2d, 0x2e, 0x5f, 0x7e: bytes.append(byte)
      default:
        bytes.append(0x25)
        bytes.append(hex(byte >> 4))
        bytes.append(hex(byte & 15))
      }
    }
    return String(decoding: bytes, as: UTF8.self)
  }

  private static func hex(_ digit: UInt8) -> UInt8 { digit < 10 ? 0x30 + digit : 0x37 + digit }

  /// The value of a parameter of a query, still encoded; `nil` when it is not there.
  static func value(_ name: String, in query: String?) -> String? {
    guard let query else { return nil }
    for part in query.split(separator: "&") {
      guard let sign = part.firstIndex(of: "=") else { continue }
      if part[..<sign] == name { return String(part[part.index(after: sign)...]) }
    }
    return nil
  }

  /// The address with a parameter of its query set, or added.
  static func setting(_ name: String, to value: String, in href: String) -> String {
    let cut = href.firstIndex(of: "#") ?? href.endIndex
    let base = href[..<cut]
    guard let question = base.firstIndex(of: "?") else { return "\(base)?\(name)=\(value)" }
    var parts = base[base.index(after: question)...].split(separator: "&").map(String.init)
    if let index = parts.firstIndex(where: { $0.hasPrefix(name + "=") }) {
      parts[index] = "\(name)=\(value)"
    } else {
      parts.append("\(name)=\(value)")
    }
    return "\(base[...question])\(parts.joined(separator: "&"))"
  }
}

/// The rule that reads settings out of scripts: `disqus_shortname = 'blog'`, `site_id: "x"`, `"post_id":123`.
enum ScriptSettings {
  /// The value that a script gives to a name; `nil` when it gives none.
  static func value(of name: String, in script: String) -> String? {
    let bytes = Array(script.utf8)
    let key = Array(name.utf8)
    guard !key.isEmpty, bytes.count > key.count else { return nil }
    var index = 0
    search: while index + key.count < bytes.count {
      for offset in key.indices where bytes[index + offset] != key[offset] {
        index += 1
        continue search
      }
      if index > 0, isWord(bytes[index - 1]) {
        index += 1
        continue
      }
      var cursor = index + key.count
      if cursor < bytes.count, isWord(bytes[cursor]) {
        index += 1
        continue
      }
      if cursor < bytes.count, bytes[cursor] == 0x22 || bytes[cursor] == 0x27 || bytes[cursor] == 0x5c { cursor += 1 }
      if cursor < bytes.count, bytes[cursor] == 0x22 || bytes[cursor] == 0x27 { cursor += 1 }
      while cursor < bytes.count, bytes[cursor] <= 0x20 { cursor += 1 }
      guard cursor < bytes.count, bytes[cursor] == 0x3d || bytes[cursor] == 0x3a else {
        index += 1
        continue
      }
      cursor += 1
      while cursor < bytes.count, bytes[cursor] <= 0x20 { cursor += 1 }
      guard cursor < bytes.count else { return nil }
      if bytes[cursor] == 0x5c { cursor += 1 }
      guard cursor < bytes.count else { return nil }
      if bytes[cursor] == 0x22 || bytes[cursor] == 0x27 || bytes[cursor] == 0x60 {
        let quote = bytes[cursor]
        var stop = cursor + 1
        var value: [UInt8] = []
        while stop < bytes.count, bytes[stop] != quote, bytes[stop] != 0x0a, value.count < 2000 {
          if bytes[stop] == 0x5c, stop + 1 < bytes.count {
            stop += 1
            if bytes[stop] == quote, quote == 0x22, bytes[cursor - 1] == 0x5c { break }
          }
          value.append(bytes[stop])
          stop += 1
        }
        return String(decoding: value, as: UTF8.self)
      }
      var stop = cursor
      while stop < bytes.count, isWord(bytes[stop]) || bytes[stop] == 0x2e || bytes[stop] == 0x2d { stop += 1 }
      if stop > cursor {
        let value = String(decoding: bytes[cursor..<stop], as: UTF8.self)
        // A number or a plain name; "document.location" is an expression.
        return value.utf8.allSatisfy({ $0 >= 0x30 && $0 <= 0x39 }) ? value : nil
      }
      index += 1
    }
    return nil
  }

  private static func isWord(_ byte: UInt8) -> Bool {
    (byte >= 0x30 && byte <= 0x39) || (byte | 0x20 >= 0x61 && byte | 0x20 <= 0x7a) || byte == 0x5f
  }
}
