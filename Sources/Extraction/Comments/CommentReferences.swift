import Markup

/// The rule that reads whom a comment answers from what it points at: a link to the other's element, the post that it
/// quotes first, an element around it that bears the other's number.
///
/// `<div id="c77"><a href="#a91">↩ Ann</a>` · `<blockquote data-source="post: 41">` ·
/// `<div id="comments-list-40"><div id="comment-item-41">`.
struct CommentReferences {
  private let document: Document
  /// The positions of items by what their elements are called.
  private var names: [ArraySlice<UInt8>: Int] = [:]
  /// The positions of items by the number in their key.
  private var numbers: [ArraySlice<UInt8>: Int] = [:]

  /// Nodes of a comment that are looked at.
  private static let longest = 400
  /// Nodes at the beginning of an item that may bear its name.
  private static let head = 12
  /// Levels above an item at which an element may bear the number of what is answered.
  private static let outward = 3
  /// Words of more bytes lead somewhere else.
  private static let longestLabel = 90

  /// Gives parents to comments that have none, and takes the bare mention of who is answered out of their words.
  static func settle(_ drafts: inout [CommentDraft], of items: [CommentItem], in document: Document) {
    guard items.count == drafts.count, items.count > 1 else { return }
    let references = CommentReferences(items, document)
    var end = 0
    for index in items.indices {
      let isFree =
        drafts[index].parentKey == nil && drafts[index].parentIndex == nil && drafts[index].depth ?? 0 == 0
        && !drafts[index].isAnsweredBeside
      let next = index + 1 < items.count ? items[index + 1].start : Int.max
      let range = items[index].start..<min(items[index].end, next, items[index].start + longest)
      if let link = references.link(in: range, of: index, drafts) {
        if isFree, link.target < index { drafts[index].parentIndex = link.target }
        cut(document.line(of: link.node..<document.end(of: link.node), limit: longestLabel), from: &drafts[index].facts)
      } else if isFree, index > 0 {
        let isInside = items[index].start < end
        let target =
          references.quoted(in: range, of: index)
          ?? (isInside ? nil : references.container(around: items[index], of: index, items))
        if let target, target < index { drafts[index].parentIndex = target }
      }
      end = max(end, items[index].end)
    }
  }

  private init(_ items: [CommentItem], _ document: Document) {
    self.document = document
    for index in items.indices {
      let start = items[index].start
      let next = index + 1 < items.count ? items[index + 1].start : Int.max
      for node in start..<min(items[index].end, start + CommentReferences.head, max(next, start + 1))
      where !document.isText(node) {
        guard
          let range = document.valueRange(.identifier, of: node)
            ?? (document.tag(node) == .a ? document.valueRange(.name, of: node) : nil), !range.isEmpty
        else { continue }
        if names[document.pool[range]] == nil { names[document.pool[range]] = index }
      }
      if let key = items[index].key {
        let digits = CommentReferences.lastNumber(Array(key.utf8)[...])
        if !digits.isEmpty, numbers[digits] == nil { numbers[digits] = index }
      }
    }
  }

  /// The digits at the end of a name.
  private static func lastNumber(_ name: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
    let start = name.lastIndex { $0 < 0x30 || $0 > 0x39 }.map { $0 + 1 } ?? name.startIndex
    return name[start...]
  }

  /// The first link in a comment that leads to another one and says so.
  private func link(in range: Range<Int>, of index: Int, _ drafts: [CommentDraft]) -> (target: Int, node: Int)? {
    for node in range where document.tag(node) == .a {
      guard let href = document.valueRange(.href, of: node), let hash = document.pool[href].lastIndex(of: 0x23),
        let target = names[document.pool[hash + 1..<href.upperBound]], target != index
      else { continue }
      let words = document.line(of: node..<document.end(of: node), limit: CommentReferences.longestLabel)
      guard words.count < CommentReferences.longestLabel else { continue }
      let first = words.span
      if CommentReferences.openings.length(at: 0, upTo: words.count, in: first) != nil { return (target, node) }
      if let name = drafts[target].facts.author, name.utf8.count > 1,
        String(decoding: words, as: UTF8.self).contains(name)
      {
        return (target, node)
      }
    }
    return nil
  }

  /// The comment that a quotation before the first words names by its number.
  private func quoted(in range: Range<Int>, of index: Int) -> Int? {
    guard !numbers.isEmpty else { return nil }
    for node in range.dropFirst() where !document.isText(node) {
      let isQuotation = document.tag(node) == .blockquote || document.role(of: node).contains(.quotation)
      guard isQuotation else { continue }
      var body = document.parent(of: node)
      while body > range.lowerBound, document.role(of: body).isDisjoint(with: [.body, .bodyBox]) {
        body = document.parent(of: body)
      }
      // What is quoted behind the first words is one of several.
      guard body > range.lowerBound, document.weight(of: body..<node, upTo: 1) == 0 else { return nil }
      if let source = document.value(named: "data-source", of: node) {
        return numbers[CommentReferences.lastNumber(Array(source.utf8)[...])].flatMap { $0 == index ? nil : $0 }
      }
      for inner in node..<min(document.end(of: node), node + 16) where document.tag(inner) == .a {
        guard let href = document.valueRange(.href, of: inner), document.pool[href].contains(0x23),
          let target = numbers[CommentReferences.lastNumber(document.pool[href])], target != index
        else { continue }
        return target
      }
      return nil
    }
    return nil
  }

  /// The earlier comment whose number an element around a comment bears.
  private func container(around item: CommentItem, of index: Int, _ items: [CommentItem]) -> Int? {
    guard !numbers.isEmpty else { return nil }
    var outer = document.parent(of: item.start)
    for _ in 0..<CommentReferences.outward {
      guard outer > 0, document.tag(outer) != .body else { return nil }
      if let range = document.valueRange(.identifier, of: outer),
        CommentReferences.containers.occurs(in: document.pool.span.extracting(range)),
        let target = numbers[CommentReferences.lastNumber(document.pool[range])], target < index,
        items[target].end <= outer
      {
        return target
      }
      outer = document.parent(of: outer)
    }
    return nil
  }

  /// Takes a mention on a line of its own from the beginning of a comment's words.
  private static func cut(_ label: [UInt8], from facts: inout CommentFacts) {
    guard let text = facts.text, !label.isEmpty else { return }
    let bytes = Array(text.utf8)
    guard bytes.count > label.count + 1, bytes.starts(with: label), bytes[label.count] == 0x0a else { return }
    var start = label.count
    while start < bytes.count, bytes[start] <= 0x20 { start += 1 }
    guard start < bytes.count else { return }
    facts.text = String(decoding: bytes[start...], as: UTF8.self)
    facts.quotes = facts.quotes.compactMap { $0.shifted(into: start..<bytes.count) }
  }

  /// What links to the comment that is answered begin with.
  private static let openings = WordIndex([
    "@", "↩", "↪", "↳", "⤴", "↑", "»", ">>", "in reply to", "in response to", "reply to", "replying to", "replied to",
    "parent", "antwort auf", "antwort an", "als antwort", "en réponse", "réponse à", "en respuesta", "respuesta a",
    "em resposta", "in risposta", "in antwoord", "som svar", "в ответ", "回复", "回覆",
  ])
  /// What the names of elements hold that keep the answers to one comment.
  private static let containers = WordIndex(["comment", "repl", "answer", "response", "child", "thread"])
}
