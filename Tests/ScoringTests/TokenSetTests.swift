import Testing

@testable import Scoring

@Suite("A set of tokens")
struct TokenSetTests {
  /// Members from `first` on and before `end`, found one after the other.
  private func members(of indices: Set<Int>, count: Int, from first: Int = 0, before end: Int) -> [Int] {
    var set = TokenSet()
    defer { set.free() }
    set.clear(for: count)
    for start in stride(from: 0, to: count, by: 64) {
      set.append((0..<64).reduce(0) { $0 | (indices.contains(start + $1) ? 1 << UInt64($1) : 0) })
    }
    var found: [Int] = []
    var at = set.next(from: first, before: end)
    while at < end {
      found.append(at)
      at = set.next(from: at + 1, before: end)
    }
    return found
  }

  @Test(
    "finds its members in order, wherever a sixty-four begins",
    arguments: [[], [0], [63], [64], [0, 63, 64, 127, 128], [62, 63, 64, 65], [199], [1, 199]])
  func members(_ indices: [Int]) {
    #expect(members(of: Set(indices), count: 200, before: 200) == indices)
  }

  @Test("finds all of two hundred")
  func all() {
    #expect(members(of: Set(0..<200), count: 200, before: 200) == Array(0..<200))
  }

  @Test("stops before the end that is asked for", arguments: [0, 1, 63, 64, 65, 128, 199])
  func end(_ end: Int) {
    #expect(members(of: Set(0..<200), count: 200, before: end) == Array(0..<end))
  }

  @Test("begins where it is asked to", arguments: [0, 1, 63, 64, 65, 128, 199, 200])
  func first(_ first: Int) {
    #expect(members(of: Set(0..<200), count: 200, from: first, before: 200) == Array(first..<200))
  }

  @Test("has nothing where it was cleared")
  func cleared() {
    #expect(members(of: [], count: 0, before: 0) == [])
  }
}
