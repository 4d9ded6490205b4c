import Model

/// What a count gives beside the trend.
public struct BallotResult: Sendable {
  /// The numbers.
  public var trend: Trend
  /// Voices that stand for their side.
  public var representatives: Representatives
  /// What lies behind the turns.
  public var catalysts: [Catalyst]
}

extension BallotCount {
  /// Voices of each stance whose words are counted; of more a sample is drawn.
  static let wordsSample = 2000
  /// Voices that are kept to choose the most answered from.
  private static let answeredKept = 64

  /// What one pass over all rows finds, before anything is known of people and periods.
  private struct Survey {
    var coverage = Trend.Coverage()
    var people: BallotPeople
    /// Votes by day, for the choice of the buckets.
    var days: [Int: Int] = [:]
    var words = [BallotSample](repeating: BallotSample(limit: BallotCount.wordsSample), count: 3)
    var answered: [BallotSample.Item] = []
    /// Voices with fewer replies are not among the most answered.
    var leastReplies: UInt32 = 0
    var standing = [BallotSample](repeating: BallotSample(limit: Representatives.sample), count: 2)
  }

  /// Counts everything.
  ///
  /// - Parameter bucket: the width of the periods; chosen by the data when `nil`.
  /// - Throws: `BallotDamage` when a sheet cannot be read.
  public func result(bucket: Bucket? = nil, _ texts: some BallotTexts) throws(BallotDamage)
    -> BallotResult
  {
    var survey = try survey()
    var counter = TrendCounter(
      bucket: bucket ?? BucketChoice.bucket(forDays: survey.days), seed: seed)
    try countPeople(&survey, &counter)
    let trend = counter.trend(
      TrendCounter.Surroundings(
        coverage: survey.coverage, asOf: asOf, correction: judged.correction, reasons: reasons,
        answered: answered(&survey, texts), terms: terms(&survey, texts)))
    var representatives = Representatives()
    for side in 0..<2 {
      for item in survey.standing[side].drawn() {
        if let observation = observation(item, texts) { representatives.note(observation) }
      }
    }
    return BallotResult(
      trend: trend, representatives: representatives, catalysts: try catalysts(of: trend, texts))
  }

  private func survey() throws(BallotDamage) -> Survey {
    var survey = Survey(people: try BallotPeople(self))
    let (ranks, pageBases) = (ranks, pageBases)
    var seenPages = [Bool](repeating: false, count: pages.count)
    var days: [Int32: Int] = [:]
    for number in sheets.indices {
      try forEachRow(of: number) { row, _, state throws(BallotDamage) in
        if state == State.double {
          survey.coverage.doubles += 1
          return
        }
        let rank = ranks[pageBases[number] + Int(row.page)]
        survey.coverage.voices += 1
        seenPages[Int(rank)] = true
        if row.person != 0 {
          survey.people.note(row.person)
        } else {
          survey.coverage.unnamedQuotes += 1
        }
        if row.replies > 0, row.replies >= survey.leastReplies {
          survey.answered.append(BallotSample.Item(row: row, sheet: Int32(number), rank: rank, weight: 1))
          if survey.answered.count >= 4 * BallotCount.answeredKept {
            BallotCount.trim(&survey.answered)
            survey.leastReplies = survey.answered.last?.row.replies ?? 0
          }
        }
        if row.stanceNumber < 2, row.hasEvidence {
          survey.standing[row.stanceNumber].note(row, sheet: number, rank: rank)
        }
        guard state == State.counted else {
          survey.coverage.copies += 1
          return
        }
        survey.coverage.reportedExits += Int(row.reportedExits)
        guard row.stanceNumber < 3 else {
          survey.coverage.unread += 1
          return
        }
        guard row.person != 0 else {
          survey.words[row.stanceNumber].note(row, sheet: number, rank: rank)
          return
        }
        if row.milliseconds != .min, row.precision != .year {
          let day =
            row.milliseconds >= 0
            ? row.milliseconds / 86_400_000 : (row.milliseconds - 86_399_999) / 86_400_000
          days[Int32(clamping: day), default: 0] += 1
        }
      }
    }
    for (day, count) in days { survey.days[Int(day)] = count }
    survey.people.finish()
    survey.coverage.pages = seenPages.count { $0 }
    var sites: Set<UInt64> = []
    for (rank, page) in pages.enumerated() where seenPages[rank] {
      sites.insert(sheets[Int(page.sheet)].pages[Int(page.number)].site)
    }
    survey.coverage.sites = sites.count
    return survey
  }

  private static func trim(_ kept: inout [BallotSample.Item]) {
    kept.sort {
      $0.row.replies == $1.row.replies
        ? $0.row.voice < $1.row.voice : $0.row.replies > $1.row.replies
    }
    kept.removeLast(max(0, kept.count - answeredKept))
  }

  /// Counts votes person by person.
  private func countPeople(_ survey: inout Survey, _ counter: inout TrendCounter)
    throws(BallotDamage)
  {
    typealias Item = BallotMerge<BallotRow>.Item
    var joined: [(group: Int32, item: Item)] = []
    var counted: [CountedVoice] = []
    var people = survey.people
    var words = survey.words
    var coverage = survey.coverage

    let (states, rowBases, ranks, pageBases) = (states, rowBases, ranks, pageBases)
    /// Where an item stands among all voices: its page, its place.
    @inline(__always) func pagePlace(_ item: Item) -> UInt64 {
      let rank = ranks[pageBases[Int(item.sheet)] + Int(item.entry.page)]
      return UInt64(UInt32(bitPattern: rank)) << 32 | UInt64(item.entry.marks >> 12)
    }
    /// By time, then by place.
    func timePlace(_ item: Item) -> UInt128 {
      UInt128(UInt64(bitPattern: item.entry.milliseconds) ^ 1 << 63) << 64
        | UInt128(pagePlace(item))
    }
    func count(_ items: ArraySlice<Item>) {
      coverage.people += 1
      counted.removeAll(keepingCapacity: true)
      var hasReturned = false
      for item in items
      where states[rowBases[Int(item.sheet)] + Int(item.position)] == State.counted {
        let row = item.entry
        if row.isReturn { hasReturned = true }
        guard let stance = row.stance else { continue }
        counted.append(
          CountedVoice(
            milliseconds: row.milliseconds, precision: row.precision, stance: stance,
            sentiment: row.sentiment,
            reasons: row.reasons == 0 ? 0 : reasons(of: row, sheet: Int(item.sheet)),
            reportedExits: row.reportedExits, isReturn: row.isReturn))
      }
      if hasReturned { coverage.returns += 1 }
      counter.add(counted)
    }
    /// Notes a voice among the words of its stance: the n-th of a person weighs 1/n.
    @inline(__always) func note(_ item: Item, before: Int) {
      let row = item.entry
      guard row.stanceNumber < 3,
        states[rowBases[Int(item.sheet)] + Int(item.position)] == State.counted
      else { return }
      words[row.stanceNumber].note(
        row, sheet: Int(item.sheet), rank: Int32(truncatingIfNeeded: pagePlace(item) >> 32),
        weight: 1 / Float(before + 1))
    }

    try BallotMerge<BallotRow>.forEachRun(
      .rows, of: sheets,
      keep: { row, sheet, position in
        guard row.person != 0 else { return false }
        let state = states[rowBases[sheet] + position]
        return state == State.counted || state == State.copy
      }
    ) { run throws(BallotDamage) in
      let first = run[run.startIndex]
      let group = people.group(of: first.entry.person)
      if run.count == 1 {
        note(first, before: 0)
        if let group { joined.append((group, first)) } else { count(run) }
        return
      }
      for (before, item) in run.sorted(by: { pagePlace($0) < pagePlace($1) }).enumerated() {
        note(item, before: before)
      }
      if let group {
        for item in run { joined.append((group, item)) }
      } else {
        count(run.sorted { timePlace($0) < timePlace($1) }[...])
      }
    }
    var order = joined.indices.map { (group: joined[$0].group, number: Int32($0)) }
    order.sort { ($0.group, $0.number) < ($1.group, $1.number) }
    var start = 0
    while start < order.count {
      var end = start + 1
      while end < order.count, order[end].group == order[start].group { end += 1 }
      count(
        order[start..<end].map { joined[Int($0.number)].item }.sorted {
          timePlace($0) < timePlace($1)
        }[...])
      start = end
    }
    survey.coverage = coverage
    survey.words = words
  }

  func observation(_ item: BallotSample.Item, _ texts: some BallotTexts) -> Observation? {
    let page = sheets[Int(item.sheet)].pages[Int(item.row.page)]
    guard
      let read = texts.voice(sheet: Int(item.sheet), line: line(of: page), place: item.row.place)
    else {
      return nil
    }
    let address = sheets[Int(item.sheet)].address(of: page)
    return Observation(
      voice: read.voice, reading: read.reading, site: Observation.site(of: address), page: address,
      replies: Int(item.row.replies))
  }

  func line(of page: BallotPage) -> Range<Int> {
    Int(page.offset)..<(Int(page.offset) + Int(page.length))
  }

  func text(_ item: BallotSample.Item, _ texts: some BallotTexts) -> String? {
    let start =
      Int(sheets[Int(item.sheet)].pages[Int(item.row.page)].offset) + Int(item.row.textStart)
    return texts.text(sheet: Int(item.sheet), at: start..<(start + Int(item.row.textLength)))
  }

  private func answered(_ survey: inout Survey, _ texts: some BallotTexts) -> [Observation] {
    BallotCount.trim(&survey.answered)
    var folds: Set<CopyFold.Sketch> = []
    return survey.answered.compactMap { observation($0, texts) }.filter { observation in
      CopyFold.sketch(of: observation.voice.text).map { folds.insert($0).inserted } ?? true
    }
  }

  private func terms(_ survey: inout Survey, _ texts: some BallotTexts) -> [Stance: [Trend.Term]] {
    var counter = TermCounter(stopwords: stopwords)
    var items: [BallotSample.Item] = []
    var scale = SIMD4<Double>(repeating: 1)
    for side in 0..<3 {
      let sample = survey.words[side].inOrder()
      if !sample.isEmpty { scale[side] = Double(survey.words[side].seen) / Double(sample.count) }
      items += sample
    }
    items.sort { ($0.rank, $0.row.place) < ($1.rank, $1.row.place) }
    for item in items {
      guard let text = text(item, texts) else { continue }
      counter.count(
        text, stance: Stance.allCases[item.row.stanceNumber],
        person: item.row.person == 0
          ? -1 : Int32(truncatingIfNeeded: item.row.person & 0x7fff_ffff),
        weight: Double(item.weight))
    }
    return counter.terms(scale: scale)
  }

  /// The pages that count, by address: where the line of each lies, and how many posts and voices with a stance it has.
  public var readable: [(sheet: Int, line: Range<Int>, telling: Int)] {
    pages.map { place in
      let page = sheets[Int(place.sheet)].pages[Int(place.number)]
      return (Int(place.sheet), line(of: page), Int(page.telling))
    }
  }

  /// Voices that the filter takes, doubles too.
  public var accepted: Int { states.count { $0 != State.ignored } }
}
