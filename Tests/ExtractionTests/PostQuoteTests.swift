import Model
import Testing

@testable import Extraction

@Suite("Quotes")
struct PostQuoteTests {
  private func quotes(_ inner: String) throws -> [Voice] {
    let page = PostPages.page(
      "<h1>Why I am leaving</h1><div class=entry-content>\(PostPages.paragraph("a"))\(inner)\(PostPages.paragraph("b"))</div>"
    )
    return try PostPages.conversation(page).voices.filter { $0.kind == .quote }
  }

  @Test(
    "name who is quoted",
    arguments: [
      ("<blockquote><p>Scores measure nothing.</p><cite>Jason Reed</cite></blockquote>", "Jason Reed"),
      ("<p>Jason Reed writes:</p><blockquote>Scores measure nothing.</blockquote>", "Jason Reed"),
      ("<p>As Jason Reed put it:</p><blockquote>Scores measure nothing.</blockquote>", "Jason Reed"),
      ("<p>It is over, according to Jason Reed:</p><blockquote>Scores measure nothing.</blockquote>", "Jason Reed"),
      ("<blockquote>Scores measure nothing. — Jason Reed</blockquote>", "Jason Reed"),
      ("<blockquote><p>Scores measure nothing.</p></blockquote><p>— Jason Reed, Example Blog</p>", "Jason Reed"),
      ("<p>“Scores measure nothing at all,” said Jason Reed.</p>", "Jason Reed"),
      ("<p>“Scores measure nothing at all,” Jason Reed told me.</p>", "Jason Reed"),
      ("<p>Jason Reed said, \"Scores measure nothing at all.\"</p>", "Jason Reed"),
      ("<p>As Jason Reed put it, <q>scores measure nothing at all</q>.</p>", "Jason Reed"),
      (
        "<blockquote><hr><a href=/u/7>@marta_k</a> escribió:<br><p>Scores measure nothing.</p><hr></blockquote>",
        "marta_k"
      ),
      (
        "<blockquote><p><a href=/u/7>@marta_k</a> disse em <a href=/t/1>Por que saio</a>:</p><p>Scores measure nothing.</p></blockquote>",
        "marta_k"
      ),
      ("<p>marta_k wrote:</p><p>&gt; Scores measure nothing.</p>", "marta_k"),
      ("<p>Acme help page wrote:</p><blockquote>Scores measure nothing.</blockquote>", "Acme help page"),
      ("<blockquote><cite>Jason Reed wrote:</cite>Scores measure nothing.</blockquote>", "Jason Reed"),
      (
        "<blockquote><p>On 5/3/2011 at 4:00 PM, Jason Reed said:</p><p>Scores measure nothing.</p></blockquote>",
        "Jason Reed"
      ),
      (
        "<div>Quote from: Jason Reed on May 3, 2011, 04:00:12 pm</div><blockquote>Scores measure nothing.</blockquote>",
        "Jason Reed"
      ),
      (
        "<div>Jason Reed, on 03 May 2011 - 04:00 PM, said:</div><blockquote>Scores measure nothing.</blockquote>",
        "Jason Reed"
      ),
      ("<blockquote><p>Zitat von »Jason Reed«</p><p>Scores measure nothing.</p></blockquote>", "Jason Reed"),
      ("<blockquote data-author='Jason Reed'><p>Scores measure nothing.</p></blockquote>", "Jason Reed"),
      (
        "<blockquote class=twitter-tweet><p>Scores measure nothing.</p>— Jason Reed (@jreed) <a href='https://twitter.com/jreed/status/1'>May 1</a></blockquote>",
        "Jason Reed"
      ),
    ])
  func nameTheSpeaker(html: String, speaker: String) throws {
    let quotes = try quotes(html)
    #expect(quotes.map(\.speaker) == [speaker])
  }

  @Test("hold the words alone, and the post says which of its bytes they are")
  func holdTheWordsAlone() throws {
    let page = PostPages.page(
      "<div class=entry-content>\(PostPages.paragraph("a"))<blockquote>Stay with us. <cite>Jason Reed</cite></blockquote></div>"
    )
    let conversation = try PostPages.conversation(page)
    let post = try #require(conversation.post)
    let quote = try #require(conversation.voices.first { $0.kind == .quote })
    #expect(quote.text == "Stay with us.")
    #expect(quote.parent == post.id)
    let range = try #require(post.quoted.first)
    #expect(String(decoding: Array(post.text.utf8)[range], as: UTF8.self) == "Stay with us. Jason Reed")
  }

  @Test(
    "are not what nobody is said to have said",
    arguments: [
      "<p>They call it \"influence\" and smile.</p>", "<p>The “very best score in town” is a myth.</p>",
      "<p>I said what I said.</p>",
    ])
  func areNotScareQuotes(html: String) throws {
    #expect(try quotes(html).isEmpty)
  }

  @Test(
    "in comments are heard with their credit, header or name",
    arguments: [
      ("<blockquote>It was fun, then it was homework. <cite>Uma Krishnan</cite></blockquote>", "Uma Krishnan"),
      ("<blockquote><cite>uma wrote:</cite>It was fun, then it was homework.</blockquote>", "uma"),
      ("<div class=quote><b>Quote by uma:</b><br>It was fun, then it was homework.</div>", "uma"),
      (
        "<table><tr><td class=alt2><div>Originally Posted by <b>uma</b></div><div>It was fun, then homework.</div></td></table>",
        "uma"
      ),
      ("<blockquote>It was fun, then it was homework.</blockquote><p>Uma Krishnan, really?</p>", "Uma Krishnan"),
      ("<p>@Uma Krishnan</p><blockquote>It was fun, then it was homework.</blockquote>", "Uma Krishnan"),
      ("<p>Uma Krishnan said “It was fun, then it was homework”.</p>", "Uma Krishnan"),
    ])
  func inComments(html: String, speaker: String) throws {
    let comments = [("Uma Krishnan", "<p>I was here before all of you came.</p>"), ("Ben", html + "<p>I stay.</p>")]
    let list = comments.enumerated().map { number, comment in
      "<li class=comment id=comment-\(number)><cite class=fn>\(comment.0)</cite><time datetime='2011-11-14T09:05:00Z'>x</time><div class=comment-content>\(comment.1)</div></li>"
    }
    let page = PostPages.page(
      "<h1>Why I am leaving</h1><div class=entry-content>\(PostPages.paragraph("a"))</div><ol class=commentlist>\(list.joined())</ol>"
    )
    let quotes = try PostPages.conversation(page).voices.filter { $0.kind == .quote }
    #expect(quotes.map(\.speaker) == [speaker])
    #expect(quotes.allSatisfy { $0.text.hasPrefix("It was fun, then") && !$0.text.contains("Uma") })
  }

  @Test("are named as their speakers spell their names")
  func areSpeltAsTheirSpeakers() {
    var voices = [
      Voice(id: "a", kind: .comment, url: "u", speaker: "Ignatius O'Rourke", text: "Not angry."),
      Voice(id: "b", kind: .comment, url: "u", speaker: "Ben", text: "No."),
      Voice(id: "c", kind: .quote, url: "u", speaker: "Ignatius O’Rourke", text: "Not angry.", parent: "b"),
    ]
    QuotedVoices.name(&voices)
    #expect(voices[2].speaker == "Ignatius O'Rourke")
  }

  @Test("that several said are the words of the one who is answered")
  func answeredWins() {
    let words = "Not angry any more, just finished with it."
    var voices = [
      Voice(id: "a", kind: .comment, url: "u", speaker: "Ann", text: words),
      Voice(id: "b", kind: .comment, url: "u", speaker: "Ben", text: words),
      Voice(id: "c", kind: .comment, url: "u", speaker: "Cleo", text: words + " So what?", parent: "a"),
      Voice(id: "d", kind: .quote, url: "u", text: words, parent: "c"),
    ]
    QuotedVoices.name(&voices)
    #expect(voices[3].speaker == "Ann")
  }

  @Test("of an earlier voice are that voice's")
  func areFoundInEarlierVoices() {
    let first = Voice(
      id: "a", kind: .comment, url: "u", speaker: "Marta", text: "You will be back within a week, all of you.")
    let second = Voice(id: "b", kind: .comment, url: "u", speaker: "Ben", text: "No.")
    let quote = Voice(id: "c", kind: .quote, url: "u", text: "You will be back within a week", parent: "b")
    var voices = [first, second, quote]
    QuotedVoices.name(&voices)
    #expect(voices[2].speaker == "Marta")
  }
}
