import Model
import Testing

@testable import Extraction

@Suite("Names that are words as well")
struct OddNameTests {
  @Test(
    "are names where a speaker's name stands",
    arguments: [
      ("<cite class=fn>Nick</cite> says: <time>1 May 2009</time>", "Nick"),
      ("<b class=author>Nick</b> <time>2 May 2009</time>", "Nick"),
      ("<b>Data</b> | 3 May 2009", "Data"),
      ("<b>Maria</b> de la Cruz on 3 May 2009", "Maria de la Cruz"),
      ("<b>Ludwig</b> van Dyke on 3 May 2009", "Ludwig van Dyke"),
    ])
  func names(byline: String, name: String) throws {
    let html = "<h1>Goodbye</h1>" + HomemadeCommentTests.post + "<h3>3 Comments</h3>"
    let comments = HomemadeCommentTests.speakers.prefix(3).enumerated().map { number, speaker in
      "<div class=comment id=c\(number)><p>\(byline)</p><p>\(speaker.words)</p></div>"
    }
    let voices = try HomemadeCommentTests.read(html + comments.joined()).comments
    #expect(voices.map(\.speaker) == [name, name, name])
  }
}
