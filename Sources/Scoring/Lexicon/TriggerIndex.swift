/// The patterns that are looked up under each word.
///
/// Words under which the same patterns are looked up form a family. Most patterns are listed under the groups of words
/// that may stand next to the trigger, on the side that tells more; a word beside which no such group stands is done with
/// after a look at two masks.
struct TriggerIndex: Sendable {
  /// What is looked up under the words of one family.
  struct Family: BitwiseCopyable, Sendable {
    /// Groups of following words for which there is a list.
    var after: UInt64
    /// Groups of preceding words for which there is a list.
    var before: UInt64
    /// Number of the list of patterns that any words may surround; the lists for `after` and `before` come next.
    var first: UInt32
    /// Number of the first list for `before`.
    var firstBefore: UInt32
  }

  /// The family of each word up to the last one that has any.
  let families: Table<UInt32>
  let members: Table<Family>
  /// Where each list begins in `patterns`, and the end of the last one.
  let starts: PackedNumbers
  let patterns: PackedNumbers

  /// Unpacks what `TriggerTables.write` wrote, for a grammar of so many words.
  init(from reader: inout TableReader, words: Int, arena: Arena) {
    families = reader.row(words, in: arena, rest: 0) { UInt32($0.number()) }
    var first: UInt32 = 0
    members = reader.row(in: arena) { reader in
      let after = reader.word()
      let before = reader.word()
      let firstBefore = first + 1 + UInt32(after.nonzeroBitCount)
      defer { first = firstBefore + UInt32(before.nonzeroBitCount) }
      return Family(after: after, before: before, first: first, firstBefore: firstBefore)
    }
    starts = reader.packed()
    patterns = reader.packed()
  }

  /// Calls `body` with every pattern that a word may trigger between words of two groups, given by their bits.
  @inline(__always)
  func forEachPattern(of word: Int, before: UInt64, after: UInt64, _ body: (Int) -> Void) {
    let number = Int(families[word])
    if number == 0 { return }
    let family = members[number]
    var list = Int(family.first)
    var step = 0
    // One loop for up to three lists, so that the body stands here once.
    while true {
      var at = starts[list]
      let end = starts[list &+ 1]
      while at < end {
        body(patterns[at])
        at &+= 1
      }
      if step == 0, family.after & after != 0 {
        step = 1
        list = Int(family.first) &+ 1 &+ (family.after & (after &- 1)).nonzeroBitCount
      } else if step < 2, family.before & before != 0 {
        step = 2
        list = Int(family.firstBefore) &+ (family.before & (before &- 1)).nonzeroBitCount
      } else {
        return
      }
    }
  }
}

/// What a `TriggerIndex` is unpacked from.
struct TriggerTables {
  private var families: [UInt32]
  private var members: [(after: UInt64, before: UInt64)] = [(0, 0)]
  private var lists: [[Int]] = [[]]

  /// A pattern as it is looked up.
  struct Entry {
    /// The words of its trigger.
    var words: [UInt32]
    /// Groups of the words that may stand next to those, on the side that tells more.
    var groups: UInt64
    /// Which side that is; `nil` when neither tells enough.
    var isAfter: Bool?
  }

  /// Arranges patterns, given in their order, for a vocabulary of so many words.
  init(_ entries: [Entry], words: Int) {
    var patterns = Array(repeating: [Int](), count: words)
    for (index, entry) in entries.enumerated() {
      for word in entry.words { patterns[Int(word)].append(index) }
    }
    families = Array(repeating: 0, count: words)
    var known: [[Int]: UInt32] = [[]: 0]
    for word in 0..<words where !patterns[word].isEmpty {
      if let family = known[patterns[word]] {
        families[word] = family
        continue
      }
      families[word] = UInt32(members.count)
      known[patterns[word]] = families[word]
      add(patterns[word], entries)
    }
  }

  private mutating func add(_ patterns: [Int], _ entries: [Entry]) {
    func groups(_ side: Bool) -> UInt64 {
      patterns.reduce(0) { entries[$1].isAfter == side ? $0 | entries[$1].groups : $0 }
    }
    members.append((groups(true), groups(false)))
    lists.append(patterns.filter { entries[$0].isAfter == nil })
    for side in [true, false] {
      let groups = groups(side)
      for group in 0..<64 where groups & 1 << UInt64(group) != 0 {
        lists.append(patterns.filter { entries[$0].isAfter == side && entries[$0].groups & 1 << UInt64(group) != 0 })
      }
    }
  }

  /// Appends the tables.
  func write(into writer: inout TableWriter) {
    let known = families.lastIndex { $0 != 0 }.map { $0 + 1 } ?? 0
    writer.number(known)
    for family in families.prefix(known) { writer.number(family) }
    writer.number(members.count)
    for family in members {
      writer.word(family.after)
      writer.word(family.before)
    }
    var starts = [0]
    for list in lists { starts.append(starts[starts.count - 1] + list.count) }
    writer.packed(starts)
    writer.packed(lists.flatMap { $0 })
  }
}
