import Foundation
import JSONCoding
import Testing

@Suite("What is asked of a store")
struct WishTests {
  func export(_ arguments: [String]) async throws -> Run {
    try await Stance.run(["export", "--store", try await Sample.store.value] + arguments)
  }

  func report(_ arguments: [String]) async throws -> Run {
    try await Stance.run(["report", "--store", try await Sample.store.value] + arguments)
  }

  @Test(
    "finds a site by its host however it is written, and by the name that it gives itself",
    arguments: [
      "www.harborlights.example", "HarborLights.example", "http://harborlights.example/", "harborlights.example/about",
      "Harbor Lights", "harbor lights",
    ])
  func site(name: String) async throws {
    let whole = try await export(["--site", Sample.host])
    let run = try await export(["--site", name])
    #expect(run.status == 0, "\(run.errors)")
    #expect(run.output == whole.output)
    #expect(!run.output.isEmpty)
  }

  @Test("finds a reason in capitals, or parted as people write it", arguments: ["Privacy", " privacy "])
  func reason(name: String) async throws {
    let run = try await export(["--reason", name])
    #expect(run.status == 0)
    #expect(!run.output.isEmpty)
    #expect(run.output == (try await export(["--reason", "privacy"]).output))
  }

  @Test("names the sites that there are where one is not known", arguments: ["report", "export"])
  func unknownSite(command: String) async throws {
    let run = try await Stance.run([command, "--site", "nosuch.example", "--store", try await Sample.store.value])
    #expect(run.status == 1)
    #expect(run.errorLines.count == 1)
    #expect(run.errors.contains("nosuch.example") && run.errors.contains(Sample.host))
    #expect(run.output.isEmpty)
  }

  @Test("names the reasons that there are where one is not known", arguments: ["report", "export"])
  func unknownReason(command: String) async throws {
    let run = try await Stance.run([command, "--reason", "nosuch", "--store", try await Sample.store.value])
    #expect(run.status == 1)
    #expect(run.errorLines.count == 1)
    #expect(run.errors.contains("\"nosuch\" is no reason") && run.errors.contains("privacy"))
    #expect(run.output.isEmpty)
  }

  @Test("is answered with the wish that leaves no voice")
  func nothing() async throws {
    let run = try await report(["--since", "2030-01-01", "--kind", "comment"])
    #expect(run.status == 0)
    #expect(run.output.contains("No voice fits what was asked for."))
    #expect(run.errors.contains("0 with --since"))
    #expect(run.errors.contains(/[1-9][0-9]* with --kind comment/))
    #expect(run.errors.contains("none with all of them"))
  }

  @Test("is refused where the last day does not come after the first", arguments: ["report", "export", "crawl"])
  func backwards(command: String) async throws {
    let source = command == "crawl" ? ["a.example", "--dry-run"] : ["--store", try await Sample.store.value]
    let run = try await Stance.run([command] + source + ["--since", "2012", "--until", "2011"])
    #expect(run.status == 2)
    #expect(run.errors.contains("--since has to be earlier than --until"))
  }

  @Test("is told how a date is written where it is not understood", arguments: ["yesterday", "1.11.2011", ""])
  func date(text: String) async throws {
    let run = try await report(["--since", text])
    #expect(run.status == 2)
    #expect(run.errors.contains("2011-10-26"))
  }

  @Test("says nothing of what pages left out where only some days or kinds are asked for")
  func omissions() async throws {
    let whole = try await report(["--json"])
    let some = try await report(["--json", "--kind", "post"])
    #expect(try JSONValue.parse(Array(whole.output.utf8))["left_out"]?.array?.isEmpty == false)
    #expect(try JSONValue.parse(Array(some.output.utf8))["left_out"]?.array?.isEmpty == true)
  }

  @Test("names another store by the option that named it where it is not there")
  func compared() async throws {
    let folder = try TemporaryFolder()
    let run = try await report(["--compare", folder.file("none")])
    #expect(run.status == 1)
    #expect(run.errors.contains("--compare"))
    #expect(!run.errors.contains("--store"))
  }

  @Test("is told once what makes a store where there is none")
  func missing() async throws {
    let folder = try TemporaryFolder()
    let run = try await Stance.run(["report", "--store", folder.file("none")])
    #expect(run.errors.components(separatedBy: "stance crawl").count == 2)
    #expect(run.errors.components(separatedBy: "--store").count == 2)
  }

  @Test("explains a page by an address without a scheme, and a voice by an id in capitals")
  func spelled() async throws {
    let store = try await Sample.store.value
    let voice = try #require(try await Sample.voices.value.first { $0["kind"]?.string == "comment" })
    let id = try #require(voice["id"]?.string)
    let page = try #require(voice["page"]?.string)
    let bare = page.replacing("http://", with: "").replacing("https://", with: "")
    let byID = try await Stance.run(["explain", id.uppercased(), "--json", "--store", store])
    let byPage = try await Stance.run(["explain", bare, "--store", store])
    #expect(try JSONValue.parse(Array(byID.output.utf8))["id"]?.string == id)
    #expect(byPage.output == (try await Stance.run(["explain", page, "--store", store]).output))
  }

  @Test("says that a page has no voice at a fragment, and how to see those that it has")
  func fragment() async throws {
    let voice = try #require(try await Sample.voices.value.first { $0["kind"]?.string == "comment" })
    let page = try #require(voice["page"]?.string)
    let run = try await Stance.run(["explain", page + "#comment-99999", "--store", try await Sample.store.value])
    #expect(run.status == 1)
    #expect(run.errors.contains("no voice at #comment-99999"))
    #expect(run.errors.contains("stance explain \(page)"))
    #expect(run.output.isEmpty)
  }
}
