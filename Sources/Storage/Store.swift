import JSONCoding
import Synchronization

/// A folder of JSON Lines that keeps every version of every page, and forgets nothing that it acknowledged.
///
/// Many processes may read while one writes. What is safe when is written down in docs/store.md; in short: when
/// `append` returns, its records survive a crash of the process and of the machine.
public final class Store: Sendable {
  /// What a store is opened for.
  public enum Mode: Sendable {
    /// Reading the store as it is at this moment; nothing on disk is touched.
    case read
    /// Adding to it, alone; the folder is made when it is missing.
    case write
  }

  /// What an `append` did.
  public struct Appended: Equatable, Sendable {
    /// Records that were new or changed, and are now on disk.
    public var written = 0
    /// Records whose page the store has already with the same content.
    public var unchanged = 0
  }

  /// The folder, as given.
  public let folder: String
  /// What the store was opened for.
  public let mode: Mode
  /// What was found wrong at the opening; the intact rest is in use.
  public let damages: [Damage]

  let files: any FileLayer
  let state: Mutex<StoreState>

  /// Opens a store.
  ///
  /// - Parameter segmentSize: bytes after which a new segment begins.
  /// - Throws: `StorageError` when there is none to read, when it may not be used, when another process writes, or when
  ///   a later version of the program made it.
  /// - Complexity: one pass over the segments, about a gigabyte a second.
  public convenience init(folder: String, mode: Mode, segmentSize: Int = 64 << 20) throws(StorageError) {
    try self.init(folder: folder, mode: mode, segmentSize: segmentSize, files: SystemFiles())
  }

  init(folder: String, mode: Mode, segmentSize: Int, files: any FileLayer) throws(StorageError) {
    self.folder = folder
    self.mode = mode
    self.files = files
    var opening = StoreOpening(folder: folder, files: files, segmentSize: segmentSize)
    let state = mode == .read ? try opening.forReading() : try opening.forWriting()
    damages = opening.damages
    self.state = Mutex(state)
  }

  deinit {
    state.withLock { $0.closeFiles(files) }
  }

  /// The number of pages, each counted once a service.
  public var pageCount: Int { state.withLock { $0.index.locations.count } }

  /// The names of the services that the store has pages about, sorted.
  public var services: [String] {
    state.withLock { Set($0.index.locations.keys.map(\.service)).sorted() }
  }

  /// Bytes in all segments.
  public var byteCount: Int { state.withLock { $0.segments.reduce(0) { $0 + $1.length } } }

  /// The latest version of a page.
  ///
  /// - Parameter key: the page's canonical address.
  public func record(forPage key: String, service: String) throws(StorageError) -> PageRecord? {
    let line = try state.withLock { state throws(StorageError) -> (bytes: [UInt8], subject: String)? in
      guard let location = state.index[StoreIndex.Key(page: key, service: service)] else { return nil }
      return (try state.line(at: location, folder, files), state.segments[Int(location.segment)].name)
    }
    guard let line else { return nil }
    return try decoded(line.bytes, subject: line.subject)
  }

  /// Hands out the latest version of every page, in the order of the pages' addresses.
  ///
  /// - Parameter service: only this service's pages; all pages when `nil`.
  public func forEachRecord(
    of service: String? = nil, _ body: (PageRecord) throws -> Void
  ) throws {
    for key in state.withLock({ $0.index.sortedKeys(of: service) }) {
      if let record = try record(forPage: key.page, service: key.service) { try body(record) }
    }
  }

  /// Hands out the latest version of every page as its line without its end, in the order of the pages' addresses; nothing
  /// is decoded.
  public func forEachLine(of service: String? = nil, _ body: ([UInt8]) throws -> Void) throws {
    for key in state.withLock({ $0.index.sortedKeys(of: service) }) {
      let line = try state.withLock { state throws(StorageError) -> [UInt8]? in
        guard let location = state.index[key] else { return nil }
        return try state.line(at: location, folder, files)
      }
      if let line { try body(line) }
    }
  }

  /// Decodes a line that `forEachLine` handed out.
  public func record(in line: [UInt8]) throws(StorageError) -> PageRecord { try decoded(line, subject: "") }

  /// Hands out the address of every page, each once a service, in the order of their addresses; no record is read.
  public func forEachPage(of service: String? = nil, _ body: (String) throws -> Void) rethrows {
    for key in state.withLock({ $0.index.sortedKeys(of: service) }) { try body(key.page) }
  }

  func decoded(_ bytes: [UInt8], subject: String) throws(StorageError) -> PageRecord {
    do throws(JSONError) {
      return try RecordDecoder.record(in: bytes, range: 0..<bytes.count)
    } catch {
      throw StorageError(
        .damaged, subject: "\(folder)/\(StoreLayout.segments)/\(subject)", cause: error.description,
        advice: "run stance verify --repair")
    }
  }
}
