import Model
import Testing

@testable import Archiving

@Suite("Reading archives")
struct ArchiveReaderTests {
  @Test("reads every version of the format", arguments: ["WARC/0.17", "WARC/0.18", "WARC/1.0", "WARC/1.1", "warc/1.0"])
  func versions(version: String) throws {
    let (records, tally) = try Samples.read(Samples.record(version: version))
    #expect(records.map(\.version) == [version])
    #expect(tally.broken == 0)
  }

  @Test("takes bare line feeds for line ends")
  func lineFeeds() throws {
    let (records, _) = try Samples.read(Samples.record(end: "\n"))
    #expect(records.first?.block.count == Samples.page.utf8.count)
  }

  // WARC 1.1, annex D: each record in a gzip member of its own.
  @Test("says where each member begins, so that its record can be read again alone")
  func members() throws {
    let first = Samples.packed(Samples.record(url: "http://a.example/"))
    let second = Samples.packed(Samples.record(url: "http://b.example/"))
    let (records, _) = try Samples.read(first + second)
    #expect(records.map(\.offset) == [0, first.count])
    #expect(records.map(\.target) == ["http://a.example/", "http://b.example/"])
  }

  @Test("reads an archive that was packed as a whole")
  func whole() throws {
    let plain = Samples.record(url: "http://a.example/") + Samples.record(url: "http://b.example/")
    let (records, tally) = try Samples.read(Samples.packed(plain))
    #expect(records.map(\.target) == ["http://a.example/", "http://b.example/"])
    #expect(records[1].offset == nil)
    #expect(tally.broken == 0)
  }

  @Test("reads a member that names a file and brings an extra field")
  func gzipHead() throws {
    var member = Samples.packed(Samples.record())
    // RFC 1952 §2.3: FEXTRA (4) of four bytes, then FNAME (8).
    member[3] = 12
    member.insert(contentsOf: [4, 0] + Array("sl\u{0}\u{0}x.warc\u{0}".utf8), at: 10)
    #expect(try Samples.read(member).0.count == 1)
  }

  @Test("goes on with the next record after one whose length is wrong", arguments: [5, 100_000])
  func wrongLength(length: Int) throws {
    let members =
      Samples.packed(Samples.record(url: "http://a.example/", length: length))
      + Samples.packed(Samples.record(url: "http://b.example/"))
    #expect(try Samples.read(members).0.map(\.target).last == "http://b.example/")
    let plain = Samples.record(url: "http://a.example/", length: 5) + Samples.record(url: "http://b.example/")
    let (records, tally) = try Samples.read(plain)
    #expect(records.map(\.target).last == "http://b.example/")
    #expect(tally.broken == 1)
  }

  @Test("passes over a damaged member and counts it", arguments: [20, 60, 100])
  func damagedMember(position: Int) throws {
    var damaged = Samples.packed(Samples.record(url: "http://a.example/"))
    damaged[position] ^= 0xff
    let (records, tally) = try Samples.read(
      Samples.packed(Samples.record()) + damaged + Samples.packed(Samples.record(url: "http://c.example/")))
    #expect(records.filter(\.isComplete).map(\.target) == ["http://blog.example/", "http://c.example/"])
    #expect(tally.broken + tally.cut == 1)
  }

  @Test("hands out what is left of a record that the end of the file cuts off")
  func cut() throws {
    let bytes = Samples.record()
    let (records, tally) = try Samples.read(Array(bytes.dropLast(20)))
    #expect(records.map(\.isComplete) == [false])
    #expect(tally.cut == 1)
  }

  @Test("never crashes and never hangs on a file that is cut anywhere")
  func everyCut() throws {
    let plain = Samples.record() + Samples.record("revisit")
    let packed = Samples.packed(Samples.record()) + Samples.packed(Samples.record("revisit"))
    for bytes in [plain, packed] {
      for length in stride(from: 0, to: bytes.count, by: 3) {
        #expect(try Samples.read(Array(bytes[..<length])).0.count <= 2)
      }
    }
  }

  @Test("never crashes and never hangs on a flipped byte anywhere")
  func everyFlip() throws {
    let plain = Samples.record() + Samples.record("revisit")
    let packed = Samples.packed(Samples.record()) + Samples.packed(Samples.record("revisit"))
    for bytes in [plain, packed] {
      for position in stride(from: 0, to: bytes.count, by: 3) {
        var flipped = bytes
        flipped[position] ^= 0x55
        #expect(try Samples.read(flipped).0.count <= 4)
      }
    }
  }

  @Test("passes over what is larger than it takes, in constant memory")
  func large() throws {
    let large = String(repeating: "x", count: 300_000)
    let bytes = Samples.record(block: large) + Samples.record(url: "http://b.example/")
    let (records, tally) = try Samples.read(bytes, largest: 100_000)
    #expect(records.map(\.block.count) == [0, Samples.page.utf8.count])
    #expect(tally.tooLarge == 1)
  }

  @Test(
    "makes nothing of files that are no archives",
    arguments: ["", "\n\n\n", "hello\nworld\n", "WARC/", "WARC/1.0\r\n", "\u{1f}", "{\"a\":1}"])
  func strangers(text: String) throws {
    #expect(try Samples.read(Array(text.utf8)).0.isEmpty)
  }

  @Test("takes a million lines without a record in linear time")
  func endless() throws {
    let (records, tally) = try Samples.read([UInt8](repeating: 0x0a, count: 500_000) + Array("x\ny".utf8))
    #expect(records.isEmpty)
    #expect(tally.broken == 1)
    #expect(try Samples.read([UInt8](repeating: 0x41, count: 4_000_000)).1.broken == 1)
  }

  @Test("reads dates with and without fractions, and no others")
  func dates() {
    #expect(ArchiveDate.instant(of: "2011-11-14T14:30:00Z") == Instant(seconds: 1_321_281_000))
    #expect(ArchiveDate.instant(of: "2011-11-14T14:30:00.25Z") == Instant(milliseconds: 1_321_281_000_250))
    #expect(ArchiveDate.instant(of: "2011-11-14T14:30:00.250999999Z") == Instant(milliseconds: 1_321_281_000_250))
    #expect(ArchiveDate.instant(of: "2008-10-294T05:21:46-0700") == nil)
    #expect(ArchiveDate.text(of: Instant(milliseconds: 1_321_281_000_050)) == "2011-11-14T14:30:00.050Z")
  }
}

@Suite("Answers out of archives")
struct ArchivedAnswerTests {
  func answer(_ block: String, type: String = "response", fields: String = "") throws -> ArchivedAnswer? {
    try Samples.read(Samples.record(type, block: block, fields: fields)).0.first.flatMap { ArchivedAnswer($0) }
  }

  func body(_ fields: String, _ body: [UInt8]) throws -> HTTPAnswer? {
    HTTPAnswer(block: Array("HTTP/1.1 200 OK\r\n\(fields)\r\n".utf8) + body, largest: 1 << 16)
  }

  @Test("are pages with status, fields, body and the time of the record")
  func page() throws {
    let page = try #require(try answer(Samples.page)).page
    #expect(page.status == 200)
    #expect(page.header("X-Odd") == "one and more")
    #expect(String(decoding: page.body, as: UTF8.self) == "<html><p>I deleted my account.</p></html>")
    #expect(page.fetched == Instant(seconds: 1_321_281_000))
  }

  // RFC 9112 §7.1.
  @Test("have their chunks joined")
  func chunked() throws {
    let answer = try body("Transfer-Encoding: chunked\r\n", Array("3\r\nabc\r\n2;x=y\r\nde\r\n0\r\n\r\n".utf8))
    #expect(answer?.body == Array("abcde".utf8))
    #expect(answer?.fault == nil)
  }

  @Test("keep a body that is said to be chunked and is not")
  func notChunked() throws {
    #expect(try body("Transfer-Encoding: chunked\r\n", Array("<p>x</p>".utf8))?.body == Array("<p>x</p>".utf8))
  }

  @Test("have their content codings undone", arguments: ["gzip", "x-gzip", "GZIP"])
  func gzip(coding: String) throws {
    #expect(try body("Content-Encoding: \(coding)\r\n", Samples.packed(Array("abc".utf8)))?.body == Array("abc".utf8))
  }

  @Test("keep a body that is said to be packed and is not")
  func notPacked() throws {
    #expect(try body("Content-Encoding: gzip\r\n", Array("<p>".utf8))?.body == Array("<p>".utf8))
  }

  @Test("say which coding is not known")
  func unknown() throws {
    #expect(try body("Content-Encoding: br\r\n", [1, 2, 3])?.fault == .unknownCoding("br"))
  }

  @Test("refuse a body that unpacks to more than is taken")
  func bomb() throws {
    let bomb = Samples.packed([UInt8](repeating: 0x20, count: 1 << 20))
    let answer = try body("Content-Encoding: gzip\r\n", bomb)
    #expect(answer?.fault == .tooLarge)
    #expect(answer?.body.isEmpty == true)
  }

  @Test("say when their coded body was cut off")
  func cutBody() throws {
    let packed = Samples.packed(Array(String(repeating: "abc ", count: 50).utf8))
    #expect(try body("Content-Encoding: gzip\r\n", packed.dropLast(9))?.fault == .damagedCoding)
    #expect(try body("Transfer-Encoding: chunked\r\n", Array("9\r\nabc".utf8))?.fault == .damagedCoding)
  }

  @Test("of other kinds are none", arguments: ["request", "warcinfo", "metadata", "conversion"])
  func others(type: String) throws {
    #expect(try answer(Samples.page, type: type) == nil)
  }

  @Test("that are files without an HTTP answer are pages of the stated type")
  func resource() throws {
    let record = ArchiveRecord(
      version: "WARC/1.1",
      fields: [
        Header(name: "WARC-Type", value: "resource"), Header(name: "WARC-Target-URI", value: "<http://a.example/>"),
        Header(name: "Content-Type", value: "text/html"),
      ], block: Array("<p>".utf8), statedLength: 3, offset: 0, isComplete: true)
    let page = try #require(ArchivedAnswer(record)).page
    #expect(page.address.href == "http://a.example/")
    #expect(page.header("content-type") == "text/html")
    #expect(page.status == 200)
  }

  @Test("of revisit records name the answer that they stand for")
  func revisit() throws {
    let block = "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n"
    let plain = try #require(try answer(block, type: "revisit"))
    #expect(plain.revisited == "http://blog.example/")
    let fields = "WARC-Refers-To-Target-URI: http://other.example/\r\n"
    #expect(try answer(block, type: "revisit", fields: fields)?.revisited == "http://other.example/")
  }
}
