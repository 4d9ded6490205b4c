import Model
import Testing

@testable import Extraction

@Suite("Who wrote a post")
struct PostAuthorTests {
  private let words = PostPages.paragraph("first") + PostPages.paragraph("second")

  private func authors(_ body: String, head: String = "") throws -> [String] {
    let html = PostPages.page("<h1>Why I am leaving</h1>\(body)<div class=entry-content>\(words)</div>", head: head)
    return try PostPages.conversation(html).authors
  }

  @Test(
    "is told by bylines of many forms",
    arguments: [
      ("<p class=author>Posted on September 21, 2011 by Ann Lee</p>", ["Ann Lee"]),
      ("<p>Verfasst von: Ann Lee | 31. Dezember 2011</p>", ["Ann Lee"]),
      (
        "<span class='author vcard'><a class='url fn n' rel=author href=/author/x>freeman1984</a></span>",
        ["freeman1984"]
      ),
      (
        "<p class=posted>Filed by <a rel='category tag' href=/category/x>Networks</a> <a href=/author/x>Ann Lee</a></p>",
        ["Ann Lee"]
      ),
      ("<div class=one-sidebar><p class=author>Ann Lee</p></div>", []),
      (
        "<p class=posted>Posted by Ann Lee on March 14, 2011 at 10:02 AM | <a href=/cat/web>Web</a></p>", ["Ann Lee"]
      ),
      ("<p class=posted>Posted by <a href=/a>Ann Lee</a> on 03/03 at 09:32 PM</p>", ["Ann Lee"]),
      (
        "<p class=byline>By <span class=author>Ann Lee</span> <time datetime=2009-03-01T10:00Z>1 Mar 2009</time></p>",
        ["Ann Lee"]
      ),
      ("<p class=byline>By <span>Ann Lee</span> 1 March 2009</p>", ["Ann Lee"]),
      ("<p class=byline>By Ann Lee on March 1, 2009</p>", ["Ann Lee"]),
      ("<p class=byline>Von Ann Lee Fr, 1. März 2019</p>", ["Ann Lee"]),
      ("<p class=byline>Ann Lee <time>1 March 2009</time></p>", ["Ann Lee"]),
      (
        "<p class=byline>By <span class='author vcard'><span class=fn>Ann Lee</span></span> 1 March 2009</p>",
        ["Ann Lee"]
      ),
      ("<p class=byline>By Ann Lee and Bo Park, 1 March 2009</p>", ["Ann Lee", "Bo Park"]),
      ("<p>Publié le <time datetime=2011-09-07>7 septembre 2011</time> par Madeleine</p>", ["Madeleine"]),
      ("<p>Просмотров: 214 | Добавил: <a href=#>dachnik</a> | Рейтинг: 5.0</p>", ["dachnik"]),
      (
        "<div class=author><div class=author-name>Ann Lee</div><div class=author-role>Operations, Studio Fennel</div></div>",
        ["Ann Lee"]
      ),
      ("<div class=byline>By<a href=/x>Ann Lee</a></div>", ["Ann Lee"]),
      ("<div class=author>Ann Lee(Paris, bureau of Europe)</div>", ["Ann Lee"]),
      ("<p>By Richard (R.J.) Roe</p>", ["Richard Roe"]),
      ("<p class=author>Ann Lee Staff 2011年09月21日 08時00分</p>", ["Ann Lee Staff"]),
      ("<p class=author>Ann Lee/AP</p>", ["Ann Lee"]),
      ("<p class=byline>Alles von Ann Lee</p>", ["Ann Lee"]),
      (
        "<div class=th><a class=th-meta href='/about/editors/ann-lee/'>Ann Lee</a><span>, @ann</span></div>",
        ["Ann Lee"]
      ),
      ("<p class=e-date><a href='/author/ann/'>Ann Lee</a> - December 21, 2011</p>", ["Ann Lee"]),
      ("<p><a href='/profile/ann-lee'>Ann Lee</a></p>", ["Ann Lee"]),
      ("<p><a href='/profile/ann-lee'>See what I do</a></p>", []),
      ("<p>Jörg Bäumler, 8. November 2011</p>", ["Jörg Bäumler"]),
      ("<p>New York, 8 November 2011</p>", []), ("<p>Frankfurt am Main, 8. November 2011</p>", []),
      (
        "<nav class=pst-by>Edited by <span itemprop=author itemscope><span itemprop=name>Ann Lee</span></span></nav>",
        ["Ann Lee"]
      ),
    ])
  func bylines(body: String, expected: [String]) throws {
    #expect(try authors(body) == expected)
  }

  @Test(
    "is no agency, site or role beside a person",
    arguments: ["The Associated Press", "example.com", "Contributing Opinion Writer", "Example Blog"])
  func outlets(name: String) throws {
    let head =
      "<meta property=og:site_name content='Example Blog'><script type='application/ld+json'>{\"@type\":\"BlogPosting\",\"author\":[{\"name\":\"Ann Lee\"},{\"name\":\"\(name)\"}]}</script>"
    #expect(try authors("", head: head) == ["Ann Lee"])
  }

  @Test("is the agency where it is all that a page names")
  func agency() throws {
    #expect(try authors("", head: "<meta name=author content=AFP>") == ["AFP"])
    #expect(try authors("<p>By Ann Lee</p>", head: "<meta name=author content=AFP>") == ["Ann Lee"])
  }

  @Test("is the only person in the page's data where nothing else names one")
  func onlyPerson() throws {
    let head = { (people: String) in
      "<script type='application/ld+json'>{\"@graph\":[{\"@type\":\"WebPage\"},\(people)]}</script>"
    }
    let ann = "{\"@type\":\"Person\",\"name\":\"Ann Lee\"}"
    #expect(try authors("", head: head(ann)) == ["Ann Lee"])
    #expect(try authors("", head: head(ann + ",{\"@type\":\"Person\",\"name\":\"Bo Park\"}")) == [])
  }

  @Test(
    "is who signs below the last paragraph",
    arguments: [
      ("<p><strong>Ann Lee</strong></p>", ["Ann Lee"]), ("<p style='text-align:right'>Lê Phương</p>", ["Lê Phương"]),
      ("<p>Ann Lee</p>", []), ("<p><strong>The end</strong></p>", []),
    ])
  func signature(tail: String, expected: [String]) throws {
    let html = PostPages.page("<h1>Why I am leaving</h1><div class=entry-content>\(words)\(tail)</div>")
    #expect(try PostPages.conversation(html).authors == expected)
  }

  @Test("is told beside the article in a column whose name holds another word for a column")
  func columnOfBoth() throws {
    let html = PostPages.page(
      "<div class=one-sidebar><h1>Why I am leaving</h1><p class=author>Ann Lee</p><div class=entry-content>\(words)</div></div>"
    )
    #expect(try PostPages.conversation(html).authors == ["Ann Lee"])
  }

  @Test("is whom two places name rather than the one whom a third names")
  func agreement() throws {
    let head = "<meta name=author content='Bo Park'>"
    #expect(try authors("<p class=author><a rel=author href=/ann>Ann Lee</a></p>", head: head) == ["Ann Lee"])
  }

  @Test("has the full name where data tell the login made of it")
  func login() throws {
    let head =
      "<script type='application/ld+json'>{\"@type\":\"BlogPosting\",\"author\":{\"name\":\"annlee\"}}</script>"
    #expect(try authors("<p class=author>Ann Lee</p>", head: head) == ["Ann Lee"])
  }

  @Test("is the newsroom where no person signs")
  func newsroom() throws {
    let head = "<meta name='twitter:label1' content='Verfasst von'><meta name='twitter:data1' content='Redaktion'>"
    #expect(try authors("", head: head) == ["Redaktion"])
    #expect(try authors("<p class=author>Ann Lee</p>", head: head) == ["Ann Lee"])
  }

  @Test(
    "is no word of the page's interface",
    arguments: ["Veröffentlicht am", "About the Author", "Uncategorized", "Autor Datum", "Archiv anzeigen →"])
  func strangers(text: String) throws {
    #expect(try authors("<p class=author>\(text)</p>") == [])
  }

  private func authors(ofCommenters names: [String], at url: String) throws -> [String] {
    let comments = names.enumerated().map {
      "<div class=comment id=comment-\($0.offset)><cite><a href='/' rel=nofollow>\($0.element)</a></cite> <span class=date>March 14, 2012 3:1\($0.offset) pm</span><p>Number \($0.offset) of what I have to say of it.</p></div>"
    }
    let html = PostPages.page(
      "<h1>Why I am leaving</h1><div class=entry-content>\(words)</div><div id=comments>\(comments.joined())</div>")
    return try PostPages.conversation(html, at: url).authors
  }

  @Test("is whoever answers below it again and again by the site's own home, and no single commenter")
  func owner() throws {
    #expect(try authors(ofCommenters: ["Ann Lee", "Ann Lee"], at: "http://blog.example/why.html") == ["Ann Lee"])
    #expect(try authors(ofCommenters: ["Ann Lee"], at: "http://blog.example/why.html") == [])
    #expect(try authors(ofCommenters: ["Ann Lee", "Bo Park"], at: "http://blog.example/why.html") == [])
    #expect(try authors(ofCommenters: ["Ann Lee", "Ann Lee"], at: "http://blog.example/~bo/why.html") == [])
  }
}
