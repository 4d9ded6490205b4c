import Blogosphere
import Foundation
import Frontier
import Model
import Serving
import Storage

@testable import Crawling

/// The embedded blogosphere, crawled once for all tests, and what came of crawling it again.
struct WorldCrawl: Sendable {
  var summary: CrawlSummary
  var requests: [ServedRequest]
  var records: [PageRecord]
  /// The same command at once again.
  var requestsAtOnce: [ServedRequest]
  /// The same command when every page is due.
  var requestsWhenDue: [ServedRequest]
  var summaryWhenDue: CrawlSummary
  var recordsWhenDue: [PageRecord]

  static let shared = Task {
    let stage = try await Stage.world()
    let topic = try Topic.world()
    let summary = try await stage.crawl(topic)
    let requests = await stage.log.take()
    let records = try stage.records()
    _ = try await stage.crawl(topic)
    let requestsAtOnce = await stage.log.take()
    let frontier = try stage.frontier()
    try frontier.revisitDue(at: SystemClock.now.advanced(bySeconds: 100 * 86_400))
    try frontier.close()
    let summaryWhenDue = try await stage.crawl(topic)
    let crawl = WorldCrawl(
      summary: summary, requests: requests, records: records, requestsAtOnce: requestsAtOnce,
      requestsWhenDue: await stage.log.take(), summaryWhenDue: summaryWhenDue, recordsWhenDue: try stage.records())
    await stage.server.stop()
    return crawl
  }

  /// The voices of the truth by the key of their page.
  static let truth = Dictionary(grouping: Blogosphere.world.truth) { Address($0.page)?.pageKey ?? $0.page }

  /// The voices that were heard, by the key of their page.
  var heard: [String: [Voice]] {
    Dictionary(
      records.map { (Address($0.page)?.pageKey ?? $0.page, $0.conversation.voices) }, uniquingKeysWith: { $0 + $1 })
  }

  /// Shared words over all words: 0…1.
  static func likeness(_ left: String, _ right: String) -> Double {
    var counts: [Substring: Int] = [:]
    let left = left.split { $0.isWhitespace }
    let right = right.split { $0.isWhitespace }
    for word in left { counts[word, default: 0] += 1 }
    var shared = 0
    for word in right where (counts[word] ?? 0) > 0 {
      counts[word, default: 0] -= 1
      shared += 1
    }
    return left.isEmpty && right.isEmpty ? 1 : 2 * Double(shared) / Double(left.count + right.count)
  }
}
