import Markup
import Model
import Testing

@testable import Extraction

/// Comments whose names say little or mislead, and what stands beside a page's own comments.
@Suite("Comments with few signs")
struct FewSignsTests {
  private static let speakers = HomemadeCommentTests.speakers

  private static func read(_ html: String) throws -> [Voice] { try HomemadeCommentTests.read(html).comments }

  /// The three voices, each written by a closure that is told its position.
  private static func pieces(_ piece: (Int, HomemadeCommentTests.Speaker) -> String) -> String {
    speakers.enumerated().map { piece($0.offset, $0.element) }.joined()
  }

  private static func expectAll(_ voices: [Voice]) {
    #expect(voices.map(\.speaker) == speakers.map(\.name))
    #expect(voices.map(\.text) == speakers.map(\.words))
    #expect(
      voices.map(\.published?.asWritten) == ["2009-03-14T15:15:00", "2009-03-14T21:40:00", "2009-03-15T08:03:00"])
  }

  @Test("an element that alone bears a comment's number is none where its neighbours are made alike")
  func twins() throws {
    let ids = ["a91", "c77", "d4e"]
    let html = FewSignsTests.pieces { position, speaker in
      "<div class='_3k' id='\(ids[position])'><img src='x.jpg' alt='\(speaker.name)'><p><a href='#\(ids[position])'><time>\(speaker.date) \(speaker.clock)</time></a></p><div><p>\(speaker.words)</p></div><button>Reply</button></div>"
    }
    FewSignsTests.expectAll(try FewSignsTests.read("<section><h2>Three replies</h2>\(html)</section>"))
  }

  @Test("an element with a number that holds all comments is none of them")
  func wrapper() throws {
    let html = FewSignsTests.pieces { _, speaker in
      "<li class='u_comment'><div class='u_comment_box'><a class='u_nick'>\(speaker.name)</a><span class='u_text'>\(speaker.words)</span><span class='u_date'>\(speaker.date) \(speaker.clock)</span></div></li>"
    }
    FewSignsTests.expectAll(
      try FewSignsTests.read("<div id='comment_201_22'><p>Write something</p><ul>\(html)</ul></div>"))
  }

  @Test("rows of two colours with short names are one thread, and other sites' notices among them are counted")
  func stripes() throws {
    let html = FewSignsTests.pieces { position, speaker in
      "<div class='cmt-\(position % 2 == 0 ? "even" : "odd")'><h4><a href='#\(position)'>#</a> re: Goodbye</h4><span>\(speaker.date) \(speaker.clock) | <a href='http://x.example/'>\(speaker.name)</a></span><div class='ctext'>\(speaker.words)</div></div>"
    }
    let notice =
      "<div class='cmt-even'><h4>Links of the day</h4><span>March 16, 2009 3:15 PM | <a href='http://y.example/'>Links</a></span><div class='ctext'>Pingback from Links, Links of the day</div></div>"
    let reading = try HomemadeCommentTests.read("<div id='comments'><h3>Feedback</h3>\(html)\(notice)</div>")
    FewSignsTests.expectAll(reading.comments)
    #expect(reading.omissions == [Omission(cause: "pingback", count: 1)])
  }

  @Test("a heading in a small table stands over the tables behind it, and lists around them tell who answers")
  func tables() throws {
    let names = FewSignsTests.speakers.map(\.name)
    let html = (0..<3).map { position in
      let speaker = FewSignsTests.speakers[position]
      return
        "<table><tr><td><b>Re: Goodbye</b> (Score: 1)<br>by <a href='u?\(position)'>\(speaker.name)</a> on \(speaker.date) at \(speaker.clock)<br>(<a>User info</a> | <a>Send a message</a>)</td></tr><tr><td>\(speaker.words)</td></tr></table><br>[ <a>Reply</a> ]<br>"
    }
    let head =
      "<table><tr><td><form>\"Goodbye\" | <a>Log in</a> | <b>3</b> comments <select><option>Threaded</option><option>Flat</option></select></form></td></tr><tr><td>Comments belong to who wrote them. We are not to blame for what they say.</td></tr></table>"
    let voices = try FewSignsTests.read(
      "<table><tr><td><p>Goodbye.</p>\(head)\(html[0])<ul>\(html[1])</ul>\(html[2])</td><td>Links</td></tr></table>")
    #expect(voices.map(\.speaker) == names)
    #expect(voices.map(\.text) == FewSignsTests.speakers.map(\.words))
    #expect(voices.map(\.parent) == [nil, voices.first?.id, nil])
  }

  @Test("a heading that ends with the number of what stands below it, in any language, is one over comments")
  func counted() throws {
    let html = FewSignsTests.pieces { _, speaker in
      "<div class='flex py-4'><div><div class='text-sm'><span class='bold'>\(speaker.name)</span><span class='text-xs'>\(speaker.date) \(speaker.clock)</span></div><p>\(speaker.words)</p><div><button>♥ 1</button><button>जवाब दें</button></div></div></div>"
    }
    let other =
      "<div class='flex py-4'><div><div class='text-sm'><b>More</b><span class='text-xs'>March 1, 2009</span></div></div></div>"
    FewSignsTests.expectAll(
      try FewSignsTests.read(
        "<div><div class='flex'><h2>बातचीत <span>(3)</span></h2><button>सबसे पुराने</button></div><div>\(html)</div></div>\(other)"
      ))
  }

  @Test("comments without a time are heard where each is led in by its speaker and a field to write in follows")
  func dateless() throws {
    let html = FewSignsTests.pieces { _, speaker in
      "<B>\(speaker.name)</B> says:<BR><BLOCKQUOTE>\(speaker.words)</BLOCKQUOTE><HR WIDTH='30%'>"
    }
    let form = "<FORM ACTION='say.pl'>Your name: <INPUT NAME=who><TEXTAREA NAME=what></TEXTAREA></FORM>"
    let voices = try FewSignsTests.read("<B>What folks said:</B><P>\(html)\(form)")
    #expect(voices.map(\.speaker) == FewSignsTests.speakers.map(\.name))
    #expect(voices.map(\.text) == FewSignsTests.speakers.map(\.words))
    #expect(try FewSignsTests.read("<p>Three people on Pingly.</p>\(html)<p>So much for them.</p>").isEmpty)
  }

  @Test(
    "comments on other pages and praise by customers are no comments of the page",
    arguments: [
      ("<div class=side><h4>Commentaires récents</h4><ul class=comments>", "</ul></div>"),
      ("<div class=side><h4>Последние комментарии</h4><ul class=comments>", "</ul></div>"),
      ("<section class=comments-testimonials><h2>What customers say</h2><ol class=commentlist>", "</ol></section>"),
    ])
  func elsewhere(before: String, after: String) throws {
    let html = FewSignsTests.pieces { _, speaker in
      "<li class='comment'><span class='comment-author'>\(speaker.name)</span> <a>Goodbye</a><p>\(speaker.words)</p><time>\(speaker.date)</time></li>"
    }
    #expect(try FewSignsTests.read(before + html + after).isEmpty)
    #expect(try FewSignsTests.read("<h4>Comments</h4><ul class=comments>\(html)</ul>").count == 3)
  }

  @Test(
    "links to other comments tell who is answered",
    arguments: [
      "<a href='#x1'>@Ann Mason</a>", "<a href='#x1'>↩ Ann Mason</a>", "<a href='#x1'>in reply to #1</a>",
      "<blockquote data-source='post: 1'>I cancelled mine</blockquote>",
      "<blockquote><a href='/t?p=1#post1'>↑</a> I cancelled mine</blockquote>",
    ])
  func references(reference: String) throws {
    let html = FewSignsTests.pieces { position, speaker in
      "<div class='comment' id='comment-\(position + 1)'><a id='x\(position + 1)'></a><b class='author'>\(speaker.name)</b> <i class='date'>\(speaker.date) \(speaker.clock)</i><div class='comment-text'>\(position == 2 ? reference : "")<p>\(speaker.words)</p></div></div>"
    }
    let voices = try FewSignsTests.read(html)
    #expect(voices.map(\.parent) == [nil, nil, voices.first?.id])
    #expect(voices.last?.text.hasSuffix(FewSignsTests.speakers[2].words) == true)
    #expect(voices.last?.text.hasPrefix("@") == false)
  }

  @Test("lists around answers that bear the number of what they answer tell who is answered")
  func containers() throws {
    let html = (0..<3).map { position in
      let speaker = FewSignsTests.speakers[position]
      return
        "<div class='even' id='comment-item-\(position + 40)'><span class='comment-author'>\(speaker.name)</span> <span class='comment-date'>\(speaker.date) \(speaker.clock)</span><div class='comment-body'>\(speaker.words)</div></div>"
    }
    let voices = try FewSignsTests.read(
      "<div id='comments-list-0'>\(html[0])<div id='comments-list-40'>\(html[1])</div>\(html[2])</div>")
    #expect(voices.map(\.parent) == [nil, voices.first?.id, nil])
  }

  @Test("multiples of one indentation are depths")
  func multiples() throws {
    let html = FewSignsTests.pieces { position, speaker in
      "<div class='toot-comment' style='margin-left: calc(var(--indent) * \(position))'><a class='name'>\(speaker.name)</a> <a class='date'>\(speaker.date) \(speaker.clock)</a><div class='content'><p>\(speaker.words)</p></div></div>"
    }
    #expect(try FewSignsTests.read("<div id='comments'>\(html)</div>").map(\.depth) == [0, 1, 2])
  }

  @Test("a comment that says that it was edited keeps its time")
  func edited() throws {
    let html = FewSignsTests.pieces { _, speaker in
      "<div class='comment'><b class='author'>\(speaker.name)</b> <a><time>\(speaker.date) \(speaker.clock)</time></a><span>Edited</span><p>\(speaker.words)</p></div>"
    }
    FewSignsTests.expectAll(try FewSignsTests.read("<h3>Comments</h3>" + html))
  }

  @Test(
    "labels with their counts or in brackets are nobody's words",
    arguments: [
      "<div>공감3</div>", "<p><font>(<a>Ответить</a>) (<a>Уровень выше</a>) (<a>Ветвь дискуссии</a>)</font></p>",
    ])
  func labels(label: String) throws {
    let html = FewSignsTests.pieces { _, speaker in
      "<div class='comment'><b class='author'>\(speaker.name)</b> <i class='date'>\(speaker.date) \(speaker.clock)</i><div>\(speaker.words)</div>\(label)</div>"
    }
    FewSignsTests.expectAll(try FewSignsTests.read("<h3>Comments</h3>" + html))
  }

  @Test("months named in another language put the day first in comments that name none")
  func order() throws {
    let html = ["Luca", "Anna"].map {
      "<div class='comment'><b>\($0)</b> il 11/02/07 alle 22:48<p>Conosco bene quella panchina.</p></div>"
    }
    let document = HTMLParser().document(
      from: Array("<p>pubblicato il <b>10 Febbraio 2007</b></p><div id='comments'>\(html.joined())</div>".utf8),
      contentType: "text/html; charset=utf-8")
    let address = try #require(Address("http://harbour.example/goodbye.html"))
    #expect(PageDates.dayFirst(in: document, at: address, language: nil) == true)
    #expect(PageDates.dayFirst(in: document, at: address, language: "en-us") == false)
  }

  @Test("posts of a site named after a billboard are no posts of a board")
  func boards() throws {
    func signs(_ url: String) throws -> Bool {
      let address = try #require(Address(url))
      return ForumSigns.areTold(
        by: PageContext(
          address: address, base: address, canonical: address.pageKey, fetched: Instant(seconds: 1_243_850_400)))
    }
    #expect(try !signs("http://www.billboard.example/lists/12"))
    #expect(try !signs("http://tech.example/new-keyboards"))
    #expect(try signs("http://boards.example/12"))
    #expect(try signs("http://tech.example/board/12"))
    #expect(try signs("http://tech.example/messageboard/12"))
  }

  @Test("a badge behind a name and the first letter in place of a picture are neither names nor words")
  func badges() throws {
    let html = FewSignsTests.pieces { _, speaker in
      "<div class='flex py-4'><span class='round'>\(speaker.name.prefix(1))</span><div><div class='text-sm'><span class='bold'>\(speaker.name)</span><span class='tag'>Author</span><span class='text-xs'>\(speaker.date) \(speaker.clock)</span></div><p>\(speaker.words)</p></div></div>"
    }
    FewSignsTests.expectAll(try FewSignsTests.read("<div><h2>Chatter (3)</h2>\(html)</div>"))
  }

  @Test("letters with labels for their senders are heard")
  func letters() throws {
    let html = FewSignsTests.pieces { _, speaker in
      "<p>From: \(speaker.name)<br>Date: \(speaker.date) \(speaker.clock)<br><br>\(speaker.words)</p><hr>"
    }
    FewSignsTests.expectAll(try FewSignsTests.read("<h3>Your letters</h3>" + html))
  }

  @Test("words that tell of a year stand in paragraphs like the bylines and spoil none of them")
  func years() throws {
    let html = FewSignsTests.pieces { _, speaker in
      "<p>\(speaker.words)</p><p>--\(speaker.name), \(speaker.date) \(speaker.clock)</p><hr>"
    }
    FewSignsTests.expectAll(try FewSignsTests.read("<h3>Comments</h3>" + html))
  }

  @Test("dates in Arabic and in Persian digits are times of comments")
  func digits() throws {
    for (days, expected) in [
      (["۱۳۹۰/۰۳/۱۲ ۱۵:۱۵", "۱۳۹۰/۰۳/۱۳ ۱۵:۱۵"], ["2011-06-02T15:15:00", "2011-06-03T15:15:00"]),
      (["١٤ مارس ٢٠١٥ ٣:١٥ م", "١٥ مارس ٢٠١٥ ٣:١٥ م"], ["2015-03-14T15:15:00", "2015-03-15T15:15:00"]),
    ] {
      let html = days.map {
        "<div class='cm'><b>زهرا</b> <span>\($0)</span><p>من هم هفته پیش بستم و پشیمان نیستم.</p></div>"
      }
      let document = HTMLParser().document(
        from: Array("<div id='comments'>\(html.joined())</div>".utf8), contentType: "text/html; charset=utf-8")
      let address = try #require(Address("http://harbour.example/goodbye.html"))
      let page = PageContext(
        address: address, base: address, canonical: address.pageKey, fetched: Instant(seconds: 1_643_850_400))
      #expect(CommentReader().read(document, page: page).comments.map(\.published?.asWritten) == expected)
    }
  }

  @Test(
    "shapes of platforms that few names tell are heard with names, minutes and words alone",
    arguments: [
      HomemadeCommentTests.Shape(
        name: "a conversation", before: "<section><h2>Conversation</h2>",
        piece: "<div class='bubble'><strong>N</strong> <em>D C</em><div>W</div></div>", after: "</section>"),
      .init(
        name: "a guest book's labels", before: "<h1>Guestbook</h1>",
        piece:
          "<table><tr><td>name:</td><td>N</td></tr><tr><td>date:</td><td>D C</td></tr><tr><td>message:</td><td>W</td></tr></table><hr>"
      ),
      .init(
        name: "Korean controls that touch", before: "<div class='comments'><ol>",
        piece:
          "<li id='comment#1'><span class='name'>N</span> <span class='date'>D C</span><span class='control'><a>수정/삭제</a><a>댓글쓰기</a></span><p>W</p></li>",
        after: "</ol></div>"),
      .init(
        name: "accounts behind names", before: "<h3>Comments</h3>",
        piece:
          "<div class='toot'><a class='hdr'><span>N</span> <span>&commat;x.example</span></a> <i class='date'>D C</i><p>W</p></div>"
      ),
    ])
  func shapes(_ shape: HomemadeCommentTests.Shape) throws {
    FewSignsTests.expectAll(try UnknownPlatformTests.voices(shape))
  }

  @Test("names that end with what they are for are read by the word before it")
  func styled() throws {
    let pieces = FewSignsTests.pieces { _, speaker in
      """
      <div class='commentBoxStyle'><div class='commentDateStyle'>\(speaker.date) \(speaker.clock) \
      (GMT Standard Time, UTC+00:00)</div><div class='commentBodyStyle'>\(speaker.words)</div>\
      <div class='commentBoxFooterStyle'><a class='commentPermalinkStyle'>\(speaker.name)</a></div></div>
      """
    }
    let voices = try HomemadeCommentTests.read(
      "<body><h2>Goodbye</h2>\(HomemadeCommentTests.post)<h3>Comments</h3>\(pieces)</body>"
    ).comments
    #expect(voices.map(\.speaker) == FewSignsTests.speakers.map(\.name))
    #expect(voices.map(\.text) == FewSignsTests.speakers.map(\.words))
    #expect(
      voices.map(\.published?.asWritten) == ["2009-03-14T15:15:00Z", "2009-03-14T21:40:00Z", "2009-03-15T08:03:00Z"])
  }
}
