import Testing

@testable import Trends

@Suite("The correction of the scorer's errors")
struct CorrectionTests {
  private let judged = [[68.0, 7, 25], [10, 60, 30], [8, 7, 85]]

  @Test(
    "finds the true shares behind those that were read",
    arguments: [[0.58, 0.18, 0.24], [0.3, 0.3, 0.4], [1, 0, 0], [0, 0, 1]])
  func solves(truth: [Double]) throws {
    let correction = try #require(Correction(judged: judged, beforehand: 0))
    let read = (0..<3).map { said in (0..<3).reduce(0.0) { $0 + truth[$1] * judged[$1][said] / 100 } }
    for (found, wanted) in zip(correction.shares(read: read), truth) { #expect(abs(found - wanted) < 1e-12) }
  }

  @Test("never gives a share that cannot be", arguments: [[1.0, 0, 0], [0, 1, 0], [0, 0, 1], [0.5, 0.5, 0]])
  func possible(read: [Double]) throws {
    let shares = try #require(Correction(judged: judged)).shares(read: read)
    #expect(shares.allSatisfy { $0 >= 0 && $0 <= 1 })
    #expect(abs(shares.reduce(0, +) - 1) < 1e-12)
  }

  @Test("is refused when the readings tell nothing apart, or a stance was not judged")
  func refused() {
    #expect(Correction(judged: [[1, 1, 1], [1, 1, 1], [1, 1, 1]]) == nil)
    #expect(Correction(judged: [[5, 1, 1], [0, 0, 0], [1, 1, 5]]) == nil)
    #expect(Correction(judged: [[5, 1], [1, 5]]) == nil)
  }

  @Test("trusts a small sample less than a large one, and few people less than many")
  func caution() throws {
    let read = [0.45, 0.2, 0.35]
    let small = try #require(Correction(judged: judged.map { $0.map { $0 / 10 } }))
    let large = try #require(Correction(judged: judged.map { $0.map { $0 * 100 } }))
    let exact = try #require(Correction(judged: judged, beforehand: 0)).shares(read: read)
    #expect(abs(large.shares(read: read)[0] - exact[0]) < 0.002)
    #expect(abs(small.shares(read: read)[0] - exact[0]) > 0.02)
    let few = large.shares(read: read, people: 20)
    let many = large.shares(read: read, people: 20_000)
    #expect(abs(few[0] - read[0]) < abs(many[0] - read[0]))
    #expect(abs(many[0] - exact[0]) < 0.003)
    #expect(abs(few.reduce(0, +) - 1) < 1e-12)
  }

  @Test("leaves nothing as it is")
  func nothing() throws {
    #expect(try #require(Correction(judged: judged)).shares(read: [0, 0, 0]) == [0, 0, 0])
  }
}
