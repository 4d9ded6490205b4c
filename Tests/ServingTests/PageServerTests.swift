import Foundation
import Synchronization
import Testing

@testable import Serving

@Suite("The page server")
struct PageServerTests {
  private func server(_ limits: PageServer.Limits = PageServer.Limits()) throws -> PageServer {
    try PageServer(limits: limits) { request in
      if request.path == "/stream" {
        let left = Mutex(3)
        return .stream(headers: [("Content-Type", "text/event-stream")]) {
          left.withLock { left in
            left -= 1
            return left >= 0 ? Array("piece \(left)\n".utf8) : nil
          }
        }
      }
      let text = "\(request.method) \(request.host) \(request.path) \(request.query ?? "-")"
      return .whole(ServedResponse(status: 200, headers: [("X-Test", "yes")], body: Array(text.utf8)))
    }
  }

  private func answer(_ request: String, _ limits: PageServer.Limits = PageServer.Limits()) async throws -> String {
    let server = try server(limits)
    defer { server.stop() }
    return try await Wire.answer(to: request, at: server.port)
  }

  @Test("answers GET with the body and HEAD without it, the length the same")
  func reads() async throws {
    let got = try await answer("GET /a?b=c HTTP/1.1\r\nHost: LocalHost:99\r\nConnection: close\r\n\r\n")
    #expect(got.hasPrefix("HTTP/1.1 200 OK\r\nX-Test: yes\r\nContent-Length: 20\r\n"))
    #expect(got.hasSuffix("\r\n\r\nGET localhost /a b=c"))
    let head = try await answer("HEAD /a?b=c HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n")
    #expect(head.contains("Content-Length: 21\r\n"))
    #expect(head.hasSuffix("\r\n\r\n"))
  }

  @Test("answers several requests over one connection, in order")
  func keepsAlive() async throws {
    let one = "GET /1 HTTP/1.1\r\nHost: h\r\n\r\n"
    let last = "GET /2 HTTP/1.1\r\nHost: h\r\nConnection: close\r\n\r\n"
    let got = try await answer(one + one + last)
    #expect(got.components(separatedBy: "HTTP/1.1 200 OK").count == 4)
    #expect(got.hasSuffix("GET h /2 -"))
  }

  @Test("streams pieces until there are none, and closes")
  func streams() async throws {
    let got = try await answer("GET /stream HTTP/1.1\r\nHost: h\r\n\r\n")
    #expect(got.contains("Connection: close\r\n"))
    #expect(!got.contains("Content-Length"))
    #expect(got.hasSuffix("\r\n\r\npiece 2\npiece 1\npiece 0\n"))
  }

  // RFC 9112 §2.2, §3, §3.2, §6.3 and RFC 9110 §15.5.
  @Test(
    "refuses what is no request, what could be read in two ways, and what would change something",
    arguments: [
      ("POST / HTTP/1.1\r\nHost: h\r\nContent-Length: 3\r\n\r\nabc", 405),
      ("DELETE / HTTP/1.1\r\nHost: h\r\n\r\n", 405),
      ("OPTIONS * HTTP/1.1\r\nHost: h\r\n\r\n", 405), ("GET / HTTP/1.1\r\n\r\n", 400),
      ("GET / HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n", 400), ("GET / HTTP/2.0\r\nHost: h\r\n\r\n", 505),
      ("GET /\r\n\r\n", 400), ("GET / x HTTP/1.1\r\nHost: h\r\n\r\n", 400), ("\u{16}\u{3}\u{1} hello\r\n\r\n", 400),
      ("GET / HTTP/1.1\r\nHost: h\r\n folded: x\r\n\r\n", 400), ("GET / HTTP/1.1\r\nHost : h\r\n\r\n", 400),
      ("GET / HTTP/1.1\r\nHost: h\r\nX: a\u{0}b\r\n\r\n", 400), ("GET a HTTP/1.1\r\nHost: h\r\n\r\n", 400),
      ("GET / HTTP/1.1\r\nHost: h\r\nContent-Length: 3\r\n\r\nabc", 413),
      ("GET / HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n", 413),
      ("GET /\(String(repeating: "a", count: 9000)) HTTP/1.1\r\nHost: h\r\n\r\n", 414),
      ("GET / HTTP/1.1\r\nHost: h\r\nX: \(String(repeating: "a", count: 20_000))\r\n\r\n", 431),
      (String(repeating: "x", count: 40_000), 431),
    ])
  func refuses(request: String, status: Int) async throws {
    let got = try await answer(request)
    #expect(got.hasPrefix("HTTP/1.1 \(status) "), "\(got.prefix(60))")
    #expect(got.contains("application/problem+json"))
    if status == 405 { #expect(got.contains("Allow: GET, HEAD\r\n")) }
  }

  @Test("waits for slow heads only so long")
  func slow() async throws {
    var limits = PageServer.Limits()
    limits.headSeconds = 0.05
    #expect(try await answer("GET / HTTP/1.1\r\nHost:", limits).hasPrefix("HTTP/1.1 408 "))
  }

  @Test("tells a client too many to come again, and serves the others on")
  func crowded() async throws {
    var limits = PageServer.Limits()
    limits.connections = 0
    let got = try await answer("GET / HTTP/1.1\r\nHost: h\r\n\r\n", limits)
    #expect(got.hasPrefix("HTTP/1.1 503 "))
    #expect(got.contains("Retry-After: 1\r\n"))
  }

  @Test("says who cannot have the port")
  func taken() throws {
    let first = try server()
    defer { first.stop() }
    let nothing: PageServer.Handler = { _ in .whole(ServedResponse(status: 200)) }
    #expect(throws: ServingError.self) { try PageServer(port: first.port, handler: nothing) }
    #expect(throws: ServingError.self) { try PageServer(address: "nowhere", handler: nothing) }
  }
}
