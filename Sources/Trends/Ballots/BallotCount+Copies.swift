import Model

extension BallotCount {
  /// Distinct texts that are kept under one hash; a phrase that everybody writes must not make the search quadratic.
  private static let mostCandidates = 24
  /// Copies have thirteen of sixteen hashes in common, so that the bits of the rest differ: three on either side.
  private static let mostDifferent = 6

  /// A text that may be a copy.
  private struct Suspect {
    var sheet: Int
    var number: Int
    /// Where its sketch and its row lie among those that were read, as they are when it is first compared.
    var read: Int?
  }

  /// Folds copies: of each group the dated before the undated, the earlier, the post counts.
  ///
  /// Only texts are compared that have one of their three smallest hashes in common, as in `CopyFold`.
  mutating func markCopies(_ repeats: BallotRepeats) throws(BallotDamage) {
    typealias Item = BallotRepeats.List<BallotLane>.Item
    var numbers = HashSlots()
    var unions = Unions()
    var suspects: [Suspect] = []
    var sketches: [CopyFold.Sketch] = []
    var rows: [BallotRow] = []

    func number(of item: Item) -> Int32 {
      let row = Int(item.entry.hashAndRow & 0xffff_ffff)
      let key = UInt64(rowBases[item.sheet] + row)
      if let number = numbers[key] { return number }
      let number = unions.add()
      numbers.insert(key, number)
      suspects.append(Suspect(sheet: item.sheet, number: row))
      return number
    }

    let count = self
    func sketch(of number: Int32) throws(BallotDamage) -> CopyFold.Sketch {
      let suspect = suspects[Int(number)]
      if let read = suspect.read { return sketches[read] }
      let row = try count.row(suspect.number, of: suspect.sheet)
      let place = Int(row.sketch)
      guard
        let sketch = (count.sheets[suspect.sheet].entries(.sketches, place..<(place + 1)) as [CopyFold.Sketch]?)?.first
      else { throw BallotDamage(sheet: suspect.sheet) }
      suspects[Int(number)].read = rows.count
      sketches.append(sketch)
      rows.append(row)
      return sketch
    }

    for run in repeats.lanes {
      var items = run.filter { item in
        let row = rowBases[item.sheet] + Int(item.entry.hashAndRow & 0xffff_ffff)
        return row < rowBases[item.sheet + 1] && states[row] == State.counted
      }
      guard items.count > 1 else { continue }
      // By their content, so that it does not matter how the store is cut into segments.
      items.sort { $0.entry.summary < $1.entry.summary }
      var heads: [Item] = []
      for item in items {
        var isCopy = false
        for head in heads
        where (head.entry.summary ^ item.entry.summary).nonzeroBitCount <= BallotCount.mostDifferent {
          let (left, right) = (number(of: head), number(of: item))
          if unions.root(of: left) == unions.root(of: right) {
            isCopy = true
          } else if try CopyFold.common(sketch(of: left), sketch(of: right)) >= CopyFold.minimumCommon {
            unions.join(left, right)
            isCopy = true
          }
          if isCopy { break }
        }
        if !isCopy, heads.count < BallotCount.mostCandidates { heads.append(item) }
      }
    }

    /// Whether a row counts before another with the same words.
    func precedes(_ left: Suspect, _ right: Suspect) -> Bool {
      guard let mine = left.read.map({ rows[$0] }), let other = right.read.map({ rows[$0] }) else { return false }
      func key(_ row: BallotRow, _ sheet: Int) -> (Int, Int64, UInt32, Int32, Int) {
        (
          row.milliseconds == .min ? 1 : 0, row.milliseconds, row.marks >> 2 & 3, count.rank(of: row, sheet: sheet),
          row.place
        )
      }
      return key(mine, left.sheet) < key(other, right.sheet)
    }
    var originals: [Int32: Int] = [:]
    for (member, suspect) in suspects.enumerated() {
      let root = unions.root(of: Int32(member))
      guard let former = originals[root] else {
        originals[root] = member
        continue
      }
      let isBefore = precedes(suspect, suspects[former])
      if isBefore { originals[root] = member }
      let copy = isBefore ? suspects[former] : suspect
      states[rowBases[copy.sheet] + copy.number] = State.copy
      if let read = copy.read { extent.removeCopy(rows[read]) }
    }
  }
}
