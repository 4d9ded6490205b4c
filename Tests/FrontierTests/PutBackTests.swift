import GRDB
import Model
import Testing

@testable import Frontier

@Suite("What the frontier takes back, and what it finds in older files")
struct PutBackTests {
  let folder: TemporaryFolder
  let path: String

  init() throws {
    folder = try TemporaryFolder()
    path = folder.path("frontier.sqlite")
  }

  func open(_ manners: Manners = Manners(), at seconds: Double = 0) throws -> Frontier {
    try Frontier(path: path, manners: manners, at: at(seconds))
  }

  @Test("an item under another spelling is handed out under that one, when the host's pause is over")
  func respelled() throws {
    let frontier = try open()
    try frontier.add([item("http://a.example/x?utm_source=y")], at: at(0))
    let lease = try frontier.lease(at: at(0))
    var next = lease.item
    next.address = try address("http://a.example/x")
    next.trail = [lease.item.address.href]
    try frontier.putBack(lease, as: next, reply: Reply(status: 301, seconds: 0.1, ended: at(0.2)), at: at(0.3))
    #expect(try frontier.next(at: at(0.3)) == .wait(until: at(1.2)))
    #expect(try frontier.lease(at: at(1.2)).item == next)
  }

  @Test("a Crawl-delay of a day holds no such item back for more than the manners allow")
  func crawlDelay() throws {
    let frontier = try open()
    try frontier.add([item("http://a.example/x?utm_source=y")], at: at(0))
    frontier.setCrawlDelay(86_400, of: try address("http://a.example/"))
    let lease = try frontier.lease(at: at(0))
    var next = lease.item
    next.address = try address("http://a.example/x")
    try frontier.putBack(lease, as: next, reply: Reply(status: 301, seconds: 0.1, ended: at(0)), at: at(0))
    #expect(try frontier.next(at: at(0)) == .wait(until: at(Manners().maximumCrawlDelay)))
  }

  @Test("an item found under one spelling is asked under the other after a restart, too, and once")
  func restarted() throws {
    let first = try open()
    try first.add([item("http://a.example/x?utm_source=y")], at: at(0))
    let lease = try first.lease(at: at(0))
    var next = lease.item
    next.address = try address("http://a.example./x")
    try first.putBack(lease, as: next, reply: Reply(status: 301, seconds: 0.1, ended: at(0)), at: at(0))
    try first.close()
    let second = try open(at: 9)
    #expect(try second.lease(at: at(9)).item.address.href == "http://a.example./x")
    #expect(try second.next(at: at(9)) == .idle)
  }

  @Test("an item whose host could not be asked waits longer each time, with all of its host")
  func failures() throws {
    let frontier = try open()
    try frontier.add([item("http://a.example/1"), item("http://a.example/2")], at: at(0))
    var now = at(0)
    var waits: [Double] = []
    for failures in 1...2 {
      let until = frontier.putBack(try frontier.lease(at: now), failures: failures, at: now)
      #expect(try frontier.next(at: now) == .wait(until: until))
      waits.append(until.seconds(since: now))
      now = until
    }
    #expect((4...6).contains(waits[0]) && (8...12).contains(waits[1]))
  }

  @Test("rows that cannot be read are put aside and counted, and hide nothing behind them")
  func unreadable() throws {
    let first = try open(Manners(delay: 0))
    try first.add((0..<70).map { try item("http://a.example/\($0)", priority: 5) }, at: at(0))
    try first.add([item("http://a.example/last")], at: at(0))
    try first.close()
    let file = try DatabaseQueue(path: path)
    try file.write { try $0.execute(sql: "UPDATE item SET href = 'nowhere' WHERE priority = 5") }
    try file.close()
    let second = try open(Manners(delay: 0), at: 1)
    #expect(try second.lease(at: at(1)).item.address.path == "/last")
    #expect(second.counts.states == [.waiting: 1, .skipped: 70])
  }

  @Test("items of a frontier of the first version are fetched as they were found")
  func firstVersion() throws {
    let file = try DatabaseQueue(path: path)
    try file.write { database in
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
            id INTEGER PRIMARY KEY, service INTEGER NOT NULL, identity INTEGER NOT NULL, host INTEGER NOT NULL,
            state INTEGER NOT NULL, priority REAL NOT NULL, depth INTEGER NOT NULL, role INTEGER NOT NULL,
            href TEXT NOT NULL, referrer TEXT, added INTEGER NOT NULL, attempts INTEGER NOT NULL DEFAULT 0,
            visits INTEGER NOT NULL DEFAULT 0, finished INTEGER, due INTEGER, pause INTEGER, status INTEGER, cause TEXT,
            etag TEXT, modified TEXT, page TEXT, sourceKind TEXT, sourceURL TEXT, sourceStated INTEGER);
          CREATE INDEX item_identity ON item (service, identity) WHERE state <> 0;
          CREATE INDEX item_waiting ON item (service, host, priority DESC, id) WHERE state = 0;
          CREATE INDEX item_due ON item (service, state, due) WHERE due IS NOT NULL;
          PRAGMA user_version = 1;
          PRAGMA application_id = \(FrontierSchema.applicationID);
          INSERT INTO meta VALUES ('clean', 1);
          INSERT INTO service VALUES (1, '');
          INSERT INTO host VALUES (1, 'a.example', 0, NULL, NULL, 1, NULL, 0, NULL);
          """)
      let found = try item("http://a.example/x", priority: 3, depth: 2)
      try database.execute(
        sql: """
          INSERT INTO item (service, identity, host, state, priority, depth, role, href, added)
          VALUES (1, ?, 1, 0, 3, 2, 0, 'http://a.example/x', 0)
          """, arguments: [Int64(bitPattern: found.identity)])
    }
    try file.close()
    #expect(try FrontierReader(path: path).counts()[.waiting] == 1)
    let frontier = try open(at: 1)
    #expect(try frontier.lease(at: at(1)).item == item("http://a.example/x", priority: 3, depth: 2))
    #expect(try frontier.add([item("http://a.example/x")], at: at(1)) == 0)
  }
}
