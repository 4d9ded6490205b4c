/// The lookups under each word.
///
/// Words under which the same patterns are looked up form a family. Most patterns are listed under the groups of words
/// that may stand next to the trigger, on the side that tells more. A list holds fours of lookups; one that is not full is
/// filled up with the first lookup, which never fits.
struct TriggerIndex: Sendable {
  /// What is looked up under the words of one family.
  struct Family: BitwiseCopyable, Sendable {
    /// The list of patterns that any words may surround.
    var list: List
    /// Where the lists by the group of the word behind, and by that of the word before, stand in `slots`.
    var after: UInt32
    var before: UInt32
    private var rest: UInt32 = 0
    /// For which groups there are such lists, one bit each.
    var groupsAfter: UInt64
    var groupsBefore: UInt64

    init(list: List, after: UInt32, before: UInt32, groupsAfter: UInt64, groupsBefore: UInt64) {
      self.list = list
      self.after = after
      self.before = before
      self.groupsAfter = groupsAfter
      self.groupsBefore = groupsBefore
    }
  }

  /// Where the fours of a list begin, and how many there are: both in one number, so that neither has to be fetched.
  struct List: BitwiseCopyable, Hashable, Sendable {
    /// Nought for the list without fours.
    let code: UInt32

    /// The list without fours.
    static let none = List(start: 0, fours: 0)

    /// A list that begins below `mostFours` and has fewer than `longest`.
    fileprivate init(start: Int, fours: Int) {
      code = UInt32(truncatingIfNeeded: start) << 10 | UInt32(truncatingIfNeeded: fours)
    }

    /// No list begins at this number or behind it.
    fileprivate static let ends = 1 << 22
    /// No list has so many fours.
    fileprivate static let longest = 1 << 10

    @inline(__always) var start: Int { Int(code &>> 10) }
    @inline(__always) var fours: Int { Int(code & 0x3FF) }
  }

  let families: Table<Family>
  /// The lists by groups; the first one stands for none.
  let slots: Table<List>
  /// All lists, one behind the other.
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
  private var members = [TriggerIndex.Family(list: .none, after: 0, before: 0, groupsAfter: 0, groupsBefore: 0)]
  /// The lists by groups, `nil` where there is room.
  private var slots: [TriggerIndex.List?]
  private var lists: [UInt16] = []
  /// The first slot that may be free.
  private var free = 0
  private var known: [[UInt16]: TriggerIndex.List] = [:]

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

  /// Tables without patterns.
  init() {
    families = []
    slots = [TriggerIndex.List.none] + Array(repeating: nil, count: TriggerTables.groups)
  }

  /// Arranges patterns, given in their order, for a vocabulary of so many words.
  ///
  /// - Throws: `PatternReader.Problem` where more are looked up under one word than a list may have.
  init(_ entries: [Entry], words: Int) throws(PatternReader.Problem) {
    slots = [TriggerIndex.List.none] + Array(repeating: nil, count: TriggerTables.groups)
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
      try add(patterns[word], entries)
    }
  }

  private mutating func add(_ patterns: [Int], _ entries: [Entry]) throws(PatternReader.Problem) {
    let list = try self.list(of: patterns.filter { entries[$0].isAfter == nil })
    let after = try place(patterns.filter { entries[$0].isAfter == true }, entries)
    let before = try place(patterns.filter { entries[$0].isAfter == false }, entries)
    members.append(
      .init(list: list, after: after.base, before: before.base, groupsAfter: after.groups, groupsBefore: before.groups))
  }

  /// Where the lists of patterns by group stand, which is where there is room, and for which groups there are any.
  private mutating func place(
    _ patterns: [Int], _ entries: [Entry]
  ) throws(PatternReader.Problem) -> (base: UInt32, groups: UInt64) {
    let groups = (0..<TriggerTables.groups).filter { group in
      patterns.contains { entries[$0].groups & 1 << UInt64(group) != 0 }
    }
    guard let first = groups.first else { return (0, 0) }
    var base = max(0, free - first)
    while groups.contains(where: { base + $0 < slots.count && slots[base + $0] != nil }) { base += 1 }
    while slots.count < base + TriggerTables.groups { slots.append(nil) }
    for group in groups {
      let own = patterns.filter { entries[$0].groups & 1 << UInt64(group) != 0 }
      slots[base + group] = try list(of: own)
    }
    while free < slots.count, slots[free] != nil { free += 1 }
    return (UInt32(base), groups.reduce(0) { $0 | 1 << UInt64($1) })
  }

  /// Where a list of patterns lies.
  private mutating func list(of patterns: [Int]) throws(PatternReader.Problem) -> TriggerIndex.List {
    if patterns.isEmpty { return .none }
    let fours = (patterns.count + 3) / 4
    let list = patterns.map { UInt16($0) } + Array(repeating: 0, count: fours * 4 - patterns.count)
    if let place = known[list] { return place }
    guard lists.count < TriggerIndex.List.ends, fours < TriggerIndex.List.longest else {
      throw .init(reason: "too many patterns hang on the same word; tell them apart by rarer words")
    }
    let place = TriggerIndex.List(start: lists.count, fours: fours)
    known[list] = place
    lists += list
    return place
  }

  /// Appends the tables.
  func write(into writer: inout TableWriter) {
    writer.table(members)
    writer.table(slots.map { $0 ?? .none })
    writer.table(lists)
  }
}
