import Model

extension BallotCount {
  /// Distinct texts that are kept under one hash; a phrase that everybody writes must not make the search quadratic.
  private static let mostCandidates = 24
  /// Copies have thirteen of sixteen hashes in common, so that the bits of the rest differ: three on either side.
  private static let mostDifferent = 6

  /// Folds copies: of each group the dated before the undated, the earlier, the post counts.
  ///
  /// Only texts are compared that have one of their three smallest hashes in common, as in `CopyFold`.
  mutating func markCopies() throws(BallotDamage) {
    typealias Item = BallotMerge<BallotLane>.Item
    let (states, rowBases) = (states, rowBases)
    var numbers = HashSlots()
    var unions = Unions()
    var members: [(sheet: Int32, row: Int32)] = []
    var sketches: [Int32: (sketch: CopyFold.Sketch, row: BallotRow)] = [:]

    func number(of item: Item) -> Int32 {
      let row = Int32(truncatingIfNeeded: item.entry.hashAndRow & 0xffff_ffff)
      let key = UInt64(item.sheet) << 32 | UInt64(UInt32(bitPattern: row))
      if let number = numbers[key] { return number }
      let number = unions.add()
      numbers.insert(key, number)
      members.append((item.sheet, row))
      return number
    }

    let count = self
    func sketch(of number: Int32) throws(BallotDamage) -> CopyFold.Sketch {
      if let known = sketches[number] { return known.sketch }
      let (sheet, place) = members[Int(number)]
      let source = count.sheets[Int(sheet)]
      guard let row = (source.entries(.rows, Int(place)..<(Int(place) + 1)) as [BallotRow]?)?.first,
        let sketch =
          (source.entries(.sketches, Int(row.sketch)..<(Int(row.sketch) + 1)) as [CopyFold.Sketch]?)?
          .first
      else { throw BallotDamage(sheet: Int(sheet)) }
      sketches[number] = (sketch, row)
      return sketch
    }

    try BallotMerge<BallotLane>.forEachRun(
      .lanes, of: sheets, equalBits: 32,
      keep: { entry, sheet, _ in
        let row = rowBases[sheet] + Int(entry.hashAndRow & 0xffff_ffff)
        return row < rowBases[sheet + 1] && states[row] == State.counted
      }
    ) { run throws(BallotDamage) in
      guard run.count > 1 else { return }
      // By their content, so that it does not matter how the store is cut into segments.
      let run = run.sorted { $0.entry.summary < $1.entry.summary }
      var heads: [Item] = []
      for item in run {
        var isCopy = false
        for head in heads
        where (head.entry.summary ^ item.entry.summary).nonzeroBitCount <= BallotCount.mostDifferent {
          let (left, right) = (number(of: head), number(of: item))
          if unions.root(of: left) == unions.root(of: right) {
            isCopy = true
          } else if try CopyFold.common(sketch(of: left), sketch(of: right))
            >= CopyFold.minimumCommon
          {
            unions.join(left, right)
            isCopy = true
          }
          if isCopy { break }
        }
        if !isCopy, heads.count < BallotCount.mostCandidates { heads.append(item) }
      }
    }

    /// Whether a row counts before another with the same words.
    func precedes(_ left: Int32, _ right: Int32) -> Bool {
      guard let mine = sketches[left]?.row, let other = sketches[right]?.row else { return false }
      func key(_ row: BallotRow, _ sheet: Int32) -> (Int, Int64, UInt32, Int32, Int) {
        (
          row.milliseconds == .min ? 1 : 0, row.milliseconds, row.marks >> 2 & 3,
          count.rank(of: row, sheet: Int(sheet)), row.place
        )
      }
      return key(mine, members[Int(left)].sheet) < key(other, members[Int(right)].sheet)
    }
    var originals: [Int32: Int32] = [:]
    for member in members.indices {
      let member = Int32(member)
      let root = unions.root(of: member)
      if let former = originals[root] {
        let copy = precedes(member, former) ? former : member
        originals[root] = precedes(member, former) ? member : former
        self.states[rowBases[Int(members[Int(copy)].sheet)] + Int(members[Int(copy)].row)] =
          State.copy
      } else {
        originals[root] = member
      }
    }
  }
}
