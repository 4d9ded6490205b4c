import Markup
import Model
import Testing

@Suite("Headers and refreshing pages")
struct HeaderTests {
  @Test("reads Link headers with quoted commas and folded lines")
  func links() {
    let links = LinkHeader.links(
      in: "<https://a.example/x,y>; rel=\"next prefetch\"; title=\"a, b\", </b>;rel=last;type=\"text/html\",\r\n <c>")
    #expect(links.map(\.target) == ["https://a.example/x,y", "/b", "c"])
    #expect(links.map(\.relations) == [["next", "prefetch"], ["last"], []])
    #expect(links[0].title == "a, b" && links[1].type == "text/html")
  }

  @Test(
    "reads how long a page waits before it leads elsewhere",
    arguments: [
      ("5; url=/next", 5, "/next"), ("0;URL='https://x.example/'", 0, "https://x.example/"), (".5,u", 0.5, "u"),
      ("7", 7, ""), (" 3 ; url = \"a b\" rest", 3, "a b"),
    ] as [(String, Double, String)])
  func refresh(content: String, delay: Double, target: String) {
    let refresh = MetaRefresh(content: content)
    #expect(refresh?.delay == delay && refresh?.target == target)
  }

  @Test("takes no notice of refreshes that scripts or comments hold")
  func hidden() {
    let parser = HTMLParser()
    #expect(parser.document(from: "<noscript><meta http-equiv=refresh content='0;url=/x'></noscript>").refresh == nil)
    #expect(parser.document(from: "<!--<meta http-equiv=refresh content='0;url=/x'>-->").refresh == nil)
    #expect(parser.document(from: "<meta http-equiv=Refresh content='0;url=/x'>").refresh?.target == "/x")
  }

  @Test("resolves links against the page's base")
  func base() throws {
    let address = try #require(Address("https://blog.example/a/b"))
    let document = HTMLParser().document(from: "<base href='/c/'><base href='/d/'><p>x")
    #expect(document.base(at: address).href == "https://blog.example/c/")
  }
}
