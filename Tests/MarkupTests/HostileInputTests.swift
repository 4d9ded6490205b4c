import Markup
import Model
import Testing

@Suite("Hostile input")
struct HostileInputTests {
  private func repeated(_ text: String, _ count: Int) -> [UInt8] { Array(String(repeating: text, count: count).utf8) }

  @Test(
    "keeps pages of one tag over and over within bounds",
    arguments: [
      "<div>", "<b>", "</div>", "<b></i>", "<a><p>", "<table><b>x<tr>", "<table>x", "<select><option>", "<a b=\"",
      "<!-- ",
      "<", "&", "&notit", "<script>", "<script><!--<script>", "<svg><foreignObject>", "<svg><![CDATA[",
      "<template><td>",
      "<ruby><rb>", "</", "<!", "<?", "\0", "<frameset>", "<plaintext>", "<x-y>", "</x-y>", "<p><hr>", "<title>",
      "<nobr>",
    ])
  func repetition(piece: String) {
    let document = HTMLParser().document(from: repeated(piece, 4_000), contentType: nil)
    #expect(document.count < 300_000)
    #expect(document.end(of: 0) == document.count)
  }

  @Test("cuts a tag of 50,000 attributes")
  func attributes() {
    let html = "<p " + (0..<50_000).map { "a\($0)=b" }.joined(separator: " ") + ">x"
    let document = HTMLParser().document(from: html)
    #expect(document.losses.attributes == 49_936)
    #expect(document.rawText(of: 0) == "x")
  }

  @Test("keeps the text of 200,000 nested elements")
  func nesting() {
    let html =
      String(repeating: "<div>", count: 200_000) + "deep" + String(repeating: "</div>", count: 200_000) + "<p>after"
    let document = HTMLParser().document(from: html)
    #expect(document.losses.nesting > 199_000)
    #expect(document.rawText(of: 0) == "deepafter")
  }

  @Test("ends formatting that multiplies")
  func formatting() {
    let html = (0..<100).map { "<b id=\($0)>" }.joined() + String(repeating: "<p>x", count: 3_000)
    #expect(HTMLParser().document(from: html).count < 300_000)
  }

  @Test("reads no marks of its own out of a page")
  func marks() {
    let document = HTMLParser().document(from: "<p title='\u{7F}@@@@@'>a\u{7F}ABb&#127;c<y.html>d")
    let paragraph = (0..<document.count).first { document.tag($0) == .p } ?? 0
    #expect(document.value(.title, of: paragraph) == "\u{7F}@@@@@")
    #expect(document.rawText(of: 0) == "aABbcd")
  }

  @Test(
    "keeps feeds of one tag over and over within bounds",
    arguments: [
      "<a>", "</a>", "<a b=\"", "<!-- ", "<![CDATA[", "<item>", "&a;", "<?", "<link href='x'/>", "<!DOCTYPE [",
    ])
  func feeds(piece: String) {
    let feed = FeedParser().feed(from: Array("<rss>".utf8) + repeated(piece, 4_000), contentType: nil, at: nil)
    #expect((feed?.entries.count ?? 0) <= 20_000)
  }
}
