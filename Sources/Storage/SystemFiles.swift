import Glibc
import Model

/// The operating system's own files.
struct SystemFiles: FileLayer {
  func open(_ path: String, _ purpose: FilePurpose) throws(FileFailure) -> Int32 {
    let flags: Int32 =
      switch purpose {
      case .read: O_RDONLY
      case .append: O_RDWR | O_CREAT | O_APPEND
      case .replace: O_RDWR | O_CREAT | O_TRUNC | O_APPEND
      }
    let file = again { unsafe Glibc.open(path, flags | O_CLOEXEC, 0o644) }
    guard file >= 0 else { throw FileFailure(number: errno, call: "open", path: path) }
    return file
  }

  func close(_ file: Int32) { _ = Glibc.close(file) }

  func read(_ file: Int32, into buffer: UnsafeMutableRawBufferPointer, at offset: Int) throws(FileFailure) -> Int {
    let count = again { unsafe pread(file, buffer.baseAddress, buffer.count, off_t(offset)) }
    guard count >= 0 else { throw FileFailure(number: errno, call: "read", path: "") }
    return count
  }

  func write(_ bytes: UnsafeRawBufferPointer, to file: Int32) throws(FileFailure) -> Int {
    let count = again { unsafe Glibc.write(file, bytes.baseAddress, bytes.count) }
    guard count >= 0 else { throw FileFailure(number: errno, call: "write", path: "") }
    return count
  }

  func sync(_ file: Int32) throws(FileFailure) {
    guard again({ fsync(file) }) == 0 else { throw FileFailure(number: errno, call: "fsync", path: "") }
  }

  func truncate(_ file: Int32, to length: Int) throws(FileFailure) {
    guard again({ ftruncate(file, off_t(length)) }) == 0 else {
      throw FileFailure(number: errno, call: "truncate", path: "")
    }
  }

  func status(of file: Int32) throws(FileFailure) -> (length: Int, hasName: Bool) {
    var status = stat()
    guard unsafe fstat(file, &status) == 0 else { throw FileFailure(number: errno, call: "stat", path: "") }
    return (Int(status.st_size), status.st_nlink > 0)
  }

  func rename(_ path: String, to other: String) throws(FileFailure) {
    guard unsafe Glibc.rename(path, other) == 0 else { throw FileFailure(number: errno, call: "rename", path: other) }
  }

  func syncFolder(_ path: String) throws(FileFailure) {
    let folder = again { unsafe Glibc.open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC) }
    guard folder >= 0 else { throw FileFailure(number: errno, call: "open", path: path) }
    defer { _ = Glibc.close(folder) }
    try sync(folder)
  }

  func makeFolder(_ path: String) throws(FileFailure) {
    var made = path.hasPrefix("/") ? "/" : ""
    for part in path.split(separator: "/") {
      made += (made.isEmpty || made.hasSuffix("/") ? "" : "/") + part
      if unsafe mkdir(made, 0o755) != 0, errno != EEXIST {
        // A folder that exists may stand below one that may not be written; only the last one must be made.
        let number = errno
        if unsafe access(made, F_OK) != 0 { throw FileFailure(number: number, call: "mkdir", path: made) }
      }
    }
  }

  func names(in path: String) throws(FileFailure) -> [String] {
    guard let folder = unsafe opendir(path) else { throw FileFailure(number: errno, call: "opendir", path: path) }
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

  func lock(_ file: Int32) throws(FileFailure) -> Bool {
    if again({ flock(file, LOCK_EX | LOCK_NB) }) == 0 { return true }
    guard errno == EWOULDBLOCK else { throw FileFailure(number: errno, call: "flock", path: "") }
    return false
  }

  var process: Int32 { getpid() }

  func secondsNow() -> Int64 { Int64(time(nil)) }

  /// Repeats a call that a signal interrupted.
  private func again<Number: FixedWidthInteger>(_ call: () -> Number) -> Number {
    while true {
      let result = call()
      if result >= 0 || errno != EINTR { return result }
    }
  }
}

extension FileFailure {
  /// The store's error for a failed call on `subject`.
  func error(on subject: String) -> StorageError {
    let cause = "\(call): \(unsafe String(cString: strerror(number)))"
    let subject = path.isEmpty ? subject : path
    switch number {
    case ENOSPC, EDQUOT, EFBIG:
      return StorageError(
        .full, subject: subject, cause: cause,
        advice: "free some space and run the same command again; everything acknowledged so far is safe")
    case EACCES, EPERM, EROFS:
      return StorageError(
        .forbidden, subject: subject, cause: cause,
        advice: "change its permissions or name another folder with --store")
    case ENOTDIR, EISDIR:
      return StorageError(.forbidden, subject: subject, cause: cause, advice: "name a folder with --store")
    case ENOENT:
      return StorageError(.missing, subject: subject, cause: cause, advice: "check the path given with --store")
    default:
      return StorageError(
        .failed, subject: subject, cause: cause,
        advice: "check the disk and run the same command again; everything acknowledged so far is safe")
    }
  }
}
