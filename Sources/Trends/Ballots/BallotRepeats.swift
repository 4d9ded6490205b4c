/// Entries of which there are several with the same fingerprint: voices under one id, texts with a hash in common.
///
/// They are found before it is known which rows count, so that the pages can be looked through meanwhile.
struct BallotRepeats: Sendable {
  /// Runs of entries with the same fingerprint, in the order of the fingerprints and of the sheets.
  struct List<Entry: BallotEntry & Sendable>: Sequence, Sendable {
    typealias Item = (entry: Entry, sheet: Int)
    fileprivate var entries: [Entry] = []
    fileprivate var sheets: [Int32] = []
    /// The number of the entry behind each run.
    fileprivate var ends: [Int32] = []

    init() {}

    fileprivate init(
      _ part: BallotSheet.Part, of all: [BallotSheet], quarter: Int, equalBits: UInt64
    ) throws(BallotDamage) {
      let merge = BallotMerge<Entry>(part, of: all, equalBits: equalBits, isRepeatedOnly: true)
      try merge.forEachGroup(ofQuarter: quarter, keep: { _, _, _ in true }) { group throws(BallotDamage) in
        try merge.forEachRun(of: group) { run throws(BallotDamage) in
          guard run.count > 1 else { return }
          for place in run {
            let position = group.order[place]
            entries.append(group.entries[Int(position)])
            sheets.append(Int32(group.sheet(position)))
          }
          ends.append(Int32(entries.count))
        }
      }
    }

    fileprivate mutating func add(_ other: List) {
      let base = Int32(entries.count)
      entries += other.entries
      sheets += other.sheets
      ends += other.ends.map { $0 + base }
    }

    func makeIterator() -> AnyIterator<[Item]> {
      var run = 0
      return AnyIterator {
        guard run < ends.count else { return nil }
        let range = (run == 0 ? 0 : Int(ends[run - 1]))..<Int(ends[run])
        run += 1
        return range.map { (entries[$0], Int(sheets[$0])) }
      }
    }
  }

  private(set) var voices = List<BallotVoice>()
  private(set) var lanes = List<BallotLane>()

  init() {}

  /// In how many pieces they are found.
  static var pieces: Int { 2 * BallotMerge<BallotLane>.quarters }

  /// Finds a piece of them.
  init(of sheets: [BallotSheet], piece: Int) throws(BallotDamage) {
    let quarter = piece / 2
    if piece % 2 == 0 {
      lanes = try List(.lanes, of: sheets, quarter: quarter, equalBits: 32)
    } else {
      voices = try List(.voices, of: sheets, quarter: quarter, equalBits: 64)
    }
  }

  /// Adds the next piece.
  mutating func add(_ next: BallotRepeats) {
    voices.add(next.voices)
    lanes.add(next.lanes)
  }
}
