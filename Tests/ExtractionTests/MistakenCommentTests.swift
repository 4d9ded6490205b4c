import Markup
import Model
import Testing

@testable import Extraction

/// What looks like a name, an answer, a time or a heading of comments and is none.
@Suite("What comments are not")
struct MistakenCommentTests {
  private static let days = ["March 14, 2009", "March 15, 2009", "March 16, 2009", "March 17, 2009"]
  private static let words = [
    "I cancelled mine last week and have not missed it since.", "Funny, I never had any trouble with them.",
    "They lost two of my albums last summer.", "The new prices are what made me go.",
  ]

  private static func read(_ html: String, at url: String = "http://harbour.example/goodbye.html") throws
    -> CommentReading
  {
    let document = HTMLParser().document(from: Array(html.utf8), contentType: "text/html; charset=utf-8")
    let address = try #require(Address(url))
    let page = PageContext(
      address: address, base: address, canonical: address.pageKey, fetched: Instant(seconds: 1_343_850_400))
    return CommentReader().read(document, page: page)
  }

  @Test(
    "a day that the post tells of gives no year to its comments",
    arguments: [
      ("<p class=date>March 1, 2011</p>", "<p>I left Klout today. My first account there dates from May 5, 2009.</p>"),
      ("<p>March 1, 2011</p>", "<p>My first account there dates from <b>May 5, 2009</b>, and I miss it.</p>"),
      ("<p>Posted by Ann on March 1, 2011</p>", "<p>It began on May 5, 2009</p>"),
      ("<p>Tue, 03/01/2011 Entry</p>", "<p>We met May 5, 2009.</p>"),
    ])
  func prose(line: String, post: String) throws {
    let html =
      line + post
      + "<div id=comments><div class=comment id=comment-1><cite>Ann</cite> <span class=date>March 2 at 3:15 pm</span><p>Same here, two weeks ago.</p></div></div>"
    let time = try MistakenCommentTests.read(html).comments.first?.published
    #expect(time?.asWritten == "2011-03-02T15:15:00")
  }

  @Test("an element around all comments is no comment with its answers")
  func list() throws {
    func comment(_ number: Int) -> String {
      "<div class=comment><cite>Ann \(number)</cite> \(MistakenCommentTests.days[number]) 3:15 pm<p>\(MistakenCommentTests.words[number])</p></div>"
    }
    let html = "<div id=comments>\(comment(0))<div>\(comment(1))</div><div>\(comment(2))</div></div>"
    let comments = try MistakenCommentTests.read(html).comments
    #expect(comments.count == 3)
    #expect(comments.map(\.parent) == [nil, nil, nil])
  }

  @Test(
    "an address is that of comments alone only where its last part is called so",
    arguments: [
      ("/2009/no-comment.html", false), ("/2009/my-comments.html", false), ("/comments/2009/goodbye.html", false),
      ("/comment-on-prices.html", false), ("/comments.php", true), ("/cgi/mt-comments.cgi", true),
      ("/comment.asp", true),
      ("/comments/12.html", true), ("/12/comments/", true), ("/comments-popup.php", true), ("/", false),
    ])
  func popUp(path: String, expected: Bool) throws {
    let address = try #require(Address("http://harbour.example" + path))
    let page = PageContext(
      address: address, base: address, canonical: address.pageKey, fetched: Instant(seconds: 1_343_850_400))
    #expect(ForumSigns.isOfComments(page) == expected)
  }

  @Test(
    "what else stands in one place of every comment is no speaker",
    arguments: [
      ("mood", ["Happy", "Tired", "Happy", "Cross"]),
      ("zz", ["Mood: Happy", "Mood: Tired", "Mood: Cross", "Mood: Glad"]),
      ("zz", ["Ort: Graz", "Ort: Wien", "Ort: Linz", "Ort: Wels"]),
      ("place", ["Berlin, Germany", "Leeds, England", "Oslo, Norway", "Graz, Austria"]),
      ("user-rank", ["Veteran", "Newcomer", "Regular", "Elder"]), ("zz", ["Happy", "Happy", "Tired", "Happy"]),
    ])
  func others(name: String, facts: [String]) throws {
    let html = facts.indices.map {
      "<div class=comment id=comment-\($0)><div class=w>\(MistakenCommentTests.days[$0]) 3:15 pm</div><p>\(MistakenCommentTests.words[$0])</p><p><span class=\(name)>\(facts[$0])</span></p><p>I would not go back for anything, not even for money, and nobody whom I know would either.</p></div>"
    }
    let comments = try MistakenCommentTests.read("<h3>Comments</h3><div id=comments>\(html.joined())</div>").comments
    #expect(comments.count == 4)
    #expect(comments.compactMap(\.speaker) == [])
  }

  @Test("a name that somebody says on a line of its own stays, and quotations stay where they are")
  func saidName() throws {
    func item(_ number: Int, _ name: String, _ words: String) -> String {
      "<div class=comment id=comment-\(number)><div class=z>\(name)</div>\(words)<i>\(MistakenCommentTests.days[number]) 3:15 pm</i></div>"
    }
    let html =
      item(0, "<a href='http://ann.example/'>Ann Mason</a>", "<p>\(MistakenCommentTests.words[0])</p>")
      + item(1, "<a href='http://ruth.example/'>Ruth Ames</a>", "<p>\(MistakenCommentTests.words[1])</p>")
      + item(2, "Dan", "<blockquote>They lost two of my albums.</blockquote><p>Whom to trust?</p><p>Dan</p>")
    let comment = try #require(
      MistakenCommentTests.read("<h3>Comments</h3><div id=comments>\(html)</div>").comments.last)
    #expect(comment.speaker == "Dan")
    #expect(comment.text.hasSuffix("Whom to trust?\n\nDan"))
    #expect(!comment.text.hasPrefix("Dan"))
    let bytes = Array(comment.text.utf8)
    #expect(comment.quoted.map { String(decoding: bytes[$0], as: UTF8.self) } == ["They lost two of my albums."])
  }

  @Test(
    "numbers in words head comments in any letters",
    arguments: [
      "Six Responses", "seven responses", "Eight Comments", "eight comments", "Nine Replies", "nine replies",
      "Deux commentaires", "deux commentaires", "Drei Kommentare", "drei Kommentare", "Zwei Kommentare",
      "zwei Kommentare", "Quatre réactions", "quatre réactions", "Vier Kommentare", "vier Kommentare", "seven Thoughts",
    ])
  func numbers(text: String) {
    let document = HTMLParser().document(
      from: Array("<meta charset=utf-8><h3>\(text)</h3>".utf8), contentType: "text/html; charset=utf-8")
    #expect(CommentSighting(document).headings.count == 1)
  }

  @Test(
    "what a post answers, likes or cites is no comment on it",
    arguments: ["u-in-reply-to", "u-like-of", "u-repost-of", "u-bookmark-of", "u-quotation-of"])
  func citations(kind: String) {
    func says(_ name: String) -> Bool {
      let html = "<div class=comments><div class='\(name)'>x</div></div>"
      let document = HTMLParser().document(from: Array(html.utf8), contentType: nil)
      return CommentSighting(document).groups.contains { $0.saysComment }
    }
    #expect(!says(kind + " h-cite"))
    #expect(says("u-comment h-cite"))
  }

  private static func cards(_ piece: String) -> String {
    days.indices.dropLast().map { number in
      piece.split(separator: "#", omittingEmptySubsequences: false).joined(separator: "\(number)")
        .split(separator: "D", omittingEmptySubsequences: false).joined(separator: days[number] + " 3:15 pm")
        .split(separator: "@", omittingEmptySubsequences: false).joined(separator: ["Ann", "Ruth", "Dan"][number])
        .split(separator: "W", omittingEmptySubsequences: false).joined(separator: words[number])
    }.joined()
  }

  @Test(
    "teasers above a form, and praise above one for letters, are no answers",
    arguments: [
      ("<div class=q><a href='/a#'><h3>Autumn #</h3></a><b>@</b>, <i>D</i><p>W</p></div>", "<textarea name=comment>"),
      ("<div class=q><h3><a href='/a#'>Autumn #</a></h3><b>@</b>, <i>D</i><p>W</p></div>", "<textarea name=comment>"),
      ("<div class=q><b>@</b>, <i>D</i><p>W</p><a href='/a#'>Read on</a></div>", "<textarea name=comment>"),
      ("<div class=q><b>@</b>, <i>D</i><p>W</p></div>", "<input name=subject><textarea name=message>"),
      ("<div class=q><b>@</b>, <i>D</i><p>W</p></div>", "<label>Your message</label><textarea name=comments>"),
      ("<div class=q><b>@</b>, <i>D</i><p>W</p></div>", "<textarea>"),
    ])
  func teasers(piece: String, field: String) throws {
    let html = "<h1>Goodbye</h1><div class=list>\(MistakenCommentTests.cards(piece))</div>"
    #expect(try MistakenCommentTests.read(html + "<form>\(field)</form>").comments.map(\.text) == [])
  }

  @Test("those who answer may have pages of their own on the site")
  func members() throws {
    let piece = "<div class=q><a href='/members/#'>@</a>, <a href='/a/5/#'><i>D</i></a><p>W</p></div>"
    let html = "<h1>Goodbye</h1><div class=list>\(MistakenCommentTests.cards(piece))</div>"
    let comments = try MistakenCommentTests.read(html + "<form><textarea name=comment></textarea></form>").comments
    #expect(comments.map(\.speaker) == ["Ann", "Ruth", "Dan"])
  }

  @Test(
    "a number of something else is no number of comments",
    arguments: [
      ("3 murmurs", 3), ("3 related posts", 0), ("3 Stories", 0), ("3 Events", 0), ("3 Articles", 0), ("3 Updates", 0),
      ("3 Trackbacks", 0), ("3 Artikel", 0), ("3 autores", 0),
    ])
  func otherNumbers(heading: String, heard: Int) throws {
    let piece = "<div class=q><b>@</b>, <i>D</i><p>W</p></div>"
    let html = "<h1>Goodbye</h1><section><h2>\(heading)</h2>\(MistakenCommentTests.cards(piece))</section>"
    #expect(try MistakenCommentTests.read(html).comments.count == heard)
  }

  @Test("pages that a number counts are no comments")
  func countedPages() throws {
    let piece = "<div class=q><a href='/a#'>Autumn</a> <b>@</b>, <i>D</i><p>W</p></div>"
    let html = "<h1>Goodbye</h1><section><h2>3 murmurs</h2>\(MistakenCommentTests.cards(piece))</section>"
    #expect(try MistakenCommentTests.read(html).comments.map(\.text) == [])
  }

  private static let lone =
    "<div class=full><div class=meta><span class=author>by: <b class=user>Ann</b></span></div><div class=postbody>I left in spring, and I have not missed it since.</div><div class=postdate>March 14, 2009 3:15 pm</div></div>"

  @Test(
    "one voice below a heading is a comment, and none where the page says so or names another purpose",
    arguments: [
      ("<h2>Comments</h2><div>", 1), ("<h2>0 Comments</h2><div>", 0), ("<h2>What people say</h2><div>", 0),
      ("<h2>Comments</h2><div class=comment-preview>", 0), ("<h2>Comments</h2><div class=testimonials>", 0),
      ("<h2>Comments</h2><div class='box author-bio'>", 0), ("<h2>Comments</h2><div class=bio>", 0),
    ])
  func loneVoice(before: String, heard: Int) throws {
    let html = "<h1>Goodbye</h1><section>\(before)\(MistakenCommentTests.lone)</div></section>"
    #expect(try MistakenCommentTests.read(html).comments.count == heard)
  }

  @Test(
    "what a comment quotes or answers, and the only words it has, are no answer to it",
    arguments: [
      "<p>W</p><blockquote class=reply-text><b>Tom</b> <i>March 1, 2009</i><p>I would never leave them.</p></blockquote>",
      "<p>W</p><div class=reply-quote><b>Tom</b> <i>March 1, 2009</i><p>I would never leave them.</p></div>",
      "<div class=in-reply-to><b>Tom</b> <i>March 1, 2009</i><p>I would never leave them.</p></div><p>W</p>",
      "<div class=reply-body><i>March 1, 2009</i><p>W</p></div>",
    ])
  func boxes(inner: String) throws {
    let piece = "<div class=comment id=comment-#><cite>@</cite> <span class=date>D</span>\(inner)</div>"
    let html = "<h1>Goodbye</h1><div id=comments>\(MistakenCommentTests.cards(piece))</div>"
    #expect(try MistakenCommentTests.read(html).comments.map(\.speaker) == ["Ann", "Ruth", "Dan"])
  }

  @Test("boxes within boxes are not read again and again")
  func nestedBoxes() throws {
    let boxes = String(repeating: "<div class=reply>", count: 450) + String(repeating: "<i></i>", count: 20_000)
    let html =
      "<div id=comments><div class=comment id=comment-1><cite>Ann</cite> <span class=date>March 14, 2009 3:15 pm</span><p>I left in spring, and so did he.</p>\(boxes)"
    let document = HTMLParser().document(from: Array(html.utf8), contentType: "text/html; charset=utf-8")
    let answers = try #require(AnswerBoxes(document))
    let whole = CommentItem(ranges: [0..<document.count])
    #expect(answers.parted([whole]).count == 1)
  }

  @Test(
    "how long something takes is no clock",
    arguments: [
      ("1:02:33", false), ("length: 1:02:33", false), ("Mar 14, 3:15 pm", true),
      ("03/14 15:15:20", true),
    ])
  func durations(text: String, expected: Bool) {
    let bytes = Array(text.utf8)
    #expect(TimeMarks.speaksOfTime(bytes, 0..<bytes.count) == expected)
  }

  @Test(
    "names that merely resemble those of comments leave a page alone",
    arguments: [
      ("moment", false), ("women", false), ("react-root", false), ("reach", false), ("reac", false),
      ("comentarios", true), ("komentarze", true), ("reactie", true), ("Comentario", true),
    ])
  func resemblance(name: String, expected: Bool) {
    let document = HTMLParser().document(from: Array("<div class='\(name)'>x</div>".utf8), contentType: nil)
    #expect(CommentSighting.mayHold(document) == expected)
  }
}
