import FlyingFox
import FlyingSocks
import Foundation
import Synchronization

/// A read-only HTTP/1.1 server around one closure: `GET` and `HEAD`, and a limit on what a client may spend.
///
/// Sockets, parsing and keep-alive are the library's; the path and the query reach the closure undecoded.
public final class PageServer: Sendable {
  /// What a client may spend.
  public struct Limits: Sendable {
    /// Bytes of the header fields.
    public var head = 8 << 10
    /// Bytes of the address that is asked for.
    public var target = 8 << 10
    /// Bytes that a client may send before it has asked for anything that can be answered.
    public var unanswered = 20 << 10
    /// Seconds from the connection to the first whole request.
    public var headSeconds = 10.0
    /// Seconds that a connection may rest between two requests.
    public var idleSeconds = 60.0
    /// Seconds in which a client must take something of what is sent.
    public var writeSeconds = 20.0
    /// Connections at the same time; those that have rested longest make room.
    public var connections = 256

    /// Whether connections are looked after; where only our own crawl connects, nothing needs to be ended.
    public var isGuarded = true

    /// Makes the usual limits.
    public init() {}

    /// For clients that are trusted: a slow machine never makes them lose a connection.
    public static var trusting: Limits {
      var limits = Limits()
      limits.isGuarded = false
      return limits
    }
  }

  /// What answers a request; called from many tasks at once.
  public typealias Handler = @Sendable (ServedRequest) async -> ServedResponse

  private let address: String
  private let limits: Limits
  private let door: Door
  private let state: Mutex<State>

  private struct State {
    var port: UInt16
    /// The server of this moment.
    var server: HTTPServer?
    var isListening = false
    var isStopped = false
  }

  /// The TCP port that listens.
  public var port: UInt16 { state.withLock { $0.port } }

  /// Starts a server and waits until it listens.
  ///
  /// - Parameters:
  ///   - address: an IPv4 address of this machine.
  ///   - port: 0 lets the system choose one; the property `port` then tells which.
  /// - Throws: `ServingError.cannotListen` when the address is not ours, the port is taken or sockets are exhausted.
  public static func start(
    address: String = "127.0.0.1", port: UInt16 = 0, limits: Limits = Limits(), handler: @escaping Handler
  ) async throws(ServingError) -> PageServer {
    let server = PageServer(address: address, port: port, limits: limits, handler: handler)
    do {
      try await server.listen()
    } catch {
      let cause = if case SocketError.failed(_, _, let words) = error { words } else { error.localizedDescription }
      throw ServingError(code: .cannotListen, place: "\(address):\(port)", cause: cause)
    }
    return server
  }

  private init(address: String, port: UInt16, limits: Limits, handler: @escaping Handler) {
    self.address = address
    self.limits = limits
    door = Door(handler: handler, limits: limits, doorkeeper: Doorkeeper(limits))
    state = Mutex(State(port: port))
  }

  /// Stops listening and closes every connection.
  public func stop() async {
    door.doorkeeper.stop()
    let server = state.withLock { state in
      state.isStopped = true
      return state.server
    }
    await server?.stop()
  }

  private func listen() async throws {
    let server = try await makeServer()
    state.withLock { $0.server = server }
    let listening = Task { try await server.waitUntilListening(timeout: 10) }
    let running = Task {
      do {
        try await server.run()
      } catch {
        // A server that cannot listen fails at once; without this the wait would last its ten seconds.
        listening.cancel()
        guard state.withLock({ $0.isListening }) else { return error as (any Error)? }
      }
      await goOn()
      return nil
    }
    do {
      try await listening.value
      guard case .ip4(_, let real) = await server.listeningAddress else { throw SocketError.unsupportedAddress }
      state.withLock { state in
        state.port = real
        state.isListening = true
      }
      if limits.isGuarded { door.doorkeeper.watch(port: real) }
    } catch {
      running.cancel()
      throw await running.value ?? error
    }
  }

  /// Listens again whenever the server ends without being told to: the library gives up when it cannot accept a
  /// connection, as when the process has no descriptor left for it.
  private func goOn() async {
    while true {
      if state.withLock({ $0.isStopped }) { return }
      try? await Task.sleep(for: .milliseconds(50))
      guard let next = try? await makeServer() else { return }
      let isStopped = state.withLock { state in
        state.server = next
        return state.isStopped
      }
      if isStopped { return }
      try? await next.run()
    }
  }

  private func makeServer() async throws -> HTTPServer {
    let server = HTTPServer(
      address: try sockaddr_in.inet(ip4: address, port: port), timeout: 60,
      pool: PromptPool(base: HTTPServer.defaultPool(), writeSeconds: limits.writeSeconds), logger: .disabled,
      handler: door)
    await server.appendRoute("*", for: PageServer.otherMethods, to: door)
    return server
  }

  /// Registered methods that the library does not know and would answer with 404 (IANA, HTTP Method Registry).
  private static let otherMethods = [
    "QUERY", "SEARCH", "PROPFIND", "PROPPATCH", "MKCOL", "COPY", "MOVE", "LOCK", "UNLOCK", "REPORT", "ACL", "BIND",
    "LINK",
    "UNLINK", "PRI",
  ].map { HTTPMethod($0) }
}
