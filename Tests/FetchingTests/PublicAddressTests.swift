import Model
import Testing

@testable import Fetching

@Suite("A special address", .timeLimit(.minutes(1)))
struct PublicAddressTests {
  @Test(
    "is not public",
    arguments: [
      "127.0.0.1", "127.255.255.255", "0.0.0.0", "10.1.2.3", "100.64.0.1", "169.254.169.254", "172.16.0.1",
      "172.31.255.255", "192.0.0.1", "192.0.2.1", "192.168.0.1", "198.18.0.1", "198.51.100.7", "203.0.113.9",
      "224.0.0.1",
      "240.0.0.1", "255.255.255.255", "localhost", "a.localhost", "[::]", "[::1]", "[::ffff:127.0.0.1]", "[::7f00:1]",
      "[fe80::1]", "[fc00::1]", "[fd12::1]", "[ff02::1]", "[2001:db8::1]", "[2001::1]", "[64:ff9b::7f00:1]",
      "[64:ff9b:1::1]", "[2002:7f00:1::]", "[100::1]", "[3fff::1]", "[5f00::1]",
    ])
  func special(host: String) { #expect(PublicAddress.isSpecialHost(host)) }

  @Test(
    "is not what these are",
    arguments: [
      "8.8.8.8", "1.1.1.1", "100.63.255.255", "100.128.0.1", "172.15.0.1", "172.32.0.1", "192.1.0.1", "198.17.0.1",
      "223.255.255.255", "blog.example", "[2606:4700::1111]", "[2a00:1450::1]", "[::ffff:8.8.8.8]",
      "[64:ff9b::808:808]",
      "[2001:4860::8888]",
    ])
  func ordinary(host: String) { #expect(!PublicAddress.isSpecialHost(host)) }

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
      $0.followsRedirects = true
      $0.proxy = .through("http://127.0.0.1:\(server.port)")
    }
    defer { fetcher.stop() }
    let address = try #require(Address("http://blog.example/"))
    let error = await #expect(throws: FetchError.self) { try await fetcher.page(for: Request(address: address)) }
    #expect(error?.code == .privateAddress)
    #expect(server.requests.count == 1)
  }
}
