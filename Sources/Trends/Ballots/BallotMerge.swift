/// A sheet could not be read to its end; it has to be made again.
public struct BallotDamage: Error, Equatable {
  /// The number of the sheet among those that were counted.
  public var sheet: Int
}

/// Reads one section of a sheet from its beginning to its end, some entries at a time.
struct BallotReader<Entry: BitwiseCopyable> {
  private let sheet: BallotSheet
  private let part: BallotSheet.Part
  private let number: Int
  private let count: Int
  private var buffer: [Entry] = []
  private var start = 0
  private(set) var position = 0
  private static var piece: Int { 32_768 / MemoryLayout<Entry>.stride }

  init(_ sheet: BallotSheet, _ part: BallotSheet.Part, number: Int) {
    self.sheet = sheet
    self.part = part
    self.number = number
    count = sheet.section(part).count
  }

  /// The next entry without passing it; `nil` at the end.
  @inline(__always)
  mutating func peek() throws(BallotDamage) -> Entry? {
    guard position < count else { return nil }
    if position >= start + buffer.count { try fill() }
    return buffer[position - start]
  }

  /// Passes the entry that was peeked at.
  @inline(__always)
  mutating func advance() { position += 1 }

  private mutating func fill() throws(BallotDamage) {
    start = position
    guard let entries: [Entry] = sheet.entries(part, position..<min(count, position + Self.piece))
    else {
      throw BallotDamage(sheet: number)
    }
    buffer = entries
  }
}

/// Goes over one section of all sheets in the order of the fingerprints, in memory that does not grow with the sheets'
/// length: fingerprints are even, so that each of many small ranges of them holds few entries.
struct BallotMerge<Entry: BallotEntry> {
  /// An entry with where it stands.
  struct Item {
    var entry: Entry
    var sheet: Int32
    /// Its position in the section.
    var position: UInt32
  }

  private static var itemsOfRange: Int { 8192 }

  /// Hands out the entries that are kept, those of equal fingerprints together, within them in the order of the sheets.
  ///
  /// - Parameters:
  ///   - equalBits: how many of the fingerprint's upper bits make entries equal.
  ///   - keep: whether an entry counts; asked in the order of each sheet.
  static func forEachRun(
    _ part: BallotSheet.Part, of sheets: [BallotSheet], equalBits: UInt64 = 64,
    keep: (Entry, Int, Int) -> Bool, _ body: (ArraySlice<Item>) throws(BallotDamage) -> Void
  ) throws(BallotDamage) {
    let total = sheets.reduce(0) { $0 + $1.section(part).count }
    var bits: UInt64 = 0
    while total >> Int(bits) > itemsOfRange, bits < 20 { bits += 1 }
    var readers = sheets.enumerated().map {
      BallotReader<Entry>($0.element, part, number: $0.offset)
    }
    var items: [Item] = []
    for range in 0..<(UInt64(1) << bits) {
      items.removeAll(keepingCapacity: true)
      for sheet in readers.indices {
        while let entry = try readers[sheet].peek(), bits == 0 || entry.key >> (64 - bits) <= range {
          let position = readers[sheet].position
          if keep(entry, sheet, position) {
            items.append(Item(entry: entry, sheet: Int32(sheet), position: UInt32(position)))
          }
          readers[sheet].advance()
        }
      }
      let order = order(of: items.map { $0.entry.key >> (64 - equalBits) }, below: equalBits - bits)
      let sorted = order.map { items[Int($0)] }
      var start = 0
      while start < sorted.count {
        let key = sorted[start].entry.key >> (64 - equalBits)
        var end = start + 1
        while end < sorted.count, sorted[end].entry.key >> (64 - equalBits) == key { end += 1 }
        try body(sorted[start..<end])
        start = end
      }
    }
  }

  /// The stable order of even keys: dealt out by their upper bits, then put in order within the few of each heap.
  ///
  /// - Parameter width: the bits in which keys differ.
  private static func order(of keys: [UInt64], below width: UInt64) -> [Int32] {
    var bits: UInt64 = 0
    while keys.count >> Int(bits) > 1 { bits += 1 }
    bits = min(bits, width)
    let mask = width >= 64 ? UInt64.max : (1 << width) - 1
    @inline(__always) func heap(_ key: UInt64) -> Int { Int((key & mask) >> (width - bits)) }
    var ends = [Int32](repeating: 0, count: (1 << Int(bits)) + 1)
    for key in keys { ends[heap(key) + 1] += 1 }
    for heap in 1..<ends.count { ends[heap] += ends[heap - 1] }
    var next = ends
    var order = [Int32](repeating: 0, count: keys.count)
    for (position, key) in keys.enumerated() {
      order[Int(next[heap(key)])] = Int32(position)
      next[heap(key)] += 1
    }
    for heap in 0..<(ends.count - 1) where ends[heap + 1] - ends[heap] > 1 {
      let range = Int(ends[heap])..<Int(ends[heap + 1])
      if range.count > 64 {
        order[range].sort { (keys[Int($0)], $0) < (keys[Int($1)], $1) }
        continue
      }
      for place in range.dropFirst() {
        let moved = order[place]
        var hole = place
        while hole > range.lowerBound, keys[Int(order[hole - 1])] > keys[Int(moved)] {
          order[hole] = order[hole - 1]
          hole -= 1
        }
        order[hole] = moved
      }
    }
    return order
  }
}
