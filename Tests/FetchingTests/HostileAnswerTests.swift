import Fetching
import Model
import Testing

@Suite("An answer that breaks the rules", .timeLimit(.minutes(1)))
struct HostileAnswerTests {
  @Test(
    "is refused with the fitting code",
    arguments: [
      (
        "two different lengths", "HTTP/1.1 200 OK\r\nContent-Length: 4\r\nContent-Length: 5\r\n\r\nabcde",
        FetchError.Code.protocolViolation
      ),
      (
        "two different lengths in one field", "HTTP/1.1 200 OK\r\nContent-Length: 4, 5\r\n\r\nabcde", .protocolViolation
      ),
      ("a length that is no number", "HTTP/1.1 200 OK\r\nContent-Length: four\r\n\r\nabcd", .protocolViolation),
      ("a negative length", "HTTP/1.1 200 OK\r\nContent-Length: -4\r\n\r\nabcd", .protocolViolation),
      (
        "a carriage return inside a value", "HTTP/1.1 200 OK\r\nServer: a\rb\r\nContent-Length: 2\r\n\r\nab",
        .protocolViolation
      ),
      (
        "a NUL byte inside a value", "HTTP/1.1 200 OK\r\nServer: a\0b\r\nContent-Length: 2\r\n\r\nab",
        .protocolViolation
      ),
      ("a field without a colon", "HTTP/1.1 200 OK\r\nServer\r\nContent-Length: 2\r\n\r\nab", .protocolViolation),
      ("a head that never ends", "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n", .truncated),
      (
        "an unknown transfer coding", "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked, rot13\r\n\r\n0\r\n\r\n",
        .protocolViolation
      ),
      (
        "a chunk size that is no number", "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\nabc\r\n0\r\n\r\n",
        .protocolViolation
      ),
      (
        "a chunk size beyond all numbers",
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nfffffffffffffffff\r\nabc", .protocolViolation
      ),
      ("only an interim answer", "HTTP/1.1 100 Continue\r\n\r\n", .empty),
      ("no HTTP", "SSH-2.0-OpenSSH_9.2\r\n", .protocolViolation),
      ("fewer bytes than it says", "HTTP/1.1 200 OK\r\nContent-Length: 400\r\n\r\nabc", .truncated),
      ("a chunk that is cut off", "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n10\r\nabc", .truncated),
      ("no byte at all", "", .empty),
      (
        "a body that is not gzip", "HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: 4\r\n\r\nabcd",
        .encoding
      ),
    ])
  func refused(what: String, answer: String, code: FetchError.Code) async throws {
    let result = try await ask { _ in .init(answer) }
    #expect(result.code == code, "\(what): \(result)")
  }

  @Test(
    "is taken where every browser takes it",
    arguments: [
      ("the same length twice", "HTTP/1.1 200 OK\r\nContent-Length: 2\r\nContent-Length: 2\r\n\r\nab", "ab"),
      (
        "a length and chunks",
        "HTTP/1.1 200 OK\r\nContent-Length: 9\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nab\r\n0\r\n\r\n", "ab"
      ),
      ("no length", "HTTP/1.1 200 OK\r\n\r\nab", "ab"),
      ("bare line feeds", "HTTP/1.1 200 OK\nContent-Length: 2\n\nab", "ab"),
      ("HTTP/1.0", "HTTP/1.0 200 OK\r\n\r\nab", "ab"),
      (
        "an interim answer first",
        "HTTP/1.1 100 Continue\r\nX: 1\r\n\r\nHTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nab", "ab"
      ),
      ("a folded field", "HTTP/1.1 200 OK\r\nX: a\r\n b\r\nContent-Length: 2\r\n\r\nab", "ab"),
      ("more bytes than it says", "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nabcdef", "ab"),
    ])
  func taken(what: String, answer: String, body: String) async throws {
    let result = try await ask { _ in .init(answer) }
    #expect(try result.get().text == body, "\(what)")
  }

  @Test("folds a folded field into one line")
  func folded() async throws {
    let page = try await ask { _ in .init("HTTP/1.1 200 OK\r\nX: a\r\n\t b\r\nContent-Length: 0\r\n\r\n") }.get()
    #expect(page.header("x") == "a b")
  }

  // libcurl 7.88 follows a dangling pointer here when an easy handle is used again.
  @Test("does no harm to the next when its head begins with a folded line")
  func foldedFirst() async throws {
    let server = try RawServer { head in
      head.hasPrefix("GET /folded") ? .init("HTTP/1.1 200 OK\r\n a: b\r\nContent-Length: 0\r\n\r\n") : .page("ab")
    }
    defer { server.stop() }
    let fetcher = fetcher()
    defer { fetcher.stop() }
    for path in ["/", "/folded", "/", "/folded", "/"] {
      let request = Request(address: try #require(Address(server.url(path))))
      if path == "/" {
        #expect(try await fetcher.page(for: request).text == "ab")
      } else {
        await #expect(throws: FetchError.self) { try await fetcher.page(for: request) }
      }
    }
  }

  @Test("keeps bytes of a field that are not UTF-8 as ISO 8859-1")
  func latin() async throws {
    let bytes = Array("HTTP/1.1 200 OK\r\nContent-Length: 0\r\nX: caf".utf8) + [0xe9] + Array("\r\n\r\n".utf8)
    #expect(try await ask { _ in .init(bytes: bytes) }.get().header("x") == "café")
  }

  // Ours, as browsers do: many servers cut the trailer off, and libcurl does not ask for it.
  @Test("keeps what a gzip holds that is cut off")
  func cutGzip() async throws {
    let body = Array(Gzip.stored(Array(repeating: 65, count: 500)).dropLast(108))
    let page = try await ask { _ in .page(body, fields: ["Content-Encoding: gzip"]) }.get()
    #expect(page.body == Array(repeating: 65, count: 400))
  }

  @Test("is truncated when its gzip is shorter than the length it states")
  func shortGzip() async throws {
    let body = Gzip.stored(Array(repeating: 65, count: 500))
    let result = try await ask { _ in
      var answer = RawServer.Answer.page(body, fields: ["Content-Encoding: gzip"], keepsOpen: false)
      answer.pieces[0].removeLast(100)
      return answer
    }
    #expect(result.code == .truncated)
  }

  @Test("is a reset when the connection is reset in the middle")
  func reset() async throws {
    let result = try await ask { _ in .init("HTTP/1.1 200 OK\r\nContent-Length: 400\r\n\r\nabc", resets: true) }
    #expect(result.code == .reset)
  }

  @Test("is too large when its body is")
  func large() async throws {
    let result = try await ask(change: { $0.maximumBody = 1000 }) { _ in .page(Array(repeating: 65, count: 1001)) }
    #expect(result.code == .tooLarge)
    let page = try await ask(change: { $0.maximumBody = 1000 }) { _ in .page(Array(repeating: 65, count: 1000)) }
    #expect(try page.get().body.count == 1000)
  }

  @Test("is too large when it goes on for ever")
  func endless() async throws {
    let result = try await ask(change: { $0.maximumBody = 100_000 }) { _ in
      var answer = RawServer.Answer("HTTP/1.1 200 OK\r\n\r\n")
      answer.pieces += Array(repeating: Array(repeating: 65, count: 10_000), count: 1000)
      return answer
    }
    #expect(result.code == .tooLarge)
  }

  @Test("is too large when its header fields go on for ever")
  func endlessHead() async throws {
    let result = try await ask { _ in
      var answer = RawServer.Answer("HTTP/1.1 200 OK\r\n")
      answer.pieces += Array(
        repeating: Array("X-Filler: \(String(repeating: "x", count: 900))\r\n".utf8), count: 10_000)
      return answer
    }
    #expect(result.code == .tooLarge)
  }

  @Test("is too large when it has too many header fields")
  func manyFields() async throws {
    let fields = (0..<300).map { "X-\($0): y" }
    #expect(try await ask { _ in .page("", fields: fields) }.code == .tooLarge)
  }

  @Test("is too large when it is a decompression bomb")
  func bomb() async throws {
    let body = Gzip.zeros(runs: 1000)
    #expect(body.count < 2000)
    let change: (inout FetchOptions) -> Void = {
      $0.bombAllowance = 100_000
      $0.maximumRatio = 100
    }
    #expect(try await ask(change: change) { _ in .page(body, fields: ["Content-Encoding: gzip"]) }.code == .tooLarge)
  }

  @Test("may compress well while it is small")
  func smallBomb() async throws {
    let body = Gzip.zeros(runs: 1000)
    let page = try await ask { _ in .page(body, fields: ["Content-Encoding: gzip"]) }.get()
    #expect(page.body.count == 258_001)
  }

  @Test("is too slow when it trickles")
  func trickle() async throws {
    let result = try await ask(change: {
      $0.lowSpeed = 1000
      $0.lowSpeedTime = 1
    }) { _ in
      var answer = RawServer.Answer("HTTP/1.1 200 OK\r\nContent-Length: 100000\r\n\r\n")
      answer.pieces += Array(repeating: Array("a".utf8), count: 200)
      answer.pause = 0.1
      return answer
    }
    #expect(result.code == .tooSlow)
  }

  @Test("is a time-out when it does not end")
  func timeout() async throws {
    let result = try await ask(change: {
      $0.totalTimeout = 0.2
      $0.lowSpeed = 0
    }) { _ in .init("HTTP/1.1 200 OK\r\n", holds: true) }
    #expect(result.code == .timeout)
  }
}
