import Foundation
import Model
import Testing

@testable import Archiving

/// Archives of our own writing.
enum Samples {
  static let page = """
    HTTP/1.1 200 OK\r
    Content-Type: text/html; charset=utf-8\r
    X-Odd: one\r
     and more\r
    \r
    <html><p>I deleted my account.</p></html>
    """

  /// A record as bytes; the length is the block's unless another is stated.
  static func record(
    _ type: String = "response", url: String = "http://blog.example/", block: String = page, length: Int? = nil,
    version: String = "WARC/1.0", end: String = "\r\n", fields: String = ""
  ) -> [UInt8] {
    var text = "\(version)\(end)WARC-Type: \(type)\(end)WARC-Target-URI: \(url)\(end)"
    text += "WARC-Date: 2011-11-14T14:30:00Z\(end)WARC-Record-ID: <urn:uuid:1>\(end)\(fields)"
    text += "Content-Type: application/http; msgtype=response\(end)Content-Length: \(length ?? block.utf8.count)\(end)"
    return Array((text + end + block + "\r\n\r\n").utf8)
  }

  static func packed(_ bytes: [UInt8]) -> [UInt8] { Deflater.member(of: bytes, level: 6) ?? [] }

  /// All records that a reader gives, and what it counted.
  static func read(_ bytes: [UInt8], largest: Int = 1 << 20) throws -> ([ArchiveRecord], ArchiveReader.Tally) {
    var reader = try ArchiveReader(bytes: bytes, largestBlock: largest)
    var records: [ArchiveRecord] = []
    while let record = try reader.next() { records.append(record) }
    return (records, reader.tally)
  }

  /// A page as the fetcher gives it.
  static func fetched(
    _ path: String = "/", body: String = "<p>I deleted my account.</p>", status: Int = 200, at second: Int64 = 0
  ) throws -> Page {
    let address = try #require(Address("http://blog.example\(path)"))
    return Page(
      address: address, status: status,
      headers: [
        Header(name: "Content-Type", value: "text/html"), Header(name: "content-encoding", value: "gzip"),
        Header(name: "X-Name", value: "Zoë"),
      ], body: Array(body.utf8), fetched: Instant(milliseconds: 1_321_281_000_250 + second * 1000))
  }
}

/// A folder that lives as long as the test.
final class TemporaryFolder: Sendable {
  let path: String

  init() throws {
    let url = FileManager.default.temporaryDirectory.appending(path: "archiving-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
    path = url.path
  }

  deinit { try? FileManager.default.removeItem(atPath: path) }

  var archive: String { path + "/archive" }

  func names(_ folder: String = "archive") throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: "\(path)/\(folder)").sorted()
  }

  func bytes(_ name: String) throws -> [UInt8] {
    try Array(Data(contentsOf: URL(fileURLWithPath: "\(path)/archive/\(name)")))
  }

  func makeArchive() throws {
    try FileManager.default.createDirectory(atPath: archive, withIntermediateDirectories: true)
  }

  func write(_ bytes: [UInt8], to name: String) throws {
    try Data(bytes).write(to: URL(fileURLWithPath: "\(path)/archive/\(name)"))
  }

  /// An archive in the folder.
  func open(fileSize: Int = 1 << 20, at second: Int64 = 0) throws -> Archive {
    try Archive(
      folder: archive, aside: path + "/aside",
      purpose: Archive.Purpose(software: "stance/test", service: "Klout", topic: #"{"service":"Klout"}"#),
      fileSize: fileSize, at: Instant(seconds: 1_321_281_000 + second))
  }

  /// Writes pages into an archive and closes it.
  func fill(_ pages: [Page], fileSize: Int = 1 << 20, at second: Int64 = 0) throws {
    let archive = try open(fileSize: fileSize, at: second)
    for page in pages { try archive.add(page) }
    try archive.close()
  }

  /// The records of a file of the archive.
  func records(_ name: String) throws -> [ArchiveRecord] {
    var reader = try ArchiveReader(file: "\(archive)/\(name)")
    var records: [ArchiveRecord] = []
    while let record = try reader.next() { records.append(record) }
    return records
  }
}

extension Archive {
  /// Packs and adds a page.
  func add(_ page: Page, as role: CaptureRole = .page) throws {
    try append([capture(page, as: role, depth: 1, networkAddress: "192.0.2.1")], at: page.fetched)
  }
}
