import Testing

@testable import Scoring

@Suite("Sets of words")
struct WordSetsTests {
  /// The words below `limit` that each set seems to have.
  private func members(of sets: [[UInt32]], below limit: UInt32) -> [[UInt32]] {
    var writer = TableWriter()
    WordSets.write(sets, into: &writer)
    let arena = Arena()
    var reader = TableReader(arena.table(writer.bytes))
    let read = WordSets(from: &reader)
    return withExtendedLifetime(arena) {
      (0..<UInt32(read.count)).map { set in (0..<limit).filter { unsafe read.contains($0, in: set) } }
    }
  }

  @Test("have the words that they were made of and no others")
  func members() {
    let sets: [[UInt32]] = [
      [], [0], [7, 9], [1, 2, 3, 4], [1, 2, 3, 4, 5], Array(100..<140), Array(stride(from: 0, to: 3000, by: 7)),
      Array(0..<3000), [2999],
    ]
    #expect(members(of: sets, below: 3000) == sets)
  }

  @Test("are told apart where several are the same")
  func same() {
    #expect(members(of: [[3, 5], [5], [3, 5]], below: 8) == [[3, 5], [5], [3, 5]])
  }

  @Test("are one empty set where there are none")
  func none() {
    #expect(members(of: [], below: 8) == [[]])
  }
}
