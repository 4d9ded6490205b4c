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
      ("<p>marta_k wrote:</p><p>&gt; Scores measure nothing.</p>", "marta_k"),
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
