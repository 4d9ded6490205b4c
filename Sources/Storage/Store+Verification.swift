import Synchronization

extension Store {
  /// What a check of a whole store found.
  public struct Verification: Equatable, Sendable {
    /// What is wrong; empty when nothing is.
    public var damages: [Damage] = []
    /// Segments that were read.
    public var segments = 0
    /// Lines in them, broken ones included.
    public var records = 0
    /// Bytes in them.
    public var bytes = 0
    /// Whether the sums by day are whole and of fewer records than there are, as while a crawl writes and after it was
    /// killed: the next opening counts them anew.
    public var areSumsBehind = false
  }

  /// Reads every byte of a store and compares it with every check that there is; touches nothing.
  public static func verify(folder: String) throws(StorageError) -> Verification {
    try verify(folder: folder, files: SystemFiles())
  }

  static func verify(folder: String, files: any FileLayer) throws(StorageError) -> Verification {
    var opening = StoreOpening(folder: folder, files: files, segmentSize: 0)
    opening.checksEverything = true
    let state = try opening.forReading()
    var verification = Verification(
      damages: opening.damages, segments: state.segments.count, records: state.segments.reduce(0) { $0 + $1.records },
      bytes: state.segments.reduce(0) { $0 + $1.length })
    if let sums = try? contents(of: "\(folder)/\(StoreLayout.aggregate)", files),
      TrendAggregate(decoding: sums, basis: state.basis) == nil
    {
      if let basis = TrendAggregate.basis(in: sums), basis.bytes < state.basis.bytes {
        verification.areSumsBehind = true
      } else {
        verification.damages.append(
          Damage(kind: .staleSums, file: StoreLayout.aggregate, offset: 0, length: sums.count))
      }
    }
    return verification
  }

  /// Sets damaged segments aside under dated names and puts their intact lines in their place; nothing is deleted.
  ///
  /// - Returns: what was wrong, each with the name under which the damaged bytes lie now.
  public static func repair(folder: String) throws(StorageError) -> [Damage] {
    try repair(folder: folder, files: SystemFiles())
  }

  static func repair(folder: String, files: any FileLayer) throws(StorageError) -> [Damage] {
    var damages = try verify(folder: folder, files: files).damages
    // Opening for writing takes the lock, sets the last segment's torn tail and a broken manifest aside.
    let store = try Store(folder: folder, mode: .write, segmentSize: 64 << 20, files: files)
    let mended = store.damages
    try store.state.withLock { state throws(StorageError) in
      for segment in state.segments {
        let relative = "\(StoreLayout.segments)/\(segment.name)"
        guard mended.contains(where: { $0.file == relative && ($0.kind == .brokenLine || $0.setAside == nil) }) else {
          continue
        }
        let name = try rewrite(segment.name, in: folder, files)
        for position in damages.indices where damages[position].file == relative { damages[position].setAside = name }
      }
      // The manifest would accuse the mended segments; the opening below writes it anew from what is there.
      try replace(Manifest.fileName, in: folder, with: Manifest().encoded, files)
      state.closeFiles(files)
    }
    for repaired in mended where repaired.setAside != nil {
      for position in damages.indices
      where damages[position].kind == repaired.kind && damages[position].file == repaired.file {
        damages[position].setAside = repaired.setAside
      }
    }
    // The manifest and the sums are written anew from what is there.
    let reopened = try Store(folder: folder, mode: .write, segmentSize: 64 << 20, files: files)
    reopened.state.withLock { state in
      state.isDirty = true
      state.aggregate = nil
    }
    try reopened.close()
    return damages
  }

  /// Replaces a segment by its intact lines; gives the name under which the former bytes are kept.
  private static func rewrite(
    _ name: String, in folder: String, _ files: any FileLayer
  ) throws(StorageError) -> String {
    let path = "\(folder)/\(StoreLayout.segments)/\(name)"
    let bytes: [UInt8]
    do throws(FileFailure) { bytes = try contents(of: path, files) } catch { throw error.error(on: path) }
    let aside = try setAside(bytes, named: name, in: folder, files)
    var intact: [UInt8] = []
    var start = 0
    while let end = bytes[start...].firstIndex(of: 0x0a) {
      let isIntact = unsafe bytes.withUnsafeBytes {
        unsafe RecordLine.isIntact(UnsafeRawBufferPointer(rebasing: $0[start..<end]))
      }
      if isIntact { intact.append(contentsOf: bytes[start...end]) }
      start = end + 1
    }
    try replace("\(StoreLayout.segments)/\(name)", in: folder, with: intact, files)
    do throws(FileFailure) { try files.syncFolder("\(folder)/\(StoreLayout.segments)") } catch {
      throw error.error(on: path)
    }
    return aside
  }
}
