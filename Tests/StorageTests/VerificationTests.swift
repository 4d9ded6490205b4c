import Testing

@testable import Storage

@Suite("The check of a store")
struct VerificationTests {
  private func filled() throws -> MemoryFiles {
    let files = MemoryFiles()
    let store = try Samples.open(files, segmentSize: 5000)
    for number in 0..<20 { try store.append([Samples.page(number)]) }
    try store.close()
    return files
  }

  @Test("finds nothing in a whole store")
  func whole() throws {
    let verification = try Store.verify(folder: "/s", files: filled())
    #expect(verification.damages.isEmpty)
    #expect(verification.records == 20)
    #expect(verification.segments > 3)
  }

  @Test("finds every flipped bit, and the repair keeps every intact record")
  func flips() throws {
    let pristine = try filled()
    for path in pristine.paths where path != "/s/lock" {
      let bytes = try #require(pristine.contents(path))
      for position in stride(from: 0, to: bytes.count, by: 419) {
        let files = try filled()
        var damaged = bytes
        damaged[position] ^= 1 << UInt8(position % 7)
        files.overwrite(path, with: damaged)
        #expect(try !Store.verify(folder: "/s", files: files).damages.isEmpty, "\(path) \(position)")
        _ = try Store.repair(folder: "/s", files: files)
        #expect(try Store.verify(folder: "/s", files: files).damages.isEmpty, "\(path) \(position)")
        // A flipped line end costs two lines.
        #expect(try Samples.open(files, .read).pageCount >= 18, "\(path) \(position)")
      }
    }
  }

  @Test("finds every cut, and the repair keeps what is before it")
  func cuts() throws {
    let pristine = try filled()
    for path in pristine.paths where path != "/s/lock" {
      let bytes = try #require(pristine.contents(path))
      for length in stride(from: 0, to: bytes.count, by: 613) {
        let files = try filled()
        files.overwrite(path, with: Array(bytes[..<length]))
        #expect(try !Store.verify(folder: "/s", files: files).damages.isEmpty, "\(path) \(length)")
        _ = try Store.repair(folder: "/s", files: files)
        #expect(try Store.verify(folder: "/s", files: files).damages.isEmpty, "\(path) \(length)")
      }
    }
  }

  @Test("says where damaged bytes lie now, and loses none of them")
  func setAside() throws {
    let files = try filled()
    let path = "/s/segments/000002.jsonl"
    var damaged = try #require(files.contents(path))
    damaged[10] ^= 1
    files.overwrite(path, with: damaged)
    let damages = try Store.repair(folder: "/s", files: files)
    #expect(damages.map(\.kind) == [.brokenLine])
    let name = try #require(damages.first?.setAside)
    #expect(files.contents("/s/\(name)") == damaged)
  }

  @Test("says which segment is missing, and keeps the manifest that knew it")
  func missing() throws {
    let files = try filled()
    files.remove("/s/segments/000001.jsonl")
    #expect(try Store.verify(folder: "/s", files: files).damages.map(\.kind).contains(.missingSegment))
    _ = try Store.repair(folder: "/s", files: files)
    #expect(files.paths.contains { $0.hasPrefix("/s/aside/") && $0.hasSuffix("manifest.json") })
    #expect(try Store.verify(folder: "/s", files: files).damages.isEmpty)
  }

  @Test("does not repair a store that is being written")
  func locked() throws {
    let files = try filled()
    let writer = try Samples.open(files)
    #expect(throws: StorageError.self) { try Store.repair(folder: "/s", files: files) }
    try writer.close()
  }
}
