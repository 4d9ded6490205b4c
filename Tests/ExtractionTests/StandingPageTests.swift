import Model
import Testing

@testable import Extraction

@Suite("Pages that stand beside posts")
struct StandingPageTests {
  private func role(
    _ body: String, at url: String, class name: String = "", head: String = ""
  ) throws -> PageRole {
    let html = "<!doctype html><html><head>\(head)</head><body class='\(name)'><h1>Words</h1>\(body)</body></html>"
    return Extractor().role(of: PostPages.document(html), at: try PostPages.address(url))
  }

  private let words = PostPages.paragraph("first") + PostPages.paragraph("second")

  @Test(
    "are those about the site, its makers and the law",
    arguments: ["http://a.example/about", "http://a.example/about/", "http://a.example/blog/ueber-mich.html"])
  func aboutPages(url: String) throws {
    #expect(try role(words, at: url) == .standing)
    #expect(try role(words, at: url, class: "single single-post postid-3") == .post)
  }

  @Test("are those of a picture")
  func attachments() throws {
    let role = try role(words, at: "http://a.example/2011/11/why/score/", class: "attachment attachmentid-17")
    #expect(role == .standing)
  }

  @Test("are told from posts behind a password")
  func locked() throws {
    let role = try role(
      "<form class=post-password-form><p>This post is protected.</p></form>", at: "http://a.example/2011/11/why/",
      class: "single single-post postid-3")
    #expect(role == .locked)
  }

  @Test("are told from posts for members, which have no words for others and no place to ask for them")
  func members() throws {
    let form = "<h1>Why</h1><form action=/login><input name=user><input type=password name=word></form>"
    let address = try PostPages.address("http://a.example/2011/11/why/")
    var heard = Conversation(url: address.href, canonical: address.href)
    func role(_ html: String) -> PageRole {
      Extractor().role(of: PostPages.document("<body>" + html), at: address, hearing: heard)
    }
    #expect(role("<p>You must be logged in.</p>" + form) == .locked)
    #expect(role(words) == .post)
    heard.commentSources = [CommentSource(kind: .disqus, url: "http://disqus.example/embed")]
    #expect(role(form) == .post)
    heard.commentSources = []
    heard.voices = [Voice(id: "1", kind: .post, url: address.href, text: "Why I left.")]
    #expect(role(words + form) == .post)
  }

  @Test("are no posts about leaving")
  func posts() throws {
    #expect(try role(words, at: "http://a.example/2011/11/about-leaving/") == .post)
    let dated = "<meta property=article:published_time content=2011-11-14>"
    #expect(try role(words, at: "http://a.example/about", head: dated) == .post)
  }
}
