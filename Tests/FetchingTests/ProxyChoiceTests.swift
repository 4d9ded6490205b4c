import Glibc
import Model
import Testing

@testable import Fetching

@Suite("The choice of a proxy")
struct ProxyChoiceTests {
  let environment = [
    "http_proxy": "http://plain.example:1", "HTTPS_PROXY": "http://secure.example:2",
    "no_proxy": "inside.example, .dotted.example",
  ]

  @Test(
    "follows the environment as curl does",
    arguments: [
      ("http://a.example/", "http://plain.example:1"), ("https://a.example/", "http://secure.example:2"),
      ("http://inside.example/", nil), ("http://www.inside.example/", nil),
      ("http://notinside.example/", "http://plain.example:1"),
      ("http://x.dotted.example/", nil),
    ] as [(String, String?)])
  func environmentRules(address: String, proxy: String?) throws {
    let choice = ProxyChoice(.environment) { environment[$0] }
    #expect(choice.proxy(for: try #require(Address(address))) == proxy)
  }

  @Test("does not read HTTP_PROXY in capitals, which a web server may set from a request")
  func httpoxy() throws {
    let choice = ProxyChoice(.environment) { $0 == "HTTP_PROXY" ? "http://evil.example" : nil }
    #expect(choice.proxy(for: try #require(Address("http://a.example/"))) == nil)
  }

  @Test("is none when every host is an exception")
  func star() throws {
    let choice = ProxyChoice(.environment) { ["all_proxy": "http://p.example", "NO_PROXY": "*"][$0] }
    #expect(choice.proxy(for: try #require(Address("http://a.example/"))) == nil)
  }

  @Test("that was named holds for every host, and libcurl is not left to read no_proxy")
  func noProxy() async throws {
    let server = try RawServer { _ in .page("from the proxy") }
    defer { server.stop() }
    unsafe setenv("no_proxy", "localhost", 1)
    let fetcher = fetcher { $0.proxy = .through("http://127.0.0.1:\(server.port)") }
    defer { fetcher.stop() }
    let address = try #require(Address("http://localhost:\(server.port)/x"))
    _ = try await fetcher.page(for: Request(address: address))
    #expect(server.requests.first?.hasPrefix("GET http://localhost:") == true)
  }

  @Test("is what was said, and no environment is asked")
  func explicit() throws {
    let address = try #require(Address("http://a.example/"))
    #expect(ProxyChoice(.through("http://p.example:8080")) { _ in "x" }.proxy(for: address) == "http://p.example:8080")
    #expect(ProxyChoice(.direct) { _ in "x" }.proxy(for: address) == nil)
  }
}
