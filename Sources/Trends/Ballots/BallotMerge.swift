/// Goes over one section of all sheets in the order of the fingerprints, in memory that does not grow with the sheets'
/// length: fingerprints are even, so that each of many small ranges of them holds few entries.
///
/// The fingerprints are parted into quarters that can be gone over side by side; what is summed up quarter by quarter is
/// the same however many are at work at once.
struct BallotMerge<Entry: BallotEntry> {
  /// The entries of a small range of fingerprints, put in order.
  struct Group {
    /// As they were read: sheet by sheet.
    fileprivate(set) var entries: [Entry] = []
    /// The number of the sheet above thirty-two bits of the position in the section.
    fileprivate var places: [UInt64] = []
    /// The positions of the entries in the order of their fingerprints, and of the sheets where those are equal.
    fileprivate(set) var order: [Int32] = []

    /// The number of an entry's sheet.
    @inline(__always)
    func sheet(_ position: Int32) -> Int { Int(places[Int(position)] >> 32) }

    /// An entry's position in the section of its sheet.
    @inline(__always)
    func row(_ position: Int32) -> Int { Int(places[Int(position)] & 0xffff_ffff) }
  }

  /// How the fingerprints are parted.
  static var quarters: Int { 4 }
  private static var itemsOfRange: Int { 8192 }

  private let part: BallotSheet.Part
  private let sheets: [BallotSheet]
  private let equalBits: UInt64
  private let isRepeatedOnly: Bool

  /// Makes a merge.
  ///
  /// - Parameters:
  ///   - equalBits: how many of the fingerprint's upper bits make entries equal.
  ///   - isRepeatedOnly: whether entries that no other is equal to may be left out.
  init(
    _ part: BallotSheet.Part, of sheets: [BallotSheet], equalBits: UInt64 = 64, isRepeatedOnly: Bool = false
  ) {
    self.part = part
    self.sheets = sheets
    self.equalBits = equalBits
    self.isRepeatedOnly = isRepeatedOnly
  }

  /// Hands out the groups of a quarter.
  ///
  /// - Parameter keep: whether an entry counts, told from its sheet and its position.
  func forEachGroup(
    ofQuarter quarter: Int, keep: (Entry, Int, Int) -> Bool, _ body: (borrowing Group) throws(BallotDamage) -> Void
  ) throws(BallotDamage) {
    let total = sheets.reduce(0) { $0 + $1.section(part).count }
    var bits: UInt64 = 2
    while total >> Int(bits) > Self.itemsOfRange, bits < 22 { bits += 1 }
    let ranges = UInt64(1) << (bits - 2)
    let first = UInt64(quarter) * ranges
    var readers: [BallotReader<Entry>] = []
    for (number, sheet) in sheets.enumerated() {
      readers.append(try BallotReader(sheet, part, number: number, from: first << (64 - bits)))
    }
    let mask = UInt64.max << (64 - equalBits)
    var group = Group()
    var keys: [UInt64] = []
    for range in first..<(first + ranges) {
      group.entries.removeAll(keepingCapacity: true)
      group.places.removeAll(keepingCapacity: true)
      keys.removeAll(keepingCapacity: true)
      for sheet in readers.indices {
        let high = UInt64(sheet) << 32
        try readers[sheet].forEach(below: { $0.key >> (64 - bits) <= range }) { entry, position in
          guard isRepeatedOnly || keep(entry, sheet, position) else { return }
          group.entries.append(entry)
          group.places.append(high | UInt64(position))
          // Without the bits that all of the range share.
          keys.append((entry.key & mask) << bits)
        }
      }
      if isRepeatedOnly { Self.keepRepeated(&group, &keys, keep) }
      guard !keys.isEmpty else { continue }
      Self.sort(keys, into: &group.order)
      try body(group)
    }
  }

  /// Hands out runs of equal fingerprints as parts of a group's order.
  @inline(__always)
  func forEachRun(
    of group: borrowing Group, _ body: (Range<Int>) throws(BallotDamage) -> Void
  ) throws(BallotDamage) {
    let mask = UInt64.max << (64 - equalBits)
    var start = 0
    while start < group.order.count {
      let key = group.entries[Int(group.order[start])].key & mask
      var end = start + 1
      while end < group.order.count, group.entries[Int(group.order[end])].key & mask == key { end += 1 }
      try body(start..<end)
      start = end
    }
  }

  /// Leaves out entries whose fingerprints cannot be there twice, told by two tables of bits.
  private static func keepRepeated(_ group: inout Group, _ keys: inout [UInt64], _ keep: (Entry, Int, Int) -> Bool) {
    var bits: UInt64 = 6
    while keys.count >> Int(bits) > 0 { bits += 1 }
    bits += 3
    var once = [UInt64](repeating: 0, count: 1 << Int(bits - 6))
    var twice = once
    for key in keys {
      let hash = key >> (64 - bits)
      let bit: UInt64 = 1 << (hash & 63)
      twice[Int(hash >> 6)] |= once[Int(hash >> 6)] & bit
      once[Int(hash >> 6)] |= bit
    }
    var kept = 0
    for position in keys.indices {
      let hash = keys[position] >> (64 - bits)
      guard twice[Int(hash >> 6)] >> (hash & 63) & 1 != 0,
        keep(group.entries[position], group.sheet(Int32(position)), group.row(Int32(position)))
      else { continue }
      group.entries[kept] = group.entries[position]
      group.places[kept] = group.places[position]
      keys[kept] = keys[position]
      kept += 1
    }
    group.entries.removeLast(keys.count - kept)
    group.places.removeLast(keys.count - kept)
    keys.removeLast(keys.count - kept)
  }

  /// The stable order of even keys: dealt out by their upper bits, then put in order within the few of each heap.
  private static func sort(_ keys: [UInt64], into order: inout [Int32]) {
    var bits: UInt64 = 1
    while keys.count >> Int(bits) > 1 { bits += 1 }
    let shift = 64 - bits
    var next = [Int32](repeating: 0, count: (1 << Int(bits)) + 1)
    for key in keys { next[Int(key >> shift) + 1] += 1 }
    for heap in 1..<next.count { next[heap] += next[heap - 1] }
    order.removeAll(keepingCapacity: true)
    order.append(contentsOf: repeatElement(0, count: keys.count))
    for (position, key) in keys.enumerated() {
      let heap = Int(key >> shift)
      order[Int(next[heap])] = Int32(position)
      next[heap] += 1
    }
    // Each heap now ends where the next one began.
    var start = 0
    for heap in 0..<(next.count - 1) {
      let end = Int(next[heap])
      if end - start > 64 {
        order[start..<end].sort { (keys[Int($0)], $0) < (keys[Int($1)], $1) }
      } else if end - start > 1 {
        for place in (start + 1)..<end {
          let moved = order[place]
          let key = keys[Int(moved)]
          var hole = place
          while hole > start, keys[Int(order[hole - 1])] > key {
            order[hole] = order[hole - 1]
            hole -= 1
          }
          order[hole] = moved
        }
      }
      start = end
    }
  }
}
