import Markup
import Model
import Storage
import Testing

@testable import Crawling

@Suite("What a feed says of a post")
struct FeedFactsTests {
  func time(_ day: Int, _ hour: Int, _ precision: Timestamp.Precision, _ source: Timestamp.Source) -> Timestamp {
    Timestamp(
      CivilTime(year: 2011, month: 11, day: day, hour: hour, minute: 30), offset: 0, precision: precision,
      source: source)
  }

  func facts(author: String? = "Ada", published: Timestamp? = nil) throws -> FeedFacts {
    var entry = FeedEntry()
    entry.author = author
    entry.published = published
    return try #require(FeedFacts(entry))
  }

  func record(speaker: String? = nil, published: Timestamp? = nil) -> PageRecord {
    let post = Voice(kind: .post, url: "https://a.example/", speaker: speaker, published: published, text: "Bye.")
    return PageRecord(
      service: "Klout", fetched: Instant(milliseconds: 0), status: 200,
      conversation: Conversation(url: post.url, canonical: post.url, voices: [post]), readings: [Reading(stance: nil)])
  }

  @Test("is nothing where the entry names neither author nor time")
  func empty() {
    #expect(FeedFacts(FeedEntry()) == nil)
  }

  @Test("names the author of a post that names nobody")
  func author() throws {
    var record = record()
    try facts().complete(&record)
    #expect(record.conversation.post?.speaker == "Ada")
  }

  @Test("does not overrule the author whom the page names")
  func stated() throws {
    var record = record(speaker: "Bob")
    try facts().complete(&record)
    #expect(record.conversation.post?.speaker == "Bob")
  }

  @Test("makes a bare day exact")
  func day() throws {
    var record = record(published: time(14, 0, .day, .byline))
    try facts(published: time(14, 17, .minute, .feed)).complete(&record)
    #expect(record.conversation.post?.published == time(14, 17, .minute, .feed))
  }

  @Test("does not overrule the page's own clock")
  func clock() throws {
    let stated = time(14, 9, .minute, .byline)
    var record = record(published: stated)
    try facts(published: time(14, 17, .second, .feed)).complete(&record)
    #expect(record.conversation.post?.published == stated)
  }

  @Test("does not replace a day by a time on quite another day")
  func otherDay() throws {
    let stated = time(14, 0, .day, .byline)
    var record = record(published: stated)
    try facts(published: time(20, 17, .second, .feed)).complete(&record)
    #expect(record.conversation.post?.published == stated)
  }

  @Test("says that nothing changed where there is nothing to complete")
  func unchanged() throws {
    var record = record(speaker: "Bob", published: time(14, 9, .second, .jsonLD))
    #expect(try !facts(published: time(14, 9, .second, .feed)).complete(&record))
  }

  @Test("says that nothing changed when it completes a second time what it has completed")
  func twice() throws {
    var record = record(published: time(14, 0, .day, .byline))
    let facts = try facts(published: time(14, 17, .minute, .feed))
    facts.complete(&record)
    #expect(!facts.complete(&record))
  }

  @Test("leaves a page without a post alone")
  func listing() throws {
    var record = record()
    record.conversation.voices = []
    #expect(try !facts().complete(&record))
  }
}
