import Glibc

/// A file of the archive: the system's descriptor, closed with its owner.
///
/// The only place where archives touch the disk.
@safe final class ArchiveFile: Sendable {
  /// What a file is opened for.
  enum Purpose {
    /// Reading what exists.
    case read
    /// Adding to its end; it is made when it is missing.
    case append
    /// Writing anew; what it held is gone.
    case replace
  }

  let path: String
  private let descriptor: Int32
  private let isOwned: Bool

  init(_ path: String, _ purpose: Purpose) throws(ArchiveError) {
    let flags: Int32 =
      switch purpose {
      case .read: O_RDONLY
      case .append: O_RDWR | O_CREAT | O_APPEND
      case .replace: O_RDWR | O_CREAT | O_TRUNC | O_APPEND
      }
    descriptor = ArchiveFile.again { unsafe open(path, flags | O_CLOEXEC, 0o644) }
    self.path = path
    isOwned = true
    guard descriptor >= 0 else { throw ArchiveError(errno, call: "open", on: path) }
  }

  /// Takes standard input.
  init(standardInput: Void) {
    descriptor = STDIN_FILENO
    path = "standard input"
    isOwned = false
  }

  deinit { if isOwned, descriptor >= 0 { close(descriptor) } }

  /// Reads the next bytes where they are, in order; 0 at the end.
  func read(into buffer: UnsafeMutableRawBufferPointer) throws(ArchiveError) -> Int {
    let count = ArchiveFile.again { unsafe Glibc.read(descriptor, buffer.baseAddress, buffer.count) }
    guard count >= 0 else { throw ArchiveError(errno, call: "read", on: path) }
    return count
  }

  /// Goes to an offset for the next `read`.
  func seek(to offset: Int) throws(ArchiveError) {
    guard lseek(descriptor, off_t(offset), SEEK_SET) >= 0 else { throw ArchiveError(errno, call: "seek", on: path) }
  }

  /// The file's length.
  func length() throws(ArchiveError) -> Int {
    var status = stat()
    guard unsafe fstat(descriptor, &status) == 0 else { throw ArchiveError(errno, call: "stat", on: path) }
    return Int(status.st_size)
  }

  /// Writes all bytes at the end, however few the system takes at a time.
  func write(_ bytes: [UInt8]) throws(ArchiveError) {
    var failure: ArchiveError?
    unsafe bytes.withUnsafeBytes { buffer in
      var written = 0
      while written < buffer.count {
        let rest = unsafe buffer.baseAddress?.advanced(by: written)
        let left = buffer.count - written
        let count = ArchiveFile.again { unsafe Glibc.write(descriptor, rest, left) }
        guard count > 0 else {
          failure = ArchiveError(count == 0 ? EIO : errno, call: "write", on: path)
          return
        }
        written += count
      }
    }
    if let failure { throw failure }
  }

  /// Waits until the file's bytes are on the disk.
  func sync() throws(ArchiveError) {
    guard ArchiveFile.again({ fsync(descriptor) }) == 0 else { throw ArchiveError(errno, call: "fsync", on: path) }
    var status = stat()
    guard unsafe fstat(descriptor, &status) == 0, status.st_nlink > 0 else {
      throw ArchiveError(ENOENT, call: "write", on: path)
    }
  }

  /// Cuts the file to a length.
  func truncate(to length: Int) throws(ArchiveError) {
    guard ArchiveFile.again({ ftruncate(descriptor, off_t(length)) }) == 0 else {
      throw ArchiveError(errno, call: "truncate", on: path)
    }
  }

  private static func again<Number: FixedWidthInteger>(_ call: () -> Number) -> Number {
    while true {
      let result = call()
      if result >= 0 || errno != EINTR { return result }
    }
  }
}

/// What archives ask of folders.
enum ArchiveFolder {
  /// The names in a folder, sorted; none when it is missing.
  static func names(in path: String) throws(ArchiveError) -> [String] {
    guard let folder = unsafe opendir(path) else {
      if errno == ENOENT { return [] }
      throw ArchiveError(errno, call: "opendir", on: path)
    }
    defer { unsafe _ = closedir(folder) }
    var names: [String] = []
    while let entry = unsafe readdir(folder) {
      let name = unsafe withUnsafePointer(to: &entry.pointee.d_name) {
        unsafe $0.withMemoryRebound(to: CChar.self, capacity: 256) { unsafe String(cString: $0) }
      }
      if name != ".", name != ".." { names.append(name) }
    }
    return names.sorted()
  }

  /// Makes a folder; fine when it exists.
  static func make(_ path: String) throws(ArchiveError) {
    if unsafe mkdir(path, 0o755) != 0, errno != EEXIST { throw ArchiveError(errno, call: "mkdir", on: path) }
  }

  /// Waits until the names in a folder are on the disk.
  static func sync(_ path: String) throws(ArchiveError) {
    let folder = unsafe open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard folder >= 0 else { throw ArchiveError(errno, call: "open", on: path) }
    defer { close(folder) }
    guard fsync(folder) == 0 else { throw ArchiveError(errno, call: "fsync", on: path) }
  }

  /// Gives a file another name at once.
  static func rename(_ path: String, to other: String) throws(ArchiveError) {
    guard unsafe Glibc.rename(path, other) == 0 else { throw ArchiveError(errno, call: "rename", on: path) }
  }

  /// Takes a file's name away, once its bytes are kept elsewhere.
  static func remove(_ path: String) throws(ArchiveError) {
    guard unsafe unlink(path) == 0 else { throw ArchiveError(errno, call: "unlink", on: path) }
  }

  /// Puts bytes in a file's place at once: readers see the old one or the new one, also after a crash.
  static func replace(_ name: String, in folder: String, with bytes: [UInt8]) throws(ArchiveError) {
    let path = "\(folder)/\(name)"
    let file = try ArchiveFile(path + ".new", .replace)
    try file.write(bytes)
    try file.sync()
    try rename(path + ".new", to: path)
    try sync(folder)
  }
}

extension ArchiveError {
  /// What the system's `errno` means.
  init(_ number: Int32, call: String, on subject: String) {
    let cause = "\(call): \(unsafe String(cString: strerror(number)))"
    switch number {
    case ENOENT: self.init(code: .missing, subject: subject, cause: cause, advice: "check the path")
    case EACCES, EPERM, EROFS, ENOTDIR, EISDIR:
      self.init(code: .forbidden, subject: subject, cause: cause, advice: "check its kind and its permissions")
    case ENOSPC, EDQUOT, EFBIG:
      self.init(
        code: .full, subject: subject, cause: cause,
        advice: "free some space and run the same command again; everything acknowledged so far is safe")
    default:
      self.init(code: .failed, subject: subject, cause: cause, advice: "check the disk and run the same command again")
    }
  }
}
