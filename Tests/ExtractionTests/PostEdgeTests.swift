import Model
import Testing

@testable import Extraction

@Suite("Where a post begins and ends")
struct PostEdgeTests {
  private let first = PostPages.paragraph("first")
  private let second = PostPages.paragraph("second")

  private func text(_ body: String, head: String = "") throws -> String {
    let conversation = try PostPages.conversation(PostPages.page("<h1>Why I am leaving</h1>\(body)", head: head))
    return try #require(conversation.post).text
  }

  private func article(_ tail: String) -> String { "<div class=entry-content>\(first)\(second)\(tail)</div>" }

  @Test(
    "ends before what templates say below it",
    arguments: [
      "<p>This entry was posted on Monday, November 14th, 2011 at 2:30 pm and is filed under Work, Life, Scores and Networks. You can follow any responses to this entry through the RSS feed.</p>",
      "<p>Das Thema könnte dich auch interessieren:</p>", "<div>War der Artikel nützlich?</div>",
      "<h3>Vous aimerez aussi</h3>", "<p>You must be logged in to comment here.</p>",
      "<p>The author at his desk in March. | © Ann Lee</p>",
      "<div class='slice author-bio'><p>Ann has been writing about networks, scores and people for ten years.</p></div>",
      "<div class='pum-overlay popmake'><p>Wait, there is more to read, and it comes to you every week for free.</p></div>",
      "<blockquote class=wp-embedded-content><a href=/b>Another post of this blog</a></blockquote>",
    ])
  func ending(tail: String) throws {
    #expect(try text(article(tail)) == text(article("")))
  }

  @Test("ends before the portrait of its author, and not before others")
  func portrait() throws {
    let head = "<meta name=author content='Ann Lee'>"
    let portrait = "<p>Ann Lee is a writer who lives by the sea with two cats, and wants no score.</p>"
    #expect(try text(article(portrait), head: head) == text(article("")))
    #expect(try text(article(portrait)).hasSuffix("no score."))
  }

  @Test("keeps what merely sounds like a template")
  func prose() throws {
    let tail = "<p>I cancelled the newsletter, the app and the account, and I have not missed them once since.</p>"
    #expect(try text(article(tail)).hasSuffix("once since."))
    let lists = "<p>It took three steps, and here they are.</p><ul class=link-list><li>Export</li><li>Wait</li></ul>"
    #expect(try text(article(lists)).hasSuffix("- Export\n- Wait"))
  }

  @Test("keeps the lists below its last headings")
  func lists() throws {
    let tail = "<h3>What I keep</h3><ul><li>mail</li></ul><h3>What I leave</h3><ul><li>score</li></ul>"
    #expect(try text(article(tail)).hasSuffix("What I keep\n\n- mail\n\nWhat I leave\n\n- score"))
  }

  @Test("is not the subtitle in the head of an article whose words stand below it")
  func subtitle() throws {
    let text = try text(
      """
      <article class=post><header><h1>Why I am leaving</h1><p>Two years were enough for me.</p></header>
      <div class=td-post-content><p>I am gone, and my score is gone with me.</p></div></article>
      """)
    #expect(text.hasSuffix("gone with me."))
  }

  @Test("begins with a standfirst that is marked up as a heading")
  func standfirst() throws {
    let lead = "After two years of scores, perks and badges, our author has had enough, and tells what she will miss."
    let text = try text("<div class=head><h2>\(lead)</h2></div><div class=article-body>\(first)\(second)</div>")
    #expect(text.hasPrefix(lead))
  }

  @Test("stands in the main column whatever else its name says")
  func mainColumn() throws {
    let text = try text("<main class=ct-main-sidebar><div>\(first)\(second)</div></main>")
    #expect(text.hasSuffix("closed it for good."))
  }
}
