internal import Foundation

/// Results to stdout or to a file that is replaced as a whole.
enum OutputFile {
  /// Writes bytes to a file, or to stdout when there is none.
  static func write(_ bytes: [UInt8], to path: String?) throws {
    guard let path, path != "-" else { return try StandardOutput.bytes(bytes) }
    do {
      try Data(bytes).write(to: URL(fileURLWithPath: path), options: .atomic)
    } catch {
      throw Failure(.failed, "cannot write \(path): \(error.localizedDescription); check the folder")
    }
  }
}

/// Results that come piece by piece: to stdout, or to a file that takes its name when it is complete.
final class OutputStream {
  private let path: String?
  private let temporary: String
  private let handle: FileHandle?

  init(path: String?) throws(Failure) {
    self.path = path == "-" ? nil : path
    temporary = (path ?? "") + ".partial"
    guard self.path != nil else {
      handle = nil
      return
    }
    guard FileManager.default.createFile(atPath: temporary, contents: nil),
      let handle = FileHandle(forWritingAtPath: temporary)
    else { throw Failure(.failed, "cannot write \(temporary); check the folder") }
    self.handle = handle
  }

  /// Writes a piece.
  func write(_ bytes: [UInt8]) throws {
    guard let handle else { return try StandardOutput.bytes(bytes) }
    do {
      try handle.write(contentsOf: Data(bytes))
    } catch {
      throw Failure(.failed, "cannot write \(temporary): \(error.localizedDescription); is the disk full?")
    }
  }

  /// Gives the file its name.
  func finish() throws(Failure) {
    guard let handle, let path else { return }
    do {
      try handle.close()
      guard unsafe rename(temporary, path) == 0 else { throw CocoaError(.fileWriteUnknown) }
    } catch {
      throw Failure(.failed, "cannot write \(path): \(error.localizedDescription)")
    }
  }
}
