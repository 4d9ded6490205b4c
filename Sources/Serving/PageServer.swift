import Foundation
import Glibc
import Synchronization

/// A read-only HTTP/1.1 server: `GET` and `HEAD`, a thread for each connection, and a limit on everything that a client
/// can spend.
///
/// The library behind `LoopbackServer` knows no limit on the size of a request's head or on the time it takes to come,
/// which a server that others may reach must have.
public final class PageServer: Sendable {
  /// What a client may spend.
  public struct Limits: Sendable {
    /// Bytes of a request's head.
    public var head = 16 << 10
    /// Seconds from a head's first byte to its last.
    public var headSeconds = 10.0
    /// Seconds that a connection may rest between two requests.
    public var idleSeconds = 60.0
    /// Seconds in which a client must take at least one byte.
    public var writeSeconds = 20.0
    /// Connections at the same time.
    public var connections = 256

    /// Makes the usual limits.
    public init() {}
  }

  /// What is answered.
  public enum Answer: Sendable {
    /// A whole response.
    case whole(ServedResponse)
    /// A head, and pieces until there is none; the closure may wait up to a few seconds for each.
    case stream(headers: [(name: String, value: String)], next: @Sendable () -> [UInt8]?)
  }

  /// What answers a request; called from many threads at once.
  public typealias Handler = @Sendable (ServedRequest) -> Answer

  /// The TCP port that listens.
  public let port: UInt16
  private let socket: Int32
  private let limits: Limits
  private let handler: Handler
  private let open = Mutex<Open>(Open())

  /// The connections of this moment.
  private struct Open {
    var sockets: Set<Int32> = []
    var isStopped = false
  }

  /// Starts a server.
  ///
  /// - Parameters:
  ///   - address: an IPv4 address of this machine.
  ///   - port: 0 lets the system choose one; the property `port` then tells which.
  /// - Throws: `ServingError.cannotListen` when the address is not ours or the port is taken.
  public init(
    address: String = "127.0.0.1", port: UInt16 = 0, limits: Limits = Limits(), handler: @escaping Handler
  ) throws(ServingError) {
    let place = "\(address):\(port)"
    let socket = Glibc.socket(AF_INET, Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0)
    guard socket >= 0 else { throw ServingError(code: .cannotListen, place: place, cause: PageServer.reason()) }
    var name = sockaddr_in()
    name.sin_family = sa_family_t(AF_INET)
    name.sin_port = port.bigEndian
    guard unsafe inet_pton(AF_INET, address, &name.sin_addr) == 1 else {
      close(socket)
      throw ServingError(code: .cannotListen, place: place, cause: "not an IPv4 address")
    }
    var yes: Int32 = 1
    unsafe setsockopt(socket, SOL_SOCKET, SO_REUSEADDR, &yes, socklen_t(MemoryLayout<Int32>.size))
    var size = socklen_t(MemoryLayout<sockaddr_in>.size)
    let status = unsafe withUnsafeMutablePointer(to: &name) { pointer in
      unsafe pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { generic in
        guard unsafe bind(socket, generic, size) == 0, listen(socket, 512) == 0 else { return Int32(-1) }
        return unsafe getsockname(socket, generic, &size)
      }
    }
    guard status == 0 else {
      let cause = PageServer.reason()
      close(socket)
      throw ServingError(code: .cannotListen, place: place, cause: cause)
    }
    self.socket = socket
    self.port = UInt16(bigEndian: name.sin_port)
    self.limits = limits
    self.handler = handler
    PageServer.thread("accept") { self.acceptConnections() }
  }

  /// Stops listening and ends every connection.
  public func stop() {
    open.withLock { open in
      guard !open.isStopped else { return }
      open.isStopped = true
      // Wakes whoever waits in them; each thread closes its own.
      shutdown(socket, Int32(SHUT_RDWR))
      for connection in open.sockets { shutdown(connection, Int32(SHUT_RDWR)) }
    }
  }

  private func acceptConnections() {
    while true {
      let connection = accept(socket, nil, nil)
      if connection < 0 {
        if open.withLock({ $0.isStopped }) { break }
        // Out of descriptors, or the client is gone already: neither ends the server.
        if errno != EINTR, errno != ECONNABORTED { usleep(20_000) }
        continue
      }
      _ = fcntl(connection, F_SETFD, FD_CLOEXEC)
      var yes: Int32 = 1
      unsafe setsockopt(connection, Int32(IPPROTO_TCP), TCP_NODELAY, &yes, socklen_t(MemoryLayout<Int32>.size))
      let isWelcome = open.withLock { open in
        guard !open.isStopped, open.sockets.count < limits.connections else { return false }
        open.sockets.insert(connection)
        return true
      }
      guard isWelcome else {
        PageConnection(socket: connection, limits: limits, handler: handler).refuse()
        close(connection)
        continue
      }
      PageServer.thread("connection") {
        PageConnection(socket: connection, limits: self.limits, handler: self.handler).serve()
        self.open.withLock { open in
          open.sockets.remove(connection)
          close(connection)
        }
      }
    }
    close(socket)
  }

  private static func thread(_ name: String, _ work: @escaping @Sendable () -> Void) {
    let thread = Thread(block: work)
    thread.name = name
    thread.stackSize = 1 << 20
    thread.start()
  }

  private static func reason() -> String { unsafe String(cString: strerror(errno)) }
}
