import Model
import Testing

@testable import Storage

@Suite("What the store acknowledged survives")
struct DurabilityTests {
  /// Adds ten batches until something fails; gives the pages that were acknowledged.
  private func run(on files: MemoryFiles, _ segmentSize: Int = 3000) -> Set<String> {
    var acknowledged: Set<String> = []
    guard let store = try? Samples.open(files, segmentSize: segmentSize) else { return [] }
    for batch in 0..<10 {
      let records = (0..<3).map { Samples.page(batch * 3 + $0) }
      guard (try? store.append(records)) != nil else { continue }
      acknowledged.formUnion(records.map(\.page))
    }
    try? store.close()
    return acknowledged
  }

  private func check(_ files: MemoryFiles, has acknowledged: Set<String>, _ comment: Comment) throws {
    let store = try Samples.open(files)
    let pages = try Samples.records(of: store).map(\.page)
    #expect(acknowledged.isSubset(of: pages), comment)
    #expect(Set(pages).count == pages.count, comment)
    #expect(store.damages.allSatisfy { !$0.losesData }, comment)
    // Every line is whole, and no version of a page stands there twice.
    var lines: [ArraySlice<UInt8>] = []
    for path in files.paths where path.hasPrefix("/s/segments/") {
      let bytes = try #require(files.contents(path))
      #expect(bytes.isEmpty || bytes.last == 0x0a, comment)
      lines += bytes.split(separator: 0x0a)
    }
    #expect(lines.allSatisfy { Samples.isIntact(Array($0)) }, comment)
    #expect(Set(lines).count == lines.count, comment)
    // The work goes on.
    try store.append([Samples.page(1000)])
    #expect(try store.record(forPage: Samples.page(1000).page, service: "Klout") != nil, comment)
  }

  /// How many calls an undisturbed run makes.
  private var callsOfARun: Int {
    let files = MemoryFiles()
    _ = run(on: files)
    return files.calls
  }

  @Test("a death of the process at any call")
  func crash() throws {
    for call in 0..<callsOfARun {
      let files = MemoryFiles()
      files.inject(.crashes, atCall: call)
      let acknowledged = run(on: files)
      files.restart(powerFails: false)
      try check(files, has: acknowledged, "call \(call)")
    }
  }

  @Test(
    "a power failure at any call, with any part of the unsynced bytes on the disk", arguments: [0, 1, 400, 100_000])
  func powerFailure(survivors: Int) throws {
    for call in 0..<callsOfARun {
      let files = MemoryFiles()
      files.inject(.crashes, atCall: call)
      let acknowledged = run(on: files)
      files.restart(powerFails: true, survivors: survivors)
      try check(files, has: acknowledged, "call \(call)")
    }
  }

  // EIO, ENOSPC, EROFS: each call fails once, and the writer goes on as far as it can.
  @Test("an error of the system at any call", arguments: [5, 28, 30] as [Int32])
  func failure(number: Int32) throws {
    for call in 0..<callsOfARun {
      let files = MemoryFiles()
      files.inject(.fails(number), atCall: call)
      let acknowledged = run(on: files)
      files.restart(powerFails: false)
      try check(files, has: acknowledged, "call \(call)")
    }
  }

  @Test("short writes everywhere")
  func shortWrites() throws {
    let files = MemoryFiles()
    for call in 0..<400 { files.inject(.isShort, atCall: call) }
    #expect(run(on: files).count == 30)
    files.restart(powerFails: true)
    try check(files, has: Set((0..<30).map { Samples.page($0).page }), "short writes")
  }

  @Test("a full disk: the batch is refused as a whole, and accepted when there is room again")
  func fullDisk() throws {
    let files = MemoryFiles()
    let store = try Samples.open(files)
    try store.append([Samples.page(1)])
    files.inject(.fails(28), atCall: 0)
    #expect { try store.append([Samples.page(2), Samples.page(3)]) } throws: { ($0 as? StorageError)?.code == .full }
    #expect(store.pageCount == 1)
    #expect(try store.append([Samples.page(2), Samples.page(3)]).written == 2)
    #expect(try Samples.open(files, .read).pageCount == 3)
  }

  @Test("after a failed sync nothing more is acknowledged until the store is opened again")
  func failedSync() throws {
    let files = MemoryFiles()
    let store = try Samples.open(files)
    try store.append([Samples.page(1)])
    files.inject(.fails(5), atCall: 1)
    #expect(throws: StorageError.self) { try store.append([Samples.page(2)]) }
    #expect(throws: StorageError.self) { try store.append([Samples.page(3)]) }
  }

  @Test("a torn tail is set aside under a dated name, and said")
  func tornTail() throws {
    let files = MemoryFiles()
    let store = try Samples.open(files)
    try store.append([Samples.page(1)])
    try store.close()
    let whole = try #require(files.contents("/s/segments/000001.jsonl"))
    files.overwrite("/s/segments/000001.jsonl", with: whole + Array("{\"schema\":1,\"serv".utf8))
    #expect(try Samples.open(files, .read).pageCount == 1)
    let opened = try Samples.open(files)
    #expect(opened.damages.map(\.kind) == [.tornTail])
    #expect(opened.damages[0].setAside == "aside/2011-11-14T142000-000001.jsonl.tail")
    #expect(files.contents("/s/segments/000001.jsonl") == whole)
    #expect(files.contents("/s/aside/2011-11-14T142000-000001.jsonl.tail") == Array("{\"schema\":1,\"serv".utf8))
  }

  @Test("a broken line costs that line alone, and is said")
  func brokenLine() throws {
    let files = MemoryFiles()
    let store = try Samples.open(files)
    for number in 1...3 { try store.append([Samples.page(number)]) }
    try store.close()
    var bytes = try #require(files.contents("/s/segments/000001.jsonl"))
    bytes[bytes.count / 2] ^= 4
    files.overwrite("/s/segments/000001.jsonl", with: bytes)
    let reader = try Samples.open(files, .read)
    #expect(reader.pageCount == 2)
    #expect(reader.damages.map(\.kind) == [.brokenLine])
  }

  @Test("a shortened and a missing segment are said")
  func lostBytes() throws {
    let files = MemoryFiles()
    _ = run(on: files)
    let first = try #require(files.contents("/s/segments/000001.jsonl"))
    let end = try #require(first.dropLast().lastIndex(of: 0x0a))
    files.overwrite("/s/segments/000001.jsonl", with: Array(first[...end]))
    files.remove("/s/segments/000002.jsonl")
    let kinds = try Samples.open(files, .read).damages.map(\.kind)
    #expect(Set(kinds) == [.shortSegment, .missingSegment])
  }

  @Test("a lost or half-written manifest costs nothing", arguments: ["", "{\"format\": 1, \"seg", "\u{0}\u{0}\u{0}"])
  func manifest(text: String) throws {
    let files = MemoryFiles()
    let acknowledged = run(on: files)
    files.overwrite("/s/manifest.json", with: Array(text.utf8))
    try check(files, has: acknowledged, "damaged")
    files.remove("/s/manifest.json")
    try check(files, has: acknowledged, "lost")
  }
}
