internal import Archiving
internal import Crawling
internal import Foundation
internal import Frontier
internal import Model
internal import Storage

/// The check of everything in a store's folder: records, archive and frontier, each by itself and against the others.
struct WholeCheck {
  /// What the segments, the manifest and the sums say.
  let store: Store.Verification
  /// What the archive says.
  let archive: ArchiveCheck.Result
  /// What is wrong with the frontier; empty when nothing is, or when there is none.
  private(set) var frontierFaults: [String] = []
  /// What does not fit together and is no damage: a crawl without an archive, a frontier that was thrown away.
  private(set) var remarks: [String] = []

  /// One line for each damage.
  ///
  /// What a crawl has open, or a killed one left open, is none: the next crawl goes on with it.
  var damages: [String] {
    store.damages.map(\.description) + archive.damages.filter { $0.kind != .leftOpen }.map(\.description)
      + frontierFaults.map { "broken frontier: frontier.sqlite, \($0)" }
  }

  /// Checks a folder; touches nothing.
  ///
  /// - Throws: `StorageError` or `ArchiveError` when it cannot be read.
  init(folder: String) throws {
    let isBeingWritten = StoreFollower(folder: folder).isBeingWritten
    store = try Store.verify(folder: folder)
    archive = try ArchiveCheck.run(folder: StoreOpener.archivePath(folder))
    let visited = try checkFrontier(folder)
    let open = archive.damages.filter { $0.kind == .leftOpen }
    if isBeingWritten {
      remarks.append("another process is writing to the store; check again when it has ended")
    } else {
      for file in open {
        remarks.append(
          "archive/\(file.file) was left open by a crawl that was killed; the next crawl, or --repair, seals it")
      }
      if store.areSumsBehind { remarks.append("trend.json is behind the records; the next crawl brings it up to date") }
    }
    remarks += Labels.faults(in: folder).map { "labels.jsonl, \($0)" }
    if let fault = TopicRegister.fault(in: folder) { remarks.append("topics.json \(fault)") }
    try compare(folder, visited: visited)
  }

  /// What the frontier says of pages, as fingerprints of their keys.
  private struct Visited {
    var all: Set<UInt64> = []
    /// Those that the last visit brought.
    var fetched: Set<UInt64> = []
  }

  /// Looks at the frontier; gives the pages that it knows, `nil` without a frontier.
  private mutating func checkFrontier(_ folder: String) throws -> Visited? {
    let path = StoreOpener.frontierPath(folder)
    guard FileManager.default.fileExists(atPath: path) else { return nil }
    var visited = Visited()
    do throws(FrontierError) {
      let reader = try FrontierReader(path: path)
      frontierFaults = Array(try reader.faults().prefix(3))
      try reader.forEachVisitedPage { href, isFetched in
        guard let address = Address(href) else { return }
        visited.all.insert(WholeCheck.key(address))
        if isFetched { visited.fetched.insert(WholeCheck.key(address)) }
      }
    } catch {
      guard error.code == .damaged || error.code == .foreign else { return nil }
      frontierFaults.append(error.cause)
      return nil
    }
    return visited
  }

  /// Compares the three.
  private mutating func compare(_ folder: String, visited: Visited?) throws {
    var unarchived = 0
    var unknown = 0
    try Store(folder: folder, mode: .read).forEachPage { page in
      guard let address = Address(page) else { return }
      if archive.records > 0, !archive.pages.contains(WholeCheck.key(address)) { unarchived += 1 }
      if let visited, !visited.all.contains(WholeCheck.key(address)) { unknown += 1 }
    }
    if unarchived > 0 {
      remarks.append(
        "\(Wording.count(unarchived, "page")) in the store without an answer of that address in the archive")
    }
    if unknown > 0 {
      remarks.append("\(Wording.count(unknown, "page")) in the store that the frontier does not know as fetched")
    }
    if archive.records > 0, let visited {
      let lost = visited.fetched.subtracting(archive.pages).count
      if lost > 0 {
        remarks.append(
          "\(Wording.count(lost, "page")) that the frontier knows as fetched without an answer in the archive")
      }
    }
  }

  /// Sets damage aside under dated names and keeps everything that is intact; gives one line for each.
  static func repair(folder: String) throws -> [String] {
    let now = SystemClock.now
    let storeDamages = try Store.repair(folder: folder)
    var lines = storeDamages.map(\.description)
    // Held open, so that no crawl begins while archive and frontier are mended.
    let store = try Store(folder: folder, mode: .write)
    lines += try ArchiveCheck.repair(
      folder: StoreOpener.archivePath(folder), aside: folder + "/aside", at: now
    ).map(\.description)
    let check = try WholeCheck(folder: folder)
    if !check.frontierFaults.isEmpty { lines.append(try setFrontierAside(folder, at: now)) }
    try store.close()
    if storeDamages.contains(where: \.losesData), check.archive.records > 0 {
      lines.append(
        "records were lost; the raw answers are still in the archive: "
          + "stance replay \(StoreOpener.archivePath(folder))/*.warc.gz --store \(folder) reads them again")
    }
    return lines
  }

  /// Moves a broken frontier away: the next crawl begins a new one, which costs requests, never data.
  private static func setFrontierAside(_ folder: String, at now: Instant) throws(Failure) -> String {
    let date = now.description.filter { $0 != ":" }
    let target = "aside/\(date)-frontier.sqlite"
    do {
      try FileManager.default.createDirectory(atPath: folder + "/aside", withIntermediateDirectories: true)
      for ending in ["", "-wal", "-shm", "-asked"]
      where FileManager.default.fileExists(
        atPath: StoreOpener.frontierPath(folder) + ending)
      {
        try FileManager.default.moveItem(
          atPath: StoreOpener.frontierPath(folder) + ending, toPath: "\(folder)/\(target)\(ending)")
      }
    } catch {
      throw Failure(.failed, "cannot set the broken frontier aside: \(error.localizedDescription)")
    }
    return "broken frontier: frontier.sqlite, set aside as \(target)"
  }

  private static func key(_ address: Address) -> UInt64 { Fingerprint(address.pageKey).folded }
}
