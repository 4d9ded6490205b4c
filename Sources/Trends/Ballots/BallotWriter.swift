public import Model

/// Fills in a sheet, page by page.
public struct BallotWriter {
  /// What a sheet is told of a voice.
  public struct Entry {
    /// Its id.
    public var id: String
    /// Post, comment or quote.
    public var kind: Voice.Kind
    /// Who speaks; `nil` when nobody is named.
    public var speaker: String?
    /// The speaker's link.
    public var speakerURL: String?
    /// When, with how much of it is known.
    public var published: (instant: Instant, precision: Timestamp.Precision)?
    /// The id of the voice that it answers.
    public var parent: String?
    /// What was read; `nil` when the language cannot be read.
    public var stance: Stance?
    /// Polarity of the words.
    public var sentiment: Double
    /// The reasons given.
    public var reasons: [String]
    /// Whether any words moved the score.
    public var hasEvidence: Bool
    /// Exits of other people that it reports.
    public var reportedExits: Int
    /// Whether the speaker left once and came back.
    public var isReturn: Bool
    /// The words.
    public var text: String
    /// Where they lie in the line, as JSON without its quotes.
    public var textRange: Range<Int>

    /// Makes an entry of a voice without speaker, time or reading.
    public init(id: String, kind: Voice.Kind, text: String, textRange: Range<Int>) {
      self.id = id
      self.kind = kind
      self.text = text
      self.textRange = textRange
      stance = nil
      sentiment = 0
      reasons = []
      hasEvidence = false
      reportedExits = 0
      isReturn = false
    }
  }

  /// What a sheet is told of a page version.
  public struct Page {
    /// The service that it was read about.
    public var service: String
    /// Its canonical address.
    public var address: String
    /// Whether it names the service.
    public var isRelevant: Bool
    /// When it was fetched.
    public var fetched: Instant
    /// Where its line lies in the segment, without its end.
    public var line: Range<Int>
    /// What was seen and not taken for a voice.
    public var leftOut: [Omission]

    /// Makes a page.
    public init(
      service: String, address: String, isRelevant: Bool, fetched: Instant, line: Range<Int>,
      leftOut: [Omission]
    ) {
      self.service = service
      self.address = address
      self.isRelevant = isRelevant
      self.fetched = fetched
      self.line = line
      self.leftOut = leftOut
    }
  }

  private var pages: [BallotPage] = []
  private var rows: [BallotRow] = []
  private var links: [BallotLink] = []
  private var sketches: [CopyFold.Sketch] = []
  private var omissions: [BallotOmission] = []
  private var names: [UInt8] = []
  private var reasons: [BallotName] = []
  private var reasonNumbers: [String: Int] = [:]
  private var serviceList: [BallotName] = []
  private var serviceNumbers: [String: Int] = [:]

  /// Makes an empty sheet.
  public init() {}

  /// The services that the pages are about, in the order in which they came.
  public var services: [String] { serviceList.map { BallotSheet.text($0.start, $0.length, names) } }

  /// Adds a page with its voices that were read, in the order of the page.
  public mutating func add(_ page: Page, _ voices: [Entry]) {
    let service = BallotWriter.number(of: page.service, in: &serviceNumbers, &serviceList, &names)
    let address = BallotWriter.name(page.address, in: &names)
    let firstOmission = omissions.count
    for omission in page.leftOut {
      let cause = BallotWriter.name(omission.cause, in: &names)
      omissions.append(
        BallotOmission(
          causeStart: cause.start, causeLength: cause.length, count: Int64(omission.count)))
    }
    let number = UInt32(pages.count)
    let site = Observation.site(of: page.address)
    pages.append(
      BallotPage(
        key: BallotWriter.key(of: page.address, service: page.service),
        site: Fingerprint(site).folded,
        fetched: page.fetched.milliseconds, offset: UInt64(page.line.lowerBound),
        length: UInt32(page.line.count),
        service: UInt32(service), addressStart: address.start, addressLength: address.length,
        firstOmission: UInt32(firstOmission), omissions: UInt32(page.leftOut.count),
        isRelevant: page.isRelevant ? 1 : 0,
        telling: UInt32(voices.count { $0.kind == .post || $0.stance != .neutral })))
    let ids = voices.map { Fingerprint($0.id).folded }
    let replies = BallotWriter.replies(among: voices, ids)
    for (place, voice) in voices.enumerated() {
      var row = BallotRow(
        person: 0, voice: ids[place], milliseconds: voice.published?.instant.milliseconds ?? .min,
        reasons: 0,
        sentiment: Float(voice.sentiment), reportedExits: Int32(clamping: voice.reportedExits),
        page: number,
        marks: BallotRow.marks(
          stance: voice.stance, kind: voice.kind, precision: voice.published?.precision ?? .year,
          isReturn: voice.isReturn, hasEvidence: voice.hasEvidence, place: place),
        sketch: .max, replies: UInt32(replies[place]),
        textStart: UInt32(voice.textRange.lowerBound),
        textLength: UInt32(voice.textRange.count))
      for reason in voice.reasons {
        let bit = BallotWriter.number(of: reason, in: &reasonNumbers, &reasons, &names)
        if bit < 64 { row.reasons |= 1 << UInt64(bit) }
      }
      if let name = Person.name(of: voice.speaker) {
        row.person = BallotWriter.person(name, site)
        if let link = Person.link(of: voice.speakerURL) {
          let host = link.prefix { $0 != "/" && $0 != "?" }
          links.append(
            BallotLink(
              link: Fingerprint(link).folded, person: row.person, name: Fingerprint(name).folded,
              home: host.count == link.count ? BallotWriter.person(name, String(host)) : 0,
              row: UInt64(rows.count)))
        }
      } else if voice.kind != .quote {
        row.person = max(1, Fingerprint("#" + voice.id).folded)
      }
      if let sketch = CopyFold.sketch(of: voice.text) {
        row.sketch = UInt32(sketches.count)
        sketches.append(sketch)
      }
      rows.append(row)
    }
  }

  /// The fingerprint of a speaker on a site.
  static func person(_ name: String, _ site: String) -> UInt64 {
    max(1, Fingerprint("\(name)@\(site)").folded)
  }

  /// The fingerprint of a page as one service's topic sees it.
  static func key(of address: String, service: String) -> UInt64 {
    var fingerprint = Fingerprint(address)
    fingerprint.combine(service)
    return fingerprint.folded
  }

  private static func name(_ text: String, in names: inout [UInt8]) -> BallotName {
    let start = names.count
    names.append(contentsOf: text.utf8)
    return BallotName(start: UInt32(start), length: UInt32(names.count - start))
  }

  private static func number(
    of text: String, in numbers: inout [String: Int], _ list: inout [BallotName],
    _ names: inout [UInt8]
  ) -> Int {
    if let number = numbers[text] { return number }
    numbers[text] = list.count
    list.append(name(text, in: &names))
    return list.count - 1
  }

  /// Voices that answer each voice, directly or below an answer; a post is answered by all comments of its page.
  private static func replies(among voices: [Entry], _ ids: [UInt64]) -> [Int] {
    var places: [UInt64: Int] = [:]
    for (place, id) in ids.enumerated() where places[id] == nil { places[id] = place }
    var parents: [UInt64: UInt64] = [:]
    for (place, voice) in voices.enumerated() where voice.kind == .comment {
      if let parent = voice.parent { parents[ids[place]] = Fingerprint(parent).folded }
    }
    var replies = [Int](repeating: 0, count: voices.count)
    for (place, voice) in voices.enumerated() where voice.kind == .comment {
      var ancestor = parents[ids[place]]
      var steps = 0
      while let id = ancestor, steps < 64 {
        if let place = places[id] { replies[place] += 1 }
        ancestor = parents[id]
        steps += 1
      }
    }
    if let post = voices.firstIndex(where: { $0.kind == .post }) {
      replies[post] = voices.count { $0.kind == .comment }
    }
    // Voices that stand twice on a page share what their first place has.
    return ids.map { replies[places[$0] ?? 0] }
  }

  /// The sheet's bytes.
  ///
  /// - Parameter basis: what it was made from.
  public consuming func encoded(basis: SIMD4<UInt64>) -> [UInt8] {
    let order = rows.indices.sorted {
      let (left, right) = (rows[$0], rows[$1])
      return (left.person, left.page, left.marks >> 12) < (
        right.person, right.page, right.marks >> 12
      )
    }
    var places = [UInt32](repeating: 0, count: rows.count)
    for (place, former) in order.enumerated() { places[former] = UInt32(place) }
    let sorted = order.map { rows[$0] }
    let voices = rows.indices.map {
      BallotVoice(voice: rows[$0].voice, row: places[$0], page: rows[$0].page)
    }
    .sorted { ($0.voice, $0.page, $0.row) < ($1.voice, $1.page, $1.row) }
    var lanes: [BallotLane] = []
    lanes.reserveCapacity(sketches.count * 3)
    for (place, row) in sorted.enumerated() where row.sketch != .max {
      let sketch = sketches[Int(row.sketch)]
      var summary: UInt64 = 0
      for lane in 0..<16 { summary |= 1 << UInt64(sketch[lane] & 63) }
      for lane in 0..<3 {
        lanes.append(
          BallotLane(hashAndRow: UInt64(sketch[lane]) << 32 | UInt64(place), summary: summary))
      }
    }
    lanes.sort { $0.hashAndRow < $1.hashAndRow }
    for position in links.indices { links[position].row = UInt64(places[Int(links[position].row)]) }
    links.sort { ($0.link, $0.row) < ($1.link, $1.row) }
    var file = BallotFile(basis: basis)
    file.add(pages)
    file.add(sorted)
    file.add(voices)
    file.add(lanes)
    file.add(links)
    file.add(sketches)
    file.add(omissions)
    file.add(reasons)
    file.add(serviceList)
    file.add(names)
    return file.finished()
  }
}

/// Puts a sheet's bytes together.
private struct BallotFile {
  private var head: [UInt64]
  private var bytes: [UInt8]

  init(basis: SIMD4<UInt64>) {
    head = [BallotSheet.magic, BallotSheet.version, basis[0], basis[1], basis[2], basis[3], 0]
    bytes = [UInt8](repeating: 0, count: BallotSheet.headWords * 8)
  }

  mutating func add<Entry: BitwiseCopyable>(_ entries: [Entry]) {
    head.append(UInt64(bytes.count))
    head.append(UInt64(entries.count))
    unsafe entries.withUnsafeBytes { unsafe bytes.append(contentsOf: $0) }
    while bytes.count % 8 != 0 { bytes.append(0) }
  }

  /// The file, with its head filled in.
  consuming func finished() -> [UInt8] {
    head[6] = BallotDigest.of(BallotSheet.Memory(bytes), from: BallotSheet.headWords * 8, to: bytes.count) ?? 0
    head.append(BallotDigest.of(head))
    unsafe bytes.withUnsafeMutableBytes { file in
      unsafe head.withUnsafeBytes { unsafe file.copyMemory(from: $0) }
    }
    return bytes
  }
}
