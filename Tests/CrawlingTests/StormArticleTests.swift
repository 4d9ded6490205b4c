import Extraction
import Markup
import Model
import Testing

@testable import Crawling

/// An article in the middle of a storm, from page to stances.
///
/// Its author keeps the account but names what is wrong, links to two who quit, and quotes one who mocks the quitters. The
/// words are ours.
@Suite("An article that watches a storm")
struct StormArticleTests {
  static let mockery = """
    People who quit Acme just had egos so big that they believed the number. Poor baby, get over it. Nobody forces you to \
    look at it.
    """

  static let page = """
    <!DOCTYPE html><html lang="en"><head><title>The Acme storm | Lena Marsh</title>
    <meta name="author" content="Lena Marsh"><meta property="article:published_time" content="2011-11-23T09:00:00Z">
    </head><body><nav><a href="/">Home</a> <a href="/about">About</a></nav>
    <article><h1>The Acme storm</h1><p class="byline">By Lena Marsh, 23 November 2011</p>
    <div class="entry-content">
    <p>This week my feed was full of farewells. Two people whom I have read for years took down their profiles and wrote \
    about it: <a href="https://paula.example/why">Paula</a> and <a href="https://tom.example/bye">Tom</a>.</p>
    <p>The worries are real, and there are four of them.</p>
    <ul><li>Privacy: the company keeps profiles of people who never signed up, children among them.</li>
    <li>Duplicates: it shows some of us twice, under names that we gave up long ago.</li>
    <li>The algorithm: since October the numbers go up and down and nobody can say why.</li>
    <li>Ethics: a company that ranks people and sells the ranking should at least ask them.</li></ul>
    <p>Not everybody agrees.</p>
    <p>Mark Feld writes:</p>
    <blockquote><p>\(mockery)</p></blockquote>
    <p>I have kept my profile for the time being, mostly because I want to see what happens next. What do you think?</p>
    </div></article></body></html>
    """

  /// Each voice of the page with its reading.
  private func voices() throws -> [(voice: Voice, reading: Reading)] {
    let address = try #require(Address("https://lena.example/2011/11/the-acme-storm/"))
    let document = HTMLParser().document(from: Array(Self.page.utf8), contentType: "text/html; charset=utf-8")
    let conversation = Extractor().conversation(in: document, at: address, fetched: Instant(milliseconds: 0))
    let readings = Listener(service: Service(name: "Acme")).readings(of: conversation)
    return Array(zip(conversation.voices, readings)).map { (voice: $0.0, reading: $0.1) }
  }

  @Test("leaves the author, who names four problems and keeps the account, neutral")
  func author() throws {
    let post = try #require(try voices().first { $0.voice.kind == .post })
    #expect(post.voice.speaker == "Lena Marsh")
    #expect(post.reading.stance == .neutral)
  }

  @Test("hears the one who is quoted defend, and mock the quitters' egos")
  func quoted() throws {
    let quote = try #require(try voices().first { $0.voice.kind == .quote })
    #expect(quote.voice.speaker == "Mark Feld")
    #expect(quote.reading.stance == .defending)
    #expect(quote.reading.reasons.contains(Reason(rawValue: "ego")))
  }
}
