internal import Blogosphere
internal import Model
internal import Serving

/// The embedded blogosphere on a loopback port.
struct DemoWorld {
  let server: PageServer

  /// Starts serving.
  init() async throws(Failure) {
    let world = Blogosphere.world
    do throws(ServingError) {
      server = try await PageServer.start(limits: .trusting) { request in
        guard request.method == "GET" || request.method == "HEAD" else { return ServedResponse(status: 405) }
        let response = world.response(
          host: request.host, path: request.path, query: request.query,
          headers: request.headers.map { Header(name: $0.name, value: $0.value) })
        return ServedResponse(
          status: response.status, headers: response.headers.map { ($0.name, $0.value) }, body: response.body)
      }
    } catch {
      throw Failure(.failed, error.description)
    }
  }

  /// curl's entry that leads every host to this server, so that addresses, and with them ids, never name a port.
  var connectTo: String { "::127.0.0.1:\(server.port)" }
}
