import Frontier
import Model
import Serving
import Storage
import Testing

@testable import Crawling

@Suite("A redirect")
struct RedirectionTests {
  func item(_ address: String, trail: [String] = []) throws -> FrontierItem {
    FrontierItem(address: try #require(Address(address)), depth: 1, priority: 5, trail: trail)
  }

  func redirection(_ address: String, to target: String, trail: [String] = []) throws -> Redirection {
    Redirection.of(try item(address, trail: trail), to: try #require(Address(target)))
  }

  @Test("leads to another item, which knows the way")
  func moved() throws {
    var other = try item("http://a.example/2", trail: ["http://a.example/0", "http://a.example/1"])
    other.referrer = "http://a.example/1"
    let redirection = try redirection("http://a.example/1", to: "http://a.example/2", trail: ["http://a.example/0"])
    #expect(redirection == .moved(other))
  }

  @Test("to the same page under another spelling leads to the same item")
  func respelled() throws {
    let other = try item("http://a.example/1", trail: ["http://a.example/1?utm_source=x"])
    #expect(try redirection("http://a.example/1?utm_source=x", to: "http://a.example/1") == .respelled(other))
  }

  @Test(
    "that leads back where it came from is no way",
    arguments: [
      ("http://a.example/1#top", "redirects to itself"), ("http://a.example/0", "redirects in a circle"),
      ("http://a.example/0?utm_source=x", "redirects in a circle"),
    ])
  func circle(target: String, cause: String) throws {
    let redirection = try redirection("http://a.example/1", to: target, trail: ["http://a.example/0"])
    #expect(redirection == .lost(cause: cause))
  }

  @Test("is followed five times in a row and no more")
  func longest() throws {
    let trail = (0..<4).map { "http://a.example/\($0)" }
    guard case .moved(let fifth) = try redirection("http://a.example/4", to: "http://a.example/5", trail: trail) else {
      Issue.record("the fifth redirect was not followed")
      return
    }
    let end = try #require(Address("http://a.example/6"))
    #expect(Redirection.of(fifth, to: end) == .lost(cause: "redirects more than 5 times"))
  }

  @Test("after another without an end is a failure that is reported")
  func endless() async throws {
    let stage = try await Stage { request in
      if request.path == "/robots.txt" { return ServedResponse(status: 404) }
      let next = (Int(request.query?.dropFirst(2) ?? "") ?? 0) + 1
      return ServedResponse(status: 302, headers: [("Location", "/x?n=\(next)")])
    }
    let summary = try await stage.crawl(.at("http://blog.example/x?n=1"))
    await stage.server.stop()
    #expect(await stage.log.requests.count == 7)
    #expect(summary.failures.map(\.cause) == ["redirects more than 5 times"])
    #expect(summary.progress.fetched == 0)
  }

  @Test("in a circle is a failure that is reported")
  func reported() async throws {
    let stage = try await Stage { request in
      request.path == "/robots.txt"
        ? ServedResponse(status: 404)
        : ServedResponse(status: 302, headers: [("Location", request.path == "/a" ? "/b" : "/a")])
    }
    let summary = try await stage.crawl(.at("http://blog.example/a"))
    await stage.server.stop()
    #expect(await stage.log.requests.map(\.path) == ["/robots.txt", "/a", "/b"])
    #expect(summary.failures.map(\.cause) == ["redirects in a circle"])
  }

  @Test("to another spelling is asked once, and again under that spelling alone")
  func spelling() async throws {
    let stage = try await Stage { request in
      if request.path == "/robots.txt" { return ServedResponse(status: 404) }
      if request.query != nil { return ServedResponse(status: 301, headers: [("Location", request.path)]) }
      return ServedResponse(
        status: 200, headers: [("Content-Type", "text/html")], body: Array(CrawlTests().post.utf8))
    }
    let topic = Topic.at("http://blog.example/why/?utm_source=x")
    _ = try await stage.crawl(topic)
    _ = try await stage.crawl(topic)
    await stage.server.stop()
    #expect(await stage.log.requests.dropFirst().map { $0.query ?? "" } == ["utm_source=x", "", ""])
    #expect(try stage.records().map(\.page) == ["http://blog.example/why/"])
  }
}
