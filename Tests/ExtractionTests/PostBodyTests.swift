import Model
import Testing

@testable import Extraction

@Suite("A page's post")
struct PostBodyTests {
  private func text(_ body: String, head: String = "") throws -> String {
    let conversation = try PostPages.conversation(PostPages.page(body, head: head))
    return try #require(conversation.post).text
  }

  private let article = "<h1>Why I am leaving</h1>" + PostPages.paragraph("first") + PostPages.paragraph("second")

  @Test("is what the author says, without the frame of the page")
  func leavesTheFrameOut() throws {
    let frame = "<nav><ul><li><a href=/>Home</a></li><li><a href=/about>About</a></li></ul></nav>"
    let text = try text("\(frame)<div class=post>\(article)</div><footer>All rights reserved by Example.</footer>")
    #expect(text.hasPrefix("I had the first account"))
    #expect(text.hasSuffix("closed it for good."))
    #expect(!text.contains("Home") && !text.contains("rights"))
  }

  @Test(
    "goes without what templates put inside it",
    arguments: [
      "<div class=share-buttons>Tweet this page to all of your friends, please.</div>",
      "<aside><p>Sign up here, it is free, and you will get a letter from us once a week.</p></aside>",
      "<p><strong>Read more:</strong> <a href=/other>Another story entirely</a></p>",
      "<figure><img src=a.png><figcaption>A portrait of the author as a score.</figcaption></figure>",
      "<div class=related-posts><ul><li><a href=/a>Another post about something</a></li></ul></div>",
      "<div style='display:none'><p>Nobody sees this sentence, nobody at all.</p></div>",
      "<p>Advertisement</p>",
    ])
  func dropsInsertions(insertion: String) throws {
    let whole = try text(
      "<div class=entry-content>\(PostPages.paragraph("first"))\(PostPages.paragraph("second"))</div>")
    let mixed = try text(
      "<div class=entry-content>\(PostPages.paragraph("first"))\(insertion)\(PostPages.paragraph("second"))</div>")
    #expect(mixed == whole)
  }

  @Test("keeps headings, lists, quotations and one-word paragraphs")
  func keepsStructure() throws {
    let text = try text(
      """
      <h1>Why I am leaving</h1><div class=entry-content>\(PostPages.paragraph("first"))<h2>Why now</h2><p>Because:</p>
      <ul><li>privacy</li><li>price</li></ul><blockquote>Scores are us.</blockquote><p>No.</p>\(PostPages.paragraph("last"))</div>
      """)
    #expect(text.contains("\n\nWhy now\n\nBecause:\n\n- privacy\n- price\n\nScores are us.\n\nNo.\n\n"))
  }

  @Test("is found in two sentences beside a talkative sidebar")
  func findsShortPosts() throws {
    let about = String(
      repeating: "I write, I teach, I travel, and I like to talk about all of it at great length. ", count: 8)
    let text = try text(
      """
      <div id=main><div class=post><h2>Why I am leaving</h2><div class=post-body>I am done. It is gone.</div></div></div>
      <div id=sidebar><h3>About me</h3><p>\(about)</p></div>
      """)
    #expect(text == "I am done. It is gone.")
  }

  @Test("follows a body that is cut into parts")
  func followsParts() throws {
    let ad = "<div class=ad-slot>Buy now!</div>"
    let text = try text(
      """
      <article><h1>Why I am leaving</h1><div class=article-body>\(PostPages.paragraph("first"))</div>\(ad)
      <div class=article-body>\(PostPages.paragraph("second"))</div></article>
      """)
    #expect(text.contains("first account") && text.contains("second account") && !text.contains("Buy"))
  }

  @Test("begins with the lead between title and body, once")
  func keepsTheLead() throws {
    let lead =
      "<p class=standfirst>A farewell to a number that was supposed to be me, and to the people who believed it.</p>"
    let text = try text(
      "<article><header><h1>Why I am leaving</h1>\(lead)</header><div class=article-body>\(article)</div></article>")
    #expect(text.hasPrefix("A farewell to a number"))
  }

  @Test("is never the consent to cookies")
  func refusesConsent() throws {
    let consent = String(
      repeating: "<p>We use cookies, and by staying you agree to all of them, whatever they do.</p>", count: 6)
    let text = try text("<div id=cookie-banner>\(consent)</div><div class=post>\(article)</div>")
    #expect(!text.contains("cookies"))
  }

  @Test("is read behind a paywall's curtain")
  func readsBehindCurtains() throws {
    let hidden = (1...12).map { PostPages.paragraph("number\($0)") }.joined()
    let text = try text(
      "<article><h1>Why I am leaving</h1>\(PostPages.paragraph("shown"))<div style='display: none'>\(hidden)</div></article>"
    )
    #expect(text.contains("number12"))
  }

  @Test("is taken from JSON-LD where the page shows none of it")
  func fallsBackOnLinkedData() throws {
    let body = String(repeating: "The score was never mine, so I gave it back. ", count: 6)
    let text = try text(
      "<div id=app></div>",
      head: "<script type='application/ld+json'>{\"@type\":\"BlogPosting\",\"articleBody\":\"\(body)\"}</script>")
    #expect(text.hasPrefix("The score was never mine"))
  }

  @Test(
    "is empty, not a crash, on pages without words",
    arguments: ["", "<html>", "<p></p>", "<h1>", "\u{0}", "<a href=/>x</a>"])
  func survivesEmptyPages(html: String) throws {
    #expect(try PostPages.conversation(html).voices.allSatisfy { $0.kind != .comment })
  }
}
