import Markup

/// The rule that finds somebody's answer inside the element of what is answered, as shops, boards of reviews and guest
/// books print what the owner says.
///
/// `<div class="review">…<p>Lost my list.</p><div class="review__response"><b>Larder Ltd</b> <time>2021-02-19</time>
/// <p>We are sorry.</p></div></div>`: the box is named so, and holds a time of its own and words.
struct AnswerBoxes {
  private let document: Document
  /// Whether each of the page's names speaks of an answer.
  private let speaks: [Bool]

  /// Looks at the names of a page; `nil` where none speaks of answers.
  init?(_ document: Document) {
    let bytes = document.pool.span
    var speaks = [Bool](repeating: false, count: document.names.count)
    var found = false
    for number in document.names.indices.dropFirst() {
      let name = document.names[number]
      guard name.attribute == .class || name.attribute.isHook,
        AnswerBoxes.words.occurs(in: bytes.extracting(name.range)),
        !AnswerBoxes.pointers.occurs(in: bytes.extracting(name.range))
      else { continue }
      speaks[number] = true
      found = true
    }
    guard found else { return nil }
    self.document = document
    self.speaks = speaks
  }

  private static let words = WordIndex([
    "response", "reply", "answer", "antwort", "respuesta", "resposta", "reponse", "risposta", "svar", "odpowied",
  ])

  /// What names hold of elements that show or name what an item itself answers.
  private static let pointers = WordIndex([
    "quote", "quotation", "zitat", "in-reply-to", "reply-to", "reply_to", "replyto", "inreplyto", "replying", "replied",
  ])
  /// Nodes of an answer, at most.
  private static let longest = 1000
  /// How often the nodes of a page are looked at for answers within boxes, at most.
  private static let looks = 8

  /// Items with the answers in them, each behind what it answers; an item that would keep nothing of its own stays whole.
  ///
  /// - Complexity: O(nodes of the items).
  func parted(_ items: [CommentItem]) -> [CommentItem] {
    guard items.allSatisfy({ $0.ranges.count == 1 }) else { return items }
    let starts = CommentReader.starts(of: items, in: document)
    var result: [CommentItem] = []
    var left = document.count * AnswerBoxes.looks
    for item in items {
      result.append(item)
      var answers: [Range<Int>] = []
      var isSigned = false
      var isSaid = false
      var node = item.start + 1
      while node < item.end {
        if starts.contains(node) {
          // What is an item itself is looked at in its turn.
          node = document.end(of: node)
        } else if isAnswer(node, starts, &left) {
          answers.append(node..<document.end(of: node))
          node = document.end(of: node)
        } else {
          switch part(node) {
          case .byline: isSigned = true
          case .words: isSaid = true
          case .none: break
          }
          node += 1
        }
      }
      guard isSigned, isSaid, !answers.isEmpty else { continue }
      result[result.count - 1].sample = nil
      for range in answers {
        var answer = CommentItem(ranges: [range])
        answer.nests = false
        result.append(answer)
      }
    }
    return result.count == items.count ? items : result.sorted { $0.start < $1.start }
  }

  /// Whether an element is named as an answer and holds a time and words, and no item.
  ///
  /// - Parameter left: nodes that may still be looked at, since boxes may lie in boxes.
  private func isAnswer(_ node: Int, _ starts: NodeSet, _ left: inout Int) -> Bool {
    let record = document.nodes[node]
    guard record.attributeCount > 0 else { return false }
    switch record.tag {
    case .div, .section, .article, .li, .td, .aside, .p: break
    default: return false
    }
    let isNamed = (Int(record.first)..<Int(record.first) + Int(record.attributeCount)).contains {
      let number = Int(document.attributes[$0].number)
      return number > 0 && number < speaks.count && speaks[number]
    }
    let range = node + 1..<Int(record.end)
    guard isNamed, range.count <= min(AnswerBoxes.longest, left), document.weight(of: range, upTo: 24) >= 24 else {
      return false
    }
    left -= range.count
    var isTimed = false
    var holdsWords = false
    for inner in range {
      if starts.contains(inner) { return false }
      if document.tag(inner) == .textarea { return false }
      switch part(inner) {
      case .byline(let isTime): if isTime { isTimed = true }
      case .words: holdsWords = true
      case .none: break
      }
    }
    return isTimed && holdsWords
  }

  /// What a node is to a comment.
  private enum Part {
    /// Says who speaks or when.
    case byline(isTime: Bool)
    case words
  }

  private func part(_ node: Int) -> Part? {
    guard document.isText(node) else {
      let role = document.role(of: node)
      if document.tag(node) == .time || role.contains(.date) { return .byline(isTime: true) }
      return role.isDisjoint(with: [.author, .authorBox]) ? nil : .byline(isTime: false)
    }
    let text = document.textRange(of: node)
    let weight = document.weight(of: node..<node + 1, upTo: 24)
    if weight >= 10, weight < 24 || text.count <= 60, TimeMarks.speaksOfTime(document.pool, text) {
      return .byline(isTime: true)
    }
    return weight >= 12 ? .words : nil
  }
}
