internal import ArgumentParser
internal import Crawling
internal import JSONCoding
internal import Model
internal import Reporting
internal import Storage
internal import Trends

/// Lets a person judge voices, and says how well they are read.
struct LabelCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "label",
    abstract: "Judge a random sample of voices, to learn how well they are read.",
    discussion: """
      Shows voices one by one, as many of each reading, without saying how they were read; you answer q (quitting), \
      d (defending), n (neutral), s (pass over), u (take the last one back) or x (end); on a terminal one key is \
      enough. Judgements are kept in the store as they are made. From sixty on, with each stance among them, stance report shows shares corrected by them.
      """)

  @Option(name: .shortAndLong, help: "How many voices to judge.")
  var count = 30

  @Option(help: "Another number draws another sample.")
  var seed: UInt64 = 1

  @Flag(help: "Judge nothing; only say how well the voices are read.")
  var accuracy = false

  @Option(help: "The service, where the store has several.")
  var service: String?

  @OptionGroup var storage: StoreOptions
  @OptionGroup var output: OutputOptions

  func validate() throws {
    if count < 1 || count > 10_000 { throw ValidationError("--count wants a number from 1 to 10000") }
  }

  func run() throws {
    let reader = try TrendReader(folder: storage.folder, service: service)
    if !accuracy { try judge(try sample(reader), reader.service) }
    try report(reader)
  }

  /// A voice to be judged.
  private struct Candidate {
    var rank: UInt64
    var voice: Voice
    var title: String?
    /// The site, and what the voice answers: a person judges with the same context as the scorer.
    var site: String?
    var parent: Voice?
    var read: Stance
  }

  /// As many voices of each reading, in an order that tells nothing of it.
  private func sample(_ reader: TrendReader) throws -> [Candidate] {
    let known = Set(Labels.all(of: reader.service, in: storage.folder).map(\.voice))
    let relevance = Relevance(reader.topic?.service ?? Service(name: reader.service))
    let share = (count + 2) / 3
    var strata: [Stance: [Candidate]] = [:]
    try reader.store().forEachRecord(of: reader.service) { record in
      guard relevance.isMentioned(in: record.conversation) else { return }
      let voices = Dictionary(record.conversation.voices.map { ($0.id, $0) }) { first, _ in first }
      for (voice, reading) in zip(record.conversation.voices, record.readings) {
        guard let read = reading.stance, !known.contains(voice.id) else { continue }
        var fingerprint = Fingerprint(voice.id)
        fingerprint.combine(String(seed))
        let title = voice.title ?? record.conversation.title
        strata[read, default: []].append(
          Candidate(
            rank: fingerprint.folded, voice: voice, title: title, site: record.conversation.site,
            parent: voice.parent.flatMap { id in voices[id] }, read: read))
        if strata[read, default: []].count > 4 * share + 64 { trim(&strata[read, default: []], to: share) }
      }
    }
    for stance in strata.keys { trim(&strata[stance, default: []], to: share) }
    return Array(strata.values.joined().sorted { $0.rank < $1.rank }.prefix(count))
  }

  private func trim(_ candidates: inout [Candidate], to count: Int) {
    candidates.sort { $0.rank < $1.rank }
    candidates.removeLast(max(0, candidates.count - count))
  }

  private func judge(_ sample: [Candidate], _ service: String) throws {
    if sample.isEmpty { StandardError.line("stance: every voice is judged already") }
    var input = InputLines()
    var position = 0
    while position < sample.count {
      let candidate = sample[position]
      show(candidate, number: position + 1, of: sample.count, service)
      StandardError.text("q quitting · d defending · n neutral · s pass over · u back · x end: ")
      guard let answer = try LabelCommand.answer(&input) else { break }
      let stance: Stance?
      switch answer {
      case "q", "quitting": stance = .quitting
      case "d", "defending": stance = .defending
      case "n", "neutral": stance = .neutral
      case "s": stance = nil
      case "u":
        position = max(0, position - 1)
        let former = sample[position]
        // Taken back at once: who ends here has judged nothing.
        try Labels.add(
          Labels.Judgement(voice: former.voice.id, service: service, stance: nil, read: former.read),
          to: storage.folder, at: SystemClock.now)
        continue
      case "x": return
      default:
        StandardError.line("one of these letters, please")
        continue
      }
      try Labels.add(
        Labels.Judgement(voice: candidate.voice.id, service: service, stance: stance, read: candidate.read),
        to: storage.folder, at: SystemClock.now)
      position += 1
    }
  }

  /// A key from a terminal, a line from anything else; `nil` at the end of either.
  private static func answer(_ input: inout InputLines) throws -> String? {
    if KeyInput.isTerminal {
      let key = KeyInput.next().map { String(UnicodeScalar($0)).lowercased() }
      // The terminal does not show what is pressed.
      let names = ["q": "quitting", "d": "defending", "n": "neutral", "s": "passed over", "u": "back", "x": "end"]
      StandardError.line(key.flatMap { names[$0] } ?? "")
      return key
    }
    return try input.next().map { String(decoding: $0, as: UTF8.self).lowercased().filter { $0 != " " } }
  }

  private func show(_ candidate: Candidate, number: Int, of count: Int, _ service: String) {
    let style = output.style
    let voice = candidate.voice
    let speaker = TerminalText.sanitised(voice.speaker ?? "somebody unnamed")
    let place = [candidate.site, voice.published?.civil.date].compactMap(\.self).map(TerminalText.sanitised)
    var text = "\n" + style.paint("\(number) of \(count)", .faint) + "  \(voice.kind.rawValue) by \(speaker)"
    text += style.paint(" · " + place.joined(separator: " · "), .faint) + "\n"
    if let title = candidate.title { text += style.paint(TerminalText.sanitised(title), .strong) + "\n" }
    if let parent = candidate.parent {
      let start =
        (voice.kind == .quote ? "quoted by " : "answers ") + "\(parent.speaker ?? "somebody unnamed"): "
        + parent.text.prefix(240).split(separator: "\n").joined(separator: " ")
      let short = parent.text.count > 240 ? start + " …" : start
      for line in TerminalText.wrapped(TerminalText.sanitised(short), to: style.width - 4) {
        text += style.paint("  │ \(line)", .faint) + "\n"
      }
    }
    let bytes = Array(voice.text.prefix(3000).utf8)
    var words = InkedText()
    var quoted = QuotedWords(voice.quoted)
    quoted.add(0..<bytes.count, of: bytes, to: &words, in: style)
    quoted.end(&words, in: style)
    for line in words.lines(to: style.width - 2, in: style) where !line.isEmpty { text += "  \(line)\n" }
    if voice.text.count > 3000 { text += "  (cut here)\n" }
    let asked = service.isEmpty ? "it speaks of" : TerminalText.sanitised(service)
    StandardError.text(text + "Towards \(asked), this voice is …\n")
  }

  /// How well the judged voices are read, as the store reads them today.
  private func report(_ reader: TrendReader) throws {
    var judged = JudgedSample(Labels.judgements(of: reader.service, in: storage.folder))
    let relevance = Relevance(reader.topic?.service ?? Service(name: reader.service))
    try reader.store().forEachRecord(of: reader.service) { record in
      guard relevance.isMentioned(in: record.conversation) else { return }
      for (voice, reading) in zip(record.conversation.voices, record.readings) { judged.note(voice.id, reading) }
    }
    let text = JudgedText(judged)
    try StandardOutput.bytes(output.json ? text.json : Array(text.text.utf8))
  }
}
