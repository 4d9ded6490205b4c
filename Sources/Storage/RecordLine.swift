import JSONCoding
import Model

/// The frame of a record in a segment: one line, ending in the fetch's instant, a digest of the content and a check.
///
///     {"schema":1,"service":"…","page":"…",…,"voices":[…],"fetched":"…","digest":"20 letters","check":"8 digits"}
///
/// The digest covers everything before `,"fetched"`: two fetches of an unchanged page share it. It is taken eight bytes at
/// a time; lines of earlier versions have one that was taken byte by byte. The check is the CRC-32 of everything before
/// `,"check"`, so that a reader knows a whole line from a damaged one without any other file.
enum RecordLine {
  /// What a line says about itself, read without decoding the rest.
  struct Head: Equatable {
    var schema: Int
    var service: String
    var page: String
    var digest: String
  }

  /// Length of `,"check":"01234567"}`.
  private static let checkLength = 20
  /// Length of `,"digest":"0123456789abcdefghij"`.
  private static let digestLength = 32

  /// Appends the content of a record; gives its digest.
  static func digest(of record: PageRecord, into writer: inout JSONWriter) -> String {
    RecordEncoder.writeContent(of: record, into: &writer)
    var fingerprint = Fingerprint()
    fingerprint.combine(eightsOf: writer.bytes.span)
    return fingerprint.name
  }

  /// The digest that earlier versions gave the content that `digest(of:into:)` wrote.
  static func formerDigest(of content: [UInt8]) -> String {
    var fingerprint = Fingerprint()
    fingerprint.combine(content.span)
    return fingerprint.name
  }

  /// Ends the line that `digest(of:into:)` began; the writer holds nothing but this line.
  ///
  /// - Returns: the checksum of the whole line.
  @discardableResult
  static func finish(_ record: PageRecord, digest: String, in writer: inout JSONWriter) -> Checksum {
    writer.member("fetched", StoredInstant.text(of: record.fetched))
    writer.member("digest", digest)
    var check = Checksum(writer.bytes)
    let length = writer.bytes.count
    writer.member("check", check.text)
    writer.endObject()
    writer.endLine()
    unsafe writer.bytes.withUnsafeBytes { unsafe check.combine(UnsafeRawBufferPointer(rebasing: $0[length...])) }
    return check
  }

  /// Whether a line, without its end, is whole: ends as lines do and has the check that it says.
  static func isIntact(_ line: UnsafeRawBufferPointer) -> Bool {
    guard line.count > checkLength + digestLength, unsafe line[line.count - 1] == 0x7d else { return false }
    let body = line.count - checkLength
    let expected = unsafe Checksum(UnsafeRawBufferPointer(rebasing: line[0..<body])).text
    let ending = unsafe UnsafeRawBufferPointer(rebasing: line[body...])
    return unsafe ending.elementsEqual(",\"check\":\"\(expected)\"}".utf8)
  }

  /// Reads what an intact line says about itself.
  static func head(in bytes: [UInt8], range: Range<Int>) throws(JSONError) -> Head {
    var reader = JSONReader(bytes, range: range)
    var head = Head(schema: 0, service: "", page: "", digest: "")
    try reader.beginObject()
    // The first three keys of every schema.
    for _ in 0..<3 {
      switch try reader.nextKey() {
      case "schema": head.schema = try reader.integer()
      case "service": head.service = try reader.string()
      case "page": head.page = try reader.string()
      default: throw JSONError(.wrongType, at: reader.position)
      }
    }
    let start = range.upperBound - checkLength - 21
    guard start > range.lowerBound else { throw JSONError(.unexpectedEnd, at: range.upperBound) }
    head.digest = String(decoding: bytes[start..<(start + 20)], as: UTF8.self)
    return head
  }
}
