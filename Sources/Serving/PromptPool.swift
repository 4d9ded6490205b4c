import FlyingSocks
import Glibc

/// A socket pool that sends small writes at once.
///
/// The library writes a response's header and body one after the other. With Nagle's algorithm (RFC 896) the second
/// write waits for the client's delayed acknowledgement: 44 ms a response on a kept connection, measured over loopback.
/// Linux lets accepted sockets inherit `TCP_NODELAY` from the listening one, which passes through here while it waits.
struct PromptPool<Base: AsyncSocketPool>: AsyncSocketPool {
  let base: Base

  func prepare() async throws { try await base.prepare() }

  func run() async throws { try await base.run() }

  func suspendSocket(_ socket: Socket, untilReadyFor events: Socket.Events) async throws {
    // Refused on a socket that is already gone; waiting for it then tells.
    try? socket.setValue(true, for: BoolSocketOption(level: Int32(IPPROTO_TCP), name: TCP_NODELAY))
    try await base.suspendSocket(socket, untilReadyFor: events)
  }
}
