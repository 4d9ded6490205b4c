import Foundation
import Glibc

/// A loopback server that answers each request with exactly the bytes it is told, and keeps what it was asked.
///
/// Each connection has a thread of its own. The script is asked for every request on every connection.
final class RawServer: @unchecked Sendable {
  /// What the server does with one request.
  struct Answer: Sendable {
    /// The bytes to send, one `send` for each piece.
    var pieces: [[UInt8]]
    /// Whether the connection stays open for the next request.
    var keepsOpen = false
    /// Whether the connection ends by a reset instead of a proper close.
    var resets = false
    /// Whether the server waits until the client goes away instead of closing.
    var holds = false
    /// Seconds between two pieces; the client's limits end such a transfer long before the pieces do.
    var pause = 0.0

    init(_ text: String, keepsOpen: Bool = false, resets: Bool = false, holds: Bool = false) {
      self.init(bytes: Array(text.utf8), keepsOpen: keepsOpen, resets: resets, holds: holds)
    }

    init(bytes: [UInt8], keepsOpen: Bool = false, resets: Bool = false, holds: Bool = false) {
      pieces = [bytes]
      self.keepsOpen = keepsOpen
      self.resets = resets
      self.holds = holds
    }

    /// A proper answer with a length.
    static func page(
      _ body: [UInt8], status: String = "200 OK", fields: [String] = [], keepsOpen: Bool = true
    ) -> Answer {
      let head = ["HTTP/1.1 \(status)"] + fields + ["Content-Length: \(body.count)", "", ""]
      return Answer(bytes: Array(head.joined(separator: "\r\n").utf8) + body, keepsOpen: keepsOpen)
    }

    static func page(_ body: String, status: String = "200 OK", fields: [String] = []) -> Answer {
      page(Array(body.utf8), status: status, fields: fields)
    }
  }

  let port: Int
  private let listener: Int32
  private let script: @Sendable (String) -> Answer
  private let lock = NSLock()
  private var asked: [String] = []
  private var opened = 0
  private var isStopped = false
  private var sockets: Set<Int32> = []

  /// Starts the server.
  ///
  /// - Parameter script: gets the request's head, from the method to the empty line.
  init(_ script: @escaping @Sendable (String) -> Answer) throws {
    self.script = script
    let listener = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    var name = sockaddr_in()
    name.sin_family = sa_family_t(AF_INET)
    name.sin_addr.s_addr = UInt32(0x7f00_0001).bigEndian
    var length = socklen_t(MemoryLayout<sockaddr_in>.size)
    let status = unsafe withUnsafeMutablePointer(to: &name) { pointer in
      unsafe pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { address in
        unsafe bind(listener, address, length) + listen(listener, 128) + getsockname(listener, address, &length)
      }
    }
    guard listener >= 0, status == 0 else { throw POSIXError(.EADDRNOTAVAIL) }
    self.listener = listener
    port = Int(UInt16(bigEndian: name.sin_port))
    Thread.detachNewThread { [self] in acceptAll() }
  }

  /// The address of a path on this server.
  func url(_ path: String) -> String { "http://127.0.0.1:\(port)\(path)" }

  /// The heads of all requests so far, in their order.
  var requests: [String] { lock.withLock { asked } }

  /// How many connections were opened so far.
  var connections: Int { lock.withLock { opened } }

  /// Ends the server and all its connections.
  func stop() {
    lock.withLock {
      guard !isStopped else { return }
      // Whoever uses a descriptor closes it: its number may be another server's the moment after.
      isStopped = true
      shutdown(listener, Int32(SHUT_RDWR))
      for socket in sockets { shutdown(socket, Int32(SHUT_RDWR)) }
    }
  }

  private func acceptAll() {
    defer { lock.withLock { _ = close(listener) } }
    while true {
      let socket = accept(listener, nil, nil)
      guard socket >= 0 else {
        if lock.withLock({ isStopped }) { return }
        // Out of descriptors for a moment, or a client that went away.
        Thread.sleep(forTimeInterval: 0.01)
        continue
      }
      let isLate = lock.withLock {
        opened += 1
        sockets.insert(socket)
        return isStopped
      }
      if isLate { shutdown(socket, Int32(SHUT_RDWR)) }
      Thread.detachNewThread { [self] in
        serve(socket)
        lock.withLock { _ = sockets.remove(socket) }
        close(socket)
      }
    }
  }

  private func serve(_ socket: Int32) {
    var pending: [UInt8] = []
    while let head = readHead(socket, &pending) {
      lock.withLock { asked.append(head) }
      let answer = script(head)
      for (position, piece) in answer.pieces.enumerated() {
        if position > 0, answer.pause > 0 { Thread.sleep(forTimeInterval: answer.pause) }
        guard write(piece, to: socket) else { return }
      }
      if answer.resets {
        var linger = linger(l_onoff: 1, l_linger: 0)
        unsafe _ = setsockopt(
          socket, SOL_SOCKET, SO_LINGER, &linger, socklen_t(MemoryLayout<Glibc.linger>.size))
        return
      }
      if answer.holds {
        _ = readHead(socket, &pending)
        return
      }
      guard answer.keepsOpen else { break }
    }
    shutdown(socket, Int32(SHUT_WR))
    // Wait for the client to close, so that unread bytes do not turn the close into a reset.
    var rest = [UInt8](repeating: 0, count: 4096)
    while unsafe recv(socket, &rest, rest.count, 0) > 0 {}
  }

  private func readHead(_ socket: Int32, _ pending: inout [UInt8]) -> String? {
    let end = Array("\r\n\r\n".utf8)
    while true {
      if let position = pending.indices.first(where: { pending[$0...].starts(with: end) }) {
        let head = String(decoding: pending[..<position], as: UTF8.self)
        pending.removeSubrange(..<(position + 4))
        return head
      }
      var piece = [UInt8](repeating: 0, count: 4096)
      let count = unsafe recv(socket, &piece, piece.count, 0)
      guard count > 0 else { return nil }
      pending += piece[..<count]
    }
  }

  private func write(_ bytes: [UInt8], to socket: Int32) -> Bool {
    var sent = 0
    while sent < bytes.count {
      let count = unsafe bytes[sent...].withUnsafeBytes {
        unsafe send(socket, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL))
      }
      guard count > 0 else { return false }
      sent += count
    }
    return true
  }
}
