/// Sets of words: their members in ascending order, one set behind the other.
struct WordSets: Sendable {
  /// Start of each set's members, and the end of the last one's.
  let starts: Table<Int32>
  let members: Table<UInt32>
  /// One word of 64 bits for each set, from `Grammar.sieveBit` of its members.
  let sieves: Table<UInt64>

  /// Unpacks the sets that `GrammarTables.write` wrote.
  init(from reader: inout TableReader, arena: Arena) {
    let lengths = reader.list { $0.number() }
    var set = 0
    var end = 0
    let starts = arena.table(lengths.count + 1) {
      defer {
        end += set < lengths.count ? lengths[set] : 0
        set += 1
      }
      return Int32(end)
    }
    set = 0
    var last: UInt32 = 0
    var index = -1
    let members = reader.row(in: arena) { reader -> UInt32 in
      index += 1
      while index >= Int(starts[set + 1]) { set += 1 }
      if index == Int(starts[set]) { last = 0 }
      last += UInt32(reader.number())
      return last
    }
    set = -1
    sieves = arena.table(lengths.count) {
      set += 1
      return (Int(starts[set])..<Int(starts[set + 1])).reduce(0) { $0 | Grammar.sieveBit(members[$1]) }
    }
    self.starts = starts
    self.members = members
  }

  /// Whether a word is in a set.
  @inline(__always) func contains(_ word: UInt32, in set: UInt32) -> Bool {
    if sieves[Int(set)] & Grammar.sieveBit(word) == 0 { return false }
    return isListed(word, in: Int(set))
  }

  private func isListed(_ word: UInt32, in set: Int) -> Bool {
    var low = Int(starts[set])
    var high = Int(starts[set &+ 1])
    while low < high {
      let middle = (low &+ high) &>> 1
      if members[middle] < word { low = middle &+ 1 } else { high = middle }
    }
    return low < Int(starts[set &+ 1]) && members[low] == word
  }
}
