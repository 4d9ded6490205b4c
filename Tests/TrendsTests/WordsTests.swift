import Testing

@testable import Trends

@Suite("The hashes of words")
struct WordsTests {
  @Test(
    "are those of the words themselves",
    arguments: [
      "", "I don't", "'quoted' words'' end'", "rock ''n' roll", "It’s “naïve” ÀÉ× — 42", "日本。語 \u{00a0}x", "a'’'b c'",
    ])
  func same(text: String) {
    var words: [UInt64] = []
    Words.forEach(in: text) { word in
      words.append(word.reduce(0xcbf2_9ce4_8422_2325) { ($0 ^ UInt64($1)) &* 0x0000_0100_0000_01b3 })
    }
    var hashes: [UInt64] = []
    Words.forEachHash(in: text) { hashes.append($0) }
    #expect(hashes == words)
  }
}
