import Model

extension BallotCount {
  /// Voices of each side of a turn whose words are compared; of more a sample is drawn.
  private static let catalystSample = 1000

  /// What is counted on one side of a turn.
  private struct Side {
    var people = 0
    var reasons = [Int](repeating: 0, count: 64)
    var sample = BallotSample(limit: BallotCount.catalystSample)

    mutating func add(_ mask: UInt64) {
      people += 1
      var rest = mask
      while rest != 0 {
        reasons[rest.trailingZeroBitCount] += 1
        rest &= rest &- 1
      }
    }
  }

  /// What lies behind the turns of the trend; needs all rows once more, for turns are only known at the end.
  func catalysts(of trend: Trend, _ texts: some BallotTexts) throws(BallotDamage) -> [Catalyst] {
    let windows = CatalystWindow.windows(of: trend)
    guard !windows.isEmpty else { return [] }
    let bucket = trend.bucket
    var sides = windows.map { _ in [Side(), Side()] }
    let (states, rowBases) = (states, rowBases)
    func span(_ numbers: Range<Int>) -> Range<Int64> {
      func start(_ number: Int) -> Int64 { bucket.start(of: number).instant().milliseconds }
      return start(numbers.lowerBound)..<start(numbers.upperBound)
    }
    let spans = windows.map { (span($0.before), span($0.after)) }
    try BallotMerge<BallotRow>.forEachRun(
      .rows, of: sheets,
      keep: { row, sheet, position in
        guard states[rowBases[sheet] + position] == State.counted, row.stanceNumber < 3,
          row.milliseconds != .min,
          bucket.holds(row.precision)
        else { return false }
        return spans.contains { $0.0.contains(row.milliseconds) || $0.1.contains(row.milliseconds) }
      }
    ) { run throws(BallotDamage) in
      for index in windows.indices {
        for side in 0..<2 {
          let span = side == 0 ? spans[index].0 : spans[index].1
          var mask: UInt64 = 0
          var voices = 0
          for item in run {
            let row = item.entry
            guard span.contains(row.milliseconds) else { continue }
            let found = reasons(of: row, sheet: Int(item.sheet))
            voices += 1
            mask |= found
            sides[index][side].sample.note(
              row, sheet: Int(item.sheet), rank: rank(of: row, sheet: Int(item.sheet)),
              weight: voices == 1 ? 1 : 0.5)
            // Nameless quotes are somebody each.
            if row.person == 0 { sides[index][side].add(found) }
          }
          if voices > 0, run[run.startIndex].entry.person != 0 { sides[index][side].add(mask) }
        }
      }
    }
    return windows.indices.compactMap { index in
      var terms = TermCounter(stopwords: stopwords)
      var links: [String: Set<UInt64>] = [:]
      for side in 0..<2 {
        for item in sides[index][side].sample.inOrder() {
          guard let text = text(item, texts) else { continue }
          let person = item.row.person == 0 ? item.row.voice : item.row.person
          // The sides of the term counter stand for after and before.
          terms.count(
            text, stance: side == 1 ? .quitting : .defending,
            person: Int32(truncatingIfNeeded: person & 0x7fff_ffff),
            weight: Double(item.weight))
          if side == 1 {
            for link in CatalystCounter.addresses(in: text) {
              links[link, default: []].insert(person)
            }
          }
        }
      }
      func named(_ counts: [Int]) -> [Reason: Int] {
        var named: [Reason: Int] = [:]
        for (bit, reason) in reasons.prefix(64).enumerated() where counts[bit] > 0 {
          named[reason] = counts[bit]
        }
        return named
      }
      return Catalyst(
        position: windows[index].position, people: (sides[index][0].people, sides[index][1].people),
        reasons: (named(sides[index][0].reasons), named(sides[index][1].reasons)),
        terms: terms.terms(limit: 8)[.quitting] ?? [], links: links.mapValues(\.count))
    }
  }
}
