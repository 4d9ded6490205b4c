import Foundation
import JSONCoding
import Serving
import Storage
import Synchronization
import Testing

@Suite("Stores as a whole")
struct WholeStoreTests {
  /// A copy of the sample, which the test may spoil.
  func copy(in folder: TemporaryFolder) async throws -> String {
    try FileManager.default.copyItem(atPath: try await Sample.store.value, toPath: folder.file("copy"))
    return folder.file("copy")
  }

  /// A copy of the sample with one byte of its first segment turned round.
  func spoiled(in folder: TemporaryFolder) async throws -> String {
    let store = try await copy(in: folder)
    let segments = try FileManager.default.contentsOfDirectory(atPath: store + "/segments").sorted()
    let path = store + "/segments/" + (try #require(segments.first { $0.hasSuffix(".jsonl") }))
    var bytes = try #require(FileManager.default.contents(atPath: path))
    bytes[bytes.count / 2] ^= 1
    try bytes.write(to: URL(fileURLWithPath: path))
    return store
  }

  @Test("verify finds nothing wrong with a sound store")
  func sound() async throws {
    let run = try await Stance.run(["verify", "--store", try await Sample.store.value])
    #expect(run.status == 0)
    #expect(run.output.contains("all is as it was written"))
  }

  @Test("verify ends with 4 and names the damage where one byte is wrong")
  func damaged() async throws {
    let folder = try TemporaryFolder()
    let run = try await Stance.run(["verify", "--store", try await spoiled(in: folder)])
    #expect(run.status == 4)
    #expect(run.output.contains("damaged: "))
  }

  @Test("verify --repair that lost a page says where its raw answer still is")
  func lostButArchived() async throws {
    let folder = try TemporaryFolder()
    let run = try await Stance.run(["verify", "--repair", "--store", try await spoiled(in: folder)])
    #expect(run.output.contains("stance replay"))
    #expect(run.output.contains("what is left is as it was written"))
  }

  @Test("verify calls no damage what a killed crawl leaves for the next one to mend")
  func leftOpen() async throws {
    let folder = try TemporaryFolder()
    let store = try await copy(in: folder)
    let archive = store + "/archive/"
    let file = try #require(
      try FileManager.default.contentsOfDirectory(atPath: archive).sorted().last { $0.hasSuffix(".warc.gz") })
    try FileManager.default.moveItem(atPath: archive + file, toPath: archive + file + ".open")
    let index = try FileManager.default.contentsOfDirectory(atPath: archive).filter { $0.hasSuffix(".cdxj") }.sorted()
    try FileManager.default.removeItem(atPath: archive + (try #require(index.last)))
    let run = try await Stance.run(["verify", "--store", store])
    #expect(run.status == 0)
    #expect(run.output.contains("was left open by a crawl that was killed"))
  }

  @Test("verify names judgements and topics that cannot be read")
  func besides() async throws {
    let folder = try TemporaryFolder()
    let store = try await copy(in: folder)
    try Data("{\"voice\"\n".utf8).write(to: URL(fileURLWithPath: store + "/labels.jsonl"))
    try Data("nonsense".utf8).write(to: URL(fileURLWithPath: store + "/topics.json"))
    let run = try await Stance.run(["verify", "--store", store])
    #expect(run.output.contains("labels.jsonl, 1 of 1 line cannot be read as judgements"))
    #expect(run.output.contains("topics.json cannot be read"))
  }

  @Test("verify --repair leaves a sound store that has lost one page at the most")
  func repaired() async throws {
    let folder = try TemporaryFolder()
    let store = try await spoiled(in: folder)
    let run = try await Stance.run(["verify", "--repair", "--store", store])
    let pages = try await Stance.run(["export", "--what", "pages", "--store", store]).lines.count
    let all = try await Stance.run(["export", "--what", "pages", "--store", try await Sample.store.value]).lines.count
    #expect(run.status == 0)
    #expect(pages >= all - 1)
  }

  @Test("verify of a store that is not there is one line, and ends with 1")
  func missing() async throws {
    let folder = try TemporaryFolder()
    let run = try await Stance.run(["verify", "--store", folder.file("none")])
    #expect(run.status == 1)
    #expect(run.errorLines.count == 1)
  }

  @Test("A store that another crawl writes to is refused in one line, and ends with 4")
  func locked() async throws {
    let folder = try TemporaryFolder()
    let store = try Store(folder: folder.file("store"), mode: .write)
    let run = try await Stance.run(["crawl", "http://127.0.0.1:1/", "--store", folder.file("store")])
    try store.close()
    #expect(run.status == 4)
    #expect(run.errorLines.count == 1)
  }

  @Test("A store without voices is reported on all the same, with a hint")
  func empty() async throws {
    let folder = try TemporaryFolder()
    try Store(folder: folder.file("store"), mode: .write).close()
    let run = try await Stance.run(["report", "--store", folder.file("store")])
    #expect(run.status == 0)
    #expect(run.errors.contains("no voices to count"))
  }

  @Test("A store of two services wants one of them to be named")
  func services() async throws {
    let folder = try TemporaryFolder()
    let store = try await copy(in: folder)
    let server = try await Sample.blog()
    _ = try await Stance.run(Sample.crawl(server, of: "quietsignal.example", into: store) + ["--service", "Orkut"])
    await server.stop()
    let unnamed = try await Stance.run(["report", "--store", store])
    let named = try await Stance.run(["report", "--store", store, "--service", "klout"])
    #expect(unnamed.status == 2)
    #expect(unnamed.errors.contains("Klout, Orkut"))
    #expect(named.status == 0)
  }

  @Test("A report is a whole document in each form", arguments: [("html", "</html>"), ("markdown", "# ")])
  func forms(form: String, mark: String) async throws {
    let run = try await Stance.run(["report", "--format", form, "--store", try await Sample.store.value])
    #expect(run.status == 0)
    #expect(run.output.contains(mark))
    #expect(run.output.contains("Klout"))
  }
}

@Suite("The whole program")
struct WholeProgramTests {
  @Test("shows a trend of its own blogosphere without asking any other host, and says how much it heard")
  func demo() async throws {
    let folder = try TemporaryFolder()
    let run = try await Stance.run(["demo", "--store", folder.file("demo")])
    let heard = try #require(run.output.firstMatch(of: /voices heard +([0-9.]+).%/)?.1)
    #expect(run.status == 0)
    #expect(try #require(Double(heard)) >= 95)
    #expect(!run.output.contains("Pages that failed"))
  }

  @Test("leaves the demo's page in its store, as JSON too")
  func demoJSON() async throws {
    let folder = try TemporaryFolder()
    let run = try await Stance.run(["demo", "--json", "--store", folder.file("demo")])
    let report = try JSONValue.parse(Array(try #require(run.lines.last).utf8))
    #expect(report["service"]?.string == "Klout")
    #expect(FileManager.default.fileExists(atPath: folder.file("demo") + "/report.html"))
  }

  @Test("keeps every promise of its lexicon")
  func lexicon() async throws {
    let run = try await Stance.run(["lexicon", "--check"])
    #expect(run.output.contains(": 0 wrong\n"))
    #expect(run.status == 0)
  }

  @Test("checks cues as JSON with --json")
  func lexiconJSON() async throws {
    let run = try await Stance.run(["lexicon", "deleted", "--check", "--json"])
    let value = try JSONValue.parse(Array(run.output.utf8))
    #expect(value["wrong"]?.int == 0)
    #expect(try #require(value["examples"]?.int) > 0)
  }

  @Test("says that no cue holds what is asked for")
  func noCue() async throws {
    let run = try await Stance.run(["lexicon", "zzzz"])
    #expect(run.errors == "no cue holds \"zzzz\"; stance lexicon lists all\n")
  }

  @Test("listens at IPv4 addresses only, and says so", arguments: ["foo", "::1", "1.2.3"])
  func address(name: String) async throws {
    let run = try await Stance.run(["serve", "--address", name, "--store", try await Sample.store.value])
    #expect(run.status == 2)
    #expect(run.errors.contains("IPv4 address such as 127.0.0.1"))
  }

  @Test("lists only the cues that hold what is asked for")
  func cues() async throws {
    let run = try await Stance.run(["lexicon", "deleted", "--json"])
    #expect(!run.lines.isEmpty)
    #expect(run.lines.count < (try await Stance.run(["lexicon", "--json"]).lines.count))
  }

  @Test("understands every topic file that it ships with")
  func seeds() async throws {
    let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent().appending(path: "seeds").path
    let files = try FileManager.default.contentsOfDirectory(atPath: folder).filter { $0.hasSuffix(".yaml") }
    #expect(files.contains("klout.yaml"))
    for file in files {
      let run = try await Stance.run(["crawl", folder + "/" + file, "--dry-run"])
      #expect(run.status == 0, "\(file): \(run.errors)")
    }
  }

  @Test("reads a topic file from standard input")
  func topicInput() async throws {
    let run = try await Stance.run(["crawl", "-", "--dry-run"], input: "service: Klout\nseeds: [a.example]\n")
    #expect(run.status == 0)
    #expect(run.output.contains("https://a.example/"))
  }

  @Test(
    "says in one line that a folder is no file",
    arguments: [["extract", "/tmp"], ["classify", "/tmp", "--service", "x"], ["crawl", "/tmp"]])
  func folders(arguments: [String]) async throws {
    let run = try await Stance.run(arguments)
    #expect(run.status == 1)
    #expect(run.errorLines.count == 1)
    #expect(run.errors.contains("/tmp: a folder"))
  }

  @Test(
    "reads bytes that are no text without complaint",
    arguments: [["classify", "--service", "Klout"], ["extract"], ["extract", "-v"]])
  func bytes(arguments: [String]) async throws {
    let run = try await Stance.run(arguments, input: "\u{0}\u{fffd}\u{1b}[31m<<<&#0;&#xffffffff;")
    #expect(run.status == 0)
    #expect(!run.output.contains("\u{1b}"))
  }

  @Test("fetches nothing itself where a proxy is named that nobody answers at")
  func proxy() async throws {
    let folder = try TemporaryFolder()
    let count = Mutex(0)
    let server = try await PageServer.start(limits: .trusting) { _ in
      count.withLock { $0 += 1 }
      return ServedResponse(status: 404)
    }
    let run = try await Stance.run(
      [
        "crawl", "http://127.0.0.1:\(server.port)/", "--allow-private", "--proxy", "http://127.0.0.1:1", "--store",
        folder.file("store"),
      ])
    await server.stop()
    #expect(run.status == 1)
    #expect(count.withLock { $0 } == 0)
  }
}
