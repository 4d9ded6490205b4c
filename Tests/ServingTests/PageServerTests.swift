import Foundation
import Synchronization
import Testing

@testable import Serving

@Suite("The page server")
struct PageServerTests {
  /// What the test server answers to bytes.
  private func answer(_ request: String, _ limits: PageServer.Limits = PageServer.Limits()) async throws -> String {
    let server = try await PageServer.start(limits: limits) { request in
      if request.path == "/stream" {
        let left = Mutex(3)
        return ServedResponse(headers: [("Content-Type", "text/event-stream")]) {
          left.withLock { left in
            left -= 1
            return left >= 0 ? Array((left == 1 ? "" : "piece \(left)\n").utf8) : nil
          }
        }
      }
      let text = "\(request.method) \(request.host) \(request.path) \(request.query ?? "-")"
      return ServedResponse(status: 200, headers: [("X-Test", "yes")], body: Array(text.utf8))
    }
    let answer = try await Wire.answer(to: request, at: server.port)
    await server.stop()
    return answer
  }

  @Test("answers GET with the body and HEAD without it, the length the same")
  func reads() async throws {
    let got = try await answer("GET /a?b=c HTTP/1.1\r\nHost: LocalHost:99\r\nConnection: close\r\n\r\n")
    #expect(got.hasPrefix("HTTP/1.1 200 OK\r\n"))
    #expect(got.contains("X-Test: yes\r\n"))
    #expect(got.contains("Content-Length: 20\r\n"))
    #expect(got.hasSuffix("\r\n\r\nGET localhost /a b=c"))
    let head = try await answer("HEAD /a?b=c HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n")
    #expect(head.contains("Content-Length: 21\r\n"))
    #expect(head.hasSuffix("\r\n\r\n"))
  }

  @Test(
    "hands path and query on as they came",
    arguments: [
      ("/a%2Fb/%C3%A9", "/a%2Fb/%C3%A9", "-"), ("/x/../y//z", "/x/../y//z", "-"), ("/?a=%20b&c", "/", "a=%20b&c"),
      ("/p?q=a?b", "/p", "q=a?b"), ("http://h/there?x", "/there", "x"),
    ])
  func raw(target: String, path: String, query: String) async throws {
    let got = try await answer("GET \(target) HTTP/1.1\r\nHost: h\r\nConnection: close\r\n\r\n")
    #expect(got.hasSuffix("\r\n\r\nGET h \(path) \(query)"))
  }

  @Test("answers several requests over one connection, in order")
  func keepsAlive() async throws {
    let one = "GET /1 HTTP/1.1\r\nHost: h\r\n\r\n"
    let last = "GET /2 HTTP/1.1\r\nHost: h\r\nConnection: close\r\n\r\n"
    let got = try await answer(one + one + last)
    #expect(got.components(separatedBy: "HTTP/1.1 200 OK").count == 4)
    #expect(got.hasSuffix("GET h /2 -"))
  }

  // RFC 9112 §7.1: an empty chunk would be the last one.
  @Test("streams pieces until there are none, and passes over empty ones")
  func streams() async throws {
    let got = try await answer("GET /stream HTTP/1.1\r\nHost: h\r\nConnection: close\r\n\r\n")
    #expect(got.contains("Transfer-Encoding: chunked\r\n"))
    #expect(!got.contains("Content-Length"))
    #expect(got.hasSuffix("\r\n\r\n08\r\npiece 2\n\r\n08\r\npiece 0\n\r\n0\r\n\r\n"))
  }

  // RFC 9112 §3, §3.2, §6.3 and RFC 9110 §15.5.
  @Test(
    "refuses with a reason what would change something and what is too large",
    arguments: [
      ("POST / HTTP/1.1\r\nHost: h\r\nContent-Length: 3\r\n\r\nabc", 405),
      ("DELETE / HTTP/1.1\r\nHost: h\r\n\r\n", 405), ("QUERY / HTTP/1.1\r\nHost: h\r\n\r\n", 405),
      ("OPTIONS * HTTP/1.1\r\nHost: h\r\n\r\n", 405), ("GET / HTTP/1.1\r\n\r\n", 400),
      ("GET / HTTP/2.0\r\nHost: h\r\n\r\n", 505), ("GET / x HTTP/1.1\r\nHost: h\r\n\r\n", 400),
      ("GET a HTTP/1.1\r\nHost: h\r\n\r\n", 400),
      ("GET / HTTP/1.1\r\nHost: h\r\nContent-Length: 3\r\n\r\nabc", 413),
      ("GET / HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n", 413),
      ("GET /\(String(repeating: "a", count: 9000)) HTTP/1.1\r\nHost: h\r\n\r\n", 414),
      ("GET / HTTP/1.1\r\nHost: h\r\nX: \(String(repeating: "a", count: 10_000))\r\n\r\n", 431),
    ])
  func refuses(request: String, status: Int) async throws {
    let got = try await answer(request.replacing("\r\n\r\n", with: "\r\nConnection: close\r\n\r\n", maxReplacements: 1))
    #expect(got.hasPrefix("HTTP/1.1 \(status) "), "\(got.prefix(60))")
    #expect(got.contains("application/problem+json"))
    if status == 405 { #expect(got.contains("Allow: GET, HEAD\r\n")) }
  }

  @Test(
    "hangs up on what is no HTTP",
    arguments: [
      "\u{16}\u{3}\u{1} hello\r\n\r\n", "GET /\r\n\r\n", "GET / HTTP/1.1\r\nHost: h\r\nContent-Length: -3\r\n\r\nabc",
      "GET / HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\nContent-Length: 3\r\n\r\nabc",
    ])
  func hangsUp(request: String) async throws {
    #expect(try await answer(request).isEmpty)
  }

  // Slow heads (slowloris), a header without end, and rest between requests.
  @Test(
    "ends connections that bring nothing",
    arguments: [
      ("GET / HTTP/1.1\r\nHost:", 0.05, 60.0), ("", 0.05, 60.0), ("GET / HTTP/1.1\r\nHost: h\r\n\r\n", 60.0, 0.05),
    ])
  func slow(request: String, headSeconds: Double, idleSeconds: Double) async throws {
    var limits = PageServer.Limits()
    limits.headSeconds = headSeconds
    limits.idleSeconds = idleSeconds
    let got = try await answer(request, limits)
    #expect(got.isEmpty == !request.hasSuffix("\r\n\r\n"))
  }

  @Test("ends a connection whose head has no end")
  func floods() async throws {
    var limits = PageServer.Limits()
    limits.unanswered = 1000
    #expect(try await answer("GET / HTTP/1.1\r\nX: " + String(repeating: "a", count: 2000), limits).isEmpty)
  }

  @Test("lets the connection that rests longest make room where there are too many")
  func crowded() async throws {
    var limits = PageServer.Limits()
    limits.connections = 1
    let server = try await PageServer.start(limits: limits) { request in
      guard request.path == "/stream" else { return ServedResponse(status: 200) }
      return PageServerTests.endless
    }
    let port = server.port
    let rested = try await Wire.answer(to: "GET / HTTP/1.1\r\nHost: h\r\n\r\n", at: port) {
      Task { try await Wire.answer(to: "GET /stream HTTP/1.1\r\nHost: h\r\n\r\n", at: port) }
    }
    #expect(rested.hasPrefix("HTTP/1.1 200 "))
    await server.stop()
  }

  /// An answer that never comes to its end.
  private static let endless = ServedResponse(headers: []) {
    try await Task.sleep(for: .seconds(3600))
    return nil
  }

  @Test("ends a stream when it is stopped")
  func stops() async throws {
    let server = try await PageServer.start { _ in PageServerTests.endless }
    let port = server.port
    async let got = Wire.answer(to: "GET / HTTP/1.1\r\nHost: h\r\n\r\n", at: port) { await server.stop() }
    #expect(try await got.hasPrefix("HTTP/1.1 200 "))
  }

  @Test("says in one line who cannot have the port")
  func taken() async throws {
    let first = try await PageServer.start { _ in ServedResponse(status: 200) }
    await #expect(throws: ServingError.self) {
      _ = try await PageServer.start(port: first.port) { _ in ServedResponse(status: 200) }
    }
    await #expect(throws: ServingError.self) {
      _ = try await PageServer.start(address: "nowhere") { _ in ServedResponse(status: 200) }
    }
    await first.stop()
  }
}
