import Testing

@testable import Reporting

@Suite("The headline")
struct HeadlineTests {
  private func finding(_ weeks: [(Int, Int, Int)]) -> String {
    Headline.sentences(for: Samples.report(weeks).trend)[0]
  }

  @Test("says who took the lead, when and for how long")
  func lead() {
    #expect(
      Headline.sentences(for: Samples.storm.trend) == [
        "Quitting took the lead in the week of 24 Oct 2011 and led for four weeks: net stance +10 before, −43 after.",
        "Attention was unusual for three weeks, at most 150 people in the week of 24 Oct 2011.",
      ])
  }

  @Test("says who leads when nothing turns")
  func steady() {
    #expect(
      finding([(Int, Int, Int)](repeating: (30, 10, 10), count: 8))
        == "More people quit than defend, and no turning point shows: 60% quit, 20% defend.")
  }

  @Test("claims no lead that the interval does not carry")
  func within() {
    #expect(
      finding([(Int, Int, Int)](repeating: (3, 2, 3), count: 5))
        == "Neither side leads, and no turning point shows: 38% quit, 25% defend, which is within the margin.")
  }

  @Test("claims nothing of a few people")
  func few() {
    #expect(finding([(3, 1, 0)]) == "Only 4 people spoke: too few for a finding.")
    #expect(finding([]) == "No voice was found yet.")
  }
}
