import Model
import Testing

@Suite("The key of a page")
struct PageKeyTests {
  @Test(
    "is one for the addresses of one page",
    arguments: [
      ("http://blog.example/a?utm_source=feed&utm_medium=rss", "http://blog.example/a"),
      ("http://blog.example/a?replytocom=17#respond", "http://blog.example/a"),
      ("http://blog.example/a?share=twitter&nb=1", "http://blog.example/a"),
      ("http://blog.example/a#comment-5", "http://blog.example/a"),
      (
        "http://blog.example/a?b=1&a=2",
        "http://blog.example/a?a=2&b=1"
      ),
      ("http://blog.example:80/%7euser", "http://blog.example/~user"),
      (
        "http://blog.example/a?",
        "http://blog.example/a"
      ),
      ("http://blog.example/a?x=", "http://blog.example/a?x"),
      (
        "http://blog.example//a///b",
        "http://blog.example/a/b"
      ),
      ("http://blog.example/index.html", "http://blog.example/"),
      (
        "http://blog.example/a/index.php?p=5",
        "http://blog.example/a/?p=5"
      ),
      ("http://blog.example/a;jsessionid=5F?x=1", "http://blog.example/a?x=1"),
      (
        "http://blog.example/a%2fb",
        "http://blog.example/a%2Fb"
      ),
      ("http://blog.example./", "http://blog.example/"),
      (
        "http://blog.example/a?PHPSESSID=abc",
        "http://blog.example/a"
      ),
      ("http://blog.example/a?sid=0123456789abcdef0123456789abcdef", "http://blog.example/a"),
      ("http://blog.example/a.html?m=1", "http://blog.example/a.html"),
      ("http://blog.example/a?q=x%20y", "http://blog.example/a?q=x+y"),
      ("http://blog.example/a?fbclid=1&p=2&&gclid=3", "http://blog.example/a?p=2"),
      ("http://me@blog.example/a", "http://blog.example/a"),
    ])
  func same(_ one: String, _ other: String) throws {
    #expect(try #require(Address(one)).pageKey == #require(Address(other)).pageKey)
  }

  @Test(
    "differs where the pages may",
    arguments: [
      ("http://blog.example/a", "http://blog.example/a/"), ("http://blog.example/a?p=1", "http://blog.example/a?p=2"),
      ("http://blog.example/a%2Fb", "http://blog.example/a/b"),
      (
        "http://blog.example/?a=b%26c",
        "http://blog.example/?a=b&c"
      ),
      ("http://blog.example/A", "http://blog.example/a"),
      (
        "http://blog.example/?a=1&a=2",
        "http://blog.example/?a=1"
      ),
      ("http://blog.example/", "http://www.blog.example/"),
      (
        "http://blog.example/a?cpage=2",
        "http://blog.example/a"
      ),
      ("http://blog.example/a?s=klout", "http://blog.example/a"),
      (
        "http://blog.example/a?sid=5",
        "http://blog.example/a?sid=6"
      ),
      ("http://blog.example:8080/", "http://blog.example/"),
    ])
  func different(_ one: String, _ other: String) throws {
    #expect(try #require(Address(one)).pageKey != #require(Address(other)).pageKey)
  }

  @Test("is an address again, and its own key")
  func stable() throws {
    let key = try #require(Address("http://blog.example/b//c?z=1&utm_source=x&a=%7e#f")).pageKey
    #expect(Address(key)?.pageKey == key)
    #expect(key == "http://blog.example/b/c?a=~&z=1")
  }
}
