import Model

/// Why a voice quits or defends: reasons named near what shows its stance, or where it gives reasons.
struct Reasons {
  /// The weightiest first; none for a voice without a stance.
  let ranked: [Reason]

  init(passage: Passage, items: [Weighing.Item], stance: Stance) {
    guard stance != .neutral, !passage.reasonMatches.isEmpty else {
      ranked = []
      return
    }
    let grammar = passage.grammar
    var weights = Array(repeating: Float(0), count: grammar.reasons.count)
    var near = Array(repeating: false, count: passage.clauses.count)
    for item in items where abs(item.weight) > 0.3 {
      let first = max(0, item.clause - 3)
      let last = min(passage.clauses.count - 1, item.clause + 3)
      for clause in first...max(first, last) { near[clause] = true }
    }
    var clause = 0
    for index in passage.reasonMatches.indices {
      let match = passage.reasonMatches[index]
      while clause + 1 < passage.clauses.count, passage.clauses[clause].tokens.upperBound <= Int(match.start) {
        clause += 1
      }
      let pattern = grammar.patterns[Int(match.pattern)]
      var weight = pattern.weight
      if passage.clauses.isEmpty { continue }
      if passage.clauses[clause].isTitle { weight *= 2 } else if !near[clause] { weight *= 0.6 }
      if passage.clauses[clause].tokens.contains(where: { grammar.plays(passage.tokens[$0].word, .because) }) {
        weight *= 1.5
      }
      if passage.tokens[Int(match.start)].traits.contains(.quoted) { weight *= 0.2 }
      weights[Int(pattern.reason)] += weight
    }
    let top = weights.max() ?? 0
    let named = weights.indices.filter { weights[$0] >= 0.8 && weights[$0] >= top * 0.25 }
    ranked = named.sorted { weights[$0] != weights[$1] ? weights[$0] > weights[$1] : $0 < $1 }
      .prefix(4).map { Reason(rawValue: grammar.reasons[$0]) }
  }
}
