import Datelines
import Model
import Testing

@Suite("Dates inside other text")
struct SearchedDateTests {
  @Test(
    "finds the first plausible date in a byline",
    arguments: [
      ("by Jason Falls on November 14, 2011 at 2:30 pm in Social Media", "2011-11-14T14:30:00"),
      ("Posted by admin | 14.11.2011 | 12 comments", "2011-11-14"),
      (
        "12 Comments November 14th, 2011 Klout",
        "2011-11-14"
      ),
      ("Jason says: November 14, 2011 at 9:05 am", "2011-11-14T09:05:00"),
      (
        "veröffentlicht am 6.12.06",
        "2006-12-06"
      ),
      (
        "This entry was posted on Monday, November 14th, 2011 at 2:30 pm and is filed under Klout.",
        "2011-11-14T14:30:00"
      ),
      ("Klout 2.0 was out on 2011-10-26, they said", "2011-10-26"), ("作者：某人　2011年11月14日", "2011-11-14"),
      ("Filed under Klout, November 2011", "2011-11"), ("at 2:30 pm on Nov 14, 2011 I left", "2011-11-14T14:30:00"),
      ("By Rob ClymoDecember 18, 2011", "2011-12-18"),
      (
        "Mathias Autor11. Dezember 2012 um 13:19",
        "2012-12-11T13:19:00"
      ),
      ("Dec 20, 20116:46 PM", "2011-12-20T18:46:00"), ("23Jul20126:05pm, EDT", "2012-07-23T18:05:00-04:00"),
      ("Oct252012 Klout", "2012-10-25"), ("Redaktion12.10.2023", "2023-10-12"),
      (
        "Hamburg07. November 2023",
        "2023-11-07"
      ),
      ("(11/14/2011) read more", "2011-11-14"), ("Nov 14 2011 by me", "2011-11-14"),
    ])
  func found(_ text: String, _ expected: String) {
    #expect(Dateline.timestamp(in: text, source: .text)?.asWritten == expected)
  }

  @Test(
    "takes versions, prices, addresses, times and years of old for no date",
    arguments: [
      "Version 10.11.12.13 is out", "v1.2.2011", "Born July 4, 1976 in Ohio", "call 555-12-2011-4",
      "my score fell from 74 to 52",
      "at 2:30 pm", "in the 1990s", "$12.11.11", "14 people, 3 marches", "", "no digits here",
    ])
  func nothing(_ text: String) {
    #expect(Dateline.timestamp(in: text, source: .text) == nil)
  }

  @Test(
    "reads the date of a permanent link",
    arguments: [
      ("/2011/11/14/why-i-quit-klout", "2011-11-14"), ("/blog/2011/11/why.html", "2011-11"),
      (
        "/2011/nov/14/klout",
        "2011-11-14"
      ),
      ("/posts/2011-11-14-why-i-quit", "2011-11-14"), ("/20111114/klout", "2011-11-14"),
      ("/archive/2011-11-14.html", "2011-11-14"),
      ("/news/klout_2011_11_14.html", "2011-11-14"), ("/2011/10/26", "2011-10-26"),
    ])
  func path(_ path: String, _ expected: String) {
    #expect(Dateline.timestamp(inPath: path)?.asWritten == expected)
  }

  @Test(
    "finds no date in paths that only hold numbers",
    arguments: [
      "/2011/", "/p/12345678", "/2011/13/45/", "/archives/2011", "/1811/11/14/", "/top-10-2011-trends",
      "/a/2011/110/3",
    ])
  func noPath(_ path: String) {
    #expect(Dateline.timestamp(inPath: path) == nil)
  }

  @Test("stays linear on hostile text")
  func hostile() {
    let text = String(repeating: "1 2 3. 4/5-6: 7 mar ", count: 20_000)
    #expect(Dateline.timestamp(in: text, source: .text) == nil)
  }
}
