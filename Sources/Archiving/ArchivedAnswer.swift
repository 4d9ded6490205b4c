public import Model

/// An answer out of an archive, as if it had just been fetched.
public struct ArchivedAnswer: Sendable {
  /// The page, codings undone.
  public var page: Page
  /// As what it was fetched; `nil` where the archive does not say, as only ours do.
  public var role: CaptureRole?
  /// Links from a seed to the page, where the archive says.
  public var depth: Int?
  /// For a record that stands for an earlier answer with the same body: that answer's address.
  public var revisited: String?
  /// Why the body cannot be used; `nil` when it can.
  public var fault: HTTPAnswer.Fault?

  /// Reads a record; `nil` when it holds no answer from the web, such as a request or a DNS answer.
  public init?(_ record: ArchiveRecord) {
    guard let target = record.target, let address = Address(target) else { return nil }
    let date = record.date
    if record.type == "resource" {
      // A file without its HTTP answer: what it is stands in the record.
      let headers = record.field("Content-Type").map { [Header(name: "Content-Type", value: $0)] } ?? []
      page = Page(
        address: address, status: 200, headers: headers, body: record.block,
        fetched: date ?? Instant(seconds: 0))
    } else {
      guard record.isHTTPAnswer, let answer = HTTPAnswer(block: record.block) else { return nil }
      let sent = answer.header("Date").flatMap { HTTPDate.instant($0) }
      page = Page(
        address: address, status: answer.status, headers: answer.headers, body: answer.body,
        fetched: date ?? sent ?? Instant(seconds: 0), bytesOnWire: record.block.count)
      fault = answer.fault
      if record.type == "revisit", answer.status != 304, answer.body.isEmpty {
        revisited = record.field("WARC-Refers-To-Target-URI") ?? target
      }
    }
    if !record.isComplete, fault == nil { fault = .damagedCoding }
    role = CaptureRole(record)
    depth = record.field(CaptureRole.depthField).flatMap { Int($0) }
  }

  /// Whether a record says that the address gave what it had given before (304), with nothing new to read.
  public var isNotModified: Bool { page.status == 304 }
}
