import Frontier
import Model
import Serving
import Testing

@testable import Crawling

@Suite("A list that names its own continuation")
struct ChainTests {
  @Test(
    "is followed for as many pages as bring something, and for few that bring nothing",
    arguments: [(1, 500), (Chain.fruitless, 25), (Chain.index, 4)])
  func length(steps: Int, pages: Int) throws {
    var item = FrontierItem(address: try #require(Address("http://a.example/feed")), role: .feed)
    var count = 0
    while let next = Chain.further([item], from: item, steps: steps).first {
      item = next
      count += 1
    }
    #expect(count == pages)
  }

  @Test("is left where a feed goes on without an end and names nothing new, and that is counted")
  func feed() async throws {
    let stage = try await Stage { request in
      if request.path == "/robots.txt" { return ServedResponse(status: 404) }
      if request.path == "/" {
        let home = "<title>Ada</title><link rel=alternate type=application/atom+xml href=/feed/0><h1>Ada</h1>"
        return ServedResponse(status: 200, headers: [("Content-Type", "text/html")], body: Array(home.utf8))
      }
      let next = (Int(request.path.split(separator: "/").last ?? "") ?? 0) + 1
      let feed = """
        <feed xmlns='http://www.w3.org/2005/Atom'><title>Posts</title>
        <link rel='next' href='http://blog.example/feed/\(next)'/></feed>
        """
      return ServedResponse(
        status: 200, headers: [("Content-Type", "application/atom+xml")], body: Array(feed.utf8))
    }
    let summary = try await stage.crawl(.at("http://blog.example/"))
    await stage.server.stop()
    #expect(await stage.log.requests.filter { $0.path.hasPrefix("/feed/") }.count == 26)
    #expect(summary.passedOver.map(\.cause) == ["further pages of an endless list"])
  }

  @Test("is left where indexes of sitemaps lie within each other without an end")
  func index() async throws {
    let stage = try await Stage { request in
      if request.path == "/robots.txt" { return ServedResponse(status: 404) }
      let next = (Int(request.path.split(separator: "/").last ?? "") ?? 0) + 1
      let index = """
        <?xml version="1.0"?><sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">
        <sitemap><loc>http://blog.example/maps/\(next)</loc></sitemap></sitemapindex>
        """
      return ServedResponse(status: 200, headers: [("Content-Type", "application/xml")], body: Array(index.utf8))
    }
    let summary = try await stage.crawl(.at("http://blog.example/maps/0"))
    await stage.server.stop()
    #expect(await stage.log.requests.count == 6)
    #expect(summary.passedOver.map(\.cause) == ["further pages of an endless list"])
  }

  @Test("is left where a post goes on without an end and says nothing new")
  func post() async throws {
    let stage = try await Stage { request in
      if request.path == "/robots.txt" { return ServedResponse(status: 404) }
      let number = Int(request.path.split(separator: "/").last ?? "") ?? 1
      let further = "<div class=\"page-links\">Pages: <a href=\"/why/\(number + 1)/\">\(number + 1)</a></div></article>"
      let page = CrawlTests().post
        .replacing("<head>", with: "<head><link rel=\"next\" href=\"/why/\(number + 1)/\">")
        .replacing("</article>", with: further)
      return ServedResponse(status: 200, headers: [("Content-Type", "text/html")], body: Array(page.utf8))
    }
    let summary = try await stage.crawl(.at("http://blog.example/why/"))
    await stage.server.stop()
    #expect(summary.end == .finished)
    #expect((3...40).contains(await stage.log.requests.count))
  }
}
