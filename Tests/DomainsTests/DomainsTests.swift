import Domains
import Testing

@Suite("Registrable domains")
struct DomainsTests {
  @Test(
    "finds the name that was registered",
    arguments: [
      ("www.example.com", "example.com"), ("a.b.example.co.uk", "example.co.uk"), ("WWW.Example.COM", "example.com"),
      ("www.ck", "www.ck"), ("a.b.c.kobe.jp", "b.c.kobe.jp"), ("example.com.", "example.com"),
      ("www.食狮.公司.cn", "xn--85x722f.xn--55qx5d.cn"), ("blog.xn--85x722f.xn--55qx5d.cn", "xn--85x722f.xn--55qx5d.cn"),
      ("klout.blogspot.com", "klout.blogspot.com"),
    ])
  func registrable(_ host: String, _ expected: String) {
    #expect(Domains.registrableDomain(of: host) == expected)
  }

  @Test(
    "finds none in suffixes, addresses and nonsense",
    arguments: ["com", "co.uk", "blogspot.com", ".example.com", "127.0.0.1", "[::1]", "", "a b", "localhost", "."])
  func none(_ host: String) {
    #expect(Domains.registrableDomain(of: host) == nil)
  }

  @Test(
    "tells sites apart",
    arguments: [
      ("www.example.com", "blog.example.com", true), ("a.blogspot.com", "b.blogspot.com", false),
      (
        "localhost",
        "localhost", true
      ),
      ("127.0.0.1", "127.0.0.2", false),
    ])
  func sites(_ one: String, _ other: String, _ expected: Bool) {
    #expect(Domains.areSameSite(one, other) == expected)
  }
}
