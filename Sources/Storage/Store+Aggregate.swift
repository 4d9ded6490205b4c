import Synchronization

extension Store {
  /// The sums by service and day: from their file where it is up to date, else counted from the records.
  public func aggregate() throws(StorageError) -> TrendAggregate {
    try state.withLock { state throws(StorageError) in try state.currentAggregate(folder, files) }
  }
}

extension StoreState {
  /// What the segments hold now.
  var basis: TrendAggregate.Basis {
    TrendAggregate.Basis(segments: segments.count, bytes: segments.reduce(0) { $0 + $1.length })
  }

  /// Takes the sums from their file where it is up to date.
  mutating func loadAggregate(_ folder: String, _ files: any FileLayer) {
    if basis.bytes == 0 {
      aggregate = TrendAggregate()
    } else if let bytes = try? Store.contents(of: "\(folder)/\(StoreLayout.aggregate)", files) {
      aggregate = TrendAggregate(decoding: bytes, basis: basis)
    }
  }

  /// The sums, loaded or counted anew.
  mutating func currentAggregate(_ folder: String, _ files: any FileLayer) throws(StorageError) -> TrendAggregate {
    if aggregate == nil { loadAggregate(folder, files) }
    if let aggregate { return aggregate }
    var counted = TrendAggregate()
    for location in index.locations.values.sorted(by: { ($0.segment, $0.offset) < ($1.segment, $1.offset) }) {
      counted.count(try decoded(at: location, folder, files))
    }
    aggregate = counted
    return counted
  }

  /// Keeps the sums up to date when a page gets a new version.
  mutating func count(
    _ record: PageRecord, replacing former: StoreIndex.Location?, _ folder: String, _ files: any FileLayer
  ) throws(StorageError) {
    guard aggregate != nil else { return }
    if let former {
      // A former version that cannot be read any more only costs the sums, which are then counted anew.
      guard let old = try? decoded(at: former, folder, files) else {
        aggregate = nil
        return
      }
      aggregate?.count(old, sign: -1)
    }
    aggregate?.count(record)
  }

  private mutating func decoded(
    at location: StoreIndex.Location, _ folder: String, _ files: any FileLayer
  ) throws(StorageError) -> PageRecord {
    let bytes = try line(at: location, folder, files)
    guard let record = try? RecordDecoder.record(in: bytes, range: 0..<bytes.count) else {
      throw StorageError(
        .damaged, subject: "\(folder)/\(StoreLayout.segments)/\(segments[Int(location.segment)].name)",
        cause: "a record cannot be read", advice: "run stance verify --repair")
    }
    return record
  }
}
