internal import ArgumentParser
internal import Crawling
internal import Foundation
internal import Frontier
internal import JSONCoding
internal import Model
internal import Reporting
internal import Storage

/// What is in the store and the frontier.
struct StatusCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "status",
    abstract: "Say what is in the store and the frontier: pages, voices, hosts, failures, what is due.")

  @OptionGroup var storage: StoreOptions
  @OptionGroup var output: OutputOptions

  func run() throws {
    let store = try StoreOpener.reading(storage.folder)
    let aggregate: TrendAggregate
    do throws(StorageError) {
      aggregate = try store.aggregate()
    } catch {
      throw StoreOpener.failure(error)
    }
    let frontier = try FrontierState(folder: storage.folder)
    if output.json {
      try StandardOutput.bytes(json(store, aggregate, frontier))
    } else {
      try StandardOutput.bytes(Array(text(store, aggregate, frontier).utf8))
    }
  }

  private func text(_ store: Store, _ aggregate: TrendAggregate, _ frontier: FrontierState?) -> String {
    var text = "\(storage.folder): \(Wording.count(store.pageCount, "page")), \(Wording.bytes(store.byteCount))\n"
    for (name, service) in aggregate.services.sorted(by: { $0.key < $1.key }) {
      let voices = service.posts + service.comments + service.quotes
      text += "\n\(TerminalText.sanitised(TrendReader.title(name)))\n"
      let lost = store.damages.isEmpty ? "" : " before the damage"
      text += "  \(Wording.count(service.pages, "page")), \(Wording.count(voices, "voice"))\(lost): "
      text += "\(Wording.count(service.posts, "post")), \(Wording.count(service.comments, "comment")), "
      text += "\(Wording.count(service.quotes, "quote"))\n"
      let sums = StanceSums(service)
      text += "  \(sums.quitting) quitting, \(sums.defending) defending, \(sums.neutral) neutral"
      text += sums.unread > 0 ? ", \(sums.unread) in languages that are not read\n" : "\n"
      if let first = service.days.keys.min(), let last = service.days.keys.max() {
        text += "  from \(first) to \(last)"
        let undated = service.undated
        let count = undated.quitting + undated.defending + undated.neutral + undated.unread
        text += count > 0 ? "; \(count) without a date\n" : "\n"
      }
    }
    guard let frontier else {
      let isThere = FileManager.default.fileExists(atPath: StoreOpener.frontierPath(storage.folder))
      let cause = isThere ? "its file cannot be read" : "nothing has been crawled into this store"
      return text + "\nno frontier: \(cause)\n"
    }
    text +=
      "\nfrontier: \(Wording.count(frontier.counts.total, "address", ending: "es")) on \(Wording.count(frontier.hosts.count, "host"))\n"
    for state in ItemState.allCases where frontier.counts[state] > 0 {
      text += "  \(FrontierState.word(for: state)): \(frontier.counts[state])\n"
    }
    text += "  due for another visit: \(frontier.due)\n"
    if !frontier.causes.isEmpty {
      text += "\nfailed or passed over\n"
      for cause in frontier.causes.prefix(12) { text += "  \(cause.count) × \(TerminalText.sanitised(cause.cause))\n" }
    }
    if output.verbose {
      text += "\nhosts\n"
      for host in frontier.hosts {
        let count = host.states.values.reduce(0, +)
        text += "  \(TerminalText.sanitised(host.name)): \(Wording.count(count, "address", ending: "es")), "
        text += "\(host.states[.waiting] ?? 0) waiting, \(host.states[.failed] ?? 0) failed"
        text += host.crawlDelay.map { ", asks for \($0) s between requests\n" } ?? "\n"
      }
    } else {
      text += "\nwith -v: host by host\n"
    }
    return text
  }

  private func json(_ store: Store, _ aggregate: TrendAggregate, _ frontier: FrontierState?) -> [UInt8] {
    var writer = JSONWriter(isPretty: true)
    writer.beginObject()
    writer.member("store", storage.folder)
    writer.member("pages", store.pageCount)
    writer.member("bytes", store.byteCount)
    writer.beginArray("services")
    for (name, service) in aggregate.services.sorted(by: { $0.key < $1.key }) {
      let sums = StanceSums(service)
      writer.beginObject()
      writer.member("service", name)
      for (key, count) in [
        ("pages", service.pages), ("posts", service.posts), ("comments", service.comments), ("quotes", service.quotes),
        ("quitting", sums.quitting), ("defending", sums.defending), ("neutral", sums.neutral), ("unread", sums.unread),
      ] {
        writer.key(key)
        writer.integer(count)
      }
      writer.member("first", service.days.keys.min())
      writer.member("last", service.days.keys.max())
      writer.endObject()
    }
    writer.endArray()
    writer.key("frontier")
    if let frontier { frontier.write(into: &writer) } else { writer.null() }
    writer.endObject()
    writer.endLine()
    return writer.bytes
  }
}

/// The frontier as `status` shows it.
private struct FrontierState {
  let counts: FrontierCounts
  let hosts: [HostCounts]
  let causes: [(state: ItemState, cause: String, count: Int)]
  let due: Int

  /// Reads the frontier beside a store; `nil` when there is none.
  init?(folder: String) throws(Failure) {
    let path = StoreOpener.frontierPath(folder)
    guard FileManager.default.fileExists(atPath: path) else { return nil }
    do throws(FrontierError) {
      let reader = try FrontierReader(path: path)
      counts = try reader.counts()
      hosts = try reader.hosts()
      causes = try reader.causes()
      due = try reader.due(at: SystemClock.now)
    } catch {
      guard error.code == .damaged || error.code == .foreign else { throw StoreOpener.failure(error) }
      // The store is whole without it, and is shown.
      StandardError.line("stance: \(StoreOpener.failure(error).message)")
      return nil
    }
  }

  static func word(for state: ItemState) -> String {
    switch state {
    case .waiting: "waiting"
    case .retrying: "to be tried again"
    case .done: "fetched"
    case .notModified: "unchanged at the last visit"
    case .disallowed: "forbidden by robots.txt"
    case .gone: "gone"
    case .failed: "failed"
    case .skipped: "passed over"
    }
  }

  func write(into writer: inout JSONWriter) {
    writer.beginObject()
    writer.member("addresses", counts.total)
    writer.beginObject("states")
    for state in ItemState.allCases {
      writer.key("\(state)")
      writer.integer(counts[state])
    }
    writer.endObject()
    writer.member("due", due)
    writer.objects("causes", causes) { cause, writer in
      writer.member("state", "\(cause.state)")
      writer.member("cause", cause.cause)
      writer.member("count", cause.count)
    }
    writer.objects("hosts", hosts) { host, writer in
      writer.member("host", host.name)
      writer.member("addresses", host.states.values.reduce(0, +))
      writer.member("waiting", host.states[.waiting] ?? 0)
      writer.member("failed", host.states[.failed] ?? 0)
      writer.member("next", host.nextLegal.description)
    }
    writer.endObject()
  }
}

/// A service's stances over all days.
private struct StanceSums {
  var quitting = 0
  var defending = 0
  var neutral = 0
  var unread = 0

  init(_ service: TrendAggregate.Service) {
    for sums in [service.undated] + Array(service.days.values) {
      quitting += sums.quitting
      defending += sums.defending
      neutral += sums.neutral
      unread += sums.unread
    }
  }
}
