import Model
import Testing

@testable import Extraction

@Suite("When a post was published")
struct PostDateTests {
  private let words = PostPages.paragraph("first") + PostPages.paragraph("second")

  private func date(
    _ body: String, head: String = "", foot: String = "", at address: String = "http://blog.example/leaving.html"
  ) throws -> String? {
    let html = PostPages.page(
      "<h1>Why I am leaving</h1><div class=post>\(body)\(words)</div>\(foot)", head: head, title: "Why I am leaving")
    return try PostPages.evidence(html, at: address).dates.first?.value.asWritten
  }

  private let inUTC = "<meta property=article:published_time content='2011-11-14T23:00:00Z'>"

  @Test("stays in UTC where the address has the day in UTC, whatever the page's head calls today")
  func todayInTheHead() throws {
    let shown = "<span class=date>November 15, 2011</span>"
    #expect(try date(shown, head: inUTC) == "2011-11-15")
    #expect(try date(shown, head: inUTC, at: "http://blog.example/2011/11/14/leaving") == "2011-11-14T23:00:00Z")
  }

  @Test("is the clock time on the page that is whole half hours from the instant, wherever it stands")
  func sameMinute() throws {
    let head = "<meta property=article:published_time content='2011-11-15T00:25:56Z'>"
    func shown(_ clock: String) -> String { "<div class=share><span class=date>14.11.2011 \(clock)</span></div>" }
    #expect(try date(shown("21:25"), head: head) == "2011-11-14T21:25:00")
    #expect(try date(shown("21:37"), head: head) == "2011-11-15T00:25:56Z")
  }

  @Test("has its clock from below the article where only the address is believed more")
  func clockBelow() throws {
    let foot =
      "<div class=posted-on>Published <time class=entry-date datetime=2011-11-14T21:40:00-04:00>November 14</time></div>"
    #expect(
      try date("", foot: foot, at: "http://blog.example/2011/11/14/leaving/") == "2011-11-14T21:40:00-04:00")
    #expect(try date("", foot: foot, at: "http://blog.example/2011/11/15/leaving/") == "2011-11-15")
  }

  @Test("is what a time says to people where it tells machines the last change")
  func shownBeforeTold() throws {
    #expect(try date("<time datetime=2011-12-03T10:18:46Z>Publié le 29 novembre 2011</time>") == "2011-11-29")
    #expect(try date("<time datetime=2011-11-14T10:18:46Z>14 November 2011</time>") == "2011-11-14T10:18:46Z")
  }

  @Test(
    "is what machines are told where the numbers beside it can be read as that day",
    arguments: ["10/11/2011", "10-11-2011", "10/11/11", "10/11/2011 08:00", "11/10/2011"])
  func numbersBesideTold(numbers: String) throws {
    #expect(try date("<time datetime='2011-11-10T08:00:00-05:00'>\(numbers)</time>") == "2011-11-10T08:00:00-05:00")
  }

  @Test("takes its order from numbers that are told to machines elsewhere on the page")
  func orderOfTold() throws {
    let other = "<p>Earlier: <time datetime=2011-04-03>03/04/2011</time></p>"
    #expect(try date("<span class=date>10/11/2011</span>", foot: other) == "2011-11-10")
  }

  @Test(
    "follows the label before a date",
    arguments: [
      ("<p>Last updated: 3 May 2011</p><p>Published: 1 May 2011</p>", "2011-05-01"),
      ("<p>Aktualisiert am 3.5.2011</p><p>Erschienen am 1.5.2011</p>", "2011-05-01"),
      (
        "<div><b>Datum:</b> <i>01.05.2011</i></div><p>Das Gesetz vom <span class=date>2. März 2011</span></p>",
        "2011-05-01"
      ),
    ])
  func labels(body: String, day: String) throws {
    #expect(try date(body) == day)
  }

  @Test("is read out of JSON-LD that is no JSON")
  func remains() throws {
    let head =
      "<script type='application/ld+json'>{\"@type\":\"NewsArticle\",\"headline\":\"Why \"I\" left\",\"datePublished\":\"2011-11-14\"}</script>"
    #expect(try date("", head: head) == "2011-11-14")
  }

  @Test(
    "puts the day first where the page, its language or its country does",
    arguments: [
      (
        "<span class=date>11/12/2011</span><p>Zuletzt am 25/12/2011 gesehen.</p>", "http://blog.example/a", "2011-12-11"
      ),
      ("<span class=date>11/12/2011</span>", "http://blog.example.co.uk/a", "2011-12-11"),
      ("<span class=date>11/12/2011</span>", "http://blog.example/a", "2011-11-12"),
      ("<span class=date>11.12.11</span>", "http://blog.example/a", "2011-12-11"),
    ])
  func dayOrder(body: String, address: String, day: String) throws {
    #expect(try date(body, at: address) == day)
  }

  @Test("is the dateline that opens the article where nothing else tells")
  func opening() throws {
    #expect(try date("<p>(18.01.2012) \(words.dropFirst(3))") == "2012-01-18")
  }
}
