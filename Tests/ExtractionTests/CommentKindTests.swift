import Markup
import Model
import Testing

@testable import Extraction

/// Kinds of comments that were once read wrongly, each in the smallest markup that shows it.
@Suite("Kinds of comments")
struct CommentKindTests {
  /// Comments in the classes that most tests do not care about.
  private static func listed(_ pieces: [String]) -> String {
    "<div id='comments'>" + pieces.joined() + "</div>"
  }

  private static let name = "<cite class='fn'>Ann</cite> "
  private static let time = "<time datetime='2011-11-14T09:05:00Z'>x</time>"

  @Test("short words stay when they share an element with the time")
  func shortWordsBesideTime() {
    let html = ["That is all I have to say.", "So do I."].enumerated().map { number, words in
      "<div class='comment' id='c\(number + 1)'><b class='c_author'>Ann</b><div class='c_text'><div class='normal'><div class='source'><p>\(words)</p></div><span class='commentdate'>14 Nov 2011 9:05 AM</span></div></div></div>"
    }
    let voices = CommentReaderTests.voices(CommentKindTests.listed(html))
    #expect(voices.map(\.text) == ["That is all I have to say.", "So do I."])
  }

  @Test("a sentence that trails off is nobody's name")
  func trailingOff() {
    let html =
      "<div class='comment' id='comment-6'><p>So well written...I cannot wait...</p><p>Posted by: Ann | Nov 14, 2011 9:05:00 AM</p></div>"
    let voices = CommentReaderTests.voices(CommentKindTests.listed([html]))
    #expect(voices.map(\.speaker) == ["Ann"])
    #expect(voices.map(\.text) == ["So well written...I cannot wait..."])
  }

  @Test("\"now\" in the middle of a sentence is no time")
  func nowInASentence() {
    let line = "Wow, now I am even more ready for the holidays and cold weather."
    #expect(Byline.read(line, now: Instant(seconds: 1_322_740_800)).published == nil)
  }

  @Test("a face can be all that somebody says", arguments: [":)", ";-)", ":D", "^^"])
  func face(words: String) {
    let html =
      "<li class='comment' id='comment-7'>\(CommentKindTests.name)\(CommentKindTests.time)<div class='comment-content'><p>\(words)</p></div></li>"
    #expect(CommentReaderTests.voices(CommentKindTests.listed([html])).map(\.text) == [words])
  }

  @Test("what stands in a comment's header is not its words")
  func wordsInTheHeader() {
    let html =
      "<div class='comment_item' id='comment_8'><div class='comment_top'><div class='opt_out_text'>This user has chosen to opt out of medals</div><div class='author_name'>Ann</div></div><div class='comment_body'><div class='comment_time'>November 14, 2011 9:05 AM</div>Please stay.</div></div>"
    #expect(CommentReaderTests.voices(CommentKindTests.listed([html, html])).map(\.text) == ["Please stay."])
  }

  @Test("a shop's reply below a review is not the reviewer's words")
  func shopsReply() {
    let html = (1...2).map {
      "<div class='shop-rev' data-review-id='b\($0)'><span class='shop-rev__author'>Ann \($0)</span> <span class='shop-rev__timestamp'>2011-11-14</span><div class='shop-rev__body'><p>Weak tea.</p></div><div class='shop-rev__reply'><div class='shop-rev__reply-content'><p>Dear Ann, how long did you let it draw? Three minutes are the least.</p></div></div></div>"
    }
    let voices = CommentReaderTests.voices("<p class='comments'></p>" + html.joined())
    #expect(voices.map(\.text) == ["Weak tea.", "Weak tea."])
  }

  @Test("the rest of a long comment is heard that a link opens")
  func restBehindALink() {
    let html =
      "<li class='comment' id='comment-9'>\(CommentKindTests.name)\(CommentKindTests.time)<div class='comment-content'>The first half <a href='#'>Read more...</a> <span class='hidden'>and the second half.</span></div></li>"
    #expect(
      CommentReaderTests.voices(CommentKindTests.listed([html])).map(\.text) == [
        "The first half and the second half."
      ])
  }

  @Test("comments chosen by an editor are heard once, in the list or above it")
  func chosen() {
    func item(_ id: String, _ name: String, _ words: String) -> String {
      "<div class='comment_item' \(id)><a class='author_name'>\(name)</a> <span class='comment_time'>2011-11-14</span><div class='comment_body'>\(words)</div></div>"
    }
    let html =
      "<div class='picks'>" + item("", "Bea", "Nobody chose me for nothing.")
      + item("", "Ann", "I stand in both places.")
      + "</div><div id='comments'>" + item("id='comment_1'", "Ann", "I stand in both places.")
      + item("id='comment_2'", "Cid", "I stand below.") + "</div>"
    #expect(CommentReaderTests.voices(html).map(\.speaker) == ["Bea", "Ann", "Cid"])
  }

  @Test("a single comment below a heading is heard when its byline says what it is")
  func loneComment() {
    let html =
      "<h2>Site update</h2><p>Chapter 12 is online.</p><div class='titlebar'>Comments</div><div><h3>#1 Comment by Ann</h3>26 March 2004, 16:19<p>Thanks for this chapter!</p></div><form><textarea name='comment'></textarea></form>"
    let voices = CommentReaderTests.voices(html)
    #expect(voices.map(\.speaker) == ["Ann"])
    #expect(voices.map(\.text) == ["Thanks for this chapter!"])
  }

  @Test("a member's name over a menu is the name, not the title below it")
  func nameInAMenu() {
    let html = (1...3).map {
      "<li class='postbit' id='post_\($0)'><div class='userinfo'><div class='popupmenu memberaction'><a class='username popupctrl' href='/members/\($0)'><b>ann\($0)</b></a><ul><li><a href='/find'>Find posts</a></li></ul></div><span class='usertitle'>Part of the furniture</span></div><span class='date'>14.11.2011, 9:05</span><blockquote class='postcontent'>Words \($0) of mine.</blockquote></li>"
    }
    let voices = CommentReaderTests.voices(
      "<div class='forum'><div class='thread'><ol class='topic' id='posts'>" + html.joined() + "</ol>")
    #expect(voices.map(\.speaker) == ["ann1", "ann2", "ann3"])
  }

  @Test("answers inside what they answer keep their own byline")
  func definitionsInDefinitions() {
    func term(_ id: Int, _ name: String, _ words: String, _ inner: String = "") -> String {
      "<dt class='comment' id='comment-\(id)'><span class='comment_author'>\(name)</span> <span class='comment_time'>November 14, 2011 at 9:0\(id) am</span></dt><dd class='comment'><div class='format_text' id='comment-body-\(id)'><p>\(words)</p></div>\(inner)</dd>"
    }
    let html =
      "<p class='comments_intro'>3 comments</p><dl id='comment_list'>"
      + term(1, "Ann", "I left.", "<dl class='children'>" + term(2, "Bea", "Where to?") + "</dl>")
      + term(3, "Cid", "I stay.") + "</dl>"
    let voices = CommentReaderTests.voices(html)
    #expect(voices.map(\.speaker) == ["Ann", "Bea", "Cid"])
    #expect(voices.map(\.depth) == [0, 1, 0])
  }

  @Test("the post that opens a thread above the list of answers is the page's post")
  func openerAboveTheList() throws {
    func entry(_ name: String, _ words: String) -> String {
      "<div class='Header'><a class='Username'>\(name)</a> <time datetime='2011-11-14T09:05:00Z'>x</time></div><div class='Message userContent'>\(words)</div>"
    }
    let html =
      "<h1>Which one?</h1><div class='Item ItemDiscussion'>" + entry("Ann", "I cannot decide between the two of them.")
      + "</div><h2>Comments</h2><ul class='Comments'><li class='ItemComment' id='Comment_1'>"
      + entry("Bea", "Take the first.") + "</li><li class='ItemComment' id='Comment_2'>"
      + entry("Cid", "Take the second.") + "</li></ul>"
    let document = HTMLParser().document(from: Array(html.utf8), contentType: "text/html; charset=utf-8")
    let address = try #require(Address("https://forum.example/discussion/7/which-one"))
    let conversation = Extractor().conversation(in: document, at: address, fetched: Instant(seconds: 1_322_740_800))
    #expect(conversation.post?.speaker == "Ann")
    #expect(conversation.post?.text == "I cannot decide between the two of them.")
    #expect(conversation.voices.filter { $0.kind == .comment }.map(\.speaker) == ["Bea", "Cid"])
  }
}

/// Kinds of bylines and times that were once read wrongly.
@Suite("Kinds of bylines")
struct BylineKindTests {
  private static let now = Instant(seconds: 1_322_740_800)

  @Test(
    "what stands around a name is not the name",
    arguments: [
      "1. Anneliese Kuhnert, aus Bielefeld": "Anneliese Kuhnert", "anon_poster - reply": "anon_poster",
      "18 Борис (": "Борис", "3. R. Öztürk": "R. Öztürk", "50 Cent": "50 Cent",
    ])
  func names(line: String, name: String) {
    #expect(Byline.name(line) == name)
  }

  @Test("who is named behind the time outright speaks", arguments: ["8:02 PM", "9:44 AM"])
  func namedBehindTheTime(clock: String) {
    let reading = Byline.read("2 props! Posted 6/13/2006 \(clock) by ann - reply", now: BylineKindTests.now)
    #expect(reading.author == "ann")
  }

  @Test("a page's order of day and month counts, unless that gives no time that can be", arguments: [true, false])
  func orderOfDayAndMonth(dayFirst: Bool) {
    let time = CommentTime.visible("03/04/2010 at 9:05", now: BylineKindTests.now, dayFirst: dayFirst)
    #expect(time?.civil.month == (dayFirst ? 4 : 3))
    let later = CommentTime.visible("09/12/2011 at 9:05", now: BylineKindTests.now, dayFirst: true)
    #expect(later?.civil.month == 9)
  }

  @Test("an age with a clock in brackets is an age")
  func ageWithClock() {
    let time = CommentTime.visible("37 minutes ago (12:39 PM)", now: BylineKindTests.now)
    #expect(time?.source == .relative)
  }

  @Test("names and times in buttons are read, and keys of letters and digits")
  func buttons() {
    let html = ["3f1a", "77bc"].map {
      "<div class='Indent-level0'><div class='c-comment' id='comment-\($0)'><button class='c-comment-username'><span>Ann \($0)</span></button> <button><time datetime='2011-11-14T09:05:00Z'>x</time></button><div class='c-comment-content'>Words of \($0).</div></div></div>"
    }
    let voices = CommentReaderTests.voices("<div id='comments'>" + html.joined() + "</div>")
    #expect(voices.map(\.speaker) == ["Ann 3f1a", "Ann 77bc"])
    #expect(voices.compactMap(\.published?.asWritten) == ["2011-11-14T09:05:00Z", "2011-11-14T09:05:00Z"])
  }

  @Test("a comment that waits for approval is counted")
  func unapproved() {
    let html =
      "<ol id='comments'><li class='comment' id='comment-1'><cite>Ann</cite> <time datetime='2011-11-14'>x</time><p>Words.</p></li><li class='comment-unapproved' id='comment-2'><cite>Bea</cite> <time datetime='2011-11-15'>x</time><p>Cheap watches.</p></li></ol>"
    #expect(CommentReaderTests.voices(html).map(\.speaker) == ["Ann"])
  }
}
