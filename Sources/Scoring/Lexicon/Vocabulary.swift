/// The words of one language's lexicon, numbered, found by hash in an open-addressing table.
///
/// A slot holds the upper 44 bits of a word's 64-bit hash and its number.
/// Words are told apart by that alone: with 10,000 words the chance that an unknown word meets a known hash is below 1
/// in 10¹². Only a lexicon of more than a million words would not fit.
struct Vocabulary: Sendable {
  private let slots: Table<UInt64>
  private let mask: Int
  /// Bits by which a hash is shifted to give its slot.
  private let shift: UInt64
  /// How many numbers are in use, the marks included.
  let count: Int

  /// The vocabulary of slots that `slots(for:)` arranged for so many words.
  init(_ slots: Table<UInt64>, words: Int) {
    self.slots = slots
    mask = slots.count - 1
    shift = UInt64(64 - slots.count.trailingZeroBitCount)
    count = Int(Mark.firstFree) + words
  }

  /// Arranges words of these hashes, by number from `Mark.firstFree` on; `arena` owns the table.
  init(_ hashes: [UInt64], arena: Arena) {
    self.init(arena.table(Vocabulary.slots(for: hashes)), words: hashes.count)
  }

  /// The slots in which words of these hashes are found, by number from `Mark.firstFree` on.
  static func slots(for hashes: [UInt64]) -> [UInt64] {
    var size = 64
    while size < (hashes.count + Mark.spellings.count) * 2 { size *= 2 }
    let mask = size - 1
    let shift = UInt64(64 - size.trailingZeroBitCount)
    var slots = Array(repeating: UInt64(0), count: size)
    func insert(_ hash: UInt64, _ number: UInt32) {
      var slot = Int(truncatingIfNeeded: hash &>> shift)
      while slots[slot] != 0 { slot = (slot &+ 1) & mask }
      slots[slot] = hash & tag | UInt64(number)
    }
    for (position, spelling) in Mark.spellings.enumerated() {
      insert(Vocabulary.hash(spelling), Mark.not + UInt32(position))
    }
    for (position, hash) in hashes.enumerated() { insert(hash, Mark.firstFree + UInt32(position)) }
    return slots
  }

  /// The marks and nothing else, for cutting texts whose words are compared by hash.
  static let marks = Vocabulary([], arena: marksArena)
  private static let marksArena = Arena()

  /// The number of a word's hash, or `Mark.unknown`.
  @inline(__always) func number(of hash: UInt64) -> UInt32 {
    var slot = Int(truncatingIfNeeded: hash &>> shift)
    while true {
      let entry = unsafe slots.known(slot)
      if (entry ^ hash) & Vocabulary.tag == 0, entry != 0 {
        return UInt32(truncatingIfNeeded: entry & ~Vocabulary.tag)
      }
      if entry == 0 { return Mark.unknown }
      slot = (slot &+ 1) & mask
    }
  }

  /// The number of a word's hash where it stands in its own slot or the next one; `Mark.unknown` for others, which may
  /// stand farther on.
  ///
  /// Nothing branches on what the slots hold.
  @inline(__always) func glance(at hash: UInt64) -> UInt32 {
    let slot = Int(truncatingIfNeeded: hash &>> shift)
    let own = unsafe slots.known(slot) ^ hash
    let next = unsafe slots.known((slot &+ 1) & mask) ^ hash
    let number = own & Vocabulary.tag == 0 ? own : next & Vocabulary.tag == 0 ? next : hash
    return UInt32(truncatingIfNeeded: (number ^ hash) & ~Vocabulary.tag)
  }

  /// The bits of a slot that hold the word's hash; the rest hold its number.
  private static let tag: UInt64 = ~0xF_FFFF

  /// The hash of a spelling, taken as it is.
  static func hash(_ spelling: String) -> UInt64 { hash(spelling.utf8) }

  /// The hash of bytes, taken as they are.
  @inline(__always) static func hash(_ bytes: some Sequence<UInt8>) -> UInt64 {
    var hash = WordHash()
    for byte in bytes { hash.add(byte) }
    return hash.value
  }
}

/// The hash of a word's bytes, which are taken by eights: a word of eight bytes or fewer costs one multiplication.
struct WordHash {
  /// The hash of the whole eights so far.
  private var eights = WordHash.seed
  private var rest: UInt64 = 0
  /// How many bits of `rest` are used.
  private var used: UInt64 = 0

  /// Adds a byte.
  @inline(__always) mutating func add(_ byte: UInt8) {
    rest |= UInt64(byte) &<< used
    used &+= 8
    if used == 64 {
      eights = WordHash.mixed(eights, rest)
      rest = 0
      used = 0
    }
  }

  /// The hash of all bytes so far.
  @inline(__always) var value: UInt64 { used == 0 ? eights : WordHash.mixed(eights, rest) }

  /// The hash of no bytes.
  static let seed: UInt64 = 0xcbf2_9ce4_8422_2325

  /// The hash after up to eight more bytes, the first one lowest, zeros for those that lack.
  @inline(__always) static func mixed(_ hash: UInt64, _ eight: UInt64) -> UInt64 {
    let product = (hash ^ eight) &* 0x9E37_79B9_7F4A_7C15
    return product ^ product &>> 32
  }
}

/// A vocabulary while its words are still collected.
struct GrowingVocabulary: Sendable {
  /// The words' hashes, by number from `Mark.firstFree` on.
  private(set) var hashes: [UInt64] = []
  private var slots: [(hash: UInt64, number: UInt32)] = Array(repeating: (0, 0), count: 4096)
  private var used = 0

  /// Makes a vocabulary of the marks.
  init() {
    for (position, spelling) in Mark.spellings.enumerated() {
      insert(Vocabulary.hash(spelling), Mark.not + UInt32(position))
    }
  }

  /// How many numbers are in use, the marks included.
  var count: Int { Int(Mark.firstFree) + hashes.count }

  /// The number of a word's hash, given out now if the word is new.
  mutating func intern(_ hash: UInt64) -> UInt32 {
    let slot = slot(of: hash)
    if slots[slot].number != 0 { return slots[slot].number }
    let fresh = UInt32(count)
    hashes.append(hash)
    insert(hash, fresh)
    return fresh
  }

  /// Where a hash stands, or the empty slot where it belongs.
  private func slot(of hash: UInt64) -> Int {
    let mask = slots.count - 1
    var slot = Int(truncatingIfNeeded: hash) & mask
    while slots[slot].number != 0, slots[slot].hash != hash { slot = (slot &+ 1) & mask }
    return slot
  }

  private mutating func insert(_ hash: UInt64, _ number: UInt32) {
    if used * 2 >= slots.count {
      let old = slots
      slots = Array(repeating: (0, 0), count: old.count * 2)
      for entry in old where entry.number != 0 { slots[slot(of: entry.hash)] = entry }
    }
    slots[slot(of: hash)] = (hash, number)
    used += 1
  }
}
