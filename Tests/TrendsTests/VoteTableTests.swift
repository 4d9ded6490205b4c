import Model
import Testing

@testable import Trends

@Suite("The table of votes")
struct VoteTableTests {
  /// Voices of people "A0", "A1", … one a week, a third of each stance.
  private func builder(weeks: Int = 4, people: Int = 30) -> (TrendBuilder, [Observation]) {
    var builder = TrendBuilder(bucket: .week)
    let start = CivilTime(year: 2011, month: 10, day: 3).dayNumber
    var observations: [Observation] = []
    for week in 0..<weeks {
      for person in 0..<people {
        let stance = Stance.allCases[(person + week) % 3]
        let time = Timestamp(
          Instant(seconds: Int64(start + week * 7) * 86_400 + Int64(person)), precision: .second, source: .time)
        let voice = Voice(
          id: "\(week)-\(person)", kind: person % 2 == 0 ? .post : .comment, url: "https://a.example/",
          speaker: "A\(person)", published: person == 29 ? nil : time, text: "word\(person % 5) week\(week)")
        let observation = Observation(
          voice: voice,
          reading: Reading(stance: stance, reasons: person < 10 ? [Reason(rawValue: "privacy")] : []),
          site: person < 15 ? "a.example" : "b.example", page: "https://a.example/")
        observations.append(observation)
        builder.count(observation)
      }
    }
    return (builder, observations)
  }

  @Test("selects what a pass over all voices selects")
  func rows() {
    let (builder, observations) = builder()
    let table = builder.table(bucket: .week)
    var query = VoteTable.Query()
    query.stance = .quitting
    query.reason = Reason(rawValue: "privacy")
    query.site = "a.example"
    query.kind = .comment
    query.since = CivilTime(year: 2011, month: 10, day: 10).instant()
    let wanted = observations.indices.filter { index in
      let one = observations[index]
      return one.reading.stance == .quitting && one.reading.reasons == [Reason(rawValue: "privacy")]
        && one.site == "a.example" && one.voice.kind == .comment
        && (one.voice.published?.instant.milliseconds ?? 0) >= (query.since?.milliseconds ?? 0)
    }
    #expect(!wanted.isEmpty)
    #expect(Set(table.select(query).rows.map(Int.init)) == Set(wanted))
    query.site = "nowhere.example"
    #expect(table.select(query).rows.isEmpty)
  }

  @Test("knows of each filter alone what it selects, undated voices being at no time", arguments: 0..<6)
  func filters(number: Int) {
    let (builder, observations) = builder()
    let table = builder.table(bucket: .week)
    let day = CivilTime(year: 2011, month: 10, day: 17).instant()
    var query = VoteTable.Query()
    switch number {
    case 0: query.since = day
    case 1: query.until = day
    case 2: (query.since, query.until) = (day, day)
    case 3: query.site = "b.example"
    case 4: query.kind = .post
    default: (query.site, query.until) = ("b.example", day)
    }
    let wanted = observations.indices.filter { index in
      let (voice, site) = (observations[index].voice, observations[index].site)
      let time = voice.published?.instant
      return query.since.map { since in time.map { $0 >= since } ?? false } ?? true
        && query.until.map { until in time.map { $0 < until } ?? false } ?? true
        && (query.site ?? site) == site && (query.kind ?? voice.kind) == voice.kind
    }
    #expect(Set(table.select(query).rows.map(Int.init)) == Set(wanted))
    let mask = observations.indices.map { $0 % 2 == 0 }
    #expect(Set(table.select(query, among: mask).rows.map(Int.init)) == Set(wanted.filter { $0 % 2 == 0 }))
    #expect(table.series(query).reduce(0) { $0 + $1.tally.voices } == wanted.count { $0 % 30 != 29 })
  }

  @Test("lists the latest first and the undated last")
  func order() {
    let (builder, observations) = builder()
    let rows = builder.table(bucket: .week).select(VoteTable.Query()).rows
    let times = rows.map { observations[Int($0)].voice.published?.instant.milliseconds ?? .min }
    #expect(times == times.sorted(by: >))
    #expect(times.last == .min)
  }

  @Test("counts the same votes per week as the trend")
  func series() {
    let (builder, _) = builder()
    let trend = builder.trend()
    let points = builder.table(bucket: .week).series(VoteTable.Query())
    #expect(points.map(\.number) == trend.periods.map(\.number))
    for (point, period) in zip(points, trend.periods) {
      #expect(point.tally.people == period.tally.people)
      #expect(abs(point.tally.quitting - period.tally.quitting) < 1e-9)
      #expect(abs((point.tally.net?.value ?? 9) - (period.tally.net?.value ?? 0)) < 1e-9)
      #expect(abs((point.tally.net?.low ?? 9) - (period.tally.net?.low ?? 0)) < 0.06)
    }
  }

  @Test("says how many voices of each stance and reason are selected, and by how many people")
  func facets() {
    let (builder, _) = builder()
    let facets = builder.table(bucket: .week).select(VoteTable.Query()).facets
    #expect(facets == VoteTable.Facets(stances: [40, 40, 40], reasons: [40], people: 30))
  }

  @Test("finds voices by all words that are asked for")
  func words() throws {
    var index = WordIndex()
    for (row, text) in ["I quit Klout today", "Klout is fine", "Today I stay; I don’t quit"].enumerated() {
      index.add(text, row: row)
    }
    #expect(index.mask(of: "KLOUT", count: 3) == [true, true, false])
    #expect(index.mask(of: "quit today", count: 3) == [true, false, true])
    #expect(index.mask(of: "nothing", count: 3) == [false, false, false])
    #expect(index.mask(of: " ;-) ", count: 3) == nil)
    // A word that stands in a small share of all voices is looked up in another way.
    for row in 3..<100 { index.add(row % 3 == 0 ? "other words, fine" : "other words", row: row) }
    #expect(index.mask(of: "klout fine", count: 100)?.filter { $0 }.count == 1)
    #expect(index.mask(of: "other fine", count: 100)?.filter { $0 }.count == 33)
  }
}
