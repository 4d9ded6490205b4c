import JSONCoding
import Markup
import Model
import Testing

@testable import Extraction

/// What the reader of comments hears, platform by platform.
@Suite("Comments of every platform")
struct CommentReaderTests {
  @Test("every fixture is read as its folder expects", arguments: CommentFixture.all)
  func fixture(_ fixture: CommentFixture) throws {
    let expected = try fixture.expected()
    let actual = try fixture.actual()
    for member in expected.members ?? [] {
      #expect(actual[member.key] == member.value, "\(fixture.name): \(member.key)")
    }
  }

  @Test("the folder of fixtures is not empty")
  func thereAreFixtures() {
    #expect(CommentFixture.all.count >= 60)
  }

  @Test("the same comment has the same id on its page, in REST and in the feed")
  func idsAreOne() throws {
    let page = "https://garden.example/2011/11/leaving-pingly/"
    let id = VoiceID.comment(page: page, key: "comment-31")
    for name in ["wordpress-classic", "answer-wordpress-rest", "answer-wordpress-feed"] {
      let fixture = try #require(CommentFixture.all.first { $0.name == name })
      #expect(try fixture.voices().contains { $0.id == id }, "\(name)")
    }
  }

  @Test("elements that an attribute numbers as reviews or comments are heard", arguments: ["review", "comment"])
  func numberedByAttribute(kind: String) {
    let html = (1...3).map {
      "<div class='jw-rev' data-\(kind)-id='b\($0)'><span class='jw-author'>Ann \($0)</span> <span class='jw-timestamp'>2011-11-14</span><div class='jw-rev-body'><p>Words \($0) about tulips.</p></div></div>"
    }
    let voices = CommentReaderTests.voices("<p class='comments'></p>" + html.joined())
    #expect(voices.map(\.speaker) == ["Ann 1", "Ann 2", "Ann 3"])
    #expect(voices.map(\.text) == ["Words 1 about tulips.", "Words 2 about tulips.", "Words 3 about tulips."])
  }

  @Test("a page of five thousand comments gives five thousand comments")
  func manyComments() {
    var html = "<ol class=\"commentlist\">"
    for number in 1...5000 {
      html += "<li class=\"comment depth-1\" id=\"comment-\(number)\"><cite class=\"fn\">Ann \(number)</cite>"
      html +=
        "<time datetime=\"2011-11-14T09:05:00Z\">then</time><div class=\"comment-content\"><p>Words \(number).</p></div></li>"
    }
    let voices = CommentReaderTests.voices(html + "</ol>")
    #expect(voices.count == 5000)
  }

  @Test("comments nested a thousand deep neither crash nor lose a word")
  func deepComments() {
    var html = ""
    for number in 1...1000 {
      html +=
        "<div class=\"comment\" id=\"comment-\(number)\"><cite>Ann</cite> <time datetime=\"2011-11-14T09:05:00Z\">x</time><p>W\(number)</p>"
    }
    let voices = CommentReaderTests.voices(html)
    #expect(!voices.isEmpty)
    #expect(voices.allSatisfy { $0.depth <= 1000 })
  }

  @Test(
    "work grows with the page and not with its square",
    arguments: [
      "<div class='comment' id='comment-#'><cite>Ann #</cite> <time datetime='2011-11-14'>x</time><p>W #</p></div>",
      "<div class='post-head'><b>ann#</b> 21. Apr 2020, 19:40</div><div class='post-text'>Words # are said.</div>",
      "<dl><dt>Ann # said</dt><dd>Words #.</dd></dl>",
      "<a name='c#'></a><p>Words #.</p><p>Posted by Ann at May 3, 2012</p>",
      "<div id='comments'><h3>x</h3>", "<p class='posted'>11/15/2012</p>", "<div class='comment'>",
    ])
  func growth(piece: String) {
    func looks(_ count: Int) -> Int {
      var html = "<body class='forum thread'><div id='comments'>"
      for number in 1...count { html += piece.split(separator: "#").joined(separator: "\(number)") }
      return NodeLooks.count { _ = CommentReaderTests.voices(html) }
    }
    // Eight times as many are looked at eight times as often; a square would take sixty-four.
    let few = looks(200)
    #expect(few > 200)
    #expect(looks(1600) < few * 10)
  }

  @Test("what a page of too many bytes loses is counted")
  func cutPage() {
    let html = "<p>a</p>" + String(repeating: "<p>word</p>", count: 1_000_000)
    let document = HTMLParser().document(from: Array(html.utf8), contentType: "text/html; charset=utf-8")
    let address = Address("https://garden.example/post/")
    let conversation = address.map {
      Extractor().conversation(in: document, at: $0, fetched: Instant(seconds: 1_322_740_800))
    }
    let cut = conversation?.leftOut.first { $0.cause == "truncated" }?.count ?? 0
    #expect(cut > 0)
  }

  @Test("markup cut off in the middle of a comment keeps what came before")
  func cutOff() {
    let voices = CommentReaderTests.voices(
      "<ol class=\"commentlist\"><li class=\"comment\" id=\"comment-1\"><cite class=\"fn\">Ann</cite> <small>May 3, 2011 at 4:00 pm</small><p>Whole.</p></li><li class=\"comment\" id=\"comm"
    )
    #expect(voices.map(\.text) == ["Whole."])
  }

  static func voices(_ html: String) -> [Voice] {
    let document = HTMLParser().document(from: Array(html.utf8), contentType: "text/html; charset=utf-8")
    guard let address = Address("https://garden.example/post/") else { return [] }
    let page = PageContext(
      address: address, base: address, canonical: address.pageKey, fetched: Instant(seconds: 1_322_740_800))
    return CommentReader().read(document, page: page).comments
  }
}

extension CommentFixture {
  /// The comments of the fixture as voices.
  func voices() throws -> [Voice] {
    try read().comments
  }
}
