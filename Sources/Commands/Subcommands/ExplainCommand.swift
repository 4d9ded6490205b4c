internal import ArgumentParser
internal import Crawling
internal import JSONCoding
internal import Model
internal import Reporting
internal import Scoring
internal import Storage

/// Says why a voice was read as it was.
struct ExplainCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "explain",
    abstract: "Show why a voice was read as it was: its words, the cues in them, and the arithmetic.",
    discussion: """
      Takes a voice's id (as in stance export) or an address: a page's gives its post and lists the others, one with \
      a #fragment gives that comment.
      """)

  @Argument(help: ArgumentHelp("A page's or voice's address, or a voice's id.", valueName: "url | id"))
  var subject: String

  @Option(help: "The service, where the store has several.")
  var service: String?

  @OptionGroup var storage: StoreOptions
  @OptionGroup var lexicon: LexiconOptions
  @OptionGroup var output: OutputOptions

  func run() throws {
    let store = try StoreOpener.reading(storage.folder)
    let wanted = try self.service.map { name throws(Failure) in try TrendReader.known(name, among: store.services) }
    let found = try VoiceFinder(store: store, service: wanted).find(subject)
    guard let found else {
      throw Failure(
        .failed,
        "the store has no voice \"\(TerminalText.sanitised(subject))\"\(wanted.map { " about \(TrendReader.title($0))" } ?? "")"
          + (subject.contains(" ")
            ? "; stance classify --service NAME reads a text of your own" : "; stance export lists ids and addresses"))
    }
    let topic = TopicRegister.topic(of: found.record.service, in: storage.folder)
    let service = topic?.service ?? Service(name: found.record.service)
    let conversation = found.record.conversation
    let listener = Listener(service: service, scorer: Scorer(lexicon: try lexicon.read()))
    let subject = listener.subject(of: conversation) ?? service
    for position in found.positions {
      let voice = conversation.voices[position]
      let analysis = listener.analysis(of: position, in: found.record)
      if output.json {
        try StandardOutput.bytes(json(voice, analysis, conversation, subject))
      } else {
        let page = ExplanationText(
          voice: voice, analysis: analysis, conversation: conversation, service: subject.name, style: output.style)
        try StandardOutput.bytes(Array(page.text.utf8))
      }
    }
    if self.service == nil, !output.quiet {
      for other in store.services where other != found.record.service {
        guard try store.record(forPage: found.record.page, service: other) != nil else { continue }
        StandardError.line(
          "stance: the page was read about \(TrendReader.title(other)), too: --service \"\(TrendReader.title(other))\"")
      }
    }
    if !output.json, found.positions.count == 1, conversation.voices[found.positions[0]].kind == .post {
      try StandardOutput.bytes(Array(others(in: found.record, than: found.positions[0]).utf8))
    }
  }

  private func others(in record: PageRecord, than position: Int) -> String {
    let voices = record.conversation.voices
    guard voices.count > 1 else { return "" }
    var text = "\nOther voices on this page\n"
    for (index, voice) in voices.enumerated().lazy.filter({ $0.offset != position }).prefix(60) {
      let stance = index < record.readings.count ? record.readings[index].stance?.rawValue ?? "not read" : "not read"
      let speaker = TerminalText.sanitised(voice.speaker ?? "(nobody named)")
      let words = TerminalText.sanitised(String(voice.text.prefix(200))).split(separator: "\n").joined(separator: " ")
      text += "  \(voice.id)  \(stance), \(voice.kind.rawValue) by \(speaker): "
      text += TerminalText.cut(words, to: 60) + "\n"
    }
    if voices.count > 61 { text += "  and \(voices.count - 61) more\n" }
    return text
  }

  private func json(_ voice: Voice, _ analysis: Analysis, _ conversation: Conversation, _ service: Service) -> [UInt8] {
    var writer = JSONWriter(isPretty: true)
    writer.beginObject()
    writer.member("id", voice.id)
    writer.member("url", voice.url)
    writer.member("service", service.name)
    writer.member("kind", voice.kind.rawValue)
    writer.member("speaker", voice.speaker)
    writer.member("title", voice.title)
    writer.member("text", voice.text)
    writer.member("register", analysis.register.rawValue)
    writer.member("language", analysis.language)
    ReadingJSON.fields(of: analysis.reading, into: &writer)
    writer.beginArray("findings")
    for finding in analysis.findings { write(finding, into: &writer) }
    writer.endArray()
    ReadingJSON.steps(of: analysis, into: &writer)
    writer.endObject()
    writer.endLine()
    return writer.bytes
  }

  private func write(_ finding: Finding, into writer: inout JSONWriter) {
    writer.beginObject()
    writer.member("cue", finding.cue)
    writer.member("kind", finding.kind.name)
    writer.key("evidence")
    VoiceExport.write(finding.evidence, into: &writer)
    writer.member("person", finding.person.rawValue)
    writer.member("tense", finding.tense.rawValue)
    writer.member("binding", finding.binding.rawValue)
    writer.member("negated", finding.negatedBy != nil)
    writer.member("quoted", finding.isQuoted)
    writer.member("question", finding.isQuestion)
    writer.beginObject("factors")
    for factor in finding.factors {
      writer.key(factor.name)
      writer.number(factor.value)
    }
    writer.endObject()
    writer.endObject()
  }
}
