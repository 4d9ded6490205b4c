internal import Extraction
internal import Model
internal import Storage

/// What is kept of pages while a crawl or a replay runs: the records on their way to the store, and what feeds said.
///
/// Whoever reads the same answers in the same order, be it from the network or from an archive, keeps the same records.
struct PageLedger {
  private let service: String
  private let listener: Listener
  private let store: Store
  /// Records that are read and not yet on disk, the latest version of each page.
  private var pending: [String: PageRecord] = [:]
  /// What feeds said of posts.
  private var feedFacts = FeedMemory()
  private var feedFactsLog: FeedFactsLog

  /// Voices that were heard for the first time, by kind.
  private(set) var voices: [Voice.Kind: Int] = [:]
  /// The same voices by stance, as they are read last; those in languages that cannot be read are left out.
  private(set) var stances: [Stance: Int] = [:]
  /// The pages that were met for the first time, whose voices are all among these.
  private var fresh: Set<UInt64> = []

  /// Makes the ledger of a store.
  init(store: Store, listener: Listener) {
    self.store = store
    self.listener = listener
    service = listener.service.name
    feedFactsLog = FeedFactsLog(folder: store.folder)
  }

  /// How many records are not yet on disk.
  var waiting: Int { pending.count }

  /// Takes up what feeds said in earlier runs.
  mutating func recall() { feedFacts = FeedMemory(feedFactsLog.facts) }

  /// How many posts feeds spoke of beyond those that are remembered.
  var factsLetGo: Int { feedFacts.letGo }

  /// Writes what waits: when it returns, the records are safe.
  ///
  /// - Returns: how many were new or changed.
  mutating func write() throws(StorageError) -> Int {
    var written = 0
    if !pending.isEmpty {
      written = try store.append(pending.values.sorted { $0.page < $1.page }).written
      pending.removeAll(keepingCapacity: true)
    }
    feedFactsLog.save()
    return written
  }

  /// The stored record of a page, or the one that is about to be.
  func record(ofPage key: String) throws(StorageError) -> PageRecord? {
    if let record = pending[key] { return record }
    return try store.record(forPage: key, service: service)
  }

  /// What feeds said of a page.
  func facts(ofPage key: String) -> FeedFacts? { feedFacts[key] }

  /// Keeps a page's record, merged with what is known of the page already.
  ///
  /// - Returns: the record as it is kept, and the one before; `nil` for a page that is new.
  mutating func keep(_ record: PageRecord) throws(StorageError) -> (record: PageRecord, earlier: PageRecord?) {
    var record = record
    feedFacts[record.page]?.complete(&record)
    let earlier = try self.record(ofPage: record.page)
    if let earlier {
      record = joined(record, with: earlier)
      hearNew(record, since: earlier)
    } else {
      fresh.insert(Fingerprint(record.page).folded)
      hear(record.conversation.voices, record.readings)
    }
    pending[record.page] = record
    return (record, earlier)
  }

  /// Merges a comment source's answer into its page's record.
  ///
  /// - Returns: whether it brought anything new; `nil` when there is no record.
  mutating func merge(_ answer: SourceAnswer, intoPage key: String) throws(StorageError) -> Bool? {
    try change(key) { $0.merging(answer) }
  }

  /// Appends a further page of a post to its record.
  ///
  /// - Returns: whether it brought anything new; `nil` when there is no record.
  mutating func append(_ further: Conversation, toPage key: String) throws(StorageError) -> Bool? {
    try change(key) { $0.continued(by: further) }
  }

  private mutating func change(
    _ key: String, _ changed: (Conversation) -> Conversation
  ) throws(StorageError) -> Bool? {
    guard var record = try self.record(ofPage: key) else { return nil }
    let earlier = record
    record.conversation = changed(record.conversation)
    guard record.conversation != earlier.conversation else { return false }
    record.readings = listener.readings(of: record.conversation, keeping: earlier)
    hearNew(record, since: earlier)
    pending[key] = record
    return true
  }

  /// What two fetches of one page give together: the better one's post with the comments of both.
  ///
  /// What vanished from the page is kept. Several addresses may name the same page; the one that the page itself names
  /// is believed about the post whenever it is fetched, so that the order of the fetches changes nothing.
  func joined(_ record: PageRecord, with earlier: PageRecord) -> PageRecord {
    let isEarlierBetter = PageLedger.rank(earlier) < PageLedger.rank(record)
    var base = isEarlierBetter ? earlier : record
    let other = isEarlierBetter ? record : earlier
    if !isEarlierBetter { keepFurtherPages(of: earlier, in: &base) }
    keepExactTime(of: other, in: &base)
    let comments = other.conversation.voices.filter { $0.kind != .post }
    if !comments.isEmpty || !other.conversation.notices.isEmpty {
      var answer = SourceAnswer(comments: comments, statedComments: other.conversation.statedComments)
      answer.notices = other.conversation.notices
      base.conversation = base.conversation.merging(answer)
    }
    base.readings = listener.readings(of: base.conversation, keeping: earlier)
    return base
  }

  /// Whose post is believed: first the address that the page names itself, then the first in the alphabet.
  private static func rank(_ record: PageRecord) -> (Int, String) {
    (Address(record.conversation.url)?.pageKey == record.page ? 0 : 1, record.conversation.url)
  }

  /// Keeps the minute that a feed gave where the page only shows the day.
  private func keepExactTime(of other: PageRecord, in record: inout PageRecord) {
    guard let position = record.conversation.voices.firstIndex(where: { $0.kind == .post }),
      let shown = record.conversation.voices[position].published, shown.precision == .day,
      let exact = other.conversation.post?.published, exact.precision == .second || exact.precision == .minute,
      abs(exact.instant.seconds(since: shown.instant)) <= 38 * 3600
    else { return }
    record.conversation.voices[position].published = exact
  }

  /// Keeps the further pages of a post of several pages, which an earlier visit read, behind its first page.
  private func keepFurtherPages(of earlier: PageRecord, in record: inout PageRecord) {
    guard let position = record.conversation.voices.firstIndex(where: { $0.kind == .post }),
      let old = earlier.conversation.post, old.text.count > record.conversation.voices[position].text.count,
      old.text.hasPrefix(record.conversation.voices[position].text)
    else { return }
    record.conversation.voices[position].text = old.text
    record.conversation.voices[position].quoted = old.quoted
  }

  private mutating func hearNew(_ record: PageRecord, since earlier: PageRecord) {
    let former = zip(earlier.conversation.voices, earlier.readings).map { ($0.id, $1.stance) }
    let known = Dictionary(former) { first, _ in first }
    let voices = record.conversation.voices
    let new = voices.indices.filter { known[voices[$0].id] == nil }
    hear(new.map { voices[$0] }, new.map { record.readings[$0] })
    guard fresh.contains(Fingerprint(record.page).folded) else { return }
    // What was added may let the others be read otherwise: it names the service, or is what they answer.
    for place in voices.indices {
      guard let before = known[voices[place].id], before != record.readings[place].stance else { continue }
      if let before { stances[before, default: 0] -= 1 }
      if let now = record.readings[place].stance { stances[now, default: 0] += 1 }
    }
  }

  private mutating func hear(_ voices: [Voice], _ readings: [Reading]) {
    for place in voices.indices { self.voices[voices[place].kind, default: 0] += 1 }
    for place in readings.indices { if let stance = readings[place].stance { stances[stance, default: 0] += 1 } }
  }

  /// Notes what a feed says of its posts, and completes those that are kept already.
  ///
  /// - Returns: what is news of pages that are kept, with their records before they were completed.
  @discardableResult
  mutating func learn(
    _ facts: [String: FeedFacts]
  ) throws(StorageError) -> [(fact: FeedFacts, record: PageRecord)] {
    var news: [(fact: FeedFacts, record: PageRecord)] = []
    for (key, said) in facts.sorted(by: { $0.key < $1.key }) {
      let known = feedFacts[key]
      let fact = said.completed(by: known)
      if fact == known { continue }
      if feedFacts.remember(fact, of: key) { feedFactsLog.note(fact, of: key) }
      guard var record = try self.record(ofPage: key) else { continue }
      news.append((fact, record))
      if fact.complete(&record) { pending[key] = record }
    }
    return news
  }
}
