import Markup
import Model
import Testing

@testable import Extraction

/// Pages that would cost more than their length where every heading were asked about every time.
@Suite("Comments on hostile pages")
struct HostileCommentTests {
  @Test("however many headings a page has, few of them are asked for their times", arguments: [20, 200])
  func headings(count: Int) throws {
    let line = "<p class=q>Ann 1, March 14, 2009 3:15 pm</p><p>Words.</p>"
    let html = String(repeating: line + line + line + "<h3>Comments</h3>", count: count)
    var document = HTMLParser().document(from: Array(html.utf8), contentType: "text/html; charset=utf-8")
    document.noteWeights()
    let address = try #require(Address("http://harbour.example/goodbye.html"))
    let page = PageContext(
      address: address, base: address, canonical: address.pageKey, fetched: Instant(seconds: 1_243_850_400))
    let finder = CommentFinder(document: document, page: page)
    let sighting = CommentSighting(document)
    let marks = TimeMarks(document)
    #expect(sighting.headings.count == count)
    #expect(marks.nodes.count == 3 * count)
    let headed = finder.headed(sighting)
    let members = finder.groups(around: marks, under: headed).reduce(0) { $0 + $1.nodes.count }
    #expect(headed.count == CommentFinder.mostHeadings)
    #expect(members <= (CommentFinder.mostHeadings + 2) * marks.nodes.count)
  }

  @Test("terms of lists within lists stand in the order of the page")
  func definitions() {
    let html =
      "<div id=comments><dl><dt>Ann</dt><dd>Words<dl><dt>Bo</dt><dd>Words</dd><dt>Cy</dt><dd>W</dd></dl></dd><dt>Di</dt><dd>W</dd></dl></div>"
      + "<div id=comments><dl><dt>Ed</dt><dd>W</dd></dl></div>"
    let document = HTMLParser().document(from: Array(html.utf8), contentType: "text/html; charset=utf-8")
    let groups = CommentSighting(document).groups.filter { document.tag($0.nodes[0]) == .dt }
    let names = groups.map { $0.nodes.map { document.string(document.textRange(of: $0 + 1)) } }
    #expect(names == [["Ann", "Bo", "Cy", "Di"], ["Ed"]])
  }

  @Test("times in a part of a page are found without a look at the others")
  func slices() {
    let nodes = [3, 5, 8, 13, 21]
    #expect(TimeMarks.slice(of: nodes, in: 5..<13) == [5, 8])
    #expect(TimeMarks.slice(of: nodes, in: 6..<7).isEmpty)
    #expect(TimeMarks.slice(of: nodes, in: 0..<100) == [3, 5, 8, 13, 21][...])
    #expect(TimeMarks.slice(of: [], in: 0..<100).isEmpty)
  }
}
