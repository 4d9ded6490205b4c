import Model
import Testing

@testable import Extraction

@Suite("What a page says about its post")
struct PostMetadataTests {
  private let words = PostPages.paragraph("first") + PostPages.paragraph("second")

  private func page(_ body: String, head: String = "", title: String = "Why I am leaving") -> String {
    PostPages.page("<div class=post>\(body)\(words)</div>", head: head, title: title)
  }

  @Test("takes the title from the heading, not from the blog's name above it")
  func findsTheTitle() throws {
    let html = PostPages.page(
      "<h1><a href=/>Example Blog</a></h1><div class=post><h2>Why I am leaving</h2>\(words)</div>")
    #expect(try PostPages.conversation(html).title == "Why I am leaving")
  }

  @Test("takes no heading for the title that is the site's sign, and a page's name for no site's")
  func signs() throws {
    let sign = "<div class=topbar__logo><h1 class=topbar__logo__title>Blog Portal</h1></div>"
    let post = "<div class=post><h2>Why I am leaving</h2>\(words)</div>"
    let html = PostPages.page(sign + post, title: "Why I am leaving @ Example :: Blog Portal ::")
    #expect(try PostPages.conversation(html).title == "Why I am leaving")
    let head =
      "<meta name=application-name content='Why I am leaving'><meta property=og:title content='Why I am leaving'>"
    let other = "<div><h1>Good Evening</h1></div>"
    #expect(
      try PostPages.conversation(page(other + "<h1>Why I am leaving</h1>", head: head)).title == "Why I am leaving")
  }

  @Test("cuts the site's name off a title that stands nowhere else")
  func cutsTheSite() throws {
    let head = "<meta property=og:site_name content='Example Blog'>"
    #expect(try PostPages.conversation(page("", head: head)).title == "Why I am leaving")
  }

  @Test(
    "reads authors wherever they stand",
    arguments: [
      ("<p class=byline>By Ann Lee and Bo Park</p>", "", ["Ann Lee", "Bo Park"]),
      ("<a rel=author href=/ann>Ann Lee</a>", "", ["Ann Lee"]),
      ("<span itemprop=author><span itemprop=name>Ann Lee</span></span>", "", ["Ann Lee"]),
      ("", "<meta name=author content='Ann Lee'>", ["Ann Lee"]),
      (
        "",
        "<script type='application/ld+json'>{\"@type\":\"NewsArticle\",\"author\":[{\"name\":\"Ann Lee\"},{\"name\":\"Bo Park\"}]}</script>",
        ["Ann Lee", "Bo Park"]
      ),
      (
        "",
        "<script type='application/ld+json'>{\"@graph\":[{\"@type\":\"Person\",\"@id\":\"#a\",\"name\":\"Ann Lee\"},{\"@type\":\"Article\",\"author\":{\"@id\":\"#a\"}}]}</script>",
        ["Ann Lee"]
      ),
      ("<p>Posted by Ann Lee on May 3</p>", "", ["Ann Lee"]),
    ])
  func findsAuthors(body: String, head: String, authors: [String]) throws {
    #expect(try PostPages.conversation(page("<h1>Why I am leaving</h1>\(body)", head: head)).authors == authors)
  }

  @Test(
    "keeps the day of the page's own zone and no more than it says",
    arguments: [
      ("", "<meta property=article:published_time content='2011-11-14T23:30:00-05:00'>", "2011-11-14T23:30:00-05:00"),
      ("<time datetime=2011-11-14>today</time>", "", "2011-11-14"),
      ("<abbr class=published title='2011-11-14T09:30:00+01:00'>then</abbr>", "", "2011-11-14T09:30:00+01:00"),
      ("<span class=entry-date>November 14, 2011</span>", "", "2011-11-14"),
      (
        "", "<script type='application/ld+json'>{\"@type\":\"BlogPosting\",\"datePublished\":\"2011-11-14\"}</script>",
        "2011-11-14"
      ),
    ])
  func findsTheDate(body: String, head: String, date: String) throws {
    let html = page("<h1>Why I am leaving</h1>\(body)", head: head)
    let conversation = try PostPages.conversation(html, at: "http://blog.example/leaving.html")
    #expect(try #require(conversation.post?.published).asWritten == date)
  }

  @Test("believes the day that the page shows before the same instant in UTC")
  func prefersTheShownDay() throws {
    let html = page(
      "<h1>Why I am leaving</h1><span class=date>November 15, 2011</span>",
      head: "<meta property=article:published_time content='2011-11-14T23:00:00Z'>")
    let evidence = try PostPages.evidence(html)
    #expect(evidence.dates.first?.value.day == "2011-11-15")
  }

  @Test("lists every candidate with its source, the chosen one first")
  func listsCandidates() throws {
    let html = page(
      "<h1>Why I am leaving</h1><time datetime=2011-11-14T08:00:00Z>Nov 14</time>",
      head: "<meta property=article:published_time content='2011-11-14T08:00:00Z'><meta name=author content='Ann Lee'>")
    let evidence = try PostPages.evidence(html)
    #expect(evidence.dates.map(\.source).prefix(2) == ["meta article:published_time", "time"])
    #expect(evidence.authors.map(\.source) == ["meta author"])
    #expect(evidence.titles.first?.source == "h1")
  }

  @Test(
    "believes a canonical address of the same site alone",
    arguments: [
      ("http://blog.example/post", "http://blog.example/post"),
      ("https://www.blog.example/post", "https://www.blog.example/post"),
      ("http://other.example.org/post", "http://blog.example/2011/11/leaving.html"),
      ("http://blog.example/", "http://blog.example/2011/11/leaving.html"),
    ])
  func judgesCanonical(stated: String, believed: String) throws {
    #expect(try PostPages.conversation(page("", head: "<link rel=canonical href='\(stated)'>")).canonical == believed)
  }

  @Test("tells links in the post from navigation and pages of it, without doubles")
  func sortsLinks() throws {
    let html = PostPages.page(
      """
      <nav><a href=/about>About</a></nav><div class=post><h1>Why I am leaving</h1>\(words)
      <p>I followed what <a href='/2011/10/other.html#c1' rel=nofollow>my friend</a> wrote, and so should you.</p></div>
      <a rel=next href='/page/2'>Older</a><a href='/2011/10/other.html'>again</a><a href='javascript:x()'>no</a>
      """)
    let links = try PostPages.conversation(html).links
    #expect(
      links.map(\.url) == [
        "http://blog.example/about", "http://blog.example/2011/10/other.html", "http://blog.example/page/2",
      ])
    #expect(links.map(\.context) == [.navigation, .post, .pagination])
    #expect(links[1].isNofollow)
  }

  @Test("tells what a post points to below its last paragraph from navigation")
  func sortsRelatedLinks() throws {
    let html = PostPages.page(
      """
      <nav><a href=/about>About</a></nav><div class=post><h1>Why I am leaving</h1><div class=entry-content>\(words)
      <p>See also <a href=/2011/10/first.html>Notes of the first day</a>.</p>
      <p>See also <a href=/2011/10/second.html>Notes of the second day</a>.</p></div></div>
      <div class=footer><a href=/imprint>Imprint</a></div>
      """)
    let links = try PostPages.conversation(html).links
    #expect(
      links.filter { $0.context == .related || $0.context == .post }.map(\.text) == [
        "Notes of the first day", "Notes of the second day",
      ])
  }

  @Test("gives a link the words of its best place")
  func keepsAnchorWords() throws {
    let html = PostPages.page(
      """
      <nav><a href='/2011/10/other.html'><img src=x></a></nav><div class=post><h1>Why I am leaving</h1>\(words)
      <p>I followed what <a href='/2011/10/other.html'>my friend wrote</a> about it all, and so should you.</p></div>
      """)
    #expect(try PostPages.conversation(html).links.map(\.text) == ["my friend wrote"])
  }

  @Test("names feeds, tags, language and site")
  func namesTheRest() throws {
    let conversation = try PostPages.conversation(
      page(
        "<a rel=tag href=/tag/klout>Klout</a>",
        head: """
          <meta property=og:site_name content='Example Blog'><link rel=alternate type=application/rss+xml href=/feed title='Posts'>
          <link rel=alternate type=application/rss+xml href=/comments/feed title='Comments Feed'>
          """))
    #expect(conversation.feeds.map(\.isComments) == [false, true])
    #expect(conversation.tags == ["Klout"])
    #expect(conversation.language == "en")
    #expect(conversation.site == "Example Blog")
  }
}
