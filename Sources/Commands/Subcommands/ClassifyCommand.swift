internal import ArgumentParser
internal import JSONCoding
internal import Model
internal import Reporting
internal import Scoring

/// Text in, reading out.
struct ClassifyCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "classify",
    abstract: "Read a text about a service and print its stance as JSON; no store, no network.",
    discussion: """
      With --batch, each line of standard input is JSON {"id","service","aliases","title","text"}, and each gives one \
      line of JSON {"id","stance","score","confidence","sentiment","reasons","evidence"}, in the same order. "parent" \
      may say what the text answers: a stance (quitting, defending, neutral), a text, or {"title","text","parent"}; \
      "language" may say what it is written in, as a tag such as de.
      """)

  @Argument(help: "The file; standard input when left out or -.")
  var file: String?

  @Flag(help: "Read one case a line from standard input.")
  var batch = false

  @Flag(help: "Add the sums that led to each reading, as explain shows them.")
  var steps = false

  @Option(help: "The service that the text is read about.")
  var service: String?

  @Option(help: ArgumentHelp("Another name of the service; may be given several times.", valueName: "name"))
  var alias: [String] = []

  @Option(help: "The title above the text.")
  var title: String?

  @OptionGroup var lexicon: LexiconOptions
  @OptionGroup var output: OutputOptions

  func validate() throws {
    if batch, file != nil { throw ValidationError("--batch reads its cases from standard input; leave the file out") }
    if !batch, service == nil { throw ValidationError("--service names what the text is read about") }
  }

  func run() throws {
    let scorer = Scorer(lexicon: try lexicon.read())
    if batch { return try runBatch(scorer) }
    let bytes = try InputBytes.file(file ?? "-")
    guard let text = String(validating: bytes, as: UTF8.self) else {
      throw Failure(.failed, "\(file ?? "-"): the text is not UTF-8; iconv -f LATIN1 -t UTF-8 converts an older one")
    }
    if text.allSatisfy(\.isWhitespace), title == nil { throw Failure(.failed, "\(file ?? "-"): there is no text") }
    let voice = Voice(kind: title == nil ? .comment : .post, url: "", title: title, text: text)
    var writer = JSONWriter(isPretty: !output.json)
    write(voice, Service(name: service ?? "", aliases: alias), nil, id: file ?? "-", scorer, into: &writer)
    writer.endLine()
    try StandardOutput.bytes(writer.bytes)
  }

  private func runBatch(_ scorer: Scorer) throws {
    var lines = InputLines()
    var number = 0
    while let line = try lines.next() {
      number += 1
      if line.allSatisfy({ $0 <= 0x20 }) { continue }
      var writer = JSONWriter()
      if let value = try? JSONValue.parse(line), case .object = value, ClassifyCommand.fault(in: value) == nil {
        let name = value["service"]?.string ?? service ?? ""
        let aliases = (value["aliases"]?.array ?? []).compactMap(\.string)
        let target = Service(name: name, aliases: aliases.isEmpty ? alias : aliases)
        let parent = readingAnswered(in: value, about: target, by: scorer)
        write(voice(value), target, parent, id: identifier(value["id"], number), scorer, into: &writer)
      } else {
        let value = try? JSONValue.parse(line)
        writer.beginObject()
        writer.member("id", identifier(value?["id"], number))
        writer.member("error", "line \(number): \(value.flatMap(ClassifyCommand.fault) ?? "no JSON object")")
        writer.endObject()
      }
      writer.endLine()
      try StandardOutput.bytes(writer.bytes)
    }
  }

  /// Why a case cannot be read, where it cannot; fields that are not known are none of it.
  private static func fault(in value: JSONValue) -> String? {
    guard case .object = value else { return "no JSON object" }
    if value["text"] == nil, value["title"] == nil { return "no \"text\"" }
    for name in ["service", "title", "text", "language"] {
      if let field = value[name], field.string == nil, field != .null { return "\"\(name)\" is no text" }
    }
    if let aliases = value["aliases"], aliases != .null {
      guard let list = aliases.array, list.allSatisfy({ $0.string != nil }) else {
        return "\"aliases\" is no list of texts"
      }
    }
    if let parent = value["parent"], parent.string == nil, parent != .null {
      guard case .object = parent else { return "\"parent\" is neither a stance, a text nor an object" }
    }
    return nil
  }

  private func write(
    _ voice: Voice, _ service: Service, _ parent: Reading?, id: String, _ scorer: Scorer,
    into writer: inout JSONWriter
  ) {
    guard steps else {
      ReadingJSON.write(scorer.reading(of: voice, about: service, answering: parent), id: id, into: &writer)
      return
    }
    let analysis = scorer.analysis(of: voice, about: service, answering: parent)
    writer.beginObject()
    writer.member("id", id)
    ReadingJSON.fields(of: analysis.reading, into: &writer)
    ReadingJSON.steps(of: analysis, into: &writer)
    writer.endObject()
  }

  private func voice(_ value: JSONValue) -> Voice {
    let heading = value["title"]?.string.flatMap { $0.isEmpty ? nil : $0 }
    return Voice(
      kind: heading == nil ? .comment : .post, url: value["url"]?.string ?? "", title: heading,
      text: value["text"]?.string ?? "", language: value["language"]?.string)
  }

  /// The reading of what a case answers: a stance as given, or the text read first, up to eight deep.
  private func readingAnswered(in value: JSONValue, about service: Service, by scorer: Scorer) -> Reading? {
    var chain: [Voice] = []
    var known: Reading?
    var next = value["parent"]
    while let parent = next, chain.count < 8 {
      next = nil
      if let text = parent.string {
        if let stance = Stance(rawValue: text) {
          let score = stance == .quitting ? -0.8 : stance == .defending ? 0.8 : 0
          known = Reading(stance: stance, score: score, confidence: 0.8)
        } else if !text.isEmpty {
          chain.append(Voice(kind: .comment, url: "", text: text))
        }
      } else if case .object = parent {
        chain.append(voice(parent))
        next = parent["parent"]
      }
    }
    for voice in chain.reversed() { known = scorer.reading(of: voice, about: service, answering: known) }
    return known
  }

  private func identifier(_ value: JSONValue?, _ number: Int) -> String {
    if let text = value?.string { return text }
    if let integer = value?.int { return String(integer) }
    return "line \(number)"
  }
}

/// A reading as `classify` prints it.
enum ReadingJSON {
  /// Writes a reading as the writer's next value.
  static func write(_ reading: Reading, id: String, into writer: inout JSONWriter) {
    writer.beginObject()
    writer.member("id", id)
    fields(of: reading, into: &writer)
    writer.endObject()
  }

  /// Writes the key `steps` and the arithmetic of an analysis, step by step.
  static func steps(of analysis: Analysis, into writer: inout JSONWriter) {
    writer.objects("steps", analysis.steps) { step, writer in
      writer.member("name", step.name)
      writer.member("value", step.value)
    }
  }

  /// Writes a reading's fields into an open object.
  static func fields(of reading: Reading, into writer: inout JSONWriter) {
    writer.member("stance", reading.stance?.rawValue)
    writer.member("score", reading.score)
    writer.member("confidence", reading.confidence)
    writer.member("sentiment", reading.sentiment)
    writer.member("reasons", reading.reasons.map(\.rawValue))
    writer.beginArray("evidence")
    for evidence in reading.evidence { VoiceExport.write(evidence, into: &writer) }
    writer.endArray()
    writer.member("reported_exits", reading.reportedExits)
    writer.member("is_return", reading.isReturn)
  }
}
