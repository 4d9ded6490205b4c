import Foundation
import JSONCoding
import Serving
import Synchronization
import Testing

@Suite("The crawl command")
struct CrawlCommandTests {
  func voices(_ store: String) async throws -> [Substring] {
    try await Stance.run(["export", "--format", "csv", "--store", store]).lines.map { line in
      // Ids only: the time of fetching differs.
      line.prefix { $0 != "," }
    }
  }

  @Test("killed during a crawl and run again ends with the voices of an undisturbed one", arguments: [3, 9, 17])
  func killed(requests: Int) async throws {
    let folder = try TemporaryFolder()
    let victim = Victim(after: requests, signal: SIGKILL)
    let server = try await Sample.blog { _ in victim.note() }
    let arguments = Sample.crawl(server, into: folder.file("store"))
    let first = try await Stance.run(arguments) { victim.stand($0) }
    let second = try await Stance.run(arguments)
    await server.stop()
    #expect(first.status == SIGKILL)
    #expect(second.status == 3)
    #expect(try await voices(folder.file("store")) == voices(Sample.store.value))
  }

  @Test("interrupted says so, ends with 130, and continues when it is run again")
  func interrupted() async throws {
    let folder = try TemporaryFolder()
    let victim = Victim(after: 8, signal: SIGINT)
    let server = try await Sample.blog { _ in victim.note() }
    let arguments = Sample.crawl(server, into: folder.file("store"))
    let first = try await Stance.run(arguments) { victim.stand($0) }
    _ = try await Stance.run(arguments)
    await server.stop()
    #expect(first.status == 130)
    #expect(first.errors.contains("finishing what is under way; Ctrl-C again drops it"))
    #expect(try await voices(folder.file("store")) == voices(Sample.store.value))
  }

  @Test("asks nothing of anybody with --dry-run")
  func dryRun() async throws {
    let folder = try TemporaryFolder()
    let count = Mutex(0)
    let server = try await PageServer.start(limits: .trusting) { _ in
      count.withLock { $0 += 1 }
      return ServedResponse(status: 404)
    }
    let address = "http://127.0.0.1:\(server.port)/"
    let run = try await Stance.run(
      ["crawl", address, "--dry-run", "--allow-private", "--store", folder.file("store")])
    await server.stop()
    #expect(run.status == 0)
    #expect(run.output.contains(address))
    #expect(count.withLock { $0 } == 0)
    #expect(!FileManager.default.fileExists(atPath: folder.file("store")))
  }

  @Test("says nothing with --quiet when all goes well")
  func quiet() async throws {
    let folder = try TemporaryFolder()
    let server = try await PageServer.start(limits: .trusting) { request in
      request.path == "/robots.txt"
        ? ServedResponse(status: 404)
        : ServedResponse(status: 200, headers: [("Content-Type", "text/html")], body: Array("<p>Hello.".utf8))
    }
    let run = try await Stance.run(
      ["crawl", "http://127.0.0.1:\(server.port)/", "-q", "--allow-private", "--store", folder.file("store")])
    await server.stop()
    #expect(run.status == 0)
    #expect(run.output + run.errors == "")
  }

  @Test("says all that happens as JSON with --json, the summary last")
  func json() async throws {
    let folder = try TemporaryFolder()
    let server = try await Sample.blog()
    let run = try await Stance.run(Sample.crawl(server, into: folder.file("store")) + ["--json"])
    await server.stop()
    let values = try run.lines.map { try JSONValue.parse(Array($0.utf8)) }
    #expect(values.count > 10)
    #expect(values.last?["end"]?.string == "finished")
  }

  @Test("takes service, addresses and scope from a topic file")
  func topic() async throws {
    let folder = try TemporaryFolder()
    let path = try folder.write("service: Klout\nseeds: [https://a.example/b]\nscope: page\n", to: "topic.yaml")
    let run = try await Stance.run(["crawl", path, "--dry-run", "--store", folder.file("store")])
    #expect(run.status == 0)
    #expect(["service: Klout\n", "scope: page,", "  https://a.example/b\n"].allSatisfy { run.output.contains($0) })
  }
}

/// A process that is sent a signal once a server has been asked so many times.
private final class Victim: Sendable {
  private let state: Mutex<(process: Int32?, requests: Int)>
  private let signal: Int32
  private let limit: Int

  init(after limit: Int, signal: Int32) {
    state = Mutex((nil, 0))
    self.limit = limit
    self.signal = signal
  }

  /// Names the first process; later ones are left in peace.
  func stand(_ process: Int32) {
    state.withLock { if $0.process == nil { $0.process = process } }
    strike()
  }

  func note() {
    state.withLock { $0.requests += 1 }
    strike()
  }

  private func strike() {
    let process = state.withLock { state -> Int32? in
      guard state.requests >= limit, let process = state.process, process > 0 else { return nil }
      state.process = 0
      return process
    }
    if let process { kill(process, signal) }
  }
}

@Suite("The robots command")
struct RobotsCommandTests {
  func run(_ path: String, robots: ServedResponse, more: [String] = []) async throws -> Run {
    let server = try await PageServer.start(limits: .trusting) { _ in robots }
    let run = try await Stance.run(["robots", "http://127.0.0.1:\(server.port)\(path)", "--allow-private"] + more)
    await server.stop()
    return run
  }

  let rules = ServedResponse(
    status: 200, headers: [("Content-Type", "text/plain")],
    body: Array("User-agent: *\nDisallow: /drafts/\nCrawl-delay: 2\n\nUser-agent: other\nDisallow: /\n".utf8))

  @Test("ends with 0 where an address may be fetched")
  func allowed() async throws {
    let run = try await run("/why/", robots: rules)
    #expect(run.status == 0)
    #expect(run.output.hasPrefix("allowed: "))
  }

  @Test("ends with 1 where an address may not be fetched, and names the line")
  func disallowed() async throws {
    let run = try await run("/drafts/1", robots: rules)
    #expect(run.status == 1)
    #expect(run.output.contains("line 2 of "))
  }

  @Test("asks for the agent that it is told")
  func agent() async throws {
    #expect(try await run("/why/", robots: rules, more: ["--user-agent", "other/2.0"]).status == 1)
  }

  @Test("ends with 0 where there is no robots.txt")
  func missing() async throws {
    #expect(try await run("/", robots: ServedResponse(status: 404)).status == 0)
  }

  @Test("ends with 1 where robots.txt is out of order")
  func broken() async throws {
    #expect(try await run("/", robots: ServedResponse(status: 503)).status == 1)
  }

  @Test("ends with 1 and one line where nobody answers")
  func unreachable() async throws {
    let run = try await Stance.run(["robots", "http://127.0.0.1:1/", "--allow-private"])
    #expect(run.status == 1)
    #expect(run.errorLines.count == 1)
  }

  @Test("answers as JSON")
  func json() async throws {
    let run = try await run("/drafts/1", robots: rules, more: ["--json"])
    let value = try JSONValue.parse(Array(run.output.utf8))
    #expect(value["allowed"]?.bool == false)
    #expect(value["line"]?.int == 2)
  }
}
