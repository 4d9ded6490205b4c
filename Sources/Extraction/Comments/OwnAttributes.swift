import Datelines
import Markup
import Model

/// The rule that reads what the element of a comment says of itself in attributes, as elements do that scripts define.
///
/// `<x-comment comment-id="5" author="Ann" created="2014-03-05T10:15:21Z">` ·
/// `<div class="cmt" data-id="7" data-parent="5" data-author="Ann" data-ts="1394014521">` · `<article aria-level="2">`.
struct OwnAttributes {
  let document: Document

  /// Adds speaker and time where nothing inside the element tells them.
  func complete(_ facts: inout CommentFacts, of node: Int, page: PageContext) {
    if facts.author == nil { facts.author = speaker(of: node) }
    if facts.published == nil { facts.published = time(of: node, page: page) }
  }

  /// The speaker's name.
  func speaker(of node: Int) -> String? {
    first(of: node) { attribute, name in
      switch attribute.name {
      case .author, .dataAuthor, .dataUsername: return true
      case .other: return OwnAttributes.speakers.value(of: PhraseTable.foldedHash(name, 0..<name.count)) != 0
      default: return false
      }
    }
    .flatMap { $0.count <= 60 ? Byline.name(document.string($0)) : nil }
  }

  /// When the comment was written.
  func time(of node: Int, page: PageContext) -> Timestamp? {
    guard
      let range = first(
        of: node,
        where: { attribute, name in
          guard attribute.length >= 8, attribute.length <= 60 else { return false }
          switch attribute.name {
          case .dateTime, .dataTime, .dataTimestamp: return true
          case .other: return OwnAttributes.tellsTime(name)
          default: return false
          }
        })
    else { return nil }
    return CommentTime.attribute(
      document.pool.span.extracting(range), source: .time, now: page.fetched, dayFirst: page.dayFirst)
  }

  /// Whether an attribute of this name tells when something was written.
  static func tellsTime(_ name: Span<UInt8>) -> Bool {
    times.value(of: PhraseTable.foldedHash(name, 0..<name.count)) != 0
  }

  /// The platform's number of the comment.
  func number(of node: Int) -> String? { value(of: node, OwnAttributes.numbers) }

  /// The platform's number of the comment that this one answers.
  func parent(of node: Int) -> String? {
    value(of: node, OwnAttributes.parents).flatMap { $0 == "0" || $0 == "null" || $0 == "none" ? nil : $0 }
  }

  /// How deep the comment stands, counted from wherever the page begins.
  func depth(of node: Int) -> Int? {
    value(of: node, OwnAttributes.depths).flatMap { $0.utf8.count <= 3 ? Int($0) : nil }
  }

  private func value(of node: Int, _ names: PhraseTable) -> String? {
    let range = first(of: node) { attribute, name in
      attribute.name == .other && names.value(of: PhraseTable.foldedHash(name, 0..<name.count)) != 0
    }
    guard let range, !range.isEmpty, range.count < 60 else { return nil }
    return document.string(range)
  }

  /// The value of the first attribute that is asked for, of which the first twenty-four are looked at.
  private func first(of node: Int, where isAskedFor: (Document.Attribute, Span<UInt8>) -> Bool) -> Range<Int>? {
    let record = document.nodes[node]
    guard record.tag != .text else { return nil }
    let first = Int(record.first)
    for index in first..<first + min(24, Int(record.attributeCount)) {
      let attribute = document.attributes[index]
      let start = Int(attribute.nameStart)
      let name = document.pool.span.extracting(start..<start + Int(attribute.nameLength))
      if attribute.length > 0, isAskedFor(attribute, name) {
        return Int(attribute.start)..<Int(attribute.start) + Int(attribute.length)
      }
    }
    return nil
  }

  private static func table(_ names: String) -> PhraseTable {
    PhraseTable(names.utf8.split(separator: 0x20).map { (phrase: String(decoding: $0, as: UTF8.self), value: 1) })
  }

  private static let speakers = table(
    "data-author-name data-user-name data-comment-author data-commenter data-nick data-nickname username user-name author-name"
  )
  private static let times = table(
    "created created-at created-timestamp date published posted timestamp data-created data-created-at data-date data-datetime data-posted data-published data-ts data-epoch data-unixtime data-unix data-utc data-comment-date data-creation-date"
  )
  private static let numbers = table("comment-id commentid thingid data-cid data-comment-uuid data-commentid")
  private static let parents = table(
    "data-parent-id data-parent data-parentid data-parent-comment-id data-comment-parent data-reply-to data-in-reply-to parentid parent-id parent-comment-id data-replyto"
  )
  private static let depths = table(
    "depth data-depth data-level aria-level data-comment-depth data-comment-level data-nesting data-nesting-level data-conversation-message-level data-indent level"
  )
}
