import Model

// Where a post says what its author did in the end.
extension Weighing {
  /// The last clear act of the speaker's own that stands in the later half of a post: whatever the title promises and the
  /// story weighs up, "in the end I cancelled it" decides.
  func lastOwnAct() -> Match? {
    let total = passage.tokens.count - passage.titleCount
    guard passage.title.count > 0, total >= 60 else { return nil }
    let half = updateStart < Int.max ? updateStart : passage.titleCount + total / 2
    var clause = passage.clauses.count - 1
    for index in passage.matches.indices.reversed() {
      let match = passage.matches[index]
      if Int(match.start) < half { return nil }
      while clause > 0, passage.clauses[clause].tokens.lowerBound > Int(match.start) { clause -= 1 }
      if isOwnAct(match, passage.clauses[clause]) { return match }
    }
    return nil
  }

  /// What a match counts beside the verdict: that itself more, what speaks against it before less.
  func verdictFactor(_ match: Match, _ signed: Float, _ kind: Cue.Kind, _ verdict: Match) -> Float {
    if match.start == verdict.start { return Weights.verdict }
    if match.start > verdict.start || kind == .blame || kind == .waver || kind == .report { return 1 }
    let isLeaving = Weighing.leads(away: grammar.patterns[Int(verdict.pattern)].kind)
    return (signed < 0) == isLeaving ? 1 : Weights.beforeVerdict
  }

  private func isOwnAct(_ match: Match, _ clause: Clause) -> Bool {
    let pattern = grammar.patterns[Int(match.pattern)]
    switch pattern.kind {
    case .exit, .farewell, .stay, .comeback: break
    default: return false
    }
    // "Gone", "kept it" are too short to be told from what else happens in a story.
    if pattern.weight < 2 || match.end - match.start < 3 || passage.tokens[Int(match.start)].traits.contains(.quoted) {
      return false
    }
    if clause.isQuestion || clause.isConditional || clause.isCondition && !opensClause(match, clause) { return false }
    let binding = bind(match, clause, pattern.kind)
    if binding == .direction {
      if !passage.mentionsTarget || !tellsOfMove(match) || passage.tokens[Int(match.mention)].word != Mark.rival {
        return false
      }
    } else if binding == .other || binding != .named && isAboutAnother && !clause.namesTarget {
      return false
    }
    let around = passage.circumstance(of: match, in: clause)
    return (around.person == .own || pattern.kind == .farewell && around.person == .unsaid)
      && around.factuality >= Weights.future && around.negator < 0 && !around.isInstruction && !around.isBygone
  }

  private static func leads(away kind: Cue.Kind) -> Bool { kind == .exit || kind == .farewell }

  /// The side whose sum reaches the threshold and stands clear of the other's.
  static func stance(_ quit: Float, _ defend: Float, _ threshold: Float) -> Stance {
    let top = max(quit, defend)
    guard top >= threshold, abs(quit - defend) > Weights.margin * top else { return .neutral }
    return quit > defend ? .quitting : .defending
  }
}
