import Model
import Testing

@testable import Extraction

@Suite("Lines about who wrote and when")
struct CreditLineTests {
  private let authors = [Array("ann lee".utf8)]

  @Test(
    "are nothing but names, times and the small words of datelines",
    arguments: [
      "2 days ago", "vor 3 Tagen", "il y a 5 minutes", "hace 2 horas", "3 timer siden", "21 mins ago11:48 Ann Lee",
      "By Ann Lee", "Ann Lee", "Publié le 18 juil. 2024 à 08:01Mis à jour le 18 juil. 2024 à 09:06",
      "5 gennaio 2025 ( modifica il 6 gennaio 2025 | 15:24)", "Heute, 12:37 Uhr", "28.04.2023, 20.15 Uhr",
      "11:48, Thu, Jul 18, 2024 | UPDATED: 11:50, Thu, Jul 18, 2024", "Nov. 20, 2019Updated: Nov. 20, 2019 1:35 a.m.",
      "Ann Lee2025年1月13日 21時37分", "March 3rd, 2011 at 5 pm EST",
    ])
  func credits(line: String) {
    #expect(CreditLine(line, authors: authors) != nil)
  }

  @Test(
    "say no more than that",
    arguments: [
      "2 days ago I left", "1999", "3 steps", "Ann Lee is gone", "Bob Ray", "Scores 2011", "24 hours", "for 3 days",
      "May 2011", "9h05 - La Bourse ouvre dans le vert", "Berlin, 3 May 2011",
    ])
  func others(line: String) {
    #expect(CreditLine(line, authors: authors) == nil)
  }

  private func text(_ body: String) throws -> String {
    let head = "<meta name=author content='Ann Lee'>"
    let page = PostPages.page("<h1>Why I am leaving</h1><div class=post-body>\(body)</div>", head: head)
    return try #require(try PostPages.conversation(page).post).text
  }

  @Test("are left out at both ends of a post; between its paragraphs only ages are")
  func edges() throws {
    let (first, second) = (PostPages.paragraph("first"), PostPages.paragraph("second"))
    let whole = try text(first + second)
    #expect(try text("<p>By Ann Lee</p><p>3 May 2011, 10:05</p>\(first)\(second)<p>Ann Lee</p>") == whole)
    #expect(try text("<p>2 days ago</p>\(first)<p>vor 3 Tagen</p>\(second)") == whole)
    #expect(try text("\(first)<p>Monday, 3 May</p>\(second)").contains("Monday, 3 May"))
  }
}
