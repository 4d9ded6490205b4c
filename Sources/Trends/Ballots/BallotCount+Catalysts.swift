import Model

extension BallotCount {
  /// Counts what is said on both sides of each turn by people of a quarter, or in nameless quotes for `nil`; needs the rows
  /// once more, for turns are only known at the end.
  func turns(
    _ windows: [CatalystWindow], _ bucket: Bucket, quarter: Int?
  ) throws(BallotDamage) -> BallotTurns {
    func span(_ numbers: Range<Int>) -> Range<Int64> {
      func start(_ number: Int) -> Int64 { bucket.start(of: number).instant().milliseconds }
      return start(numbers.lowerBound)..<start(numbers.upperBound)
    }
    let spans = windows.flatMap { [span($0.before), span($0.after)] }
    let (states, rowBases) = (states, rowBases)
    let coarsest = bucket == .month ? 4 : 3
    @inline(__always) func isWithin(_ row: BallotRow, _ sheet: Int, _ position: Int) -> Bool {
      guard row.milliseconds != .min, row.precisionNumber < coarsest, row.stanceNumber < 3,
        states[rowBases[sheet] + position] == State.counted
      else { return false }
      for span in spans where span.contains(row.milliseconds) { return true }
      return false
    }
    var turns = BallotTurns(windows)
    guard let quarter else {
      // Nameless quotes are somebody each; all but the first weigh as if one person had said them.
      var isFirst = [Bool](repeating: true, count: spans.count)
      for (sheet, source) in sheets.enumerated() {
        var reader = BallotReader<BallotRow>(source, .rows, number: sheet)
        try reader.forEach(below: { $0.person == 0 }) { row, position in
          guard isWithin(row, sheet, position) else { return }
          for side in spans.indices where spans[side].contains(row.milliseconds) {
            turns.note(row, sheet, rank(of: row, sheet: sheet), side: side, isFirst: isFirst[side])
            isFirst[side] = false
            turns.count(reasons(of: row, sheet: sheet), side: side)
          }
        }
      }
      return turns
    }
    let merge = BallotMerge<BallotRow>(.rows, of: sheets)
    try merge.forEachGroup(
      ofQuarter: quarter, keep: { row, sheet, position in row.person != 0 && isWithin(row, sheet, position) }
    ) { group throws(BallotDamage) in
      try merge.forEachRun(of: group) { run throws(BallotDamage) in
        for side in spans.indices {
          var mask: UInt64 = 0
          var isFirst = true
          for place in run {
            let position = group.order[place]
            let row = group.entries[Int(position)]
            guard spans[side].contains(row.milliseconds) else { continue }
            let sheet = group.sheet(position)
            mask |= reasons(of: row, sheet: sheet)
            turns.note(row, sheet, rank(of: row, sheet: sheet), side: side, isFirst: isFirst)
            isFirst = false
          }
          if !isFirst { turns.count(mask, side: side) }
        }
      }
    }
    return turns
  }

  /// What lies behind the turns.
  func catalysts(
    _ turns: BallotTurns, _ windows: [CatalystWindow], _ texts: some BallotTexts
  ) -> [Catalyst] {
    // One after the other: each counts words in a table of its own, which is the larger part of a small report's memory.
    return windows.indices.compactMap { index in
      catalyst(windows[index].position, turns.sides[2 * index], turns.sides[2 * index + 1], texts)
    }
  }

  private func catalyst(
    _ position: Int, _ before: BallotTurns.Side, _ after: BallotTurns.Side, _ texts: some BallotTexts
  ) -> Catalyst? {
    var terms = TermCounter(stopwords: stopwords)
    var links: [String: Set<UInt64>] = [:]
    for (side, counted) in [before, after].enumerated() {
      var sample = counted.sample
      for item in sample.inOrder() {
        guard let text = text(item, texts) else { continue }
        let person = item.row.person == 0 ? item.row.voice : item.row.person
        // The sides of the term counter stand for after and before.
        terms.count(
          text, stance: side == 1 ? .quitting : .defending, person: Int32(truncatingIfNeeded: person & 0x7fff_ffff),
          weight: Double(item.weight))
        guard side == 1 else { continue }
        for link in CatalystCounter.addresses(in: text) { links[link, default: []].insert(person) }
      }
    }
    func named(_ counts: [Int]) -> [Reason: Int] {
      var named: [Reason: Int] = [:]
      for (bit, reason) in reasons.prefix(64).enumerated() where counts[bit] > 0 { named[reason] = counts[bit] }
      return named
    }
    return Catalyst(
      position: position, people: (before.people, after.people), reasons: (named(before.reasons), named(after.reasons)),
      terms: terms.terms(limit: 8)[.quitting] ?? [], links: links.mapValues(\.count))
  }
}
