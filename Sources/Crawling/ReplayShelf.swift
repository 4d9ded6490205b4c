internal import Archiving
internal import Model

/// Where the answers of a replay lie, and which of them pages name as places of their comments.
struct ReplayShelf {
  private struct Place {
    var source: Int32
    var offset: Int
  }

  private var files: [ArchiveSource] = []
  /// Where an address' last answer lies, by the address' fingerprint.
  private var places: [UInt64: Place] = [:]
  /// Sources to be read, in the order in which they were named.
  private var queue: [(CommentSource, of: String)] = []
  private var next = 0
  /// Feeds to be read, in the order in which they were named.
  private var feeds: [String] = []
  private var nextOfFeeds = 0
  private var knownFeeds: Set<UInt64> = []
  /// What is or was in the queue: address with page, and address alone.
  private var queued: Set<UInt64> = []
  private var addresses: Set<UInt64> = []

  /// Notes where an address' answer lies.
  mutating func note(_ address: Address, _ source: ArchiveSource, offset: Int?) {
    guard let offset else { return }
    if files.last?.path != source.path { files.append(source) }
    places[ReplayShelf.key(address)] = Place(source: Int32(files.count - 1), offset: offset)
  }

  /// The last answer of an address; `nil` where there is none.
  func answer(at url: String) throws(ArchiveError) -> ArchivedAnswer? {
    guard let address = Address(url), let place = places[ReplayShelf.key(address)],
      let record = try files[Int(place.source)].record(at: place.offset)
    else { return nil }
    return ArchivedAnswer(record)
  }

  /// Notes the comment sources that a page names.
  mutating func want(_ sources: [CommentSource], of page: String) {
    for source in sources {
      guard let address = source.url.flatMap({ Address($0) }) else { continue }
      addresses.insert(ReplayShelf.key(address))
      var fingerprint = Fingerprint(page)
      fingerprint.combine(0)
      fingerprint.combine(address.withoutFragment.href)
      if queued.insert(fingerprint.folded).inserted { queue.append((source, of: page)) }
    }
  }

  /// Notes the feed that a page names, the same one that a crawl follows.
  mutating func wantFeed(of conversation: Conversation) {
    guard let feed = conversation.feeds.first(where: { !$0.isComments }), let address = Address(feed.url) else {
      return
    }
    wantFeed(address)
  }

  /// Notes a feed.
  mutating func wantFeed(_ address: Address) {
    if knownFeeds.insert(ReplayShelf.key(address)).inserted { feeds.append(address.href) }
  }

  /// The next feed to be read.
  mutating func nextFeed() -> String? {
    guard nextOfFeeds < feeds.count else { return nil }
    nextOfFeeds += 1
    return feeds[nextOfFeeds - 1]
  }

  /// Whether an address is a place of some page's comments.
  func isWanted(_ address: Address) -> Bool { addresses.contains(ReplayShelf.key(address)) }

  /// The next source to be read.
  mutating func nextWanted() -> (CommentSource, of: String)? {
    guard next < queue.count else { return nil }
    next += 1
    return queue[next - 1]
  }

  private static func key(_ address: Address) -> UInt64 { Fingerprint(address.withoutFragment.href).folded }
}
