import Foundation

/// The hosts that are being asked at this moment, in a small file that outlives a crash of the process.
///
/// After a crash these hosts, and no others, are owed a full pause: when their last request ended is not known. A name is
/// written before its request begins, without waiting for the disk; when the whole machine goes down the file may be
/// stale, and starting it again takes longer than a pause.
final class AskedHosts: Sendable {
  private let path: String
  private let descriptor: Int32
  /// Whether an earlier run left a file.
  private let wasThere: Bool

  /// Opens the file, and creates it where there is none.
  init(path: String) {
    self.path = path
    let existed = unsafe access(path, F_OK) == 0
    descriptor = unsafe open(path, O_RDWR | O_CREAT | O_APPEND | O_CLOEXEC, 0o644)
    wasThere = existed && descriptor >= 0
  }

  deinit { if descriptor >= 0 { close(descriptor) } }

  /// The names that an earlier run left; `nil` when it left no file.
  var names: Set<String>? {
    guard wasThere, let data = FileManager.default.contents(atPath: path) else { return nil }
    return Set(data.split(separator: 10).map { String(decoding: $0, as: UTF8.self) })
  }

  /// Notes that a request to a host begins.
  ///
  /// - Complexity: one `write` to the page cache.
  func note(_ name: String) { write([name]) }

  /// Forgets all hosts but these: what was asked of the others has been saved.
  func keepOnly(_ names: [String]) {
    guard descriptor >= 0 else { return }
    ftruncate(descriptor, 0)
    if !names.isEmpty { write(names) }
  }

  /// Removes the file after a proper end.
  func remove() { _ = unsafe unlink(path) }

  private func write(_ names: [String]) {
    guard descriptor >= 0 else { return }
    var line = names.joined(separator: "\n") + "\n"
    // A write that fails costs politeness nothing but the knowledge whom to rest after a crash; the next save is told.
    line.withUTF8 { bytes in _ = unsafe Foundation.write(descriptor, bytes.baseAddress, bytes.count) }
  }
}
