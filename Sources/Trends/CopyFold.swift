/// Finds copies of the same words: syndicated posts, comments that a system shows twice, quotes of whole posts.
///
/// A text's fingerprint is a SimHash (Charikar, STOC 2002) over its shingles of three words; near copies differ in few
/// of its 64 bits (Manku, Jain and Das Sarma, WWW 2007, took 3 for whole pages). Short texts have none: many people say
/// "me too" without copying each other.
public enum CopyFold {
  /// Texts of fewer words are never copies.
  static let minimumWords = 20
  /// Fingerprints that differ in at most this many bits mark copies.
  static let distance = 3

  /// The fingerprint of a text; `nil` for one that is too short to tell.
  public static func key(of text: String) -> UInt64? {
    var hashes: [UInt64] = []
    Words.forEach(in: text) { word in
      var hash: UInt64 = 0xcbf2_9ce4_8422_2325
      for byte in word { hash = (hash ^ UInt64(byte)) &* 0x0000_0100_0000_01b3 }
      hashes.append(hash)
    }
    guard hashes.count >= minimumWords else { return nil }
    var seen: Set<UInt64> = []
    var balance = [Int32](repeating: 0, count: 64)
    for position in 0..<(hashes.count - 2) {
      let shingle = mixed(hashes[position] &+ mixed(hashes[position + 1] &+ mixed(hashes[position + 2])))
      guard seen.insert(shingle).inserted else { continue }
      for bit in 0..<64 { balance[bit] += shingle >> UInt64(bit) & 1 == 1 ? 1 : -1 }
    }
    var key: UInt64 = 0
    for bit in 0..<64 where balance[bit] > 0 { key |= 1 << UInt64(bit) }
    return key
  }

  /// Steele, Lea and Flood's finaliser (OOPSLA 2014).
  private static func mixed(_ value: UInt64) -> UInt64 {
    var value = value &+ 0x9e37_79b9_7f4a_7c15
    value = (value ^ value >> 30) &* 0xbf58_476d_1ce4_e5b9
    value = (value ^ value >> 27) &* 0x94d0_49bb_1331_11eb
    return value ^ value >> 31
  }

  /// Gives each key the number of its group: equal numbers for copies; the first of a group names it.
  ///
  /// Four tables of sixteen bits each: two keys that differ in three bits agree in at least one of them.
  static func groups(of keys: [UInt64?]) -> [Int32] {
    var tables = [[UInt16: [Int32]]](repeating: [:], count: 4)
    var groups = [Int32](repeating: -1, count: keys.count)
    for (position, key) in keys.enumerated() {
      groups[position] = Int32(position)
      guard let key else { continue }
      var found: Int32?
      search: for table in 0..<4 {
        let band = UInt16(truncatingIfNeeded: key >> UInt64(table * 16))
        for candidate in tables[table][band] ?? [] {
          guard let other = keys[Int(candidate)], (other ^ key).nonzeroBitCount <= distance else { continue }
          found = candidate
          break search
        }
      }
      if let found {
        groups[position] = found
        continue
      }
      for table in 0..<4 {
        tables[table][UInt16(truncatingIfNeeded: key >> UInt64(table * 16)), default: []].append(Int32(position))
      }
    }
    return groups
  }
}
