import FlyingFox
import FlyingSocks
import Foundation
import Glibc
import Synchronization

/// Ends connections that cost more than they bring.
///
/// The library knows no limit on the number of connections, on the size of a request's head or on the time it takes to
/// come, and no one is told of a connection before its first request. So ten times a second this looks at the sockets of
/// the process that belong to the server's port, and shuts down those that rest, drip, flood or crowd; the library then
/// finds them closed by their clients. It has a thread of its own, for two endless heads keep all others busy.
final class Doorkeeper: Sendable {
  /// One client's connection, as far as it is known.
  private struct Guest {
    /// When it came, or when it got its last answer; nanoseconds of a clock that nobody sets.
    var since: UInt64
    /// Requests that are being answered.
    var stays = 0
    var answers = 0
    /// The answers, and the bytes that had come, at the last look.
    var seenAnswers = 0
    var bytes: UInt64 = 0
  }

  private let limits: PageServer.Limits
  private let guests = Mutex<[HTTPRequest.Address: Guest]>([:])
  private let isStopped = Atomic(false)
  /// Microseconds between two looks.
  private static let pause: UInt32 = 100_000

  init(_ limits: PageServer.Limits) { self.limits = limits }

  /// Looks after the connections to a port from now on.
  func watch(port: UInt16) {
    let thread = Thread { [weak self] in
      while let self, !isStopped.load(ordering: .relaxed) {
        look(at: port)
        usleep(Doorkeeper.pause)
      }
    }
    thread.name = "doorkeeper"
    thread.start()
  }

  func stop() { isStopped.store(true, ordering: .relaxed) }

  /// The time in which a request is answered, from its head to the last byte of the answer.
  final class Stay: Sendable {
    private let doorkeeper: Doorkeeper
    private let address: HTTPRequest.Address

    init(_ doorkeeper: Doorkeeper, _ address: HTTPRequest.Address) {
      self.doorkeeper = doorkeeper
      self.address = address
      doorkeeper.guests.withLock { $0[address, default: Guest(since: Doorkeeper.now)].stays += 1 }
    }

    deinit {
      doorkeeper.guests.withLock { guests in
        guard var guest = guests[address] else { return }
        guest.stays -= 1
        guest.answers += 1
        guest.since = Doorkeeper.now
        guests[address] = guest
      }
    }
  }

  /// Shuts down what breaks a limit.
  private func look(at port: UInt16) {
    let now = Doorkeeper.now
    let open = Doorkeeper.connections(to: port)
    let unwelcome = guests.withLock { guests in
      var unwelcome: [Socket] = []
      var resting: [(since: UInt64, socket: Socket)] = []
      var present: [HTTPRequest.Address: Guest] = [:]
      for connection in open {
        var guest = guests[connection.address] ?? Guest(since: now)
        if guest.answers != guest.seenAnswers {
          guest.seenAnswers = guest.answers
          guest.bytes = connection.received
        }
        // What lies unread keeps us waiting for ourselves, not for the client.
        if connection.unread > 0 { guest.since = now }
        if guest.stays == 0 {
          let rest = Double(now - min(now, guest.since)) / 1e9
          let isFlood = connection.received > guest.bytes + UInt64(limits.unanswered)
          if isFlood || rest > (guest.answers == 0 ? limits.headSeconds : limits.idleSeconds) {
            unwelcome.append(connection.socket)
          } else {
            resting.append((guest.since, connection.socket))
          }
        }
        present[connection.address] = guest
      }
      // One that is being answered may have come since the sockets were listed.
      for (address, guest) in guests where guest.stays > 0 && present[address] == nil { present[address] = guest }
      guests = present
      let surplus = open.count - unwelcome.count - limits.connections
      if surplus > 0 { unwelcome += resting.sorted { $0.since < $1.since }.prefix(surplus).map(\.socket) }
      return unwelcome
    }
    for socket in unwelcome {
      shutdown(socket.file.rawValue, Int32(SHUT_RDWR))
      // What has come already would still be read and paid for.
      var rest = [UInt8](repeating: 0, count: 1 << 16)
      _ = unsafe recv(socket.file.rawValue, &rest, rest.count, Int32(MSG_DONTWAIT))
    }
  }

  private struct Connection {
    var socket: Socket
    var address: HTTPRequest.Address
    /// Bytes that its client has sent.
    var received: UInt64
    /// Bytes of these that the server has not taken yet.
    var unread: Int32
  }

  /// The open connections of this process whose own end is the port.
  private static func connections(to port: UInt16) -> [Connection] {
    var found: [Connection] = []
    var file: Int32 = 0
    // The lowest free number is always taken first, so that a wide gap is the end.
    var gap = 0
    while gap < 256 {
      defer { file += 1 }
      guard fcntl(file, F_GETFD) != -1 else {
        gap += 1
        continue
      }
      gap = 0
      let socket = Socket(file: Socket.FileDescriptor(rawValue: file))
      guard case .ip4(_, port)? = try? socket.sockname(), let peer = try? socket.remotePeer() else { continue }
      found.append(
        Connection(socket: socket, address: .make(from: peer), received: received(file), unread: unread(file)))
    }
    return found
  }

  /// The corresponding field is `tcpi_bytes_received` of Linux' `tcp_info`, which glibc's header does not have.
  private static func received(_ file: Int32) -> UInt64 {
    var words = [UInt64](repeating: 0, count: 17)
    var size = socklen_t(17 * 8)
    let status = unsafe getsockopt(file, Int32(IPPROTO_TCP), TCP_INFO, &words, &size)
    return status == 0 && size == 17 * 8 ? words[16] : 0
  }

  private static func unread(_ file: Int32) -> Int32 {
    var count: Int32 = 0
    return unsafe ioctl(file, UInt(FIONREAD), &count) == 0 ? count : 0
  }

  private static var now: UInt64 {
    var time = timespec()
    unsafe clock_gettime(CLOCK_MONOTONIC, &time)
    return UInt64(time.tv_sec) * 1_000_000_000 + UInt64(time.tv_nsec)
  }
}
