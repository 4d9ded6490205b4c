import Datelines
import Model
import Testing

@Suite("Dates as people write them")
struct HumanDateTests {
  @Test(
    "reads the datelines of English blogs",
    arguments: [
      ("Nov 14th, 2011 at 2:30 pm", "2011-11-14T14:30:00"), ("November 14, 2011", "2011-11-14"),
      ("Monday, November 14, 2011", "2011-11-14"), ("14 November 2011", "2011-11-14"),
      ("November 14, 2011 at 9:05 am", "2011-11-14T09:05:00"), ("Posted on November 14, 2011", "2011-11-14"),
      ("Posted at 02:30 PM on November 14, 2011", "2011-11-14T14:30:00"),
      (
        "Nov. 14, 2011 12:01 AM",
        "2011-11-14T00:01:00"
      ),
      ("14 Nov '11", "2011-11-14"), ("Nov 14 2011, 11:30pm EST", "2011-11-14T23:30:00-05:00"),
      ("Mon 14 Nov 2011 @ 14:30", "2011-11-14T14:30:00"), ("11.14.11", "2011-11-14"), ("07.21.12", "2012-07-21"),
      ("11/14/2011 2:30:15 PM", "2011-11-14T14:30:15"), ("November 2011", "2011-11"), ("2011", "2011"),
      ("the 5th of March, 2011", "2011-03-05"), ("2011-11-14 at 2:30 pm", "2011-11-14T14:30:00"),
      ("2:30 p.m. November 14, 2011", "2011-11-14T14:30:00"), ("November 14, 2011 - 2:30pm", "2011-11-14T14:30:00"),
      ("November 14, 2011 | 2:30 PM Pacific Time", "2011-11-14T14:30:00-08:00"), ("14/Nov/2011", "2011-11-14"),
      ("November 14, 2011 at noon", "2011-11-14T12:00:00"), ("Nov-14-2011", "2011-11-14"),
      (
        "2011 Nov 14",
        "2011-11-14"
      ),
    ])
  func english(_ text: String, _ expected: String) {
    #expect(Dateline.timestamp(fromHuman: text, source: .byline)?.asWritten == expected)
  }

  @Test(
    "reads the datelines of other languages",
    arguments: [
      ("14. November 2011 um 14:30 Uhr", "2011-11-14T14:30:00"), ("۱۲ خرداد ۱۳۹۰", "2011-06-02"),
      ("۱۳۹۱/۱۲/۳۰ ساعت ۱۵:۱۵", "2013-03-20T15:15:00"), ("1388/02/31", "2009-05-21"), ("۱ فروردین ۱۴۰۴", "2025-03-21"),
      ("١٤ مارس ٢٠١٥ ٣:١٥ م", "2015-03-14T15:15:00"), ("Montag, 14. März 2011", "2011-03-14"),
      ("14.11.2011, 09.30 Uhr", "2011-11-14T09:30:00"), ("le 22 janvier 2015 à 14h40", "2015-01-22T14:40:00"),
      ("lundi 14 février 2011", "2011-02-14"), ("1er août 2011", "2011-08-01"),
      ("14 de noviembre de 2011", "2011-11-14"), ("sexta-feira, 10 de junho de 2011 14:52", "2011-06-10T14:52:00"),
      ("14 de março de 2011 às 14:30", "2011-03-14T14:30:00"),
      (
        "lunedì 14 novembre 2011 alle ore 14:30",
        "2011-11-14T14:30:00"
      ),
      ("14 augustus 2011 om 14:30", "2011-08-14T14:30:00"), ("14 november 2011 kl. 14.30", "2011-11-14T14:30:00"),
      ("maanantai 14. marraskuuta 2011 klo 9.05", "2011-11-14T09:05:00"),
      (
        "14 listopada 2011, 14:30",
        "2011-11-14T14:30:00"
      ),
      ("14. září 2011", "2011-09-14"), ("13 января 2015 г. в 13:34", "2015-01-13T13:34:00"),
      ("14 Kasım 2011 Pazartesi", "2011-11-14"), ("14 Agustus 2011 pukul 14.30", "2011-08-14T14:30:00"),
      ("14 noiembrie 2011", "2011-11-14"), ("2011. november 14. 14:30", "2011-11-14T14:30:00"),
      (
        "2011. március 5.",
        "2011-03-05"
      ),
      ("14 Νοεμβρίου 2011, 2:30 μ.μ.", "2011-11-14T14:30:00"), ("2011年11月14日", "2011-11-14"),
      ("2011年11月14日 下午2:30", "2011-11-14T14:30:00"), ("2011년 11월 14일 오후 2:30", "2011-11-14T14:30:00"),
      ("2011. 11. 14. 14:30", "2011-11-14T14:30:00"), ("de\u{301}cembre 5 2014", "2014-12-05"),
      ("14 листопада 2011", "2011-11-14"),
      ("14 نوفمبر 2011", "2011-11-14"), ("14 בנובמבר 2011", "2011-11-14"), ("29 tháng 12, 2013", "2013-12-29"),
    ])
  func otherLanguages(_ text: String, _ expected: String) {
    #expect(Dateline.timestamp(fromHuman: text, source: .byline)?.asWritten == expected)
  }

  @Test(
    "decides between day and month by hint, then by what is possible, then by custom",
    arguments: [
      ("11/12/2011", true, "2011-12-11"), ("11/12/2011", false, "2011-11-12"), ("11/12/2011", nil, "2011-11-12"),
      ("14/11/2011", nil, "2011-11-14"), ("14/11/2011", false, "2011-11-14"), ("11/14/2011", true, "2011-11-14"),
      ("11.12.2011", nil, "2011-12-11"), ("11.12.11", nil, "2011-12-11"), ("11-12-2011", true, "2011-12-11"),
    ] as [(String, Bool?, String)])
  func dayOrMonth(_ text: String, _ dayFirst: Bool?, _ expected: String) {
    #expect(Dateline.timestamp(fromHuman: text, source: .byline, dayFirst: dayFirst)?.asWritten == expected)
  }

  @Test(
    "says when day and month could change places",
    arguments: [("11/12/2011", true), ("14/11/2011", false), ("11/11/2011", false), ("11 December 2011", false)])
  func ambiguity(_ text: String, _ expected: Bool) {
    #expect(Dateline.isAmbiguous(text) == expected)
  }

  @Test(
    "refuses what is no date, or not only a date",
    arguments: [
      "", "Klout", "November", "14", "31 February 2011", "13/13/2011", "10.11.12.13",
      "November 14, 2011 by Jason Falls",
      "2 comments on 14 November 2011", "14 November", "3 weeks ago", "1.2.3",
    ])
  func refusal(_ text: String) {
    #expect(Dateline.timestamp(fromHuman: text, source: .byline) == nil)
  }

  @Test("keeps a stated zone and invents none")
  func zones() throws {
    let stated = try #require(Dateline.timestamp(fromHuman: "14 Nov 2011 09:30 PDT", source: .byline))
    let unstated = try #require(Dateline.timestamp(fromHuman: "14 Nov 2011 09:30", source: .byline))
    #expect(stated.offset == -420)
    #expect(unstated.offset == nil)
  }

  @Test(
    "knows that Eastern Time is summer time in July and not in January",
    arguments: [
      ("July", -240),
      ("January", -300),
    ])
  func easternTime(_ month: String, _ expected: Int) {
    #expect(Dateline.timestamp(fromHuman: "\(month) 14, 2011 9:30 am ET", source: .byline)?.offset == expected)
  }
}
