import FlyingSocks
import Glibc
import Synchronization

/// A socket pool that sends small writes at once, takes little in advance, and does not wait for ever until a client takes
/// what is sent.
///
/// The library writes a response's header and body one after the other. With Nagle's algorithm (RFC 896) the second
/// write waits for the client's delayed acknowledgement: 44 ms a response on a kept connection, measured over loopback.
/// It looks at a header line from its beginning for each byte that comes, so that a line of a megabyte takes it an hour; what
/// the system may keep for it is therefore small, and `Doorkeeper` cuts the rest off. Linux lets accepted sockets inherit what is set on the listening one, which is the first that waits here.
final class PromptPool<Base: AsyncSocketPool>: AsyncSocketPool {
  private let base: Base
  private let writeSeconds: Double
  /// Bytes that may wait for the server in each connection; the system takes twice as much with its own bookkeeping.
  private let ahead: Int32 = 8 << 10
  private let isSet = Atomic(false)

  init(base: Base, writeSeconds: Double) {
    self.base = base
    self.writeSeconds = writeSeconds
  }

  func prepare() async throws { try await base.prepare() }

  func run() async throws { try await base.run() }

  func suspendSocket(_ socket: Socket, untilReadyFor events: Socket.Events) async throws {
    if isSet.compareExchange(expected: false, desired: true, ordering: .relaxed).exchanged {
      // Refused on a socket that is already gone; waiting for it then tells.
      try? socket.setValue(true, for: BoolSocketOption(level: Int32(IPPROTO_TCP), name: TCP_NODELAY))
      try? socket.setValue(ahead, for: Int32SocketOption(name: SO_RCVBUF))
      try? socket.setValue(
        Int32(writeSeconds * 1000), for: Int32SocketOption(level: Int32(IPPROTO_TCP), name: TCP_USER_TIMEOUT))
    }
    try await base.suspendSocket(socket, untilReadyFor: events)
  }
}
