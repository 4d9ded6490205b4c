internal import Crawling
internal import JSONCoding
internal import Model
internal import Reporting
internal import Storage
internal import Trends

/// Counts the voices of one service as they come.
struct LiveCounter {
  private let name: String
  private let topic: Topic?
  private let relevance: Relevance
  private var judged: JudgedSample
  private var builder: TrendBuilder
  private var words = WordIndex()
  private var shelf = VoiceShelf()
  private var omissions: [String: Int] = [:]
  /// What was counted of each page: its voices by id, with a digest of what matters about them.
  private var pages: [String: [String: UInt64]] = [:]
  private let folder: String
  /// Whether a voice that was counted has changed or gone, so that all must be counted again.
  private(set) var isOutdated = false
  /// What lies behind the turns, and the trend's turns for which that was looked up.
  private var catalysts: [Catalyst] = []
  private var turns: [Int] = []
  private var voicesAtTurns = 0

  init(service: String, folder: String) {
    name = service
    self.folder = folder
    topic = TopicRegister.topic(of: service, in: folder)
    relevance = Relevance(topic?.service ?? Service(name: service))
    judged = JudgedSample(Labels.judgements(of: service, in: folder))
    builder = TrendReader.builder(bucket: nil, filter: TrendFilter(), service: service, topic: topic)
  }

  /// Counts the latest version of a page.
  mutating func count(_ record: PageRecord) {
    let conversation = record.conversation
    let known = pages[conversation.canonical]
    guard relevance.isMentioned(in: conversation) else {
      if known == nil { omissions["pages that do not speak of \(name)", default: 0] += 1 }
      if known?.isEmpty == false { isOutdated = true }
      pages[conversation.canonical] = [:]
      return
    }
    var digests: [String: UInt64] = [:]
    builder.asOf = max(builder.asOf ?? record.fetched, record.fetched)
    for observation in Observation.observations(in: conversation, readings: record.readings) {
      let digest = LiveCounter.digest(of: observation)
      let id = observation.voice.id
      digests[id] = digest
      if let former = known?[id] {
        if former != digest { isOutdated = true }
        continue
      }
      guard let row = builder.count(observation) else { continue }
      judged.note(id, observation.reading)
      shelf.add(ListedVoice(observation, title: conversation.title))
      words.add(observation.voice.text, row: row)
      for text in [observation.voice.speaker, observation.voice.title, conversation.title, observation.site] {
        if let text { words.add(text, row: row) }
      }
    }
    if let known {
      if known.keys.contains(where: { digests[$0] == nil }) { isOutdated = true }
    } else {
      for omission in conversation.leftOut { omissions[omission.cause, default: 0] += omission.count }
    }
    pages[conversation.canonical] = digests
  }

  /// The service as it stands.
  ///
  /// - Parameter store: is read once more when the turns have moved, or the voices have grown by a tenth.
  mutating func service(in store: () throws -> Store) throws -> LiveService {
    builder.correction = judged.correction
    let trend = builder.trend()
    let turns = trend.breaks.map { trend.periods[$0].number } + trend.breaks
    if turns != self.turns || trend.coverage.voices > voicesAtTurns + voicesAtTurns / 10 {
      catalysts =
        turns.isEmpty ? [] : try TrendReader.catalysts(of: trend, in: try store(), name, topic, TrendFilter())
      self.turns = turns
      voicesAtTurns = trend.coverage.voices
    }
    let report = Report(
      service: TrendReader.title(name), trend: trend, events: topic?.events ?? [],
      failures: TrendReader.failures(of: name, in: folder),
      omissions: omissions.map { Omission(cause: $0.key, count: $0.value) }
        .sorted { ($1.count, $0.cause) < ($0.count, $1.cause) }, judged: judged, catalysts: catalysts)
    return LiveService(
      name: name, pages: pages.count, report: report, table: builder.table(bucket: trend.bucket), words: words,
      shelf: shelf)
  }

  private static func digest(of observation: Observation) -> UInt64 {
    var fingerprint = Fingerprint()
    fingerprint.combine(observation.voice.text)
    fingerprint.combine(observation.voice.published?.asWritten ?? "")
    fingerprint.combine(observation.voice.speaker ?? "")
    fingerprint.combine(observation.reading.stance?.rawValue ?? "")
    fingerprint.combine("\(observation.reading.score)")
    return fingerprint.folded
  }
}
