import Model

/// Why a voice quits or defends: reasons named near what shows its stance, or where it gives reasons.
struct Reasons {
  /// The weightiest first; none for a voice without a stance.
  let ranked: [Reason]
  /// The words that gave them, in the order of the text.
  let given: [Given]

  /// Words that name a reason.
  struct Given {
    /// Where they stand; of a single word of a field, the pattern is −1.
    var match: Match
    var clause: Int
    var reason: Reason
    var weight: Float
  }

  /// What a reason's words have to add up to.
  private static let threshold: Float = 0.8
  /// What each sentence adds to it: among many words one is named in passing sooner or later.
  private static let lengthening: Float = 0.03
  /// What words far from all that shows the stance count.
  private static let far: Float = 0.6
  /// What a reason counts for staying where its clause names another service alone.
  private static let ofAnother: Float = 0.5
  /// What a complaint counts that who stays makes and does not deny.
  private static let conceded: Float = 0.4
  /// What all such complaints of one reason count at most, which is too little to make it one.
  private static let mostConceded: Float = 0.5
  /// The share of the weightiest reason's words that another one has to reach.
  private static let share: Float = 0.3
  /// What a word of a reason's field counts, and how often at most.
  private static let word: Float = 0.3
  private static let mostOfWord = 2
  /// How many words may stand between a denial and what it denies.
  private static let farthestDenial = 5

  init(passage: Passage, items: [Weighing.Item], stance: Stance) {
    guard stance != .neutral, !passage.clauses.isEmpty else {
      ranked = []
      given = []
      return
    }
    let grammar = passage.grammar
    var weights = Array(repeating: Float(0), count: grammar.reasons.count)
    var room = Array(repeating: Reasons.mostConceded, count: grammar.reasons.count)
    var near = Array(repeating: false, count: passage.clauses.count)
    for item in items where abs(item.weight) > 0.3 {
      let first = max(0, item.clause - 3)
      let last = min(passage.clauses.count - 1, item.clause + 3)
      for clause in first...max(first, last) { near[clause] = true }
    }
    var found: [(match: Match, clause: Int, reason: Int, weight: Float)] = []
    var clause = 0
    for index in passage.reasonMatches.indices {
      let match = passage.reasonMatches[index]
      while clause + 1 < passage.clauses.count, passage.clauses[clause].tokens.upperBound <= Int(match.start) {
        clause += 1
      }
      let pattern = grammar.patterns[Int(match.pattern)]
      let reason = ReasonSide.index(of: pattern.reason)
      if grammar.reasons[reason] == Lexicon.noReason { continue }
      var weight = pattern.weight
      var isConceded = false
      let isDenied = Reasons.isDenied(match, passage.clauses[clause], passage)
      switch (stance, ReasonSide(of: pattern.reason)) {
      case (.quitting, .praising): continue
      // Who leaves does not complain of what there is not; who stays may praise it for that.
      case (.quitting, _): if isDenied { continue }
      case (_, .praising): if isDenied { continue }
      case (_, .against): isConceded = !isDenied
      case (_, .either): break
      }
      if passage.clauses[clause].isTitle { weight *= 2 } else if !near[clause] { weight *= Reasons.far }
      if passage.clauses[clause].tokens.contains(where: { passage.glossary.plays($0, .because) }) {
        weight *= 1.5
      }
      if passage.tokens[Int(match.start)].traits.contains(.quoted) { weight *= 0.2 }
      // What another service did is no reason for liking this one: "Zenith raised its prices, so here I am".
      if stance == .defending, passage.clauses[clause].namesRival, !passage.clauses[clause].namesTarget {
        weight *= Reasons.ofAnother
      }
      if isConceded {
        weight = min(weight * Reasons.conceded, room[reason])
        room[reason] -= weight
      }
      weights[reason] += weight
      found.append((match, clause, reason, weight))
    }
    Reasons.addWords(of: passage, stance, near, &weights, &found)
    let top = weights.max() ?? 0
    let least = Reasons.threshold * (1 + Reasons.lengthening * Float(max(0, passage.sentences - 3)))
    let named = weights.indices.filter { weights[$0] >= least && weights[$0] >= top * Reasons.share }
    let best = named.sorted { weights[$0] != weights[$1] ? weights[$0] > weights[$1] : $0 < $1 }.prefix(4)
    ranked = best.map { Reason(rawValue: grammar.reasons[$0]) }
    given = found.filter { best.contains($0.reason) }.map {
      Given(match: $0.match, clause: $0.clause, reason: Reason(rawValue: grammar.reasons[$0.reason]), weight: $0.weight)
    }
  }

  /// Adds the single words that speak of a reason together with others of its field.
  private static func addWords(
    of passage: Passage, _ stance: Stance, _ near: [Bool], _ weights: inout [Float],
    _ found: inout [(match: Match, clause: Int, reason: Int, weight: Float)]
  ) {
    var next = 0
    var counted: [UInt32] = []
    counted.reserveCapacity(64)
    var clause = 0
    for index in passage.tokens.indices {
      let fields = passage.glossary[index].fields
      if fields == .none { continue }
      let token = passage.tokens[index]
      // What a cue has taken counts as the cue says, which may be nothing.
      while next < passage.reasonMatches.count, passage.reasonMatches[next].end <= index { next += 1 }
      if next < passage.reasonMatches.count, passage.reasonMatches[next].start <= index { continue }
      if token.traits.contains(.quoted) || counted.count(where: { $0 == token.word }) == mostOfWord { continue }
      counted.append(token.word)
      while clause + 1 < passage.clauses.count, passage.clauses[clause].tokens.upperBound <= index { clause += 1 }
      let place = passage.clauses[clause]
      let match = Match(
        pattern: -1, start: Int32(index), end: Int32(index + 1), anchor: Int32(index), head: -1, mention: -1)
      if isDenied(match, place, passage) { continue }
      let weight = word * (place.isTitle ? 2 : near[clause] ? 1 : far)
      fields.forEach { reason, side in
        if (stance == .quitting ? side == .praising : side == .against) { return }
        weights[reason] += weight
        found.append((match, clause, reason, weight))
      }
    }
  }

  /// Whether a denial stands before the words with nothing but small words between: "not because of any ads".
  private static func isDenied(_ match: Match, _ clause: Clause, _ passage: Passage) -> Bool {
    var at = Int(match.start) - 1
    let first = max(clause.tokens.lowerBound, at - farthestDenial)
    while at >= first {
      let word = passage.glossary[at]
      if word.plays(.negator) && word.plays(.denial) { return true }
      guard word.plays(.passing) else { return false }
      at -= 1
    }
    return false
  }
}

extension Lexicon {
  /// The section of cues of reasons whose matches only keep shorter ones from being reasons.
  public static let noReason = "none"
}
