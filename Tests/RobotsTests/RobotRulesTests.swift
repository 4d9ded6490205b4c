import Model
import Robots
import Testing

@Suite("Rules of a robots.txt")
struct RobotRulesTests {
  private func isAllowed(_ text: String, _ path: String, agent: String = "stance") -> Bool {
    RobotRules(parsing: Array(text.utf8)).verdict(forTarget: path, agent: agent).isAllowed
  }

  @Test("names the deciding line")
  func decidingLine() throws {
    let rules = RobotRules(
      parsing: Array("# ours\nUser-agent: *\nDisallow: /private # no\nAllow: /private/open\n".utf8))
    let shut = try #require(Address("http://blog.example/private/x"))
    let open = try #require(Address("http://blog.example/private/open"))
    let other = try #require(Address("http://blog.example/"))
    #expect(rules.verdict(for: shut, agent: "stance") == .init(isAllowed: false, line: 3, rule: "Disallow: /private"))
    #expect(rules.verdict(for: open, agent: "stance") == .init(isAllowed: true, line: 4, rule: "Allow: /private/open"))
    #expect(rules.verdict(for: other, agent: "stance") == .init(isAllowed: true))
  }

  @Test("obeys the group that names the agent and no other (RFC 9309 §2.2.1)")
  func groups() {
    let text =
      "User-agent: *\nDisallow: /\n\nUser-agent: stance\nUser-agent: other\nDisallow: /a\n\nUser-agent: STANCE\nDisallow: /b"
    #expect(isAllowed(text, "/c"))
    #expect(!isAllowed(text, "/a"))
    #expect(!isAllowed(text, "/b"))
    #expect(isAllowed(text, "/b", agent: "other/2.0 (+http://other.example)"))
    #expect(!isAllowed(text, "/c", agent: "third"))
  }

  @Test("lets other records stand inside a group (RFC 9309 §2.2.4)")
  func otherRecords() {
    let text = "User-agent: a\nSitemap: http://blog.example/s.xml\nCrawl-delay: 5\nUser-agent: stance\nDisallow: /x"
    #expect(!isAllowed(text, "/x"))
    #expect(!isAllowed(text, "/x", agent: "a"))
  }

  @Test("takes the longest match, and allow at the same length (RFC 9309 §2.2.2)")
  func longestMatch() {
    #expect(isAllowed("User-agent: *\nDisallow: /a\nAllow: /a/b", "/a/b/c"))
    #expect(!isAllowed("User-agent: *\nAllow: /a\nDisallow: /a/b", "/a/b/c"))
    #expect(isAllowed("User-agent: *\nDisallow: /a\nAllow: /a", "/a"))
  }

  @Test(
    "understands stars and the end mark (RFC 9309 §2.2.3)",
    arguments: [
      ("/*.gif$", "/x/y.gif", false), ("/*.gif$", "/y.gif?s=1", true), ("/a*b*c", "/aXbYc/d", false),
      (
        "/a*b*c",
        "/acb", true
      ),
      ("/a$", "/a", false), ("/a$", "/a/", true), ("*", "/anything", false), ("/a/*/c$", "/a/b/c", false),
      (
        "/a$b",
        "/a$b", false
      ),
      ("/%2A", "/*", false), ("/%2A", "/x", true), ("/a*a$", "/a", true),
      (
        "/?*replytocom=",
        "/?p=1&replytocom=2", false
      ),
    ])
  func wildcards(_ rule: String, _ path: String, _ expected: Bool) {
    #expect(isAllowed("User-agent: *\nDisallow: \(rule)", path) == expected)
  }

  @Test(
    "compares escapes by what they stand for (RFC 9309 §2.2.2)",
    arguments: [
      ("/foo/bar/ツ", "/foo/bar/%E3%83%84"), ("/foo/%62%61%7a", "/foo/baz"), ("/a%3cd", "/a%3Cd"), ("/a<d", "/a%3cd"),
      ("/b%c3%bccher", "/bücher"), ("/a%2fb", "/a%2Fb"),
    ])
  func escapes(_ rule: String, _ path: String) {
    #expect(!isAllowed("User-agent: *\nDisallow: \(rule)", path))
  }

  @Test("tells an escaped slash from a slash")
  func escapedSlash() {
    #expect(isAllowed("User-agent: *\nDisallow: /a%2Fb", "/a/b"))
  }

  @Test("allows robots.txt itself, and everything where a rule is empty")
  func implicit() {
    #expect(isAllowed("User-agent: *\nDisallow: /", "/robots.txt"))
    #expect(isAllowed("User-agent: *\nDisallow:", "/a"))
    #expect(isAllowed("Disallow: /", "/a"))
  }

  @Test("reads what people write: byte order marks, CR, missing colons, misspellings, index files")
  func sloppiness() {
    #expect(!isAllowed("\u{feff}User-agent: *\rDisallow: /a\r\rUser-agent: b\r", "/a"))
    #expect(!isAllowed("useragent: *\r\ndissalow: /a\r\n", "/a"))
    #expect(!isAllowed("User-agent *\nDisallow /a", "/a"))
    #expect(isAllowed("User-agent: *\nDisallow: /\nAllow: /a/index.html", "/a/"))
    #expect(isAllowed("<html><body>404 User-agent</body></html>", "/a"))
  }

  @Test("reads UTF-16 where a byte order mark announces it")
  func utf16() {
    var bytes: [UInt8] = [0xff, 0xfe]
    for unit in "User-agent: *\nDisallow: /a".utf16 { bytes += [UInt8(unit & 255), UInt8(unit >> 8)] }
    #expect(!RobotRules(parsing: bytes).verdict(forTarget: "/a", agent: "stance").isAllowed)
  }

  @Test("reads half a megabyte and drops the line that the limit cuts")
  func limit() {
    let filler = String(repeating: "# nothing\n", count: 51_199) + "12345\n"
    #expect(!isAllowed("User-agent: *\nDisallow: /a\n" + filler, "/a"))
    #expect(isAllowed(filler + "User-agent: *\nDisallow: /a\n", "/a"))
  }

  @Test("stays quick when a site writes hostile wildcards")
  func hostile() {
    let rule = String(repeating: "*a", count: 8000) + "b"
    #expect(isAllowed("User-agent: *\nDisallow: /\(rule)", "/" + String(repeating: "a", count: 16_000)))
    let many = "User-agent: *\n" + String(repeating: "Disallow: /*aab\n", count: 20_000)
    #expect(isAllowed(many, "/" + String(repeating: "a", count: 500)))
  }

  @Test(
    "takes the answer's status as RFC 9309 §2.3.1 does",
    arguments: [
      (200, false), (204, false), (301, true), (401, true), (403, true), (404, true), (410, true),
      (429, false), (500, false), (503, false), (0, false),
    ])
  func status(_ status: Int, _ expected: Bool) {
    let rules = RobotRules.rules(status: status, body: Array("User-agent: *\nDisallow: /".utf8))
    #expect(rules.verdict(forTarget: "/a", agent: "stance").isAllowed == expected)
  }

  @Test("gives the crawl delay of the agent's group")
  func crawlDelay() {
    let rules = RobotRules(
      parsing: Array(
        "User-agent: a\nCrawl-delay: 2.5\nUser-agent: b\nDisallow: /x\nUser-agent: *\nCrawl-delay: 10\nCrawl-delay: no"
          .utf8))
    #expect(rules.crawlDelay(for: "A/1.0") == 2.5)
    #expect(rules.crawlDelay(for: "b") == nil)
    #expect(rules.crawlDelay(for: "stance") == 10)
    #expect(RobotRules(parsing: Array("User-agent: *\nCrawl-delay: 1e9".utf8)).crawlDelay(for: "x") == nil)
    #expect(RobotRules(parsing: Array("User-agent: *\nCrawl-delay: 999999999".utf8)).crawlDelay(for: "x") == 86_400)
  }

  @Test("lists sitemaps once each, wherever they stand")
  func sitemaps() {
    let rules = RobotRules(
      parsing: Array("sitemap: /a.xml\nUser-agent: *\nSite-map: http://b.example/b.xml\nSitemap: /a.xml".utf8))
    #expect(rules.sitemaps == ["/a.xml", "http://b.example/b.xml"])
  }
}
