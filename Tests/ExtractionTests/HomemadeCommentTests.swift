import Markup
import Model
import Testing

@testable import Extraction

/// Comments in markup that somebody wrote by hand, one shape each: three voices with their names and minutes.
@Suite("Comments in markup made at home")
struct HomemadeCommentTests {
  struct Speaker {
    var name: String
    var link: String
    var words: String
    var date: String
    var short: String
    var clock: String
  }

  /// A way to write comments: what stands around them, and how one of them is written.
  struct Shape: Sendable, CustomTestStringConvertible {
    var name: String
    var before = "<h3>Comments</h3>"
    var piece: String
    var after = ""
    var testDescription: String { name }
  }

  static let speakers = [
    Speaker(
      name: "Ann Mason", link: "<a href='http://ann.example/'>Ann Mason</a>",
      words: "I cancelled mine last week and have not missed it since.", date: "March 14, 2009", short: "03/14",
      clock: "3:15 PM"),
    Speaker(
      name: "dorian", link: "dorian", words: "Funny, I have been with them since 2003 and never had trouble.",
      date: "March 14, 2009", short: "03/14", clock: "9:40 PM"),
    Speaker(
      name: "Ruth A.", link: "<a href='http://ruth.example/'>Ruth A.</a>",
      words: "You are lucky. They lost two of my albums, Dorian.", date: "March 15, 2009", short: "03/15",
      clock: "8:03 AM"),
  ]

  static let shapes = [
    Shape(
      name: "a line, then a block quote", piece: "<p><b>@</b> <em>D at C</em></p><blockquote><p>W</p></blockquote>"),
    Shape(name: "a numbered line, then words", piece: "<p class='chead'>#. @ | D C</p><p>W</p>"),
    Shape(name: "lines parted by breaks, the name first", piece: "<b>@</b> wrote on D, C:<br>W<br><br>"),
    Shape(
      name: "lines parted by rules, the name last", before: "<h3>Comments</h3><div class='comments'>",
      piece: "W<br>- <a href='mailto:a'>N</a>, D C<hr>", after: "</div>"),
    Shape(
      name: "name and time that touch",
      piece: "<div class='static-entry'><header>@<span>D C</span></header><p>W</p></div>"),
    Shape(
      name: "the name alone in the end",
      piece: "<div class='box'><span>D C</span><p>W</p><span class='n'>@</span></div>"),
    Shape(name: "no year", piece: "<p>W</p><div class='posted'>Posted by @ &nbsp;on&nbsp; S &nbsp;at&nbsp; C</div>"),
    Shape(
      name: "words, then a span in a list", before: "<h4>Feedback</h4><ul>", piece: "<li>W <span>@, D C</span></li>",
      after: "</ul>"),
    Shape(
      name: "a bold name, words, the time in brackets", piece: "<div class='c'><p><b>@:</b> W <i>(D C)</i></p></div>"),
    Shape(
      name: "a heading that names the post", before: "<h3>3 Responses to “Goodbye”</h3><ol>",
      piece: "<li><strong>@</strong><br><small>D C</small><p>W</p></li>", after: "</ol>"),
    Shape(
      name: "a heading in a block of its own", before: "<center><b>Comments: 3 replies</b></center>",
      piece: "<p>W</p><p align='right'><font size='1'><b>@</b> - D C</font></p>"),
    Shape(
      name: "labels before the facts",
      piece:
        "<div id='ljcmt#'><table><tr><td><b>From:</b></td><td><b>@</b></td></tr><tr><td><b>date:</b></td><td>D C</td></tr><tr><td>W</td></tr></table></div>"
    ),
    Shape(
      name: "the title of an answer",
      piece:
        "<div class='comment'><h5><a href='##'>re: Goodbye</a></h5><div>D C by <span>@</span></div><div>W</div></div>"),
    Shape(
      name: "Dutch names", before: "<div id='reacties'><h3>Reacties</h3>",
      piece: "<div class='reactie'><p>W</p><p class='info'>@ op D C</p></div>", after: "</div>"),
    Shape(
      name: "an address behind the name", before: "<h4>Comments:</h4>",
      piece:
        "<a id='c#'></a><div class='bComment'><div>comment from: N [Visitor] &middot; <a href='http://x.example'>http://x.example</a></div><div>W</div><div>D C</div></div>"
    ),
  ]

  @Test("days without a year and without a clock are heard too")
  func wordyDays() throws {
    let html =
      "<p>03/04/2003 Entry</p><p>I am leaving, and this time I mean it. The server ate my whole January, again.</p><font size='2'><b>Replies:</b> 2 Comments</font>"
      + [
        ("Tuesday, March 4th", "Jolene", "YES. I have been begging you."),
        ("Wednesday, March 5th", "trent", "aw don't go!! it is free"),
      ]
      .map {
        "<p><font size='1'><i>on \($0.0), \($0.1) said</i></font><p><font size='2'>\($0.2)</font><p><center><img src='dot.gif'></center>"
      }
      .joined()
    let comments = try HomemadeCommentTests.read(html).comments
    #expect(comments.map(\.speaker) == ["Jolene", "trent"])
    #expect(comments.map(\.published?.asWritten) == ["2003-03-04", "2003-03-05"])
    #expect(comments.map(\.text) == ["YES. I have been begging you.", "aw don't go!! it is free"])
  }

  @Test("what customers say in a carousel is no comment")
  func testimonials() throws {
    let html = (1...3).map {
      "<div class='testimonial-slide'><div class='testimonial-card comment'><div class='comment-body'>We moved in an afternoon, \($0).</div><div class='author-name'>Greta \($0)</div></div></div>"
    }
    #expect(try HomemadeCommentTests.read(html.joined()).comments.isEmpty)
  }

  @Test(
    "notices that a comment was taken away are no voices",
    arguments: [
      "[Comment removed by author]", "O comentário foi excluído pelo proprietário deste espaço.", "このコメントは管理人のみ閲覧できます",
    ])
  func obituaries(words: String) throws {
    let html =
      "<div id='comments'><div class='comment' id='comment-1'><cite>Ann</cite> <time datetime='2009-03-14T15:15'>x</time><p>\(words)</p></div></div>"
    let reading = try HomemadeCommentTests.read(html)
    #expect(reading.comments.isEmpty)
    #expect(reading.omissions.map(\.cause) == ["deleted"])
  }

  @Test("every voice is heard with its name and its minute", arguments: shapes)
  func shape(_ shape: Shape) throws {
    var html = "<body><h2>Goodbye</h2><p>Saturday, March 14, 2009</p>" + HomemadeCommentTests.post + shape.before
    for (number, speaker) in HomemadeCommentTests.speakers.enumerated() {
      html += HomemadeCommentTests.written(shape.piece, speaker, number + 1)
    }
    html += shape.after + "<form><textarea name='text'></textarea></form></body>"
    let voices = try HomemadeCommentTests.read(html).comments
    #expect(voices.map(\.speaker) == HomemadeCommentTests.speakers.map(\.name))
    #expect(
      voices.map(\.published?.asWritten) == ["2009-03-14T15:15:00", "2009-03-14T21:40:00", "2009-03-15T08:03:00"])
    #expect(voices.map(\.text) == HomemadeCommentTests.speakers.map(\.words))
  }

  @Test("elements that hold a comment together with its answers tell whom it answers")
  func wrappers() throws {
    func item(_ number: Int, _ inner: String = "") -> String {
      let speaker = HomemadeCommentTests.speakers[number]
      return
        "<li class='comments_subtree'><div class='comment' id='c_\(number)x'><a class='u-author'>\(speaker.name)</a> \(speaker.date) \(speaker.clock)<p>\(speaker.words)</p></div><ol class='comments'>\(inner)</ol></li>"
    }
    let voices = try HomemadeCommentTests.read("<ol class='comments'>" + item(0, item(1)) + item(2) + "</ol>").comments
    #expect(voices.map(\.depth) == [0, 1, 0])
    #expect(voices.map(\.parent) == [nil, voices.first?.id, nil])
  }

  @Test("a time without a year says so")
  func yearless() throws {
    let speaker = HomemadeCommentTests.speakers[0]
    let html =
      "<p>December 30, 2008</p><div id='comments'><div class='comment' id='comment-1'><cite>Ann</cite> <span class='date'>January 2 at 3:15 pm</span><p>\(speaker.words)</p></div></div>"
    let time = try #require(HomemadeCommentTests.read(html).comments.first?.published)
    #expect(time.asWritten == "2009-01-02T15:15:00")
    #expect(time.source == .yearless)
  }

  @Test("a time without a year stays out where the page names no day")
  func yearlessAlone() throws {
    let html =
      "<div id='comments'><div class='comment' id='comment-1'><cite>Ann</cite> <span class='date'>January 2 at 3:15 pm</span><p>Words.</p></div></div>"
    let comment = try #require(HomemadeCommentTests.read(html).comments.first)
    #expect(comment.speaker == "Ann")
    #expect(comment.published == nil)
  }

  static let post =
    "<p>After six years I have closed my account. It was not one thing, it was many small ones, and the letter about the new prices was merely the last of them.</p>"

  static func written(_ piece: String, _ speaker: Speaker, _ number: Int) -> String {
    var result = ""
    for sign in piece {
      switch sign {
      case "@": result += speaker.link
      case "N": result += speaker.name
      case "W": result += speaker.words
      case "D": result += speaker.date
      case "S": result += speaker.short
      case "C": result += speaker.clock
      case "#": result += "\(number)"
      default: result.append(sign)
      }
    }
    return result
  }

  static func read(_ html: String) throws -> CommentReading {
    let document = HTMLParser().document(from: Array(html.utf8), contentType: "text/html; charset=utf-8")
    let address = try #require(Address("http://harbour.example/goodbye.html"))
    let page = PageContext(
      address: address, base: address, canonical: address.pageKey, fetched: Instant(seconds: 1_243_850_400))
    return CommentReader().read(document, page: page)
  }
}
