internal import Foundation

/// Results to stdout or to a file that is replaced as a whole.
enum OutputFile {
  /// Writes bytes to a file, or to stdout when there is none.
  static func write(_ bytes: [UInt8], to path: String?) throws {
    let stream = try OutputStream(path: path)
    try stream.write(bytes)
    try stream.finish()
  }
}

/// Results that come piece by piece: to stdout, or to a file that takes its name when it is complete.
///
/// A link is followed, and a file keeps its permissions. What is no plain file (a pipe, a device) is written as it stands.
final class OutputStream {
  /// The file that is to be there in the end; `nil` for stdout.
  private let path: String?
  /// Where it is written until then: itself where it is no plain file.
  private let temporary: String
  private let handle: FileHandle?

  init(path: String?) throws(Failure) {
    guard let path, path != "-" else {
      self.path = nil
      temporary = ""
      handle = nil
      return
    }
    let target = URL(fileURLWithPath: path).resolvingSymlinksInPath().path
    let attributes = try? FileManager.default.attributesOfItem(atPath: target)
    let type = attributes?[.type] as? FileAttributeType
    if type == .typeDirectory {
      throw Failure(.misuse, "cannot write \(path): it is a folder; name a file in it")
    }
    self.path = target
    temporary = type == nil || type == .typeRegular ? target + ".partial" : target
    if temporary != target {
      var kept: [FileAttributeKey: Any] = [:]
      if let mode = attributes?[.posixPermissions] { kept[.posixPermissions] = mode }
      guard FileManager.default.createFile(atPath: temporary, contents: nil, attributes: kept) else {
        throw Failure(.failed, "cannot write \(path): \(SystemMessage.last); check the folder")
      }
    }
    guard let handle = FileHandle(forWritingAtPath: temporary) else {
      throw Failure(.failed, "cannot write \(path): \(SystemMessage.last); check the folder")
    }
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
    } catch {
      throw Failure(.failed, "cannot write \(path): \(error.localizedDescription)")
    }
    if temporary != path, unsafe rename(temporary, path) != 0 {
      throw Failure(.failed, "cannot write \(path): \(SystemMessage.last)")
    }
  }
}
