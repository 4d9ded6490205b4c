import JSONCoding

/// Reads what is added to a store, for a process that lives long beside one that writes.
///
/// A page that was fetched again comes again; what counts is its latest version.
public struct StoreFollower {
  private let folder: String
  private let files: any FileLayer
  /// Bytes read of each segment.
  private var read: [String: Int] = [:]
  /// Lines that could not be read as records; `stance verify` says more.
  public private(set) var brokenLines = 0

  /// Makes a follower that has read nothing; the folder may still be empty.
  public init(folder: String) { self.init(folder: folder, files: SystemFiles()) }

  init(folder: String, files: any FileLayer) {
    self.folder = folder
    self.files = files
  }

  /// What a reading found.
  public enum Change: Equatable, Sendable {
    /// Nothing new.
    case none
    /// Records were added, and handed out.
    case added
    /// Segments were taken away or written anew: everything that was read before is void, and nothing is handed out.
    case replaced
  }

  /// Passes over everything that is there now.
  public mutating func skipToEnd() throws(StorageError) {
    read = [:]
    brokenLines = 0
    for name in try names() { try readSegment(name, decodes: false) { _ in } }
  }

  /// Hands out what was added since the last call, in the order in which it was written.
  ///
  /// - Throws: `StorageError` when the folder cannot be read, or when a later version of the program wrote it.
  public mutating func next(_ body: (PageRecord) throws(StorageError) -> Void) throws(StorageError) -> Change {
    let names = try names()
    var lengths: [String: Int] = [:]
    for name in names { lengths[name] = try length(of: name) }
    if read.contains(where: { (lengths[$0.key] ?? 0) < $0.value }) { return .replaced }
    var change = Change.none
    for name in names where (lengths[name] ?? 0) > read[name, default: 0] {
      let before = read[name, default: 0]
      try readSegment(name, decodes: true, body)
      if read[name, default: 0] > before { change = .added }
    }
    return change
  }

  /// The names of the segments, in order; none while there is no store.
  private func names() throws(StorageError) -> [String] {
    let path = "\(folder)/\(StoreLayout.segments)"
    do throws(FileFailure) {
      return try files.names(in: path).filter { StoreLayout.segmentNumber($0) != nil }
        .sorted { (StoreLayout.segmentNumber($0) ?? 0) < (StoreLayout.segmentNumber($1) ?? 0) }
    } catch {
      let failure = error.error(on: path)
      if failure.code != .missing { throw failure }
      return []
    }
  }

  private func length(of name: String) throws(StorageError) -> Int {
    let path = "\(folder)/\(StoreLayout.segments)/\(name)"
    do throws(FileFailure) {
      let file = try files.open(path, .read)
      defer { files.close(file) }
      return try files.status(of: file).length
    } catch {
      throw error.error(on: path)
    }
  }

  private mutating func readSegment(
    _ name: String, decodes: Bool, _ body: (PageRecord) throws(StorageError) -> Void
  ) throws(StorageError) {
    let path = "\(folder)/\(StoreLayout.segments)/\(name)"
    let file: Int32
    do throws(FileFailure) { file = try files.open(path, .read) } catch { throw error.error(on: path) }
    defer { files.close(file) }
    var broken = 0
    do throws(SegmentScanFailure) {
      let scan = try SegmentScan(of: file, in: files, from: read[name, default: 0], withChecksum: false) {
        bytes, range, _ throws(StorageError) in
        guard decodes else { return }
        let isIntact = unsafe bytes.withUnsafeBytes {
          unsafe RecordLine.isIntact(UnsafeRawBufferPointer(rebasing: $0[range]))
        }
        guard isIntact, let head = try? RecordLine.head(in: bytes, range: range) else {
          broken += 1
          return
        }
        try StoreOpening.check(format: head.schema, folder)
        guard let record = try? RecordDecoder.record(in: bytes, range: range) else {
          broken += 1
          return
        }
        try body(record)
      }
      read[name] = scan.completeLength
    } catch {
      switch error {
      case .file(let failure): throw failure.error(on: path)
      case .store(let failure): throw failure
      }
    }
    brokenLines += broken
  }

  /// Whether a process writes to the store at this moment, as far as the system's list of locks (proc(5)) says.
  ///
  /// Trying the lock would tell as well, and could keep out a crawl that begins in that very moment.
  public var isBeingWritten: Bool {
    guard let holder = try? Store.contents(of: "\(folder)/\(StoreLayout.lock)", files),
      let file = try? files.open("/proc/locks", .read)
    else { return false }
    defer { files.close(file) }
    guard let locks = try? Store.bytes(of: file, at: 0, count: 1 << 18, files) else { return false }
    let process = String(decoding: holder.prefix { $0 >= 0x30 && $0 <= 0x39 }, as: UTF8.self)
    guard !process.isEmpty else { return false }
    return String(decoding: locks, as: UTF8.self).split(separator: "\n").contains { line in
      let fields = line.split(separator: " ")
      return fields.count > 4 && fields[1] == "FLOCK" && fields[3] == "WRITE" && fields[4] == process
    }
  }
}
