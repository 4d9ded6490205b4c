/// Which of several matches holds where they overlap: the longest one, of equal ones the weightier, then the earlier.
enum MatchContest {
  /// Keeps of matches, given in the order of their anchors, those that hold; in the order of the text.
  ///
  /// Most matches overlap no other. The others are parted into runs, each of which overlaps the one before, and only
  /// those are contests.
  static func keepBest(_ matches: inout Row<Match>, spare: inout Row<Match>, grammar: Grammar) {
    guard matches.count > 1 else { return }
    matches.insertionSort { $0.start < $1.start }
    var kept = 0
    var first = 0
    while first < matches.count {
      var end = matches[first].end
      var next = first + 1
      while next < matches.count, matches[next].start < end {
        end = max(end, matches[next].end)
        next += 1
      }
      if next - first == 1 {
        matches[kept] = matches[first]
        kept += 1
      } else {
        spare.cut(to: 0)
        for index in first..<next { spare.append(matches[index]) }
        settle(&spare, grammar)
        for index in spare.indices {
          matches[kept] = spare[index]
          kept += 1
        }
      }
      first = next
    }
    matches.cut(to: kept)
  }

  /// Keeps the winners of a run of matches, and what only agreement has beaten: "Uninstalled it yesterday" answers
  /// another voice and tells of an act.
  private static func settle(_ run: inout Row<Match>, _ grammar: Grammar) {
    run.sort { outweighs($0, $1, grammar) }
    guard let first = run.indices.first, answers(run[first], grammar) else { return keepWinners(&run, from: 0) }
    // The longest one is an answer: it stays in front, and acts contend without it.
    var kept = 1
    for index in run.indices.dropFirst() where tellsOfAct(run[index], grammar) {
      run[kept] = run[index]
      kept += 1
    }
    run.cut(to: kept)
    keepWinners(&run, from: 1)
    let answer = run[0]
    var place = 0
    while place + 1 < run.count, run[place + 1].start < answer.start {
      run[place] = run[place + 1]
      place += 1
    }
    run[place] = answer
  }

  private static func answers(_ match: Match, _ grammar: Grammar) -> Bool {
    let kind = grammar.patterns[Int(match.pattern)].kind
    return kind == .agree || kind == .disagree
  }

  private static func tellsOfAct(_ match: Match, _ grammar: Grammar) -> Bool {
    switch grammar.patterns[Int(match.pattern)].kind {
    case .exit, .farewell, .stay, .comeback, .shield: true
    default: false
    }
  }

  /// Keeps, of matches sorted by their right, those behind `origin` that no earlier one overlaps, in the order of the text.
  private static func keepWinners(_ run: inout Row<Match>, from origin: Int) {
    var kept = origin
    next: for index in run.indices.dropFirst(origin) {
      let match = run[index]
      // The winners so far do not overlap and stand in the order of the text: the last that starts before the end of
      // this one has to end before its start.
      var place = kept
      while place > origin, run[place - 1].start >= match.end { place -= 1 }
      if place > origin, run[place - 1].end > match.start { continue next }
      var at = kept
      while at > place {
        run[at] = run[at - 1]
        at -= 1
      }
      run[place] = match
      kept += 1
    }
    run.cut(to: kept)
  }

  private static func outweighs(_ new: Match, _ old: Match, _ grammar: Grammar) -> Bool {
    let newLength = new.end - new.start
    let oldLength = old.end - old.start
    if newLength != oldLength { return newLength > oldLength }
    let newWeight = grammar.patterns[Int(new.pattern)].weight
    let oldWeight = grammar.patterns[Int(old.pattern)].weight
    if newWeight != oldWeight { return newWeight > oldWeight }
    return new.start != old.start ? new.start < old.start : new.pattern < old.pattern
  }
}
