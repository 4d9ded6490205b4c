public import Archiving
internal import Extraction
internal import Frontier
public import Model
public import Storage

/// Reads archives as a crawl reads the network: the same readers, the same merging, the same order.
///
/// Robots rules are not asked, since nothing is fetched. Archives of ours say as what each answer was fetched; for those
/// of others it is told from the answer: a place that a page names for its comments is read as such, a feed as a feed,
/// and an address that a crawl would not ask for is passed over.
///
/// The records are gathered in a store of their own and only then compared with, and added to, the real one: whoever
/// interrupts a replay has changed nothing.
public struct Replay {
  /// What a replay did.
  public struct Summary: Equatable, Sendable {
    /// What the readers of the archives met.
    public var records = ArchiveReader.Tally()
    /// Answers that were read.
    public var answers = 0
    /// Comment sources that were read.
    public var sources = 0
    /// Answers that were passed over, by cause.
    public var passedOver: [String: Int] = [:]
    /// What changed in the store.
    public var shift = StanceShift()
    /// Pages of which the store has a later version than the archive; both were merged.
    public var olderPages = 0
  }

  private let topic: Topic
  private let reader: AnswerReader
  private let gathered: Store
  private var ledger: PageLedger
  private var summary = Summary()
  /// Answers of others that wait to be read together: reading takes all cores, keeping goes in order.
  private var waiting: [ArchivedAnswer] = []
  private var shelf = ReplayShelf()

  /// Answers that are read at once.
  private static let together = 16
  /// Records that are written at once.
  private static let batch = 64
  /// Sources that are read for one archive beyond those that it says itself, against archives that go in circles.
  private static let mostSources = 1_000_000

  /// Makes a replay.
  ///
  /// - Parameters:
  ///   - agent: the name under which pages' robots metas may address us.
  ///   - gathered: an empty store for what is read.
  public init(
    topic: Topic, agent: String, since: Instant?, until: Instant?, listener: Listener, gathered: Store
  ) {
    self.topic = topic
    self.gathered = gathered
    reader = AnswerReader(
      listener: listener, relevance: Relevance(topic.service), agent: agent, service: topic.service.name,
      since: since, until: until)
    ledger = PageLedger(store: gathered, listener: listener)
  }

  /// Reads archives in their order, then adds what was gathered to a store.
  ///
  /// - Throws: `ArchiveError` or `StorageError`.
  public mutating func run(_ sources: [ArchiveSource], into store: Store) async throws -> Summary {
    for (number, source) in sources.enumerated() { try await read(source, number: number) }
    try await keepWaiting()
    try readFeeds()
    try readSources()
    _ = try ledger.write()
    try settle(into: store)
    return summary
  }

  // MARK: Reading

  private mutating func read(_ source: ArchiveSource, number: Int) async throws {
    var records = try source.reader()
    while let record = try records.next() {
      guard var answer = ArchivedAnswer(record) else { continue }
      if let revisited = answer.revisited {
        guard let earlier = try shelf.answer(at: revisited) else {
          passOver("stands for an answer that is not in the archive")
          continue
        }
        answer.page.body = earlier.page.body
        answer.fault = earlier.fault
      } else if answer.page.status == 200 {
        shelf.note(answer.page.address, source, offset: record.offset)
      }
      try await take(answer)
    }
    summary.records.add(records.tally)
  }

  private mutating func take(_ answer: ArchivedAnswer) async throws {
    guard answer.fault == nil else { return passOver("damaged or in an unknown coding") }
    if answer.isNotModified { return passOver("not modified") }
    switch answer.role {
    case .robots: return
    case .source(let source, let key):
      try await keepWaiting()
      return try readSource(answer.page, source, of: key, follows: false)
    case .page, .feed, .sitemap: break
    case nil:
      let address = answer.page.address
      if address.path == "/robots.txt" { return }
      if shelf.isWanted(address) { return }
      guard answer.page.status != 200 || LinkPolicy.isWorthReplaying(address) else {
        return passOver("an address that a crawl does not ask for")
      }
      // Feeds are read once all pages have named theirs: those of comments would say wrong things of posts.
      if AnswerReader.kind(of: answer.page) == .xml { return }
    }
    waiting.append(answer)
    if waiting.count >= Replay.together { try await keepWaiting() }
  }

  /// Reads what waits on all cores, and keeps it in order.
  private mutating func keepWaiting() async throws {
    if waiting.isEmpty { return }
    let answers = waiting
    waiting.removeAll(keepingCapacity: true)
    let reader = reader
    let harvests = await withTaskGroup(of: (Int, Harvest).self) { group in
      for (position, answer) in answers.enumerated() {
        group.addTask {
          let item = FrontierItem(
            address: answer.page.address, role: answer.role == .feed ? .feed : .page, depth: answer.depth ?? 0)
          return (position, reader.harvest(of: answer.page, fetchedAs: item, subject: nil))
        }
      }
      var harvests = [Harvest](repeating: Harvest(), count: answers.count)
      for await (position, harvest) in group { harvests[position] = harvest }
      return harvests
    }
    for (answer, harvest) in zip(answers, harvests) { try keep(harvest, of: answer) }
  }

  private mutating func keep(_ harvest: Harvest, of answer: ArchivedAnswer) throws(StorageError) {
    switch harvest.outcome {
    case .skipped(let cause): return passOver(cause)
    case .failed(let cause, _): return passOver(cause)
    case .gone: return passOver("not found (404 or 410)")
    case .done, .notModified, .disallowed: break
    }
    summary.answers += 1
    switch harvest.yield {
    case .page(let record, let isOnTopic):
      if answer.role == nil { shelf.wantFeed(of: record.conversation) }
      if record.conversation.voices.isEmpty { return }
      if topic.scope == .web, !isOnTopic, (answer.depth ?? 0) > 0 {
        return passOver("not about \(topic.service.name)")
      }
      let kept = try ledger.keep(record).record
      if answer.role == nil { shelf.want(kept.conversation.commentSources, of: kept.page) }
    case .addresses(_, let facts): try ledger.learn(facts)
    case .comments, .continuation, .moved, .nothing: break
    }
    if ledger.waiting >= Replay.batch { _ = try ledger.write() }
  }

  private mutating func readSource(
    _ page: Page, _ source: CommentSource, of key: String, follows: Bool
  ) throws(StorageError) {
    let item = FrontierItem(address: page.address, role: .source(source, of: key))
    let harvest = reader.harvest(of: page, fetchedAs: item, subject: try ledger.record(ofPage: key))
    switch harvest.yield {
    case .comments(let answer, _):
      summary.sources += 1
      _ = try ledger.merge(answer, intoPage: key)
      if follows { shelf.want(answer.next, of: key) }
    case .continuation(let further, _, let next):
      summary.sources += 1
      _ = try ledger.append(further, toPage: key)
      if follows, let next { shelf.want([CommentSource(kind: .continuation, url: next.href)], of: key) }
    case .page, .addresses, .moved, .nothing: passOver("a comment source that gave nothing")
    }
    if ledger.waiting >= Replay.batch { _ = try ledger.write() }
  }

  /// Reads the feeds that pages of others' archives name, where the archive holds them.
  private mutating func readFeeds() throws {
    while let url = shelf.nextFeed() {
      guard let answer = try shelf.answer(at: url), answer.fault == nil else {
        passOver("feeds that are not in the archive")
        continue
      }
      let item = FrontierItem(address: answer.page.address, role: .feed)
      guard case .addresses(let items, let facts) = reader.harvest(of: answer.page, fetchedAs: item, subject: nil).yield
      else { continue }
      summary.answers += 1
      try ledger.learn(facts)
      for item in items where item.role == .feed { shelf.wantFeed(item.address) }
    }
  }

  /// Reads the comment sources that pages of others' archives name, where the archive holds them.
  private mutating func readSources() throws {
    var count = 0
    while let (source, key) = shelf.nextWanted(), count < Replay.mostSources {
      count += 1
      guard let url = source.url, let answer = try shelf.answer(at: url), answer.fault == nil else {
        passOver("comment sources that are not in the archive")
        continue
      }
      try readSource(answer.page, source, of: key, follows: true)
    }
  }

  private mutating func passOver(_ cause: String) { summary.passedOver[cause, default: 0] += 1 }

  // MARK: Settling

  /// Adds what was gathered to the store, and says what it changed.
  ///
  /// What the archive shows at the same time or later takes the place of what is stored, for it is read with today's
  /// rules. Of a page that was fetched again since, both versions are merged.
  private mutating func settle(into store: Store) throws {
    var batch: [PageRecord] = []
    try gathered.forEachRecord(of: topic.service.name) { record in
      var record = record
      let former = try store.record(forPage: record.page, service: record.service)
      if let former, former.fetched > record.fetched {
        record = ledger.joined(former, with: record)
        summary.olderPages += 1
      }
      summary.shift.compare(record, with: former)
      batch.append(record)
      if batch.count >= Replay.batch {
        try store.append(batch)
        batch.removeAll(keepingCapacity: true)
      }
    }
    if !batch.isEmpty { try store.append(batch) }
    FeedFactsLog.copy(from: gathered.folder, to: store.folder)
  }
}

extension ArchiveReader.Tally {
  fileprivate mutating func add(_ other: Self) {
    records += other.records
    broken += other.broken
    cut += other.cut
    tooLarge += other.tooLarge
  }
}
