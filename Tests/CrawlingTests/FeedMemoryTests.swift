import Fetching
import Frontier
import Model
import Testing

@testable import Crawling

@Suite("What is remembered of feeds")
struct FeedMemoryTests {
  let change = FeedFacts(updated: Instant(milliseconds: 1))
  let fact = FeedFacts(author: "Ada")

  @Test("keeps room for authors and minutes, however many changes a sitemap names")
  func rooms() {
    var memory = FeedMemory(limit: 3)
    for number in 0..<10 { memory.remember(change, of: "\(number)") }
    memory.remember(fact, of: "post")
    #expect(memory["post"] == fact)
  }

  @Test("counts what there is no room for")
  func counted() {
    var memory = FeedMemory(limit: 3)
    for number in 0..<10 { memory.remember(change, of: "\(number)") }
    #expect(memory.letGo == 7)
  }

  @Test("takes up no more of an earlier run than there is room for")
  func recalled() {
    let facts = Dictionary(uniqueKeysWithValues: (0..<10).map { ("\($0)", fact) })
    #expect(FeedMemory(facts, limit: 3).letGo == 7)
  }

  @Test("goes on learning of posts that it knows when it is full")
  func known() {
    var memory = FeedMemory(limit: 1)
    memory.remember(fact, of: "post")
    let isKept = memory.remember(FeedFacts(author: "Bob"), of: "post")
    #expect(isKept)
  }

  @Test("is nothing that a feed says of a stranger's posts, but for what that stranger's own feed says")
  func hearsay() throws {
    let feed = """
      <rss version="2.0" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:feedburner="http://rssnamespace.org/feedburner/ext/1.0"><channel><title>All</title>
      <item><title>a</title><link>http://www.blog.example/a</link><dc:creator>Ada</dc:creator></item>
      <item><title>b</title><link>http://other.example/b</link><dc:creator>Mallory</dc:creator></item>
      <item><title>c</title><link>http://blog.example/c</link><dc:creator>Carl</dc:creator>
      <feedburner:origLink>http://third.example/c</feedburner:origLink></item></channel></rss>
      """
    let address = try #require(Address("http://blog.example/feed"))
    let page = Page(
      address: address, status: 200,
      headers: [Header(name: "Content-Type", value: "application/rss+xml")], body: Array(feed.utf8),
      fetched: Instant(milliseconds: 0), bytesOnWire: 0)
    let service = Service(name: "Klout")
    let reader = AnswerReader(
      listener: Listener(service: service), relevance: Relevance(service), agent: "stance", service: "Klout",
      since: nil, until: nil)
    let harvest = reader.harvest(of: page, fetchedAs: FrontierItem(address: address, role: .feed), subject: nil)
    guard case .addresses(let items, let facts) = harvest.yield else {
      Issue.record("no feed was read")
      return
    }
    #expect(items.count == 3)
    #expect(facts.keys.sorted() == ["http://third.example/c", "http://www.blog.example/a"])
  }
}
