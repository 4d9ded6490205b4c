/// A sheet could not be read to its end; it has to be made again.
public struct BallotDamage: Error, Equatable {
  /// The number of the sheet among those that were counted.
  public var sheet: Int
}

/// Reads one section of a sheet in its order, some entries at a time.
struct BallotReader<Entry: BitwiseCopyable> {
  private let sheet: BallotSheet
  private let part: BallotSheet.Part
  private let number: Int
  private let count: Int
  private var buffer: [Entry] = []
  private var start = 0
  private var position = 0
  private static var piece: Int { 32_768 / MemoryLayout<Entry>.stride }

  /// Reads a section from its beginning.
  init(_ sheet: BallotSheet, _ part: BallotSheet.Part, number: Int) {
    self.sheet = sheet
    self.part = part
    self.number = number
    count = sheet.section(part).count
  }

  /// Reads a sorted section from the first fingerprint on that is not smaller.
  ///
  /// - Complexity: O(log n) before anything is read.
  init(_ sheet: BallotSheet, _ part: BallotSheet.Part, number: Int, from key: UInt64) throws(BallotDamage)
  where Entry: BallotEntry {
    self.init(sheet, part, number: number)
    guard key > 0 else { return }
    var high = count
    while position < high {
      let middle = (position + high) / 2
      guard let entry = (sheet.entries(part, middle..<(middle + 1)) as [Entry]?)?.first else {
        throw BallotDamage(sheet: number)
      }
      if entry.key < key { position = middle + 1 } else { high = middle }
    }
    start = position
  }

  /// Hands out the next entries, with their positions, as long as they lie below a limit.
  @inline(__always)
  mutating func forEach(
    below isBelow: (Entry) -> Bool, _ body: (Entry, Int) throws(BallotDamage) -> Void
  ) throws(BallotDamage) {
    while position < count {
      if position >= start + buffer.count { try fill() }
      let entries = buffer
      let start = start
      var offset = position - start
      while offset < entries.count {
        let entry = entries[offset]
        guard isBelow(entry) else {
          position = start + offset
          return
        }
        try body(entry, start + offset)
        offset += 1
      }
      position = start + offset
    }
  }

  private mutating func fill() throws(BallotDamage) {
    start = position
    guard let entries: [Entry] = sheet.entries(part, position..<min(count, position + Self.piece)) else {
      throw BallotDamage(sheet: number)
    }
    buffer = entries
  }
}
