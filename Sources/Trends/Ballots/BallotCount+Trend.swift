import Model
import Synchronization

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
  /// Counts everything.
  ///
  /// - Parameter bucket: the width of the periods; chosen by the data when `nil`.
  /// - Throws: `BallotDamage` when a sheet cannot be read.
  public func result(bucket: Bucket? = nil, _ texts: some BallotTexts) throws(BallotDamage) -> BallotResult {
    let counter = TrendCounter(bucket: bucket ?? BucketChoice.bucket(forDays: extent.votesByDay), seed: seed)
    var votes = try votes(counter)
    var coverage = votes.coverage
    (coverage.pages, coverage.sites) = pagesAndSites
    coverage.undatedRefused = undatedRefused
    var trend = votes.counter.trend(
      TrendCounter.Surroundings(
        coverage: coverage, asOf: asOf, correction: judged.correction, reasons: reasons, answered: [], terms: [:]))
    let (windows, width) = (CatalystWindow.windows(of: trend), trend.bucket)
    let words = (0..<3).map { votes.words[$0].drawn() }
    let seen = votes.words.map(\.seen)
    let standing = (0..<2).flatMap { votes.standing[$0].drawn() }
    let answered = votes.mostAnswered
    // What reads the words of voices goes beside what looks through the rows once more.
    let found = Mutex((terms: [Stance: [Trend.Term]](), shown: [Observation?](), answered: [Observation]()))
    let pieces = windows.isEmpty ? 0 : 1 + BallotMerge<BallotRow>.quarters
    let sides = try workers.results(2 + pieces) { piece throws(BallotDamage) -> BallotTurns? in
      switch piece {
      case 0:
        let terms = terms(words, seen: seen, texts)
        found.withLock { $0.terms = terms }
      case 1:
        let shown = standing.map { observation($0, texts) }
        let distinct = distinct(answered, texts)
        found.withLock { ($0.shown, $0.answered) = (shown, distinct) }
      default: return try self.turns(windows, width, quarter: piece == 2 ? nil : piece - 3)
      }
      return nil
    }
    var turns = BallotTurns(windows)
    for part in sides { if let part { turns.add(part) } }
    var representatives = Representatives()
    found.withLock { found in
      trend.terms = found.terms
      trend.answered = found.answered
      for observation in found.shown { if let observation { representatives.note(observation) } }
    }
    return BallotResult(
      trend: trend, representatives: representatives, catalysts: catalysts(turns, windows, texts))
  }

  /// What people say and how they stand, counted in parts side by side.
  private func votes(_ counter: TrendCounter) throws(BallotDamage) -> BallotVotes {
    let people = try BallotPeople(self)
    var parts = try workers.results(1 + BallotMerge<BallotRow>.quarters) { piece throws(BallotDamage) in
      var votes = BallotVotes(counter)
      try votes.count(self, people, quarter: piece == 0 ? nil : piece - 1)
      return votes
    }
    var votes = BallotVotes(counter)
    // One after the other lets go of what it kept.
    while !parts.isEmpty { votes.add(parts.removeFirst()) }
    votes.countJoined()
    return votes
  }

  private var pagesAndSites: (pages: Int, sites: Int) {
    var count = 0
    var sites: Set<UInt64> = []
    for page in pages where extent.voices[pageBases[Int(page.sheet)] + Int(page.number)] > 0 {
      count += 1
      sites.insert(sheets[Int(page.sheet)].pages[Int(page.number)].site)
    }
    return (count, sites.count)
  }

  func observation(_ item: BallotSample.Item, _ texts: some BallotTexts) -> Observation? {
    let page = sheets[Int(item.sheet)].pages[Int(item.row.page)]
    guard let read = texts.voice(sheet: Int(item.sheet), line: line(of: page), place: item.row.place) else {
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
    let start = Int(sheets[Int(item.sheet)].pages[Int(item.row.page)].offset) + Int(item.row.textStart)
    return texts.text(sheet: Int(item.sheet), at: start..<(start + Int(item.row.textLength)))
  }

  /// The voices that most others answer; no words twice.
  private func distinct(_ answered: [BallotSample.Item], _ texts: some BallotTexts) -> [Observation] {
    var folds: Set<CopyFold.Sketch> = []
    return answered.compactMap { observation($0, texts) }.filter { observation in
      CopyFold.sketch(of: observation.voice.text).map { folds.insert($0).inserted } ?? true
    }
  }

  private func terms(
    _ samples: [[BallotSample.Item]], seen: [Int], _ texts: some BallotTexts
  ) -> [Stance: [Trend.Term]] {
    var counter = TermCounter(stopwords: stopwords)
    var items: [BallotSample.Item] = []
    var scale = SIMD4<Double>(repeating: 1)
    for (side, sample) in samples.enumerated() {
      if !sample.isEmpty { scale[side] = Double(seen[side]) / Double(sample.count) }
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
