import Model

// What a weighed match shows: the words, where they stand, and what bore on their weight.
extension Weighing {
  func evidence(_ item: Item, _ name: (Int) -> String) -> Evidence {
    let first = passage.tokens[Int(item.match.start)]
    let last = passage.tokens[Int(item.match.end) - 1]
    let isTitle = first.traits.contains(.title)
    let bytes = isTitle ? passage.title : passage.text
    let start = max(0, min(Int(first.start), bytes.count))
    let end = max(start, min(Int(last.end), bytes.count))
    return Evidence(
      text: bytes.string(start, end), start: start, end: end,
      cue: item.match.pattern < 0 ? "word" : name(Int(grammar.patterns[Int(item.match.pattern)].cue)),
      weight: Double(item.weight),
      place: isTitle ? .title : .text)
  }

  func finding(
    _ item: Item, _ pattern: Pattern, _ around: Circumstance, _ person: Finding.Person, _ binding: Finding.Binding,
    _ isQuoted: Bool, _ factors: [Finding.Factor], _ name: (Int) -> String
  ) -> Finding {
    let clause = passage.clauses[item.clause]
    let negator: Token? = around.negator < 0 ? nil : passage.tokens[around.negator]
    return Finding(
      cue: pattern.cue < 0 ? "word" : name(Int(pattern.cue)), kind: pattern.kind, reason: nil,
      evidence: evidence(item, name),
      clause: Int(
        passage.tokens[clause.tokens.lowerBound].start)..<max(
          Int(passage.tokens[clause.tokens.lowerBound].start), Int(passage.tokens[clause.tokens.upperBound - 1].end)),
      person: person, tense: around.tense, binding: binding,
      negatedBy: negator.map { Int($0.start)..<Int($0.end) }, isQuoted: isQuoted, isQuestion: clause.isQuestion,
      factors: factors)
  }

  /// What was found of stances and of reasons, in the order of title and text.
  func findings(with reasons: Reasons, _ name: (Int) -> String) -> [Finding] {
    var found = details
    for given in reasons.given {
      let item = Item(match: given.match, clause: given.clause, weight: given.weight)
      let pattern =
        given.match.pattern < 0
        ? Pattern(cue: -1, kind: .reason, weight: given.weight, reason: 0, asksForRival: false)
        : grammar.patterns[Int(given.match.pattern)]
      var finding = finding(
        item, pattern, Circumstance(), .unsaid, .near,
        passage.tokens[Int(given.match.start)].traits.contains(.quoted), [], name)
      finding.reason = given.reason.rawValue
      found.append((given.match.start, finding))
    }
    found.sort { $0.at < $1.at }
    return found.map(\.finding)
  }
}
