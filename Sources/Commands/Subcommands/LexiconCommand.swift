internal import ArgumentParser
internal import JSONCoding
internal import Model
internal import Reporting
internal import Scoring

/// Lists and searches the lexicon, and checks every cue against its own examples.
struct LexiconCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "lexicon",
    abstract: "List, search and check the cues by which stances are read.",
    discussion: "--check reads every example of every cue and says which cues do not do what they promise.")

  @Argument(help: "Only cues whose pattern, name or reason holds this.")
  var query: String?

  @Flag(help: "Check every cue against its examples.")
  var check = false

  @OptionGroup var lexicon: LexiconOptions
  @OptionGroup var output: OutputOptions

  func run() throws {
    let lexicon = try self.lexicon.read()
    let cues = query.map { lexicon.cues(containing: $0) } ?? lexicon.cues
    if check { return try verify(cues, with: Scorer(lexicon: lexicon)) }
    var writer = JSONWriter()
    var text = ""
    for cue in cues {
      if output.json {
        write(cue, into: &writer)
      } else {
        text += listed(
          "\(cue.id)  \(cue.kind.name) \(Wording.decimal(cue.weight, digits: 1))  \(cue.pattern)"
            + (cue.reason.map { "  (\($0))" } ?? ""), hanging: 4)
        guard output.verbose else { continue }
        for example in cue.examples { text += listed("    \(example.fires ? "+" : "-") \(example.text)", hanging: 6) }
      }
    }
    try StandardOutput.bytes(output.json ? writer.bytes : Array(text.utf8))
    if !output.quiet, !output.json {
      let languages = lexicon.languages.filter { language in cues.contains { $0.language == language } }
      StandardError.line(
        cues.isEmpty
          ? "no cue holds \"\(TerminalText.sanitised(query ?? ""))\"; stance lexicon lists all"
          : "\(Wording.count(cues.count, "cue")) in \(languages.joined(separator: ", "))")
    }
  }

  /// One entry in lines of the terminal's width; one line for a program that reads it.
  private func listed(_ entry: String, hanging: Int) -> String {
    guard StandardOutput.isTerminal else { return entry + "\n" }
    var text = InkedText()
    text.add(entry)
    let lines = text.lines(to: output.style.width - hanging, in: output.style)
    return lines.joined(separator: "\n" + String(repeating: " ", count: hanging)) + "\n"
  }

  private func write(_ cue: Cue, into writer: inout JSONWriter) {
    writer.beginObject()
    for (name, value) in [
      ("cue", cue.id), ("kind", cue.kind.name), ("pattern", cue.pattern), ("language", cue.language),
      ("file", cue.file),
    ] {
      writer.key(name)
      writer.string(value)
    }
    writer.member("line", cue.line)
    writer.member("weight", cue.weight)
    writer.member("reason", cue.reason)
    writer.member("examples", cue.examples.map { ($0.fires ? "+ " : "- ") + $0.text })
    writer.endObject()
    writer.endLine()
  }

  private func verify(_ cues: [Cue], with scorer: Scorer) throws {
    var examples = 0
    var wrong: [String] = []
    var writer = JSONWriter()
    for cue in cues {
      for example in cue.examples {
        examples += 1
        let text = example.text.filter { $0 != "⟦" && $0 != "⟧" }
        let fires = scorer.cues(in: text, language: cue.language).contains { $0.cue == cue.id }
        if fires != example.fires {
          wrong.append("\(cue.file):\(cue.line): \(cue.id) \(fires ? "fires on" : "is silent on") \"\(text)\"")
          if output.json { write(cue, fires: fires, on: text, into: &writer) }
        }
      }
    }
    if output.json {
      writer.beginObject()
      for (name, count) in [("cues", cues.count), ("examples", examples), ("wrong", wrong.count)] {
        writer.key(name)
        writer.integer(count)
      }
      writer.endObject()
      writer.endLine()
      try StandardOutput.bytes(writer.bytes)
      if !wrong.isEmpty { throw Failure(.failed, "") }
      return
    }
    var text = wrong.joined(separator: "\n") + (wrong.isEmpty ? "" : "\n")
    text += "\(Wording.count(cues.count, "cue")), \(Wording.count(examples, "example")): \(wrong.count) wrong\n"
    try StandardOutput.bytes(Array(text.utf8))
    if !wrong.isEmpty { throw Failure(.failed, "") }
  }

  /// An example that a cue does not keep.
  private func write(_ cue: Cue, fires: Bool, on text: String, into writer: inout JSONWriter) {
    writer.beginObject()
    for (name, value) in [("cue", cue.id), ("file", cue.file), ("text", text)] {
      writer.key(name)
      writer.string(value)
    }
    writer.member("line", cue.line)
    writer.member("fires", fires)
    writer.endObject()
    writer.endLine()
  }
}
