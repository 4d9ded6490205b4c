internal import GRDB
public import Model

/// A frontier seen from outside: what `status` prints, also while a crawl works with the file.
public final class FrontierReader: Sendable {
  private let database: FrontierDatabase

  /// Opens the file for reading.
  ///
  /// - Throws: `FrontierError` when there is no such file or it cannot be read.
  public init(path: String) throws(FrontierError) { database = try FrontierDatabase(path: path, isReadOnly: true) }

  /// How many items stand where.
  ///
  /// - Complexity: O(items).
  public func counts() throws(FrontierError) -> FrontierCounts { try database.access { try Survey.counts(in: $0) } }

  /// What is known of each host, in the order in which they were found.
  ///
  /// - Complexity: O(items).
  public func hosts() throws(FrontierError) -> [HostCounts] { try database.access { try Survey.hosts(in: $0) } }

  /// Failed and skipped items by cause, the most frequent first.
  ///
  /// - Parameter service: of all services for `nil`.
  public func causes(
    of service: String? = nil
  ) throws(FrontierError) -> [(state: ItemState, cause: String, count: Int)] {
    try database.access { try Survey.causes(of: service, in: $0) }
  }

  /// How many items are due for another visit.
  public func due(at now: Instant) throws(FrontierError) -> Int {
    try database.access { try Survey.due(at: now, in: $0) }
  }

  /// What is wrong with the file, in SQLite's words; empty when nothing is.
  ///
  /// The corresponding statement is `PRAGMA quick_check`.
  public func faults() throws(FrontierError) -> [String] {
    try database.access { database in
      try String.fetchAll(database, sql: "PRAGMA quick_check").filter { $0 != "ok" }
    }
  }

  /// Hands out the addresses of all pages that were ever asked for, and whether the last visit brought them.
  ///
  /// - Complexity: O(items).
  public func forEachVisitedPage(_ body: (_ href: String, _ isFetched: Bool) -> Void) throws(FrontierError) {
    try database.access { try Survey.forEachVisitedPage(in: $0, body) }
  }
}
