/// What the store asks of the operating system: few calls, each of which a test can make fail.
///
/// Files are the system's descriptors. Paths are as the system takes them.
protocol FileLayer: Sendable {
  /// Opens a file.
  func open(_ path: String, _ purpose: FilePurpose) throws(FileFailure) -> Int32
  /// Closes a file; nothing is left to fail, for what matters was synced before.
  func close(_ file: Int32)
  /// Reads up to `buffer.count` bytes at an offset; 0 at the end.
  func read(_ file: Int32, into buffer: UnsafeMutableRawBufferPointer, at offset: Int) throws(FileFailure) -> Int
  /// Writes some of the bytes at the end of a file opened for it; says how many.
  func write(_ bytes: UnsafeRawBufferPointer, to file: Int32) throws(FileFailure) -> Int
  /// Waits until a file's bytes are on the disk.
  func sync(_ file: Int32) throws(FileFailure)
  /// Cuts a file to a length.
  func truncate(_ file: Int32, to length: Int) throws(FileFailure)
  /// The length of a file, and whether it still has a name.
  func status(of file: Int32) throws(FileFailure) -> (length: Int, hasName: Bool)
  /// Puts one file in the place of another at once.
  func rename(_ path: String, to other: String) throws(FileFailure)
  /// Waits until the names in a folder are on the disk.
  func syncFolder(_ path: String) throws(FileFailure)
  /// Makes a folder and those above it; fine when it exists.
  func makeFolder(_ path: String) throws(FileFailure)
  /// The names in a folder, sorted.
  func names(in path: String) throws(FileFailure) -> [String]
  /// Takes the exclusive lock of a file without waiting; `false` when another holds it.
  func lock(_ file: Int32) throws(FileFailure) -> Bool
  /// The process that runs.
  var process: Int32 { get }
  /// Seconds since 1970, for the names of what is set aside.
  func secondsNow() -> Int64
}

/// What a file is opened for.
enum FilePurpose: Sendable {
  /// Reading what exists.
  case read
  /// Adding to its end; it is made when it is missing.
  case append
  /// Writing anew; what it held is gone.
  case replace
}

/// A call of the operating system that failed.
struct FileFailure: Error, Equatable {
  /// The system's `errno`.
  var number: Int32
  /// What was tried: "open", "write", ….
  var call: String
  /// The path, where the call has one.
  var path: String
}
