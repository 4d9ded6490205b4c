/// Sets of words: their members in ascending order, one set behind the other.
struct WordSets: Sendable {
  /// Start of each set's members, and the end of the last one's.
  let starts: Table<Int32>
  let members: Table<UInt32>
  /// One word of 64 bits for each set, from `Grammar.sieveBit` of its members.
  let sieves: Table<UInt64>

  /// The sets that `write` wrote.
  init(from reader: inout TableReader) {
    starts = reader.table()
    members = reader.table()
    sieves = reader.table()
  }

  /// Appends sets, each in ascending order.
  static func write(_ sets: [[UInt32]], into writer: inout TableWriter) {
    var starts: [Int32] = [0]
    for set in sets { starts.append(starts[starts.count - 1] + Int32(set.count)) }
    writer.table(starts)
    writer.table(sets.flatMap { $0 })
    writer.table(sets.map { $0.reduce(0 as UInt64) { $0 | Grammar.sieveBit($1) } })
  }

  /// Whether a word is in a set.
  @inline(__always) func contains(_ word: UInt32, in set: UInt32) -> Bool {
    if unsafe sieves.known(Int(set)) & Grammar.sieveBit(word) == 0 { return false }
    return isListed(word, in: Int(set))
  }

  private func isListed(_ word: UInt32, in set: Int) -> Bool {
    let end = Int(unsafe starts.known(set &+ 1))
    var low = Int(unsafe starts.known(set))
    var high = end
    while low < high {
      let middle = (low &+ high) &>> 1
      if unsafe members.known(middle) < word { low = middle &+ 1 } else { high = middle }
    }
    if low >= end { return false }
    return unsafe members.known(low) == word
  }
}
