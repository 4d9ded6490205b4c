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

  /// Keeps the winners of a run of matches.
  private static func settle(_ run: inout Row<Match>, _ grammar: Grammar) {
    run.sort { outweighs($0, $1, grammar) }
    var kept = 0
    next: for index in run.indices {
      let match = run[index]
      // The winners so far do not overlap and stand in the order of the text: the last that starts before the end of
      // this one has to end before its start.
      var place = kept
      while place > 0, run[place - 1].start >= match.end { place -= 1 }
      if place > 0, run[place - 1].end > match.start { continue next }
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
