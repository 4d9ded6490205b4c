import JSONCoding
import Model

/// One line of a CDXJ index: where a capture lies, as pywb and other replay tools read it.
///
///     org,example)/path 20111114143000 {"url":"…","mime":"…","status":"200","digest":"sha1:…","length":"…","offset":"…","filename":"…"}
struct IndexEntry: Equatable, Sendable {
  var url: String
  var date: Instant
  var mime: String
  var status: Int
  var digest: String
  /// Bytes of the record in the file.
  var length = 0
  /// Where in the file it begins.
  var offset = 0

  /// The line without its end.
  func line(in file: String) -> [UInt8] {
    var writer = JSONWriter()
    writer.beginObject()
    for (key, value) in [
      ("url", url), ("mime", mime), ("status", String(status)), ("digest", digest), ("length", String(length)),
      ("offset", String(offset)), ("filename", file),
    ] {
      writer.key(key)
      writer.string(value)
    }
    writer.endObject()
    return Array("\(IndexEntry.sortKey(of: url)) \(ArchiveDate.digits(of: date)) ".utf8) + writer.bytes
  }

  /// Reads a line; `nil` when it is none.
  init?(line: ArraySlice<UInt8>) {
    guard let brace = line.firstIndex(of: 0x7b), let value = try? JSONValue.parse(Array(line[brace...])),
      let url = value["url"]?.string, let digest = value["digest"]?.string, let mime = value["mime"]?.string,
      let status = value["status"]?.string.flatMap({ Int($0) }),
      let length = value["length"]?.string.flatMap({ Int($0) }),
      let offset = value["offset"]?.string.flatMap({ Int($0) })
    else { return nil }
    let head = line[..<brace].split(separator: 0x20)
    guard head.count == 2, head[1].count == 14 else { return nil }
    let digits = head[1].map { Int($0) - 0x30 }
    func number(_ range: Range<Int>) -> Int { digits[range].reduce(0) { $0 &* 10 &+ $1 } }
    let time = CivilTime(
      year: number(0..<4), month: number(4..<6), day: number(6..<8), hour: number(8..<10), minute: number(10..<12),
      second: number(12..<14))
    guard time.isValid else { return nil }
    self.init(
      url: url, date: time.instant(), mime: mime, status: status, digest: digest, length: length, offset: offset)
  }

  init(url: String, date: Instant, mime: String, status: Int, digest: String, length: Int = 0, offset: Int = 0) {
    self.url = url
    self.date = date
    self.mime = mime
    self.status = status
    self.digest = digest
    self.length = length
    self.offset = offset
  }

  /// The index entry of a record; `nil` when it is no HTTP answer.
  init?(_ record: ArchiveRecord) {
    guard record.isHTTPAnswer, let url = record.target, let date = record.date,
      let answer = HTTPAnswer(block: record.block, largest: .max)
    else { return nil }
    self.init(
      url: url, date: date, mime: record.type == "revisit" ? "warc/revisit" : IndexEntry.mime(of: answer.headers),
      status: answer.status, digest: record.field("WARC-Payload-Digest") ?? "-")
  }

  /// The type that an answer declares, without parameters.
  static func mime(of headers: [Header]) -> String {
    let declared = headers.first { $0.isNamed("Content-Type") }?.value ?? ""
    let type = declared.prefix { $0 != ";" }.lowercased().filter { $0 != " " && $0 != "\t" }
    return type.isEmpty ? "unk" : type
  }

  /// The Sort-friendly URI Reordering Transform by which such indexes are sorted: `http://www.Example.org:81/a?y&x`
  /// becomes `org,example:81)/a?x&y`.
  static func sortKey(of url: String) -> String {
    guard let address = Address(url) else { return url.filter { $0 != " " } }
    var host = address.host.lowercased()
    if let dot = host.firstIndex(of: "."), host.hasPrefix("www"), host[..<dot].dropFirst(3).allSatisfy(\.isNumber) {
      host = String(host[host.index(after: dot)...])
    }
    var key = host.split(separator: ".", omittingEmptySubsequences: false).reversed().joined(separator: ",")
    if let port = address.port { key += ":\(port)" }
    key += ")" + address.path.lowercased()
    if let query = address.query, !query.isEmpty {
      key += "?" + query.lowercased().split(separator: "&").sorted().joined(separator: "&")
    }
    return key
  }
}
