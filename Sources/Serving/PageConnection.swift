import Glibc

/// One connection of a `PageServer`: requests come one after the other, as long as both sides like.
struct PageConnection {
  let socket: Int32
  let limits: PageServer.Limits
  let handler: PageServer.Handler

  /// Answers until the client leaves, tires us out, or breaks the rules.
  func serve() {
    var buffer: [UInt8] = []
    while let end = head(in: &buffer) {
      let head: RequestHead
      do throws(RequestFault) {
        head = try RequestHead(Array(buffer[..<end]))
      } catch {
        send(error.response, isLast: true, isHead: false)
        return
      }
      buffer.removeFirst(end)
      let isHead = head.request.method == "HEAD"
      switch handler(head.request) {
      case .whole(let response):
        guard send(response, isLast: !head.keepsAlive, isHead: isHead), head.keepsAlive else { return }
      case .stream(let headers, let next):
        guard write(PageConnection.head(status: 200, headers, length: nil, isLast: true)), !isHead else { return }
        while let piece = next() {
          guard write(piece), !isGone() else { return }
        }
        return
      }
    }
  }

  /// Tells a client that there are too many already.
  func refuse() {
    var response = RequestFault.response(503, "Too many connections at once; try again in a moment.")
    response.headers.append(("Retry-After", "1"))
    send(response, isLast: true, isHead: false)
  }

  /// Waits for a whole head; gives its length with the empty line, or `nil` when there will be none.
  private func head(in buffer: inout [UInt8]) -> Int? {
    var searched = 0
    var deadline = now() + (buffer.isEmpty ? limits.idleSeconds : limits.headSeconds)
    while true {
      if let end = RequestHead.end(in: buffer, from: searched) {
        guard end <= limits.head else { break }
        return end
      }
      searched = max(0, buffer.count - 3)
      guard buffer.count <= limits.head else { break }
      let wasEmpty = buffer.isEmpty
      switch read(into: &buffer, until: deadline) {
      case .some(true): if wasEmpty { deadline = now() + limits.headSeconds }
      case .some(false): return nil
      case nil:
        if !buffer.isEmpty {
          send(RequestFault.response(408, "The request took too long."), isLast: true, isHead: false)
        }
        return nil
      }
    }
    send(
      RequestFault.response(431, "The request's head is longer than \(limits.head) bytes."), isLast: true, isHead: false
    )
    return nil
  }

  /// Reads what is there: `false` at the end, `nil` when nothing came in time.
  private func read(into buffer: inout [UInt8], until deadline: Double) -> Bool? {
    while true {
      let rest = deadline - now()
      var waiting = pollfd(fd: socket, events: Int16(POLLIN), revents: 0)
      let ready = unsafe poll(&waiting, 1, Int32(max(0, min(rest * 1000, 3_600_000))))
      if ready < 0, errno == EINTR { continue }
      guard ready > 0 else { return ready == 0 ? nil : false }
      var piece = [UInt8](repeating: 0, count: 4096)
      let count = unsafe piece.withUnsafeMutableBytes { unsafe recv(socket, $0.baseAddress, $0.count, 0) }
      if count < 0, errno == EINTR { continue }
      guard count > 0 else { return false }
      buffer.append(contentsOf: piece[..<count])
      return true
    }
  }

  /// Whether the client has closed its end; what it may still have said is left alone.
  private func isGone() -> Bool {
    var byte: UInt8 = 0
    let count = unsafe recv(socket, &byte, 1, Int32(MSG_PEEK) | Int32(MSG_DONTWAIT))
    return count == 0 || (count < 0 && errno != EAGAIN && errno != EINTR)
  }

  @discardableResult
  private func send(_ response: ServedResponse, isLast: Bool, isHead: Bool) -> Bool {
    var bytes = PageConnection.head(
      status: response.status, response.headers, length: response.body.count, isLast: isLast)
    if !isHead, response.status != 304 { bytes += response.body }
    let isSent = write(bytes)
    if isLast { linger() }
    return isSent
  }

  /// Lets the client read the last answer before the connection is torn down, for what it still sends would reset it.
  private func linger() {
    shutdown(socket, Int32(SHUT_WR))
    var rest: [UInt8] = []
    let deadline = now() + 1
    while rest.count < 1 << 20, read(into: &rest, until: deadline) == true {}
  }

  private static func head(
    status: Int, _ headers: [(name: String, value: String)], length: Int?, isLast: Bool
  ) -> [UInt8] {
    var text = "HTTP/1.1 \(status) \(StatusPhrase.phrase(status))\r\n"
    for header in headers { text += "\(header.name): \(header.value)\r\n" }
    if let length { text += "Content-Length: \(length)\r\n" }
    if isLast { text += "Connection: close\r\n" }
    return Array((text + "\r\n").utf8)
  }

  private func write(_ bytes: [UInt8]) -> Bool {
    var sent = 0
    while sent < bytes.count {
      let count = unsafe bytes.withUnsafeBytes { buffer in
        unsafe Glibc.send(
          socket, buffer.baseAddress?.advanced(by: sent), bytes.count - sent,
          Int32(MSG_NOSIGNAL) | Int32(MSG_DONTWAIT))
      }
      if count > 0 {
        sent += count
        continue
      }
      guard errno == EAGAIN || errno == EINTR else { return false }
      var waiting = pollfd(fd: socket, events: Int16(POLLOUT), revents: 0)
      if unsafe poll(&waiting, 1, Int32(limits.writeSeconds * 1000)) == 0 { return false }
    }
    return true
  }

  /// Seconds of a clock that nobody sets.
  private func now() -> Double {
    var time = timespec()
    unsafe clock_gettime(CLOCK_MONOTONIC, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
  }
}
