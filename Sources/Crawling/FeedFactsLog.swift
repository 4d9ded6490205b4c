internal import Foundation
internal import Model

/// What feeds said of posts, kept beside the store: a crawl that goes on after an interruption, or meets a page again
/// while its feed comes unchanged, still knows it.
///
/// One line a post, only ever appended to; later lines win. A line that was cut short is passed over.
struct FeedFactsLog {
  /// The file's name in the store's folder.
  static let fileName = "feed-facts.tsv"

  private let path: String
  private var waiting: [UInt8] = []

  /// Makes the log of a store's folder.
  init(folder: String) { path = folder + "/" + FeedFactsLog.fileName }

  /// What the file holds, by page key.
  var facts: [String: FeedFacts] {
    guard let data = FileManager.default.contents(atPath: path) else { return [:] }
    var facts: [String: FeedFacts] = [:]
    let bytes = Array(data)
    guard let end = bytes.lastIndex(of: 10) else { return [:] }
    for line in bytes[..<end].split(separator: 10) {
      let fields = line.split(separator: 9, omittingEmptySubsequences: false).map {
        String(decoding: $0, as: UTF8.self)
      }
      guard fields.count == 8 else { continue }
      var published: Timestamp?
      if let milliseconds = Int64(fields[1]), let precision = Timestamp.Precision(rawValue: fields[3]) {
        published = Timestamp(
          Instant(milliseconds: milliseconds), offset: Int(fields[2]), precision: precision, source: .feed)
      }
      facts[fields[0]] = FeedFacts(
        author: fields[4].isEmpty ? nil : fields[4], published: published, commentCount: Int(fields[5]),
        newestComment: fields[6].isEmpty ? nil : fields[6],
        updated: Int64(fields[7]).map { Instant(milliseconds: $0) })
    }
    return facts
  }

  /// Takes a fact to be written with the next `save`.
  mutating func note(_ fact: FeedFacts, of page: String) {
    let time = fact.published
    let fields = [
      page, time.map { String($0.instant.milliseconds) } ?? "", time?.offset.map { String($0) } ?? "",
      time?.precision.rawValue ?? "", fact.author ?? "", fact.commentCount.map { String($0) } ?? "",
      fact.newestComment ?? "", fact.updated.map { String($0.milliseconds) } ?? "",
    ]
    for (position, field) in fields.enumerated() {
      if position > 0 { waiting.append(9) }
      waiting += field.utf8.map { $0 < 0x20 ? 0x20 : $0 }
    }
    waiting.append(10)
  }

  /// Writes what was noted.
  ///
  /// A failure costs some exact times after an interruption, and is told by the store, which writes to the same disk.
  mutating func save() {
    if waiting.isEmpty { return }
    if !FileManager.default.fileExists(atPath: path) {
      _ = FileManager.default.createFile(atPath: path, contents: nil)
    }
    guard let file = FileHandle(forWritingAtPath: path) else { return }
    defer { try? file.close() }
    _ = try? file.seekToEnd()
    try? file.write(contentsOf: Data(waiting))
    waiting = []
  }

  /// Adds what one folder's log says to another's.
  static func copy(from folder: String, to other: String) {
    var log = FeedFactsLog(folder: other)
    let known = log.facts
    for (page, fact) in FeedFactsLog(folder: folder).facts.sorted(by: { $0.key < $1.key }) where known[page] != fact {
      log.note(fact, of: page)
    }
    log.save()
  }
}
