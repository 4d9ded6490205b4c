import GRDB
import Model

/// Items as rows of the table `item`.
enum ItemRows {
  /// Writes a new item.
  ///
  /// - Returns: the item's number.
  static func insert(
    _ item: FrontierItem, of service: Int, identity: UInt64, host: Int, at now: Instant, in database: Database
  ) throws -> Int64 {
    var page: String?
    var source: CommentSource?
    if case .source(let place, let key) = item.role {
      source = place
      page = key
    }
    let statement = try database.cachedStatement(
      sql: """
        INSERT INTO item (service, identity, host, state, priority, depth, role, href, referrer, added, page,
          sourceKind, sourceURL, sourceStated, trail, chain) VALUES (?, ?, ?, 0, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        """)
    try statement.execute(arguments: [
      service, Int64(bitPattern: identity), host, item.priority, item.depth, item.role.number, item.address.href,
      item.referrer, now.milliseconds, page, source?.kind.rawValue, source?.url, source?.statedComments,
      item.writtenTrail, item.chain,
    ])
    return database.lastInsertedRowID
  }

  /// Raises the priority of an item that waits, where it has a lower one.
  ///
  /// - Returns: the item's number, or `nil` where nothing was raised.
  /// - Complexity: O(items of the host that wait with a lower priority); other hosts' items are not looked at.
  static func raise(
    _ identity: UInt64, of service: Int, host: Int, to priority: Double, in database: Database
  ) throws -> Int64? {
    let statement = try database.cachedStatement(
      sql: """
        UPDATE item SET priority = ?4
          WHERE service = ?1 AND host = ?2 AND state = 0 AND priority < ?4 AND identity = ?3 RETURNING id
        """)
    return try Int64.fetchOne(statement, arguments: [service, host, Int64(bitPattern: identity), priority])
  }

  /// The best waiting items of a host.
  static func tickets(
    of host: Int, service: Int, limit: Int, in database: Database
  ) throws -> [FrontierQueue.Ticket] {
    let statement = try database.cachedStatement(
      sql:
        "SELECT id, priority FROM item WHERE service = ? AND host = ? AND state = 0 ORDER BY priority DESC, id LIMIT ?")
    let rows = try Row.fetchCursor(statement, arguments: [service, host, limit])
    var tickets: [FrontierQueue.Ticket] = []
    while let row = try rows.next() { tickets.append(FrontierQueue.Ticket(number: row[0], priority: row[1])) }
    return tickets
  }

  /// What `Assignment` needs of a row, and what `finish` computes the next visit from.
  static func stored(_ number: Int64, in database: Database) throws -> StoredItem? {
    let statement = try database.cachedStatement(sql: "SELECT \(columns) FROM item WHERE id = ?")
    return try Row.fetchOne(statement, arguments: [number]).flatMap(StoredItem.init)
  }

  /// The row with an identity, unless the item waits.
  static func stored(identity: UInt64, of service: Int, in database: Database) throws -> StoredItem? {
    let statement = try database.cachedStatement(
      sql: "SELECT \(columns) FROM item WHERE service = ? AND identity = ? AND state <> 0")
    return try Row.fetchOne(statement, arguments: [service, Int64(bitPattern: identity)]).flatMap(StoredItem.init)
  }

  private static let columns = """
    id, host, state, priority, depth, role, href, referrer, added, attempts, visits, finished, due, pause, status, \
    cause, etag, modified, page, sourceKind, sourceURL, sourceStated, trail, chain, digest
    """

  /// Writes what became of an item.
  static func update(_ stored: StoredItem, in database: Database) throws {
    let statement = try database.cachedStatement(
      sql: """
        UPDATE item SET state = ?, priority = ?, attempts = ?, visits = ?, finished = ?, due = ?, pause = ?, status = ?,
          cause = ?, etag = ?, modified = ?, trail = ?, digest = ? WHERE id = ?
        """)
    try statement.execute(arguments: [
      stored.state.rawValue, stored.item.priority, stored.attempts, stored.visits, stored.finished?.milliseconds,
      stored.due?.milliseconds, stored.pause, stored.status, stored.cause, stored.entityTag, stored.lastModified,
      stored.item.writtenTrail, stored.digest.map { Int64(bitPattern: $0) }, stored.number,
    ])
  }

  /// Writes under which other spelling, and on which host, an item is to be asked.
  static func respell(_ number: Int64, as item: FrontierItem, host: Int, in database: Database) throws {
    let statement = try database.cachedStatement(sql: "UPDATE item SET href = ?, host = ?, trail = ? WHERE id = ?")
    try statement.execute(arguments: [item.address.href, host, item.writtenTrail, number])
  }

  /// Puts a row to rest that waits and cannot be read.
  ///
  /// - Returns: whether there was one.
  static func condemn(_ number: Int64, cause: String, in database: Database) throws -> Bool {
    let statement = try database.cachedStatement(
      sql: "UPDATE item SET state = ?, cause = ?, due = NULL WHERE id = ? AND state = 0")
    try statement.execute(arguments: [ItemState.skipped.rawValue, cause, number])
    return database.changesCount > 0
  }

  /// Items of a state that are due, the longest due first.
  static func due(
    _ states: [ItemState], of service: Int, at now: Instant, limit: Int, in database: Database
  ) throws -> [Int64] {
    var numbers: [Int64] = []
    for state in states where numbers.count < limit {
      let statement = try database.cachedStatement(
        sql: "SELECT id FROM item WHERE service = ? AND state = ? AND due IS NOT NULL AND due <= ? ORDER BY due LIMIT ?"
      )
      numbers += try Int64.fetchAll(
        statement, arguments: [service, state.rawValue, now.milliseconds, limit - numbers.count])
    }
    return numbers
  }

  /// The feeds that were fetched with success.
  ///
  /// - Complexity: O(items of the service).
  static func feeds(of service: Int, in database: Database) throws -> [StoredItem] {
    let rows = try Row.fetchAll(
      database, sql: "SELECT \(columns) FROM item WHERE service = ? AND role = ? AND visits > 0 ORDER BY id",
      arguments: [service, FrontierItem.Role.feed.number])
    return rows.compactMap(StoredItem.init)
  }

  /// The number of a service, which is new where the file does not know it.
  static func service(named name: String, in database: Database) throws -> Int {
    try database.execute(sql: "INSERT OR IGNORE INTO service (name) VALUES (?)", arguments: [name])
    return try Int.fetchOne(database, sql: "SELECT id FROM service WHERE name = ?", arguments: [name]) ?? 0
  }

  /// When the first item of a state is due.
  static func firstDue(_ state: ItemState, of service: Int, in database: Database) throws -> Instant? {
    let statement = try database.cachedStatement(
      sql: "SELECT due FROM item WHERE service = ? AND state = ? AND due IS NOT NULL ORDER BY due LIMIT 1")
    return try Int64.fetchOne(statement, arguments: [service, state.rawValue]).map { Instant(milliseconds: $0) }
  }
}

/// One row of the table `item`.
struct StoredItem: Sendable {
  let number: Int64
  let host: Int
  var item: FrontierItem
  var state: ItemState
  let added: Instant
  /// Tries since the last success.
  var attempts: Int
  /// Successful visits.
  var visits: Int
  var finished: Instant?
  var due: Instant?
  /// Seconds between the last visit and the next.
  var pause: Int?
  var status: Int?
  var cause: String?
  var entityTag: String?
  var lastModified: String?
  /// What the last answer said, as a fingerprint.
  var digest: UInt64?

  /// - Returns: `nil` for a row that this version cannot have written.
  init?(_ row: Row) {
    let href: String = row[6]
    guard let address = Address(href), let state = ItemState(rawValue: row[2]) else { return nil }
    let page: String? = row[18]
    let kind: String? = row[19]
    let source = kind.map {
      CommentSource(kind: CommentSource.Kind(rawValue: $0), url: row[20], statedComments: row[21])
    }
    guard let role = FrontierItem.Role(number: row[5], source: source, page: page) else { return nil }
    number = row[0]
    host = row[1]
    self.state = state
    let trail: String? = row[22]
    item = FrontierItem(
      address: address, role: role, depth: row[4], priority: row[3], referrer: row[7],
      trail: trail?.split(separator: "\n").map(String.init) ?? [], chain: row[23])
    added = Instant(milliseconds: row[8])
    attempts = row[9]
    visits = row[10]
    finished = (row[11] as Int64?).map { Instant(milliseconds: $0) }
    due = (row[12] as Int64?).map { Instant(milliseconds: $0) }
    pause = row[13]
    status = row[14]
    cause = row[15]
    entityTag = row[16]
    lastModified = row[17]
    digest = (row[24] as Int64?).map { UInt64(bitPattern: $0) }
  }
}

extension FrontierItem {
  /// The trail as the file keeps it: one address a line, which no address breaks.
  var writtenTrail: String? { trail.isEmpty ? nil : trail.joined(separator: "\n") }
}

extension FrontierItem.Role {
  var number: Int {
    switch self {
    case .page: 0
    case .feed: 1
    case .sitemap: 2
    case .source: 3
    }
  }

  init?(number: Int, source: CommentSource?, page: String?) {
    switch number {
    case 0: self = .page
    case 1: self = .feed
    case 2: self = .sitemap
    case 3:
      guard let source, let page else { return nil }
      self = .source(source, of: page)
    default: return nil
    }
  }
}
