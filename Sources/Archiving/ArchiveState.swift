import Model

/// What an open archive remembers; guarded by its lock.
struct ArchiveState: ~Copyable {
  /// The last answer of an address.
  struct Known {
    /// The body's digest, folded.
    var digest: UInt64
    var date: Instant
  }

  let folder: String
  let purpose: Archive.Purpose
  let fileSize: Int
  var cuts: [String] = []
  /// The last answer of each address, by its fingerprint: what a revisit refers to.
  var known: [UInt64: Known] = [:]

  private var file: ArchiveFile?
  private var name = ""
  private var length = 0
  private var entries: [IndexEntry] = []
  private var lastNumber = 0
  /// The digest of the file so far.
  private var digest = Digest()
  private var isDirty = false
  private var waiting: [UInt8] = []
  private var broken: ArchiveError?

  /// Bytes that are gathered before they are written.
  private static let batch = 1 << 18

  init(folder: String, purpose: Archive.Purpose, fileSize: Int) {
    self.folder = folder
    self.purpose = purpose
    self.fileSize = fileSize
  }

  /// Learns from the indexes which addresses gave what, and which numbers are taken.
  mutating func learnIndexes() throws(ArchiveError) {
    for name in try ArchiveFolder.names(in: folder) {
      lastNumber = max(lastNumber, ArchiveLayout.number(of: name) ?? 0)
      guard name.hasSuffix(ArchiveLayout.index) else { continue }
      try ArchiveIndex.forEachEntry(of: "\(folder)/\(name)") { entry in
        guard entry.mime != "warc/revisit" || known[Fingerprint(entry.url).folded] == nil else { return }
        note(entry, key: Fingerprint(entry.url).folded)
      }
    }
  }

  private mutating func note(_ entry: IndexEntry, key: UInt64) {
    if let former = known[key], former.date > entry.date { return }
    known[key] = Known(digest: Fingerprint(entry.digest).folded, date: entry.date)
  }

  mutating func append(_ capture: Capture, at now: Instant) throws(ArchiveError) {
    if let broken { throw broken }
    if file != nil, length >= fileSize { try seal() }
    if file == nil { try begin(at: now) }
    var entry = capture.entry
    entry.offset = length
    entry.length = capture.member.count
    entries.append(entry)
    if entry.mime != "warc/revisit" { note(entry, key: capture.key) }
    try write(capture.member)
  }

  private mutating func begin(at now: Instant) throws(ArchiveError) {
    try ArchiveFolder.make(folder)
    lastNumber += 1
    name = ArchiveLayout.name(lastNumber, at: now)
    file = try ArchiveFile("\(folder)/\(name)\(ArchiveLayout.open)", .append)
    try ArchiveFolder.sync(folder)
    length = 0
    digest = Digest()
    var text = "software: \(purpose.software)\r\nformat: WARC File Format 1.1\r\n"
    text += "conformsTo: http://iipc.github.io/warc-specifications/specifications/warc-format/warc-1.1/\r\n"
    if !purpose.service.isEmpty { text += "isPartOf: \(purpose.service)\r\n" }
    if !purpose.topic.isEmpty { text += "stance-topic: \(purpose.topic)\r\n" }
    let block = Array(text.utf8)
    let date = ArchiveDate.text(of: now)
    let record = RecordForm.record(
      [
        Header(name: "WARC-Type", value: "warcinfo"),
        Header(name: "WARC-Record-ID", value: RecordForm.identifier(name, date)),
        Header(name: "WARC-Date", value: date),
        Header(name: "WARC-Filename", value: name),
        Header(name: "WARC-Block-Digest", value: Digest.text(of: block[...])),
        Header(name: "Content-Type", value: "application/warc-fields"),
      ], head: block)
    try write(Deflater.member(of: record, level: RecordForm.level) ?? [])
  }

  private mutating func write(_ bytes: [UInt8]) throws(ArchiveError) {
    guard !bytes.isEmpty else {
      throw ArchiveError(
        code: .failed, subject: name, cause: "no memory to compress a record", advice: "end other programs")
    }
    waiting += bytes
    digest.combine(bytes[...])
    length += bytes.count
    isDirty = true
    if waiting.count >= ArchiveState.batch { try flush() }
  }

  private mutating func flush() throws(ArchiveError) {
    guard let file, !waiting.isEmpty else { return }
    let sound = length - waiting.count
    do throws(ArchiveError) {
      try file.write(waiting)
      waiting.removeAll(keepingCapacity: true)
    } catch {
      // What was not acknowledged is cut off; whatever the disk makes of that, the next start looks again.
      try? file.truncate(to: sound)
      broken = error
      throw error
    }
  }

  mutating func sync() throws(ArchiveError) {
    if let broken { throw broken }
    guard let file, isDirty else { return }
    try flush()
    do throws(ArchiveError) {
      try file.sync()
      isDirty = false
    } catch {
      broken = error
      throw error
    }
  }

  /// Ends the file that is being written: its index beside it, then its own name.
  mutating func seal() throws(ArchiveError) {
    guard file != nil else { return }
    try sync()
    var sealing = Digest()
    swap(&sealing, &digest)
    try ArchiveIndex.write(
      ArchiveIndex(
        name: name, entries: entries, length: length, digest: "sha1:" + Digest.base32(sealing.finish())), in: folder)
    try ArchiveFolder.rename("\(folder)/\(name)\(ArchiveLayout.open)", to: "\(folder)/\(name)")
    try ArchiveFolder.sync(folder)
    file = nil
    entries = []
  }
}

/// The names of files in an archive's folder.
enum ArchiveLayout {
  /// How the name of a file ends while it is written.
  static let open = ".open"
  /// How an index's name ends.
  static let index = ".cdxj"
  /// How a WARC file's name ends.
  static let warc = ".warc.gz"
  private static let prefix = "stance-"

  static func name(_ number: Int, at now: Instant) -> String {
    let digits = String(number)
    let padded = String(repeating: "0", count: max(0, 5 - digits.count)) + digits
    return "\(prefix)\(ArchiveDate.digits(of: now))-\(padded)\(warc)"
  }

  /// The number in a file's name; `nil` for names that are none of ours.
  static func number(of name: String) -> Int? {
    guard name.hasPrefix(prefix) else { return nil }
    let parts = name.dropFirst(prefix.count).split(separator: "-")
    return parts.count == 2 ? Int(parts[1].prefix { $0.isNumber }) : nil
  }

  /// The index's name of a WARC file.
  static func indexName(of name: String) -> String { String(name.dropLast(warc.count)) + index }
}
