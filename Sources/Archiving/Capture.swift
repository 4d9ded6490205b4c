import Model

/// One answer packed for the archive: a record in a gzip member of its own.
public struct Capture: Sendable {
  /// The record's bytes as they go into the file.
  let member: [UInt8]
  /// What the index says of it.
  let entry: IndexEntry
  /// The page key under which a later, equal answer is known again.
  let key: UInt64
}

/// Writes records as WARC 1.1 has them (ISO 28500:2017).
enum RecordForm {
  /// zlib's level 1 packs pages to a quarter at 100 MB/s; level 6 saves a further eighth of that for three times the work.
  static let level: Int32 = 1

  /// Header fields that no longer fit the body once its codings are undone; they are kept under the names that Common
  /// Crawl gives them.
  private static let outdated = ["content-encoding", "transfer-encoding", "content-length"]

  /// The HTTP answer as it is archived: status line, fields, the body with its codings undone.
  static func head(of page: Page, length: Int) -> [UInt8] {
    var text = "HTTP/1.1 \(page.status) \(RecordForm.reason(of: page.status))\r\n"
    for header in page.headers {
      let isOutdated = outdated.contains { header.isNamed($0) }
      text += "\(isOutdated ? "X-Crawler-" : "")\(header.name): \(header.value)\r\n"
    }
    text += "Content-Length: \(length)\r\n\r\n"
    return Array(text.utf8)
  }

  /// A whole record whose block is a head alone.
  static func record(_ fields: [Header], head: [UInt8]) -> [UInt8] { opening(fields, head: head, length: 0) + ending }

  /// What ends a record.
  static let ending = Array("\r\n\r\n".utf8)

  /// A record up to its body: the fields, and the head with which its block begins.
  ///
  /// - Parameter length: bytes of the body.
  static func opening(_ fields: [Header], head: [UInt8], length: Int) -> [UInt8] {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(head.count + 1024)
    bytes += "WARC/1.1\r\n".utf8
    for field in fields {
      bytes += field.name.utf8
      bytes += ": ".utf8
      bytes += RecordForm.line(field.value).utf8
      bytes += "\r\n".utf8
    }
    bytes += "Content-Length: \(head.count + length)\r\n\r\n".utf8
    bytes += head
    return bytes
  }

  /// A name for a record that is the same whenever the same record is written (RFC 9562 §5.8, a UUID of version 8).
  static func identifier(_ parts: String...) -> String {
    var digest = Digest(.sha1)
    for part in parts {
      digest.combine(Array(part.utf8)[...])
      digest.combine([0])
    }
    var bytes = digest.finish()
    bytes[6] = bytes[6] & 0x0f | 0x80
    bytes[8] = bytes[8] & 0x3f | 0x80
    let digits = Digest.hexadecimal(Array(bytes.prefix(16))).utf8
    var text = Array("<urn:uuid:".utf8)
    text.reserveCapacity(47)
    for (place, digit) in digits.enumerated() {
      if [8, 12, 16, 20].contains(place) { text.append(0x2d) }
      text.append(digit)
    }
    text.append(0x3e)
    return String(decoding: text, as: UTF8.self)
  }

  /// A value as it may stand in one line.
  private static func line(_ text: String) -> String {
    guard text.utf8.contains(where: { $0 < 0x20 || $0 == 0x7f }) else { return text }
    return String(decoding: text.utf8.map { $0 < 0x20 || $0 == 0x7f ? 0x20 : $0 }, as: UTF8.self)
  }

  /// The words that usually follow a status; they carry no meaning (RFC 9112 §4).
  private static func reason(of status: Int) -> String {
    switch status {
    case 200: "OK"
    case 301: "Moved Permanently"
    case 302: "Found"
    case 303: "See Other"
    case 304: "Not Modified"
    case 307: "Temporary Redirect"
    case 308: "Permanent Redirect"
    case 403: "Forbidden"
    case 404: "Not Found"
    case 410: "Gone"
    case 429: "Too Many Requests"
    case 500: "Internal Server Error"
    case 503: "Service Unavailable"
    default: status < 300 ? "Success" : status < 400 ? "Redirect" : "Error"
    }
  }
}
