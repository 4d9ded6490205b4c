/// What an open store remembers; guarded by the store's lock.
struct StoreState {
  /// A segment with what is known of it.
  struct Segment {
    var name: String
    /// Bytes of complete lines: what readers read and the next append follows.
    var length: Int
    var records: Int
    /// Checksum of these bytes; `nil` for a segment that was sealed earlier and not read whole.
    var checksum: Checksum?
    /// The checksum that the manifest gives for a sealed segment.
    var sealedChecksum: String?
  }

  var segments: [Segment] = []
  var index = StoreIndex()
  /// Sums per day; `nil` until they are loaded or counted.
  var aggregate: TrendAggregate?

  /// Open files for reading, by segment; at most `maximumReaders`.
  private var readers: [Int32: Int32] = [:]
  private static let maximumReaders = 64

  // Only a writer has these.
  var segmentSize = 0
  var lockFile: Int32?
  var activeFile: Int32?
  /// Set when it is no longer known what a segment holds; every later append throws it.
  var broken: StorageError?
  /// Whether something was written since the manifest was.
  var isDirty = false

  /// Reads the bytes of a line.
  mutating func line(
    at location: StoreIndex.Location, _ folder: String, _ files: any FileLayer
  ) throws(StorageError) -> [UInt8] {
    let path = "\(folder)/\(StoreLayout.segments)/\(segments[Int(location.segment)].name)"
    let bytes: [UInt8]
    do throws(FileFailure) {
      let file = try reader(of: location.segment, path, files)
      bytes = try Store.bytes(of: file, at: location.offset, count: Int(location.length), files)
    } catch {
      throw error.error(on: path)
    }
    guard bytes.count == Int(location.length) else {
      throw StorageError(
        .damaged, subject: path, cause: "the file ends within a record", advice: "run stance verify --repair")
    }
    return bytes
  }

  private mutating func reader(
    of segment: Int32, _ path: String, _ files: any FileLayer
  ) throws(FileFailure) -> Int32 {
    if let file = readers[segment] { return file }
    if readers.count >= StoreState.maximumReaders { closeReaders(files) }
    let file = try files.open(path, .read)
    readers[segment] = file
    return file
  }

  private mutating func closeReaders(_ files: any FileLayer) {
    for file in readers.values { files.close(file) }
    readers = [:]
  }

  /// Closes every file and thereby frees the lock.
  mutating func closeFiles(_ files: any FileLayer) {
    closeReaders(files)
    if let activeFile { files.close(activeFile) }
    if let lockFile { files.close(lockFile) }
    activeFile = nil
    lockFile = nil
  }

  /// The manifest of what the segments hold now.
  var manifest: Manifest {
    Manifest(
      segments: segments.map {
        Manifest.Segment(
          name: $0.name, bytes: $0.length, records: $0.records, crc32: $0.checksum?.text ?? $0.sealedChecksum ?? "")
      })
  }
}
