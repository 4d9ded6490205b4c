import GRDB
import Model

/// The frontier without its lock: the queue, what is known, and the file, kept in step.
struct FrontierCore: Sendable {
  let database: FrontierDatabase
  private let service: Int
  private let asked: AskedHosts
  private let manners: Manners
  private var queue: FrontierQueue
  private var known = FingerprintSet()
  /// Host names by number; the number in the file is one more.
  private var hosts = NumberedNames()
  /// The network addresses of hosts.
  private var networks = NumberedNames()
  /// The number of each host's network address, or -1.
  private var networkOfHost: [Int32] = []
  /// The queue's group of each network address, or -1.
  private var groupOfNetwork: [Int32] = []
  /// Hosts whose row in the file is out of date.
  private var dirty: Set<Int> = []
  private var leases: [Int64: Lease] = [:]
  private var states: [Int] = Array(repeating: 0, count: ItemState.allCases.count)
  /// When the first item that is tried again is due.
  private var nextRetry: Instant?
  /// Whom the last run was asking when it died; `nil` when that is not known and may have been anybody.
  private var suspects: Set<String>? = []
  /// Before this instant no suspect is asked.
  private var floor = Instant(milliseconds: .min / 4)

  /// An item in flight, with its row as it was when the lease began.
  private struct Lease: Sendable {
    let host: Int
    let stored: StoredItem
  }

  init(path: String, service: String, manners: Manners, at now: Instant) throws(FrontierError) {
    self.manners = manners
    queue = FrontierQueue(manners: manners)
    database = try FrontierDatabase(path: path)
    self.service = try database.access { try ItemRows.service(named: service, in: $0) }
    asked = AskedHosts(path: path + "-asked")
    try load(at: now)
  }

  var counts: FrontierCounts {
    var counts = FrontierCounts()
    for state in ItemState.allCases where states[state.rawValue] > 0 { counts.states[state] = states[state.rawValue] }
    counts.inFlight = leases.count
    counts.hosts = hosts.count
    return counts
  }

  func isKnown(_ item: FrontierItem) -> Bool { known.contains(item.identity) }

  // MARK: Adding

  mutating func add(_ items: [FrontierItem], at now: Instant) throws(FrontierError) -> Int {
    var fresh: [(item: FrontierItem, identity: UInt64, host: Int)] = []
    var again: [(identity: UInt64, host: Int, priority: Double)] = []
    for item in items {
      let identity = item.identity
      if known.insert(identity) {
        fresh.append((item, identity, hostNumber(of: item.address)))
      } else if item.raisesKnown {
        again.append((identity, hostNumber(of: item.address), item.priority))
      }
    }
    try raise(again)
    if fresh.isEmpty { return 0 }
    let numbers = try database.access { database in
      try fresh.map { entry in
        try ItemRows.insert(
          entry.item, of: service, identity: entry.identity, host: entry.host + 1, at: now, in: database)
      }
    }
    for (entry, number) in zip(fresh, numbers) {
      queue.add(FrontierQueue.Ticket(number: number, priority: entry.item.priority), to: entry.host)
    }
    states[ItemState.waiting.rawValue] += fresh.count
    return fresh.count
  }

  /// Moves items up that wait with a lower priority; the ticket that they had leads to nothing when its turn comes.
  private mutating func raise(_ items: [(identity: UInt64, host: Int, priority: Double)]) throws(FrontierError) {
    if items.isEmpty { return }
    let service = service
    let numbers = try database.access { database in
      try items.map { item in
        try ItemRows.raise(item.identity, of: service, host: item.host + 1, to: item.priority, in: database)
      }
    }
    for (item, number) in zip(items, numbers) {
      guard let number, leases[number] == nil else { continue }
      queue.add(FrontierQueue.Ticket(number: number, priority: item.priority), to: item.host)
    }
  }

  // MARK: Leasing

  mutating func next(at now: Instant) throws(FrontierError) -> Turn {
    if let nextRetry, nextRetry <= now {
      _ = try requeue([.retrying], at: now, limit: 256)
      self.nextRetry = try database.access { try ItemRows.firstDue(.retrying, of: service, in: $0) }
    }
    while true {
      switch queue.next(at: now) {
      case .lease(let ticket, let host):
        let stored = try database.access { try ItemRows.stored(ticket.number, in: $0) }
        guard let stored, stored.state == .waiting, leases[ticket.number] == nil else {
          // A ticket that was held twice, or a row that cannot be read: nothing to fetch.
          queue.finish(host, .unsent, at: now)
          if stored == nil { try condemn(ticket.number) }
          continue
        }
        leases[ticket.number] = Lease(host: host, stored: stored)
        dirty.insert(host)
        asked.note(hosts[host])
        return .fetch(
          Assignment(
            number: ticket.number, item: stored.item, attempt: stored.attempts + 1, leased: now,
            entityTag: stored.entityTag, lastModified: stored.lastModified, isRevisit: stored.visits > 0))
      case .refill(let host): try refill(host)
      case .wait(let instant): return .wait(until: min(instant, nextRetry ?? instant))
      case .idle:
        if leases.count < manners.concurrency, let nextRetry { return .wait(until: nextRetry) }
        return .idle
      case .finished:
        guard let nextRetry, nextRetry <= now.advanced(bySeconds: manners.patience) else { return .finished }
        return .wait(until: nextRetry)
      }
    }
  }

  /// Puts a row aside that cannot be read, so that a refill does not name it for ever.
  private mutating func condemn(_ number: Int64) throws(FrontierError) {
    let wasWaiting = try database.access {
      try ItemRows.condemn(number, cause: "its row cannot be read", in: $0)
    }
    guard wasWaiting else { return }
    states[ItemState.waiting.rawValue] -= 1
    states[ItemState.skipped.rawValue] += 1
  }

  private mutating func refill(_ host: Int) throws(FrontierError) {
    let busy = queue.inFlight(of: host)
    let limit = queue.window + busy
    let tickets = try database.access { try ItemRows.tickets(of: host + 1, service: service, limit: limit, in: $0) }
    let free = tickets.filter { leases[$0.number] == nil }
    queue.refill(host, with: Array(free.prefix(queue.window)), hasMore: tickets.count == limit)
  }

  // MARK: Finishing

  mutating func finish(
    _ assignment: Assignment, outcome: Outcome, found: [FrontierItem], reply: Reply?, at now: Instant
  ) throws(FrontierError) -> Int {
    guard let lease = leases.removeValue(forKey: assignment.number) else { return 0 }
    queue.finish(lease.host, outcome.signal(reply), at: min(max(reply?.ended ?? now, assignment.leased), now))
    dirty.insert(lease.host)
    var stored = lease.stored
    stored.rest(outcome, reply: reply, at: now, jitter: queue.nextJitter(), manners: manners)
    try database.access { try ItemRows.update(stored, in: $0) }
    states[ItemState.waiting.rawValue] -= 1
    states[stored.state.rawValue] += 1
    if stored.state == .retrying, let due = stored.due { nextRetry = min(nextRetry ?? due, due) }
    return try add(found, at: now)
  }

  mutating func putBack(_ assignment: Assignment, requested: Bool, at now: Instant) {
    guard let host = leases.removeValue(forKey: assignment.number)?.host else { return }
    queue.finish(host, requested ? .neutral : .unsent, at: now)
    queue.add(FrontierQueue.Ticket(number: assignment.number, priority: assignment.item.priority), to: host)
    dirty.insert(host)
  }

  mutating func putBack(
    _ assignment: Assignment, as item: FrontierItem, reply: Reply, at now: Instant
  ) throws(FrontierError) {
    guard let lease = leases.removeValue(forKey: assignment.number) else { return }
    queue.finish(
      lease.host, Outcome.done.signal(reply), at: min(max(reply.ended ?? now, assignment.leased), now))
    dirty.insert(lease.host)
    let host = hostNumber(of: item.address)
    try database.access { try ItemRows.respell(assignment.number, as: item, host: host + 1, in: $0) }
    queue.add(FrontierQueue.Ticket(number: assignment.number, priority: assignment.item.priority), to: host)
  }

  mutating func putBack(_ assignment: Assignment, failures: Int, at now: Instant) -> Instant {
    putBack(assignment, requested: true, at: now)
    let steps = Double(1 << min(max(failures - 1, 0), 16))
    let seconds = manners.retryDelay * steps * (1 + queue.nextJitter() / 2)
    pause(assignment.item.address, seconds: seconds, at: now)
    return now.advanced(bySeconds: seconds)
  }

  // MARK: Visiting again

  mutating func revisitDue(at now: Instant, limit: Int) throws(FrontierError) -> Int {
    try requeue([.done, .notModified, .gone, .failed, .disallowed], at: now, limit: limit)
  }

  func nextVisit() throws(FrontierError) -> Instant? {
    try database.access { database in
      try [ItemState.done, .notModified].compactMap { try ItemRows.firstDue($0, of: service, in: database) }.min()
    }
  }

  mutating func revisit(_ item: FrontierItem, at now: Instant) throws(FrontierError) {
    if try add([item], at: now) > 0 { return }
    let identity = item.identity
    let stored = try database.access { try ItemRows.stored(identity: identity, of: service, in: $0) }
    guard var stored, stored.state != .waiting, leases[stored.number] == nil else { return }
    stored.item.priority = item.priority
    try putIntoQueue([stored])
  }

  func feeds() throws(FrontierError) -> [FrontierItem] {
    try database.access { try ItemRows.feeds(of: service, in: $0).map(\.item) }
  }

  private mutating func requeue(_ wanted: [ItemState], at now: Instant, limit: Int) throws(FrontierError) -> Int {
    let due = try database.access { database in
      try ItemRows.due(wanted, of: service, at: now, limit: limit, in: database).compactMap {
        try ItemRows.stored($0, in: database)
      }
    }
    try putIntoQueue(due)
    return due.count
  }

  private mutating func putIntoQueue(_ items: [StoredItem]) throws(FrontierError) {
    try database.access { database in
      for stored in items {
        var waiting = stored
        waiting.state = .waiting
        waiting.due = nil
        if stored.state != .retrying { waiting.attempts = 0 }
        try ItemRows.update(waiting, in: database)
      }
    }
    for stored in items {
      states[stored.state.rawValue] -= 1
      states[ItemState.waiting.rawValue] += 1
      queue.add(FrontierQueue.Ticket(number: stored.number, priority: stored.item.priority), to: stored.host - 1)
    }
  }

  // MARK: Hosts

  mutating func noteRequest(to address: Address, at now: Instant) {
    change(address) { pace, manners in
      pace.last = now
      pace.pause(pace.delay(manners), from: now)
    }
  }

  mutating func pause(_ address: Address, seconds: Double, at now: Instant) {
    change(address) { pace, _ in pace.pause(seconds, from: now) }
  }

  mutating func setCrawlDelay(_ seconds: Double?, of address: Address) {
    change(address) { pace, manners in
      let before = pace.delay(manners)
      pace.crawlDelay = seconds
      // The pause that runs already was too short.
      let more = pace.delay(manners) - before
      if more > 0, pace.last != nil { pace.nextLegal = pace.nextLegal.advanced(bySeconds: more) }
    }
  }

  mutating func setNetworkAddress(_ network: String, of address: Address) {
    let host = hostNumber(of: address)
    guard networkAddress(of: host) != network else { return }
    dirty.insert(host)
    join(host, network)
  }

  private func networkAddress(of host: Int) -> String? {
    networkOfHost[host] < 0 ? nil : networks[Int(networkOfHost[host])]
  }

  private mutating func join(_ host: Int, _ network: String) {
    let number = networks.number(of: network) ?? networks.append(network)
    networkOfHost[host] = Int32(number)
    guard manners.addressDelay > 0 else { return }
    while groupOfNetwork.count <= number { groupOfNetwork.append(-1) }
    if groupOfNetwork[number] < 0 { groupOfNetwork[number] = Int32(queue.addGroup()) }
    queue.setGroup(Int(groupOfNetwork[number]), of: host)
  }

  private mutating func change(_ address: Address, _ work: (inout Pace, Manners) -> Void) {
    let host = hostNumber(of: address)
    var pace = queue.pace(of: host)
    work(&pace, manners)
    queue.setPace(pace, of: host)
    dirty.insert(host)
  }

  private mutating func hostNumber(of address: Address) -> Int {
    let name = address.hostKey
    if let number = hosts.number(of: name) { return number }
    let number = addHost(name, pace: isSuspect(name) ? Pace(from: floor) : Pace())
    dirty.insert(number)
    return number
  }

  private mutating func addHost(_ name: String, pace: Pace, hasMore: Bool = false) -> Int {
    networkOfHost.append(-1)
    _ = hosts.append(name)
    return queue.addHost(pace: pace, hasMore: hasMore)
  }

  private func isSuspect(_ name: String) -> Bool { suspects?.contains(name) != false }

  // MARK: The file

  mutating func save() throws(FrontierError) {
    try writeHosts()
    try database.commit()
    asked.keepOnly(leases.values.map { hosts[$0.host] })
  }

  mutating func close() throws(FrontierError) {
    try writeHosts()
    try database.access { try $0.execute(sql: "INSERT OR REPLACE INTO meta VALUES ('clean', 1)") }
    try database.close()
    asked.remove()
  }

  private mutating func writeHosts() throws(FrontierError) {
    let rows = dirty.sorted().map {
      (number: $0, name: hosts[$0], pace: queue.pace(of: $0), address: networkAddress(of: $0))
    }
    try database.access { database in
      for row in rows {
        try HostRows.write(id: row.number + 1, name: row.name, pace: row.pace, address: row.address, in: database)
      }
    }
    dirty.removeAll(keepingCapacity: true)
  }

  private mutating func load(at now: Instant) throws(FrontierError) {
    let loaded = try database.access { database in
      let isClean = try Int.fetchOne(database, sql: "SELECT value FROM meta WHERE name = 'clean'") != 0
      try database.execute(sql: "INSERT OR REPLACE INTO meta VALUES ('clean', 0)")
      // Known from now on to be in use: a crash is seen by the next run.
      try database.execute(sql: "COMMIT; BEGIN IMMEDIATE")
      var known = FingerprintSet()
      let identities = try Row.fetchCursor(
        database, sql: "SELECT identity FROM item WHERE service = ?", arguments: [service])
      while let row = try identities.next() { _ = known.insert(UInt64(bitPattern: row[0] as Int64)) }
      var states = Array(repeating: 0, count: ItemState.allCases.count)
      let counts = try Row.fetchCursor(
        database, sql: "SELECT state, count(*) FROM item WHERE service = ? GROUP BY state", arguments: [service])
      while let row = try counts.next() {
        let state: Int = row[0]
        if states.indices.contains(state) { states[state] = row[1] }
      }
      return (
        isClean: isClean, known: known, states: states, hosts: try HostRows.all(waitingFor: service, in: database),
        nextRetry: try ItemRows.firstDue(.retrying, of: service, in: database)
      )
    }
    known = loaded.known
    states = loaded.states
    nextRetry = loaded.nextRetry
    if !loaded.isClean {
      suspects = asked.names
      floor = now.advanced(bySeconds: Pace().delay(manners))
    }
    for host in loaded.hosts {
      guard host.id == hosts.count + 1 else {
        throw FrontierError(.damaged, subject: database.path, cause: "the hosts are not numbered in order")
      }
      var pace = host.pace
      if isSuspect(host.name) {
        pace.pause(pace.delay(manners), from: now)
        dirty.insert(host.id - 1)
      }
      _ = addHost(host.name, pace: pace, hasMore: host.waiting > 0)
      if let address = host.address { join(host.id - 1, address) }
    }
  }
}
