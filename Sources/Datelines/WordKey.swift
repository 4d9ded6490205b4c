import Model

/// The identity of a folded word: FNV-1a of its scalars, 64 bits.
struct WordKey {
  private(set) var value: UInt64 = FNV1a.basis

  /// Appends a folded scalar; 0 stands for none.
  @inline(__always)
  mutating func append(_ scalar: UInt32) {
    guard scalar != 0 else { return }
    value = FNV1a.step(value, scalar)
  }

  /// The key of a word as the tokenizer makes it.
  static func key(of word: some StringProtocol) -> UInt64 {
    var key = WordKey()
    for scalar in word.unicodeScalars { key.append(Glyph(scalar.value).folded) }
    return key.value
  }

  /// The words of a list that spaces part.
  static func keys(_ list: String) -> WordSet { WordSet(words(list)) }

  /// The keys of all words of a list that spaces part.
  static func words(_ list: String) -> [UInt64] {
    list.utf8.split { $0 == 0x20 || $0 == 0x0a }.map { key(of: Substring($0)) }
  }
}

/// Words with a small number each, found by their keys without hashing them again.
///
/// Open addressing with linear probing; a key of 0 marks a free slot. A dictionary costs ten times as much a look-up, and
/// a byline asks for every word in half a dozen lists.
struct WordTable: Sendable {
  private var slots: [UInt64]
  private var values: [Int16]
  private let mask: UInt64

  /// Makes a table; the first value of a word counts.
  init(_ entries: [(key: UInt64, value: Int)]) {
    var size = 16
    while size < entries.count * 3 { size *= 2 }
    slots = [UInt64](repeating: 0, count: size)
    values = [Int16](repeating: 0, count: size)
    mask = UInt64(size - 1)
    for entry in entries {
      var index = Int((entry.key ^ entry.key >> 32) & mask)
      while slots[index] != 0, slots[index] != entry.key { index = (index + 1) & Int(mask) }
      guard slots[index] == 0 else { continue }
      slots[index] = entry.key
      values[index] = Int16(entry.value)
    }
  }

  /// The number of a word; `nil` where the table has none.
  subscript(key: UInt64) -> Int? {
    var index = Int((key ^ key >> 32) & mask)
    while slots[index] != 0 {
      if slots[index] == key { return Int(values[index]) }
      index = (index + 1) & Int(mask)
    }
    return nil
  }
}

/// Words, found by their keys.
struct WordSet: Sendable {
  private let table: WordTable

  init(_ keys: [UInt64]) { table = WordTable(keys.map { ($0, 1) }) }

  /// Whether a word is one of them.
  func contains(_ key: UInt64) -> Bool { table[key] != nil }
}
