// How firmly a match is tied to the service where nobody names it.
extension Weighing {
  /// Whether the clause holds a word that may stand for the service: "it", "the site", "my account".
  func standsForService(_ match: Match, _ clause: Clause) -> Bool {
    clause.tokens.contains { grammar.plays(passage.tokens[$0].word, .thing) || passage.tokens[$0].word == Mark.target }
  }

  /// What a match counts whose clause says nothing of what it is about.
  func looseness(_ kind: Cue.Kind) -> Float {
    switch kind {
    case .praise: Weights.looseView
    case .stay, .comeback: Weights.looseStay
    default: 1
    }
  }
}
