import Model
import Testing

@testable import Trends

/// A small world of voices by chance, with all that a count has to mind.
struct BallotWorld: BallotTexts {
  var pages: [(conversation: Conversation, readings: [Reading])] = []
  /// The sheet in which each page lies; a page can lie in two.
  var sheets: [BallotSheet] = []
  private var lines: [[(conversation: Conversation, readings: [Reading])]] = []

  static let fetched = Instant(seconds: 1_325_000_000)

  init(seed: UInt64, pages count: Int, cuts: [Int]) throws {
    var random = SplitMix64(seed: seed)
    var former: [String] = []
    func next(_ bound: Int) -> Int { random.next(below: bound) }
    for number in 0..<count {
      let address = "https://blog\(next(9)).example/\(number)"
      var voices: [Voice] = []
      var readings: [Reading] = []
      for place in 0..<(1 + next(8)) {
        let stance: Stance? = next(20) == 0 ? nil : Stance.allCases[next(3)]
        var words = (0..<(4 + next(40))).map { _ in "word\(next(60) * next(60))" }
        if stance == .quitting { words[1] = "leaving" }
        if stance == .defending { words[1] = "staying" }
        var text = words.joined(separator: " ")
        if !former.isEmpty, next(6) == 0 { text = former[next(former.count)] }
        former.append(text)
        let kind: Voice.Kind = place == 0 ? .post : next(5) == 0 ? .quote : .comment
        let name = "Person \(next(40))"
        let published =
          next(12) == 0
          ? nil
          : Timestamp(
            Instant(seconds: 1_317_000_000 + Int64(next(6_000_000) * (next(2) + 1) / 2)),
            precision: [.second, .day, .month, .year][next(8) < 5 ? 0 : next(4)], source: .time)
        voices.append(
          Voice(
            id: next(30) == 0 ? "double \(next(4))" : "\(number)-\(place)", kind: kind, url: address,
            speaker: next(6) == 0 ? nil : name,
            speakerURL: next(3) == 0 ? ["https://\(name.split(separator: " ")[1]).example/", address][next(2)] : nil,
            published: published, text: text,
            parent: kind == .comment ? voices[next(voices.count)].id : nil, language: "en"))
        readings.append(
          Reading(
            stance: stance, sentiment: Double(next(200) - 100) / 100,
            reasons: next(2) == 0 ? [Reason(rawValue: "reason \(next(4))")] : [],
            evidence: next(2) == 0 ? [Evidence(text: "word", start: 0, end: 4, cue: "c", weight: 1)] : [],
            reportedExits: next(9) == 0 ? 2 : 0, isReturn: next(9) == 0))
      }
      let conversation = Conversation(
        url: address, canonical: address, voices: voices,
        leftOut: next(4) == 0 ? [Omission(cause: "pingback", count: 2)] : [])
      pages.append((conversation, readings))
    }
    pages.sort { $0.conversation.canonical < $1.conversation.canonical }
    // Written in another order than that of the addresses, some twice: the first version says something else.
    var written = pages
    for position in stride(from: written.count - 1, to: 0, by: -1) { written.swapAt(position, next(position + 1)) }
    var old = written.prefix(count / 5)
    for position in old.indices { old[position].readings.reverse() }
    written = old + written
    var start = 0
    for end in cuts.map({ $0 * written.count / 100 }) + [written.count] {
      try add(Array(written[start..<end]))
      start = end
    }
  }

  private mutating func add(_ pages: [(conversation: Conversation, readings: [Reading])]) throws {
    var writer = BallotWriter()
    for (line, page) in pages.enumerated() {
      let entries = zip(page.conversation.voices, page.readings).enumerated().map { place, pair in
        var entry = BallotWriter.Entry(
          id: pair.0.id, kind: pair.0.kind, text: pair.0.text, textRange: place..<(place + 1))
        entry.speaker = pair.0.speaker
        entry.speakerURL = pair.0.speakerURL
        entry.published = pair.0.published.map { ($0.instant, $0.precision) }
        entry.parent = pair.0.parent
        entry.stance = pair.1.stance
        entry.sentiment = pair.1.sentiment
        entry.reasons = pair.1.reasons.map(\.rawValue)
        entry.hasEvidence = !pair.1.evidence.isEmpty
        entry.reportedExits = pair.1.reportedExits
        entry.isReturn = pair.1.isReturn
        return entry
      }
      writer.add(
        BallotWriter.Page(
          service: "Klout", address: page.conversation.canonical, isRelevant: true, fetched: BallotWorld.fetched,
          line: (line * 1000)..<(line * 1000 + 900), leftOut: page.conversation.leftOut), entries)
    }
    lines.append(pages)
    sheets.append(try #require(BallotSheet(BallotSheet.Memory(writer.encoded(basis: .zero)))))
  }

  func text(sheet: Int, at range: Range<Int>) -> String? {
    lines[sheet][range.lowerBound / 1000].conversation.voices[range.lowerBound % 1000].text
  }

  func voice(sheet: Int, line: Range<Int>, place: Int) -> (voice: Voice, reading: Reading)? {
    let page = lines[sheet][line.lowerBound / 1000]
    return (page.conversation.voices[place], page.readings[place])
  }

  /// The same counted voice by voice.
  func counted(
    _ filter: TrendFilter, bucket: Bucket?
  ) -> (trend: Trend, catalysts: [Catalyst], standing: Representatives) {
    var builder = TrendBuilder(bucket: bucket, filter: filter, asOf: BallotWorld.fetched)
    var standing = Representatives()
    for page in pages {
      for observation in Observation.observations(in: page.conversation, readings: page.readings)
      where builder.count(observation) != nil {
        standing.note(observation)
      }
    }
    let trend = builder.trend()
    var counter = CatalystCounter(trend, stopwords: [])
    for page in pages {
      for observation in Observation.observations(in: page.conversation, readings: page.readings)
      where filter.accepts(observation) {
        counter.count(observation)
      }
    }
    return (trend, counter.catalysts(), standing)
  }
}

@Suite("A count from sheets of ballots")
struct BallotTests {
  static let filters: [TrendFilter] = [
    TrendFilter(), TrendFilter(kinds: [.comment, .quote]), TrendFilter(sites: ["blog3.example", "blog4.example"]),
    TrendFilter(since: Instant(seconds: 1_318_000_000), until: Instant(seconds: 1_320_000_000)),
    TrendFilter(reasons: [Reason(rawValue: "reason 2")]),
  ]

  private func expectSame(_ left: Trend.Tally, _ right: Trend.Tally) {
    #expect(left.people == right.people && left.voices == right.voices)
    for (mine, other) in [
      (left.quitting, right.quitting), (left.defending, right.defending), (left.neutral, right.neutral),
      (left.net?.value, right.net?.value), (left.net?.low, right.net?.low),
      (left.sentiment?.value, right.sentiment?.value), (left.sentiment?.high, right.sentiment?.high),
    ] as [(Double?, Double?)] {
      #expect((mine == nil) == (other == nil))
      #expect(abs((mine ?? 0) - (other ?? 0)) < 1e-6)
    }
  }

  @Test(
    "says what a count of the voices one by one says",
    arguments: [UInt64(1), 2, 3], [[], [50], [10, 20, 90]])
  func equal(seed: UInt64, cuts: [Int]) throws {
    let world = try BallotWorld(seed: seed, pages: 120, cuts: cuts)
    for filter in BallotTests.filters {
      let expected = world.counted(filter, bucket: nil)
      let count = try BallotCount(world.sheets, service: "Klout", filter: filter)
      let found = try count.result(world)
      let (mine, theirs) = (found.trend, expected.trend)
      #expect(mine.coverage == theirs.coverage)
      #expect(mine.bucket == theirs.bucket)
      #expect(mine.periods.count == theirs.periods.count)
      #expect(mine.breaks == theirs.breaks)
      #expect(mine.cameRound == theirs.cameRound && mine.turnedAway == theirs.turnedAway)
      expectSame(mine.total, theirs.total)
      expectSame(mine.undated, theirs.undated)
      for (left, right) in zip(mine.periods, theirs.periods) {
        expectSame(left.tally, right.tally)
        #expect(left.reasons == right.reasons)
        #expect(left.returns == right.returns && left.reportedExits == right.reportedExits)
        #expect(left.turnedAway == right.turnedAway && left.cameRound == right.cameRound)
        #expect(left.isUnfinished == right.isUnfinished)
      }
      #expect(mine.reasons == theirs.reasons)
      #expect(mine.answered == theirs.answered)
      for stance in [Stance.quitting, .defending] {
        // Of copies the builder counts the words of the first that comes, the sheets those of the original.
        #expect(mine.terms[stance]?.first?.text == theirs.terms[stance]?.first?.text)
        #expect(found.representatives.voices(of: stance) == expected.standing.voices(of: stance))
      }
      #expect(found.catalysts.map(\.position) == expected.catalysts.map(\.position))
    }
  }

  @Test("does not depend on how the store is cut into segments", arguments: [[50], [10, 20, 90], [5, 6, 7, 8]])
  func cuts(cuts: [Int]) throws {
    let whole = try BallotWorld(seed: 4, pages: 150, cuts: [])
    let parted = try BallotWorld(seed: 4, pages: 150, cuts: cuts)
    let left = try BallotCount(whole.sheets, service: "Klout")
    let right = try BallotCount(parted.sheets, service: "Klout")
    #expect(left.omissions == right.omissions)
    #expect(left.omissions["pingback"] ?? 0 > 0)
    let (mine, other) = (try left.result(whole), try right.result(parted))
    #expect(mine.trend.coverage == other.trend.coverage)
    #expect(mine.trend.answered == other.trend.answered)
    #expect(mine.trend.terms == other.trend.terms)
    #expect(mine.catalysts == other.catalysts)
    for (left, right) in zip(mine.trend.periods, other.trend.periods) { expectSame(left.tally, right.tally) }
  }

  @Test("is refused for a sheet with any flipped bit")
  func flips() throws {
    var writer = BallotWriter()
    var entry = BallotWriter.Entry(id: "a", kind: .post, text: "I left", textRange: 3..<9)
    entry.stance = .quitting
    entry.speaker = "Ada"
    entry.speakerURL = "https://ada.example/"
    entry.reasons = ["privacy"]
    writer.add(
      BallotWriter.Page(
        service: "Klout", address: "https://ada.example/1", isRelevant: true, fetched: BallotWorld.fetched,
        line: 0..<100, leftOut: [Omission(cause: "deleted", count: 1)]), [entry])
    let bytes = writer.encoded(basis: SIMD4(1, 2, 3, 4))
    #expect(BallotSheet(BallotSheet.Memory(bytes), basis: SIMD4(1, 2, 3, 4)) != nil)
    #expect(BallotSheet(BallotSheet.Memory(bytes), basis: SIMD4(1, 2, 3, 5)) == nil)
    for position in bytes.indices {
      var damaged = bytes
      damaged[position] ^= 1 << UInt8(position % 8)
      #expect(BallotSheet(BallotSheet.Memory(damaged)) == nil, "byte \(position)")
    }
    for length in 0..<bytes.count { #expect(BallotSheet(BallotSheet.Memory(Array(bytes.prefix(length)))) == nil) }
  }
}
