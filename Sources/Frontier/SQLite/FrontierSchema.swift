import GRDB

/// The tables of the frontier database and the version of their shape.
enum FrontierSchema {
  /// Raised with every change of shape; files of a higher version are refused.
  static let version = 2
  /// "stnf" in `PRAGMA application_id`: what tells our files from other SQLite databases.
  static let applicationID = 0x7374_6e66

  /// Creates the tables in an empty database.
  ///
  /// Hosts and their pauses are shared by all services that are crawled into one store; items belong to one service.
  /// Items that wait, most of all items, stand in one index only: inserting into a second one at random places made
  /// adding three times as dear at a million items as at ten thousand.
  static func create(_ database: Database) throws {
    try database.execute(
      sql: """
        CREATE TABLE meta (name TEXT PRIMARY KEY, value INTEGER NOT NULL) WITHOUT ROWID;
        CREATE TABLE host (
          id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE, next INTEGER NOT NULL, last INTEGER, crawlDelay REAL,
          penalty REAL NOT NULL, responseTime REAL, failures INTEGER NOT NULL, address TEXT);
        CREATE TABLE robots (
          origin TEXT PRIMARY KEY, status INTEGER, body BLOB NOT NULL, fetched INTEGER NOT NULL,
          expires INTEGER NOT NULL) WITHOUT ROWID;
        CREATE TABLE service (id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE);
        CREATE TABLE item (
          id INTEGER PRIMARY KEY, service INTEGER NOT NULL, identity INTEGER NOT NULL, host INTEGER NOT NULL, state INTEGER NOT NULL,
          priority REAL NOT NULL, depth INTEGER NOT NULL, role INTEGER NOT NULL, href TEXT NOT NULL, referrer TEXT,
          added INTEGER NOT NULL, attempts INTEGER NOT NULL DEFAULT 0, visits INTEGER NOT NULL DEFAULT 0,
          finished INTEGER, due INTEGER, pause INTEGER, status INTEGER, cause TEXT, etag TEXT, modified TEXT,
          page TEXT, sourceKind TEXT, sourceURL TEXT, sourceStated INTEGER, trail TEXT,
          chain INTEGER NOT NULL DEFAULT 0, digest INTEGER);
        CREATE INDEX item_identity ON item (service, identity) WHERE state <> 0;
        CREATE INDEX item_waiting ON item (service, host, priority DESC, id) WHERE state = 0;
        CREATE INDEX item_due ON item (service, state, due) WHERE due IS NOT NULL;
        PRAGMA user_version = \(version);
        PRAGMA application_id = \(applicationID);
        """)
  }

  /// Brings a file of an earlier version up to this one.
  static func migrate(_ database: Database, from version: Int) throws {
    if version < 2 {
      // How an address was come by, and what tells whether it has changed.
      try database.execute(
        sql: """
          ALTER TABLE item ADD COLUMN trail TEXT;
          ALTER TABLE item ADD COLUMN chain INTEGER NOT NULL DEFAULT 0;
          ALTER TABLE item ADD COLUMN digest INTEGER;
          """)
    }
    try database.execute(sql: "PRAGMA user_version = \(self.version)")
  }
}
