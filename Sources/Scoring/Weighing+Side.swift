// On which side of a move the service stands that is read for.
extension Weighing {
  /// On which side of a move from one service to another.
  enum Side {
    /// Nobody moves, or nobody says where.
    case none
    /// The one that is left.
    case origin
    /// The one that is moved to.
    case destination
  }

  /// The side by the last of the speaker's own moves that says of which service it speaks.
  ///
  /// Only texts that name both services have one; what their clauses say without a name is about the new one.
  ///
  /// - Returns: the side, and the first token of that move.
  func sideOfMove() -> (side: Side, at: Int32) {
    guard passage.namesAnother, passage.mentionsTarget else { return (.none, 0) }
    var clause = passage.clauses.count - 1
    for index in passage.matches.indices.reversed() {
      let match = passage.matches[index]
      while clause > 0, passage.clauses[clause].tokens.lowerBound > Int(match.start) { clause -= 1 }
      let side = side(of: match, passage.clauses[clause])
      if side != .none { return (side, match.start) }
    }
    return (.none, 0)
  }

  /// What a match counts by the side of the service: words without a name are about the new one, and where the service is
  /// left in the end, having come to it is history.
  func sideFactor(_ match: Match, _ clause: Clause, _ kind: Cue.Kind, _ binding: Finding.Binding) -> Float {
    let isUnnamed = !clause.namesTarget && (binding == .near || binding == .carried)
    switch (kind, side.side) {
    case (.exit, .destination) where isUnnamed, (.farewell, .destination) where isUnnamed,
      (.refuse, .destination) where isUnnamed:
      return Weights.leftForThis
    case (.praise, .origin) where isUnnamed: return Weights.aboutTheNew
    case (.stay, .origin), (.comeback, .origin):
      if isUnnamed { return Weights.aboutTheNew }
      return verdict == nil && match.start < side.at && !clause.isTitle ? Weights.beforeVerdict : 1
    default: return 1
    }
  }

  /// Whether the match holds a word for going from one place to another, such as "moved", "replaced", "back".
  func tellsOfMove(_ match: Match) -> Bool {
    (Int(match.start)..<Int(match.end)).contains { passage.glossary.plays($0, .transfer) }
  }

  private func side(of match: Match, _ clause: Clause) -> Side {
    let pattern = grammar.patterns[Int(match.pattern)]
    let leads = pattern.kind == .exit || pattern.kind == .farewell
    guard leads || pattern.kind == .stay || pattern.kind == .comeback, pattern.weight >= Weights.sidesFrom,
      !passage.tokens[Int(match.start)].traits.contains(.quoted), !clause.isQuestion, !clause.isConditional,
      !clause.isCondition, tellsOfMove(match)
    else { return .none }
    let binding = bind(match, clause, pattern.kind)
    guard binding == .named || binding == .direction || binding == .other else { return .none }
    let around = passage.circumstance(of: match, in: clause)
    guard around.person == .own || around.person == .unsaid, around.negator < 0, !around.isInstruction,
      around.factuality >= Weights.future, !around.isBygone
    else { return .none }
    switch binding {
    case .direction: return leads ? .origin : .none
    case .named: return leads ? .origin : .destination
    default: return leads ? .destination : .none
    }
  }
}
