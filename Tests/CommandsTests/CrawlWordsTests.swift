import Foundation
import JSONCoding
import Serving
import Testing

@Suite("What a crawl says")
struct CrawlWordsTests {
  /// Crawls a server that answers each path with a body of HTML.
  private func crawl(_ pages: [String: String], more: [String] = []) async throws -> Run {
    let folder = try TemporaryFolder()
    let server = try await PageServer.start(limits: .trusting) { request in
      guard let body = pages[request.path] else { return ServedResponse(status: 404) }
      return ServedResponse(status: 200, headers: [("Content-Type", "text/html")], body: Array(body.utf8))
    }
    let run = try await Stance.run(
      [
        "crawl", "http://127.0.0.1:\(server.port)/", "--service", "Klout", "--allow-private", "--delay", "0", "--store",
        folder.file("store"),
      ] + more)
    await server.stop()
    return run
  }

  private let article = """
    <article class="post"><h1>Why I left Klout</h1><p class="byline">by Ada on November 14, 2011</p>
    <div class="entry-content"><p>I deleted my Klout account today, because a number is not a person.</p></div></article>
    """

  @Test("tells why pages that came had no voices")
  func silence() async throws {
    let run = try await crawl([
      "/": "<h2><a href='/hidden'>One</a></h2><h2><a href='/empty'>Two</a></h2><h2><a href='/why'>Three</a></h2>",
      "/hidden": "<head><meta name='robots' content='noindex'></head>" + article,
      "/empty": "",
      "/why": article,
    ])
    #expect(run.errors.contains("without a voice: 3 pages"))
    #expect(run.errors.contains("1 × asks not to be indexed"))
    #expect(run.errors.contains("1 × an empty answer"))
    #expect(run.errors.contains("1 × a home page or list of posts"))
    #expect(run.errors.contains("next: stance report"))
  }

  @Test("tells when pages are due again, and asks them at once with --refresh")
  func again() async throws {
    let folder = try TemporaryFolder()
    let pages = ["/": "<h2><a href='/why'>Why I left Klout</a></h2>", "/why": article]
    let server = try await PageServer.start(limits: .trusting) { request in
      guard let body = pages[request.path] else { return ServedResponse(status: 404) }
      return ServedResponse(status: 200, headers: [("Content-Type", "text/html")], body: Array(body.utf8))
    }
    let command = [
      "crawl", "http://127.0.0.1:\(server.port)/", "--service", "Klout", "--allow-private", "--delay", "0", "--store",
      folder.file("my store"),
    ]
    let first = try await Stance.run(command)
    #expect(first.errors.contains("next: stance report --store '\(folder.file("my store"))'"))
    let second = try await Stance.run(command)
    // Seeds are asked every time, for they name what is new.
    #expect(second.errors.contains("done: 1 answer"))
    #expect(second.errors.contains(/no page is due again for \d+ h \d+ min; --refresh/))
    #expect(try await Stance.run(command + ["--refresh"]).errors.contains("done: 2 answers"))
    await server.stop()
  }

  @Test("names the page, and sends nobody to the report, where nothing was heard at all")
  func nothing() async throws {
    let run = try await crawl(["/": "<head><meta name='robots' content='noindex'></head>" + article])
    #expect(run.errors.contains(/asks not to be indexed, such as http:\/\/127\.0\.0\.1:[0-9]+\//))
    #expect(!run.errors.contains("next: stance report"))
  }

  @Test("counts pages without voices by their causes as JSON")
  func json() async throws {
    let run = try await crawl(["/": ""], more: ["--json"])
    let summary = try JSONValue.parse(Array(try #require(run.lines.last).utf8))
    #expect(summary["without_voices"]?.array?.first?["count"]?.int == 1)
  }

  @Test("is a plan as JSON with --dry-run --json")
  func plan() async throws {
    let run = try await Stance.run(["crawl", "a.example", "--service", "Klout", "--dry-run", "--json"])
    let plan = try JSONValue.parse(Array(run.output.utf8))
    #expect(plan["service"]?.string == "Klout")
    #expect(plan["seeds"]?.array?.first?.string == "https://a.example/")
  }

  @Test(
    "is an error of the command line where an option makes no sense",
    arguments: [
      (["--connect-to", "nonsense"], "HOST1:PORT1:HOST2:PORT2"), (["--connect-to", "a:b:c:d"], "HOST1:PORT1"),
      (["--store", ""], "--store wants the name of a folder"),
    ])
  func senseless(arguments: [String], words: String) async throws {
    let run = try await Stance.run(["crawl", "a.example", "--service", "Klout", "--dry-run"] + arguments)
    #expect(run.status == 2)
    #expect(run.errors.contains(words))
  }

  @Test("is that a robots.txt leads nowhere where it redirects to itself")
  func robots() async throws {
    let server = try await PageServer.start(limits: .trusting) { _ in
      ServedResponse(status: 302, headers: [("Location", "/robots.txt")])
    }
    let run = try await Stance.run(["robots", "http://127.0.0.1:\(server.port)/a", "--allow-private"])
    await server.stop()
    #expect(run.status == 0)
    #expect(run.output.contains("redirects more than 5 times, which counts as none"))
    #expect(!run.output.contains("404"))
  }
}
