/// What surrounds a match within its clause: whose act it is, when, whether it happened, what denies it.
struct Circumstance {
  var person = Finding.Person.unsaid
  var tense = Finding.Tense.none
  /// 1 for what is or was so, less for what might be, would be, or is only thought of.
  var factuality: Float = 1
  /// What lowered it, for the explanation.
  var doubts = Doubts()
  /// The token that denies it; −1 for none.
  var negator = -1
  /// Whether the text tells how it is done rather than that it is done.
  var isInstruction = false
  /// Whether the verb's form is that of "he" and "she".
  var isThirdPerson = false
  /// Whether "you" is the subject without "should" or the like: told or asked of somebody, not called for.
  var isAddressed = false
  /// Whether only the verb's form says that it is somebody else: "is the best", about the thing itself.
  var isByForm = false
  /// Whether who acts is the speaker's own: "my brother", "our readers".
  var isOfOurs = false
  /// Whether it was so once and is told as past ("used to").
  var isBygone = false
}

extension Passage {
  /// Reads the surroundings of a match to its left, within its clause.
  func circumstance(of match: Match, in clause: Clause) -> Circumstance {
    var found = Circumstance()
    let first = Int(match.start)
    let head = Int(match.head)
    readForm(of: head, into: &found)
    // Words inside the match that say whose it is.
    var inner = Finding.Person.unsaid
    for at in first..<Int(match.end) {
      let word = glossary[at]
      if word.plays(.first) || word.plays(.mine) { inner = .own; break }
      if inner == .unsaid {
        if word.plays(.theirs) || word.plays(.third) { inner = .others }
        if word.plays(.yours) { inner = .called }
      }
    }
    let startsWithSubject = glossary.plays(first, .first) || glossary.plays(first, .second)
    if startsWithSubject { found.person = glossary.plays(first, .first) ? .own : .called }
    scanLeft(
      from: first - 1, head: head, in: clause, into: &found, isDecided: startsWithSubject,
      isPraise: grammar.patterns[Int(match.pattern)].kind == .praise, actsOnTarget: actsOnTarget(match))
    if found.person == .others,
      sharesSpeaker(first, clause) || found.isOfOurs && hasOwnObject(match) || endsInSpeaker(match)
    {
      found.person = .own
    }
    // "They refunded me": who is praised acts on the speaker.
    if inner == .own, grammar.patterns[Int(match.pattern)].kind == .praise { found.person = .own }
    // "They lost a customer": a cue that begins with its own subject says itself whose act it tells of.
    if inner == .others, found.person == .others || found.person == .unsaid, first < head,
      glossary.plays(first, .third)
    {
      found.person = .unsaid
      inner = .unsaid
    }
    if found.person == .unsaid { found.person = inner }
    if found.person == .others || found.person == .service && !actsOnSpeaker(first, clause), inner == .own,
      !hasSubject(first, clause)
    {
      found.person = .own
    }
    // "Acme rocks": whose verb it is does not say whose view.
    if found.person == .others, tokens[first].word == Mark.target, !hasSubject(first, clause) { found.person = .unsaid }
    if found.person == .unsaid { settleSubjectless(match, clause, &found) }
    scanRight(of: match, in: clause, into: &found)
    return found
  }

  private func readForm(of head: Int, into found: inout Circumstance) {
    guard head >= 0 else { return }
    let form = glossary[head].forms
    if form & (Grammar.Form.past | Grammar.Form.participle) != 0, form & Grammar.Form.base == 0 {
      found.tense = .past
    } else if form != 0 {
      found.tense = .present
    }
    if form == Grammar.Form.third { found.isThirdPerson = true }
  }

  private func modify(_ found: inout Circumstance, _ at: Int) {
    let roles = glossary[at].roles
    if roles == 0 { return }
    func plays(_ role: Grammar.Role) -> Bool { roles & role.bit != 0 }
    // "So no, deleted it": what a comma parts denies nothing.
    if plays(.negator), at + 1 >= tokens.count || tokens[at + 1].word != Mark.comma {
      found.negator = found.negator < 0 ? at : -1
    }
    if plays(.future) { found.tense = .future; lower(&found, Weights.future, .future) }
    if plays(.hedge) { lower(&found, Weights.hedged, .hedged) }
    if plays(.counterfactual) { lower(&found, Weights.counterfactual, .hypothetical) }
    if plays(.desire) { lower(&found, Weights.desire, .wish) }
    if plays(.attempt) { lower(&found, Weights.attempt, .attempt) }
    if plays(.condition) { lower(&found, Weights.hypothetical, .condition) }
  }

  private func lower(_ found: inout Circumstance, _ factor: Float, _ doubt: Doubts.Doubt) {
    if found.doubts.isOnly(doubt) { return }
    // A second doubt makes it less certain still ("if they do, I might").
    found.factuality = found.doubts.isEmpty ? factor : min(factor, found.factuality) * Weights.doubled
    found.doubts.append(doubt)
  }

  private func scanLeft(
    from start: Int, head: Int, in clause: Clause, into found: inout Circumstance, isDecided: Bool, isPraise: Bool,
    actsOnTarget: Bool
  ) {
    var at = start
    var steps = 0
    var decided = isDecided
    var obliged = false
    var thirdPersonVerb = false
    let limit = clause.tokens.lowerBound
    while at >= limit, steps < 14 {
      defer {
        at -= 1
        steps += 1
      }
      let token = tokens[at]
      let roles = glossary[at].roles
      func plays(_ role: Grammar.Role) -> Bool { roles & role.bit != 0 }
      // "I never said I was leaving" takes back what others understood; it neither leaves nor stays.
      if decided, plays(.negator), steps <= 6, at + 1 < start, glossary.plays(at + 1, .saying) {
        lower(&found, Weights.disclaimed, .disclaimed)
      }
      if token.traits.contains(.taken) && !plays(.first) && !plays(.people) && !plays(.third) && !plays(.instruction) {
        continue
      }
      if plays(.condition) { lower(&found, Weights.hypothetical, .condition) }
      // "How I left" tells, "how to leave" teaches.
      if plays(.instruction), !glossary.plays(at + 1, .first), !glossary.plays(at + 1, .mine) {
        found.isInstruction = true
      }
      if decided {
        // Beyond the subject only what governs the whole clause counts: "I don't think I will leave".
        if plays(.counterfactual), glossary.plays(at + 1, .first) {
          lower(&found, Weights.counterfactual, .hypothetical)
        }
        if plays(.doubt) { lower(&found, Weights.hedged, .hedged) }
        // "Perhaps I will."
        if plays(.hedge), glossary.plays(at + 1, .first) { lower(&found, Weights.hedged, .hedged) }
        if plays(.negator), steps <= 6, at + 1 < tokens.count, glossary.plays(at + 1, .doubt) {
          found.negator = at
        }
        continue
      }
      modify(&found, at)
      // What has its own subject is denied only from close by: "not one of them noticed the profile has gone".
      if found.negator == at, head > start + 2, steps > 1, !isVerbForm(start + 1) { found.negator = -1 }
      if plays(.past), steps <= 3 { found.isBygone = true }
      if plays(.doubt) { lower(&found, Weights.hedged, .hedged) }
      // "The people upstairs have left it" obliges nobody.
      if plays(.obligation), found.tense != .past || token.word != Mark.have { obliged = true }
      if at == start, start + 1 == head, token.word == Mark.is || plays(.thirdPerson), !passiveStart(at, clause) {
        thirdPersonVerb = true
      }
      if plays(.first) {
        // "The people I follow have left".
        let isRelative = at > limit && glossary.plays(at - 1, .people) && start - at > 0
        found.person = isRelative ? .others : .own
        decided = true
      } else if plays(.second) {
        found.person = .called
        found.isAddressed = !obliged
        // "You can move it to Zenith with a button."
        if at + 1 < head, tokens[at + 1].word == Mark.can { found.isInstruction = true }
        decided = true
      } else if plays(.people), isObject(at, in: clause) {
        continue
      } else if plays(.collective), isOurs(at) {
        found.person = .own
        decided = true
      } else if plays(.relative), hasFirst(before: at, in: clause) {
        found.person = .own
        // "I'm not the one who left."
        found.negator = (max(limit, at - 4)..<at).first { tokens[$0].word == Mark.not } ?? found.negator
        decided = true
      } else if plays(.people) || plays(.third) || plays(.relative) {
        found.person = obliged ? .called : .others
        found.isOfOurs = plays(.people) && isOurs(at)
        decided = true
      } else if plays(.mine), at > limit, glossary.plays(at - 1, .preposition), start - at > 0, at + 1 < start {
        // "Everybody in my town has left."
        continue
      } else if plays(.mine), at + 1 < tokens.count, steps <= 3 {
        found.person = .own
        decided = true
      } else if plays(.theirs), steps <= 2, !isPraise {
        found.person = .others
        decided = true
      } else if token.word == Mark.target, isSubject(at, start + 1) {
        found.person = .service
        decided = true
      } else if actsOnTarget, isImpersonalSubject(at, start + 1, clause) {
        found.person = .service
        decided = true
      } else if token.word == Mark.rival || token.isName, isSubject(at, start + 1),
        !clause.isTitle || steps <= 1
      {
        found.person = .others
        decided = true
      }
    }
    // "is leaving", "has left" without a subject that the lexicon knows: somebody else, never the speaker.
    // A match that begins before its verb has its subject inside: "our days with it are numbered".
    let isBare = head == start + 1
    if !decided, thirdPersonVerb || (found.isThirdPerson && isBare), found.tense != .none {
      found.person = .others
      found.isByForm = true
    }
  }

  /// Whether the service opens the clause of the verb at `first`: "Acme deleted my account".
  private func actsOnSpeaker(_ first: Int, _ clause: Clause) -> Bool {
    let start = clause.tokens.lowerBound
    return !clause.isTitle && tokens[start].word == Mark.target && first - start <= 2
      && (first == start + 1 || glossary.plays(start + 1, .common))
  }

  /// Whether the service is what the verb of the match acts on: "close Acme".
  private func actsOnTarget(_ match: Match) -> Bool {
    let head = Int(match.head)
    guard head >= 0, head == Int(match.start) else { return false }
    return (head + 1..<max(Int(match.end), head + 1)).contains { tokens[$0].word == Mark.target }
  }

  /// Whether "it" is the subject of the verb at `head`: "the owner said it will close Acme".
  private func isImpersonalSubject(_ at: Int, _ head: Int, _ clause: Clause) -> Bool {
    guard head - at <= 4, glossary.plays(at, .impersonal) else { return false }
    if at + 1 == head { return at == clause.tokens.lowerBound || glossary.plays(at - 1, .saying) }
    return glossary.plays(at + 1, .auxiliary) || glossary.plays(at + 1, .future) || glossary.plays(at + 1, .thirdPerson)
  }

  /// Whether the match acts on what is the speaker's: "my husband cancelled our plan".
  private func hasOwnObject(_ match: Match) -> Bool {
    let head = Int(match.head)
    guard head >= 0 else { return false }
    return (head + 1..<max(Int(match.end), head + 1)).contains { glossary.plays($0, .mine) }
  }

  /// Whether the match ends in "did I".
  private func endsInSpeaker(_ match: Match) -> Bool {
    let end = Int(match.end)
    return end - Int(match.start) >= 3 && glossary.plays(end - 1, .first) && glossary.plays(end - 2, .auxiliary)
  }

  private func isVerbForm(_ at: Int) -> Bool { glossary[at].forms != 0 }

  /// Whether the verb at `first` stands after "and" in a clause that begins with the speaker: "I told the man … and left".
  private func sharesSpeaker(_ first: Int, _ clause: Clause) -> Bool {
    let start = clause.tokens.lowerBound
    guard first > start + 1, glossary.plays(first - 1, .link) else { return false }
    return (start..<min(start + 2, first - 1)).contains { glossary.plays($0, .first) }
  }

  /// Whether a preposition before the person at `at` makes it no subject: "sent it to my niece and left".
  private func isObject(_ at: Int, in clause: Clause) -> Bool {
    for index in stride(from: at - 1, through: max(clause.tokens.lowerBound, at - 3), by: -1) {
      let word = glossary[index]
      if word.plays(.preposition) {
        // "Most of my friends left", "one of our customers": the words before the preposition are the subject's own.
        return index > clause.tokens.lowerBound + 1
          || index > clause.tokens.lowerBound && !glossary.plays(index - 1, .people)
            && !glossary.plays(index - 1, .common)
      }
      if !word.plays(.mine), !word.plays(.theirs), !word.plays(.common) { return false }
    }
    return false
  }

  /// Whether the speaker is named up to five words before: "I was the one who switched it off".
  private func hasFirst(before at: Int, in clause: Clause) -> Bool {
    (max(clause.tokens.lowerBound, at - 5)..<at).contains { glossary.plays($0, .first) }
  }

  /// Whether the person at `at` is called "my" or "our", up to two words before.
  private func isOurs(_ at: Int) -> Bool {
    (max(0, at - 3)..<at).contains { glossary.plays($0, .mine) }
  }

  /// Whether the verb at `at` opens its clause, and so asks or has lost its subject.
  private func passiveStart(_ at: Int, _ clause: Clause) -> Bool { at == clause.tokens.lowerBound && !clause.isTitle }

  /// Whether a name can be the subject of the verb at `head`: next to it, but for auxiliaries, and after no preposition.
  private func isSubject(_ at: Int, _ head: Int) -> Bool {
    if head - at > 5 { return false }
    if at > 0, glossary.plays(at - 1, .link) == false, glossary.plays(at - 1, .common),
      !tokens[at - 1].isBoundary
    {
      return false
    }
    return (at + 1..<head).allSatisfy { glossary.plays($0, .common) || glossary.plays($0, .negator) }
  }

  private func hasSubject(_ first: Int, _ clause: Clause) -> Bool {
    (clause.tokens.lowerBound..<max(first, clause.tokens.lowerBound)).contains {
      glossary.plays($0, .people) || glossary.plays($0, .third)
    }
  }

  /// What follows the match may make it a mere thought: "I will leave if …", "leaving it would cost me …".
  private func scanRight(of match: Match, in clause: Clause, into found: inout Circumstance) {
    let end = min(clause.tokens.upperBound, Int(match.end) + 12)
    let head = Int(match.head)
    let kind = grammar.patterns[Int(match.pattern)].kind
    let isGerund = head >= 0 && glossary[head].forms & Grammar.Form.gerund != 0
    var at = Int(match.end)
    while at < end {
      let word = glossary[at]
      if word.plays(.condition), found.tense != .past, kind != .praise, kind != .counter || found.person == .own {
        lower(&found, Weights.hypothetical, .condition)
        return
      }
      if isGerund, at < Int(match.end) + 2, word.plays(.counterfactual) {
        lower(&found, Weights.counterfactual, .hypothetical)
        return
      }
      at += 1
    }
  }

  private func settleSubjectless(_ match: Match, _ clause: Clause, _ found: inout Circumstance) {
    let head = Int(match.head)
    guard head >= 0 else { return }
    let form = glossary[head].forms
    var lead = clause.tokens.lowerBound
    while lead < head,
      glossary.plays(lead, .link) || glossary.plays(lead, .negator)
        || glossary.plays(lead, .contrast) || glossary.plays(lead, .intensifier)
    { lead += 1 }
    // A verb after "and" shares the subject that the verb before it lacks too: "sold the bike and closed the account".
    let isJoined = !clause.isTitle && match.start > 0 && glossary.plays(Int(match.start) - 1, .link)
    let leads = lead == head || Int(match.start) <= lead || isJoined
    if form & Grammar.Form.base != 0, form & Grammar.Form.past == 0 {
      if leads { found.person = .called }
    } else if form & Grammar.Form.gerund != 0 {
      found.person = clause.isTitle || leads ? .own : .unsaid
    } else if leads {
      found.person = .own
    }
  }
}
