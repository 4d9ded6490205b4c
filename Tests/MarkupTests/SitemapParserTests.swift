import Markup
import Model
import Testing

@Suite("Sitemap parser")
struct SitemapParserTests {
  private func sitemap(_ text: String, _ contentType: String = "application/xml") -> Sitemap {
    SitemapParser().sitemap(
      from: Array(text.utf8), contentType: contentType, at: Address("https://blog.example/sitemap.xml"))
  }

  @Test("reads pages with the day on which they changed")
  func urls() throws {
    let sitemap = sitemap(
      "<urlset><url><loc> https://blog.example/a?x=1&amp;y=2 </loc><lastmod>2011-11-14</lastmod></url><url><loc>/b</loc>"
        + "</url><url><loc>/b</loc></url></urlset>")
    guard case .urls(let entries) = sitemap else {
      Issue.record("not a list of pages")
      return
    }
    #expect(entries.map(\.location) == ["https://blog.example/a?x=1&y=2", "https://blog.example/b"])
    #expect(entries[0].lastModified?.day == "2011-11-14")
  }

  @Test("reads an index, feeds and lists of addresses, and nothing else")
  func kinds() {
    if case .index(let entries) = sitemap("<sitemapindex><sitemap><loc>/s1.xml</loc></sitemap></sitemapindex>") {
      #expect(entries.map(\.location) == ["https://blog.example/s1.xml"])
    } else {
      Issue.record("not an index")
    }
    if case .urls(let entries) = sitemap("<rss><item><link>/p</link></item></rss>") {
      #expect(entries.map(\.location) == ["https://blog.example/p"])
    } else {
      Issue.record("not a list of pages")
    }
    if case .urls(let entries) = sitemap("https://blog.example/1\r\nhttps://blog.example/2\n", "text/plain") {
      #expect(entries.count == 2)
    } else {
      Issue.record("not a list of pages")
    }
    #expect(sitemap("<html><body>Not found</body></html>", "text/html") == .invalid)
    #expect(sitemap("") == .invalid)
  }
}
