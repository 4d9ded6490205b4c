/// A set of 64-bit fingerprints in about 12 bytes each: open addressing in shards that grow one at a time.
///
/// Growing one of 256 shards at a time keeps the peak while growing near the size itself.
struct FingerprintSet: Sendable {
  private var shards: [Shard] = Array(repeating: Shard(), count: 256)
  private(set) var count = 0

  /// Adds a fingerprint.
  ///
  /// - Returns: whether it was new.
  mutating func insert(_ fingerprint: UInt64) -> Bool {
    let isNew = shards[Int(fingerprint >> 56)].insert(fingerprint)
    if isNew { count += 1 }
    return isNew
  }

  func contains(_ fingerprint: UInt64) -> Bool { shards[Int(fingerprint >> 56)].contains(fingerprint) }

  /// One table; 0 marks a free slot, so the fingerprint 0 is kept apart.
  private struct Shard: Sendable {
    var slots: [UInt64] = []
    var used = 0
    var hasZero = false

    func contains(_ fingerprint: UInt64) -> Bool {
      if fingerprint == 0 { return hasZero }
      if slots.isEmpty { return false }
      return slots[slot(of: fingerprint)] == fingerprint
    }

    mutating func insert(_ fingerprint: UInt64) -> Bool {
      if fingerprint == 0 {
        defer { hasZero = true }
        return !hasZero
      }
      if used * 5 >= slots.count * 4 { grow() }
      let position = slot(of: fingerprint)
      if slots[position] == fingerprint { return false }
      slots[position] = fingerprint
      used += 1
      return true
    }

    /// The slot that holds the fingerprint, or the free one where it belongs.
    private func slot(of fingerprint: UInt64) -> Int {
      // Multiply-shift onto any table size (Lemire, "Fast Random Integer Generation in an Interval", 2019).
      let spread = fingerprint &* 0x9e37_79b9_7f4a_7c15
      var position = Int(UInt64(slots.count).multipliedFullWidth(by: spread).high)
      while slots[position] != 0, slots[position] != fingerprint {
        position += 1
        if position == slots.count { position = 0 }
      }
      return position
    }

    private mutating func grow() {
      let old = slots
      slots = Array(repeating: 0, count: max(16, old.count + old.count / 2))
      for fingerprint in old where fingerprint != 0 { slots[slot(of: fingerprint)] = fingerprint }
    }
  }
}
