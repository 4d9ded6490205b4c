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

  /// What counts the voices of a service.
  static func builder(bucket: Bucket?, filter: TrendFilter, service: String, topic: Topic?) -> TrendBuilder {
    let names = (topic?.service.names ?? [service]).flatMap { Trends.Words.words(of: $0) }
    return TrendBuilder(bucket: bucket, filter: filter, stopwords: Stopwords.english.union(names))
  }

  /// The whole report.
  func report(bucket: Bucket?, filter: TrendFilter) throws -> Report {
    var builder = TrendReader.builder(bucket: bucket, filter: filter, service: service, topic: topic)
    var judged = JudgedSample(Labels.judgements(of: service, in: folder))
    var omissions: [String: Int] = [:]
    var representatives = Representatives()
    let relevance = Relevance(topic?.service ?? Service(name: service))
    try store.forEachRecord(of: service) { record in
      guard relevance.isMentioned(in: record.conversation) else {
        omissions["pages that do not speak of \(service)", default: 0] += 1
        return
      }
      builder.asOf = max(builder.asOf ?? record.fetched, record.fetched)
      for observation in Observation.observations(in: record.conversation, readings: record.readings)
      where builder.count(observation) != nil {
        representatives.note(observation)
      }
      for (voice, reading) in zip(record.conversation.voices, record.readings) { judged.note(voice.id, reading) }
      for omission in record.conversation.leftOut { omissions[omission.cause, default: 0] += omission.count }
    }
    builder.correction = judged.correction
    let trend = builder.trend()
    var report = Report(
      service: service.isEmpty ? "all services" : service, trend: trend, events: topic?.events ?? [],
      failures: TrendReader.failures(in: folder), omissions: sorted(omissions), judged: judged,
      catalysts: try catalysts(of: trend, filter))
    report.representatives = representatives
    return report
  }

  /// Above so many voices the store is not read once more for what lies behind the turns.
  private static let mostForCatalysts = 200_000

  private func catalysts(of trend: Trend, _ filter: TrendFilter) throws -> [Catalyst] {
    let names = (topic?.service.names ?? [service]).flatMap { Trends.Words.words(of: $0) }
    var counter = CatalystCounter(trend, stopwords: Stopwords.english.union(names))
    guard counter.isNeeded, trend.coverage.voices <= TrendReader.mostForCatalysts else { return [] }
    let relevance = Relevance(topic?.service ?? Service(name: service))
    try store.forEachRecord(of: service) { record in
      guard relevance.isMentioned(in: record.conversation) else { return }
      for observation in Observation.observations(in: record.conversation, readings: record.readings)
      where filter.accepts(observation) {
        counter.count(observation)
      }
    }
    return counter.catalysts()
  }

  /// Voices that an HTML report holds to be read.
  private static let readable = 2000

  /// The voices behind the numbers, oldest first, and how many were left out beyond the limit.
  ///
  /// Posts and voices with a stance go before neutral comments when there are too many.
  func voices(filter: TrendFilter) throws -> (shown: [Observation], leftOut: Int) {
    let relevance = Relevance(topic?.service ?? Service(name: service))
    var telling: [Observation] = []
    var others: [Observation] = []
    var count = 0
    try store.forEachRecord(of: service) { record in
      guard relevance.isMentioned(in: record.conversation) else { return }
      for observation in Observation.observations(in: record.conversation, readings: record.readings)
      where filter.accepts(observation) {
        count += 1
        if observation.reading.stance == .neutral, observation.voice.kind != .post {
          if others.count < TrendReader.readable { others.append(observation) }
        } else if telling.count < TrendReader.readable {
          telling.append(observation)
        }
      }
    }
    var shown = telling + others.prefix(max(0, TrendReader.readable - telling.count))
    shown.sort {
      let left = $0.voice.published?.instant.milliseconds ?? Int64.max
      let right = $1.voice.published?.instant.milliseconds ?? Int64.max
      return (left, $0.voice.id) < (right, $1.voice.id)
    }
    return (shown, count - shown.count)
  }

  /// What could not be fetched, by cause.
  static func failures(in folder: String) -> [Omission] {
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
