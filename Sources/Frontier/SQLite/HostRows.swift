import Foundation
import GRDB
import Model

/// Hosts and robots.txt copies as rows.
enum HostRows {
  /// All hosts with their paces, in the order of their numbers, and how many items of a service wait for each; of all services for `nil`.
  static func all(waitingFor service: Int? = nil, in database: Database) throws -> [HostRow] {
    var waiting: [Int: Int] = [:]
    let counts = try Row.fetchCursor(
      database,
      sql: "SELECT host, count(*) FROM item WHERE state = 0 AND (?1 IS NULL OR service = ?1) GROUP BY host",
      arguments: [service])
    while let row = try counts.next() { waiting[row[0]] = row[1] }
    let rows = try Row.fetchCursor(
      database,
      sql: "SELECT id, name, next, last, crawlDelay, penalty, responseTime, failures, address FROM host ORDER BY id")
    var hosts: [HostRow] = []
    while let row = try rows.next() {
      var pace = Pace(from: Instant(milliseconds: row[2]))
      pace.last = (row[3] as Int64?).map { Instant(milliseconds: $0) }
      pace.crawlDelay = row[4]
      pace.penalty = row[5]
      pace.responseTime = row[6]
      pace.failures = row[7]
      let id: Int = row[0]
      hosts.append(HostRow(id: id, name: row[1], pace: pace, address: row[8], waiting: waiting[id] ?? 0))
    }
    return hosts
  }

  /// Writes a host.
  static func write(id: Int, name: String, pace: Pace, address: String?, in database: Database) throws {
    let statement = try database.cachedStatement(
      sql: """
        INSERT INTO host (id, name, next, last, crawlDelay, penalty, responseTime, failures, address)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
        ON CONFLICT (id) DO UPDATE SET next = excluded.next, last = excluded.last, crawlDelay = excluded.crawlDelay,
          penalty = excluded.penalty, responseTime = excluded.responseTime, failures = excluded.failures,
          address = excluded.address
        """)
    try statement.execute(arguments: [
      id, name, pace.nextLegal.milliseconds, pace.last?.milliseconds, pace.crawlDelay, pace.penalty, pace.responseTime,
      pace.failures, address,
    ])
  }

  /// The robots.txt of an origin.
  static func robots(of origin: String, in database: Database) throws -> RobotsCopy? {
    let statement = try database.cachedStatement(
      sql: "SELECT status, body, fetched, expires FROM robots WHERE origin = ?")
    guard let row = try Row.fetchOne(statement, arguments: [origin]) else { return nil }
    let body: Data = row[1]
    return RobotsCopy(
      status: row[0], body: Array(body), fetched: Instant(milliseconds: row[2]), expires: Instant(milliseconds: row[3]))
  }

  /// Keeps the robots.txt of an origin.
  static func write(_ copy: RobotsCopy, of origin: String, in database: Database) throws {
    let statement = try database.cachedStatement(
      sql: "INSERT OR REPLACE INTO robots (origin, status, body, fetched, expires) VALUES (?, ?, ?, ?, ?)")
    try statement.execute(arguments: [
      origin, copy.status, Data(copy.body), copy.fetched.milliseconds, copy.expires.milliseconds,
    ])
  }
}

/// One row of the table `host`, with the number of items that wait for it.
struct HostRow {
  let id: Int
  let name: String
  let pace: Pace
  let address: String?
  let waiting: Int
}
