internal import Crawling
internal import Foundation
internal import Frontier
internal import JSONCoding
internal import Model
internal import Reporting
internal import Storage
internal import Synchronization
internal import Trends

/// A store that is read as it grows: a thread follows it, and everybody else sees its latest whole state.
final class LiveStore: Sendable {
  /// Where the store stands for those who watch it.
  struct Pulse: Equatable {
    var generation = 0
    var voices = 0
    var pages = 0
    var isCrawling = false
    /// Addresses that wait, that were fetched, and that failed; `nil` where there is no frontier.
    var queued: Int?
    var fetched: Int?
    var failed: Int?
    var fault: String?
  }

  let folder: String
  private let current = Mutex<[LiveService]>([])
  private let pulse = Mutex(Pulse())
  /// The store as it was opened last, for whole records.
  private let opened = Mutex<Store?>(nil)
  private let isEnding = Mutex(false)
  /// Seconds between two looks at the store.
  private static let pause = 1.0

  init(folder: String) { self.folder = folder }

  /// The services as they stand, by name.
  var services: [LiveService] { current.withLock { $0 } }

  /// The service of that name, whatever its capitals, or the first one.
  func service(_ name: String?) -> LiveService? {
    let services = services
    guard let name else { return services.first }
    return services.first { $0.name.lowercased() == name.lowercased() }
  }

  var state: Pulse { pulse.withLock { $0 } }

  /// Reads the store once, then goes on following it on a thread of its own.
  func start() throws(Failure) {
    let following = Following(folder: folder)
    let services = try following.reader.withLock { reader throws(Failure) in try reader.read() }
    publish(services, isCrawling: following.reader.withLock { $0.follower.isBeingWritten })
    let thread = Thread { [self] in following.reader.withLock { follow(&$0) } }
    thread.name = "follow"
    thread.stackSize = 8 << 20
    thread.start()
  }

  /// The page on which a voice stands, whole; `nil` when it is gone.
  ///
  /// A store that was opened before the voice came is opened anew, which costs a second for a gigabyte.
  func record(of page: String, service: String, with voice: String) -> PageRecord? {
    opened.withLock { opened in
      func found() -> PageRecord? {
        guard let record = try? opened?.record(forPage: page, service: service) else { return nil }
        return record.conversation.voices.contains { $0.id == voice } ? record : nil
      }
      if let record = found() { return record }
      opened = try? Store(folder: folder, mode: .read)
      return found()
    }
  }

  func stop() { isEnding.withLock { $0 = true } }

  private func follow(_ reader: inout Reader) {
    // Those who read go first.
    lowerPriority()
    var rest = LiveStore.pause
    while !isEnding.withLock({ $0 }) {
      Thread.sleep(forTimeInterval: rest)
      let begun = SystemClock.now
      let isCrawling = reader.follower.isBeingWritten
      do throws(Failure) {
        publish(try reader.read(), isCrawling: isCrawling)
      } catch {
        pulse.withLock { $0.fault = error.message }
      }
      // A large store takes long to count: at most a fifth of the time goes into it.
      rest = max(LiveStore.pause, 4 * SystemClock.now.seconds(since: begun))
    }
  }

  private func publish(_ services: [LiveService]?, isCrawling: Bool) {
    if let services { current.withLock { $0 = services } }
    // Counting the frontier takes as long as it is large: only while it moves, and once at the beginning.
    let frontier = isCrawling || services != nil ? frontierCounts() : nil
    pulse.withLock { pulse in
      pulse.isCrawling = isCrawling
      if let frontier {
        pulse.queued = frontier[.waiting] + frontier[.retrying]
        pulse.fetched = frontier[.done] + frontier[.notModified]
        pulse.failed = frontier[.failed]
      }
      pulse.fault = nil
      guard let services else { return }
      pulse.generation += 1
      pulse.voices = services.reduce(0) { $0 + $1.table.count }
      pulse.pages = services.reduce(0) { $0 + $1.pages }
    }
  }

  private func frontierCounts() -> FrontierCounts? {
    let path = StoreOpener.frontierPath(folder)
    guard FileManager.default.fileExists(atPath: path) else { return nil }
    return try? FrontierReader(path: path).counts()
  }

  private func lowerPriority() {
    // On Linux the priority belongs to the thread that asks (setpriority(2), "C library/kernel differences").
    _ = setpriority(__priority_which_t(PRIO_PROCESS.rawValue), 0, 10)
  }
}

/// Hands the reader over to its thread.
private final class Following: Sendable {
  let reader: Mutex<Reader>

  init(folder: String) { reader = Mutex(Reader(folder: folder)) }
}

/// What the following thread keeps between two readings.
private struct Reader {
  let folder: String
  var follower: StoreFollower
  private var counters: [String: LiveCounter] = [:]
  private var isFresh = true

  init(folder: String) {
    self.folder = folder
    follower = StoreFollower(folder: folder)
  }

  /// The services after what was added; `nil` when nothing was.
  mutating func read() throws(Failure) -> [LiveService]? {
    var change = StoreFollower.Change.replaced
    if !isFresh {
      do throws(StorageError) {
        var added: [PageRecord] = []
        change = try follower.next { added.append($0) }
        for record in added { count(record) }
      } catch {
        throw StoreOpener.failure(error)
      }
    }
    guard change != .none else { return nil }
    if change == .replaced || counters.values.contains(where: \.isOutdated) { try readAll() }
    var services: [LiveService] = []
    for name in counters.keys.sorted() {
      guard var counter = counters.removeValue(forKey: name) else { continue }
      defer { counters[name] = counter }
      do {
        services.append(try counter.service { try StoreOpener.reading(folder) })
      } catch {
        throw (error as? Failure) ?? (error as? StorageError).map(StoreOpener.failure) ?? Failure(.failed, "\(error)")
      }
    }
    return services
  }

  /// Counts the latest version of every page anew.
  private mutating func readAll() throws(Failure) {
    counters = [:]
    do throws(StorageError) {
      // What comes between these two steps is counted once, for its voices are known when they come again.
      try follower.skipToEnd()
    } catch {
      throw StoreOpener.failure(error)
    }
    let store = try StoreOpener.reading(folder)
    do {
      try store.forEachRecord { count($0) }
    } catch {
      throw (error as? StorageError).map(StoreOpener.failure) ?? Failure(.failed, "\(error)")
    }
    isFresh = false
  }

  private mutating func count(_ record: PageRecord) {
    // Taken out and put back, so that the counter has one owner and is not copied.
    var counter = counters.removeValue(forKey: record.service) ?? LiveCounter(service: record.service, folder: folder)
    counter.count(record)
    counters[record.service] = counter
  }
}
