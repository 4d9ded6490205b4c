import JSONCoding
import Synchronization

extension Store {
  /// Adds records with one write and one sync: when it returns, all of them are safe; when it throws, none of them counts.
  ///
  /// A record whose page the store already has with the same content is not written again.
  @discardableResult
  public func append(_ records: [PageRecord]) throws(StorageError) -> Appended {
    try state.withLock { state throws(StorageError) in try state.append(records, folder, files) }
  }

  /// Writes the manifest and the trend aggregate and frees the lock; a store that is not closed is whole all the same.
  public func close() throws(StorageError) {
    try state.withLock { state throws(StorageError) in
      guard state.lockFile != nil else { return }
      defer { state.closeFiles(files) }
      if state.broken == nil, state.isDirty {
        try Store.replace(Manifest.fileName, in: folder, with: state.manifest.encoded, files)
        let aggregate = try state.currentAggregate(folder, files)
        try Store.replace(StoreLayout.aggregate, in: folder, with: aggregate.encoded(basis: state.basis), files)
      }
    }
  }
}

extension StoreState {
  /// A record that is to be written.
  private struct Pending {
    var key: StoreIndex.Key
    var location: StoreIndex.Location
    var position: Int
  }

  mutating func append(
    _ records: [PageRecord], _ folder: String, _ files: any FileLayer
  ) throws(StorageError) -> Store.Appended {
    guard lockFile != nil else {
      throw StorageError(
        .forbidden, subject: folder, cause: "the store was opened for reading, or closed",
        advice: "open it for writing")
    }
    if let broken { throw broken }
    var summary = Store.Appended()
    var batch: [UInt8] = []
    var pending: [Pending] = []
    var digests: [StoreIndex.Key: UInt64] = [:]
    var line = JSONWriter(capacity: 1 << 16)
    var checksum = Checksum()
    for (position, record) in records.enumerated() {
      line.removeAll()
      let key = StoreIndex.Key(page: record.page, service: record.service)
      let digest = RecordLine.digest(of: record, into: &line)
      let folded = StoreIndex.folded(digest)
      if let known = digests[key] ?? index[key]?.digest,
        known == folded || known == StoreIndex.folded(RecordLine.formerDigest(of: line.bytes))
      {
        summary.unchanged += 1
        continue
      }
      let check = RecordLine.finish(record, digest: digest, in: &line)
      guard line.bytes.count <= Int(Int32.max) else {
        throw StorageError(
          .failed, subject: record.page, cause: "its record is larger than 2 GB", advice: "leave this page out")
      }
      digests[key] = folded
      pending.append(
        Pending(
          key: key,
          location: .init(segment: 0, length: Int32(line.bytes.count - 1), offset: batch.count, digest: folded),
          position: position))
      // Records of one crawl are of a size.
      if batch.isEmpty { batch.reserveCapacity(min(1 << 22, line.bytes.count * records.count)) }
      batch.append(contentsOf: line.bytes)
      checksum.append(check, of: line.bytes.count)
    }
    if pending.isEmpty { return summary }
    try write(batch, checksum, count: pending.count, folder, files)
    let segment = Int32(segments.count - 1)
    let base = segments[segments.count - 1].length - batch.count
    for item in pending {
      try count(records[item.position], replacing: index[item.key], folder, files)
      var location = item.location
      location.segment = segment
      location.offset += base
      index[item.key] = location
    }
    summary.written = pending.count
    return summary
  }

  /// Writes a batch to the end of the active segment and waits until it is on the disk.
  private mutating func write(
    _ batch: [UInt8], _ checksum: Checksum, count: Int, _ folder: String, _ files: any FileLayer
  ) throws(StorageError) {
    if let last = segments.last, last.length > 0, last.length + batch.count > segmentSize {
      try beginSegment(folder, files)
    } else if segments.isEmpty {
      try beginSegment(folder, files)
    }
    let file = try openActive(folder, files)
    let last = segments.count - 1
    let path = "\(folder)/\(StoreLayout.segments)/\(segments[last].name)"
    do throws(FileFailure) {
      try Store.write(batch, to: file, files)
    } catch {
      // Nothing was acknowledged: cut off what was written, so that the next append begins a line.
      let failure = error.error(on: path)
      do throws(FileFailure) { try files.truncate(file, to: segments[last].length) } catch { broken = failure }
      throw failure
    }
    do throws(FileFailure) {
      try files.sync(file)
      let status = try files.status(of: file)
      guard status.hasName else { throw FileFailure(number: 2, call: "write", path: path) }  // ENOENT
    } catch {
      // After a failed sync the system may have dropped the bytes and forgotten it: only a new opening can tell.
      let failure = error.error(on: path)
      try? files.truncate(file, to: segments[last].length)
      broken = failure
      throw failure
    }
    segments[last].length += batch.count
    segments[last].records += count
    segments[last].checksum?.append(checksum, of: batch.count)
    isDirty = true
  }

  private mutating func openActive(_ folder: String, _ files: any FileLayer) throws(StorageError) -> Int32 {
    if let activeFile { return activeFile }
    let path = "\(folder)/\(StoreLayout.segments)/\(segments[segments.count - 1].name)"
    do throws(FileFailure) {
      let file = try files.open(path, .append)
      activeFile = file
      // A name that is not on the disk would lose the file with all its synced bytes.
      try files.syncFolder("\(folder)/\(StoreLayout.segments)")
      return file
    } catch {
      if let activeFile { files.close(activeFile) }
      activeFile = nil
      throw error.error(on: path)
    }
  }

  /// Seals the active segment and begins the next.
  private mutating func beginSegment(_ folder: String, _ files: any FileLayer) throws(StorageError) {
    if let activeFile { files.close(activeFile) }
    activeFile = nil
    let number = segments.last.flatMap { StoreLayout.segmentNumber($0.name) } ?? 0
    if !segments.isEmpty { try Store.replace(Manifest.fileName, in: folder, with: manifest.encoded, files) }
    segments.append(
      Segment(name: StoreLayout.segmentName(number + 1), length: 0, records: 0, checksum: Checksum()))
    do throws(StorageError) { _ = try openActive(folder, files) } catch {
      segments.removeLast()
      throw error
    }
  }
}

extension Checksum {
  mutating func combine(_ bytes: [UInt8]) {
    unsafe bytes.withUnsafeBytes { unsafe combine($0) }
  }
}
