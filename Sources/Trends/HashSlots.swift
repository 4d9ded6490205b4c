/// A table from 64-bit hashes to small numbers, several times quicker than a dictionary, which hashes again.
struct HashSlots {
  private var keys: [UInt64]
  private var values: [Int32]
  private(set) var count = 0

  /// Makes an empty table.
  init(capacity: Int = 1024) {
    var size = 16
    while size < capacity * 2 { size *= 2 }
    keys = [UInt64](repeating: 0, count: size)
    values = [Int32](repeating: -1, count: size)
  }

  /// The number of a hash; `nil` when it has none.
  subscript(hash: UInt64) -> Int32? {
    let slot = slot(of: hash)
    return values[slot] < 0 ? nil : values[slot]
  }

  /// Gives a hash a number that it does not have yet.
  mutating func insert(_ hash: UInt64, _ value: Int32) {
    if count * 2 >= keys.count { grow() }
    let slot = slot(of: hash)
    if values[slot] < 0 { count += 1 }
    keys[slot] = hash
    values[slot] = value
  }

  @inline(__always)
  private func slot(of hash: UInt64) -> Int {
    let mask = keys.count - 1
    // Fibonacci hashing spreads what FNV leaves in the low bits.
    var slot = Int(truncatingIfNeeded: (hash &* 0x9e37_79b9_7f4a_7c15) >> 24) & mask
    while values[slot] >= 0, keys[slot] != hash { slot = (slot + 1) & mask }
    return slot
  }

  private mutating func grow() {
    var larger = HashSlots(capacity: keys.count)
    for slot in keys.indices where values[slot] >= 0 { larger.insert(keys[slot], values[slot]) }
    self = larger
  }
}
