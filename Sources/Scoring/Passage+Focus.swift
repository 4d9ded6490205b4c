// What a text as a whole is about, and where it is taken back.
extension Passage {
  /// Whether another service is named first, twice or more and no less often than the one that is read for.
  static func startsFromAnother(_ tokens: Row<Token>, names: TokenSet) -> Bool {
    var target = 0
    var others: [UInt64: Int] = [:]
    var index = names.next(from: 0, before: tokens.count)
    while index < tokens.count {
      let token = tokens[index]
      index = names.next(from: index + 1, before: tokens.count)
      if token.word == Mark.target {
        if target == 0, others.isEmpty { return false }
        target += 1
      } else if token.word == Mark.rival {
        others[token.hash, default: 0] += 1
      }
    }
    let most = others.values.max() ?? 0
    return target > 0 && most >= 2 && most >= target
  }

  /// The first token of a late addition: "UPDATE:", "Edit, two weeks later:", "Edited to add".
  static func update(in tokens: Row<Token>, _ glossary: Glossary, from start: Int) -> Int? {
    let body = tokens.count - start
    guard body > 12 else { return nil }
    var index = start + body / 5
    while index < tokens.count {
      let token = tokens[index]
      if token.traits.contains(.opensSentence), token.word > Mark.lastBoundary, glossary.plays(index, .update) {
        let end = min(index + 8, tokens.count)
        if token.traits.contains(.shouted) || (index..<end).contains(where: { tokens[$0].word == Mark.colon }) {
          return index
        }
      }
      index += 1
    }
    return nil
  }
}
