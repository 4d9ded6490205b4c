import Testing

@testable import Scoring

@Suite("Sets of words")
struct WordSetsTests {
  /// The words below `limit` that each set seems to have.
  private func members(of sets: [[UInt32]], below limit: UInt32) throws -> [[UInt32]] {
    let (addresses, members) = try WordSets.arranged(sets)
    let arena = Arena()
    let read = WordSets(members: arena.table(members))
    return withExtendedLifetime(arena) {
      addresses.map { set in (0..<limit).filter { unsafe read.contains(UInt16($0), in: set) } }
    }
  }

  @Test("have the words that they were made of and no others")
  func members() throws {
    let sets: [[UInt32]] = [
      [], [0], [7, 9], [1, 2, 3, 4], [1, 2, 3, 4, 5], Array(100..<140), Array(stride(from: 0, to: 3000, by: 7)),
      Array(0..<3000), [2999],
    ]
    #expect(try members(of: sets, below: 3000) == sets)
  }

  @Test("are told apart where several are the same")
  func same() throws {
    #expect(try members(of: [[3, 5], [5], [3, 5]], below: 8) == [[3, 5], [5], [3, 5]])
  }

  @Test("have an empty one where what is asked for is no set")
  func none() throws {
    let arena = Arena()
    let read = WordSets(members: arena.table(try WordSets.arranged([]).members))
    let isMember = withExtendedLifetime(arena) { unsafe read.contains(0, in: WordSets.Address(code: 0)) }
    #expect(!isMember)
  }
}
