import Markup
import Testing

@Suite("HTML parser")
struct HTMLParserTests {
  /// The document as nested brackets: `p(b("x") "y")`.
  private func shape(_ html: String) -> String {
    let document = HTMLParser().document(from: html)
    func describe(_ node: Int) -> String {
      if document.isText(node) { return "\"\(document.string(document.textRange(of: node)))\"" }
      let children = document.children(of: node).map(describe).joined(separator: " ")
      return children.isEmpty ? document.name(of: node) : "\(document.name(of: node))(\(children))"
    }
    guard let body = (0..<document.count).first(where: { document.tag($0) == .body }) else { return "" }
    return document.children(of: body).map(describe).joined(separator: " ")
  }

  @Test(
    "places elements as browsers do",
    arguments: [
      ("<p>one<p>two", "p(\"one\") p(\"two\")"),
      ("<!doctype html><p>a<section>b</section>c", "p(\"a\") section(\"b\") \"c\""),
      ("<ul><li>a<li>b<ul><li>c</ul></ul>", "ul(li(\"a\") li(\"b\" ul(li(\"c\"))))"),
      ("<table>a<tr><td>b</table>c", "\"a\" table(tbody(tr(td(\"b\")))) \"c\""),
      ("<b>1<p>2</b>3</p>", "b(\"1\") p(b(\"2\") \"3\")"),
      ("<p>1<b>2<p>3", "p(\"1\" b(\"2\")) p(b(\"3\"))"),
      ("<div/>a", "div(\"a\")"),
      ("<a>1<a>2", "a(\"1\") a(\"2\")"),
      ("a</p>b", "\"a\" p \"b\""),
      ("<textarea><b>x</b></textarea>y", "textarea(\"<b>x</b>\") \"y\""),
      ("<svg><path/><title>t</title></svg>x", "svg(path title(\"t\")) \"x\""),
      ("<x-y>a</x-y>", "x-y(\"a\")"),
      ("a<!-- <p> -->b<!-->c", "\"abc\""),
      ("<select><p>a<option>b</select>", "select(\"a\" option(\"b\"))"),
      ("1 < 2 & 3 <3", "\"1 < 2 & 3 <3\""),
      ("&copy2011 &#146; &notit; &check; &#x80;", "\"©2011 ’ ¬it; ✓ €\""),
      ("a<script>var x = '</p><b>';</script>b", "\"a\" script \"b\""),
      ("<p>x</body><p>late</html> later", "p(\"x\") p(\"late later\")"),
      // Ours: an XML serialiser's empty frame or field swallows nothing. The standard loses what follows.
      ("<iframe src='x'/><p>a", "iframe p(\"a\")"),
      ("<textarea rows='6'/><p>a<textarea>b</textarea>", "textarea p(\"a\" textarea(\"b\"))"),
      ("<iframe/>a</iframe>b", "iframe \"b\""),
      ("\n<!-- a -->\n<!-- b -->one <a>two</a> three", "\"one \" a(\"two\") \" three\""),
      ("<p>a</p> <!-- b --> <!-- c -->\n<p>d</p>", "p(\"a\") \"  \n\" p(\"d\")"),
    ])
  func places(html: String, expected: String) {
    #expect(shape(html) == expected)
  }

  @Test("keeps the text of data scripts and drops that of others")
  func scripts() {
    #expect(
      shape("<body><script type='application/ld+json'>{\"a\":\"</b>\"}</script>") == "script(\"{\"a\":\"</b>\"}\")")
    #expect(shape("<body><script>var items = [{'id': 1}];</script>") == "script(\"var items = [{'id': 1}];\")")
    #expect(shape("<body><script>alert(1)</script><style>p {}</style>") == "script style")
  }

  @Test("decodes references in attributes, but not where they look like parameters")
  func attributes() {
    let document = HTMLParser().document(from: "<a href='?a=1&copy=2&amp;b=&quot;' data-x=7 TITLE=t>x</a>")
    let anchor = (0..<document.count).first { document.tag($0) == .a } ?? 0
    #expect(document.value(.href, of: anchor) == "?a=1&copy=2&b=\"")
    #expect(document.value(named: "data-x", of: anchor) == "7")
    #expect(document.value(.title, of: anchor) == "t")
  }

  @Test("gives late attributes of html and body to the elements that were implied")
  func lateAttributes() {
    let document = HTMLParser().document(from: "<meta name=x><html lang=en>text<body class=single>")
    let html = (0..<document.count).first { document.tag($0) == .html } ?? 0
    let body = (0..<document.count).first { document.tag($0) == .body } ?? 0
    #expect(document.value(.language, of: html) == "en")
    #expect(document.value(.class, of: body) == "single")
  }

  @Test("cuts attributes, nesting and length, and counts what it cut")
  func limits() {
    var limits = HTMLParser.Limits()
    limits.attributes = 2
    limits.nesting = 16
    limits.bytes = 2_000
    let html =
      "<p a=1 b=2 c=3>" + String(repeating: "<div>", count: 100) + "deep" + String(repeating: " ", count: 2_000)
    let document = HTMLParser(limits: limits).document(from: Array(html.utf8), contentType: nil)
    #expect(document.losses.attributes == 1)
    #expect(document.losses.nesting == 87)
    #expect(document.losses.truncated == html.utf8.count - 2_000)
    #expect(document.rawText(of: 0).contains("deep"))
  }

  @Test("reads pages on several threads at once")
  func threads() async {
    let parser = HTMLParser()
    let pages = (0..<64).map { number in
      "<title>\(number)</title>"
        + String(repeating: "<p class=comment-\(number)>a &amp; <b>\(number)</b>", count: 50 + number)
    }
    let expected = pages.map { parser.document(from: $0).rawText(of: 0) }
    let texts = await withTaskGroup(of: (Int, String).self) { group in
      for (number, page) in pages.enumerated() {
        group.addTask { (number, parser.document(from: page).rawText(of: 0)) }
      }
      return await group.reduce(into: [Int: String]()) { $0[$1.0] = $1.1 }
    }
    for number in pages.indices { #expect(texts[number] == expected[number]) }
  }

  @Test("links every node to its parent and the end of its subtree")
  func subtrees() {
    let document = HTMLParser().document(from: "<table><b>x<tr><td>y</table><p><i>1<p>2</i>3")
    for node in 1..<document.count {
      let parent = document.parent(of: node)
      #expect(parent < node && document.end(of: node) <= document.end(of: parent))
    }
  }
}
