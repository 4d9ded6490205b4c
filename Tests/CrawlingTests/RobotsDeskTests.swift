import Fetching
import Frontier
import Model
import Robots
import Serving
import Testing

@testable import Crawling

@Suite("The robots desk")
struct RobotsDeskTests {
  func entry(expires: Double = 60, isKept: Bool = true) -> RobotsDesk.Entry {
    let now = Instant(milliseconds: 0)
    let copy = RobotsCopy(status: 200, body: [], fetched: now, expires: now.advanced(bySeconds: expires))
    return RobotsDesk.Entry(copy, unreachable: isKept ? nil : FetchError(.dns, subject: "", cause: ""))
  }

  @Test("asks twice again when nobody answers, before it gives the host up")
  func retries() async throws {
    let stage = try await Stage.pages([:])
    await stage.server.stop()
    let summary = try await stage.crawl(.at("http://blog.example/why/"))
    #expect(summary.progress.requests == 3)
    #expect(summary.failures.map(\.count) == [1])
  }

  @Test("answers a redirect with the next question, and asks nothing more by itself")
  func hop() async throws {
    let stage = try await Stage { _ in ServedResponse(status: 301, headers: [("Location", "/rules.txt")]) }
    var options = FetchOptions(userAgent: "stance-tests")
    options.allowPrivate = true
    options.proxy = .direct
    let fetcher = Fetcher(options: options)
    defer { fetcher.stop() }
    let address = try #require(Address("http://127.0.0.1:\(stage.server.port)/"))
    let question = try #require(RobotsDesk.Question(of: address))
    let answer = await RobotsDesk(fetcher: fetcher).ask(question)
    await stage.server.stop()
    #expect(await stage.log.requests.map(\.path) == ["/robots.txt"])
    #expect(answer.next?.target.path == "/rules.txt" && answer.next?.hops == 1)
  }

  @Test("obeys rules that a redirect leads to")
  func redirected() async throws {
    let stage = try await Stage { request in
      switch request.path {
      case "/robots.txt": ServedResponse(status: 301, headers: [("Location", "/rules.txt")])
      case "/rules.txt": ServedResponse(status: 200, body: Array("User-agent: *\nDisallow: /\n".utf8))
      default: ServedResponse(status: 200, headers: [("Content-Type", "text/html")], body: Array("<p>x".utf8))
      }
    }
    _ = try await stage.crawl(.at("http://blog.example/why/"))
    await stage.server.stop()
    #expect(await stage.log.requests.map(\.path) == ["/robots.txt", "/rules.txt"])
  }

  @Test("takes robots.txt that redirects in a circle for none, after five redirects")
  func circle() async throws {
    let stage = try await Stage { request in
      request.path == "/robots.txt"
        ? ServedResponse(status: 301, headers: [("Location", "/robots.txt")]) : ServedResponse(status: 404)
    }
    _ = try await stage.crawl(.at("http://blog.example/why/"))
    await stage.server.stop()
    let paths = await stage.log.requests.map(\.path)
    #expect(paths == Array(repeating: "/robots.txt", count: 6) + ["/why/"])
  }

  @Test("obeys the beginning of a file that is longer than we take")
  func long() async throws {
    let rules = "User-agent: *\nDisallow: /\n" + String(repeating: "# nothing to see here\n", count: 500_000)
    let stage = try await Stage.pages(["/robots.txt": rules, "/why/": "<p>x"])
    _ = try await stage.crawl(.at("http://blog.example/why/"))
    await stage.server.stop()
    #expect(await stage.log.requests.map(\.path) == ["/robots.txt"])
  }

  @Test("lets rules go that were not asked for lately, and never holds more than its bound")
  func bounded() {
    var memory = RobotsMemory(generation: 3)
    let now = Instant(milliseconds: 0)
    for number in 0..<20 {
      memory.note(entry(), of: "http://\(number).example")
      _ = memory.entry(of: "http://0.example", at: now)
    }
    #expect(memory.count <= 6)
    let (used, unused) = (memory.entry(of: "http://0.example", at: now), memory.entry(of: "http://1.example", at: now))
    #expect(used != nil)
    #expect(unused == nil)
  }

  @Test("remembers hosts that could not be asked, which the frontier's file does not keep")
  func silent() {
    var memory = RobotsMemory(generation: 1)
    memory.note(entry(isKept: false), of: "http://a.example")
    for number in 0..<9 { memory.note(entry(), of: "http://\(number).example") }
    let found = memory.entry(of: "http://a.example", at: Instant(milliseconds: 0))
    #expect(found != nil)
  }

  @Test("forgets what has expired")
  func expired() {
    var memory = RobotsMemory()
    memory.note(entry(expires: 60), of: "http://a.example")
    let found = memory.entry(of: "http://a.example", at: Instant(milliseconds: 60_000))
    #expect(found == nil)
  }

  @Test(
    "has no host share a pause because of a network address of one's own",
    arguments: [
      ("127.0.0.1", nil), ("::1", nil), ("10.1.2.3", nil), ("93.184.216.34", "93.184.216.34"), ("nonsense", nil),
      (nil, nil),
    ] as [(String?, String?)])
  func shared(network: String?, shared: String?) {
    #expect(Crawl.shared(network) == shared)
  }
}
