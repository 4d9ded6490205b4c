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

  @Test(
    "the only comment is heard where a heading says that there is one",
    arguments: ["<h2>1 Comment</h2>", "<h3>Comments (1)</h3>"])
  func one(heading: String) throws {
    let html = heading + "<div id=r0><b>Ole</b> <i>11 Nov 2011 08:00</i><p>I would not go back for anything.</p></div>"
    let voices = try HomemadeCommentTests.read("<h1>Goodbye</h1>" + HomemadeCommentTests.post + html).comments
    #expect(voices.map(\.speaker) == ["Ole"])
    #expect(voices.map(\.text) == ["I would not go back for anything."])
  }

  @Test("an article below a heading over comments is none")
  func article() throws {
    let html =
      "<h2>Comments</h2><div class=entry><h1>Goodbye</h1><div class=postbody>I left them in spring, and I have not missed it since.</div><span class=author>Ann</span> <span class=date>March 14, 2009</span></div>"
    #expect(try HomemadeCommentTests.read(html).comments.isEmpty)
  }

  @Test(
    "answers are heard without any word for them, where a field to write in follows or each can be answered",
    arguments: [
      (
        "<div class=talk>", "<div class=q><b>N</b>, <i>D C</i><p>W</p></div>",
        "</div><h3>Leave a comment</h3><form><textarea></textarea></form>"
      ),
      (
        "<div class=stream>",
        "<div class=mail><h2 class=name><a href='/u/~'>N</a></h2><time datetime='D C'>x</time><p>W</p><a class=reply href='mailto:a@a.example'>r</a></div>",
        "</div>"
      ),
      (
        "<div class=h-entry>",
        "<div class='entry entry-reply h-cite'><div class='status status-reply'><span class=p-author>N</span> <time datetime='D C'>x</time><div class=e-content>W</div></div></div>",
        "</div>"
      ),
      (
        "<ul class=classic>",
        "<li class=voz id=c-88~><strong>N</strong> <a href='#c-88~'>D C</a><div class=texto>W</div></li>",
        "</ul>"
      ),
      (
        "<section class=murmurs><h2>3 murmurs</h2>",
        "<div class=murmur id=mm~><p><b>N</b> whispered on <i>D C</i></p><div class=utter>W</div></div>", "</section>"
      ),
      (
        "<table>",
        "<tr><td><font size=2><b>Navn:</b> N<br><b>Sted:</b> Oslo<br><b>Dato:</b> D C</font></td><td>W</td></tr>",
        "</table><form action=gjestebok.php><textarea></textarea></form>"
      ),
    ])
  func nameless(before: String, piece: String, after: String) throws {
    let html = HomemadeCommentTests.speakers.enumerated().map { number, speaker in
      var written = ""
      for sign in piece {
        switch sign {
        case "~": written += "\(number + 1)"
        case "W": written += speaker.words
        case "D": written += speaker.date
        default: written.append(sign)
        }
      }
      return written.split(separator: " C", omittingEmptySubsequences: false).joined(separator: " " + speaker.clock)
        .split(separator: "N", omittingEmptySubsequences: false).joined(separator: speaker.name)
        .split(separator: speaker.name + "avn:", omittingEmptySubsequences: false).joined(separator: "Navn:")
    }
    let voices = try HomemadeCommentTests.read("<h1>Goodbye</h1>" + before + html.joined() + after).comments
    #expect(voices.map(\.speaker) == HomemadeCommentTests.speakers.map(\.name))
    #expect(voices.map(\.text) == HomemadeCommentTests.speakers.map(\.words))
  }

  @Test("what the owner answers inside a review is the owner's")
  func owner() throws {
    func review(_ number: Int, _ answer: String = "") -> String {
      let speaker = HomemadeCommentTests.speakers[number]
      return
        "<div class=customer-review><div class=customer-review__header><span class=customer-review__user>\(speaker.name)</span>, <time datetime='2009-03-0\(number + 1)'>x</time></div><blockquote class=customer-review__body><p>\(speaker.words)</p></blockquote>\(answer)</div>"
    }
    let answer =
      "<div class=customer-review__response><div class=customer-review__header><span class=customer-review__user>Larder Ltd</span> <time datetime='2009-03-09'>x</time></div><p>We are very sorry to read this.</p></div>"
    let html = "<h2>Ratings and Reviews</h2>" + review(0) + review(1, answer) + review(2)
    let voices = try HomemadeCommentTests.read(html).comments
    let names = HomemadeCommentTests.speakers.map(\.name)
    #expect(voices.map(\.speaker) == [names[0], names[1], "Larder Ltd", names[2]])
    #expect(voices.map(\.parent) == [nil, nil, voices.dropFirst().first?.id, nil])
  }

  static func voices(_ shape: HomemadeCommentTests.Shape) throws -> [Voice] {
    var html = "<body><h2>Goodbye</h2><p>Saturday, March 14, 2009</p>" + HomemadeCommentTests.post + shape.before
    for (number, speaker) in HomemadeCommentTests.speakers.enumerated() {
      html += HomemadeCommentTests.written(shape.piece, speaker, number + 1)
    }
    return try HomemadeCommentTests.read(html + shape.after + "</body>").comments
  }
}
