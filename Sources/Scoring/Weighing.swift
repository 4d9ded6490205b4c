import Model

/// Turns a passage's matches into a reading: each match is weighed, the sums decide.
///
/// A class, so that what is asked while a match is weighed copies none of it.
final class Weighing {
  let passage: Passage
  let grammar: Grammar
  private let isDetailed: Bool

  // What the matches add up to.
  private var quitting: Float = 0
  private var quittingInText: Float = 0
  private var defending: Float = 0
  /// What cues add up to that only lean to a side.
  private var leaningToQuit: Float = 0
  private var leaningToDefend: Float = 0
  /// The words of agreement with the voice that this one answers, and what they pulled.
  private var assent: Item?
  private var praise: Float = 0
  private var blame: Float = 0
  private var wavering: Float = 0
  private var news: Float = 0
  private var guide: Float = 0
  private var closing: Float = 0
  private var agreement: Float = 0
  private var reportedExits = 0
  /// The speaker's own exits from another service, in a text that begins with that one.
  private var arrival: Float = 0
  private var comeback: Float = 0
  private(set) var items: [Item] = []
  /// The findings where details are asked for, and the tokens that they begin at.
  private(set) var details: [(at: Int32, finding: Finding)] = []
  private var register = Analysis.Register.personal
  private var steps: [Analysis.Step] = []
  private var findings: [Finding] = []
  /// The first token of a late addition that says what the speaker did; `Int.max` for none.
  private(set) var updateStart = Int.max
  /// The last clear act of the speaker's own in the later half of a post; what speaks against it before counts less.
  private(set) var verdict: Match?
  /// On which side of a move the service stands.
  private(set) var side = (side: Side.none, at: Int32(0))
  /// Whether some act is asked about, imagined, quoted or somebody else's.
  private var tellsOfDoubt = false
  /// Whether the title says that it gives instructions.
  private var titleTeaches = false

  /// A weighed match that may become evidence.
  struct Item {
    var match: Match
    var clause: Int
    var weight: Float
  }

  init(passage: Passage, isDetailed: Bool) {
    self.passage = passage
    grammar = passage.grammar
    self.isDetailed = isDetailed
  }

  /// Weighs everything and decides.
  func reading(answering parent: Reading?, named name: (Int) -> String) -> Reading {
    closing = passage.matches.indices.contains { kind(of: passage.matches[$0]) == .closing } ? 1 : 0
    titleTeaches = passage.matches.indices.contains { index in
      let match = passage.matches[index]
      return kind(of: match) == .guide && Int(match.start) < passage.titleCount
    }
    updateStart = updateThatCounts()
    verdict = lastOwnAct()
    side = sideOfMove()
    items.reserveCapacity(passage.matches.count)
    var clause = 0
    for index in passage.matches.indices {
      let match = passage.matches[index]
      while clause + 1 < passage.clauses.count, passage.clauses[clause].tokens.upperBound <= Int(match.start) {
        clause += 1
      }
      weigh(match, clause, name)
    }
    for index in passage.matches.indices { passage.repeats[Int(passage.matches[index].pattern)] = 1 }
    let polarity = Polarity(passage: passage)
    let decision = decide(polarity, answering: parent)
    let reasons = Reasons(passage: passage, items: items, stance: decision.stance)
    var evidence: [Evidence] = []
    var shown = items
    if let assent { shown.insert(assent, at: shown.firstIndex { $0.match.start > assent.match.start } ?? shown.count) }
    evidence.reserveCapacity(shown.count)
    for item in shown where abs(item.weight) >= 0.02 { evidence.append(self.evidence(item, name)) }
    if decision.isByWords { evidence += WordLeaning.evidence(of: decision.stance, in: passage) }
    if isDetailed {
      register = decision.register
      steps = decision.steps
      findings = findings(with: reasons, name)
    }
    return Reading(
      stance: decision.stance, score: Weighing.rounded(decision.score),
      confidence: Weighing.rounded(decision.confidence), sentiment: Weighing.rounded(polarity.compound),
      reasons: reasons.ranked, evidence: evidence, reportedExits: reportedExits,
      isReturn: decision.stance == .defending && comeback > 0)
  }

  /// The reading that was made last, with what led to it.
  func analysis(of reading: Reading, language: String?) -> Analysis {
    Analysis(reading: reading, language: language, register: register, findings: findings, steps: steps)
  }

  private func kind(of match: Match) -> Cue.Kind { grammar.patterns[Int(match.pattern)].kind }

  // MARK: One match

  private func weigh(_ match: Match, _ clauseIndex: Int, _ name: (Int) -> String) {
    let pattern = grammar.patterns[Int(match.pattern)]
    let kind = pattern.kind
    if kind == .shield || kind == .reason { return }
    let clause = passage.clauses[clauseIndex]
    let anchor = passage.tokens[Int(match.start)]
    let isQuoted = anchor.traits.contains(.quoted)
    if kind == .news || kind == .guide {
      let weight = pattern.weight * (clause.isTitle ? 2 : 1)
      if kind == .news { news += weight } else { guide += weight }
      return
    }
    if kind == .closing { return }
    if kind == .agree || kind == .disagree {
      if agreement == 0, !isQuoted {
        let isFirst = Int(match.start) < passage.titleCount + Weights.answering
        agreement = (kind == .agree ? pattern.weight : -pattern.weight) * (isFirst ? 1 : Weights.lateAgreement)
        assent = Item(match: match, clause: clauseIndex, weight: 0)
      }
      return
    }
    var factors: [Finding.Factor] = []
    var weight = pattern.weight
    func apply(_ factor: Float, _ name: @autoclosure () -> String) {
      if factor == 1 { return }
      weight *= factor
      if isDetailed { factors.append(.init(name: name(), value: Weighing.rounded(factor))) }
    }
    let around = passage.circumstance(of: match, in: clause)
    let binding = bind(match, clause, kind)
    switch binding {
    case .named: break
    case .direction: apply(directionFactor(match, clause), "towards another")
    case .near: apply(Weights.near, "near")
    case .carried: apply(Weights.carried, "carried")
    case .other: apply(Weights.other, "other service")
    }
    if binding == .other, kind == .exit || kind == .farewell, around.person == .own, around.negator < 0,
      around.factuality == 1, !isQuoted, passage.startsFromAnother
    {
      arrival += pattern.weight
    }
    if isAboutAnother, binding == .near && !clause.namesTarget || binding == .carried {
      apply(Weights.aboutAnother, "about another")
    }
    apply(sideFactor(match, clause, kind, binding), "side of the move")
    if binding == .near, !passage.mentionsTarget { apply(looseness(kind, match, clause), "loose") }
    var sign: Float = 0
    switch kind {
    case .exit, .farewell, .call, .refuse: sign = -1
    case .stay, .comeback, .praise, .counter: sign = 1
    case .blame: sign = -1
    default: break
    }
    var person = around.person
    if kind == .farewell, person == .unsaid { person = .own }
    var isReport = kind == .report
    switch kind {
    case .exit, .farewell, .stay, .comeback, .refuse:
      switch person {
      case .own: break
      case .called:
        if around.isAddressed, kind == .exit || kind == .farewell {
          apply(around.tense == .past ? 0.05 : 0.35, "addressed")
        } else {
          apply(Weights.called, "called on")
        }
      case .unsaid: apply(clause.isTitle ? 1 : Weights.unsaid, "nobody named")
      case .others:
        if kind == .exit || kind == .farewell { isReport = true }
        apply(kind == .stay && around.isOfOurs ? Weights.ours : Weights.others, "others")
      case .service: apply(0, "the service's act")
      }
    case .praise, .blame:
      if person == .others, !around.isByForm { apply(around.isOfOurs ? Weights.ours : Weights.others * 2, "others") }
    default: break
    }
    if kind == .farewell, closing > 0 { apply(0.15, "the service closes") }
    if kind != .report, kind != .waver {
      if around.factuality < 1 { apply(around.factuality, around.doubts.names) }
      if around.isInstruction { apply(Weights.instruction, "instruction") }
      if clause.isCondition, !around.doubts.ends(with: .condition), !opensClause(match, clause) {
        apply(Weights.hypothetical, "condition")
      }
      if clause.isConditional, kind != .praise, kind != .counter { apply(Weights.hedged, "conditional") }
      if clause.isQuestion, kind != .counter, !asksRhetorically(clause), !isAnswered(match, kind) {
        apply(clause.isTitle ? Weights.question * 0.6 : Weights.question, "question")
      }
    }
    if sign != 0, kind != .praise, kind != .blame,
      isQuoted || clause.isQuestion || person == .others || around.factuality < Weights.future
    {
      tellsOfDoubt = true
    }
    if around.isBygone { apply(-Weights.bygone, "bygone") }
    if around.negator >= 0 { apply(Weighing.denied(kind, person, around), "denied") }
    if clause.precedesContrast, !clause.isTitle { apply(Weights.beforeContrast, "before contrast") }
    if clause.followsContrast, !clause.isTitle { apply(Weights.afterContrast, "after contrast") }
    apply(place(match, clause), "place")
    if isQuoted { apply(clause.isTitle ? Weights.quotedTitle : Weights.quoted, "quoted") }
    if clause.isTitle, titleTeaches, sign < 0, !speaks(in: clause) { apply(Weights.taught, "a guide's title") }
    let times = passage.repeats[Int(match.pattern)]
    apply(times, "again")
    passage.repeats[Int(match.pattern)] = times == 1 ? 0.6 : times * 0.7
    if let verdict { apply(verdictFactor(match, sign * weight, kind, verdict), "verdict") }
    let signed = sign * weight
    if isReport, !isQuoted, around.negator < 0 { reportedExits += 1 }
    if pattern.weight < 1, kind != .praise, kind != .blame, kind != .waver, kind != .report {
      if signed < 0 { leaningToQuit -= signed } else { leaningToDefend += signed }
    } else {
      add(kind, signed, weight, binding, isTitle: clause.isTitle)
    }
    let item = Item(match: match, clause: clauseIndex, weight: signed)
    if isDetailed {
      details.append((match.start, finding(item, pattern, around, person, binding, isQuoted, factors, name)))
    }
    if sign != 0 || isDetailed { items.append(item) }
  }

  private func add(
    _ kind: Cue.Kind, _ signed: Float, _ weight: Float, _ binding: Finding.Binding, isTitle: Bool
  ) {
    if signed < 0, !isTitle, kind != .blame, kind != .praise { quittingInText -= signed }
    switch kind {
    case .praise:
      if signed >= 0 { praise += signed } else { blame -= signed }
    case .blame:
      if signed <= 0 { blame -= signed } else { praise += signed }
    case .waver: wavering += weight
    case .report: news += weight * 0.5
    case .comeback:
      if signed > 0 {
        // Who came back tells earlier exits as history.
        if signed > 1, binding == .named || binding == .near || passage.title.count == 0 {
          quitting -= quittingInText * (1 - Weights.bygone)
          quittingInText = 0
        }
        comeback += signed
        defending += signed
      } else {
        quitting -= signed
      }
    default:
      if signed < 0 { quitting -= signed } else { defending += signed }
    }
  }

  /// What a denial makes of a cue: "not leaving" is staying, "don't use" is leaving, "not great" is blame.
  private static func denied(_ kind: Cue.Kind, _ person: Finding.Person, _ around: Circumstance) -> Float {
    switch kind {
    case .farewell: -0.3
    case .exit:
      switch person {
      case .own: around.tense == .past ? -0.5 : -0.9
      case .called: -1
      default: -0.5
      }
    case .call: -1
    case .stay, .comeback, .praise: -0.8
    case .blame: -0.5
    default: 0
    }
  }

  /// Whether a title's question announces an answer of the speaker's own ("Why I left?", not "Why am I still here?").
  private func asksRhetorically(_ clause: Clause) -> Bool {
    let isInverted = clause.tokens.dropFirst().contains {
      passage.glossary.plays($0, .first) && passage.glossary.plays($0 - 1, .auxiliary)
    }
    return !isInverted && clause.isTitle
      && clause.tokens.prefix(3).contains { passage.glossary.plays($0, .question) }
      && clause.tokens.contains { passage.glossary.plays($0, .first) }
  }

  /// Where a late addition begins, if it tells of leaving, staying or coming back.
  private func updateThatCounts() -> Int {
    guard let start = passage.update else { return .max }
    let tells = passage.matches.indices.contains { index in
      if Int(passage.matches[index].start) < start { return false }
      switch kind(of: passage.matches[index]) {
      case .exit, .farewell, .stay, .comeback: return true
      default: return false
      }
    }
    return tells ? start : .max
  }

  private func place(_ match: Match, _ clause: Clause) -> Float {
    if updateStart < Int.max {
      if Int(match.start) >= updateStart { return Weights.update }
      return Weights.beforeUpdate * (clause.isTitle ? Weights.title : 1)
    }
    if clause.isTitle { return Weights.title }
    let total = passage.tokens.count - passage.titleCount
    if total < 60 { return Weights.opening }
    let at = Int(match.start) - passage.titleCount
    if at * 8 < total { return Weights.opening }
    if at * 7 > total * 6 { return Weights.ending }
    return 1
  }

  // MARK: The whole text

  private struct Decision {
    var stance: Stance
    var score: Float
    var confidence: Float
    var register: Analysis.Register
    var steps: [Analysis.Step]
    /// Whether cues, tone and agreement alone would have decided otherwise.
    var isByWords: Bool
  }

  private func decide(_ polarity: Polarity, answering parent: Reading?) -> Decision {
    let isShort = passage.title.count == 0 && passage.tokens.count < 60
    var steps: [Analysis.Step] = []
    func step(_ name: String, _ value: Float) { if isDetailed { steps.append(.init(name, value)) } }
    let own = passage.census.ownShare
    let length = 1 + Weights.lengthening * Float(passage.sentences)
    let newsDensity = min(1, max(0, news * (1 - 6 * own)) / (3 + Float(passage.sentences) * 0.4))
    let guideDensity = min(1, guide / 3)
    step("quitting cues", quitting)
    step("defending cues", defending)
    step("leaning to quit", leaningToQuit)
    step("leaning to defend", leaningToDefend)
    quitting += min(leaningToQuit, Weights.leaning)
    defending += min(leaningToDefend, Weights.leaning)
    step("praise", praise)
    step("blame", blame)
    let tone = max(0, polarity.towardsTarget) * Weights.sentimentTowardsPraise
    step("tone", tone)
    let goodwill = min(4, max(0, praise + tone - blame * Weights.blameAgainstPraise)) / length
    var quit = quitting / (length * 0.5 + 0.5) + min(blame, 3) * Weights.blameTowardsQuitting
    // Who left the one and speaks well of the other has moved there.
    let arrived = goodwill > 0 ? min(arrival, 3) * Weights.arrival : 0
    var defend = defending / (length * 0.5 + 0.5) + goodwill + arrived
    let damping = (1 - Weights.newsDamping * newsDensity) * (1 - Weights.guideDamping * guideDensity)
    step("news", newsDensity)
    step("guide", guideDensity)
    step("wavering", wavering)
    let open = 1 / (1 + Weights.wavering * min(wavering, 4))
    quit *= damping * open
    defend *= damping * open
    if agreement != 0, let parent, let stance = parent.stance, stance != .neutral {
      let pull = agreement * Float(max(0.3, parent.confidence))
      if (stance == .quitting) == (pull > 0) { quit += abs(pull) } else { defend += abs(pull) }
      assent?.weight = (stance == .quitting) == (pull > 0) ? -abs(pull) : abs(pull)
      step("agreement", pull)
    }
    let threshold = isShort ? Weights.shortThreshold : Weights.threshold
    step(Analysis.Step.quittingByCues, quit)
    step(Analysis.Step.defendingByCues, defend)
    let byCues = Weighing.stance(quit, defend, threshold)
    let words = WordLeaning(passage: passage, damping: damping * open)
    // Who wavers in so many words takes no side by the others.
    let most: Float =
      wavering >= Weights.waveringWords ? 0 : isShort && tellsOfDoubt ? Weights.mostOfDoubtfulWords : .infinity
    quit = max(0, quit + min(words.quitting, most) * threshold)
    defend = max(0, defend + min(words.defending, most) * threshold)
    if isDetailed { steps += words.steps(in: passage, threshold: threshold) }
    step(Analysis.Step.quitting, quit)
    step(Analysis.Step.defending, defend)
    step(Analysis.Step.threshold, threshold)
    let top = max(quit, defend)
    let margin = abs(quit - defend)
    let register: Analysis.Register = guideDensity > 0.5 ? .guide : newsDensity > 0.4 ? .news : .personal
    let score = (defend - quit) / (defend + quit + threshold)
    let stance = Weighing.stance(quit, defend, threshold)
    let certainty =
      stance == .neutral
      ? (threshold - min(top, threshold)) / threshold : min(margin - Weights.margin * top, 4) / threshold
    let log =
      stance == .neutral
      ? Weights.neutralBase + Weights.neutralSlope * certainty
      : Weights.stanceBase + Weights.stanceSlope * min(certainty, 3)
    let confidence = 1 / (1 + exponential(-log))
    return Decision(
      stance: stance, score: max(-1, min(1, score)), confidence: confidence, register: register, steps: steps,
      isByWords: stance != .neutral && stance != byCues)
  }

  /// A number to three places, as records show it.
  static func rounded(_ value: Float) -> Double { (Double(value) * 1000).rounded() / 1000 }
}
