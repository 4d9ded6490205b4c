/// The words of one language's lexicon, numbered, found by hash in an open-addressing table.
///
/// Words are told apart by 64-bit FNV-1a hashes alone: with 10,000 words the chance that an unknown word meets a known
/// hash is 5 in 10¹⁶.
struct Vocabulary: Sendable {
  private var keys: [UInt64] = Array(repeating: 0, count: 16_384)
  private var numbers: [UInt32] = Array(repeating: 0, count: 16_384)
  private var mask = 16_383
  /// How many numbers are in use, the marks included.
  private(set) var count = Int(Mark.firstFree)
  private var used = 0

  init() {
    for (position, spelling) in Mark.spellings.enumerated() {
      insert(Vocabulary.hash(spelling), number: Mark.not + UInt32(position))
    }
  }

  /// The marks and nothing else, for cutting texts whose words are compared by hash.
  static let marks = Vocabulary()

  /// The number of a word's hash, or `Mark.unknown`.
  @inline(__always) func number(of hash: UInt64) -> UInt32 {
    var slot = Int(truncatingIfNeeded: hash ^ (hash &>> 29)) & mask
    while true {
      let key = keys[slot]
      if key == hash { return numbers[slot] }
      if key == 0 { return Mark.unknown }
      slot = (slot &+ 1) & mask
    }
  }

  /// The number of a word's hash, given out now if the word is new.
  mutating func intern(_ hash: UInt64) -> UInt32 {
    let known = number(of: hash)
    if known != Mark.unknown { return known }
    let fresh = UInt32(count)
    count += 1
    insert(hash, number: fresh)
    return fresh
  }

  private mutating func insert(_ hash: UInt64, number: UInt32) {
    if used &* 2 > mask { grow() }
    var slot = Int(truncatingIfNeeded: hash ^ (hash &>> 29)) & mask
    while keys[slot] != 0 { slot = (slot &+ 1) & mask }
    keys[slot] = hash
    numbers[slot] = number
    used += 1
  }

  private mutating func grow() {
    let old = zip(keys, numbers).filter { $0.0 != 0 }
    let size = keys.count * 2
    keys = Array(repeating: 0, count: size)
    numbers = Array(repeating: 0, count: size)
    mask = size - 1
    used = 0
    for (hash, number) in old { insert(hash, number: number) }
  }

  /// The hash's value for no bytes at all.
  static let seed: UInt64 = 0xcbf2_9ce4_8422_2325

  /// The hash after one more byte.
  @inline(__always) static func step(_ hash: UInt64, _ byte: UInt8) -> UInt64 {
    (hash ^ UInt64(byte)) &* 0x100_0000_01b3
  }

  /// The hash of a spelling, taken as it is.
  static func hash(_ spelling: String) -> UInt64 {
    spelling.utf8.reduce(seed) { step($0, $1) }
  }
}
