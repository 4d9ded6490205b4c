/// Sets of words, each of which tells by one look whether a word is a member.
///
/// A set's members lie in fours, and which four could hold a word follows from its number: a multiplier is chosen for
/// each set with which none of its fours would have to hold five.
struct WordSets: Sendable {
  /// Where a set's fours stand, how many there are, and the multiplier that tells which.
  private struct Entry: BitwiseCopyable, Hashable, Sendable {
    var first: UInt32
    var count: UInt32
    var multiplier: UInt32
  }

  private let entries: Table<Entry>
  private let members: Table<UInt32>

  /// The sets that `write` wrote.
  init(from reader: inout TableReader) {
    entries = reader.table()
    members = reader.table()
  }

  /// How many sets there are.
  var count: Int { entries.count }

  /// Whether a word is in a set, whose number is known to be one.
  @unsafe @inline(__always) func contains(_ word: UInt32, in set: UInt32) -> Bool {
    let entry = unsafe entries.known(Int(set))
    let four = Int(entry.first) &+ WordSets.four(of: word, entry.multiplier, entry.count)
    return any(unsafe members.known(fourFrom: four &* 4) .== SIMD4(repeating: word))
  }

  /// Which of so many fours holds a word, if any does.
  @inline(__always) private static func four(of word: UInt32, _ multiplier: UInt32, _ count: UInt32) -> Int {
    Int(truncatingIfNeeded: (UInt64(word &* multiplier) &* UInt64(count)) &>> 32)
  }

  /// Appends sets of different words; there is a first one that is empty if there are none.
  static func write(_ sets: [[UInt32]], into writer: inout TableWriter) {
    var entries: [Entry] = []
    var fours: [[UInt32]] = []
    var known: [[UInt32]: Entry] = [:]
    for set in sets.isEmpty ? [[]] : sets {
      let entry = known[set] ?? arranged(set, behind: &fours)
      known[set] = entry
      entries.append(entry)
    }
    writer.table(entries)
    writer.table(fours.flatMap { four in four + Array(repeating: nobody, count: 4 - four.count) })
  }

  /// The number of no word.
  private static let nobody = UInt32.max

  /// Puts a set's members into as few fours as a few multipliers allow, and those behind the others.
  private static func arranged(_ set: [UInt32], behind fours: inout [[UInt32]]) -> Entry {
    var count = max(1, (set.count + 3) / 4)
    while true {
      var multiplier: UInt32 = 0x9E37_79B1
      for _ in 0..<16 {
        var sizes = Array(repeating: 0, count: count)
        for word in set { sizes[four(of: word, multiplier, UInt32(count))] += 1 }
        if sizes.allSatisfy({ $0 <= 4 }) {
          var own = Array(repeating: [UInt32](), count: count)
          for word in set { own[four(of: word, multiplier, UInt32(count))].append(word) }
          defer { fours += own }
          return Entry(first: UInt32(fours.count), count: UInt32(count), multiplier: multiplier)
        }
        multiplier = multiplier &* 0x2C1B_3C6D &+ 0x3243_F6A8 | 1
      }
      count += 1 + count / 4
    }
  }
}
