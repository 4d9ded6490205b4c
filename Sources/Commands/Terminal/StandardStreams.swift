internal import Glibc

/// What the system says of the call that failed last.
enum SystemMessage {
  /// The words for `errno`; to be asked for right after the call.
  static var last: String { unsafe String(cString: strerror(errno)) }
}

/// The reader of stdout has gone away; the program ends quietly.
struct BrokenPipe: Error {}

/// Results for people and machines.
enum StandardOutput {
  /// Writes bytes, all of them; a reader that went away ends the program quietly.
  static func bytes(_ bytes: [UInt8]) throws {
    try FileDescriptorWriter.write(bytes, to: STDOUT_FILENO)
  }

  /// Writes a text as it is.
  ///
  /// Failures end up as a missing text: used for help and short results only.
  static func text(_ text: String) {
    try? bytes(Array(text.utf8))
  }

  /// Whether stdout is a terminal.
  static var isTerminal: Bool { isatty(STDOUT_FILENO) == 1 }
}

/// Everything that is not a result.
enum StandardError {
  /// Writes one line.
  static func line(_ text: String) {
    try? FileDescriptorWriter.write(Array((text + "\n").utf8), to: STDERR_FILENO)
  }

  /// Writes a text without ending the line.
  static func text(_ text: String) {
    try? FileDescriptorWriter.write(Array(text.utf8), to: STDERR_FILENO)
  }

  /// Whether stderr is a terminal.
  static var isTerminal: Bool { isatty(STDERR_FILENO) == 1 }
}

/// Bytes to a file descriptor, whole.
enum FileDescriptorWriter {
  static func write(_ bytes: [UInt8], to descriptor: Int32) throws {
    var written = 0
    while written < bytes.count {
      let count = unsafe bytes.withUnsafeBytes { buffer in
        unsafe Glibc.write(descriptor, buffer.baseAddress?.advanced(by: written), bytes.count - written)
      }
      if count < 0 {
        if errno == EINTR { continue }
        if errno == EAGAIN {
          var waiting = pollfd(fd: descriptor, events: Int16(POLLOUT), revents: 0)
          _ = unsafe poll(&waiting, 1, 1000)
          continue
        }
        if errno == EPIPE { throw BrokenPipe() }
        throw Failure(
          .failed, "cannot write the output (\(SystemMessage.last)); is the disk full?")
      }
      written += count
    }
  }
}
