import Model
import Testing

@testable import Crawling

@Suite("The link policy")
struct LinkPolicyTests {
  func isWorthAsking(_ path: String) throws -> Bool {
    let address = try #require(Address("https://blog.example" + path))
    return LinkPolicy.isWorthAsking(Link(url: address.href, text: "a link", context: .post), at: address)
  }

  @Test(
    "asks for what may be a post or a listing",
    arguments: [
      "/", "/2011/11/14/why-i-left/", "/?p=123", "/2011_11_01_archive.html", "/page/2/", "/tag/klout/",
      "/post/12345678/searching-for-words", "/why-i-logged-out", "/2011/11/user-interfaces.php", "/archive?page=2",
      "/feedback/", "/a.b/c", "/2011/2011/posts",
    ])
  func posts(path: String) throws {
    #expect(try isWorthAsking(path))
  }

  @Test(
    "never asks for media by their ending, whatever its case",
    arguments: ["/photo.jpg", "/photo.JPG", "/paper.pdf", "/a/b/talk.mp3", "/style.css", "/x.tar.gz", "/logo.png?w=3"])
  func media(path: String) throws {
    #expect(try !isWorthAsking(path))
  }

  @Test(
    "never asks for logins, carts, administration, searches or calendars",
    arguments: [
      "/wp-login.php", "/wp-admin/edit.php", "/Login", "/cart/", "/search/label/food", "/cgi-bin/mt/mt-comments.cgi",
      "/calendar/2031/05/", "/2011/11/post/trackback/", "/xmlrpc.php",
    ])
  func closed(path: String) throws {
    #expect(try !isWorthAsking(path))
  }

  @Test(
    "never asks for a page again by a parameter that only turns it round",
    arguments: [
      "/post/?replytocom=17", "/post/?a=1&share=twitter", "/?s=klout", "/post?showComment=1#c1", "/list?sort=up",
    ])
  func doubling(path: String) throws {
    #expect(try !isWorthAsking(path))
  }

  @Test("leaves further pages of comments to the page that they belong to")
  func commentPages() throws {
    #expect(try !isWorthAsking("/2011/11/why/comment-page-2/"))
  }

  @Test("leaves feeds to those who read feeds", arguments: ["/feed/", "/post/feed", "/rss", "/index.atom", "/a.rss"])
  func feeds(path: String) throws {
    #expect(try !isWorthAsking(path))
  }

  @Test("takes a path that says the same thing three times for a relative link gone wrong")
  func circles() throws {
    #expect(try !isWorthAsking("/a/b/a/b/a/b"))
  }

  @Test("takes a path of more than twelve segments for a trap")
  func deep() throws {
    #expect(try !isWorthAsking("/" + (1...13).map { "s\($0)" }.joined(separator: "/")))
  }

  @Test("asks for a link that names the service before any that does not")
  func mentions() {
    let quiet = Link.Context.allCases.map {
      LinkPolicy.priority(of: Link(url: "", text: "", context: $0), mentions: false)
    }
    let listed = LinkPolicy.priority(of: Link(url: "", text: "", context: .listing), mentions: true)
    #expect(quiet.allSatisfy { $0 < listed })
  }

  @Test("asks for a listing's posts before the navigation around them")
  func places() {
    let listing = LinkPolicy.priority(of: Link(url: "", text: "", context: .listing), mentions: false)
    let navigation = LinkPolicy.priority(of: Link(url: "", text: "", context: .navigation), mentions: false)
    #expect(listing > navigation)
  }
}
