internal import Crawling
internal import Model
internal import Storage
internal import Trends

/// Reads the lines of a segment into a sheet of ballots, decoding only what counts.
struct BallotReading {
  private var writer = BallotWriter()
  private var slices = RecordSlices()
  private var relevance: [String: Relevance] = [:]
  private let topics: [String: Service]
  /// Whether a line is not as this program writes it, so that the store has to be counted record by record.
  private(set) var isForeign = false

  /// - Parameter topics: what is known of the services, by name.
  init(topics: [String: Service]) { self.topics = topics }

  /// Adds a line that stands at a place of its segment.
  mutating func add(_ line: [UInt8], at place: Range<Int>) throws(StorageError) {
    guard slices.read(line), let service = slices.string(slices.range(.service)),
      let address = slices.string(slices.range(.page)), let fetched = slices.instant(slices.range(.fetched))
    else {
      isForeign = true
      return
    }
    var entries: [BallotWriter.Entry] = []
    for voice in 0..<slices.voiceCount {
      if let entry = entry(of: voice) { entries.append(entry) }
    }
    if relevance[service] == nil { relevance[service] = Relevance(topics[service] ?? Service(name: service)) }
    let asked = relevance[service] ?? Relevance(Service(name: service))
    let isRelevant =
      slices.string(slices.range(.title)).map { asked.isMentioned(in: $0) } ?? false
      || entries.contains { asked.isMentioned(in: $0.text) }
    writer.add(
      BallotWriter.Page(
        service: service, address: address, isRelevant: isRelevant, fetched: fetched, line: place,
        leftOut: slices.counts(slices.range(.left_out))), entries)
  }

  private func entry(of voice: Int) -> BallotWriter.Entry? {
    func place(_ field: RecordSlices.VoiceField) -> Range<Int> { slices.range(field, of: voice) }
    let text = place(.text)
    guard !place(.score).isEmpty, text.count >= 2, let words = slices.string(text),
      let id = slices.string(place(.id)), let kind = slices.string(place(.kind)).flatMap(Voice.Kind.init)
    else { return nil }
    var entry = BallotWriter.Entry(
      id: id, kind: kind, text: words, textRange: (text.lowerBound + 1)..<(text.upperBound - 1))
    entry.speaker = slices.string(place(.speaker))
    entry.speakerURL = slices.string(place(.speaker_url))
    if let instant = slices.instant(place(.published)), !slices.isNull(place(.published_from)),
      let precision = slices.string(place(.published_precision)).flatMap(Timestamp.Precision.init)
    {
      entry.published = (instant, precision)
    }
    entry.parent = slices.string(place(.parent))
    entry.stance = slices.string(place(.stance)).flatMap(Stance.init)
    entry.sentiment = slices.number(place(.sentiment))
    entry.reasons = slices.strings(place(.reasons))
    entry.hasEvidence = place(.evidence).count > 2
    entry.reportedExits = Int(exactly: slices.number(place(.reported_exits)).rounded()) ?? 0
    entry.isReturn = place(.is_return).count == 4
    return entry
  }

  /// The sheet's bytes.
  ///
  /// - Parameter basis: what it was made from, told from the services of its pages.
  consuming func encoded(basis: ([String]) -> SIMD4<UInt64>) -> [UInt8] {
    let words = basis(writer.services)
    return writer.encoded(basis: words)
  }
}
