import GRDB
import Model

/// The frontier's file: SQLite in WAL mode, with one transaction open from save to save.
///
/// What is written since the last save becomes true with the next one, or not at all. A crash of the process loses
/// nothing that was saved; `synchronous = NORMAL` may lose the last saves when the machine itself goes down, which costs
/// requests, never data.
final class FrontierDatabase: Sendable {
  let path: String
  private let queue: DatabaseQueue

  /// Opens the file, creates it where there is none, and begins the first transaction.
  init(path: String, isReadOnly: Bool = false) throws(FrontierError) {
    self.path = path
    do {
      var configuration = Configuration()
      configuration.readonly = isReadOnly
      configuration.allowsUnsafeTransactions = true
      configuration.busyMode = .timeout(1)
      configuration.journalMode = isReadOnly ? .default : .wal
      configuration.prepareDatabase { database in
        if !isReadOnly { try database.execute(sql: "PRAGMA synchronous = NORMAL") }
        try database.execute(sql: "PRAGMA cache_size = -8000; PRAGMA wal_autocheckpoint = 4000")
      }
      queue = try DatabaseQueue(path: path, configuration: configuration)
    } catch {
      throw FrontierDatabase.translate(error, path: path, otherwise: .cannotOpen)
    }
    try checkVersion(creating: !isReadOnly)
    if !isReadOnly { try access { try $0.execute(sql: "BEGIN IMMEDIATE") } }
  }

  /// Works with the database; errors come out in our own words.
  func access<Value>(_ work: (Database) throws -> Value) throws(FrontierError) -> Value {
    do {
      return try queue.writeWithoutTransaction(work)
    } catch {
      throw FrontierDatabase.translate(error, path: path, otherwise: .cannotWrite)
    }
  }

  /// Makes everything since the last save true at once.
  func commit() throws(FrontierError) {
    try access { database in
      try database.execute(sql: "COMMIT")
      try database.execute(sql: "BEGIN IMMEDIATE")
    }
  }

  /// Makes everything true and closes the file.
  func close() throws(FrontierError) {
    try access { try $0.execute(sql: "COMMIT") }
    do {
      try queue.close()
    } catch {
      throw FrontierDatabase.translate(error, path: path, otherwise: .cannotWrite)
    }
  }

  private func checkVersion(creating: Bool) throws(FrontierError) {
    let (version, application, tables) = try access { database in
      (
        try Int.fetchOne(database, sql: "PRAGMA user_version") ?? 0,
        try Int.fetchOne(database, sql: "PRAGMA application_id") ?? 0,
        try Int.fetchOne(database, sql: "SELECT count(*) FROM sqlite_master") ?? 0
      )
    }
    if tables == 0, creating {
      return try access { database in
        try database.execute(sql: "BEGIN IMMEDIATE")
        try FrontierSchema.create(database)
        try database.execute(sql: "COMMIT")
      }
    }
    guard application == FrontierSchema.applicationID else {
      throw FrontierError(.foreign, subject: path, cause: "the file is not a frontier of stance")
    }
    guard version <= FrontierSchema.version else {
      throw FrontierError(
        .newer, subject: path, cause: "the file has version \(version), this is version \(FrontierSchema.version)")
    }
    // What only reads asks for nothing that an earlier version lacks.
    if creating, version < FrontierSchema.version {
      try access { database in
        try database.execute(sql: "BEGIN IMMEDIATE")
        try FrontierSchema.migrate(database, from: version)
        try database.execute(sql: "COMMIT")
      }
    }
  }

  /// The one table that translates SQLite's result codes.
  private static func translate(
    _ error: any Error, path: String, otherwise code: FrontierError.Code
  ) -> FrontierError {
    if let error = error as? FrontierError { return error }
    guard let error = error as? DatabaseError else { return FrontierError(code, subject: path, cause: "\(error)") }
    let meaning: FrontierError.Code =
      switch error.resultCode {
      case .SQLITE_BUSY, .SQLITE_LOCKED: .locked
      case .SQLITE_CORRUPT: .damaged
      case .SQLITE_NOTADB: .foreign
      case .SQLITE_CANTOPEN, .SQLITE_AUTH, .SQLITE_PERM: .cannotOpen
      case .SQLITE_FULL, .SQLITE_READONLY, .SQLITE_IOERR: .cannotWrite
      default: error.message?.contains("no such") == true ? .damaged : code
      }
    let words =
      switch meaning {
      case .locked: "another process works with it"
      case .damaged: "the file is damaged"
      case .foreign: "the file is not a frontier of stance"
      default: error.message ?? "SQLite error \(error.resultCode.rawValue)"
      }
    return FrontierError(meaning, subject: path, cause: words)
  }
}
