public import Model
import Synchronization

/// What is to be fetched, when, and what was: kept in a SQLite file, so that a crawl that dies goes on where it was.
///
/// Everything that happens between two calls of `save` becomes true together, or not at all: leases of a process that
/// died return to the queue. Addresses that wait stay in the file; memory holds 64-bit fingerprints of all that are
/// known and a small window of each host's items.
///
/// Any thread may call. Calls are short (some microseconds; `save` about a millisecond) and block while they last.
public final class Frontier: Sendable {
  private let core: Mutex<FrontierCore>
  /// How often an item is tried before it counts as failed.
  public let attempts: Int

  /// Opens the frontier in a file, creating it where there is none.
  ///
  /// - Parameters:
  ///   - path: the SQLite file; `-wal`, `-shm` and `-asked` appear beside it.
  ///   - service: whose items are worked with. Services that share a file share its hosts and their pauses, and nothing
  ///     else: each has its own queue, and its own memory of what it has seen.
  ///   - now: the instant of opening. After a crash no host that was being asked is asked before its delay has passed
  ///     from here on, for nobody knows when its answer ended.
  /// - Throws: `FrontierError` when the file cannot be opened, is damaged, newer, foreign, or used by another process.
  /// - Complexity: O(known addresses), about half a second for a million.
  public init(
    path: String, service: String = "", manners: Manners, at now: Instant
  ) throws(FrontierError) {
    attempts = manners.attempts
    core = Mutex(try FrontierCore(path: path, service: service, manners: manners, at: now))
  }

  /// Adds items that are not yet known.
  ///
  /// - Returns: how many were new.
  /// - Complexity: under 100 ns for each known item, about 10 µs for each new one.
  @discardableResult
  public func add(_ items: [FrontierItem], at now: Instant) throws(FrontierError) -> Int {
    try locked { core throws(FrontierError) in try core.add(items, at: now) }
  }

  /// Whether an item is known, in whatever state.
  public func isKnown(_ item: FrontierItem) -> Bool { core.withLock { $0.isKnown(item) } }

  /// What is to be done next.
  public func next(at now: Instant) throws(FrontierError) -> Turn {
    try locked { core throws(FrontierError) in try core.next(at: now) }
  }

  /// Notes what became of an assignment, and adds what was found in it.
  ///
  /// A second call for the same lease does nothing.
  ///
  /// - Parameters:
  ///   - found: items named by the page; those already known are passed over.
  ///   - reply: what the answer says about the host; `nil` where nothing was requested. Without a reply what is
  ///     disallowed, skipped or failed for good owes the host no pause; what is done or gone owes the ordinary one.
  /// - Returns: how many of the items found were new.
  @discardableResult
  public func finish(
    _ assignment: Assignment, outcome: Outcome, found: [FrontierItem] = [], reply: Reply? = nil, at now: Instant
  ) throws(FrontierError) -> Int {
    try locked { core throws(FrontierError) in
      try core.finish(assignment, outcome: outcome, found: found, reply: reply, at: now)
    }
  }

  /// Gives an assignment back unfetched: it is handed out again when its host may be asked.
  ///
  /// - Parameter requested: whether the host was asked for something else meanwhile (its robots.txt), so that its pause
  ///   begins now; else the host is owed no pause.
  public func putBack(_ assignment: Assignment, requested: Bool, at now: Instant) {
    core.withLock { $0.putBack(assignment, requested: requested, at: now) }
  }

  /// Gives an assignment back whose host sends us to another spelling of the same page: asked next under that one, when
  /// the host it is on may be asked.
  ///
  /// - Parameter item: the assignment's item with its new address and trail; its `pageKey` is the same.
  public func putBack(
    _ assignment: Assignment, as item: FrontierItem, reply: Reply, at now: Instant
  ) throws(FrontierError) {
    try locked { core throws(FrontierError) in try core.putBack(assignment, as: item, reply: reply, at: now) }
  }

  /// Gives an assignment back unfetched, because its host could not say what it allows: the host rests as long as an item
  /// does that failed so many times.
  ///
  /// - Returns: until when the host rests.
  public func putBack(_ assignment: Assignment, failures: Int, at now: Instant) -> Instant {
    core.withLock { $0.putBack(assignment, failures: failures, at: now) }
  }

  /// Notes a request to a host that no assignment stands for: its pause begins now.
  public func noteRequest(to address: Address, at now: Instant) {
    core.withLock { $0.noteRequest(to: address, at: now) }
  }

  /// Lets no request to the host begin for so many seconds.
  public func pause(_ address: Address, seconds: Double, at now: Instant) {
    core.withLock { $0.pause(address, seconds: seconds, at: now) }
  }

  /// Sets the delay that a host's robots.txt asks for; `nil` for none.
  public func setCrawlDelay(_ seconds: Double?, of address: Address) {
    core.withLock { $0.setCrawlDelay(seconds, of: address) }
  }

  /// Tells which network address a host answers from: hosts that share one also share `Manners.addressDelay`.
  public func setNetworkAddress(_ network: String, of address: Address) {
    core.withLock { $0.setNetworkAddress(network, of: address) }
  }

  /// The robots.txt kept for an origin (`Address.origin`), whether expired or not; `nil` when there is none.
  public func robots(of origin: String) throws(FrontierError) -> RobotsCopy? {
    try locked { core throws(FrontierError) in
      try core.database.access { try HostRows.robots(of: origin, in: $0) }
    }
  }

  /// Keeps the robots.txt of an origin.
  public func keep(_ robots: RobotsCopy, of origin: String) throws(FrontierError) {
    try locked { core throws(FrontierError) in
      try core.database.access { try HostRows.write(robots, of: origin, in: $0) }
    }
  }

  /// Puts items that were visited, and are due again, back into the queue.
  ///
  /// - Returns: how many.
  @discardableResult
  public func revisitDue(at now: Instant, limit: Int = .max) throws(FrontierError) -> Int {
    try locked { core throws(FrontierError) in try core.revisitDue(at: now, limit: limit) }
  }

  /// When the first item that was fetched is due again; `nil` where none was.
  public func nextVisit() throws(FrontierError) -> Instant? {
    try locked { core throws(FrontierError) in try core.nextVisit() }
  }

  /// Puts one item into the queue, whether known or not, unless it waits there already.
  ///
  /// Its validators are kept, so that the request is conditional.
  public func revisit(_ item: FrontierItem, at now: Instant) throws(FrontierError) {
    try locked { core throws(FrontierError) in try core.revisit(item, at: now) }
  }

  /// The feeds that were fetched with success, oldest first.
  ///
  /// - Complexity: O(items of the service).
  public func feeds() throws(FrontierError) -> [FrontierItem] {
    try locked { core throws(FrontierError) in try core.feeds() }
  }

  /// Makes everything since the last save true at once.
  public func save() throws(FrontierError) { try locked { core throws(FrontierError) in try core.save() } }

  /// Saves, and closes the file; the frontier must not be used afterwards.
  ///
  /// After a proper close the next run trusts the hosts' stored times to the millisecond.
  public func close() throws(FrontierError) { try locked { core throws(FrontierError) in try core.close() } }

  /// How many items stand where, without asking the file.
  public var counts: FrontierCounts { core.withLock { $0.counts } }

  /// Works under the lock with typed errors, which `Mutex` itself lets pass only as they are.
  private func locked<Value: Sendable>(
    _ work: (inout FrontierCore) throws(FrontierError) -> Value
  ) throws(FrontierError) -> Value {
    let result = core.withLock { core -> Result<Value, FrontierError> in
      do throws(FrontierError) {
        return .success(try work(&core))
      } catch {
        return .failure(error)
      }
    }
    return try result.get()
  }
}
