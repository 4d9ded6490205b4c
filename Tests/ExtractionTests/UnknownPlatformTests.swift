import Markup
import Model
import Testing

@testable import Extraction

/// Comments of platforms that no rule names: what tells them are ages with dates beside them, attributes and languages.
@Suite("Comments of platforms that nobody described")
struct UnknownPlatformTests {
  static let shapes: [HomemadeCommentTests.Shape] = [
    .init(
      name: "an age whose date stands in the title of a link", before: "<h3>3 comments</h3><ul id='posts'>",
      piece:
        "<li class='post' id='post-1#'><span class='author'>@</span> <a class='time-ago' title='saturday, D C'>3 months ago</a><div class='post-message'><p>W</p></div></li>",
      after: "</ul>"),
    .init(
      name: "an age whose date stands in the title of a block",
      piece:
        "<div class='comment' id='comment-#'><div class='comment-author'>@</div><div class='wpd-comment-date' title='D C'><i></i> 1 year ago</div><div class='comment-text'>W</div></div>"
    ),
    .init(
      name: "classes that a script made up, and hooks for tests",
      before: "<section class='css-1k'><h2 class='css-8x'>3 Comments</h2><ul class='css-9z'>",
      piece:
        "<li class='css-1f' data-testid='comment-item'><div class='css-k9'><span class='css-3t' data-testid='comment-author-name'>N</span><time title='D C'>12 weeks ago</time></div><div class='css-w0' data-testid='comment-text'><p>W</p></div><button>Reply</button></li>",
      after: "</ul></section>"),
    .init(
      name: "hooks whose elements are no list", before: "<div data-hook='comments-wrapper'>",
      piece:
        "<div class='oRE#' data-hook='comment-#'><div class='rgL'><button data-hook='profile-link'><span class='k0n' data-hook='user-name'>N</span></button><span data-hook='time-ago'>D C</span></div><div class='GkU' data-hook='comment-content'><p>W</p></div></div>",
      after: "</div>"),
    .init(
      name: "an author who authored",
      piece:
        "<div id='cid_#' class='comment'><div class='comment_info'>Authored by: @ on D at C</div><div class='comment_content'>W</div></div>"
    ),
    .init(
      name: "elements that a script defines", before: "<x-comments count='3'>",
      piece: "<x-comment comment-id='#' author='N' created='D C'><p>W</p></x-comment>", after: "</x-comments>"),
    .init(
      name: "elements whose shadow is declared", before: "<comment-thread><h2>3 Comments</h2>",
      piece:
        "<comment-card><template shadowrootmode='open'><style>b{}</style><header><b part='author'>N</b> <time datetime='D C'>x</time></header><div part='body'><p>W</p></div><button>Reply</button></template></comment-card>",
      after: "</comment-thread>"),
    .init(
      name: "a name and a time in one heading",
      piece: "<div class='media comment'><h5 class='media-heading'>N <small>D C</small></h5><p>W</p></div>"),
    .init(
      name: "Turkish names of parts", before: "<div class='yorumlar'><h4>Yorumlar (3)</h4>",
      piece: "<div class='yorum'><b>@</b> <small>D C</small><p>W</p><a href='#'>cevapla</a></div>", after: "</div>"),
    .init(
      name: "Hungarian names of parts", before: "<h4>Hozzászólások</h4>",
      piece: "<div class='hozzaszolas'><i>@</i>, D C<p>W</p><a href='#'>Válasz</a></div>"),
  ]

  @Test("every voice is heard with its name, its minute and its words alone", arguments: shapes)
  func shape(_ shape: HomemadeCommentTests.Shape) throws {
    let voices = try UnknownPlatformTests.voices(shape)
    #expect(voices.map(\.speaker) == HomemadeCommentTests.speakers.map(\.name))
    #expect(
      voices.map(\.published?.asWritten) == ["2009-03-14T15:15:00", "2009-03-14T21:40:00", "2009-03-15T08:03:00"])
    #expect(voices.map(\.text) == HomemadeCommentTests.speakers.map(\.words))
  }

  @Test(
    "labels of buttons are nobody's words, in any language",
    arguments: ["返信する", "回复", "답글 달기", "cevapla", "Ответить", "nahlásit", "Trả lời", "Απάντηση"])
  func labels(label: String) throws {
    let voices = try UnknownPlatformTests.voices(
      .init(
        name: label,
        piece:
          "<div class='comment' id='comment-#'><b class='author'>@</b> <i class='date'>D C</i><div>W</div><div><a href='#'>\(label)</a></div></div>"
      ))
    #expect(voices.map(\.text) == HomemadeCommentTests.speakers.map(\.words))
  }

  @Test("comments of two colours are one thread")
  func stripes() throws {
    let speakers = HomemadeCommentTests.speakers
    let html = speakers.enumerated().map { number, speaker in
      "<div class='\(number % 2 == 0 ? "commentAlt" : "comment")'><div class='body'>\(speaker.words)</div><div class='byline'>Posted By \(speaker.link) | \(speaker.date) \(speaker.clock)</div></div>"
    }
    let voices = try HomemadeCommentTests.read("<div id='comments'>" + html.joined() + "</div>").comments
    #expect(voices.map(\.speaker) == speakers.map(\.name))
  }

  @Test("a name with a date in another language behind it is cut there")
  func turkishDate() throws {
    let html = ["Ayşe <small>5 Mart 2009 10:15</small>", "Mehmet Yılmaz <small>6 Mart 2009 02:15</small>"].map {
      "<div class='yorum'><h5>\($0)</h5><p>Ben geçen bahar taşındım.</p></div>"
    }
    let voices = try HomemadeCommentTests.read("<h4>Yorumlar (2)</h4>" + html.joined()).comments
    #expect(voices.map(\.speaker) == ["Ayşe", "Mehmet Yılmaz"])
    #expect(voices.map(\.published?.asWritten) == ["2009-03-05T10:15:00", "2009-03-06T02:15:00"])
  }

  @Test("attributes tell depths, whether they count from zero or from one", arguments: [0, 1])
  func depths(base: Int) throws {
    let html = [0, 1, 2, 1].enumerated().map { number, depth in
      "<div class='comment' data-id='\(number + 5)' data-level='\(depth + base)'><b class='author'>\(HomemadeCommentTests.speakers[number % 3].name)</b> <i class='date'>March 14, 2009 3:1\(number) PM</i><p>Words of number \(number).</p></div>"
    }
    #expect(try HomemadeCommentTests.read(html.joined()).comments.map(\.depth) == [0, 1, 2, 1])
  }

  @Test("cards hold their answers in an element that says so, and tell whom they answer")
  func cards() throws {
    func card(_ number: Int, _ answers: String = "") -> String {
      let speaker = HomemadeCommentTests.speakers[number]
      return
        "<div class='card-x'><div class='card-head'><b>\(speaker.name)</b> <i>\(speaker.date) \(speaker.clock)</i></div><div id='comment-contents-\(number)'><p>\(speaker.words)</p></div><div class='card-children'>\(answers)</div></div>"
    }
    let voices = try HomemadeCommentTests.read("<h3>3 Comments</h3>" + card(0, card(1)) + card(2)).comments
    #expect(voices.map(\.parent) == [nil, voices.first?.id, nil])
  }

  @Test(
    "the only comment is heard where names tell its parts",
    arguments: [
      "<h2 class=head>comments</h2><div class=threads><div class=full><div class=meta><span class=author>by: <b class=user>@</b></span></div><div class=postbody>W</div><div class=postdate>D C</div></div></div>",
      "<div id=comments><ul class='forums bbp-replies'><li class=bbp-body><div class=bbp-reply-header><div class=bbp-meta>D C</div></div><div class=topic><div class=bbp-reply-author><a class=bbp-author-name href='/ann'>@</a></div><div class=bbp-reply-content><p>W</p></div></div></li></ul></div>",
    ])
  func alone(markup: String) throws {
    let speaker = HomemadeCommentTests.speakers[0]
    let html = HomemadeCommentTests.written(markup, speaker, 1)
    let voices = try HomemadeCommentTests.read("<body><h1>Goodbye</h1>" + HomemadeCommentTests.post + html).comments
    #expect(voices.map(\.speaker) == [speaker.name])
    #expect(voices.map(\.text) == [speaker.words])
  }

  @Test("an article below a heading over comments is none")
  func article() throws {
    let html =
      "<h2>Comments</h2><div class=entry><h1>Goodbye</h1><div class=postbody>I left them in spring, and I have not missed it since.</div><span class=author>Ann</span> <span class=date>March 14, 2009</span></div>"
    #expect(try HomemadeCommentTests.read(html).comments.isEmpty)
  }

  static func voices(_ shape: HomemadeCommentTests.Shape) throws -> [Voice] {
    var html = "<body><h2>Goodbye</h2><p>Saturday, March 14, 2009</p>" + HomemadeCommentTests.post + shape.before
    for (number, speaker) in HomemadeCommentTests.speakers.enumerated() {
      html += HomemadeCommentTests.written(shape.piece, speaker, number + 1)
    }
    return try HomemadeCommentTests.read(html + shape.after + "</body>").comments
  }
}
