internal import Archiving
internal import Crawling
internal import Dispatch
internal import Fetching
internal import Foundation
internal import Frontier
internal import Model
internal import Reporting
internal import Scoring
internal import Storage

/// Runs one crawl from a topic into a store folder, with its progress line, interrupts and summary.
struct CrawlRunner {
  let topic: Topic
  let folder: String
  let options: CrawlOptions
  let manners: Manners
  let fetchOptions: FetchOptions
  var scorer = Scorer()
  let output: OutputOptions
  var keepsArchive = true

  /// Crawls.
  ///
  /// - Throws: `Failure` when store, frontier or disk fail.
  func run() async throws -> CrawlSummary {
    let store = try StoreOpener.writing(folder)
    TopicRegister.note(topic, in: folder)
    let frontier: Frontier
    do throws(FrontierError) {
      frontier = try Frontier(
        path: StoreOpener.frontierPath(folder), service: topic.service.name, manners: manners, at: SystemClock.now)
    } catch {
      throw StoreOpener.failure(error)
    }
    if topic.service.name.isEmpty, !output.quiet {
      StandardError.line(
        "stance: no service named, so each page is read about the name that it keeps using; --service NAME says which is meant"
      )
    }
    let archive = keepsArchive ? try openArchive() : nil
    let fetcher = Fetcher(options: fetchOptions)
    let line = CrawlProgressLine(output: output, isJSON: output.json)
    let crawl = Crawl(
      topic: topic, options: options, frontier: frontier, store: store, archive: archive, fetcher: fetcher,
      listener: Listener(service: topic.service, scorer: scorer), observer: { line.note($0, $1) })
    let signals = Signals {
      line.noteInterrupt()
      crawl.interrupt()
    }
    defer {
      signals.cancel()
      fetcher.stop()
      line.end()
    }
    do {
      let summary = try await crawl.run()
      try archive?.close()
      try store.close()
      BallotShelf.update(folder)
      try frontier.close()
      return summary
    } catch let error as StorageError {
      throw StoreOpener.failure(error)
    } catch let error as FrontierError {
      throw StoreOpener.failure(error)
    } catch let error as ArchiveError {
      throw StoreOpener.failure(error)
    }
  }

  private func openArchive() throws(Failure) -> Archive {
    do throws(ArchiveError) {
      let archive = try Archive(
        folder: StoreOpener.archivePath(folder), aside: folder + "/aside",
        purpose: Archive.Purpose(
          software: "stance/\(Program.version)", service: topic.service.name,
          topic: TopicNote(topic, agent: options.agent, since: options.since, until: options.until).text),
        at: SystemClock.now)
      for cut in archive.cuts { StandardError.line("stance: \(folder): \(cut)") }
      return archive
    } catch {
      throw StoreOpener.failure(error)
    }
  }

  /// What a summary means for the exit code.
  static func status(of summary: CrawlSummary) -> ExitStatus {
    if summary.end == .interrupted { return .interrupted }
    if summary.failures.isEmpty { return .done }
    return summary.progress.fetched == 0 ? .failed : .partial
  }
}

/// SIGINT and SIGTERM as calls, while a crawl runs.
final class Signals {
  private let sources: [any DispatchSourceSignal]

  /// Calls `handler` at each signal, on a queue of its own.
  init(handler: @escaping @Sendable () -> Void) {
    let queue = DispatchQueue(label: "signals")
    sources = [SIGINT, SIGTERM].map { number in
      _ = signal(number, SIG_IGN)
      let source = DispatchSource.makeSignalSource(signal: number, queue: queue)
      source.setEventHandler(handler: handler)
      source.resume()
      return source
    }
  }

  /// Lets the signals end the process again.
  func cancel() {
    for source in sources { source.cancel() }
    for number in [SIGINT, SIGTERM] { _ = signal(number, SIG_DFL) }
  }
}
