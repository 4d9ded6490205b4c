import Markup
import Model
import Testing

@Suite("Feed parser")
struct FeedParserTests {
  private func parsed(_ xml: String, at address: String = "https://blog.example/feed/") -> FeedDocument? {
    FeedParser().feed(from: Array(xml.utf8), contentType: "application/xml; charset=utf-8", at: Address(address))
  }

  @Test("reads RSS 2.0 with the modules that blogs use")
  func rss() throws {
    let feed = try #require(
      parsed(
        """
        <?xml version="1.0"?><rss version="2.0" xmlns:c="http://purl.org/rss/1.0/modules/content/"
         xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:slash="http://purl.org/rss/1.0/modules/slash/"
         xmlns:wfw="http://wellformedweb.org/CommentAPI/" xmlns:a="http://www.w3.org/2005/Atom">
        <channel><title>Leaving &amp;amp; Living</title><link>https://blog.example/</link><language>en-gb</language>
        <a:link rel="next" href="/feed/?paged=2"/>
        <item><title>Why I left</title><link>https://blog.example/left</link><guid isPermaLink="false">p=7</guid>
        <dc:creator>Ada</dc:creator><pubDate>Mon, 14 Nov 2011 09:30:00 -0500</pubDate>
        <category>Klout</category><category>Privacy</category><comments>https://blog.example/left#comments</comments>
        <wfw:commentRss>https://blog.example/left/feed/</wfw:commentRss><slash:comments>12</slash:comments>
        <description>Short.</description><c:encoded><![CDATA[<p onclick="x()">Long <a href="/a">a</a></p>]]></c:encoded>
        </item></channel></rss>
        """))
    #expect(feed.title == "Leaving & Living")
    #expect(feed.language == "en-gb")
    #expect(feed.next == "https://blog.example/feed/?paged=2")
    let entry = try #require(feed.entries.first)
    #expect(entry.title == "Why I left" && entry.link == "https://blog.example/left" && entry.id == "p=7")
    #expect(entry.author == "Ada" && entry.tags == ["Klout", "Privacy"])
    #expect(entry.published?.instant.description == "2011-11-14T14:30:00Z")
    #expect(entry.commentFeed == "https://blog.example/left/feed/" && entry.commentCount == 12)
    #expect(entry.contentHTML == "<p>Long <a href=\"https://blog.example/a\">a</a></p>")
  }

  @Test("reads Atom with threads, totals and XHTML")
  func atom() throws {
    let feed = try #require(
      parsed(
        """
        <feed xmlns="http://www.w3.org/2005/Atom" xmlns:t="http://purl.org/syndication/thread/1.0"
         xmlns:os="http://a9.com/-/spec/opensearchrss/1.0/" xml:lang="en"><os:totalResults>31</os:totalResults>
        <entry><id>tag:x,2011:2</id><title type="html">A &lt;b&gt;reply&lt;/b&gt;</title>
        <t:in-reply-to ref="tag:x,2011:1"/><author><name>Bo</name><uri>https://bo.example/</uri></author>
        <published>2011-11-14T10:00:00Z</published>
        <content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml">I <em>stay</em>.<br/></div></content>
        <link rel="alternate" type="text/html" href="https://blog.example/1#c2"/>
        <link rel="replies" type="application/atom+xml" href="https://blog.example/c" t:count="3"/></entry></feed>
        """))
    let entry = try #require(feed.entries.first)
    #expect(feed.totalResults == 31 && entry.title == "A reply" && entry.inReplyTo == "tag:x,2011:1")
    #expect(entry.author == "Bo" && entry.authorURL == "https://bo.example/" && entry.language == "en")
    #expect(entry.contentHTML == "<div>I <em>stay</em>.<br></div>")
    #expect(entry.commentFeed == "https://blog.example/c" && entry.commentCount == 3)
  }

  @Test("reads JSON Feed")
  func json() throws {
    let feed = try #require(
      parsed(
        """
        {"version": "https://jsonfeed.org/version/1.1", "title": "T", "home_page_url": "https://blog.example/",
        "next_url": "/feed?p=2", "authors": [{"name": "Ada", "url": "/ada"}], "items": [{"id": 7, "url": "/left",
        "content_html": "<p>Long <script>x</script><a href='/a'>a</a></p>", "date_published":
        "2011-11-14T09:30:00-05:00", "tags": ["Klout"]}]}
        """))
    let entry = try #require(feed.entries.first)
    #expect(feed.title == "T" && feed.next == "https://blog.example/feed?p=2")
    #expect(entry.id == "7" && entry.link == "https://blog.example/left" && entry.tags == ["Klout"])
    #expect(entry.author == "Ada" && entry.authorURL == "https://blog.example/ada")
    #expect(entry.contentHTML == "<p>Long <a href=\"https://blog.example/a\">a</a></p>")
    #expect(entry.published?.asWritten == "2011-11-14T09:30:00-05:00")
    #expect(parsed("{\"items\": []}") == nil)
  }

  @Test(
    "reads ill-formed feeds",
    arguments: [
      "<rss><channel><title>A & B</title><item><title>x &nbsp; y<item><title>z",
      "junk <rss version=2.0><channel><item><title>x</item><item></wrong><title>y",
      "<rss><channel><item><description><![CDATA[never closed</description></item><item><a:b>c</a:b></item></rss>",
      "<!DOCTYPE rss [<!ELEMENT x (y)>]><rss><item><b><i>x</b></i></item><item/></rss>",
    ])
  func illFormed(xml: String) {
    #expect(parsed(xml)?.entries.count == 2)
  }

  @Test("expands no entities beyond plain ones and loads nothing")
  func entities() throws {
    let bomb = """
      <!DOCTYPE rss [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;"><!ENTITY f SYSTEM "file:///etc/passwd">]>
      <rss><channel><title>&a;|&b;|&f;</title></channel></rss>
      """
    #expect(try #require(parsed(bomb)).title == "aaaaaaaaaa|&b;|&f;")
  }

  @Test(
    "sanitises content",
    arguments: [
      ("<script>alert(1)</script>ok", "ok"),
      ("<img src=\"javascript:x\" onerror=\"y\" alt=\"z\">", "<img alt=\"z\">"),
      ("<a href=\" java\u{1}script:x\">t</a>", "<a>t</a>"),
      ("a<!-- b", "a b"), ("x<style>p{}</style><form>y</form>", "xy"), ("1 &lt; 2", "1 &lt; 2"),
    ])
  func sanitises(html: String, expected: String) {
    let xml = "<rss><channel><item><description><![CDATA[\(html)]]></description></item></channel></rss>"
    #expect(parsed(xml)?.entries.first?.summaryHTML == expected)
  }

  @Test("says that a page is no feed")
  func page() {
    #expect(parsed("<!doctype html><html><body>rss</body></html>") == nil)
    #expect(parsed("") == nil)
  }
}
