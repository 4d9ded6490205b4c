import Foundation
import Serving
import Testing

@Suite("Bad input")
struct BadInputTests {
  /// Whether all that was said is one line that begins with the program's name and says these words.
  func isOneLine(_ run: Run, saying words: String...) -> Bool {
    run.errorLines.count == 1 && run.errors.hasPrefix("stance: ") && words.allSatisfy { run.errors.contains($0) }
  }

  @Test(
    "of an unknown flag or command is named, and ends with 2",
    arguments: [["crawl", "--nonsense", "x"], ["report", "--nonsense"], ["--nonsense"], ["nonsense"]])
  func unknownFlag(arguments: [String]) async throws {
    let run = try await Stance.run(arguments)
    #expect(run.status == 2)
    #expect(run.errorLines.first?.contains("nonsense") == true)
    #expect(run.output.isEmpty)
  }

  @Test(
    "of a mistyped command is answered with the one that was meant, where one is near",
    arguments: [
      ("repotr", "did you mean \"stance report\"?"), ("Crawl", "did you mean \"stance crawl\"?"),
      ("sevre", "did you mean \"stance serve\"?"), ("klout", "stance --help lists them"),
      ("http://blog.example/", "stance --help lists them"),
    ])
  func mistypedCommand(word: String, answer: String) async throws {
    let run = try await Stance.run([word])
    #expect(run.status == 2)
    #expect(isOneLine(run, saying: answer))
  }

  @Test(
    "of a negative number is a wrong number, not another option",
    arguments: ["--delay", "--depth", "--max-pages", "--max-time", "--concurrency", "--per-host", "--address-delay"])
  func negative(option: String) async throws {
    let run = try await Stance.run(["crawl", option, "-1", "https://blog.example/"])
    #expect(run.status == 2)
    #expect(run.errors.contains("\(option) wants "))
  }

  @Test("of an archive that is not there leaves no store behind")
  func missingArchive() async throws {
    let folder = try TemporaryFolder()
    let run = try await Stance.run(["replay", "nowhere.warc", "--store", folder.file("store")])
    #expect(run.status == 1)
    #expect(isOneLine(run, saying: "nowhere.warc", "check the path"))
    #expect(!FileManager.default.fileExists(atPath: folder.file("store")))
  }

  @Test(
    "where a topic file was meant is no host to be crawled",
    arguments: [["seeds/nowhere"], ["nowhere.txt"], ["nowhere.yaml", "https://blog.example/"]])
  func mistypedTopic(sources: [String]) async throws {
    let folder = try TemporaryFolder()
    let run = try await Stance.run(["crawl", "--store", folder.file("store")] + sources)
    #expect(run.status == 2)
    #expect(run.errors.contains("topic file"))
    #expect(!FileManager.default.fileExists(atPath: folder.file("store")))
  }

  @Test("does not make a store forget the names and events of its service")
  func keepsTopic() async throws {
    let folder = try TemporaryFolder()
    let store = folder.file("store")
    try FileManager.default.createDirectory(atPath: store, withIntermediateDirectories: true)
    let topics =
      #"{"schema":1,"topics":[{"service":"Klout","aliases":["klout.com"],"rivals":["PeerIndex"],"events":[]}]}"#
    try Data(topics.utf8).write(to: URL(fileURLWithPath: store + "/topics.json"))
    _ = try await Stance.run(["crawl", "http://127.0.0.1:9/", "--service", "Klout", "--store", store])
    let kept = try String(contentsOfFile: store + "/topics.json", encoding: .utf8)
    #expect(kept.contains("klout.com") && kept.contains("PeerIndex"))
  }

  @Test(
    "of a missing or senseless argument ends with 2",
    arguments: [
      ["crawl"], ["explain"], ["robots"], ["classify", "-"], ["extract", "--batch", "x"], ["export", "--what", "all"],
      ["export", "--format", "xml"], ["crawl", "blog.example", "--depth", "-1"], ["crawl", "x", "--delay", "soon"],
      ["crawl", "x", "--delay", "1e17"], ["crawl", "x", "--address-delay", "-1"],
      ["crawl", "x", "--since", "yesterday"], ["report", "--by", "year"], ["crawl", "http://"], ["robots", "ftp://x/"],
    ])
  func misuse(arguments: [String]) async throws {
    let run = try await Stance.run(arguments)
    #expect(run.status == 2)
    #expect(!run.errors.isEmpty)
  }

  @Test("of crawl without arguments names what it wants")
  func nothing() async throws {
    let run = try await Stance.run(["crawl"])
    #expect(run.errors.contains("topic.yaml | url"))
  }

  @Test("of a missing topic file is one line with its name, and ends with 1")
  func missingTopic() async throws {
    let folder = try TemporaryFolder()
    let run = try await Stance.run(["crawl", folder.file("none.yaml"), "--store", folder.file("store")])
    #expect(run.status == 1)
    #expect(isOneLine(run, saying: "none.yaml", "No such file"))
  }

  @Test(
    "in a topic file is one line with its line and column, and ends with 1",
    arguments: [
      ("service: Klout\nseeds: [https://a.example/\n", "bad.yaml:3:1: "),
      ("service: Klout\nseed:\n  - https://a.example/\n", "bad.yaml:2:1: "),
      ("service: Klout\nseeds:\n  - https://\n", "bad.yaml:3:5: "),
      ("service: Klout\nseeds: [a.example]\ndepth: deep\n", "bad.yaml:3:8: "),
    ])
  func malformedTopic(text: String, place: String) async throws {
    let folder = try TemporaryFolder()
    let path = try folder.write(text, to: "bad.yaml")
    let run = try await Stance.run(["crawl", path, "--store", folder.file("store")])
    #expect(run.status == 1)
    #expect(isOneLine(run, saying: place))
  }

  @Test("of an address that is an image is told")
  func image() async throws {
    let folder = try TemporaryFolder()
    let server = try await PageServer.start(limits: .trusting) { _ in
      ServedResponse(status: 200, headers: [("Content-Type", "image/png")], body: [0x89, 0x50, 0x4e, 0x47])
    }
    let run = try await Stance.run(
      ["crawl", "http://127.0.0.1:\(server.port)/a.png", "--allow-private", "--store", folder.file("store")])
    await server.stop()
    #expect(run.status == 0 || run.status == 3)
    #expect(run.errors.contains("not a page (image/png)"))
  }

  @Test("of a host that nobody answers at is told with what to try, and ends with 1")
  func unreachable() async throws {
    let folder = try TemporaryFolder()
    let run = try await Stance.run(
      ["crawl", "http://127.0.0.1:1/", "--allow-private", "--store", folder.file("store")])
    #expect(run.status == 1)
    #expect(run.errors.contains("http://127.0.0.1:1/"))
    #expect(run.errors.contains("the host may be down"))
  }

  @Test("of a private address is refused with the flag that allows it, and ends with 1")
  func privateAddress() async throws {
    let folder = try TemporaryFolder()
    let run = try await Stance.run(["crawl", "http://127.0.0.1:1/", "--store", folder.file("store")])
    #expect(run.status == 1)
    #expect(run.errors.contains("--allow-private"))
  }

  @Test(
    "of a store that a later version made is one line, and ends with 4",
    arguments: [
      ["report"], ["export"], ["status"], ["explain", "a.example"], ["crawl", "http://127.0.0.1:1/"],
    ])
  func futureStore(arguments: [String]) async throws {
    let folder = try TemporaryFolder()
    try FileManager.default.createDirectory(atPath: folder.file("segments"), withIntermediateDirectories: true)
    _ = try folder.write("{\"format\": 99, \"program\": \"stance\", \"segments\": []}\n", to: "manifest.json")
    let run = try await Stance.run(arguments + ["--store", folder.path])
    #expect(run.status == 4)
    #expect(isOneLine(run, saying: folder.path))
  }

  @Test("of a store's folder that cannot be made is one line, and ends with 1")
  func unmakable() async throws {
    let folder = try TemporaryFolder()
    let file = try folder.write("a file", to: "file")
    let run = try await Stance.run(["crawl", "http://127.0.0.1:1/", "--store", file + "/store"])
    #expect(run.status == 1)
    #expect(isOneLine(run, saying: file + "/store"))
  }

  @Test("of a read-only folder is one line, and ends with 1", .enabled(if: geteuid() != 0, "root writes everywhere"))
  func readOnly() async throws {
    let folder = try TemporaryFolder()
    try FileManager.default.setAttributes([.posixPermissions: 0o555], ofItemAtPath: folder.path)
    let run = try await Stance.run(["crawl", "http://127.0.0.1:1/", "--store", folder.file("store")])
    #expect(run.status == 1)
    #expect(isOneLine(run, saying: folder.file("store")))
  }

  @Test("of an output file that cannot be made is one line, and ends with 1", arguments: ["report", "export"])
  func unwritable(command: String) async throws {
    let store = try await Sample.store.value
    let run = try await Stance.run([command, "--store", store, "-o", "/dev/null/out"])
    #expect(run.status == 1)
    #expect(isOneLine(run, saying: "/dev/null/out"))
  }

  @Test(
    "of a store that is not there is one line that says what makes one, and ends with 1",
    arguments: [["report"], ["export"], ["status"], ["explain", "a.example"]])
  func missingStore(arguments: [String]) async throws {
    let folder = try TemporaryFolder()
    let run = try await Stance.run(arguments + ["--store", folder.file("none")])
    #expect(run.status == 1)
    #expect(isOneLine(run, saying: folder.file("none"), "stance crawl"))
  }

  @Test("of a service that the store does not know names those that it knows, and ends with 1")
  func unknownService() async throws {
    let store = try await Sample.store.value
    let run = try await Stance.run(["report", "--store", store, "--service", "Orkut"])
    #expect(run.status == 1)
    #expect(isOneLine(run, saying: "Orkut", "Klout"))
  }

  @Test("of a voice that the store does not hold is one line, and ends with 1", arguments: ["0123abcd", "a.example/x"])
  func unknownVoice(subject: String) async throws {
    let store = try await Sample.store.value
    let run = try await Stance.run(["explain", subject, "--store", store])
    #expect(run.status == 1)
    #expect(isOneLine(run, saying: subject))
  }

  @Test("of a text where a voice is asked for points to the command that reads texts")
  func textForVoice() async throws {
    let store = try await Sample.store.value
    let run = try await Stance.run(["explain", "I deleted my account", "--store", store])
    #expect(run.status == 1)
    #expect(isOneLine(run, saying: "stance classify"))
  }
}
