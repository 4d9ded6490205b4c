import Model
import Testing

@testable import Blogosphere

@Suite("The embedded world")
struct WorldTests {
  let world = Blogosphere.world

  @Test("answers 304 to whoever already holds the page")
  func conditional() throws {
    let host = try #require(world.hosts.first)
    let first = world.response(host: host, path: "/")
    let tag = try #require(first.headers.first { $0.isNamed("ETag") })
    let second = world.response(host: host, path: "/", headers: [Header(name: "If-None-Match", value: tag.value)])
    #expect(second.status == 304 && second.body.isEmpty)
  }

  @Test("is the same in every run")
  func same() throws {
    let again = try World(files: Embedded.files.map { ($0.path, $0.text.description) })
    #expect(again.truth == world.truth && again.hosts == world.hosts)
  }
}
