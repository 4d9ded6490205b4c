import Model
import Testing

@testable import Extraction

/// The rule that reads visible lines about a comment.
@Suite("Bylines of comments")
struct CommentBylineTests {
  private static let now = Instant(seconds: 1_322_740_800)

  @Test(
    "a line tells who and when",
    arguments: [
      ("Posted by: Ellen  at September 10, 2011 11:40 AM", "Ellen", "2011-09-10T11:40:00"),
      ("Gumba Masta said:", "Gumba Masta", nil),
      ("JoAnne Says:", "JoAnne", nil),
      ("James Cannon - October 26, 2011", "James Cannon", "2011-10-26"),
      ("October 25, 2011 | Benjamin Schweizer", "Benjamin Schweizer", "2011-10-25"),
      ("Rosa Lind wrote on May 3, 2011:", "Rosa Lind", "2011-05-03"),
    ] as [(String, String?, String?)])
  func line(_ text: String, _ author: String?, _ published: String?) {
    let reading = Byline.read(text, now: CommentBylineTests.now)
    #expect(reading.author == author)
    #expect(reading.published?.asWritten == published)
  }

  @Test(
    "names lose the words around them and keep their own brackets",
    arguments: [
      ("Rosa Lind says:", "Rosa Lind"), ("by Rosa Lind", "Rosa Lind"), ("Avatar of Tom", "Tom"),
      ("Karen (in rainy Towson, Md)", "Karen (in rainy Towson, Md)"), ("@tom", "tom"), ("Tom's avatar", "Tom"),
    ])
  func name(_ text: String, _ name: String) {
    #expect(Byline.name(text) == name)
  }

  @Test("controls and empty signs are no names", arguments: ["Reply", "Permalink", "#12", "|", "Log in to Reply", "…"])
  func noName(_ text: String) {
    #expect(Byline.name(text) == nil)
  }

  @Test("a shown clock beside an exact instant tells the zone")
  func zone() throws {
    let exact = Timestamp(Instant(seconds: 1_321_279_500), offset: 0, precision: .second, source: .url)
    let shown = Timestamp(
      CivilTime(year: 2011, month: 11, day: 14, hour: 9, minute: 5), precision: .minute, source: .byline)
    #expect(CommentTime.zoned(exact, like: shown).asWritten == "2011-11-14T09:05:00-05:00")
  }

  @Test(
    "headings say how many comments there are",
    arguments: [
      ("12 thoughts on “7 reasons to leave”", 12), ("One Response to “Leaving”", 1), ("Kommentare (12)", 12),
      ("Reader Comments (3)", 3), ("1,204 Comments", 1204), ("No comments yet", 0),
    ])
  func stated(_ heading: String, _ count: Int) {
    #expect(StatedCount.stated(heading) == count)
  }
}
