import Model
import Testing

@Suite("Addresses")
struct AddressTests {
  private let base = Address("http://blog.example/2011/11/why-i-quit?m=1#top")

  @Test(
    "writes an address as browsers do",
    arguments: [
      ("http://Blog.Example", "http://blog.example/"), ("HTTPS://blog.example:443/a", "https://blog.example/a"),
      ("http://blog.example:8080/a/../b/./c", "http://blog.example:8080/b/c"),
      (
        " http://blog.example/a b ",
        "http://blog.example/a%20b"
      ),
      ("http://blog.example/a\n b", "http://blog.example/a%20b"),
      (
        "http:\\\\blog.example\\a",
        "http://blog.example/a"
      ),
      ("http://blog.example/%7euser/%zz", "http://blog.example/%7euser/%zz"),
      (
        "http://b\u{fc}cher.example/\u{fc}",
        "http://xn--bcher-kva.example/%C3%BC"
      ),
      ("http://0x7f.1/", "http://127.0.0.1/"), ("http://[2001:DB8:0:0:0:0:0:1]/", "http://[2001:db8::1]/"),
      ("http://blog.example/?a=b'c", "http://blog.example/?a=b%27c"),
      (
        "http://blog.example?q",
        "http://blog.example/?q"
      ),
      ("http://blog.example/%2e%2E/a", "http://blog.example/a"),
      (
        "http://me:pass@blog.example/",
        "http://me:pass@blog.example/"
      ),
    ])
  func serialised(_ text: String, _ expected: String) {
    #expect(Address(text)?.href == expected)
  }

  @Test(
    "resolves what pages link to",
    arguments: [
      ("/about", "http://blog.example/about"), ("other", "http://blog.example/2011/11/other"),
      (
        "",
        "http://blog.example/2011/11/why-i-quit?m=1"
      ),
      ("?cpage=2", "http://blog.example/2011/11/why-i-quit?cpage=2"),
      (
        "#c5",
        "http://blog.example/2011/11/why-i-quit?m=1#c5"
      ),
      ("//cdn.example/x", "http://cdn.example/x"), ("../10/", "http://blog.example/2011/10/"),
      (
        "./",
        "http://blog.example/2011/11/"
      ),
      ("https://klout.example", "https://klout.example/"), ("http:next", "http://blog.example/2011/11/next"),
      ("a:b/../c", nil),
      ("/a?b#c", "http://blog.example/a?b#c"), ("tag/klout/?a=1", "http://blog.example/2011/11/tag/klout/?a=1"),
      ("./next", "http://blog.example/2011/11/next"), ("./a:b", "http://blog.example/2011/11/a:b"),
      ("//cdn.example", "http://cdn.example/"), (".//x", "http://blog.example/2011/11//x"),
      ("mailto:me@blog.example", nil), ("javascript:void(0)", nil),
    ] as [(String, String?)])
  func resolved(_ text: String, _ expected: String?) {
    #expect(Address(text, relativeTo: base)?.href == expected)
  }

  @Test(
    "refuses what no browser would open",
    arguments: [
      "", "blog.example", "http://", "http:///", "http://a b/", "http://[::1", "http://blog.example:99999/",
      "http://%00/",
      "ftp://blog.example/", "http://256.1.1.1/", "http://a<b/", "http://user@/", "http://x:y/",
    ])
  func refused(_ text: String) {
    #expect(Address(text) == nil)
  }

  @Test("takes the short way and the long way to the same parts")
  func parts() throws {
    for text in ["http://blog.example:81/a/b?c=d#e", "HTTP://blog.example:81/a/b?c=d#e"] {
      let address = try #require(Address(text))
      #expect(address.scheme == "http" && address.host == "blog.example" && address.port == 81)
      #expect(address.path == "/a/b" && address.query == "c=d" && address.fragment == "e")
      #expect(address.origin == "http://blog.example:81" && address.target == "/a/b?c=d")
      #expect(address.withoutFragment.href == "http://blog.example:81/a/b?c=d")
      #expect(address.robots?.href == "http://blog.example:81/robots.txt")
    }
  }

  @Test("tells an empty query from none, and an empty fragment from none")
  func emptyParts() throws {
    let empty = try #require(Address("http://blog.example/?#"))
    let none = try #require(Address("http://blog.example/"))
    #expect(empty.query == "" && empty.fragment == "")
    #expect(none.query == nil && none.fragment == nil)
  }

  @Test("writes the query in the page's charset, and references for what it lacks")
  func legacyQuery() {
    let text = "http://blog.example/\u{fc}?q=\u{fc}\u{20ac}\u{3042}"
    #expect(
      Address(text, relativeTo: nil, encoding: "ISO-8859-1")?.href
        == "http://blog.example/%C3%BC?q=%FC%80%26%2312354%3B")
    #expect(Address(text, relativeTo: nil, encoding: "utf-8")?.query == "q=%C3%BC%E2%82%AC%E3%81%82")
  }

  @Test("keeps any scheme in a WebURL and only the web in an Address")
  func webURL() {
    #expect(WebURL("MailTo:me@blog.example")?.href == "mailto:me@blog.example")
    #expect(WebURL("file:///C|/a/../b")?.href == "file:///C:/b")
    #expect(WebURL("mailto:me@blog.example").flatMap { Address($0) } == nil)
  }

  @Test("stays linear on hostile addresses")
  func hostile() {
    let dots = "http://blog.example/" + String(repeating: "a/../", count: 12_000)
    #expect(Address(dots)?.path == "/")
    #expect(Address("http://" + String(repeating: "\u{fc}", count: 20_000) + "/") == nil)
    #expect(Address("http://blog.example/" + String(repeating: "a", count: 70_000)) == nil)
  }
}
