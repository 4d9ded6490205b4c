import Testing

@testable import Scoring

@Suite("A contest of matches")
struct MatchContestTests {
  /// Patterns 0 to 2 weigh 1, 2 and 2 and tell of leaving; pattern 3 answers.
  private func grammar() throws -> Grammar {
    let lexicon = try Lexicon(files: [
      ("english/words.txt", "@first i\n"),
      ("english/exits.cues", "[exit]\n1\tred\n2\tgreen\n2\tblue\n[agree]\n1\tgrey\n"),
    ])
    return try #require(lexicon.grammar(named: "english"))
  }

  /// The patterns and ranges that are kept of some.
  private func kept(_ given: [(pattern: Int32, range: Range<Int32>)]) throws -> [String] {
    var matches = Row<Match>(capacity: 4)
    var spare = Row<Match>(capacity: 4)
    defer {
      matches.free()
      spare.free()
    }
    for (pattern, range) in given {
      matches.append(
        Match(
          pattern: pattern, start: range.lowerBound, end: range.upperBound, anchor: range.lowerBound, head: -1,
          mention: -1))
    }
    MatchContest.keepBest(&matches, spare: &spare, grammar: try grammar())
    return matches.indices.map { "\(matches[$0].pattern) \(matches[$0].start)..\(matches[$0].end)" }
  }

  @Test("keeps none of none, and the only one")
  func few() throws {
    #expect(try kept([]) == [])
    #expect(try kept([(0, 3..<5)]) == ["0 3..5"])
  }

  @Test("keeps those that only touch")
  func touching() throws {
    #expect(try kept([(0, 0..<2), (1, 2..<4), (2, 4..<5)]) == ["0 0..2", "1 2..4", "2 4..5"])
  }

  @Test("puts them in the order of the text, given any other")
  func order() throws {
    #expect(try kept([(0, 6..<8), (1, 0..<2), (2, 3..<4)]) == ["1 0..2", "2 3..4", "0 6..8"])
  }

  @Test("prefers the longer one, from wherever it begins")
  func longer() throws {
    #expect(try kept([(1, 0..<2), (0, 0..<3)]) == ["0 0..3"])
    #expect(try kept([(1, 0..<2), (0, 1..<4)]) == ["0 1..4"])
    #expect(try kept([(0, 0..<5), (1, 2..<3)]) == ["0 0..5"])
  }

  @Test("of equally long ones prefers the weightier, then the earlier, then the pattern that stands first")
  func equal() throws {
    #expect(try kept([(0, 0..<2), (1, 1..<3)]) == ["1 1..3"])
    #expect(try kept([(2, 0..<2), (1, 1..<3)]) == ["2 0..2"])
    #expect(try kept([(2, 0..<2), (1, 0..<2)]) == ["1 0..2"])
  }

  @Test("keeps both ends of a chain whose middle loses, and of a chain whose middle wins neither")
  func chains() throws {
    #expect(try kept([(0, 0..<4), (1, 3..<6), (2, 5..<9)]) == ["0 0..4", "2 5..9"])
    #expect(try kept([(0, 0..<2), (1, 1..<6), (2, 5..<7)]) == ["1 1..6"])
  }

  @Test("settles long runs as it does short ones")
  func long() throws {
    let given = (0..<100).map { (pattern: Int32(1), range: Int32($0)..<Int32($0 + 2)) }
    #expect(try kept(given) == stride(from: 0, to: 100, by: 2).map { "1 \($0)..\($0 + 2)" })
  }

  @Test("keeps an answer and the longest of the others that it covers")
  func answers() throws {
    #expect(try kept([(0, 3..<5), (1, 3..<4), (3, 2..<6)]) == ["3 2..6", "0 3..5"])
    #expect(try kept([(0, 1..<3), (3, 2..<6)]) == ["0 1..3", "3 2..6"])
    #expect(try kept([(0, 1..<6), (3, 2..<4)]) == ["0 1..6"])
  }
}
