import Model
import Testing

@testable import Extraction

@Suite("What belongs to a post")
struct PostPartTests {
  private let first = PostPages.paragraph("first")
  private let second = PostPages.paragraph("second")

  private func conversation(_ body: String, head: String = "") throws -> Conversation {
    try PostPages.conversation(PostPages.page(body, head: head))
  }

  private func text(_ body: String, head: String = "") throws -> String {
    try #require(try conversation("<h1>Why I am leaving</h1>\(body)", head: head).post).text
  }

  @Test(
    "is a heading between its paragraphs, of the first rank, called after its template or with a link to what it names",
    arguments: [
      "<h1>The second year</h1>", "<h2 class='widget-title mb-5'>The second year</h2>",
      "<h3><a href='https://shop.example.net/second'>The second year</a></h3>",
      "<h2 id=second><a href='#second'>The second year</a></h2>",
    ])
  func headings(heading: String) throws {
    #expect(try text("<div class=entry-content>\(first)\(heading)\(second)</div>").contains("\n\nThe second year\n\n"))
  }

  @Test(
    "is no heading that leads to another post, names another post or the site, or captions a picture",
    arguments: [
      "<h3><a href=/2012/other.html>The other post</a></h3>", "<h1 class=entry-title>The other post</h1>",
      "<h3><a href='http://www.blog.example/2012/other.html'>The other post</a></h3>",
      "<figure><h2 class=tool-title>The other post</h2><img src=a.png></figure>",
    ])
  func otherHeadings(heading: String) throws {
    #expect(try !text("<div class=entry-content>\(first)\(heading)\(second)</div>").contains("The other post"))
  }

  @Test("is a heading that leads to another post where much is said below it")
  func longSections() throws {
    let heading = "<h3><a href=/2012/other.html>The other post</a></h3>"
    let section = (1...4).map { PostPages.paragraph("number\($0)") }.joined()
    #expect(try text("<div class=entry-content>\(first)\(heading)\(section)</div>").contains("The other post"))
  }

  @Test("is an item that is a link among items of words, and no list of links")
  func linkedItems() throws {
    let words = "<li>I wrote down what the score had cost me, and it was more than I thought at first.</li>"
    let link = "<li><a href=/b>The list of what it cost</a></li>"
    #expect(
      try text("<div class=post-body>\(first)<ul>\(words)\(words)\(link)</ul>\(second)</div>").contains("what it cost"))
    #expect(try !text("<div class=post-body>\(first)<ul>\(link)\(link)</ul>\(second)</div>").contains("what it cost"))
  }

  @Test("is what machines gave names of two letters, whatever they spell")
  func minifiedNames() throws {
    let text = try text("<div class='ab jp ad fn'>\(first)<h2 class='jp gd ad ax'>The second year</h2>\(second)</div>")
    #expect(text.contains("\n\nThe second year\n\n"))
  }

  @Test("is no form that asks for an address of mail or a password")
  func forms() throws {
    for field in ["<input type=email>", "<input type=password>", "<input name=user_email>"] {
      let form = "<form><p>Enter who you are, and every score of the week is yours.</p>\(field)<p>And more.</p></form>"
      #expect(
        try text("<div class=post-body>\(first)\(form)\(second)</div>")
          == text("<div class=post-body>\(first)\(second)</div>"))
    }
  }

  @Test("is the sentence below the title in its header, however short")
  func shortLead() throws {
    let header = "<header class=widget><h1>Why I am leaving</h1><p>Two years of scores were enough for me.</p></header>"
    let post = try conversation("<article>\(header)<div class=article-body>\(first)\(second)</div></article>").post
    #expect(try #require(post).text.hasPrefix("Two years of scores were enough for me."))
  }

  @Test("is below the title in the page's main element, and not the byline beside the title")
  func mainElement() throws {
    let post = try conversation(
      "<div class=gate-ad><h1>Leaving</h1><main><div class=k3><h1>Why I am leaving</h1><div>Ann Lee, of the Example Blog</div></div><div class=k4>\(first)</div></main></div>"
    ).post
    #expect(try #require(post).text.hasSuffix("closed it for good."))
    #expect(post?.title == "Why I am leaving")
  }

  @Test(
    "is nothing that stands for a wall, an embedded film or another post",
    arguments: [
      "<p>Il vous reste 57.09% de cet article à lire. La suite est réservée aux abonnés.</p>",
      "<div>Lire aussi : Article réservé à nos abonnés <a href=/b>Ann Lee, élue à la tête du réseau, s’engage à poursuivre le travail avec tous ceux qui le veulent encore</a></div>",
      "<div class=info-box><p>An dieser Stelle findest du einen externen Inhalt von YouTube, der den Artikel ergänzt. Du kannst ihn dir anzeigen lassen.</p></div>",
      "<p>Follow Example on Google News and add us as a preferred source to get our expert news in your feeds.</p>",
      "<div>REKLAM</div>", "<p>REGISTER / SIGN IN TO UNLOCK MORE ARTICLES</p>",
    ])
  func walls(line: String) throws {
    #expect(
      try text("<div class=post-body>\(first)\(line)\(second)</div>")
        == text("<div class=post-body>\(first)\(second)</div>"))
  }
}
