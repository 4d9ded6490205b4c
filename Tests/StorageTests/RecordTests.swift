import JSONCoding
import Model
import Testing

@testable import Storage

@Suite("A stored record")
struct RecordTests {
  private func line(_ record: PageRecord) -> [UInt8] {
    var writer = JSONWriter()
    let digest = RecordLine.digest(of: record, into: &writer)
    RecordLine.finish(record, digest: digest, in: &writer)
    return writer.bytes
  }

  @Test("reads back as it was written", arguments: [Samples.full, Samples.page(1)])
  func roundTrip(record: PageRecord) throws {
    let bytes = line(record)
    #expect(try RecordDecoder.record(in: bytes, range: 0..<bytes.count) == record)
    #expect(line(try RecordDecoder.record(in: bytes, range: 0..<bytes.count)) == bytes)
  }

  @Test("is one line of JSON that other programs can read")
  func isJSON() throws {
    let bytes = line(Samples.full)
    #expect(bytes.filter { $0 == 0x0a }.count == 1 && bytes.last == 0x0a)
    let value = try JSONValue.parse(bytes)
    #expect(value["schema"]?.int == 1)
    #expect(value["page"]?.string == "https://blog.example/2011/11/why?p=1")
    #expect(value["left_out"]?["pingback"]?.int == 2)
    #expect(value["voices"]?[0]?["published"]?.string == "2011-11-13T18:30:00Z")
    #expect(value["voices"]?[0]?["published_as"]?.string == "2011-11-14")
    #expect(value["voices"]?[0]?["stance"]?.string == "quitting")
    #expect(value["fetched"]?.string == "2023-11-14T22:13:20.001Z")
  }

  @Test("keeps its digest when only the fetch is another")
  func digest() {
    var later = Samples.full
    later.fetched = Instant(milliseconds: 1_800_000_000_000)
    var other = Samples.full
    other.conversation.voices[2].text += "!"
    var writer = JSONWriter()
    let digests = [Samples.full, later, other].map { record in
      writer.removeAll()
      return RecordLine.digest(of: record, into: &writer)
    }
    #expect(digests[0] == digests[1])
    #expect(digests[0] != digests[2])
  }

  @Test("shows every flipped bit")
  func flips() {
    let bytes = Array(line(Samples.full).dropLast())
    for position in bytes.indices {
      var damaged = bytes
      damaged[position] ^= 1 << UInt8(position % 8)
      #expect(!Samples.isIntact(damaged), "byte \(position)")
    }
    #expect(Samples.isIntact(bytes))
  }

  @Test("passes over fields of later versions")
  func unknownFields() throws {
    let text = """
      {"schema":1,"service":"Klout","page":"p","mood":{"deep":[1]},"voices":[{"id":"v","kind":"post","x":[]}]}
      """
    let bytes = Array(text.utf8)
    let record = try RecordDecoder.record(in: bytes, range: 0..<bytes.count)
    #expect(record.conversation.voices.map(\.id) == ["v"])
    #expect(record.readings.isEmpty)
  }

  @Test(
    "refuses what no record holds",
    arguments: [
      "{\"voices\":[{\"kind\":\"shout\"}]}", "{\"fetched\":\"yesterday\"}", "{\"status\":1.5}",
      "{\"voices\":[{\"quoted\":[[3,1]]}]}", "{\"voices\":[{\"published\":\"2011-13-01T00:00:00Z\"}]}", "[]", "",
    ])
  func refuses(text: String) {
    let bytes = Array(text.utf8)
    #expect(throws: JSONError.self) { try RecordDecoder.record(in: bytes, range: 0..<bytes.count) }
  }

  @Test(
    "writes instants that read back, to the millisecond and before 1970",
    arguments: [0, -1, 1, 999, 1000, -62_135_596_800_000, 253_402_300_799_999, 1_321_280_400_250, -99_999_999_999_999])
  func instants(milliseconds: Int64) {
    let instant = Instant(milliseconds: milliseconds)
    #expect(StoredInstant.instant(of: StoredInstant.text(of: instant)) == instant)
  }

  // The check value of the CRC catalogue for CRC-32/ISO-HDLC.
  @Test("is checked with zlib's CRC-32")
  func crc32() {
    #expect(Checksum(Array("123456789".utf8)).text == "cbf43926")
    #expect(Checksum([]).text == "00000000")
    var parts = Checksum()
    parts.combine(Array("12345678".utf8))
    parts.combine(Array("9".utf8))
    #expect(parts.text == "cbf43926")
  }

  @Test("has a checksum that follows from those of its parts", arguments: [0, 1, 7, 16, 33, 300])
  func partedCRC32(length: Int) {
    let bytes = (0..<300).map { UInt8(truncatingIfNeeded: $0 &* 31) }
    var parted = Checksum(Array(bytes[..<length]))
    parted.append(Checksum(Array(bytes[length...])), of: 300 - length)
    #expect(parted == Checksum(bytes))
    var byByte = Checksum()
    for byte in bytes { byByte.combine([byte]) }
    #expect(byByte == parted)
  }
}
