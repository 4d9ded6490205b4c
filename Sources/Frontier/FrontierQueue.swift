public import Model

/// Which item is to be fetched next, and when: per-host queues under one heap of next-legal times.
///
/// A pure state machine, told the instant; it knows items only by number and priority. Among the hosts that may be asked
/// now, the one with the weightiest item comes first. It holds a bounded window of each host's items; where a window
/// runs dry and more lie elsewhere, `next(at:)` asks for a refill.
public struct FrontierQueue: Sendable {
  /// One item, by number.
  public struct Ticket: Hashable, Sendable {
    /// The item's number; of two items of equal priority the smaller number comes first.
    public var number: Int64
    /// The larger, the sooner.
    public var priority: Double

    /// Makes a ticket.
    public init(number: Int64, priority: Double) {
      self.number = number
      self.priority = priority
    }

    /// Whether this ticket comes before another of the same host.
    func precedes(_ other: Ticket) -> Bool {
      priority == other.priority ? number < other.number : priority > other.priority
    }
  }

  /// What is to be done next.
  public enum Move: Hashable, Sendable {
    /// Fetch the item; its host counts as busy until `finish`.
    case lease(Ticket, host: Int)
    /// Give this host's best items to `refill` and ask again.
    case refill(host: Int)
    /// Nothing is legal before this instant, unless something finishes or is added.
    case wait(until: Instant)
    /// Only items in flight remain, or as many are in flight as may be.
    case idle
    /// Nothing is left that becomes legal within the manners' patience.
    case finished
  }

  /// How hosts are treated.
  public let manners: Manners
  /// How many items of one host are held; the rest stays where `refill` takes them from.
  public let window: Int
  /// Items in flight.
  public private(set) var inFlight = 0
  private var hosts: [Host] = []
  /// The paces of the hosts that have one of their own: those that were asked, or are not to be asked yet.
  private var paces: [Pace] = []
  private var tickets = TicketPool()
  /// Items held beyond which windows do not grow.
  private static let heldAtMost = 100_000
  private var later = Heap<Due>()
  private var ready = Heap<Candidate>()
  private var groups: [Group] = []
  private var jitter: Jitter

  /// Makes an empty queue.
  public init(manners: Manners, window: Int = 64) {
    self.manners = manners
    self.window = max(1, window)
    jitter = Jitter(seed: manners.seed)
  }

  /// Adds a host; its number is the count of hosts before it.
  ///
  /// - Parameter hasMore: whether items of this host lie elsewhere, to be asked for by `refill`.
  public mutating func addHost(pace: Pace = Pace(), hasMore: Bool = false) -> Int {
    hosts.append(Host(hasMore: hasMore))
    if pace != Pace() { own(hosts.count - 1, pace) }
    schedule(hosts.count - 1)
    return hosts.count - 1
  }

  /// The pace of a host.
  public func pace(of host: Int) -> Pace { hosts[host].pace < 0 ? Pace() : paces[Int(hosts[host].pace)] }

  /// Changes the pace of a host, as robots.txt or a stored state asks.
  public mutating func setPace(_ pace: Pace, of host: Int) {
    own(host, pace)
    schedule(host)
  }

  private mutating func own(_ host: Int, _ pace: Pace) {
    if hosts[host].pace < 0 {
      hosts[host].pace = Int32(paces.count)
      paces.append(pace)
    } else {
      paces[Int(hosts[host].pace)] = pace
    }
  }

  private mutating func change(_ host: Int, _ work: (inout Pace, Manners) -> Void) {
    var pace = pace(of: host)
    work(&pace, manners)
    own(host, pace)
  }

  private func nextLegal(_ host: Int) -> Instant { pace(of: host).nextLegal }

  /// Items of a host that are in flight.
  public func inFlight(of host: Int) -> Int { Int(hosts[host].inFlight) }

  /// Makes a group of hosts that share a network address.
  ///
  /// - Returns: the group's number.
  public mutating func addGroup() -> Int {
    groups.append(Group())
    return groups.count - 1
  }

  /// Puts a host into a group, whose members together keep `Manners.addressDelay`.
  public mutating func setGroup(_ group: Int?, of host: Int) { hosts[host].group = Int32(group ?? -1) }

  /// Adds an item to a host.
  ///
  /// - Complexity: O(window).
  public mutating func add(_ ticket: Ticket, to host: Int) {
    // Many hosts with full windows would fill the memory: beyond a bound a host keeps as many as it has.
    let room = tickets.count < FrontierQueue.heldAtMost ? window : max(1, Int(hosts[host].window.count))
    guard hold(ticket, of: host, room: room) else { return }
    switch hosts[host].place {
    case .nowhere: schedule(host)
    case .later: break
    case .ready: promote(host)
    }
  }

  /// Holds a ticket where it belongs, or leaves it to a later refill.
  ///
  /// - Returns: whether the host's place among the others may have changed.
  private mutating func hold(_ ticket: Ticket, of host: Int, room: Int) -> Bool {
    let hadWork = hosts[host].hasWork
    if hosts[host].hasMore {
      guard let last = tickets.last(of: hosts[host].window), ticket.precedes(last) else { return false }
    }
    let isFirst = tickets.insert(ticket, into: &hosts[host].window)
    if hosts[host].window.count > room {
      tickets.removeLast(of: &hosts[host].window)
      hosts[host].hasMore = true
    }
    return !hadWork || isFirst
  }

  /// Gives a host its best items after `Move.refill`, none of which may be in flight or held already.
  ///
  /// - Parameter hasMore: whether further items lie elsewhere.
  public mutating func refill(_ host: Int, with best: [Ticket], hasMore: Bool) {
    // While items are said to lie elsewhere, the window would leave these there too.
    hosts[host].hasMore = false
    for ticket in best { _ = hold(ticket, of: host, room: max(window, best.count)) }
    hosts[host].hasMore = hasMore
    schedule(host)
  }

  /// What is to be done next.
  ///
  /// - Complexity: O(log hosts), amortised.
  public mutating func next(at now: Instant) -> Move {
    guard inFlight < manners.concurrency else { return .idle }
    while let due = later.first, due.instant <= now {
      _ = later.popFirst()
      if let group = due.group {
        promoteOne(of: group, at: now)
      } else if hosts[due.number].stamp == due.stamp {
        promote(due.number)
      }
    }
    while let candidate = ready.popFirst() {
      let host = candidate.number
      guard hosts[host].stamp == candidate.stamp else { continue }
      let group = Int(hosts[host].group)
      if group >= 0, groups[group].nextLegal > now {
        groups[group].waiting.insert(candidate)
        wake(group, at: groups[group].nextLegal)
        continue
      }
      guard let ticket = tickets.removeFirst(of: &hosts[host].window) else {
        // The candidate goes back unchanged: the refill gives it a new stamp.
        ready.insert(candidate)
        return .refill(host: host)
      }
      hosts[host].inFlight += 1
      inFlight += 1
      change(host) { $0.begin(at: now, $1) }
      if group >= 0 { groups[group].nextLegal = now.advanced(bySeconds: manners.addressDelay) }
      schedule(host)
      return .lease(ticket, host: host)
    }
    while let due = later.first, due.group == nil, hosts[due.number].stamp != due.stamp { _ = later.popFirst() }
    let horizon = now.advanced(bySeconds: manners.patience)
    if let due = later.first, due.instant <= horizon { return .wait(until: due.instant) }
    return inFlight > 0 ? .idle : .finished
  }

  /// Notes that a leased item is done with.
  public mutating func finish(_ host: Int, _ signal: Pace.Signal, at now: Instant) {
    precondition(hosts[host].inFlight > 0, "an item finished that was not in flight")
    hosts[host].inFlight -= 1
    inFlight -= 1
    let spread = jitter.next()
    change(host) { $0.end(signal, at: now, jitter: spread, $1) }
    schedule(host)
  }

  /// A fraction for delays of the caller's own, 0..<1, from the same seeded source.
  public mutating func nextJitter() -> Double { jitter.next() }

  /// Puts a host where it belongs: nowhere when it is busy or has nothing, else at its next legal time.
  private mutating func schedule(_ host: Int) {
    hosts[host].stamp &+= 1
    hosts[host].place = .nowhere
    guard hosts[host].hasWork, inFlight(of: host) < pace(of: host).concurrency(manners) else { return }
    hosts[host].place = .later
    later.insert(Due(instant: nextLegal(host), host: host, stamp: hosts[host].stamp))
  }

  /// Sees to it that a group's waiting hosts are thought of at an instant.
  private mutating func wake(_ group: Int, at instant: Instant) {
    guard !groups[group].isAwaited else { return }
    groups[group].isAwaited = true
    later.insert(Due(instant: instant, group: group))
  }

  /// Lets one host of a group go on: the next one has to wait for the group's pause in any case.
  private mutating func promoteOne(of group: Int, at now: Instant) {
    groups[group].isAwaited = false
    while let candidate = groups[group].waiting.popFirst() {
      guard hosts[candidate.number].stamp == candidate.stamp else { continue }
      ready.insert(candidate)
      break
    }
    if groups[group].waiting.count > 0 { wake(group, at: now.advanced(bySeconds: max(manners.addressDelay, 0.001))) }
  }

  /// Puts a host among those that may be asked now, under the priority of its best item.
  private mutating func promote(_ host: Int) {
    hosts[host].stamp &+= 1
    hosts[host].place = .ready
    // An empty window must be refilled before its priority is known.
    let priority = tickets.first(of: hosts[host].window)?.priority ?? .infinity
    ready.insert(
      Candidate(priority: priority, instant: nextLegal(host), host: host, stamp: hosts[host].stamp))
  }
}

extension FrontierQueue {
  /// One host with its window of items, in 32 bytes.
  private struct Host: Sendable {
    /// The items held.
    var window = TicketPool.List()
    /// The number of its pace; -1 while it has that of a host that was never asked.
    var pace: Int32 = -1
    /// The number of its group, or -1.
    var group: Int32 = -1
    var inFlight: Int32 = 0
    /// Entries of the heaps with another stamp are out of date.
    var stamp: UInt32 = 0
    /// Whether further items, none of them before those held, lie elsewhere.
    var hasMore: Bool
    var place = Place.nowhere

    /// Where the host's valid entry is.
    enum Place: Sendable {
      /// It is busy, or has nothing.
      case nowhere
      /// In the heap of next-legal times.
      case later
      /// Among those that may be asked, or waiting for its group.
      case ready
    }

    init(hasMore: Bool) { self.hasMore = hasMore }

    var hasWork: Bool { hasMore || !window.isEmpty }
  }

  /// Hosts that share a network address.
  private struct Group: Sendable {
    var nextLegal = Instant(milliseconds: .min / 4)
    /// Hosts that are legal but for the group.
    var waiting = Heap<Candidate>()
    /// Whether the heap of next-legal times holds an entry of this group.
    var isAwaited = false
  }

  /// A host that becomes legal at an instant, or a group, in 16 bytes.
  private struct Due: Comparable, Sendable {
    let instant: Instant
    /// The host's number; the complement of the group's.
    private let who: Int32
    let stamp: UInt32

    init(instant: Instant, host: Int, stamp: UInt32) {
      self.instant = instant
      who = Int32(host)
      self.stamp = stamp
    }

    init(instant: Instant, group: Int) {
      self.instant = instant
      who = ~Int32(group)
      stamp = 0
    }

    /// The host's number, unless it is a group.
    var number: Int { Int(who) }

    /// The group's number, if it is one.
    var group: Int? { who < 0 ? Int(~who) : nil }

    static func < (left: Due, right: Due) -> Bool {
      left.instant == right.instant ? left.who < right.who : left.instant < right.instant
    }
  }

  /// A host that is legal now, in 24 bytes.
  private struct Candidate: Comparable, Sendable {
    let priority: Double
    let instant: Instant
    private let host: Int32
    let stamp: UInt32

    init(priority: Double, instant: Instant, host: Int, stamp: UInt32) {
      self.priority = priority
      self.instant = instant
      self.host = Int32(host)
      self.stamp = stamp
    }

    /// The host's number.
    var number: Int { Int(host) }

    static func < (left: Candidate, right: Candidate) -> Bool {
      if left.priority != right.priority { return left.priority > right.priority }
      return left.instant == right.instant ? left.host < right.host : left.instant < right.instant
    }
  }

  /// A seeded source of fractions (SplitMix64, Steele, Lea and Flood 2014): the same crawl has the same jitter.
  struct Jitter: Sendable {
    private var state: UInt64

    init(seed: UInt64) { state = seed }

    mutating func next() -> Double {
      state &+= 0x9e37_79b9_7f4a_7c15
      var bits = state
      bits = (bits ^ (bits >> 30)) &* 0xbf58_476d_1ce4_e5b9
      bits = (bits ^ (bits >> 27)) &* 0x94d0_49bb_1331_11eb
      bits ^= bits >> 31
      return Double(bits >> 11) / 9_007_199_254_740_992
    }
  }
}
