import Model
import Testing

@testable import Crawling

@Suite("The focus of a crawl of the wide web")
struct FocusTests {
  let onTopic = Focus.Referrer(host: "a.example", isOnTopic: true, isListing: false, isSeed: false)
  let offTopic = Focus.Referrer(host: "a.example", isOnTopic: false, isListing: false, isSeed: false)
  let listing = Focus.Referrer(host: "a.example", isOnTopic: false, isListing: true, isSeed: false)

  func priority(
    _ context: Link.Context, to host: String = "b.example", naming: Bool = false, witnesses: Int = 0,
    from page: Focus.Referrer, in focus: Focus = Focus()
  ) -> Double? {
    focus.priority(
      of: Link(url: "http://\(host)/x", text: "x", context: context), to: host, naming: naming, witnesses: witnesses,
      from: page)
  }

  @Test("follows a link that names the service before one that does not")
  func naming() throws {
    let named = try #require(priority(.post, naming: true, from: onTopic))
    let silent = try #require(priority(.post, from: onTopic))
    #expect(named > silent)
    #expect(Focus.isPromise(named))
    #expect(!Focus.isPromise(silent))
  }

  @Test("follows a link that two pages about the service name before one that only one names")
  func witnesses() throws {
    var focus = Focus()
    #expect(focus.noteWitness(of: 7) == 1)
    #expect(focus.noteWitness(of: 7) == 2)
    #expect(focus.noteWitness(of: 8) == 1)
    let two = try #require(priority(.post, witnesses: 2, from: onTopic))
    let one = try #require(priority(.post, witnesses: 1, from: onTopic))
    #expect(two > one)
  }

  @Test("follows no silent link in words about something else")
  func offTopicText() {
    #expect(priority(.post, from: offTopic) == nil)
    #expect(priority(.post, naming: true, from: offTopic) != nil)
  }

  @Test("follows the headlines of a host that speaks of the service before those of a host that does not")
  func hosts() throws {
    var focus = Focus()
    focus.noteHeadlines(of: "a.example", count: 10, naming: 6)
    focus.noteHeadlines(of: "b.example", count: 10, naming: 1)
    let other = Focus.Referrer(host: "b.example", isOnTopic: false, isListing: true, isSeed: false)
    let fruitful = try #require(priority(.listing, to: "a.example", from: listing, in: focus))
    let barren = try #require(priority(.listing, to: "b.example", from: other, in: focus))
    #expect(fruitful > barren)
  }

  @Test("leaves the silent headlines of a host alone that never speaks of the service")
  func barren() {
    var focus = Focus()
    focus.noteHeadlines(of: "a.example", count: 60, naming: 0)
    #expect(priority(.listing, to: "a.example", from: listing, in: focus) == nil)
    #expect(!focus.isStillWorthAsking("a.example", priority: 2))
    #expect(focus.isStillWorthAsking("a.example", priority: 12))
  }

  @Test("lets a listing lead to other hosts only when its own host speaks of the service")
  func blogroll() {
    var focus = Focus()
    #expect(priority(.navigation, from: listing, in: focus) == nil)
    focus.note("a.example", isOnTopic: true, wasPromised: false)
    #expect(priority(.navigation, from: listing, in: focus) != nil)
  }

  @Test("takes a page that was promised for less of a sign than one that came as a surprise")
  func promised() {
    var promised = Focus()
    promised.note("a.example", isOnTopic: true, wasPromised: true)
    var surprising = Focus()
    surprising.note("a.example", isOnTopic: true, wasPromised: false)
    #expect(promised.likelihood("a.example") < surprising.likelihood("a.example"))
  }

  @Test(
    "knows the address of a post from those of archives and pages",
    arguments: [
      ("/2011/11/why-i-left/", true), ("/2011/11/14/", false), ("/why-i-left-klout.html", true), ("/p/18231", true),
      ("/category/social-media-news/", false), ("/about/", false), ("/", false), ("/page/12/", false),
      ("/2011/11/leaving", true), ("/2011/", false), ("/tag/why-i-left/", false),
    ])
  func posts(path: String, isPost: Bool) throws {
    let address = try #require(Address("http://a.example\(path)"))
    #expect(LinkPolicy.looksLikePost(address) == isPost)
  }
}
