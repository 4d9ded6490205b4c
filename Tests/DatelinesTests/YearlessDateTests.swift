import Datelines
import Model
import Testing

@Suite("Dates without a year")
struct YearlessDateTests {
  private let now = CivilTime(year: 2011, month: 3, day: 14, hour: 14, minute: 30).instant()

  private func read(_ text: String, dayFirst: Bool? = nil, now: Instant? = nil) -> Timestamp? {
    Dateline.timestamp(yearless: text.utf8Span.span, now: now ?? self.now, dayFirst: dayFirst)
  }

  @Test(
    "lie in the latest year that is no more than a day ahead",
    arguments: [
      ("March 14 at 3:15 pm", "2011-03-14T15:15:00"), ("March 15 at 9:00 am", "2011-03-15T09:00:00"),
      ("March 16 at 9:00 am", "2010-03-16T09:00:00"), ("December 31 at 11:59 pm", "2010-12-31T23:59:00"),
      ("January 1 at 12:05 am", "2011-01-01T00:05:00"), ("14 March, 15:15", "2011-03-14T15:15:00"),
      ("Monday, March 14", "2011-03-14"), ("March 4th", "2011-03-04"), ("03/14 at 03:15 PM", "2011-03-14T15:15:00"),
    ])
  func latest(text: String, expected: String) {
    #expect(read(text)?.asWritten == expected)
    #expect(read(text)?.source == .yearless)
  }

  @Test(
    "are told by which of two numbers is the day",
    arguments: [
      ("03/02 at 03:15 PM", false, "2011-03-02T15:15:00"), ("03/02 at 03:15 PM", true, "2011-02-03T15:15:00"),
      ("14/03 at 03:15 PM", true, "2011-03-14T15:15:00"),
    ])
  func order(text: String, dayFirst: Bool, expected: String) {
    #expect(read(text, dayFirst: dayFirst)?.asWritten == expected)
  }

  @Test("find the leap day in a leap year")
  func leapDay() {
    #expect(read("February 29 at 8:00 am")?.asWritten == "2008-02-29T08:00:00")
    let wide = CivilTime(year: 1903, month: 3, day: 1).instant()
    #expect(read("February 29 at 8:00 am", now: wide)?.asWritten == "1896-02-29T08:00:00")
  }

  @Test("cross the turn of the year")
  func newYear() {
    let eve = CivilTime(year: 2010, month: 12, day: 31, hour: 20).instant()
    #expect(read("January 1 at 12:05 am", now: eve)?.asWritten == "2011-01-01T00:05:00")
    #expect(read("January 2 at 12:05 am", now: eve)?.asWritten == "2010-01-02T00:05:00")
  }

  @Test(
    "are nothing else",
    arguments: [
      "03/14", "14.3.", "March 14, 2009", "3:15 pm", "March", "February 30 at 8:00 am", "We met March 14", "",
    ])
  func strangers(text: String) {
    #expect(read(text) == nil)
  }

  @Test(
    "move into the first year that puts them behind another time",
    arguments: [
      ("March 14 at 3:15 pm", (2008, 12, 30), "2009-03-14T15:15:00"),
      ("January 2 at 3:15 pm", (2008, 12, 31), "2009-01-02T15:15:00"),
      ("December 31 at 3:15 pm", (2009, 1, 1), "2008-12-31T15:15:00"),
      ("December 30 at 3:15 pm", (2009, 1, 1), "2009-12-30T15:15:00"),
      ("March 14 at 3:15 pm", (2015, 3, 15), "2015-03-14T15:15:00"),
      ("March 14 at 3:15 pm", (2015, 3, 16), "2016-03-14T15:15:00"),
      ("February 29 at 3:15 pm", (2009, 1, 1), "2012-02-29T15:15:00"),
      ("February 29 at 3:15 pm", (2008, 2, 29), "2008-02-29T15:15:00"),
    ])
  func moves(text: String, earliest: (Int, Int, Int), expected: String) throws {
    let earliest = CivilTime(year: earliest.0, month: earliest.1, day: earliest.2).instant()
    let moved = try #require(read(text)).moved(from: earliest)
    #expect(moved?.asWritten == expected)
    #expect(moved?.source == .yearless)
  }
}
