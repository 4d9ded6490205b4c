// What a text as a whole is about, and where it is taken back.
extension Passage {
  /// Whether another service is named first, twice or more and no less often than the one that is read for.
  static func startsFromAnother(_ tokens: Row<Token>, facts: Row<UInt8>) -> Bool {
    var target = 0
    var others: [UInt64: Int] = [:]
    for index in tokens.indices where unsafe facts.known(index) & Grammar.Fact.naming != 0 {
      let token = tokens[index]
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
  static func update(in tokens: Row<Token>, from start: Int, grammar: Grammar) -> Int? {
    let body = tokens.count - start
    guard body > 12 else { return nil }
    var index = start + body / 5
    while index < tokens.count {
      let token = tokens[index]
      if token.traits.contains(.opensSentence), token.word > Mark.lastBoundary, grammar.plays(token.word, .update) {
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
