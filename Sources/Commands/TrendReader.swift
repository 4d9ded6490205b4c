internal import Crawling
internal import Foundation
internal import Frontier
internal import Model
internal import Reporting
internal import Storage
internal import Trends

/// Counts a store's voices into a report.
struct TrendReader {
  let folder: String
  let store: Store
  let service: String
  let topic: Topic?

  /// Opens a store about one service: the named one, or the only one that it holds.
  init(folder: String, service: String?) throws(Failure) {
    self.folder = folder
    store = try StoreOpener.reading(folder)
    let services = store.services
    if let service {
      guard let known = services.first(where: { $0.lowercased() == service.lowercased() }) else {
        let names = services.map { $0.isEmpty ? "(none)" : $0 }.joined(separator: ", ")
        throw Failure(
          .failed, "the store has nothing about \"\(service)\"; it has \(names.isEmpty ? "nothing" : names)")
      }
      self.service = known
    } else if services.count > 1 {
      throw Failure(
        .misuse, "the store has several services (\(services.joined(separator: ", "))); choose with --service")
    } else {
      self.service = services.first ?? ""
    }
    topic = TopicRegister.topic(of: self.service, in: folder)
  }

  /// The whole report.
  func report(bucket: Bucket?, filter: TrendFilter) throws -> Report {
    let names = (topic?.service.names ?? [service]).flatMap { Trends.Words.words(of: $0) }
    var builder = TrendBuilder(bucket: bucket, filter: filter, stopwords: Stopwords.english.union(names))
    var omissions: [String: Int] = [:]
    let relevance = Relevance(topic?.service ?? Service(name: service))
    try store.forEachRecord(of: service) { record in
      guard relevance.isMentioned(in: record.conversation) else {
        omissions["pages that do not speak of \(service)", default: 0] += 1
        return
      }
      builder.count(record.conversation, readings: record.readings, fetched: record.fetched)
      for omission in record.conversation.leftOut { omissions[omission.cause, default: 0] += omission.count }
    }
    return Report(
      service: service.isEmpty ? "all services" : service, trend: builder.trend(), events: topic?.events ?? [],
      failures: failures(), omissions: sorted(omissions))
  }

  private func failures() -> [Omission] {
    let path = StoreOpener.frontierPath(folder)
    guard FileManager.default.fileExists(atPath: path), let reader = try? FrontierReader(path: path),
      let causes = try? reader.causes()
    else { return [] }
    return causes.filter { $0.state == .failed }.map { Omission(cause: $0.cause, count: $0.count) }
  }

  private func sorted(_ counts: [String: Int]) -> [Omission] {
    counts.map { Omission(cause: $0.key, count: $0.value) }.sorted { ($1.count, $0.cause) < ($0.count, $1.cause) }
  }
}
