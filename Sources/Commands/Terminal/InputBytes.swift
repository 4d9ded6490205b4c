internal import Glibc

/// Bytes from files and from standard input.
enum InputBytes {
  /// The largest file that is read whole, in bytes.
  static let largest = 256 << 20

  /// Reads a file; `-` is standard input.
  static func file(_ path: String) throws(Failure) -> [UInt8] {
    if path == "-" { return try all(of: STDIN_FILENO, named: "standard input") }
    let descriptor = unsafe open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw Failure(.failed, "\(path): \(SystemMessage.last); check the path") }
    defer { close(descriptor) }
    return try all(of: descriptor, named: path)
  }

  private static func all(of descriptor: Int32, named name: String) throws(Failure) -> [UInt8] {
    var size = 1 << 16
    var status = stat()
    if unsafe fstat(descriptor, &status) == 0, status.st_size > 0 { size = Int(status.st_size) + 1 }
    guard size <= largest else { throw Failure(.failed, "\(name): larger than \(largest >> 20) MB; split it") }
    var bytes = [UInt8](repeating: 0, count: size)
    var count = 0
    while true {
      if count == bytes.count {
        guard count < largest else { throw Failure(.failed, "\(name): larger than \(largest >> 20) MB; split it") }
        bytes.append(contentsOf: [UInt8](repeating: 0, count: max(count, 1 << 16)))
      }
      let got = unsafe bytes.withUnsafeMutableBytes { buffer in
        unsafe read(descriptor, buffer.baseAddress?.advanced(by: count), buffer.count - count)
      }
      if got == 0 { break }
      if got < 0 {
        if errno == EINTR { continue }
        if errno == EISDIR { throw Failure(.failed, "\(name): a folder, where a file is wanted") }
        throw Failure(.failed, "\(name): \(SystemMessage.last); is it a file?")
      }
      count += got
    }
    bytes.removeLast(bytes.count - count)
    return bytes
  }

}

/// Standard input line by line, without the line ends; a line may be of any length up to a limit.
struct InputLines {
  /// The longest line that is taken, in bytes.
  static let longest = 64 << 20

  private var buffer: [UInt8] = []
  private var start = 0
  private var isAtEnd = false

  /// The next line without its line end, or `nil` at the end.
  mutating func next() throws(Failure) -> [UInt8]? {
    var searched = start
    while true {
      if let end = newline(from: searched) {
        var line = buffer[start..<end]
        if line.last == 13 { line.removeLast() }
        start = end + 1
        return Array(line)
      }
      searched = buffer.count
      if isAtEnd {
        guard start < buffer.count else { return nil }
        let line = Array(buffer[start...])
        start = buffer.count
        return line
      }
      if start > 0 {
        buffer.removeFirst(start)
        searched -= start
        start = 0
      }
      guard buffer.count <= InputLines.longest else {
        throw Failure(
          .failed, "a line of standard input is longer than \(InputLines.longest >> 20) MB; one case a line")
      }
      try fill()
    }
  }

  private func newline(from position: Int) -> Int? {
    guard position < buffer.count else { return nil }
    return buffer[position...].firstIndex(of: 10)
  }

  private mutating func fill() throws(Failure) {
    let room = 1 << 16
    let old = buffer.count
    buffer.append(contentsOf: repeatElement(0, count: room))
    var got = -1
    repeat {
      got = unsafe buffer.withUnsafeMutableBytes { bytes in
        unsafe read(STDIN_FILENO, bytes.baseAddress?.advanced(by: old), room)
      }
    } while got < 0 && errno == EINTR
    buffer.removeLast(room - max(got, 0))
    if got < 0 { throw Failure(.failed, "standard input cannot be read") }
    if got == 0 { isAtEnd = true }
  }
}
