import Model
import Testing

@testable import Archiving

@Suite("Writing archives")
struct ArchiveTests {
  @Test("gives back each answer as it was fetched, with what it was fetched as")
  func roundTrip() throws {
    let folder = try TemporaryFolder()
    let archive = try folder.open()
    let page = try Samples.fetched()
    let source = CommentSource(kind: .disqus, url: "http://blog.example/api?x", statedComments: 3)
    try archive.add(page, as: .source(source, of: "http://blog.example/post"))
    try archive.close()
    let name = try #require(try folder.names().last)
    let answer = try #require(ArchivedAnswer(try folder.records(name)[1]))
    #expect(answer.page.address == page.address)
    #expect(answer.page.status == 200)
    #expect(answer.page.body == page.body)
    #expect(answer.page.fetched == page.fetched)
    #expect(answer.page.header("X-Name") == "Zoë")
    #expect(answer.role == .source(source, of: "http://blog.example/post"))
    #expect(answer.depth == 1)
  }

  @Test("begins each file with what it is about")
  func about() throws {
    let folder = try TemporaryFolder()
    try folder.fill([try Samples.fetched()])
    let name = try #require(try folder.names().last)
    #expect(name == "stance-20111114143000-00001.warc.gz")
    #expect(try folder.records(name)[0].type == "warcinfo")
    let source = try ArchiveSource("\(folder.archive)/\(name)", scratch: "")
    #expect(try source.topic() == #"{"service":"Klout"}"#)
  }

  // WARC 1.1 §6.7: what was had before is named and not stored again.
  @Test("writes a revisit record for an answer that is the same as before, in this run and in later ones")
  func revisits() throws {
    let folder = try TemporaryFolder()
    try folder.fill([try Samples.fetched(), try Samples.fetched(at: 60)])
    try folder.fill([try Samples.fetched(at: 120), try Samples.fetched(body: "new", at: 180)], at: 120)
    let names = try folder.names().filter { $0.hasSuffix(".gz") }
    #expect(try folder.records(names[0]).map(\.type) == ["warcinfo", "response", "revisit"])
    let later = try folder.records(names[1])
    #expect(later.map(\.type) == ["warcinfo", "revisit", "response"])
    #expect(later[1].field("WARC-Profile") == "http://netpreserve.org/warc/1.1/revisit/identical-payload-digest")
    #expect(later[1].field("WARC-Refers-To-Target-URI") == "http://blog.example/")
    #expect(later[1].field("WARC-Refers-To-Date")?.hasPrefix("2011-11-14T14:30:00") == true)
  }

  @Test("writes a revisit record for a page that was not modified")
  func notModified() throws {
    let folder = try TemporaryFolder()
    try folder.fill([try Samples.fetched(), try Samples.fetched(body: "", status: 304, at: 60)])
    let name = try #require(try folder.names().last)
    let record = try #require(try folder.records(name).last)
    #expect(record.field("WARC-Profile") == "http://netpreserve.org/warc/1.1/revisit/server-not-modified")
    #expect(ArchivedAnswer(record)?.isNotModified == true)
    #expect(try ArchiveCheck.run(folder: folder.archive).damages.isEmpty)
  }

  @Test("states digests that fit")
  func digests() throws {
    let folder = try TemporaryFolder()
    let page = try Samples.fetched()
    try folder.fill([page])
    let name = try #require(try folder.names().last)
    let record = try #require(try folder.records(name).last)
    #expect(Digest.agrees(try #require(record.field("WARC-Payload-Digest")), with: page.body[...]) == true)
    #expect(record.block[(try #require(record.headLength))...].elementsEqual(page.body))
  }

  @Test("tells a body that is not the one it has the digest of")
  func foreignBody() throws {
    let folder = try TemporaryFolder()
    try folder.fill([try Samples.fetched()])
    let names = try folder.names()
    let record = try #require(try folder.records(names[1]).last)
    let block = Array(String(decoding: record.block, as: UTF8.self).replacing("deleted", with: "deceted").utf8)
    let fields = record.fields.filter { !$0.isNamed("Content-Length") }
    let altered = Samples.packed(RecordForm.record(fields, head: block))
    let whole = try folder.bytes(names[1])
    let offset = try #require(record.offset)
    try folder.write(Array(whole[..<offset]) + altered, to: names[1])
    #expect(try ArchiveCheck.run(folder: folder.archive).damages.map(\.lost) == [1])
  }

  @Test("begins a new file when one is full, and indexes each")
  func rotation() throws {
    let folder = try TemporaryFolder()
    try folder.fill(try (0..<20).map { try Samples.fetched("/\($0)") }, fileSize: 2000)
    let names = try folder.names()
    #expect(names.count(where: { $0.hasSuffix(".warc.gz") }) > 3)
    #expect(names.count(where: { $0.hasSuffix(".cdxj") }) == names.count(where: { $0.hasSuffix(".warc.gz") }))
    #expect(try ArchiveCheck.run(folder: folder.archive).damages.isEmpty)
    #expect(try ArchiveCheck.run(folder: folder.archive).records == 20)
  }

  @Test("writes an index that is sorted and leads to the record")
  func index() throws {
    let folder = try TemporaryFolder()
    try folder.fill([try Samples.fetched("/b?z=1&a=2"), try Samples.fetched("/A")])
    let names = try folder.names()
    let lines = try folder.bytes(names[0]).split(separator: 0x0a).dropFirst().map {
      String(decoding: $0, as: UTF8.self)
    }
    #expect(lines.map { $0.prefix { $0 != " " } } == ["example,blog)/a", "example,blog)/b?a=2&z=1"])
    let entry = try #require(IndexEntry(line: Array(lines[0].utf8)[...]))
    let source = try ArchiveSource("\(folder.archive)/\(names[1])", scratch: "")
    #expect(try source.record(at: entry.offset)?.target == "http://blog.example/A")
  }

  @Test("cuts off what a crash left half written, sets it aside, and seals the rest")
  func torn() throws {
    let folder = try TemporaryFolder()
    try folder.fill([try Samples.fetched(), try Samples.fetched("/2")])
    let names = try folder.names()
    let whole = try folder.bytes(names[1])
    let index = try folder.bytes(names[0])
    for cut in [1, 30, 200] {
      let torn = try TemporaryFolder()
      _ = try torn.fill([])
      try torn.makeArchive()
      try torn.write(Array(whole.dropLast(cut)), to: names[1] + ".open")
      let archive = try torn.open(at: 60)
      #expect(archive.cuts.count == 1)
      #expect(try torn.names() == names)
      #expect(try torn.names("aside").count == 1)
      #expect(try ArchiveCheck.run(folder: torn.archive).records == 1)
    }
    let empty = try TemporaryFolder()
    try empty.makeArchive()
    try empty.write([], to: names[1] + ".open")
    #expect(try empty.open(at: 60).cuts.isEmpty)
    #expect(try empty.names().isEmpty)
    let complete = try TemporaryFolder()
    try complete.makeArchive()
    try complete.write(whole, to: names[1] + ".open")
    #expect(try complete.open(at: 60).cuts.isEmpty)
    #expect(try complete.bytes(names[0]) == index)
  }

  @Test("makes the same bytes of the same answers")
  func same() throws {
    let folders = try (0..<2).map { _ in try TemporaryFolder() }
    for folder in folders { try folder.fill([try Samples.fetched(), try Samples.fetched("/2")]) }
    for name in try folders[0].names() { #expect(try folders[0].bytes(name) == folders[1].bytes(name)) }
  }
}

@Suite("Checking archives")
struct ArchiveCheckTests {
  @Test("finds every flipped byte and every cut")
  func damage() throws {
    let folder = try TemporaryFolder()
    try folder.fill([try Samples.fetched(), try Samples.fetched("/2")])
    for name in try folder.names() {
      let bytes = try folder.bytes(name)
      for position in stride(from: 0, to: bytes.count, by: 7) {
        var flipped = bytes
        flipped[position] ^= 0x10
        try folder.write(flipped, to: name)
        #expect(try !ArchiveCheck.run(folder: folder.archive).damages.isEmpty, "\(name) \(position)")
        try folder.write(Array(bytes[..<position]), to: name)
        #expect(try !ArchiveCheck.run(folder: folder.archive).damages.isEmpty, "\(name) \(position)")
      }
      try folder.write(bytes, to: name)
    }
    #expect(try ArchiveCheck.run(folder: folder.archive).damages.isEmpty)
  }

  @Test("repairs by keeping every whole record, and deletes nothing")
  func repair() throws {
    let folder = try TemporaryFolder()
    try folder.fill(try (0..<5).map { try Samples.fetched("/\($0)") })
    let names = try folder.names()
    var bytes = try folder.bytes(names[1])
    let entry = try #require(IndexEntry(line: try folder.bytes(names[0]).split(separator: 0x0a)[3]))
    bytes[entry.offset + 40] ^= 0xff
    try folder.write(bytes, to: names[1])
    let repaired = try ArchiveCheck.repair(
      folder: folder.archive, aside: folder.path + "/aside", at: Instant(seconds: 9))
    #expect(repaired.count == 1)
    let check = try ArchiveCheck.run(folder: folder.archive)
    #expect(check.damages.isEmpty)
    #expect(check.records == 4)
    #expect(try folder.names("aside").count >= 1)
  }

  @Test(
    "knows the standard's digests",
    arguments: [
      ("abc", "sha1:VGMT4NSHA2AWVOR6EVYXQUGCNSONBWE5"),
      ("", "sha1:3I42H3S6NNFQ2MSVX7XZKYAYSCX5QBYJ"),
      ("abc", "sha256:ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"),
      (String(repeating: "a", count: 119), "sha-1:ee971065aaa017e0632a8ca6c77bb3bf8b1dfc56"),
    ])
  func digests(text: String, stated: String) {
    #expect(Digest.agrees(stated, with: Array(text.utf8)[...]) == true)
  }
}
