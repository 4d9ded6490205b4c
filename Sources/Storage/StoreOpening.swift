import JSONCoding

/// Opens a store: reads the manifest, passes over the segments, and sets torn tails aside.
struct StoreOpening {
  let folder: String
  let files: any FileLayer
  let segmentSize: Int
  /// Whether sealed segments are compared with the checksums in the manifest, byte for byte.
  var checksEverything = false
  private(set) var damages: [Damage] = []
  private var state = StoreState()

  init(folder: String, files: any FileLayer, segmentSize: Int) {
    self.folder = folder
    self.files = files
    self.segmentSize = segmentSize
  }

  /// Opens for reading; touches nothing.
  mutating func forReading() throws(StorageError) -> StoreState {
    let manifest = try readManifest()
    let names = try segmentNames()
    guard manifest != nil || names != nil else {
      throw StorageError(
        .missing, subject: folder, cause: "nothing was stored there yet",
        advice: "run stance crawl first, or name the right folder with --store")
    }
    try readSegments(names ?? [], manifest: manifest)
    return state
  }

  /// Opens for writing: takes the lock, mends what a crash left, and opens the last segment.
  mutating func forWriting() throws(StorageError) -> StoreState {
    try attempt(on: folder) { files throws(FileFailure) in
      try files.makeFolder("\(folder)/\(StoreLayout.segments)")
      try files.syncFolder(folder)
    }
    // The new folder's own name; a folder above that may not be opened does not stop anybody from writing below it.
    try? files.syncFolder(StoreLayout.parent(of: folder))
    state.segmentSize = segmentSize
    do throws(StorageError) {
      try takeLock()
      let manifest = try readManifest()
      try readSegments(try segmentNames() ?? [], manifest: manifest)
      try mendTail()
      try setManifestAside()
      try Store.replace(Manifest.fileName, in: folder, with: state.manifest.encoded, files)
      state.loadAggregate(folder, files)
    } catch {
      state.closeFiles(files)
      throw error
    }
    return state
  }

  private func attempt<Value>(
    on subject: String, _ work: (any FileLayer) throws(FileFailure) -> Value
  ) throws(StorageError) -> Value {
    do throws(FileFailure) { return try work(files) } catch { throw error.error(on: subject) }
  }

  private mutating func takeLock() throws(StorageError) {
    let path = "\(folder)/\(StoreLayout.lock)"
    let file = try attempt(on: path) { files throws(FileFailure) in try files.open(path, .append) }
    state.lockFile = file
    let isFree = try attempt(on: path) { files throws(FileFailure) in try files.lock(file) }
    guard isFree else {
      let holder = (try? Store.contents(of: path, files)).map { String(decoding: $0, as: UTF8.self) } ?? ""
      let process = holder.prefix { $0.isNumber }
      throw StorageError(
        .locked, subject: folder, cause: "process \(process.isEmpty ? "unknown" : process) is writing to it",
        advice: "wait until it is done, or name another folder with --store")
    }
    try attempt(on: path) { files throws(FileFailure) in
      try files.truncate(file, to: 0)
      try Store.write(Array("\(files.process)\n".utf8), to: file, files)
    }
  }

  /// The manifest; `nil` when there is none, or none that can be read.
  private mutating func readManifest() throws(StorageError) -> Manifest? {
    let path = "\(folder)/\(Manifest.fileName)"
    let bytes: [UInt8]
    do throws(FileFailure) { bytes = try Store.contents(of: path, files) } catch {
      let failure = error.error(on: path)
      if failure.code == .missing { return nil }
      throw failure
    }
    guard let manifest = Manifest(decoding: bytes) else {
      damages.append(Damage(kind: .brokenManifest, file: Manifest.fileName, offset: 0, length: bytes.count))
      return nil
    }
    try StoreOpening.check(format: manifest.format, folder)
    return manifest
  }

  static func check(format: Int, _ folder: String) throws(StorageError) {
    guard format > Manifest.currentFormat else { return }
    throw StorageError(
      .newerFormat, subject: folder,
      cause: "it has format \(format), and this program knows formats up to \(Manifest.currentFormat)",
      advice: "use the version of stance that made it, or a later one")
  }

  /// The names of the segments in order; `nil` when there is no folder of segments.
  private func segmentNames() throws(StorageError) -> [String]? {
    let path = "\(folder)/\(StoreLayout.segments)"
    let names: [String]
    do throws(FileFailure) { names = try files.names(in: path) } catch {
      let failure = error.error(on: path)
      if failure.code == .missing { return nil }
      throw failure
    }
    return names.filter { StoreLayout.segmentNumber($0) != nil }
      .sorted { (StoreLayout.segmentNumber($0) ?? 0) < (StoreLayout.segmentNumber($1) ?? 0) }
  }

  private mutating func readSegments(_ names: [String], manifest: Manifest?) throws(StorageError) {
    var listed: [String: Manifest.Segment] = [:]
    for segment in manifest?.segments ?? [] { listed[segment.name] = segment }
    for (position, name) in names.enumerated() {
      try readSegment(name, isLast: position == names.count - 1, listed: listed.removeValue(forKey: name))
    }
    for segment in listed.values.sorted(by: { $0.name < $1.name }) where segment.bytes > 0 {
      damages.append(
        Damage(
          kind: .missingSegment, file: "\(StoreLayout.segments)/\(segment.name)", offset: 0, length: segment.bytes))
    }
  }

  private mutating func readSegment(
    _ name: String, isLast: Bool, listed: Manifest.Segment?
  ) throws(StorageError) {
    let path = "\(folder)/\(StoreLayout.segments)/\(name)"
    let relative = "\(StoreLayout.segments)/\(name)"
    let file = try attempt(on: path) { files throws(FileFailure) in try files.open(path, .read) }
    defer { files.close(file) }
    let number = Int32(state.segments.count)
    var records = 0
    var index = state.index
    state.index = StoreIndex()  // One owner, so that the index is not copied.
    var broken: [Damage] = []
    let scan: SegmentScan
    do throws(SegmentScanFailure) {
      scan = try SegmentScan(of: file, in: files, withChecksum: isLast || checksEverything || listed == nil) {
        bytes, range, offset throws(StorageError) in
        records += 1
        guard let head = StoreOpening.head(in: bytes, range: range) else {
          broken.append(Damage(kind: .brokenLine, file: relative, offset: offset, length: range.count + 1))
          return
        }
        try StoreOpening.check(format: head.schema, folder)
        index[StoreIndex.Key(page: head.page, service: head.service)] = StoreIndex.Location(
          segment: number, length: Int32(range.count), offset: offset, digest: StoreIndex.folded(head.digest))
      }
    } catch {
      switch error {
      case .file(let failure): throw failure.error(on: path)
      case .store(let failure): throw failure
      }
    }
    state.index = index
    state.segments.append(
      StoreState.Segment(
        name: name, length: scan.completeLength, records: records, checksum: scan.checksum,
        sealedChecksum: listed?.crc32))
    damages += broken
    if let listed, scan.completeLength < listed.bytes {
      damages.append(
        Damage(
          kind: .shortSegment, file: relative, offset: scan.completeLength,
          length: listed.bytes - scan.completeLength))
    }
    if checksEverything, broken.isEmpty, let listed, listed.bytes == scan.completeLength,
      listed.crc32 != scan.checksum?.text
    {
      damages.append(Damage(kind: .alteredSegment, file: relative, offset: 0, length: listed.bytes))
    }
    if scan.length > scan.completeLength {
      damages.append(
        Damage(
          kind: .tornTail, file: relative, offset: scan.completeLength, length: scan.length - scan.completeLength))
    }
  }

  /// The head of an intact line; `nil` for a broken one.
  private static func head(in bytes: [UInt8], range: Range<Int>) -> RecordLine.Head? {
    let isIntact = unsafe bytes.withUnsafeBytes {
      unsafe RecordLine.isIntact(UnsafeRawBufferPointer(rebasing: $0[range]))
    }
    return isIntact ? try? RecordLine.head(in: bytes, range: range) : nil
  }

  /// Copies the torn tail of the last segment to a dated file, then cuts it off.
  private mutating func mendTail() throws(StorageError) {
    guard let last = state.segments.last else { return }
    let relative = "\(StoreLayout.segments)/\(last.name)"
    guard let position = damages.lastIndex(where: { $0.kind == .tornTail && $0.file == relative }) else { return }
    let path = "\(folder)/\(relative)"
    let file = try attempt(on: path) { files throws(FileFailure) in try files.open(path, .append) }
    defer { files.close(file) }
    let damage = damages[position]
    let tail = try attempt(on: path) { files throws(FileFailure) in
      try Store.bytes(of: file, at: damage.offset, count: damage.length, files)
    }
    damages[position].setAside = try Store.setAside(tail, named: "\(last.name).tail", in: folder, files)
    try attempt(on: path) { files throws(FileFailure) in
      try files.truncate(file, to: damage.offset)
      try files.sync(file)
    }
  }

  /// Keeps a manifest that is broken, or that alone knows what was lost, before it is replaced.
  private mutating func setManifestAside() throws(StorageError) {
    guard damages.contains(where: { $0.kind == .brokenManifest || $0.losesData }) else { return }
    let path = "\(folder)/\(Manifest.fileName)"
    let bytes: [UInt8]
    do throws(FileFailure) { bytes = try Store.contents(of: path, files) } catch {
      let failure = error.error(on: path)
      if failure.code == .missing { return }
      throw failure
    }
    let name = try Store.setAside(bytes, named: Manifest.fileName, in: folder, files)
    for position in damages.indices where damages[position].kind == .brokenManifest {
      damages[position].setAside = name
    }
  }
}
