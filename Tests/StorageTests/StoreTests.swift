import JSONCoding
import Model
import Testing

@testable import Storage

@Suite("The store")
struct StoreTests {
  private let files = MemoryFiles()

  @Test("gives back what was added, in the order of the pages' addresses")
  func order() throws {
    let store = try Samples.open(files)
    let records = (1...9).map { Samples.page($0) }
    #expect(try store.append(records) == Store.Appended(written: 9, unchanged: 0))
    #expect(try Samples.records(of: store) == records.sorted { $0.page < $1.page })
    #expect(try store.record(forPage: records[4].page, service: "Klout") == records[4])
    #expect(try store.record(forPage: records[4].page, service: "Other") == nil)
  }

  @Test("does not write an unchanged page again, neither later nor in the same batch")
  func idempotence() throws {
    let store = try Samples.open(files)
    #expect(try store.append([Samples.page(1), Samples.page(1)]) == .init(written: 1, unchanged: 1))
    let length = store.byteCount
    var again = Samples.page(1)
    again.fetched = Instant(milliseconds: 1_900_000_000_000)
    #expect(try store.append([again]) == .init(written: 0, unchanged: 1))
    #expect(store.byteCount == length)
  }

  @Test("knows an unchanged page by the digest that earlier versions wrote")
  func formerDigests() throws {
    var line = JSONWriter()
    _ = RecordLine.digest(of: Samples.page(1), into: &line)
    RecordLine.finish(Samples.page(1), digest: RecordLine.formerDigest(of: line.bytes), in: &line)
    files.overwrite("/s/segments/000001.jsonl", with: line.bytes)
    let store = try Samples.open(files)
    #expect(store.damages.isEmpty)
    #expect(try store.append([Samples.page(1)]) == .init(written: 0, unchanged: 1))
    #expect(try store.append([Samples.page(1, words: "other")]) == .init(written: 1, unchanged: 0))
  }

  @Test("keeps every version and gives the latest")
  func versions() throws {
    let store = try Samples.open(files)
    for words in ["first", "second", "first"] { try store.append([Samples.page(1, words: words)]) }
    #expect(try Samples.records(of: store).map { $0.conversation.voices[0].text } == ["first"])
    let lines = try #require(files.contents("/s/segments/000001.jsonl")).split(separator: 0x0a)
    #expect(lines.count == 3)
  }

  @Test("keeps the pages of two services apart")
  func services() throws {
    let store = try Samples.open(files)
    try store.append([Samples.page(1), Samples.page(1, service: "Evernote"), Samples.page(2)])
    #expect(store.pageCount == 3)
    #expect(store.services == ["Evernote", "Klout"])
    var seen = 0
    try store.forEachRecord(of: "Evernote") { _ in seen += 1 }
    #expect(seen == 1)
  }

  @Test("begins a new segment when one is full, and reads all of them")
  func rotation() throws {
    let records = (1...20).map { Samples.page($0) }
    do {
      let store = try Samples.open(files, segmentSize: 2000)
      for record in records { try store.append([record]) }
      try store.close()
    }
    #expect(files.paths.filter { $0.hasPrefix("/s/segments/") }.count > 5)
    let store = try Samples.open(files, .read)
    #expect(store.damages.isEmpty)
    #expect(try Samples.records(of: store) == records.sorted { $0.page < $1.page })
  }

  @Test("gives the same bytes for the same records")
  func determinism() throws {
    let other = MemoryFiles()
    for files in [files, other] {
      let store = try Samples.open(files)
      try store.append([Samples.full, Samples.page(2)])
      try store.close()
    }
    for path in files.paths { #expect(files.contents(path) == other.contents(path), "\(path)") }
    #expect(files.paths == ["/s/lock", "/s/manifest.json", "/s/segments/000001.jsonl", "/s/trend.json"])
  }

  @Test("lets readers in while a writer writes, each with what was there when it came")
  func readers() throws {
    let writer = try Samples.open(files)
    try writer.append([Samples.page(1)])
    let reader = try Samples.open(files, .read)
    try writer.append([Samples.page(2)])
    #expect(reader.pageCount == 1)
    #expect(try Samples.open(files, .read).pageCount == 2)
  }

  @Test("turns a second writer away, and says who writes")
  func secondWriter() throws {
    let writer = try Samples.open(files)
    #expect {
      try Samples.open(files)
    } throws: { error in
      guard let error = error as? StorageError else { return false }
      return error.code == .locked && error.concernsStoreItself && error.description.contains("process 4711")
    }
    try writer.close()
    _ = try Samples.open(files)
  }

  @Test("refuses to write when it was opened for reading, or closed")
  func readOnly() throws {
    let writer = try Samples.open(files)
    try writer.append([Samples.page(1)])
    try writer.close()
    #expect(throws: StorageError.self) { try writer.append([Samples.page(2)]) }
    let reader = try Samples.open(files, .read)
    #expect(throws: StorageError.self) { try reader.append([Samples.page(2)]) }
  }

  @Test("says what to do when there is nothing to read")
  func missing() {
    #expect { try Samples.open(files, .read) } throws: { ($0 as? StorageError)?.code == .missing }
  }

  @Test("refuses a store of a later format", arguments: [Store.Mode.read, .write])
  func newerFormat(mode: Store.Mode) throws {
    files.overwrite("/s/manifest.json", with: Array("{\"format\":2,\"anything\":true}".utf8))
    #expect { try Samples.open(files, mode) } throws: { ($0 as? StorageError)?.code == .newerFormat }
  }

  @Test("keeps its sums by day up to date through new versions, as counting anew gives them")
  func aggregate() throws {
    let store = try Samples.open(files)
    try store.append([Samples.page(1), Samples.page(2), Samples.full])
    var changed = Samples.page(1, words: "I came back.")
    changed.readings[0].stance = .defending
    changed.readings[0].sentiment = 0.5
    try store.append([changed])
    let kept = try store.aggregate()
    try store.close()
    let file = try #require(files.contents("/s/trend.json"))
    #expect(try Samples.open(files, .read).aggregate() == kept)
    files.remove("/s/trend.json")
    let counted = try Samples.open(files, .read).aggregate()
    #expect(counted == kept)
    #expect(counted.services["Klout"]?.days["2011-11-02"]?.defending == 1)
    #expect(counted.services["Klout"]?.days["2011-11-02"]?.sentiment == 500_000)
    #expect(counted.services["Klout"]?.pages == 3)
    let again = try Samples.open(files)
    try again.append([Samples.page(3)])
    try again.append([])
    try again.close()
    #expect(files.contents("/s/trend.json") != file)
  }

  @Test("works on the system's own files")
  func onDisk() throws {
    let folder = "/tmp/stance-store-test-\(UInt64.random(in: 0...UInt64.max))/below"
    let records = (1...30).map { Samples.page($0) }
    do {
      let store = try Store(folder: folder, mode: .write, segmentSize: 4000)
      try store.append(records)
      try store.append([Samples.full])
      #expect(throws: StorageError.self) { try Store(folder: folder, mode: .write) }
      try store.close()
    }
    let store = try Store(folder: folder, mode: .read)
    #expect(try Samples.records(of: store) == (records + [Samples.full]).sorted { $0.page < $1.page })
    #expect(store.damages.isEmpty)
  }
}
