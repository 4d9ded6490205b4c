/// Sets of words: their members in ascending order by fours, one set behind the other.
struct WordSets: Sendable {
  /// Four members; the last ones of a set repeat its last member.
  private struct Four: BitwiseCopyable, Sendable {
    var first: UInt32
    var second: UInt32
    var third: UInt32
    var fourth: UInt32

    @inline(__always) func contains(_ word: UInt32) -> UInt8 {
      (first == word ? 1 : 0) | (second == word ? 1 : 0) | (third == word ? 1 : 0) | (fourth == word ? 1 : 0)
    }
  }

  /// Where each set's fours begin, and where the last one's end.
  private let starts: Table<Int32>
  private let fours: Table<Four>

  /// The sets that `write` wrote.
  init(from reader: inout TableReader) {
    starts = reader.table()
    fours = reader.table()
  }

  /// Appends sets, each in ascending order.
  static func write(_ sets: [[UInt32]], into writer: inout TableWriter) {
    var starts: [Int32] = [0]
    var fours: [Four] = []
    for set in sets {
      for start in stride(from: 0, to: set.count, by: 4) {
        func member(_ offset: Int) -> UInt32 { set[min(start + offset, set.count - 1)] }
        fours.append(Four(first: member(0), second: member(1), third: member(2), fourth: member(3)))
      }
      starts.append(Int32(fours.count))
    }
    writer.table(starts)
    writer.table(fours)
  }

  /// Whether a word is in a set.
  @inline(__always) func contains(_ word: UInt32, in set: UInt32) -> Bool {
    var low = Int(unsafe starts.known(Int(set)))
    var high = Int(unsafe starts.known(Int(set) &+ 1))
    while high &- low > 4 {
      let middle = (low &+ high) &>> 1
      if unsafe fours.known(middle).first <= word { low = middle } else { high = middle }
    }
    var found: UInt8 = 0
    while low < high {
      found |= unsafe fours.known(low).contains(word)
      low &+= 1
    }
    return found != 0
  }
}
