import Model
import Testing

@testable import Blogosphere

@Suite("The embedded world")
struct WorldTests {
  let world = Blogosphere.world

  /// The walk is the same for all tests and takes a moment.
  static let walk = WorldWalk(
    Blogosphere.world,
    from: Blogosphere.world.topic.split(separator: "\n").filter { $0.hasPrefix("  - http") }
      .map { String($0.dropFirst(4)) })

  @Test("is the same in every run")
  func same() throws {
    let again = try World(files: Embedded.files.map { ($0.path, $0.text.description) })
    #expect(again.truth == world.truth && again.hosts == world.hosts)
  }

  @Test("has a dozen blogs, each on another platform")
  func dozen() {
    #expect(world.hosts.count == 12)
    #expect(Set(world.sites.map { String(describing: type(of: $0.platform)) }).count == 12)
  }

  @Test("names only hosts that are reserved for examples")
  func reserved() {
    #expect(world.hosts.allSatisfy { $0.hasSuffix(".example") })
  }

  @Test("starts from every blog's front page")
  func seeds() {
    #expect(world.hosts.allSatisfy { world.topic.contains("http://\($0)/") })
  }

  @Test("lets a walker reach every page with a voice from the seeds")
  func reachable() {
    for page in Set(world.truth.map(\.page)) { #expect(Self.walk.statuses[page] == 200, "\(page)") }
  }

  @Test("has no dead link but the two that are meant")
  func resolves() {
    let meant = Set(
      world.sites.flatMap { site in
        (site.blog.facts.list("gone") + site.blog.facts.list("missing")).map { site.origin + $0 }
      })
    let dead = Self.walk.statuses.filter { ![200, 301].contains($0.value) }.map(\.key)
    #expect(meant.count == 2)
    #expect(Set(dead) == meant, "\(dead.map { "\($0) from \(Self.walk.referrers[$0] ?? "")" })")
  }

  @Test("links into the shut corners, where nothing is for a crawler")
  func shut() {
    #expect(Self.walk.shut.contains("http://harborlights.example/drafts/four-weeks-notes/"))
    let robots = world.response(host: "harborlights.example", path: "/robots.txt")
    #expect(String(decoding: robots.body, as: UTF8.self).contains("Disallow: /drafts/"))
  }

  @Test("asks for patience on one blog")
  func crawlDelay() {
    let delays = world.sites.filter { $0.blog.facts["delay"] != nil }
    #expect(delays.count == 1)
  }

  @Test("leads from an old slug to the new one")
  func oldSlug() {
    let answer = world.response(host: "harborlights.example", path: "/2011/11/03/i-am-leaving-klout/")
    #expect(answer.status == 301)
    let there = answer.headers.first { $0.isNamed("Location") }?.value
    #expect(there == "http://harborlights.example/2011/11/03/why-i-quit-klout/")
  }

  @Test("says that a page is gone, and that another never was")
  func goneAndMissing() {
    #expect(
      world.response(host: "harborlights.example", path: "/2011/09/30/my-klout-score-a-love-story/").status == 410)
    #expect(world.response(host: "harborlights.example", path: "/2012/01/16/potato-doughnuts/").status == 404)
    #expect(world.response(host: "nobody.example", path: "/").status == 421)
  }

  @Test("shows the same post to whoever steps into the reply trap")
  func replyTrap() throws {
    let post = world.response(host: "harborlights.example", path: "/2011/11/03/why-i-quit-klout/")
    #expect(String(decoding: post.body, as: UTF8.self).contains("?replytocom="))
    let trap = world.response(
      host: "harborlights.example", path: "/2011/11/03/why-i-quit-klout/", query: "replytocom=440")
    #expect(trap.status == 200 && trap.body == post.body)
  }

  @Test("has a calendar without an end")
  func calendar() {
    #expect(world.response(host: "brasstacks.example", path: "/calendar/2525/12/").status == 200)
  }

  @Test("answers 304 to whoever already holds the page", arguments: ["If-None-Match", "If-Modified-Since"])
  func conditional(field: String) throws {
    let validator = field == "If-None-Match" ? "ETag" : "Last-Modified"
    for host in world.hosts where host != "ledgerline.example" {
      let first = world.response(host: host, path: "/")
      let value = try #require(first.headers.first { $0.isNamed(validator) }?.value, "\(host)")
      let second = world.response(host: host, path: "/", headers: [Header(name: field, value: value)])
      #expect(second.status == 304 && second.body.isEmpty)
      let other = world.response(host: host, path: "/", headers: [Header(name: field, value: "\"old\"")])
      #expect(other.status == 200)
    }
  }
}
