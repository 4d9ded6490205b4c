/// The lookups under each word.
///
/// Words under which the same patterns are looked up form a family. Most patterns are listed under the groups of words
/// that may stand next to the trigger, on the side that tells more. A list holds how many fours there are of its
/// lookups, and then those; a four that is not full is filled up with the first lookup, which never fits.
struct TriggerIndex: Sendable {
  /// What is looked up under the words of one family.
  struct Family: BitwiseCopyable, Sendable {
    /// The list of patterns that any words may surround.
    var list: UInt32
    /// Where the lists by the group of the word behind, and by that of the word before, stand in `slots`.
    var after: UInt32
    var before: UInt32
  }

  /// A list of patterns for one family and one group.
  struct Slot: BitwiseCopyable, Sendable {
    /// Twice the family's number, and 1 more for lists by the word before.
    var owner: UInt32
    var list: UInt32
  }

  let families: Table<Family>
  let slots: Table<Slot>
  /// All lists; the first one is empty.
  let lists: Table<UInt16>

  /// The index that `TriggerTables.write` wrote.
  init(from reader: inout TableReader) {
    families = reader.table()
    slots = reader.table()
    lists = reader.table()
  }
}

/// What a `TriggerIndex` is made of.
struct TriggerTables {
  /// The family of each word, 0 for none.
  private(set) var families: [UInt32]
  private var members = [TriggerIndex.Family(list: 0, after: 0, before: 0)]
  private var slots: [TriggerIndex.Slot]
  private var lists: [UInt16]
  /// The first slot that may be free.
  private var free = 0
  private var known: [[UInt16]: UInt32] = [:]

  /// A pattern as it is looked up.
  struct Entry {
    /// The words of its trigger.
    var words: [UInt32]
    /// Groups of the words that may stand next to those, on the side that tells more.
    var groups: UInt64
    /// Which side that is; `nil` when neither tells enough.
    var isAfter: Bool?
  }

  /// How many groups there are.
  static let groups = 64
  /// How many numbers are read from the start of a list at least, whatever its length.
  static let margin = 8
  private static let vacant = TriggerIndex.Slot(owner: .max, list: 0)

  /// Arranges patterns, given in their order, for a vocabulary of so many words.
  init(_ entries: [Entry], words: Int) {
    slots = Array(repeating: TriggerTables.vacant, count: TriggerTables.groups)
    lists = Array(repeating: 0, count: TriggerTables.margin)
    var patterns = Array(repeating: [Int](), count: words)
    for (index, entry) in entries.enumerated() {
      for word in entry.words { patterns[Int(word)].append(index) }
    }
    families = Array(repeating: 0, count: words)
    var kin: [[Int]: UInt32] = [:]
    for word in 0..<words where !patterns[word].isEmpty {
      if let family = kin[patterns[word]] {
        families[word] = family
        continue
      }
      families[word] = UInt32(members.count)
      kin[patterns[word]] = families[word]
      add(patterns[word], entries)
    }
  }

  private mutating func add(_ patterns: [Int], _ entries: [Entry]) {
    let family = UInt32(members.count)
    let list = self.list(of: patterns.filter { entries[$0].isAfter == nil })
    let after = place(patterns.filter { entries[$0].isAfter == true }, entries, owner: family * 2)
    let before = place(patterns.filter { entries[$0].isAfter == false }, entries, owner: family * 2 + 1)
    members.append(.init(list: list, after: after, before: before))
  }

  /// Where the lists of patterns by group stand: where their slots are vacant.
  private mutating func place(_ patterns: [Int], _ entries: [Entry], owner: UInt32) -> UInt32 {
    let groups = (0..<TriggerTables.groups).filter { group in
      patterns.contains { entries[$0].groups & 1 << UInt64(group) != 0 }
    }
    guard let first = groups.first else { return 0 }
    var base = max(0, free - first)
    while groups.contains(where: { base + $0 < slots.count && slots[base + $0].owner != UInt32.max }) { base += 1 }
    while slots.count < base + TriggerTables.groups { slots.append(TriggerTables.vacant) }
    for group in groups {
      let own = patterns.filter { entries[$0].groups & 1 << UInt64(group) != 0 }
      slots[base + group] = .init(owner: owner, list: list(of: own))
    }
    while free < slots.count, slots[free].owner != .max { free += 1 }
    return UInt32(base)
  }

  /// The number of a list of patterns.
  private mutating func list(of patterns: [Int]) -> UInt32 {
    if patterns.isEmpty { return 0 }
    let fours = (patterns.count + 3) / 4
    let list =
      [UInt16(fours)] + patterns.map { UInt16($0) } + Array(repeating: 0, count: fours * 4 - patterns.count)
    if let number = known[list] { return number }
    let number = UInt32(lists.count)
    known[list] = number
    lists += list
    return number
  }

  /// Appends the tables.
  func write(into writer: inout TableWriter) {
    writer.table(members)
    writer.table(slots)
    writer.table(lists + Array(repeating: 0, count: TriggerTables.margin))
  }
}
