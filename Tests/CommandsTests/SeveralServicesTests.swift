import Foundation
import JSONCoding
import Testing

@Suite("A store of several services")
struct SeveralServicesTests {
  /// The sample's pages, read about Klout by the crawl and about Twitter by a replay of its archive.
  private func store(in folder: TemporaryFolder) async throws -> String {
    let store = folder.file("two")
    try FileManager.default.copyItem(atPath: try await Sample.store.value, toPath: store)
    let archives = try FileManager.default.contentsOfDirectory(atPath: store + "/archive")
      .filter { $0.hasSuffix(".warc.gz") }.sorted().map { store + "/archive/" + $0 }
    let run = try await Stance.run(["replay"] + archives + ["--service", "Twitter", "--store", store])
    try #require(run.status == 0, "\(run.errors)")
    return store
  }

  @Test("explains a page about the service that is named, and says what else it was read about")
  func explain() async throws {
    let folder = try TemporaryFolder()
    let store = try await store(in: folder)
    let voice = try #require(try await Sample.voices.value.first { $0["kind"]?.string == "post" })
    let page = try #require(voice["page"]?.string)
    let any = try await Stance.run(["explain", page, "--store", store])
    #expect(any.output.contains("towards Klout"))
    #expect(any.errors.contains("the page was read about Twitter, too"))
    let named = try await Stance.run(["explain", page, "--service", "twitter", "--store", store])
    #expect(named.output.contains("towards Twitter"))
    #expect(named.errors.isEmpty)
  }

  @Test("exports the voices of all services, and says so where none is named")
  func export() async throws {
    let folder = try TemporaryFolder()
    let store = try await store(in: folder)
    let all = try await Stance.run(["export", "--store", store])
    let one = try await Stance.run(["export", "--service", "Klout", "--store", store])
    #expect(all.errors.contains("several services (Klout, Twitter)"))
    #expect(one.errors.isEmpty)
    #expect(all.lines.count > one.lines.count)
    #expect(one.lines.count == (try await Sample.voices.value.count))
  }
}
