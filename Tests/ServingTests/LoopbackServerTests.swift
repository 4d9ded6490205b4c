import FlyingFox
import Foundation
import Testing

@testable import Serving

@Suite("The loopback server")
struct LoopbackServerTests {
  @Test("gives the system's choice of port and answers over it")
  func answers() async throws {
    let server = try await LoopbackServer.start { request in
      ServedResponse(status: 200, headers: [("X-Host", request.host)], body: Array(request.path.utf8))
    }
    let answer = try await Wire.answer(
      to: """
        GET /a HTTP/1.1\r\nHost: Blog.example:80\r\nConnection: close\r\n\r\n
        """, at: server.port)
    await server.stop()
    #expect(answer.hasPrefix("HTTP/1.1 200 OK\r\n"))
    #expect(answer.contains("X-Host: blog.example\r\n"))
    #expect(answer.hasSuffix("\r\n\r\n/a"))
  }

  @Test(
    "hands path and query on as they came",
    arguments: [
      ("/a%2Fb/%C3%A9", "/a%2Fb/%C3%A9", "nil"), ("/x/../y//z", "/x/../y//z", "nil"), ("/?a=%20b&c", "/", "a=%20b&c"),
      ("/p?q=a?b", "/p", "q=a?b"),
    ])
  func raw(target: String, path: String, query: String) async throws {
    let server = try await LoopbackServer.start { request in
      ServedResponse(status: 200, body: Array("\(request.path) \(request.query ?? "nil")".utf8))
    }
    let answer = try await Wire.answer(
      to: """
        GET \(target) HTTP/1.1\r\nHost: h\r\nConnection: close\r\n\r\n
        """, at: server.port)
    await server.stop()
    #expect(answer.hasSuffix("\r\n\r\n\(path) \(query)"))
  }

  @Test("announces the length of a body to HEAD and keeps it back")
  func head() async throws {
    let server = try await LoopbackServer.start { _ in ServedResponse(status: 200, body: Array("12345".utf8)) }
    let answer = try await Wire.answer(to: "HEAD / HTTP/1.1\r\nHost: h\r\nConnection: close\r\n\r\n", at: server.port)
    await server.stop()
    #expect(answer.contains("Content-Length: 5\r\n"))
    #expect(answer.hasSuffix("\r\n\r\n"))
  }

  @Test("answers several requests on one connection")
  func keepsAlive() async throws {
    let server = try await LoopbackServer.start { ServedResponse(status: 200, body: Array($0.path.utf8)) }
    let answer = try await Wire.answer(
      to: """
        GET /one HTTP/1.1\r\nHost: h\r\n\r\nGET /two HTTP/1.1\r\nHost: h\r\nConnection: close\r\n\r\n
        """, at: server.port)
    await server.stop()
    #expect(answer.contains("/oneHTTP/1.1 200 OK"))
    #expect(answer.hasSuffix("/two"))
  }

  @Test("says in one line that a port is taken")
  func portTaken() async throws {
    let server = try await LoopbackServer.start { _ in ServedResponse(status: 200) }
    await #expect(throws: ServingError.self) {
      _ = try await LoopbackServer.start(port: server.port) { _ in ServedResponse(status: 200) }
    }
    await server.stop()
  }
}
