/// Records of one kind that are added at the end and changed in place, without what an array does for each of them.
///
/// An array asks before every change whether somebody else holds it; a page is built of some ten thousand changes.
@safe struct Sink<Record: BitwiseCopyable>: ~Copyable {
  private var base: UnsafeMutablePointer<Record>
  private var capacity: Int
  /// The number of records.
  private(set) var count = 0

  /// Makes room for so many records; more may come.
  init(capacity: Int) {
    self.capacity = max(8, capacity)
    unsafe base = .allocate(capacity: self.capacity)
  }

  /// Makes so many records that are all the same.
  init(repeating record: Record, count: Int) {
    self.init(capacity: count)
    unsafe base.initialize(repeating: record, count: count)
    self.count = count
  }

  deinit { unsafe base.deallocate() }

  private mutating func grow() {
    let larger = UnsafeMutablePointer<Record>.allocate(capacity: capacity * 2)
    unsafe larger.update(from: base, count: count)
    unsafe base.deallocate()
    unsafe base = larger
    capacity *= 2
  }

  /// Adds a record.
  @inline(__always) mutating func append(_ record: Record) {
    if count == capacity { grow() }
    unsafe base[count] = record
    count += 1
  }

  /// The record at a position, which must be one.
  @inline(__always) subscript(index: Int) -> Record {
    _read {
      precondition(UInt(bitPattern: index) < UInt(bitPattern: count))
      yield unsafe base[index]
    }
    _modify {
      precondition(UInt(bitPattern: index) < UInt(bitPattern: count))
      yield unsafe &base[index]
    }
  }

  /// Takes off everything from a position on.
  @inline(__always) mutating func truncate(to count: Int) {
    if count >= 0, count < self.count { self.count = count }
  }

  /// All records as an array.
  var array: [Record] {
    unsafe Array(UnsafeBufferPointer(start: base, count: count))
  }
}
