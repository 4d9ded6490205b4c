import Foundation
import JSONCoding
import Model
import Storage
import Testing

@Suite("A store of one blog")
struct StoreCommandTests {
  /// What an export writes, by its lines.
  func export(_ what: String, _ format: String) async throws -> Run {
    try await Stance.run(
      ["export", "--what", what, "--format", format, "--store", try await Sample.store.value])
  }

  @Test("is exported as one JSON object a line", arguments: ["voices", "trend", "summary", "pages"])
  func jsonl(what: String) async throws {
    let run = try await export(what, "jsonl")
    let values = try run.lines.map { try JSONValue.parse(Array($0.utf8)) }
    #expect(run.status == 0)
    #expect(!values.isEmpty)
    #expect(values.allSatisfy { $0.members != nil })
  }

  @Test("is exported as a JSON array of the same rows", arguments: ["voices", "trend", "summary", "pages"])
  func json(what: String) async throws {
    let lines = try await export(what, "jsonl").lines
    let run = try await export(what, "json")
    #expect(run.status == 0)
    #expect(try JSONValue.parse(Array(run.output.utf8)).array?.count == lines.count)
  }

  @Test("is exported as CSV with a head above the same rows", arguments: ["voices", "trend", "summary", "pages"])
  func csv(what: String) async throws {
    let lines = try await export(what, "jsonl").lines
    let run = try await export(what, "csv")
    #expect(run.status == 0)
    #expect(rows(ofCSV: run.output) == lines.count + 1)
  }

  @Test("is exported as a table of Markdown", arguments: ["voices", "trend", "pages"])
  func markdown(what: String) async throws {
    let lines = try await export(what, "jsonl").lines
    let run = try await export(what, "markdown")
    #expect(run.status == 0)
    #expect(run.lines.filter { $0.hasPrefix("|") }.count == lines.count + 2)
  }

  /// Rows of a CSV text, whose quoted fields may hold line ends (RFC 4180).
  private func rows(ofCSV text: String) -> Int {
    var isQuoted = false
    var rows = 0
    for byte in text.utf8 {
      if byte == 0x22 { isQuoted.toggle() }
      if byte == 0x0a, !isQuoted { rows += 1 }
    }
    return rows
  }

  @Test("exports the same bytes to a file as to standard output")
  func file() async throws {
    let folder = try TemporaryFolder()
    let store = try await Sample.store.value
    _ = try await Stance.run(["export", "--format", "csv", "--store", store, "-o", folder.file("voices.csv")])
    let written = String(
      decoding: try Data(contentsOf: URL(fileURLWithPath: folder.file("voices.csv"))), as: UTF8.self)
    #expect(try await export("voices", "csv").output == written)
  }

  @Test("exports the same bytes whether values are moved as they are stored or decoded for a filter")
  func moved() async throws {
    let folder = try TemporaryFolder()
    let address = "https://blog.example/1"
    func voice(_ id: String, _ kind: Voice.Kind, _ published: Timestamp?, title: String? = nil) -> Voice {
      Voice(
        id: id, kind: kind, url: address + "#\(id)", title: title, speaker: kind == .quote ? nil : "A\"da\u{202e}",
        published: published, text: "“Left” \\ for\ngood 😀", quoted: [0..<3], parent: kind == .post ? nil : "a")
    }
    let voices = [
      voice("a", .post, Timestamp(Instant(milliseconds: -1), precision: .second, source: .api)),
      voice("b", .comment, Timestamp(Instant(seconds: 1_321_280_400), offset: -300, precision: .day, source: .time)),
      voice("c", .quote, nil, title: "Own"),
    ]
    let reading = Reading(
      stance: .quitting, score: -0.1, confidence: .nan, sentiment: 1e-9, reasons: [Reason(rawValue: "privacy")],
      evidence: [Evidence(text: "Left", start: 3, end: 7, cue: "left", weight: -3)], reportedExits: 2, isReturn: true)
    let store = try Store(folder: folder.path, mode: .write)
    for (number, readings) in [[reading, Reading(stance: nil), reading], []].enumerated() {
      let conversation = Conversation(
        url: address, canonical: address + "/\(number)", title: "Page", site: nil, voices: voices)
      try store.append([
        PageRecord(
          service: "Klout", fetched: Instant(milliseconds: 1_700_000_000_001), status: 200, conversation: conversation,
          readings: readings)
      ])
    }
    try store.close()
    let moved = try await Stance.run(["export", "--store", folder.path])
    let decoded = try await Stance.run(["export", "--store", folder.path, "--site", "blog.example"])
    #expect(moved.lines.count == 6)
    #expect(moved.output == decoded.output)
  }

  @Test("exports only the voices of the kind that is asked for", arguments: ["post", "comment", "quote"])
  func kind(kind: String) async throws {
    let run = try await Stance.run(["export", "--kind", kind, "--store", try await Sample.store.value])
    let kinds = try run.lines.map { try JSONValue.parse(Array($0.utf8))["kind"]?.string }
    #expect(!kinds.isEmpty)
    #expect(kinds.allSatisfy { $0 == kind })
  }

  @Test("is reported on in lines no wider than the terminal, addresses aside", arguments: [60, 80, 120])
  func width(columns: Int) async throws {
    let run = try await Stance.run(
      ["report", "--store", try await Sample.store.value], environment: ["COLUMNS": "\(columns)"])
    #expect(run.status == 0)
    #expect(run.lines.count > 10)
    #expect(run.lines.filter { $0.count > columns && !$0.contains("▌http://") } == [])
  }

  @Test("is reported on without UTF-8 where the locale has none")
  func ascii() async throws {
    let run = try await Stance.run(["report", "--store", try await Sample.store.value], environment: ["LC_ALL": "C"])
    #expect(run.lines.filter { !$0.utf8.allSatisfy { $0 < 0x80 } && !$0.contains(Sample.host) } == [])
  }

  @Test("is reported on as JSON", arguments: [["--json"], ["--format", "json"]])
  func reportJSON(arguments: [String]) async throws {
    let run = try await Stance.run(["report", "--store", try await Sample.store.value] + arguments)
    #expect(run.status == 0)
    #expect(try JSONValue.parse(Array(run.output.utf8))["service"]?.string == "Klout")
  }

  @Test("is reported on in colour where it is asked for")
  func colour() async throws {
    let run = try await Stance.run(["report", "--color", "always", "--store", try await Sample.store.value])
    #expect(run.output.contains("\u{1b}["))
  }

  @Test("is reported on without colour where nobody sees it")
  func noTerminal() async throws {
    let run = try await Stance.run(["report", "--store", try await Sample.store.value])
    #expect(!run.output.contains("\u{1b}"))
  }

  @Test(
    "is reported on in colour on a terminal, unless NO_COLOR is set or the terminal is dumb",
    .enabled(if: FileManager.default.isExecutableFile(atPath: "/usr/bin/script"), "script(1) makes the terminal"),
    arguments: [([:], true), (["NO_COLOR": "1"], false), (["TERM": "dumb"], false), (["NO_COLOR": ""], true)])
  func noColour(environment: [String: String], isColoured: Bool) async throws {
    let store = try await Sample.store.value
    let run = try await Stance.run(
      ["-qec", "\(Stance.path) report --store \(store)", "/dev/null"],
      environment: ["TERM": "xterm-256color", "SHELL": "/bin/sh"].merging(environment) { $1 },
      program: "/usr/bin/script")
    #expect(run.status == 0)
    #expect(run.output.contains("Klout"))
    #expect(run.output.contains("\u{1b}[") == isColoured)
  }

  @Test("ends quietly when its reader goes away", arguments: [["export"], ["report"], ["status"], ["--help"]])
  func brokenPipe(arguments: [String]) async throws {
    let store = arguments == ["--help"] ? [] : ["--store", try await Sample.store.value]
    let run = try await Stance.runUnread(arguments + store)
    #expect(run.status == 0)
    #expect(run.errors.isEmpty)
  }

  @Test("explains a voice by its id")
  func explainVoice() async throws {
    let voice = try #require(try await Sample.voices.value.first { $0["kind"]?.string == "comment" })
    let id = try #require(voice["id"]?.string)
    let run = try await Stance.run(["explain", id, "--store", try await Sample.store.value])
    #expect(run.status == 0)
    #expect(run.output.contains(try #require(voice["speaker"]?.string)))
  }

  @Test("explains a page by its post, and lists the other voices there")
  func explainPage() async throws {
    let voices = try await Sample.voices.value
    let comment = try #require(voices.first { $0["kind"]?.string == "comment" })
    let page = try #require(comment["page"]?.string)
    let run = try await Stance.run(["explain", page, "--store", try await Sample.store.value])
    #expect(run.status == 0)
    #expect(run.output.contains("Other voices on this page"))
    #expect(run.output.contains(try #require(comment["id"]?.string)))
  }

  @Test("explains a comment by its address")
  func explainComment() async throws {
    let voices = try await Sample.voices.value
    let comment = try #require(voices.first { $0["kind"]?.string == "comment" })
    let run = try await Stance.run(
      ["explain", try #require(comment["url"]?.string), "--json", "--store", try await Sample.store.value])
    #expect(try JSONValue.parse(Array(run.output.utf8))["id"]?.string == comment["id"]?.string)
  }

  @Test("explains the stance that it exports")
  func explainSame() async throws {
    let voices = try await Sample.voices.value.filter { $0["stance"]?.string == "quitting" }.prefix(5)
    #expect(!voices.isEmpty)
    for voice in voices {
      let id = try #require(voice["id"]?.string)
      let run = try await Stance.run(["explain", id, "--json", "--store", try await Sample.store.value])
      #expect(try JSONValue.parse(Array(run.output.utf8))["stance"]?.string == "quitting", "\(id)")
    }
  }

  @Test("has a status of pages, voices and what failed")
  func status() async throws {
    let run = try await Stance.run(["status", "--store", try await Sample.store.value])
    #expect(run.status == 0)
    #expect(run.output.contains("Klout\n"))
    #expect(run.output.contains("  gone: 2\n"))
  }

  @Test("has a status as JSON that counts the voices that it exports")
  func statusJSON() async throws {
    let run = try await Stance.run(["status", "--json", "--store", try await Sample.store.value])
    let service = try JSONValue.parse(Array(run.output.utf8))["services"]?.array?.first
    let counts = ["posts", "comments", "quotes"].compactMap { service?[$0]?.int }
    #expect(counts.reduce(0, +) == (try await Sample.voices.value.count))
  }

  @Test("is found through STANCE_STORE")
  func environment() async throws {
    let run = try await Stance.run(["status"], environment: ["STANCE_STORE": try await Sample.store.value])
    #expect(run.status == 0)
  }
}
