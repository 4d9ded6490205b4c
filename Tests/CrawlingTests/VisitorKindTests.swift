import Model
import Testing

@testable import Crawling

@Suite("What a body is")
struct VisitorKindTests {
  func kind(_ type: String?, _ body: String) throws -> AnswerReader.Kind {
    let address = try #require(Address("https://a.example/"))
    let headers = type.map { [Header(name: "content-type", value: $0)] } ?? []
    return AnswerReader.kind(
      of: Page(
        address: address, status: 200, headers: headers, body: Array(body.utf8),
        fetched: Instant(milliseconds: 0)))
  }

  @Test(
    "is a page of HTML",
    arguments: [
      ("text/html", "<!DOCTYPE html><p>"), ("text/html; charset=utf-8", ""), ("TEXT/HTML ;charset=x", "words"),
      ("application/xhtml+xml", "<?xml version=\"1.0\"?><html>"),
      ("text/html", "<?xml version=\"1.0\"?><!DOCTYPE html>"),
      (nil, "\u{feff} <html>"), ("text/plain", "<!doctype html>"), ("application/octet-stream", "\r\n<p>hello"),
      ("application/xml", "<?xml version=\"1.0\"?><!DOCTYPE html><html>"),
    ])
  func html(type: String?, body: String) throws {
    #expect(try kind(type, body) == .html)
  }

  @Test(
    "is a feed or a sitemap",
    arguments: [
      ("application/rss+xml", ""), ("application/atom+xml;type=feed", ""), ("application/feed+json", "{}"),
      ("text/xml", "<rss>"), ("text/html", "<rss version=\"2.0\">"), ("text/html", " <feed xmlns=\"x\">"),
      ("text/plain", "<?xml version=\"1.0\"?><rss>"), (nil, "<urlset>"), ("", "<sitemapindex>"),
    ])
  func xml(type: String?, body: String) throws {
    #expect(try kind(type, body) == .xml)
  }

  @Test(
    "is something else, named by its type",
    arguments: [
      ("image/png", "\u{89}PNG", "image/png"), ("Application/PDF; a=b", "%PDF", "application/pdf"),
      ("text/plain", "Dear diary", "text/plain"), (nil, "GIF89a", "no type"),
      ("application/json", "{}", "application/json"),
      ("image/svg+xml", "<?xml version=\"1.0\"?><svg>", "image/svg+xml"), ("video/mp4", "", "video/mp4"),
    ])
  func other(type: String?, body: String, name: String) throws {
    #expect(try kind(type, body) == .other(name))
  }

  @Test("is never named by more of its type than a line can hold")
  func long() throws {
    #expect(try kind(String(repeating: "x", count: 5000), "") == .other(String(repeating: "x", count: 60)))
  }
}
