/// The words and endings of every language in one table, each with the languages that own it.
///
/// A slot holds 26 bits of a word's hash, how many languages own it, and one bit for each of those. With where it stands,
/// 39 bits of the hash tell words apart.
struct LanguageVotes: Sendable {
  private let slots: Table<UInt64>
  private let mask: Int
  private let shift: UInt64
  /// At most thirty-two, as many as a slot has bits for.
  let tags: [String]
  /// How many they are.
  let languages: Int
  /// The votes of something that so many languages share.
  private let shares: Table<Float>
  /// For the last two bytes of a word, how many bytes endings have that end so: a bit for each length.
  private let lengths: Table<UInt8>
  /// Owner of the tables.
  private let arena = Arena()

  init() {
    var owners: [UInt64: UInt64] = [:]
    var tags: [String] = []
    var lengths = Array(repeating: UInt8(0), count: 1024)
    for (tag, list) in LanguageModel.stopWords {
      let own = 1 << UInt64(tags.count) as UInt64
      for word in list.utf8.split(separator: 32) { owners[Vocabulary.hash(word), default: 0] |= own }
      for ending in (LanguageModel.endings[tag] ?? "").utf8.split(separator: 32) {
        let last = ending.reduce(0 as UInt64) { $0 << 8 | UInt64($1) }
        owners[LanguageVotes.ending(last, count: ending.count), default: 0] |= own
        lengths[LanguageVotes.pair(last)] |= 1 << UInt8(ending.count)
      }
      tags.append(tag)
    }
    var size = 64
    while size < owners.count * 2 { size *= 2 }
    shift = UInt64(64 - size.trailingZeroBitCount)
    mask = size - 1
    var slots = Array(repeating: UInt64(0), count: size)
    for (hash, owners) in owners {
      var slot = Int(truncatingIfNeeded: hash >> shift)
      while slots[slot] != 0 { slot = (slot + 1) & mask }
      slots[slot] = hash << 38 | UInt64(owners.nonzeroBitCount) << 32 | owners
    }
    self.slots = arena.table(slots)
    self.tags = tags
    languages = tags.count
    self.lengths = arena.table(lengths)
    shares = arena.table((0...63).map { 1 / Float(max(1, $0)).squareRoot() })
  }

  /// The languages that own a word, with their number; 0 where there are none.
  @inline(__always) func owners(of hash: UInt64) -> UInt64 {
    var slot = Int(truncatingIfNeeded: hash &>> shift)
    while true {
      let entry = unsafe slots.known(slot)
      if entry == 0 || (entry &>> 38 ^ hash) & 0x3FF_FFFF == 0 { return entry & 0x3F_FFFF_FFFF }
      slot = (slot &+ 1) & mask
    }
  }

  /// The languages that own the longest ending of a word that any owns, given the word's last eight bytes.
  func owners(ofEnding last: UInt64) -> UInt64 {
    // Endings of two to five bytes, the longest first.
    var lengths = lengths[LanguageVotes.pair(last)] & 0b11_1100
    while lengths != 0 {
      let count = 7 &- lengths.leadingZeroBitCount
      let owners = owners(of: LanguageVotes.ending(last, count: count))
      if owners != 0 { return owners }
      lengths &= ~(1 &<< UInt8(truncatingIfNeeded: count))
    }
    return 0
  }

  /// What each of the languages that own a word gets.
  @inline(__always) func share(of owners: UInt64) -> Float {
    unsafe shares.known(Int(truncatingIfNeeded: owners &>> 32 & 63))
  }

  /// A number below 1024 for the last two bytes of a word.
  @inline(__always) private static func pair(_ last: UInt64) -> Int { Int(last &>> 8 & 31) &<< 5 | Int(last & 31) }

  /// The key of a word's last bytes, apart from any word's hash.
  @inline(__always) private static func ending(_ bytes: UInt64, count: Int) -> UInt64 {
    ((bytes & (1 &<< UInt64(count &* 8) &- 1)) ^ UInt64(count) &<< 56) &* 0x9E37_79B9_7F4A_7C15 | 1
  }
}
