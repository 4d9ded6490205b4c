internal import Model
public import Storage

/// Reads the stored texts of a service again with today's lexicon; no network, no archive.
public struct Rescoring {
  private let listener: Listener
  private let store: Store
  private let isDryRun: Bool

  /// Records that are written at once.
  private static let batch = 64

  /// Makes the second reading of a service.
  ///
  /// - Parameter isDryRun: whether nothing is written.
  public init(listener: Listener, store: Store, isDryRun: Bool) {
    self.listener = listener
    self.store = store
    self.isDryRun = isDryRun
  }

  /// Reads every voice again; records whose readings change get a new version, with the time of the old fetch.
  ///
  /// - Throws: `StorageError`.
  public func run() throws -> StanceShift {
    var shift = StanceShift()
    var changed: [PageRecord] = []
    try store.forEachRecord(of: listener.service.name) { former in
      var record = former
      record.readings = listener.readings(of: record.conversation)
      shift.compare(record, with: former)
      if record.readings != former.readings { changed.append(record) }
      if changed.count >= Rescoring.batch {
        if !isDryRun { try store.append(changed) }
        changed.removeAll(keepingCapacity: true)
      }
    }
    if !changed.isEmpty, !isDryRun { try store.append(changed) }
    return shift
  }
}
