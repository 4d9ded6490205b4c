import JSONCoding
import Model
import Testing

@testable import Storage

@Suite("The slices of a stored line")
struct RecordSlicesTests {
  private func line(_ record: PageRecord) -> [UInt8] {
    var writer = JSONWriter()
    let digest = RecordLine.digest(of: record, into: &writer)
    RecordLine.finish(record, digest: digest, in: &writer)
    return Array(writer.bytes.dropLast())
  }

  private func text(_ slices: RecordSlices, _ range: Range<Int>) -> String {
    String(decoding: slices.bytes[range], as: UTF8.self)
  }

  @Test("are the values as they stand there")
  func values() throws {
    var slices = RecordSlices()
    let isRead = slices.read(line(Samples.full))
    #expect(isRead)
    #expect(slices.voiceCount == 3)
    #expect(text(slices, slices.range(.title)) == #""Why I \"left\"""#)
    #expect(text(slices, slices.range(.left_out)) == #"{"deleted":1,"pingback":2}"#)
    #expect(text(slices, slices.range(.speaker, of: 2)) == #""Bob""#)
    #expect(text(slices, slices.range(.quoted, of: 0)) == "[[11,22]]")
    #expect(text(slices, slices.range(.is_return, of: 2)) == "true")
    #expect(slices.isNull(slices.range(.speaker, of: 1)))
  }

  @Test("pass over keys that a later version adds, in any order")
  func otherKeys() {
    let line =
      #"{"page":"p","extra":{"a":["]",{"b":"}\""}]},"voices":[{"text":"t","new":[1,2],"id":"i"}],"service":"s"}"#
    var slices = RecordSlices()
    let isRead = slices.read(Array(line.utf8))
    #expect(isRead)
    #expect(text(slices, slices.range(.service)) == #""s""#)
    #expect(text(slices, slices.range(.id, of: 0)) == #""i""#)
    #expect(slices.range(.kind, of: 0).isEmpty)
  }

  @Test("are refused for a line that ends too early, wherever it does")
  func cuts() {
    let whole = line(Samples.full)
    var slices = RecordSlices()
    for length in 0..<whole.count {
      let isRead = slices.read(Array(whole.prefix(length)))
      #expect(!isRead)
    }
  }

  @Test("never lie outside the line, whatever its bytes are")
  func flips() {
    let whole = line(Samples.full)
    var slices = RecordSlices()
    for position in whole.indices {
      for byte: UInt8 in [0x22, 0x5c, 0x7b, 0x5d, 0x00, 0x2c] {
        var damaged = whole
        damaged[position] = byte
        guard slices.read(damaged) else { continue }
        for voice in 0..<slices.voiceCount {
          for field in RecordSlices.VoiceField.allCases {
            #expect(slices.range(field, of: voice).upperBound <= damaged.count)
          }
        }
      }
    }
  }
}
