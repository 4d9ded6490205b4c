import Model
import Testing

@testable import Blogosphere

@Suite("The templates")
struct RenderingTests {
  /// Everything that a visitor of a post can read: the page, its pages of comments, and what it points to.
  private static func shown(_ post: Post, on site: Site) -> String {
    let path = site.platform.path(of: post, in: site.blog)
    var asks = [Ask(path: path, query: nil)]
    let pages = post.threadsPerPage == nil ? 0 : 9
    for page in 0..<pages { asks.append(Ask(path: "\(path)comment-page-\(page)/", query: nil)) }
    asks.append(Ask(path: "/isso/", query: "uri=\(path)"))
    asks.append(Ask(path: "/wp-json/wp/v2/comments", query: "post=\(post.number)&per_page=100"))
    let body = site.answer(to: asks[0]).body
    for (mark, before, after) in [
      ("data-post-id=\"", "/members/api/comments/post/", "/?limit=100"),
      ("\\\"post\\\":{\\\"id\\\":", "/api/v1/post/", "/comments?all_comments=true"),
    ] {
      guard let place = body.firstRange(of: mark) else { continue }
      let id = body[place.upperBound...].prefix { $0.isHexDigit }
      let address = (before + id + after).split(separator: "?")
      asks.append(Ask(path: String(address[0]), query: address.count > 1 ? String(address[1]) : nil))
    }
    return asks.map { site.answer(to: $0) }.filter { $0.status == 200 }.map(\.body).joined(separator: "\n")
  }

  /// The longest run of plain letters and spaces of a text, which no template escapes.
  private static func fingerprint(_ text: String) -> Substring {
    text.split { !($0.isASCII && ($0.isLetter || $0 == " ")) }.max { $0.count < $1.count } ?? ""
  }

  @Test("show every visible voice and hide every hidden one", arguments: world.sites.map(\.blog.key))
  func complete(key: String) throws {
    let site = try #require(world.sites.first { $0.blog.key == key })
    let ink = site.ink(usesReferences: true)
    for post in site.blog.posts {
      let shown = Self.shown(post, on: site)
      #expect(shown.contains(Self.fingerprint(ink.blocks(post.body))), "\(post.slug)")
      for comment in post.comments where comment.state != .pingback && !comment.body.isEmpty {
        let words = Self.fingerprint(ink.blocks(comment.body))
        #expect(shown.contains(words) == (comment.state == .shown), "\(post.slug) @\(comment.label): \(words)")
      }
    }
  }

  @Test("agree with the truth on the number of voices", arguments: world.sites.map(\.blog.host))
  func counted(host: String) throws {
    let site = try #require(world.sites.first { $0.blog.host == host })
    let truth = world.truth.filter { $0.page.hasPrefix(site.origin + "/") && $0.isVisible }
    #expect(truth.count { $0.kind == .post } == site.blog.posts.count)
    #expect(truth.count { $0.kind == .comment } == site.blog.posts.reduce(0) { $0 + $1.visibleComments.count })
  }

  @Test("escape what a commenter may have typed")
  func escaping() {
    let ink = Ink { $0 }
    let blocks: [Block] = [.paragraph([.text("<3 & \"co\" </p><script>"), .link([.text("x")], target: "a\"b")])]
    #expect(
      ink.blocks(blocks) == "<p>&lt;3 &amp; \"co\" &lt;/p&gt;&lt;script&gt;<a href=\"a&quot;b\">x</a></p>\n")
    #expect(jsonString("a\"\\\n\u{1}<") == "\"a\\\"\\\\\\n\\u0001\\u003c\"")
  }

  @Test("page the comments of one post, each thread on one page")
  func paging() throws {
    let site = try #require(world.sites.first { $0.blog.key == "harborlights" })
    let post = try #require(site.blog.posts.first { $0.threadsPerPage != nil })
    let pages = WordPressComments.pages(of: post)
    #expect(pages.count >= 2)
    let last = world.response(host: site.blog.host, path: site.platform.path(of: post, in: site.blog))
    let html = String(decoding: last.body, as: UTF8.self)
    for (index, page) in pages.enumerated() {
      for thread in page {
        #expect(html.contains("id=\"comment-\(thread.comment.number)\"") == (index == pages.count - 1))
      }
    }
    #expect(html.contains("comment-page-\(pages.count - 1)/#comments"))
  }

  @Test("write Blogger's script with octal escapes and exact times")
  func bloggerScript() {
    let page = world.response(host: "paperkite.example", path: "/2011/11/they-made-a-page-for-my-son.html")
    let html = String(decoding: page.body, as: UTF8.self)
    #expect(html.contains("var items = [{'id': '") && html.contains("\\74br /\\76") && html.contains("'parentId': '"))
  }

  @Test("give the comments of one WordPress blog over REST, with parents")
  func rest() {
    let answer = world.response(
      host: "openwindow.example", path: "/wp-json/wp/v2/comments", query: "per_page=3&order=asc")
    let json = String(decoding: answer.body, as: UTF8.self)
    #expect(answer.headers.contains { $0.isNamed("X-WP-Total") })
    #expect(
      json.hasPrefix("[{\"id\":") && json.contains("\"parent\":0") && json.contains("\"author_name\":\"Petra Lowmoor\"")
    )
  }
}
