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
        AnswerBoxes.words.occurs(in: bytes.extracting(name.range))
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

  /// Items with the answers in them, each behind what it answers.
  ///
  /// - Complexity: O(nodes of the items).
  func parted(_ items: [CommentItem]) -> [CommentItem] {
    guard items.allSatisfy({ $0.ranges.count == 1 }) else { return items }
    let starts = CommentReader.starts(of: items, in: document)
    var result: [CommentItem] = []
    for item in items {
      result.append(item)
      var node = item.start + 1
      while node < item.end {
        if starts.contains(node) {
          // What is an item itself is looked at in its turn.
          node = document.end(of: node)
        } else if isAnswer(node, starts) {
          result[result.count - 1].sample = nil
          var answer = CommentItem(ranges: [node..<document.end(of: node)])
          answer.nests = false
          result.append(answer)
          node = document.end(of: node)
        } else {
          node += 1
        }
      }
    }
    return result.count == items.count ? items : result.sorted { $0.start < $1.start }
  }

  /// Whether an element is named as an answer and holds a time and words, and no item.
  private func isAnswer(_ node: Int, _ starts: NodeSet) -> Bool {
    let record = document.nodes[node]
    guard record.attributeCount > 0 else { return false }
    switch record.tag {
    case .div, .section, .article, .li, .td, .aside, .blockquote, .p: break
    default: return false
    }
    let isNamed = (Int(record.first)..<Int(record.first) + Int(record.attributeCount)).contains {
      let number = Int(document.attributes[$0].number)
      return number > 0 && number < speaks.count && speaks[number]
    }
    let range = node + 1..<Int(record.end)
    guard isNamed, document.weight(of: range, upTo: 24) >= 24 else { return false }
    var isTimed = false
    var holdsWords = false
    for inner in range {
      if starts.contains(inner) { return false }
      if document.isText(inner) {
        let text = document.textRange(of: inner)
        let weight = document.weight(of: inner..<inner + 1, upTo: 24)
        if weight >= 10, weight < 24 || text.count <= 60, TimeMarks.speaksOfTime(document.pool, text) {
          isTimed = true
        } else if weight >= 12 {
          holdsWords = true
        }
      } else if document.tag(inner) == .time || document.role(of: inner).contains(.date) {
        isTimed = true
      } else if document.tag(inner) == .textarea {
        return false
      }
    }
    return isTimed && holdsWords
  }
}
