import FlyingFox
import FlyingSocks
import Foundation

/// An HTTP server on 127.0.0.1 around one closure.
///
/// Keep-alive is the library's; the path and the query reach the closure undecoded.
public final class LoopbackServer: Sendable {
  /// What answers a request; called from many tasks at once.
  public typealias Handler = @Sendable (ServedRequest) async -> ServedResponse

  /// The TCP port that the system gave us.
  public let port: UInt16
  private let server: HTTPServer
  private let running: Task<(any Error)?, Never>

  /// Starts a server and waits until it listens.
  ///
  /// Port 0 lets the system choose one; `port` then tells which.
  /// - Throws: `ServingError.cannotListen` when the port is taken or sockets are exhausted.
  public static func start(port: UInt16 = 0, handler: @escaping Handler) async throws(ServingError) -> LoopbackServer {
    do {
      let server = HTTPServer(
        address: try sockaddr_in.inet(ip4: "127.0.0.1", port: port), pool: PromptPool(base: HTTPServer.defaultPool()),
        logger: .disabled, handler: Door(handler: handler))
      let listening = Task { try await server.waitUntilListening(timeout: 10) }
      let running = Task {
        do {
          try await server.run()
          return nil as (any Error)?
        } catch {
          // A server that cannot listen fails at once; without this the wait would last its ten seconds.
          listening.cancel()
          return error
        }
      }
      do {
        try await listening.value
        guard case .ip4(_, let real) = await server.listeningAddress else { throw SocketError.unsupportedAddress }
        return LoopbackServer(port: real, server: server, running: running)
      } catch {
        running.cancel()
        throw await running.value ?? error
      }
    } catch {
      throw ServingError(code: .cannotListen, cause: error.localizedDescription)
    }
  }

  private init(port: UInt16, server: HTTPServer, running: Task<(any Error)?, Never>) {
    self.port = port
    self.server = server
    self.running = running
  }

  /// Stops listening and closes every connection.
  public func stop() async {
    await server.stop()
    running.cancel()
    _ = await running.value
  }
}

/// Translates between the library's requests and ours.
private struct Door: HTTPHandler {
  let handler: LoopbackServer.Handler

  func handleRequest(_ request: HTTPRequest) async throws -> HTTPResponse {
    let asked = Door.translated(request)
    let answer = await handler(asked)
    var headers = HTTPHeaders()
    for field in answer.headers { headers.addValue(field.value, for: HTTPHeader(field.name)) }
    headers[.contentLength] = String(answer.body.count)
    return HTTPResponse(
      statusCode: HTTPStatusCode(answer.status, phrase: StatusPhrase.phrase(answer.status)), headers: headers,
      body: asked.method == "HEAD" || answer.status == 304 ? Data() : Data(answer.body))
  }

  private static func translated(_ request: HTTPRequest) -> ServedRequest {
    var path = request.target.path()
    var host = request.headers[.host] ?? ""
    var scheme: String?
    // RFC 9112 §3.2.2: a server accepts the absolute form, and its host wins over the Host field.
    for name in ["http", "https"] where path.lowercased().hasPrefix("\(name)://") {
      scheme = name
      let rest = path.dropFirst(name.count + 3)
      let slash = rest.firstIndex(of: "/") ?? rest.endIndex
      host = String(rest[..<slash])
      path = String(rest[slash...])
    }
    if path.isEmpty { path = "/" }
    if let colon = host.lastIndex(of: ":"), !host[colon...].contains("]") { host = String(host[..<colon]) }
    let query = request.target.query()
    return ServedRequest(
      method: request.method.rawValue, scheme: scheme, host: host.lowercased(), path: path,
      query: query.isEmpty ? nil : query, headers: request.headers.map { ($0.key.rawValue, $0.value) })
  }
}
