import Model

/// Which voices say a word: lists of rows by word, added to as voices come.
public struct WordIndex: Sendable {
  private var rows: [UInt64: [Int32]] = [:]

  /// Makes an index of nothing.
  public init() {}

  /// Notes the words of a voice; rows must come in ascending order.
  public mutating func add(_ text: String, row: Int) {
    let row = Int32(clamping: row)
    Words.forEach(in: text) { word in
      let hash = FNV1a.hash(word)
      if rows[hash]?.last != row { rows[hash, default: []].append(row) }
    }
  }

  /// The rows in which all words of a question stand, as a mask of `count` rows; `nil` when it has no words.
  public func mask(of question: String, count: Int) -> [Bool]? {
    var lists: [[Int32]] = []
    Words.forEach(in: question) { word in lists.append(rows[FNV1a.hash(word)] ?? []) }
    guard !lists.isEmpty else { return nil }
    // The rarest word first: only its rows are asked for the others.
    lists.sort { $0.count < $1.count }
    if lists[0].count > count / 16, lists.count < 255 { return denseMask(of: lists, count: count) }
    var kept = lists[0]
    for list in lists.dropFirst() {
      var place = 0
      kept.removeAll { row in
        while place < list.count, list[place] < row { place += 1 }
        return place >= list.count || list[place] != row
      }
    }
    var mask = [Bool](repeating: false, count: count)
    for row in kept where row < count { mask[Int(row)] = true }
    return mask
  }

  /// Counts how many of the words stand in each row, for words that stand in many; fewer than 255 words.
  private func denseMask(of lists: [[Int32]], count: Int) -> [Bool] {
    var counts = [UInt8](repeating: 0, count: count)
    for (place, list) in lists.enumerated() {
      let before = UInt8(clamping: place)
      for row in list where row < count {
        // A row that lacks one of the words stays behind for good.
        counts[Int(row)] += counts[Int(row)] == before ? 1 : 0
      }
    }
    let all = UInt8(clamping: lists.count)
    return counts.map { $0 == all }
  }
}
