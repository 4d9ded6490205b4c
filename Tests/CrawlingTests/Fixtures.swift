import Blogosphere
import Fetching
import Foundation
import Frontier
import Model
import Serving
import Storage
import Synchronization

@testable import Crawling

/// What a server was asked for, in the order of arrival.
actor RequestLog {
  private(set) var requests: [ServedRequest] = []

  func note(_ request: ServedRequest) { requests.append(request) }

  /// Hands out what was noted so far, and forgets it.
  func take() -> [ServedRequest] {
    defer { requests = [] }
    return requests
  }
}

/// A folder that lives as long as the test.
final class TemporaryFolder: Sendable {
  let path: String

  init() throws {
    let url = FileManager.default.temporaryDirectory.appending(path: "crawling-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
    path = url.path
  }

  deinit { try? FileManager.default.removeItem(atPath: path) }
}

/// A server whose every host is on loopback, its log, and a folder to crawl it into.
struct Stage {
  let server: PageServer
  let log = RequestLog()
  let folder: TemporaryFolder

  /// Begins to serve what a closure answers.
  init(_ answer: @escaping @Sendable (ServedRequest) -> ServedResponse) async throws {
    folder = try TemporaryFolder()
    let log = log
    server = try await PageServer.start(limits: .trusting) { request in
      await log.note(request)
      return answer(request)
    }
  }

  /// Begins to serve the embedded blogosphere.
  static func world() async throws -> Stage {
    try await Stage { request in
      let answer = Blogosphere.world.response(
        host: request.host, path: request.path, query: request.query,
        headers: request.headers.map { Header(name: $0.name, value: $0.value) })
      return ServedResponse(
        status: answer.status, headers: answer.headers.map { ($0.name, $0.value) }, body: answer.body)
    }
  }

  /// Begins to serve pages by their path; anything else is not found.
  static func pages(_ pages: [String: String]) async throws -> Stage {
    try await Stage { request in
      guard let page = pages[request.path] else { return ServedResponse(status: 404) }
      let type = request.path == "/robots.txt" ? "text/plain" : "text/html; charset=utf-8"
      return ServedResponse(status: 200, headers: [("Content-Type", type)], body: Array(page.utf8))
    }
  }

  /// Crawls a topic into the folder.
  ///
  /// - Parameter interrupt: is asked at each event how many times the crawl is to be interrupted now.
  func crawl(
    _ topic: Topic, options: CrawlOptions? = nil, interrupt: (@Sendable (CrawlProgress) -> Int)? = nil
  ) async throws -> CrawlSummary {
    let store = try Store(folder: folder.path, mode: .write)
    let frontier = try frontier(of: topic.service)
    var fetchOptions = FetchOptions(userAgent: "stance-tests")
    fetchOptions.allowPrivate = true
    fetchOptions.proxy = .direct
    fetchOptions.connectTo = ["::127.0.0.1:\(server.port)"]
    let fetcher = Fetcher(options: fetchOptions)
    defer { fetcher.stop() }
    let interrupts = Interrupts()
    let crawl = Crawl(
      topic: topic, options: options ?? CrawlOptions(delay: 0, concurrency: 16, perHost: 4), frontier: frontier,
      store: store, fetcher: fetcher, listener: Listener(service: topic.service)
    ) { _, progress in
      for _ in 0..<(interrupt?(progress) ?? 0) { interrupts.crawl.withLock { $0?.interrupt() } }
    }
    interrupts.crawl.withLock { $0 = crawl }
    let summary = try await crawl.run()
    try frontier.close()
    try store.close()
    return summary
  }

  /// The frontier of the folder, with manners that suit a server of our own.
  func frontier(of service: Service = Service(name: "Klout")) throws -> Frontier {
    var manners = Manners(delay: 0, perHost: 4, concurrency: 16)
    manners.maximumCrawlDelay = 0
    manners.retryDelay = 0.01
    return try Frontier(
      path: folder.path + "/frontier.sqlite", service: service.name, manners: manners, at: SystemClock.now)
  }

  /// Everything that the folder's store holds.
  func records() throws -> [PageRecord] {
    var records: [PageRecord] = []
    try Store(folder: folder.path, mode: .read).forEachRecord { records.append($0) }
    return records
  }
}

/// Holds the crawl that an observer wants to interrupt.
private final class Interrupts: Sendable {
  let crawl = Mutex<Crawl?>(nil)
}

/// A voice as tests compare it: everything but where its page was fetched from.
struct HeardVoice: Hashable {
  var id: String
  var page: String
  var speaker: String?
  var published: Timestamp?
  var text: String
  var parent: String?

  /// All voices of some pages.
  static func voices(of records: [PageRecord]) -> Set<HeardVoice> {
    Set(
      records.flatMap { record in
        record.conversation.voices.map {
          HeardVoice(
            id: $0.id, page: record.page, speaker: $0.speaker, published: $0.published, text: $0.text,
            parent: $0.parent)
        }
      })
  }
}

extension Topic {
  /// The topic of the embedded blogosphere.
  static func world() throws -> Topic {
    Topic(
      service: Service(name: "Klout", aliases: ["klout.com", "Klout score"]),
      seeds: Blogosphere.world.hosts.compactMap { Address("http://\($0)/") }, depth: 6)
  }

  /// A topic that begins at one address.
  static func at(_ seed: String, scope: Scope = .host, depth: Int = 3) -> Topic {
    Topic(service: Service(name: "Klout"), seeds: [seed].compactMap { Address($0) }, scope: scope, depth: depth)
  }
}
