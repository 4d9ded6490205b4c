/// A file that is read from anywhere.
public final class PlainFile: Sendable {
  private let files = SystemFiles()
  private let file: Int32

  /// Opens a file; `nil` when it cannot be opened.
  public init?(path: String) {
    guard let file = try? files.open(path, .read) else { return nil }
    self.file = file
  }

  deinit { files.close(file) }

  /// Fills a buffer from an offset on; `false` when there are fewer bytes, or none can be read.
  public func read(at offset: Int, into buffer: UnsafeMutableRawBufferPointer) -> Bool {
    var filled = 0
    while filled < buffer.count {
      let rest = unsafe UnsafeMutableRawBufferPointer(rebasing: buffer[filled...])
      guard let count = unsafe try? files.read(file, into: rest, at: offset + filled), count > 0 else { return false }
      filled += count
    }
    return true
  }
}
