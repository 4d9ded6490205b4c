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

  @Test("is what machines gave names of two letters, whatever they spell")
  func minifiedNames() throws {
    let text = try text("<div class='ab jp ad fn'>\(first)<h2 class='jp gd ad ax'>The second year</h2>\(second)</div>")
    #expect(text.contains("\n\nThe second year\n\n"))
  }
}
