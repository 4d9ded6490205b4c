/// How kind or unkind the words are, whatever they are about.
///
/// Rules of our own in the manner of valence-aware lexicons: a rated word counts more after "very" and less after
/// "slightly", turns after a negator, shouts in capitals, and weighs more after "but" than before.
struct Polarity {
  /// −1…+1 for the whole text.
  private(set) var compound: Float = 0
  /// Mean of the sums of the clauses that speak of the service, about −1…+1.
  private(set) var towardsTarget: Float = 0

  private static let intensified: Float = 0.293
  private static let shouted: Float = 0.733
  private static let negated: Float = -0.74
  private static let normalisation: Float = 15

  init(passage: Passage, text: [UInt8], title: [UInt8]) {
    let grammar = passage.grammar
    var sum: Float = 0
    var exclamations = 0
    var target: Float = 0
    var targetClauses: Float = 0
    for clause in passage.clauses {
      var clauseSum: Float = 0
      var index = clause.tokens.lowerBound
      while index < clause.tokens.upperBound {
        let word = passage.tokens[index].word
        var length = 1
        var rating: Float = Int(word) < grammar.ratings.count ? grammar.ratings[Int(word)] : 0
        if Int(word) < grammar.startsPhrase.count, grammar.startsPhrase[Int(word)],
          let phrases = grammar.phraseStarts[word],
          let phrase = Polarity.phrase(phrases, passage.tokens, index, clause.tokens.upperBound)
        {
          rating = phrase.rating
          length = phrase.rest.count + 1
        }
        if rating != 0 { clauseSum += Polarity.value(of: rating, at: index, passage, clause) }
        index += length
      }
      if clause.precedesContrast { clauseSum *= 0.6 } else if clause.followsContrast { clauseSum *= 1.4 }
      sum += clauseSum
      if clause.tokens.upperBound < passage.tokens.count,
        passage.tokens[clause.tokens.upperBound].word == Mark.exclamation
      {
        exclamations += 1
      }
      if clause.namesTarget || (clause.topic == .target && !clause.namesRival) {
        target += clauseSum * (clause.namesTarget ? 1 : 0.5)
        targetClauses += 1
      }
    }
    if sum > 0 {
      sum += 0.292 * Float(min(exclamations, 4))
    } else if sum < 0 {
      sum -= 0.292 * Float(min(exclamations, 4))
    }
    compound = sum / (sum * sum + Polarity.normalisation).squareRoot()
    towardsTarget = target / (target * target + 40).squareRoot() * (targetClauses > 0 ? 2 : 0)
  }

  private static func phrase(_ phrases: [Grammar.Phrase], _ tokens: [Token], _ index: Int, _ end: Int) -> Grammar
    .Phrase?
  {
    phrases.first { phrase in
      index + phrase.rest.count < end
        && phrase.rest.indices.allSatisfy { tokens[index + 1 + $0].word == phrase.rest[$0] }
    }
  }

  private static func value(of rating: Float, at index: Int, _ passage: Passage, _ clause: Clause) -> Float {
    let grammar = passage.grammar
    var value = rating
    let sign: Float = rating < 0 ? -1 : 1
    let token = passage.tokens[index]
    if token.traits.contains(.shouted), !token.traits.contains(.title) { value += sign * shouted }
    if token.traits.contains(.drawnOut) { value += sign * intensified }
    var distance = 1
    var isNegated = false
    while distance <= 3, index - distance >= clause.tokens.lowerBound {
      let before = passage.tokens[index - distance].word
      let fade: Float = distance == 1 ? 1 : distance == 2 ? 0.95 : 0.9
      if grammar.plays(before, .intensifier) { value += sign * intensified * fade }
      if grammar.plays(before, .dampener) { value -= sign * intensified * fade }
      if grammar.plays(before, .negator) { isNegated.toggle() }
      distance += 1
    }
    return isNegated ? value * negated : value
  }
}
