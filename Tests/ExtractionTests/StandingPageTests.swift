import Model
import Testing

@testable import Extraction

@Suite("Pages that stand beside posts")
struct StandingPageTests {
  private func isListed(_ body: String, at url: String, class name: String = "", head: String = "") throws -> Bool {
    let html = "<!doctype html><html><head>\(head)</head><body class='\(name)'><h1>Words</h1>\(body)</body></html>"
    return Extractor().isListing(PostPages.document(html), at: try PostPages.address(url))
  }

  private let words = PostPages.paragraph("first") + PostPages.paragraph("second")

  @Test(
    "are those about the site, its makers and the law",
    arguments: ["http://a.example/about", "http://a.example/about/", "http://a.example/blog/ueber-mich.html"])
  func aboutPages(url: String) throws {
    #expect(try isListed(words, at: url))
    #expect(try !isListed(words, at: url, class: "single single-post postid-3"))
  }

  @Test("are those of a picture, and of a post behind a password")
  func attachments() throws {
    #expect(try isListed(words, at: "http://a.example/2011/11/why/score/", class: "attachment attachmentid-17"))
    #expect(
      try isListed(
        "<form class=post-password-form><p>This post is protected.</p></form>", at: "http://a.example/2011/11/why/",
        class: "single single-post postid-3"))
  }

  @Test("are no posts about leaving")
  func posts() throws {
    #expect(try !isListed(words, at: "http://a.example/2011/11/about-leaving/"))
    #expect(
      try !isListed(
        words, at: "http://a.example/about", head: "<meta property=article:published_time content=2011-11-14>"))
  }
}
