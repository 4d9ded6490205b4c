// How a match is tied to the service.
extension Weighing {
  /// How it is tied: by name, by what stands near, or not at all.
  func bind(_ match: Match, _ clause: Clause, _ kind: Cue.Kind) -> Finding.Binding {
    if match.mention >= 0 {
      if passage.tokens[Int(match.mention)].word == Mark.target { return .named }
      return (kind == .exit || kind == .stay) && namesDestination(match) && !startsElsewhere(match)
        ? .direction : .other
    }
    for at in Int(match.start)..<Int(match.end) where passage.tokens[at].word == Mark.target { return .named }
    // "My Zenith plan ends": the other service stands in a gap of the pattern.
    for at in Int(match.start)..<Int(match.end) where passage.tokens[at].word == Mark.rival { return .other }
    if (kind == .exit || kind == .stay) && isFollowedByAnother(match, clause) { return .other }
    if kind == .counter { return clause.isTitle && clause.namesRival && !clause.namesTarget ? .other : .near }
    if clause.namesTarget { return .near }
    if clause.namesRival { return kind == .exit || kind == .stay ? .carried : .other }
    switch clause.topic {
    case .open: return passage.mentionsTarget ? .carried : .near
    case .target: return .carried
    case .rival: return kind == .praise || kind == .stay ? .other : .carried
    }
  }

  /// Whether the words after the match name something else: "I am staying with Kestrel".
  private func isFollowedByAnother(_ match: Match, _ clause: Clause) -> Bool {
    let next = Int(match.end)
    guard !clause.isTitle, passage.mentionsTarget, clause.tokens.contains(next) else { return false }
    return passage.tokens[next].word == Mark.rival || passage.tokens[next].isName
  }

  /// Whether the pattern asks for another service as such (`{R}`), so that going there is leaving here.
  private func namesDestination(_ match: Match) -> Bool {
    grammar.patterns[Int(match.pattern)].asksForRival
  }

  /// Whether the match says from where, and that is another service: "moved my shop from Zenith to Plume".
  private func startsElsewhere(_ match: Match) -> Bool {
    (Int(match.start)..<Int(match.end)).contains {
      passage.glossary.plays($0, .whence) && $0 + 1 < Int(match.mention) && passage.tokens[$0 + 1].word == Mark.rival
    }
  }

  /// Whether the match says from where, and that is a name that may be anything's: "moved from Bristol to Leeds".
  private func startsFromName(_ match: Match) -> Bool {
    (Int(match.start)..<Int(match.end)).contains {
      passage.glossary.plays($0, .whence) && $0 + 1 < Int(match.mention) && passage.tokens[$0 + 1].isName
    }
  }

  func directionFactor(_ match: Match, _ clause: Clause) -> Float {
    let mention = passage.tokens[Int(match.mention)]
    if startsFromName(match) { return Weights.elsewhere }
    let isKnown = mention.word == Mark.rival && !mention.traits.contains(.inferred)
    let isNear = clause.namesTarget || (clause.topic == .target && !clause.isTitle) || passage.titleMentionsTarget
    if !passage.mentionsTarget { return isKnown ? Weights.unsaidOrigin : Weights.unsaidOriginOfName }
    return (isKnown ? 1 : 0.4) * (isNear ? 0.9 : 0.6)
  }

  /// Whether the title names another service and not this one, or the text does so more often.
  var isAboutAnother: Bool {
    passage.titleMentionsRival && !passage.titleMentionsTarget || passage.startsFromAnother
  }

  /// Whether the match begins where its clause does, so that its "if" is its own.
  func opensClause(_ match: Match, _ clause: Clause) -> Bool {
    Int(match.start) <= clause.tokens.lowerBound + 1
      && (clause.tokens.lowerBound..<min(Int(match.end), clause.tokens.upperBound)).contains {
        passage.glossary.plays($0, .condition)
      }
  }

  /// Whether the question is part of the cue ("Why would I leave?") and so its own answer.
  func isAnswered(_ match: Match, _ kind: Cue.Kind) -> Bool {
    (kind == .stay || kind == .refuse) && passage.glossary.plays(Int(match.start), .question)
  }

  /// Whether the speaker is named in the clause: "How I left", not "Leaving Acme, step by step".
  func speaks(in clause: Clause) -> Bool {
    clause.tokens.contains {
      grammar.plays(passage.tokens[$0].word, .first) || grammar.plays(passage.tokens[$0].word, .mine)
    }
  }

  /// Whether the clause holds a word that may stand for the service: "it", "the site", "my account".
  func standsForService(_ match: Match, _ clause: Clause) -> Bool {
    clause.tokens.contains { passage.glossary.plays($0, .thing) || passage.tokens[$0].word == Mark.target }
  }

  /// What a match counts in a text that names the service nowhere; less where its clause says nothing of what it is about.
  func looseness(_ kind: Cue.Kind, _ match: Match, _ clause: Clause) -> Float {
    let isTied = standsForService(match, clause)
    switch kind {
    case .praise: return isTied ? Weights.tiedView : Weights.looseView
    case .stay, .comeback: return isTied ? 1 : Weights.looseStay
    default: return 1
    }
  }
}
