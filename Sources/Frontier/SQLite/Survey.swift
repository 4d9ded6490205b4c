import GRDB
import Model

/// Questions about the whole frontier, for people to read the answers.
enum Survey {
  static func counts(in database: Database) throws -> FrontierCounts {
    var counts = FrontierCounts()
    let rows = try Row.fetchCursor(database, sql: "SELECT state, count(*) FROM item GROUP BY state")
    while let row = try rows.next() {
      if let state = ItemState(rawValue: row[0]) { counts.states[state] = row[1] }
    }
    counts.hosts = try Int.fetchOne(database, sql: "SELECT count(*) FROM host") ?? 0
    return counts
  }

  static func hosts(in database: Database) throws -> [HostCounts] {
    var states: [Int: [ItemState: Int]] = [:]
    let rows = try Row.fetchCursor(database, sql: "SELECT host, state, count(*) FROM item GROUP BY host, state")
    while let row = try rows.next() {
      if let state = ItemState(rawValue: row[1]) { states[row[0], default: [:]][state] = row[2] }
    }
    return try HostRows.all(in: database).map { host in
      HostCounts(
        name: host.name, states: states[host.id] ?? [:], nextLegal: host.pace.nextLegal,
        crawlDelay: host.pace.crawlDelay, failures: host.pace.failures)
    }
  }

  /// - Parameter service: of all services for `nil`.
  static func causes(of service: String?, in database: Database) throws -> [(
    state: ItemState, cause: String, count: Int
  )] {
    let rows = try Row.fetchCursor(
      database,
      sql: """
        SELECT state, cause, count(*) AS n FROM item
        WHERE cause IS NOT NULL AND (?1 IS NULL OR service = (SELECT id FROM service WHERE name = ?1))
        GROUP BY state, cause ORDER BY n DESC, state, cause
        """, arguments: [service])
    var causes: [(state: ItemState, cause: String, count: Int)] = []
    while let row = try rows.next() {
      if let state = ItemState(rawValue: row[0]) { causes.append((state, row[1], row[2])) }
    }
    return causes
  }

  static func due(at now: Instant, in database: Database) throws -> Int {
    let states = [ItemState.done, .notModified, .gone, .failed, .disallowed].map { String($0.rawValue) }
    return try Int.fetchOne(
      database, sql: "SELECT count(*) FROM item WHERE state IN (\(states.joined(separator: ","))) AND due <= ?",
      arguments: [now.milliseconds]) ?? 0
  }

  static func forEachVisitedPage(in database: Database, _ body: (String, Bool) -> Void) throws {
    let rows = try Row.fetchCursor(
      database, sql: "SELECT href, state = ? FROM item WHERE role = 0 AND visits > 0",
      arguments: [ItemState.done.rawValue])
    while let row = try rows.next() { body(row[0], row[1]) }
  }
}
