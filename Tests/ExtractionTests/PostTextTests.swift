import Markup
import Testing

@testable import Extraction

@Suite("The text of a voice")
struct PostTextTests {
  @Test(
    "parts blocks by a blank line and folds white space",
    arguments: [
      ("<p>One\n two</p><p>three</p>", "One two\n\nthree"),
      ("<div>One<br>two<br><br>three</div>", "One\ntwo\n\nthree"),
      ("<p>Head:</p><ul><li>one</li><li><p>two</p></li></ul><p>tail</p>", "Head:\n\n- one\n- two\n\ntail"),
      ("<h2>Head</h2>text", "Head\n\ntext"),
      ("<p>a&nbsp; b\u{ad}c</p>", "a bc"),
      ("<pre>one\n  two</pre>", "one\ntwo"),
      ("<p>a <b>b</b>, <i>c</i></p>", "a b, c"),
      ("<p>a<script>x()</script> b</p>", "a b"),
      ("<table><tr><td>a</td><td>b</td></tr><tr><td>c</td></tr></table>", "a b\nc"),
      ("<blockquote><p>said</p></blockquote><p>mine</p>", "said\n\nmine"),
    ])
  func rendersBlocks(html: String, text: String) {
    let document = PostPages.document("<html><body>\(html)</body></html>")
    #expect(TextRenderer.text(of: 0, in: document).text == text)
  }

  @Test("knows which bytes an element's words take up")
  func mapsNodesToBytes() throws {
    let document = PostPages.document(
      "<html><body><p>Mine.</p><blockquote>Theirs.</blockquote><p>Mine.</p></body></html>")
    let rendered = TextRenderer.text(of: 0, in: document)
    let quote = try #require((0..<document.count).first { document.tag($0) == .blockquote })
    let bytes = try #require(rendered.bytes(of: quote..<document.end(of: quote)))
    #expect(String(decoding: rendered.bytes[bytes], as: UTF8.self) == "Theirs.")
  }

  @Test("survives nesting without recursion")
  func survivesNesting() {
    let deep = String(repeating: "<div>", count: 50_000) + "core" + String(repeating: "</div>", count: 50_000)
    let document = PostPages.document("<html><body>\(deep)</body></html>")
    #expect(TextRenderer.text(of: 0, in: document).text == "core")
  }
}
