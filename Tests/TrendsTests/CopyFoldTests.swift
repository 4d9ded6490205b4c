import Testing

@testable import Trends

@Suite("Copies of the same words")
struct CopyFoldTests {
  private let post = """
    Last night I looked at my number for the first time in a month. It had fallen by nineteen, on a day on which I had
    spoken at a conference, answered forty letters and slept four hours. A formula changed somewhere, said the notice.
    """

  private func areCopies(_ left: String, _ right: String) -> Bool {
    let groups = CopyFold.groups(of: [left, right].map(CopyFold.sketch(of:)))
    return groups[0] == groups[1]
  }

  @Test(
    "are found with what sites put around them",
    arguments: ["", " Read more", " This post first appeared on Another Blog.", " Share this: Twitter Facebook Email"])
  func wrapped(addition: String) {
    #expect(areCopies(post, post + addition))
    #expect(areCopies(post, "By Ada. " + post.uppercased() + addition))
  }

  @Test("are not seen in other posts, nor in short ones")
  func others() {
    let other = """
      The soup needs two onions, a pumpkin of about a kilogram, ginger, and a little cream. Cut everything small, let it
      stew slowly for half an hour, then mash it. My neighbour adds chilli, which I leave to braver people than myself.
      """
    #expect(!areCopies(post, other))
    #expect(CopyFold.sketch(of: "I quit too, and it felt great!") == nil)
    #expect(CopyFold.sketch(of: String(repeating: "spam ", count: 100)) == nil)
    #expect(CopyFold.sketch(of: "") == nil)
  }

  @Test("are put into one group, however many there are")
  func groups() {
    let texts = (0..<50).map { $0 % 2 == 0 ? post + " number \($0)" : "short" }
    let groups = CopyFold.groups(of: texts.map(CopyFold.sketch(of:)))
    #expect(Set(stride(from: 0, to: 50, by: 2).map { groups[$0] }) == [0])
    #expect(Set(groups).count == 26)
  }

  @Test("are words, whatever their case and punctuation")
  func words() {
    #expect(
      Words.words(of: "It’s “FINE”—don't\u{a0}panic… Ça Ñandú 2nd 'quoted'") == [
        "it's", "fine", "don't", "panic", "ça", "ñandú", "2nd", "quoted",
      ])
    #expect(Words.words(of: "日本語、です") == ["日本語", "です"])
    #expect(Words.words(of: " ... ") == [])
  }
}
