import Markup
import Model

/// Blogger's inline list of a post's comments, which stands beside the threaded comments and sometimes without them.
///
/// `var items = [{'id': '24593', 'body': 'Yes.\74br /\76', 'timestamp': '1350959322303', 'permalink': 'http://…', 'author':
/// {'name': 'Ann', 'avatarUrl': '…', 'profileUrl': '…'}, 'displayTime': '22 October 2012 19:28', 'parentId': '24001'}];`
/// Strings are JavaScript's, in single quotes, with octal escapes; `timestamp` is the exact instant in milliseconds.
enum BloggerScript {
  /// The comments of the list, in its order; empty where the page has no such list.
  static func drafts(on document: Document, page: PageContext) -> [CommentDraft] {
    for node in 0..<document.count where document.tag(node) == .script {
      guard let child = document.firstChild(of: node), document.isText(child) else { continue }
      let range = document.textRange(of: child)
      guard marker.isAny(in: document.pool.span.extracting(range)) else { continue }
      return drafts(in: Array(document.pool[range]), page: page)
    }
    return []
  }

  private static let marker = MarkerSearch(["var items = ["])

  private static func drafts(in script: [UInt8], page: PageContext) -> [CommentDraft] {
    let opening = Array("var items = [".utf8)
    guard let start = script.indices.first(where: { script[$0...].starts(with: opening) }) else { return [] }
    var reader = ScriptReader(bytes: script, index: start + opening.count)
    var drafts: [CommentDraft] = []
    while let fields = reader.nextObject() {
      guard let id = fields["id"], !id.isEmpty else { continue }
      let milliseconds = fields["timestamp"].flatMap { Int64($0) }
      let published = milliseconds.map {
        Timestamp(Instant(milliseconds: $0 / 1000 * 1000), offset: 0, precision: .second, source: .api)
      }
      let words = HTMLWords.words(fields["body"] ?? "", now: page.fetched)
      var draft = CommentDraft(
        key: "c" + id, parentKey: fields["parentId"].flatMap { $0.isEmpty ? nil : "c" + $0 },
        author: fields["author.name"],
        authorURL: fields["author.profileUrl"],
        published: published.map {
          CommentTime.zoned($0, like: fields["displayTime"].flatMap { CommentTime.visible($0, now: page.fetched) })
        },
        words: words, permalink: fields["permalink"])
      if fields["deleteclass"]?.contains("deleted") == true { draft.facts.omission = "deleted" }
      drafts.append(draft)
      if drafts.count >= 100_000 { break }
    }
    return drafts
  }
}

/// A reader of JavaScript object literals that hold nothing but strings, numbers and such objects.
private struct ScriptReader {
  let bytes: [UInt8]
  var index: Int

  /// The fields of the next object of the list, inner ones named `outer.inner`; `nil` at the list's end.
  mutating func nextObject() -> [String: String]? {
    while index < bytes.count, bytes[index] != 0x7b {
      if bytes[index] == 0x5d { return nil }
      index += 1
    }
    guard index < bytes.count else { return nil }
    var fields: [String: String] = [:]
    var path: [String] = []
    var key: String?
    var depth = 0
    while index < bytes.count {
      switch bytes[index] {
      case 0x7b:
        if depth > 0 { path.append(key ?? "") }
        depth += 1
        key = nil
        index += 1
        if depth > 16 { return nil }
      case 0x7d:
        depth -= 1
        if depth > 0 { path.removeLast() }
        key = nil
        index += 1
        if depth == 0 { return fields }
      case 0x27, 0x22:
        let text = string()
        if let name = key {
          fields[(path + [name]).joined(separator: ".")] = text
          key = nil
        } else {
          key = text
        }
      case 0x30...0x39:
        let start = index
        while index < bytes.count, bytes[index] >= 0x30, bytes[index] <= 0x39 { index += 1 }
        if let name = key {
          fields[(path + [name]).joined(separator: ".")] = String(decoding: bytes[start..<index], as: UTF8.self)
        }
        key = nil
      case 0x2c:
        key = nil
        index += 1
      default: index += 1
      }
    }
    return nil
  }

  private mutating func string() -> String {
    let quote = bytes[index]
    index += 1
    var text: [UInt8] = []
    while index < bytes.count, bytes[index] != quote {
      guard bytes[index] == 0x5c, index + 1 < bytes.count else {
        text.append(bytes[index])
        index += 1
        continue
      }
      index += 1
      switch bytes[index] {
      case 0x30...0x37:
        var value = 0
        var count = 0
        while index < bytes.count, count < 3, bytes[index] >= 0x30, bytes[index] <= 0x37,
          value * 8 + Int(bytes[index] - 0x30) < 256
        {
          value = value * 8 + Int(bytes[index] - 0x30)
          index += 1
          count += 1
        }
        append(UInt32(value), to: &text)
        continue
      case 0x75, 0x78:
        let length = bytes[index] == 0x75 ? 4 : 2
        if index + length < bytes.count,
          let value = UInt32(String(decoding: bytes[(index + 1)...(index + length)], as: UTF8.self), radix: 16)
        {
          append(value, to: &text)
          index += length
        }
      case 0x6e: text.append(0x0a)
      case 0x74: text.append(0x09)
      case 0x72: text.append(0x0d)
      default: text.append(bytes[index])
      }
      index += 1
    }
    index += 1
    return String(decoding: text, as: UTF8.self)
  }

  private func append(_ value: UInt32, to text: inout [UInt8]) {
    guard let scalar = Unicode.Scalar(value) else { return }
    text.append(contentsOf: String(Character(scalar)).utf8)
  }
}
