import Fetching
import Model
import Testing

@Suite("The fetcher", .timeLimit(.minutes(1)))
struct FetcherTests {
  @Test("gives status, header fields in their order, and body")
  func page() async throws {
    let page = try await ask("/x") { _ in
      .page("hello", status: "404 Not Found", fields: ["Content-Type: text/plain", "X-Ä: ä"])
    }.get()
    #expect(page.status == 404)
    #expect(page.text == "hello")
    #expect(page.headers.map(\.name) == ["Content-Type", "X-Ä", "Content-Length"])
    #expect(page.header("content-type") == "text/plain")
    #expect(page.bytesOnWire == 5)
  }

  @Test("takes the beginning of a body alone where no more is wanted", arguments: [false, true])
  func beginning(isPacked: Bool) async throws {
    let text = Array(String(repeating: "0123456789", count: 3000).utf8)
    let server = try RawServer { _ in
      isPacked ? .page(Gzip.stored(text), fields: ["Content-Encoding: gzip"]) : .page(text)
    }
    defer { server.stop() }
    let fetcher = fetcher { $0.maximumBody = 100 }
    defer { fetcher.stop() }
    let address = try #require(Address(server.url("/x")))
    let page = try await fetcher.page(for: Request(address: address, longestBody: 12))
    #expect(page.text == "012345678901")
  }

  @Test(
    "asks for the address byte for byte",
    arguments: [
      "/", "/a/../b", "/%7Ea/%2e%2E/b", "/a//b", "/?", "/?a=b&&c=%20|x", "/p;x=1?q='\"<>", "/[x]{y}^`", "/%zz%",
      "/a\\b",
    ])
  func byteForByte(path: String) async throws {
    let server = try RawServer { _ in .page("") }
    defer { server.stop() }
    let fetcher = fetcher()
    defer { fetcher.stop() }
    let address = try #require(Address(server.url(path)))
    _ = try await fetcher.page(for: Request(address: address))
    let target = String(address.href.dropFirst("http://127.0.0.1:\(server.port)".count))
    #expect(server.requests.first?.hasPrefix("GET \(target) HTTP/1.1\r\n") == true)
  }

  @Test("keeps the fragment to itself")
  func fragment() async throws {
    let server = try RawServer { _ in .page("") }
    defer { server.stop() }
    let fetcher = fetcher()
    defer { fetcher.stop() }
    let address = try #require(Address(server.url("/x#comment-1")))
    let page = try await fetcher.page(for: Request(address: address))
    #expect(server.requests.first?.hasPrefix("GET /x HTTP/1.1\r\n") == true)
    #expect(page.address.fragment == "comment-1")
  }

  @Test("says who it is, what it takes, and sends no cookies")
  func requestFields() async throws {
    let server = try RawServer { _ in .page("", fields: ["Set-Cookie: a=b; Path=/"]) }
    defer { server.stop() }
    let fetcher = fetcher { $0.acceptLanguage = "en" }
    defer { fetcher.stop() }
    let address = try #require(Address(server.url("/")))
    for _ in 0..<2 { _ = try await fetcher.page(for: Request(address: address)) }
    let head = try #require(server.requests.last)
    #expect(head.contains("\r\nUser-Agent: stance-tests"))
    #expect(head.contains("\r\nAccept: text/html"))
    #expect(head.contains("\r\nAccept-Language: en"))
    #expect(head.contains("\r\nAccept-Encoding: deflate, gzip, br, zstd"))
    #expect(!head.contains("Cookie"))
  }

  @Test("asks for changes only where it holds a copy, and gives 304 without a body")
  func conditional() async throws {
    let server = try RawServer { head in
      head.contains("If-None-Match: \"v1\"\r\nIf-Modified-Since: Mon, 14 Nov 2011 09:30:00 GMT")
        ? .init("HTTP/1.1 304 Not Modified\r\nETag: \"v1\"\r\n\r\n", keepsOpen: true) : .page("body")
    }
    defer { server.stop() }
    let fetcher = fetcher()
    defer { fetcher.stop() }
    let address = try #require(Address(server.url("/")))
    let held = Request(address: address, entityTag: "\"v1\"", lastModified: "Mon, 14 Nov 2011 09:30:00 GMT")
    let unchanged = try await fetcher.page(for: held)
    #expect(unchanged.status == 304 && unchanged.body.isEmpty)
    #expect(try await fetcher.page(for: Request(address: address)).text == "body")
    #expect(server.requests.last?.contains("If-") == false)
  }

  @Test("leaves out validators that would break the request", arguments: ["a\r\nX-Evil: 1", "a\nb", "a\0b"])
  func injection(tag: String) async throws {
    let server = try RawServer { _ in .page("") }
    defer { server.stop() }
    let fetcher = fetcher()
    defer { fetcher.stop() }
    _ = try await fetcher.page(for: Request(address: #require(Address(server.url("/"))), entityTag: tag))
    #expect(server.requests.first?.contains("If-None-Match") == false)
    #expect(server.requests.first?.contains("Evil") == false)
  }

  @Test("uses a connection again")
  func keepAlive() async throws {
    let server = try RawServer { _ in .page("x") }
    defer { server.stop() }
    let fetcher = fetcher()
    defer { fetcher.stop() }
    let address = try #require(Address(server.url("/")))
    for _ in 0..<5 { _ = try await fetcher.page(for: Request(address: address)) }
    #expect(server.connections == 1)
    #expect(server.requests.count == 5)
  }

  @Test("does not follow redirects", arguments: [301, 302, 303, 307, 308])
  func redirects(status: Int) async throws {
    let page = try await ask { _ in .page("", status: "\(status) Elsewhere", fields: ["Location: /b"]) }.get()
    #expect(page.status == status)
    #expect(page.header("location") == "/b")
  }

  @Test("undoes gzip and counts the bytes on the wire")
  func gzip() async throws {
    let body = Gzip.stored(Array("packed".utf8))
    let page = try await ask { _ in .page(body, fields: ["Content-Encoding: gzip"]) }.get()
    #expect(page.text == "packed")
    #expect(page.bytesOnWire == body.count)
  }

  @Test("asks many pages at a time and gives each its own")
  func many() async throws {
    let server = try RawServer { head in .page(String(head.split(separator: " ")[1])) }
    defer { server.stop() }
    let fetcher = fetcher { $0.maximumPerHost = 4 }
    defer { fetcher.stop() }
    let base = try #require(Address(server.url("/")))
    let bodies = try await withThrowingTaskGroup(of: (Int, String).self) { group in
      for number in 0..<200 {
        group.addTask {
          let address = try #require(Address("/\(number)", relativeTo: base))
          return (number, try await fetcher.page(for: Request(address: address)).text)
        }
      }
      return try await group.reduce(into: [:]) { $0[$1.0] = $1.1 }
    }
    #expect(bodies == Dictionary(uniqueKeysWithValues: (0..<200).map { ($0, "/\($0)") }))
    #expect(server.connections <= 4)
  }

  @Test("knows which network address answered for a host")
  func networkAddress() async throws {
    let server = try RawServer { _ in .page("x") }
    defer { server.stop() }
    let fetcher = fetcher { $0.connectTo = ["::127.0.0.1:\(server.port)"] }
    defer { fetcher.stop() }
    let address = try #require(Address("http://blog.example/"))
    #expect(fetcher.networkAddress(of: address) == nil)
    _ = try await fetcher.page(for: Request(address: address))
    #expect(fetcher.networkAddress(of: address) == "127.0.0.1")
  }

  @Test("sends connections where it is told to")
  func connectTo() async throws {
    let server = try RawServer { _ in .page("here") }
    defer { server.stop() }
    let fetcher = fetcher { $0.connectTo = ["::127.0.0.1:\(server.port)"] }
    defer { fetcher.stop() }
    let page = try await fetcher.page(for: Request(address: #require(Address("http://blog.example/x"))))
    #expect(page.text == "here")
    #expect(server.requests.first?.contains("\r\nHost: blog.example") == true)
  }

  @Test("sends requests through a proxy where it is told to")
  func proxy() async throws {
    let server = try RawServer { _ in .page("through") }
    defer { server.stop() }
    let fetcher = fetcher {
      $0.proxy = .through("http://127.0.0.1:\(server.port)")
      $0.allowPrivate = false
    }
    defer { fetcher.stop() }
    let page = try await fetcher.page(for: Request(address: #require(Address("http://blog.example/x"))))
    #expect(page.text == "through")
    #expect(server.requests.first?.hasPrefix("GET http://blog.example/x HTTP/1.1") == true)
    let inside = try #require(Address("http://10.0.0.1/"))
    let error = await #expect(throws: FetchError.self) { try await fetcher.page(for: Request(address: inside)) }
    #expect(error?.code == .privateAddress)
  }

  @Test("says that the proxy failed where nobody listens at its address")
  func deadProxy() async throws {
    let server = try RawServer { _ in .page("gone") }
    let port = server.port
    server.stop()
    let fetcher = fetcher { $0.proxy = .through("http://127.0.0.1:\(port)") }
    defer { fetcher.stop() }
    let address = try #require(Address("http://blog.example/"))
    let error = await #expect(throws: FetchError.self) { try await fetcher.page(for: Request(address: address)) }
    #expect(error?.code == .proxy)
  }

  // MARK: Ends

  @Test("ends a transfer when its task is cancelled")
  func cancelled() async throws {
    let server = try RawServer { _ in .init("HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\n", holds: true) }
    defer { server.stop() }
    let fetcher = fetcher()
    defer { fetcher.stop() }
    let address = try #require(Address(server.url("/")))
    let task = Task { () -> FetchError.Code? in
      do throws(FetchError) {
        _ = try await fetcher.page(for: Request(address: address))
        return nil
      } catch {
        return error.code
      }
    }
    while server.requests.isEmpty { await Task.yield() }
    task.cancel()
    #expect(await task.value == .cancelled)
  }

  @Test("answers a task that was cancelled before it asked")
  func cancelledBefore() async throws {
    let fetcher = fetcher()
    defer { fetcher.stop() }
    let address = try #require(Address("http://127.0.0.1:9/"))
    let task = Task { () -> FetchError.Code? in
      while !Task.isCancelled { await Task.yield() }
      do throws(FetchError) {
        _ = try await fetcher.page(for: Request(address: address))
        return nil
      } catch {
        return error.code
      }
    }
    task.cancel()
    #expect(await task.value == .cancelled)
  }

  @Test("answers everyone who waits when it is stopped, and everyone after")
  func stopped() async throws {
    let server = try RawServer { _ in .init("HTTP/1.1 200 OK\r\n", holds: true) }
    defer { server.stop() }
    let fetcher = fetcher { $0.maximumInFlight = 2 }
    let address = try #require(Address(server.url("/")))
    let codes = await withTaskGroup(of: FetchError.Code?.self) { group in
      for _ in 0..<6 {
        group.addTask {
          do throws(FetchError) {
            _ = try await fetcher.page(for: Request(address: address))
            return nil
          } catch {
            return error.code
          }
        }
      }
      while server.requests.count < 2 { await Task.yield() }
      fetcher.stop()
      return await group.reduce(into: []) { $0.append($1) }
    }
    #expect(codes == Array(repeating: .stopped, count: 6))
    let error = await #expect(throws: FetchError.self) { try await fetcher.page(for: Request(address: address)) }
    #expect(error?.code == .stopped)
  }
}
