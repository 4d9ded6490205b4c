internal import Crawling
internal import Foundation
internal import Frontier
internal import Model
internal import Reporting
internal import Storage
internal import Trends

/// Counts a store's voices into a report.
///
/// It counts from the sheets of ballots that are kept beside the segments (`BallotShelf`). A store whose manifest does not
/// fit its segments is opened, looked through and counted voice by voice instead.
final class TrendReader {
  let folder: String
  let service: String
  let topic: Topic?
  private let shelf: BallotShelf?
  private var opened: Store?
  /// What was counted last, for the voices that a page shows.
  private var counted: (filter: TrendFilter, count: BallotCount)?

  /// Opens a store about one service: the named one, or the only one that it holds.
  init(folder: String, service: String?) throws(Failure) {
    self.folder = folder
    Allocator.giveBackEarly()
    do throws(StorageError) { shelf = try BallotShelf(folder: folder) } catch { throw StoreOpener.failure(error) }
    opened = shelf == nil ? try StoreOpener.reading(folder) : nil
    let services = shelf?.services ?? opened?.services ?? []
    if let service {
      self.service = try TrendReader.known(service, among: services)
    } else if services.count > 1 {
      throw Failure(
        .misuse,
        "the store has several services (\(services.map(TrendReader.title).joined(separator: ", "))); choose with --service"
      )
    } else {
      self.service = services.first ?? ""
    }
    topic = TopicRegister.topic(of: self.service, in: folder)
  }

  /// The name under which a store has a service, whatever the capitals of the one that was asked for.
  ///
  /// - Throws: `Failure` when it has no such service.
  static func known(_ service: String, among services: [String]) throws(Failure) -> String {
    let wanted = service.lowercased()
    if let known = services.first(where: { $0.lowercased() == wanted || title($0) == wanted }) { return known }
    let names = services.map(title).joined(separator: ", ")
    throw Failure(.failed, "the store has nothing about \"\(service)\"; it has \(names.isEmpty ? "nothing" : names)")
  }

  /// How a service is called where people read it: crawls of bare addresses are about none.
  static func title(_ service: String) -> String { service.isEmpty ? "(none)" : service }

  /// What finds sites and reasons in the store by their names.
  var names: FilterNames { FilterNames(folder: folder, shelf: shelf) }

  /// What counts the voices of a service.
  static func builder(bucket: Bucket?, filter: TrendFilter, service: String, topic: Topic?) -> TrendBuilder {
    TrendBuilder(bucket: bucket, filter: filter, stopwords: stopwords(service, topic))
  }

  /// The store itself, opened when it is asked for.
  func store() throws(Failure) -> Store {
    if let opened { return opened }
    let store = try StoreOpener.reading(folder)
    opened = store
    return store
  }

  /// Words that are never telling: the language's commonest and the service's names.
  private static func stopwords(_ service: String, _ topic: Topic?) -> Set<String> {
    Stopwords.english.union((topic?.service.names ?? [service]).flatMap { Trends.Words.words(of: $0) })
  }

  /// The whole report.
  func report(bucket: Bucket?, filter: TrendFilter) throws -> Report {
    guard let shelf else { return try report(of: store(), bucket: bucket, filter: filter) }
    do throws(BallotDamage) {
      let count = try BallotCount(
        shelf.sheets, service: service, filter: filter, judgements: Labels.judgements(of: service, in: folder),
        stopwords: TrendReader.stopwords(service, topic), workers: BallotThreads())
      let result = try count.result(bucket: bucket, shelf)
      counted = (filter, count)
      var report = Report(
        service: TrendReader.title(service), trend: result.trend, events: topic?.events ?? [],
        failures: TrendReader.failures(of: service, in: folder), omissions: sorted(count.omissions, filter),
        judged: count.judged,
        catalysts: result.catalysts)
      report.isFiltered = filter != TrendFilter()
      report.representatives = result.representatives
      return report
    } catch {
      throw TrendReader.damage(in: folder)
    }
  }

  /// The report of a store whose voices are counted one by one.
  private func report(of store: Store, bucket: Bucket?, filter: TrendFilter) throws -> Report {
    var builder = TrendReader.builder(bucket: bucket, filter: filter, service: service, topic: topic)
    var judged = JudgedSample(Labels.judgements(of: service, in: folder))
    var omissions: [String: Int] = [:]
    let relevance = Relevance(topic?.service ?? Service(name: service))
    try store.forEachRecord(of: service) { record in
      let isAsked = filter.sites.isEmpty || filter.sites.contains(Observation.site(of: record.conversation.canonical))
      guard relevance.isMentioned(in: record.conversation) else {
        if isAsked { omissions["pages that do not speak of \(service)", default: 0] += 1 }
        return
      }
      builder.asOf = max(builder.asOf ?? record.fetched, record.fetched)
      for observation in Observation.observations(in: record.conversation, readings: record.readings) {
        builder.count(observation)
      }
      for (voice, reading) in zip(record.conversation.voices, record.readings) { judged.note(voice.id, reading) }
      if isAsked {
        for omission in record.conversation.leftOut { omissions[omission.cause, default: 0] += omission.count }
      }
    }
    builder.correction = judged.correction
    let trend = builder.trend()
    var report = Report(
      service: TrendReader.title(service), trend: trend, events: topic?.events ?? [],
      failures: TrendReader.failures(of: service, in: folder), omissions: sorted(omissions, filter), judged: judged,
      catalysts: try TrendReader.catalysts(of: trend, in: store, service, topic, filter))
    report.isFiltered = filter != TrendFilter()
    return report
  }

  /// How many voices each wish leaves alone, to tell which one leaves nothing.
  func account(of wishes: [(option: String, filter: TrendFilter)]) throws -> String {
    let parts = try wishes.map { "\(try accepted($0.filter)) with \($0.option)" }
    let all = try accepted(TrendFilter())
    let together = wishes.count > 1 ? ", none with all of them" : ""
    return "of \(Wording.count(all, "voice")) \(parts.joined(separator: ", "))\(together)"
  }

  /// How many voices a filter takes.
  private func accepted(_ filter: TrendFilter) throws -> Int {
    if let shelf {
      do throws(BallotDamage) {
        return try BallotCount(shelf.sheets, service: service, filter: filter, workers: BallotThreads()).accepted
      } catch {
        throw TrendReader.damage(in: folder)
      }
    }
    var count = 0
    try TrendReader.forEachObservation(in: store(), service, topic, filter) { _ in count += 1 }
    return count
  }

  private static func damage(in folder: String) -> Failure {
    Failure(.failed, "a file of \(folder)/ballots cannot be read; remove it and run the same command again")
  }

  /// Above so many voices the store is not read once more for what lies behind the turns.
  private static let mostForCatalysts = 200_000

  /// What lies behind the turns of a trend; the store is read once more where it has any.
  static func catalysts(
    of trend: Trend, in store: Store, _ service: String, _ topic: Topic?, _ filter: TrendFilter
  ) throws -> [Catalyst] {
    var counter = CatalystCounter(trend, stopwords: stopwords(service, topic))
    guard counter.isNeeded, trend.coverage.voices <= TrendReader.mostForCatalysts else { return [] }
    try forEachObservation(in: store, service, topic, filter) { counter.count($0) }
    return counter.catalysts()
  }

  /// The voices that stand for their side, in the whole time and in each period.
  func representatives(bucket: Bucket, filter: TrendFilter) throws -> Representatives {
    var representatives = Representatives()
    try TrendReader.forEachObservation(in: store(), service, topic, filter) { representatives.note($0, bucket: bucket) }
    return representatives
  }

  /// The voices that count, page by page.
  private static func forEachObservation(
    in store: Store, _ service: String, _ topic: Topic?, _ filter: TrendFilter, _ body: (Observation) -> Void
  ) throws {
    let relevance = Relevance(topic?.service ?? Service(name: service))
    try store.forEachRecord(of: service) { record in
      guard relevance.isMentioned(in: record.conversation) else { return }
      for observation in Observation.observations(in: record.conversation, readings: record.readings)
      where filter.accepts(observation) {
        body(observation)
      }
    }
  }

  /// Voices that an HTML report holds to be read.
  private static let readable = 2000

  /// The voices behind the numbers, oldest first, and how many were left out beyond the limit.
  ///
  /// Posts and voices with a stance go before neutral comments when there are too many.
  func voices(filter: TrendFilter) throws -> (shown: [Observation], leftOut: Int) {
    guard let shelf, let count = counted, count.filter == filter else { return try voices(of: store(), filter: filter) }
    var telling: [Observation] = []
    var others: [Observation] = []
    for page in count.count.readable where page.telling > 0 || others.count < TrendReader.readable {
      guard telling.count < TrendReader.readable else { break }
      guard let record = shelf.record(sheet: page.sheet, line: page.line) else { continue }
      TrendReader.sort(record, filter, into: &telling, &others)
    }
    return TrendReader.shown(telling, others, of: count.count.accepted)
  }

  /// Puts a page's voices to those that are told first and to the rest.
  private static func sort(
    _ record: PageRecord, _ filter: TrendFilter, into telling: inout [Observation], _ others: inout [Observation]
  ) {
    for observation in Observation.observations(in: record.conversation, readings: record.readings)
    where filter.accepts(observation) {
      if observation.reading.stance == .neutral, observation.voice.kind != .post {
        if others.count < readable { others.append(observation) }
      } else if telling.count < readable {
        telling.append(observation)
      }
    }
  }

  private static func shown(
    _ telling: [Observation], _ others: [Observation], of count: Int
  ) -> (shown: [Observation], leftOut: Int) {
    var shown = telling + others.prefix(max(0, readable - telling.count))
    shown.sort {
      let left = $0.voice.published?.instant.milliseconds ?? Int64.max
      let right = $1.voice.published?.instant.milliseconds ?? Int64.max
      return (left, $0.voice.id) < (right, $1.voice.id)
    }
    return (shown, count - shown.count)
  }

  private func voices(of store: Store, filter: TrendFilter) throws -> (shown: [Observation], leftOut: Int) {
    let relevance = Relevance(topic?.service ?? Service(name: service))
    var telling: [Observation] = []
    var others: [Observation] = []
    var count = 0
    try store.forEachRecord(of: service) { record in
      guard relevance.isMentioned(in: record.conversation) else { return }
      count += Observation.observations(in: record.conversation, readings: record.readings).count(where: filter.accepts)
      TrendReader.sort(record, filter, into: &telling, &others)
    }
    return TrendReader.shown(telling, others, of: count)
  }

  /// What could not be fetched for a service, by cause.
  static func failures(of service: String, in folder: String) -> [Omission] {
    let path = StoreOpener.frontierPath(folder)
    guard FileManager.default.fileExists(atPath: path) else { return [] }
    guard let reader = try? FrontierReader(path: path), let causes = try? reader.causes(of: service) else {
      StandardError.line("stance: \(path) cannot be read, so what failed to be fetched is not told; see stance verify")
      return []
    }
    return causes.filter { $0.state == .failed }.map { Omission(cause: $0.cause, count: $0.count) }
  }

  /// What pages left out, the most frequent first.
  ///
  /// Nothing where a filter asks for kinds, days or reasons, which are not known of what was left out.
  private func sorted(_ counts: [String: Int], _ filter: TrendFilter) -> [Omission] {
    guard filter == TrendFilter(sites: filter.sites) else { return [] }
    return counts.map { Omission(cause: $0.key, count: $0.value) }.sorted {
      ($1.count, $0.cause) < ($0.count, $1.cause)
    }
  }
}
