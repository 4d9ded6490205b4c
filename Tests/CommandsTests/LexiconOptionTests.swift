import Foundation
import Testing

@Suite("--lexicon")
struct LexiconOptionTests {
  /// A folder with one file of cues.
  private func folder(_ cues: String) throws -> TemporaryFolder {
    let folder = try TemporaryFolder()
    try FileManager.default.createDirectory(atPath: folder.file("english"), withIntermediateDirectories: true)
    try Data(cues.utf8).write(to: URL(fileURLWithPath: folder.file("english/mine.cues")))
    return folder
  }

  @Test("adds cues to the built-in ones")
  func adds() async throws {
    let folder = try folder("[exit]\n3\tdefenestrated (my)? {T}\t+ I ⟦defenestrated my Acme⟧.\n")
    let input = "I defenestrated my Acme."
    let without = try await Stance.run(["classify", "--service", "Acme", "--json"], input: input)
    let with = try await Stance.run(
      ["classify", "--service", "Acme", "--json", "--lexicon", folder.path], input: input)
    #expect(without.output.contains("\"stance\":\"neutral\""))
    #expect(with.output.contains("\"stance\":\"quitting\""))
    #expect(with.output.contains("defenestrated"))
    #expect(with.status == 0)
  }

  @Test("lists and checks the added cues as well")
  func lists() async throws {
    let folder = try folder("[exit]\n3\tdefenestrated {T}\t+ I defenestrated Acme.\t+ I like cheese.\n")
    let list = try await Stance.run(["lexicon", "defenestrated", "--lexicon", folder.path])
    #expect(list.output.hasPrefix("exit:defenestrated"))
    let check = try await Stance.run(["lexicon", "defenestrated", "--check", "--lexicon", folder.path])
    #expect(check.status == 1)
    #expect(check.output.contains("english/mine.cues:2: exit:defenestrated"))
    #expect(check.output.contains("is silent on \"I like cheese.\""))
  }

  @Test(
    "names file, line and reason of what it cannot read",
    arguments: [
      ("[exit]\n\n3 no tab\n", "english/mine.cues:3: expected 'weight<TAB>pattern"),
      ("[exit]\nabc\tleft\n", "\"abc\" is no weight"),
      ("3\tleft\n", "english/mine.cues:1: a cue before the first [section]"),
      ("[exits]\n", "english/mine.cues:1: no section [exits]"),
      ("[exit]\n3\t@nothing here\n", "english/mine.cues:2: no class @nothing"),
      ("[exit]\n3\t(left\n", "english/mine.cues:2: '(' without ')'"),
    ])
  func mistakes(cues: String, complaint: String) async throws {
    let folder = try folder(cues)
    let run = try await Stance.run(["classify", "--service", "Acme", "--lexicon", folder.path], input: "Hello.")
    #expect(run.status == 1)
    #expect(run.errors.contains(complaint))
    #expect(run.output.isEmpty)
  }

  @Test("says that a language of one's own wants its words.txt")
  func language() async throws {
    let folder = try TemporaryFolder()
    try FileManager.default.createDirectory(atPath: folder.file("klingon"), withIntermediateDirectories: true)
    _ = try folder.write("[exit]\n3\tqapla\n", to: "klingon/mine.cues")
    let run = try await Stance.run(["lexicon", "--lexicon", folder.path])
    #expect(run.status == 1)
    #expect(run.errors.contains("klingon/words.txt"))
  }

  @Test("says that a folder is missing or empty")
  func missing() async throws {
    let none = try await Stance.run(["lexicon", "--lexicon", "/nowhere/at/all"])
    #expect(none.status == 1)
    #expect(none.errors.contains("no such folder"))
    let empty = try TemporaryFolder()
    let nothing = try await Stance.run(["lexicon", "--lexicon", empty.path])
    #expect(nothing.status == 1)
    #expect(nothing.errors.contains("no lexicon files"))
  }
}
