import FlyingSocks
import Foundation

/// A client that writes bytes and reads until the server closes.
enum Wire {
  /// - Parameter onFirst: is called when the first byte has come.
  static func answer(
    to request: String, at port: UInt16, onFirst: (@Sendable () async -> Void)? = nil
  ) async throws -> String {
    let pool = SocketPool.make()
    try await pool.prepare()
    let running = Task { try await pool.run() }
    defer { running.cancel() }
    let socket = try await AsyncSocket.connected(to: .inet(ip4: "127.0.0.1", port: port), pool: pool)
    try await socket.write(Data(request.utf8))
    var bytes: [UInt8] = []
    do {
      while true {
        bytes.append(try await socket.read())
        if bytes.count == 1 { await onFirst?() }
      }
    } catch SocketError.disconnected {
      // The server has closed: everything is read.
    }
    try socket.close()
    return String(decoding: bytes, as: UTF8.self)
  }
}
