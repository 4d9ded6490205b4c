import Foundation
import JSONCoding
import Model
import Serving
import Storage
import Testing

@Suite("A crawl's archive")
struct ReplayTests {
  /// The WARC files of the sample's crawl.
  func files() async throws -> [String] {
    let folder = try await Sample.store.value + "/archive"
    return try FileManager.default.contentsOfDirectory(atPath: folder).sorted().filter { $0.hasSuffix(".warc.gz") }
      .map { folder + "/" + $0 }
  }

  @Test("read again gives the export that the crawl gave, byte for byte, without a word on the service")
  func identical() async throws {
    let folder = try TemporaryFolder()
    let run = try await Stance.run(["replay", "--store", folder.file("again")] + files())
    let former = try await Stance.run(["export", "--store", try await Sample.store.value])
    let again = try await Stance.run(["export", "--store", folder.file("again")])
    #expect(run.status == 0)
    #expect(former.lines.count > 20)
    #expect(again.output == former.output)
  }

  @Test("read again into its own store changes nothing, and says so")
  func unchanged() async throws {
    let folder = try TemporaryFolder()
    try FileManager.default.copyItem(atPath: try await Sample.store.value, toPath: folder.file("copy"))
    let run = try await Stance.run(["replay", "--json", "--store", folder.file("copy")] + files())
    let summary = try JSONValue.parse(Array(run.output.utf8))
    #expect(summary["changed_pages"]?.int == 0)
    #expect(summary["new_pages"]?.int == 0)
    #expect(summary["voices_moved"]?.int == 0)
    #expect(try #require(summary["voices_compared"]?.int) > 20)
    #expect(!FileManager.default.fileExists(atPath: folder.file("copy/replaying")))
  }

  @Test("is not kept with --no-archive")
  func none() async throws {
    let folder = try TemporaryFolder()
    let server = try await Sample.blog()
    let run = try await Stance.run(
      Sample.crawl(server, of: "quietsignal.example", into: folder.file("store")) + ["--no-archive"])
    await server.stop()
    #expect(run.status != 1)
    #expect(!FileManager.default.fileExists(atPath: folder.file("store/archive")))
  }

  @Test("that is none is said in one line, and leaves no store behind", arguments: ["hello\n", ""])
  func stranger(text: String) async throws {
    let folder = try TemporaryFolder()
    let file = try folder.write(text, to: "x.warc")
    let run = try await Stance.run(["replay", file, "--store", folder.file("store")])
    #expect(run.status == 1)
    #expect(run.errorLines.count == 1)
    #expect(!FileManager.default.fileExists(atPath: folder.file("store")))
  }

  @Test("that is not there is said in one line")
  func missing() async throws {
    let folder = try TemporaryFolder()
    let run = try await Stance.run(["replay", folder.file("none.warc"), "--store", folder.file("store")])
    #expect(run.status == 1)
    #expect(run.errorLines.count == 1)
  }

  @Test("comes through standard input too, and a cut one is read up to the cut")
  func input() async throws {
    let folder = try TemporaryFolder()
    let page =
      "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n<title>Leaving</title><article><h1>Leaving</h1><p>"
      + "I deleted my Klout account tonight, because a number is not a person and I am done with it.</p></article>"
    let record =
      "WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: http://blog.example/2011/11/leaving\r\n"
      + "WARC-Date: 2011-11-14T14:30:00Z\r\nContent-Type: application/http; msgtype=response\r\n"
      + "Content-Length: \(page.utf8.count)\r\n\r\n\(page)\r\n\r\n"
    let run = try await Stance.run(
      ["replay", "-", "--service", "Klout", "--store", folder.file("store")], input: record + record.prefix(300))
    let export = try await Stance.run(["export", "--store", folder.file("store")])
    #expect(run.status == 3)
    #expect(export.lines.count == 1)
    #expect(export.output.contains("\"stance\":\"quitting\""))
  }
}

@Suite("Stored texts")
struct RescoreTests {
  @Test("read again with the same lexicon are read the same")
  func same() async throws {
    let run = try await Stance.run(["rescore", "--dry-run", "--json", "--store", try await Sample.store.value])
    let summary = try JSONValue.parse(Array(run.output.utf8))
    #expect(run.status == 0)
    #expect(summary["voices_moved"]?.int == 0)
    #expect(summary["other_scores"]?.int == 0)
    #expect(try #require(summary["voices_compared"]?.int) > 20)
  }

  @Test("that were read otherwise once move, and the table says from where to where")
  func moved() async throws {
    let folder = try TemporaryFolder()
    try FileManager.default.copyItem(atPath: try await Sample.store.value, toPath: folder.file("copy"))
    let store = try Store(folder: folder.file("copy"), mode: .write)
    var records: [PageRecord] = []
    try store.forEachRecord { records.append($0) }
    for position in records.indices {
      records[position].readings = records[position].readings.map { _ in Reading(stance: .neutral) }
    }
    try store.append(records)
    try store.close()
    let run = try await Stance.run(["rescore", "--store", folder.file("copy")])
    let former = try await Stance.run(["export", "--store", try await Sample.store.value])
    let again = try await Stance.run(["export", "--store", folder.file("copy")])
    #expect(run.output.contains("neutral → quitting"))
    #expect(again.output == former.output)
  }

  @Test("of a store that is not there are one line, and none is made")
  func missing() async throws {
    let folder = try TemporaryFolder()
    let run = try await Stance.run(["rescore", "--store", folder.file("none")])
    #expect(run.status == 1)
    #expect(run.errorLines.count == 1)
    #expect(!FileManager.default.fileExists(atPath: folder.file("none")))
  }
}
