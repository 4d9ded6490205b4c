import Model
import Testing

@testable import Extraction

@Suite("What others say inside a post's part of the page")
struct OtherVoicesTests {
  private let post = PostPages.paragraph("first") + PostPages.paragraph("second")

  private func text(_ others: String) throws -> String {
    let page = PostPages.page("<article><h1>Why I am leaving</h1>\(post)\(others)</article>")
    return try #require(try PostPages.conversation(page).post).text
  }

  @Test(
    "is no part of the post, whatever holds it and wherever name and time stand",
    arguments: [
      ("x-reply", "<b>@</b> <i>March 14, 2009 3:15 PM</i><p>W</p>"),
      ("article", "<header>@ <time>14 March 2009</time></header><p>W</p>"),
      ("div", "<div>@</div><div>2 days ago</div><div>W</div>"),
      ("section", "<p>@, 14 March 2009</p><p>W</p><p>And one line more.</p>"),
    ])
  func others(tag: String, piece: String) throws {
    let said = [
      ("Ann Lee", "I never gave my score to anybody, and nobody missed it."),
      ("Bo Park", "Mine was low, and so were my spirits until I left as well."),
    ].map { name, words in
      let inner = piece.split(separator: "@", omittingEmptySubsequences: false).joined(separator: name)
        .split(separator: "W", omittingEmptySubsequences: false).joined(separator: words)
      return "<\(tag)>\(inner)</\(tag)>"
    }
    #expect(try text("<div class=k7>\(said.joined())</div>") == text(""))
  }

  @Test(
    "is not what the author wrote on several days, nor a table, nor a single voice",
    arguments: [
      "<div><h3>The first week</h3><p>14 March 2009</p><p>I gave it more.</p></div><div><h3>The last</h3><p>15 March 2009</p><p>I gave it up.</p></div>",
      "<div><p>14 March 2009</p><p>I gave it one more week.</p></div><div><p>15 March 2009</p><p>I gave it up.</p></div>",
      "<table><tr><td>Ann Lee 14 March 2009</td><td>I gave it up.</td></tr><tr><td>Bo Park 15 March 2009</td><td>So did I.</td></tr></table>",
      "<div><p>Ann Lee, 14 March 2009</p><p>I gave it up.</p></div>",
    ])
  func own(part: String) throws {
    #expect(try text(part + PostPages.paragraph("third")).contains("I gave it up."))
  }
}
