import Model
import Testing

@testable import Trends

@Suite("What lies behind a turn")
struct CatalystTests {
  private func observations() -> [Observation] {
    let start = CivilTime(year: 2011, month: 9, day: 5).dayNumber
    var all: [Observation] = []
    for week in 0..<12 {
      for person in 0..<20 {
        let isLate = week >= 6
        let quits = isLate ? person < 16 : person < 4
        let text =
          isLate
          ? "The algorithm dropped my score again \(person), see https://news.example/change/?id=1."
          : "Nice day \(person)"
        let time = Timestamp(Instant(seconds: Int64(start + week * 7) * 86_400), precision: .day, source: .time)
        all.append(
          Observation(
            voice: Voice(
              id: "\(week)/\(person)", kind: .post, url: "https://s\(person).example/", speaker: "P\(week)-\(person)",
              published: time, text: text),
            reading: Reading(
              stance: quits ? .quitting : .defending,
              reasons: isLate && quits ? [Reason(rawValue: "algorithm")] : [],
              evidence: [Evidence(text: "x", start: 0, end: 1, cue: "c", weight: -1)]),
            site: "s\(person).example", page: "https://s\(person).example/"))
      }
    }
    return all
  }

  @Test("names the words, reasons and addresses that come with it")
  func found() throws {
    var builder = TrendBuilder(bucket: .week)
    for observation in observations() { builder.count(observation) }
    let trend = builder.trend()
    #expect(trend.turningPoints.map(\.position) == [6])
    var counter = CatalystCounter(trend, stopwords: ["the", "again", "see"])
    #expect(counter.isNeeded)
    for observation in observations() { counter.count(observation) }
    let catalyst = try #require(counter.catalysts().first)
    #expect(catalyst.position == 6 && catalyst.people == 40)
    #expect(catalyst.terms.contains { $0.text.contains("algorithm") || $0.text.contains("score") })
    #expect(catalyst.reasons.map(\.reason.rawValue) == ["algorithm"])
    #expect(catalyst.reasons[0].before == 0 && abs(catalyst.reasons[0].now - 0.8) < 1e-9)
    #expect(catalyst.links == [.init(address: "news.example/change/?id=1", people: 40)])
  }

  @Test("finds addresses in words, without what stands around them")
  func addresses() {
    #expect(
      CatalystCounter.addresses(in: "(see http://www.a.example/x/#top), \"https://B.example/y?z=1\"! ftp://c.example")
        == ["a.example/x", "b.example/y?z=1"])
  }

  @Test("lets those stand for a side whose words lie nearest to its centre, no site twice")
  func representatives() {
    var choice = Representatives()
    let words = "I deleted my account because of the privacy of my score and my friends"
    for number in 0..<30 {
      let other = "bread butter coffee garden music island train letter winter"
      let text = "\(number % 10 == 9 ? other : words) \(number)"
      choice.note(
        Observation(
          voice: Voice(id: "v\(number)", kind: .post, url: "u", speaker: "P\(number)", text: text),
          reading: Reading(
            stance: .quitting, evidence: [Evidence(text: "x", start: 0, end: 1, cue: "c", weight: -1)]),
          site: "s\(number / 10).example", page: "p"))
    }
    let voices = choice.voices(of: .quitting)
    #expect(voices.count == 3)
    #expect(Set(voices.map(\.site)).count == 3)
    #expect(voices.allSatisfy { $0.voice.text.hasPrefix("I deleted") })
    #expect(choice.voices(of: .defending).isEmpty)
  }

  @Test("chooses voices for each period apart, neutral ones too, and no text twice")
  func representativesOfPeriods() {
    var choice = Representatives()
    let texts = [
      "The bakery on the corner wrote about its score all week", "My own number went up and nobody knows why it did",
    ]
    for week in 0..<2 {
      for number in 0..<6 {
        let day = CivilTime(year: 2011, month: 10, day: 3 + week * 7)
        choice.note(
          Observation(
            voice: Voice(
              id: "\(week)-\(number)", kind: .comment, url: "u", speaker: "P\(week)\(number)",
              published: Timestamp(day, precision: .day, source: .time), text: texts[week]),
            reading: Reading(stance: .neutral), site: "s\(number).example", page: "p"),
          bucket: .week)
      }
    }
    for week in 0..<2 {
      let number = Bucket.week.number(of: CivilTime(year: 2011, month: 10, day: 3 + week * 7).instant())
      #expect(choice.voices(of: .neutral, in: number).map(\.voice.text) == [texts[week]])
    }
    #expect(Set(choice.voices(of: .neutral).map(\.voice.text)) == Set(texts))
  }
}
