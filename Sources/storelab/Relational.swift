import GRDB
import Glibc
import Model
import Storage

/// The same voices in a table of SQLite, for comparison: a row a voice, a thousand voices a transaction, each waited for as
/// the store waits for its batches.
enum Relational {
  static func run(path: String, voices: Int) throws {
    for suffix in ["", "-wal", "-shm"] { _ = unsafe unlink(path + suffix) }
    var configuration = Configuration()
    configuration.prepareDatabase { database in
      try database.execute(sql: "PRAGMA journal_mode = WAL")
      try database.execute(sql: "PRAGMA synchronous = FULL")
    }
    let queue = try DatabaseQueue(path: path, configuration: configuration)
    try queue.write { database in
      try database.execute(
        sql: """
          CREATE TABLE voice (id TEXT PRIMARY KEY, service TEXT, kind TEXT, page TEXT, url TEXT, title TEXT, site TEXT,
            speaker TEXT, speaker_url TEXT, published INTEGER, precision TEXT, text TEXT, parent TEXT, depth INTEGER,
            language TEXT, stance TEXT, score REAL, confidence REAL, sentiment REAL, reasons TEXT, evidence TEXT,
            reported_exits INTEGER, is_return INTEGER, fetched INTEGER) WITHOUT ROWID
          """)
    }
    var world = World()
    var spent = 0.0
    var page = 0
    while page < voices / World.perPage {
      let records = (page..<min(page + 50, voices / World.perPage)).map { world.page($0) }
      page += records.count
      let begun = StoreLab.now
      try queue.write { database in
        let statement = try database.cachedStatement(
          sql: "INSERT OR REPLACE INTO voice VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?)")
        for record in records {
          for (voice, reading) in zip(record.conversation.voices, record.readings) {
            try statement.execute(arguments: arguments(of: voice, reading, record))
          }
        }
      }
      spent += StoreLab.now - begun
    }
    StoreLab.say("append: \(Int(Double(voices) / spent)) voices/s, \(StoreLab.peak) MB")
    let begun = StoreLab.now
    let weeks = try queue.read { database in
      try Row.fetchAll(
        database,
        sql: """
          SELECT published / 604800000 AS week, stance, count(DISTINCT speaker || '@' || substr(page, 9, 24)) AS people,
            avg(sentiment) FROM voice GROUP BY week, stance
          """)
    }
    let seconds = hundredths(StoreLab.now - begun)
    StoreLab.say("people by week and stance: \(seconds) s, \(weeks.count) rows, \(StoreLab.peak) MB")
  }

  private static func arguments(of voice: Voice, _ reading: Reading, _ record: PageRecord) -> StatementArguments {
    [
      voice.id, record.service, voice.kind.rawValue, record.page, voice.url, voice.title, record.conversation.site,
      voice.speaker, voice.speakerURL, voice.published?.instant.milliseconds, voice.published?.precision.rawValue,
      voice.text, voice.parent, voice.depth, voice.language, reading.stance?.rawValue, reading.score,
      reading.confidence, reading.sentiment, reading.reasons.map(\.rawValue).joined(separator: ","),
      reading.evidence.map(\.text).joined(separator: ","), reading.reportedExits, reading.isReturn,
      record.fetched.milliseconds,
    ]
  }

  static func hundredths(_ seconds: Double) -> String {
    let hundredths = Int(seconds * 100)
    return "\(hundredths / 100).\(hundredths / 10 % 10)\(hundredths % 10)"
  }
}
