import Testing

@testable import Storage

@Suite("A follower of a store")
struct StoreFollowerTests {
  private func added(_ follower: inout StoreFollower) throws -> (StoreFollower.Change, [String]) {
    var pages: [String] = []
    let change = try follower.next { record in pages.append(record.page) }
    return (change, pages)
  }

  @Test("hands out what was added since, over the ends of segments, each record once")
  func follows() throws {
    let files = MemoryFiles()
    let store = try Samples.open(files, segmentSize: 2000)
    try store.append([Samples.page(1)])
    var follower = StoreFollower(folder: "/s", files: files)
    try follower.skipToEnd()
    #expect(try added(&follower) == (.none, []))
    var wanted: [String] = []
    for number in 2..<12 {
      try store.append([Samples.page(number)])
      wanted.append(Samples.page(number).page)
    }
    let (change, pages) = try added(&follower)
    #expect(change == .added)
    #expect(pages == wanted)
    #expect(try added(&follower) == (.none, []))
  }

  @Test("waits for a line that is only half written")
  func tornTail() throws {
    let files = MemoryFiles()
    let store = try Samples.open(files)
    try store.append([Samples.page(1)])
    let path = try #require(files.paths.first { $0.hasPrefix("/s/segments/") })
    let whole = try #require(files.contents(path))
    try store.append([Samples.page(2)])
    let both = try #require(files.contents(path))
    var follower = StoreFollower(folder: "/s", files: files)
    files.overwrite(path, with: Array(both[..<(whole.count + 20)]))
    #expect(try added(&follower).1 == [Samples.page(1).page])
    files.overwrite(path, with: both)
    #expect(try added(&follower).1 == [Samples.page(2).page])
    #expect(follower.brokenLines == 0)
  }

  @Test("says when everything begins anew, and counts lines that are no records")
  func replaced() throws {
    let files = MemoryFiles()
    let store = try Samples.open(files)
    try store.append([Samples.page(1), Samples.page(2)])
    let path = try #require(files.paths.first { $0.hasPrefix("/s/segments/") })
    let bytes = try #require(files.contents(path))
    var follower = StoreFollower(folder: "/s", files: files)
    _ = try added(&follower)
    files.overwrite(path, with: Array(bytes[...(bytes.firstIndex(of: 0x0a) ?? 0)]))
    #expect(try added(&follower).0 == .replaced)
    files.overwrite(path, with: bytes + Array("{\"schema\":1\n".utf8))
    #expect(try added(&follower) == (.added, []))
    #expect(follower.brokenLines == 1)
  }

  @Test("finds nothing in a folder that is still empty")
  func empty() throws {
    var follower = StoreFollower(folder: "/s", files: MemoryFiles())
    try follower.skipToEnd()
    #expect(try added(&follower) == (.none, []))
    #expect(!follower.isBeingWritten)
  }
}
