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

  @Test("unpacks gzip files, and what there is of one that was cut off")
  func gzip() {
    let hexadecimal = """
      1f8b080000000000020395d43b0a02411045d11d59bee75f8ade8b4aa341cb0c4e0b2edf0f2626c28d2aa89b1daaf27e\
      6b53ed255fb3641b4ee5d2fb38ed238e6d38cfeae3701d5b8d79c67b97f1c9feb702ad41bb00ed12b42bd0ae41bb01ed\
      16b43b6281e0889c089d889d089e889e089f889f08a088a089a0d1ed1141134113411341134113411341ff0ac6f7893e\
      01bce6f3e44d050000
      """
    let digits = Array(hexadecimal.utf8).map { $0 < 0x40 ? $0 - 0x30 : $0 - 0x57 }
    let bytes = stride(from: 0, to: digits.count, by: 2).map { digits[$0] << 4 | digits[$0 + 1] }
    func count(_ bytes: [UInt8]) -> Int {
      guard case .urls(let entries) = SitemapParser().sitemap(from: bytes, contentType: nil, at: nil) else { return -1 }
      return entries.count
    }
    #expect(count(bytes) == 30)
    #expect((1..<30).contains(count(Array(bytes[..<(bytes.count * 3 / 4)]))))
    for position in bytes.indices {
      var broken = bytes
      broken[position] ^= 0x55
      #expect(count(broken) <= 100)
    }
  }
}
