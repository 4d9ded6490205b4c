import JSONCoding
import Testing

@Suite("Help")
struct HelpTests {
  @Test(
    "of every command names its options",
    arguments: [
      ("demo", ["--store", "--serve", "--json", "--quiet", "--verbose", "--color"]),
      (
        "crawl",
        [
          "--service", "--alias", "--dry-run", "--depth", "--scope", "--max-pages", "--max-time", "--delay",
          "--address-delay",
          "--concurrency", "--per-host", "--user-agent", "--proxy", "--connect-to", "--allow-private", "--since",
          "--until", "--store", "--json", "--quiet",
        ]
      ),
      (
        "report",
        [
          "--format", "--output", "--service", "--by", "--since", "--until", "--kind", "--site", "--reason",
          "--compare",
        ]
      ), ("serve", ["--port", "--address", "--host", "--store"]),
      ("label", ["--count", "--seed", "--accuracy", "--json"]),
      ("export", ["--what", "--format", "--output", "--service", "--by", "--since", "--kind", "--store"]),
      ("status", ["--store", "--json"]), ("explain", ["--store", "--json"]),
      ("extract", ["--batch", "--url", "--json"]), ("classify", ["--batch", "--service", "--alias", "--title"]),
      ("verify", ["--repair", "--store", "--json"]), ("lexicon", ["--check", "--json", "--verbose"]),
      ("robots", ["--user-agent", "--allow-private", "--json"]),
    ])
  func options(command: String, options: [String]) async throws {
    let run = try await Stance.run([command, "--help"])
    #expect(run.status == 0)
    #expect(options.filter { !run.output.contains($0) } == [])
    #expect(run.errors.isEmpty)
  }

  @Test("of the report names every reason of the lexicon")
  func reasons() async throws {
    let cues = try await Stance.run(["lexicon", "--json"]).lines.map { try JSONValue.parse(Array($0.utf8)) }
    // "none" marks look-alikes, which give no reason.
    let reasons = Set(cues.compactMap { $0["reason"]?.string }).subtracting(["none"])
    let words = Set(
      try await Stance.run(["report", "--help"]).output.split { !$0.isLetter && $0 != "-" }.map(String.init))
    #expect(reasons.count > 10)
    #expect(reasons.subtracting(words) == [])
  }

  @Test("of the robots command says nothing of options that only crawls have")
  func robots() async throws {
    let run = try await Stance.run(["robots", "--help"])
    #expect(["--max-pages", "--depth", "--since", "--no-archive"].filter { run.output.contains($0) } == [])
  }

  @Test("of the program names every command")
  func commands() async throws {
    let run = try await Stance.run(["--help"])
    let names = [
      "demo", "crawl", "report", "serve", "label", "export", "status", "verify", "explain", "extract", "classify",
      "lexicon", "robots",
    ]
    #expect(run.status == 0)
    #expect(names.filter { !run.output.contains("\n  \($0) ") } == [])
  }

  @Test("is what the program gives when nothing is asked of it")
  func nothing() async throws {
    let run = try await Stance.run([])
    #expect(run.status == 0)
    #expect(run.output.contains("stance demo"))
  }

  @Test("has a version of three numbers")
  func version() async throws {
    let run = try await Stance.run(["--version"])
    #expect(run.status == 0)
    #expect(run.output.wholeMatch(of: /stance \d+\.\d+\.\d+\n/) != nil)
  }
}
