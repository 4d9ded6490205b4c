public import Model
import Synchronization

/// The raw answers of crawls as WARC files in a folder, each with an index beside it.
///
///     archive/stance-20111114143000-00001.warc.gz    sealed: never written again
///     archive/stance-20111114143000-00001.cdxj       its index
///     archive/stance-20111121090000-00002.warc.gz.open    being written, or left by a crash
///
/// What `sync` has acknowledged survives a crash of the process and of the machine. A file that a crash left open is cut
/// after its last whole record and sealed at the next start; what was cut off is set aside, never deleted. One process
/// writes at a time: the store's lock sees to it.
public final class Archive: Sendable {
  /// What a crawl's files say about it in their first record.
  public struct Purpose: Equatable, Sendable {
    /// The program and its version.
    public var software: String
    /// The service that the crawl is about; may be empty.
    public var service: String
    /// What is needed to read the answers as the crawl read them, as one line of JSON; may be empty.
    public var topic: String

    /// Makes a purpose.
    public init(software: String, service: String, topic: String = "") {
      self.software = software
      self.service = service
      self.topic = topic
    }
  }

  /// Bytes after which a new file begins; the WARC standard's own suggestion is a gigabyte.
  public static let usualFileSize = 1 << 30

  /// The archive's folder.
  public let folder: String
  let state: Mutex<ArchiveState>

  /// Opens the archive of a store for adding to it, sealing what a crash left open.
  ///
  /// - Parameters:
  ///   - folder: the archive's folder; made when the first answer comes.
  ///   - aside: where torn tails are put.
  ///   - now: for the names of files.
  public init(
    folder: String, aside: String, purpose: Purpose, fileSize: Int = Archive.usualFileSize, at now: Instant
  ) throws(ArchiveError) {
    self.folder = folder
    var state = ArchiveState(folder: folder, purpose: purpose, fileSize: fileSize)
    state.cuts = try ArchiveRecovery(folder: folder, aside: aside, now: now).run()
    try state.learnIndexes()
    self.state = Mutex(state)
  }

  /// What was cut off at the opening, one line each; empty after a proper end.
  public var cuts: [String] { state.withLock { $0.cuts } }

  /// Packs an answer; where the same address gave the same body before, a revisit record takes its place.
  ///
  /// - Parameters:
  ///   - depth: links from a seed to the page.
  ///   - networkAddress: the IP address that answered; `nil` when a proxy did.
  ///
  /// Safe to call from any task; nothing is written yet.
  public func capture(
    _ page: Page, as role: CaptureRole, depth: Int, networkAddress: String?
  ) -> Capture {
    let key = Fingerprint(page.address.href).folded
    let digest = Digest.text(of: page.body[...])
    let former = state.withLock { $0.known[key] }
    let isSame = former.map { $0.digest == Fingerprint(digest).folded } ?? false && !page.body.isEmpty
    let isRevisit = page.status == 304 || isSame
    let head = RecordForm.head(of: page, length: page.body.count)
    let body = isRevisit ? [] : page.body
    let date = ArchiveDate.text(of: page.fetched)
    var fields = [
      Header(name: "WARC-Type", value: isRevisit ? "revisit" : "response"),
      Header(
        name: "WARC-Record-ID",
        value: RecordForm.identifier(page.address.href, date, digest, isRevisit ? "revisit" : "response")),
      Header(name: "WARC-Date", value: date),
      Header(name: "WARC-Target-URI", value: page.address.href),
    ]
    if let networkAddress { fields.append(Header(name: "WARC-IP-Address", value: networkAddress)) }
    if isRevisit {
      let profile = page.status == 304 ? "server-not-modified" : "identical-payload-digest"
      fields.append(
        Header(name: "WARC-Profile", value: "http://netpreserve.org/warc/1.1/revisit/\(profile)"))
      if let former {
        fields.append(Header(name: "WARC-Refers-To-Target-URI", value: page.address.href))
        fields.append(Header(name: "WARC-Refers-To-Date", value: ArchiveDate.text(of: former.date)))
      }
    }
    // A 304 has no payload of its own, and what it stands for is not hashed again.
    if page.status != 304 { fields.append(Header(name: "WARC-Payload-Digest", value: digest)) }
    // Both digests may be left out (WARC 1.1 §5.8, §5.9). Where the payload has one, gzip's check of the whole member is
    // enough for the few bytes before it, and the body is not hashed twice.
    if isRevisit { fields.append(Header(name: "WARC-Block-Digest", value: Digest.text(of: head[...]))) }
    fields += role.fields
    fields.append(Header(name: CaptureRole.depthField, value: String(depth)))
    fields.append(Header(name: "Content-Type", value: "application/http;msgtype=response"))
    let entry = IndexEntry(
      url: page.address.href, date: page.fetched, mime: isRevisit ? "warc/revisit" : IndexEntry.mime(of: page.headers),
      status: page.status, digest: page.status == 304 ? "-" : digest)
    let opening = RecordForm.opening(fields, head: head, length: body.count)
    let member = Deflater.member(of: opening, body, RecordForm.ending, level: RecordForm.level)
    return Capture(member: member ?? [], entry: entry, key: key)
  }

  /// Adds captures to the file that is being written; they are safe once `sync` has returned.
  public func append(_ captures: [Capture], at now: Instant) throws(ArchiveError) {
    if captures.isEmpty { return }
    try state.withLock { state throws(ArchiveError) in
      for capture in captures { try state.append(capture, at: now) }
    }
  }

  /// Waits until everything that was appended is on the disk.
  public func sync() throws(ArchiveError) {
    try state.withLock { state throws(ArchiveError) in try state.sync() }
  }

  /// Seals the file that is being written; an archive that is not closed is whole all the same.
  public func close() throws(ArchiveError) {
    try state.withLock { state throws(ArchiveError) in try state.seal() }
  }
}
