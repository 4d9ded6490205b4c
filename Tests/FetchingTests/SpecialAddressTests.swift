import Fetching
import Model
import Testing

@Suite("A special address", .timeLimit(.minutes(1)))
struct SpecialAddressTests {
  @Test("is never connected to, whatever name leads there", arguments: ["127.0.0.1", "localhost", "blog.example"])
  func neverConnected(host: String) async throws {
    let server = try RawServer { _ in .page("secret") }
    defer { server.stop() }
    let fetcher = fetcher {
      $0.allowPrivate = false
      $0.connectTo = ["blog.example::127.0.0.1:"]
    }
    defer { fetcher.stop() }
    let address = try #require(Address("http://\(host):\(server.port)/"))
    let error = await #expect(throws: FetchError.self) { try await fetcher.page(for: Request(address: address)) }
    #expect(error?.code == .privateAddress)
    #expect(server.connections == 0)
  }

  @Test("is not reached by a redirect either")
  func redirected() async throws {
    let server = try RawServer { _ in .page("", status: "302 Found", fields: ["Location: http://[::1]:1/"]) }
    defer { server.stop() }
    // The proxy stands for a public host that answers with a redirect into the private network.
    let fetcher = fetcher {
      $0.allowPrivate = false
      $0.proxy = .through("http://127.0.0.1:\(server.port)")
    }
    defer { fetcher.stop() }
    let address = try #require(Address("http://blog.example/"))
    let answer = try await fetcher.page(for: Request(address: address))
    let location = try #require(answer.header("Location"))
    let target = try #require(Address(location, relativeTo: answer.address))
    let error = await #expect(throws: FetchError.self) { try await fetcher.page(for: Request(address: target)) }
    #expect(error?.code == .privateAddress)
    #expect(server.requests.count == 1)
  }
}
