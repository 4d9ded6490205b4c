/// The well-known services of `services.txt`, found by the hash of their name's first word.
struct KnownServices: Sendable {
  /// One name: where its hashes stand in `hashes`.
  private struct Name: BitwiseCopyable, Sendable {
    var first: UInt64
    var start: Int32
    var count: Int16
    /// 1 when the name's first word is a common word that has to be written with a capital.
    var isAmbiguous: Int16
  }

  /// Open addressing; names with the same first word stand behind each other in the order of the file.
  private let slots: Table<Name>
  private let mask: Int
  private let hashes: Table<UInt64>
  /// Filter of the names' first hashes.
  let filter: HashFilter

  /// The services that `write` wrote.
  init(from reader: inout TableReader) {
    slots = reader.table()
    mask = slots.count - 1
    hashes = reader.table()
    filter = HashFilter(reader.table().whole)
  }

  /// Appends names, each as the hashes of its words; `ambiguous` are first words that are common words too.
  static func write(_ names: [[UInt64]], ambiguous: Set<UInt64>, into writer: inout TableWriter) {
    var size = 64
    while size < names.count * 3 { size *= 2 }
    let mask = size - 1
    var flat: [UInt64] = []
    var filter = HashFilter()
    var slots = Array(repeating: Name(first: 0, start: 0, count: 0, isAmbiguous: 0), count: size)
    for hashes in names where hashes.count < Int16.max {
      guard let first = hashes.first else { continue }
      var slot = Int(truncatingIfNeeded: first) & mask
      while slots[slot].count > 0 { slot = (slot &+ 1) & mask }
      slots[slot] = Name(
        first: first, start: Int32(flat.count), count: Int16(hashes.count),
        isAmbiguous: ambiguous.contains(first) ? 1 : 0)
      flat += hashes
      filter.insert(first)
    }
    writer.table(slots)
    writer.table(flat)
    writer.table(filter.bits)
  }

  /// Whether a name begins with this word.
  func contains(_ first: UInt64) -> Bool { self.first(first) >= 0 }

  /// Whether a name that begins with this word needs a capital.
  func isAmbiguous(_ first: UInt64) -> Bool {
    let slot = self.first(first)
    return slot >= 0 && slots[slot].isAmbiguous > 0
  }

  /// How many tokens from `index` on are the name of a known service; `nil` when they are none.
  func length(at index: Int, _ tokens: Row<Token>) -> Int? {
    let first = tokens[index].hash
    var slot = Int(truncatingIfNeeded: first) & mask
    while slots[slot].count > 0 {
      let name = slots[slot]
      slot = (slot &+ 1) & mask
      if name.first != first || name.isAmbiguous > 0 && !tokens[index].traits.contains(.capital) { continue }
      if fits(name, at: index, tokens) { return Int(name.count) }
    }
    return nil
  }

  private func first(_ hash: UInt64) -> Int {
    var slot = Int(truncatingIfNeeded: hash) & mask
    while slots[slot].count > 0 {
      if slots[slot].first == hash { return slot }
      slot = (slot &+ 1) & mask
    }
    return -1
  }

  private func fits(_ name: Name, at index: Int, _ tokens: Row<Token>) -> Bool {
    guard index + Int(name.count) <= tokens.count else { return false }
    for offset in 0..<Int(name.count) {
      let token = tokens[index + offset]
      let hash = hashes[Int(name.start) + offset]
      if token.hash != hash && !(token.hash == 0 && UInt64(token.word) == hash) { return false }
    }
    return true
  }
}

/// A set of hashes that says quickly of most others that they are not in it.
struct HashFilter: Sendable {
  /// One bit of 16,384 for each hash.
  private(set) var bits: [UInt64]

  /// Makes a filter, empty if not of another's bits.
  init(_ bits: [UInt64] = Array(repeating: 0, count: 256)) { self.bits = bits }

  /// Puts a hash into the set.
  mutating func insert(_ hash: UInt64) { bits[Int(hash &>> 6 & 255)] |= 1 &<< (hash & 63) }

  /// A filter to which nothing is added.
  struct View: Sendable {
    private let bits: Table<UInt64>

    /// A filter of nothing.
    static let none = View(noneArena.table(HashFilter().bits))
    private static let noneArena = Arena()

    /// A filter of the bits of another.
    init(_ bits: Table<UInt64>) { self.bits = bits }

    /// 0 for nearly every hash that was never put in, 1 for those that were.
    @inline(__always) func mayContain(_ hash: UInt64) -> Int {
      Int(truncatingIfNeeded: bits[Int(hash &>> 6 & 255)] &>> (hash & 63) & 1)
    }
  }
}
