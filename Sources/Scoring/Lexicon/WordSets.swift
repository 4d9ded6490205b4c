/// Sets of words: their members in ascending order by fours, one set behind the other.
struct WordSets: Sendable {
  /// One set: the groups of its members, one bit each, which tell most words at once that they are none, and its fours.
  private struct Entry: BitwiseCopyable, Sendable {
    var groups: UInt64
    var first: UInt32
    var count: UInt32
  }

  /// Four members; the last ones of a set repeat its last member.
  private struct Four: BitwiseCopyable, Sendable {
    var first: UInt32
    var second: UInt32
    var third: UInt32
    var fourth: UInt32

    @inline(__always) func contains(_ word: UInt32) -> Bool {
      let found: UInt8 =
        (first == word ? 1 : 0) | (second == word ? 1 : 0) | (third == word ? 1 : 0) | (fourth == word ? 1 : 0)
      return found != 0
    }
  }

  private let entries: Table<Entry>
  private let fours: Table<Four>

  /// The sets that `write` wrote.
  init(from reader: inout TableReader) {
    entries = reader.table()
    fours = reader.table()
  }

  /// Appends sets, each in ascending order, given the group of each word.
  static func write(_ sets: [[UInt32]], groups: [UInt8], into writer: inout TableWriter) {
    var entries: [Entry] = []
    var fours: [Four] = []
    for set in sets {
      let first = UInt32(fours.count)
      for start in stride(from: 0, to: set.count, by: 4) {
        func member(_ offset: Int) -> UInt32 { set[min(start + offset, set.count - 1)] }
        fours.append(Four(first: member(0), second: member(1), third: member(2), fourth: member(3)))
      }
      entries.append(
        Entry(
          groups: set.reduce(0) { $0 | 1 << UInt64(groups[Int($1)]) }, first: first,
          count: UInt32(fours.count) - first))
    }
    writer.table(entries)
    writer.table(fours)
  }

  /// Whether a word, whose group is that of a key, is in a set.
  @inline(__always) func contains(_ word: UInt32, key: UInt32, in set: UInt32) -> Bool {
    let entry = unsafe entries.known(Int(set))
    if entry.groups &>> UInt64(key & 63) & 1 == 0 { return false }
    var low = Int(entry.first)
    var count = Int(entry.count)
    while count > 1 {
      let half = count &>> 1
      if unsafe fours.known(low &+ half).first <= word { low &+= half }
      count &-= half
    }
    return unsafe fours.known(low).contains(word)
  }
}
