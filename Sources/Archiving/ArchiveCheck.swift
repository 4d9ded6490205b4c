public import Model

/// Something in the archive that is not as it was written.
public struct ArchiveDamage: Equatable, Sendable {
  /// What is wrong.
  public enum Kind: String, Sendable, CaseIterable {
    /// A file that a crash left open; the next crawl, or a repair, seals it.
    case leftOpen = "left open"
    /// A file whose index is there is gone.
    case missingFile = "missing file"
    /// The bytes of a file are not those that were sealed.
    case alteredFile = "altered file"
    /// The index is missing or is not its file's; it is made anew.
    case staleIndex = "stale index"
  }

  /// What is wrong.
  public var kind: Kind
  /// The file's name in the archive.
  public var file: String
  /// Records that can no longer be read, as far as the index knows.
  public var lost: Int
  /// Where the damaged bytes were put; `nil` while they are where they were.
  public var setAside: String?
}

extension ArchiveDamage: CustomStringConvertible {
  /// One line: what, where, and where it was put.
  public var description: String {
    let what = lost > 0 ? ", \(lost) record\(lost == 1 ? "" : "s") cannot be read" : ""
    return "\(kind.rawValue): archive/\(file)\(what)\(setAside.map { ", set aside as \($0)" } ?? "")"
  }
}

/// The check of a whole archive: every byte against the digest of its file, every record against its own digests, every
/// index against its file.
public enum ArchiveCheck {
  /// What a check found.
  public struct Result: Equatable, Sendable {
    /// What is wrong; empty when nothing is.
    public var damages: [ArchiveDamage] = []
    /// WARC files.
    public var files = 0
    /// Answers in them.
    public var records = 0
    /// Bytes in them.
    public var bytes = 0
    /// Fingerprints of the addresses that answered (`Fingerprint.folded` of the page key).
    public var pages: Set<UInt64> = []
  }

  /// One file as it is.
  private struct Reading {
    var entries: [IndexEntry] = []
    /// Where the intact records lie, the first one's `warcinfo` included.
    var intact: [Range<Int>] = []
    var length = 0
    var digest = ""
  }

  /// Checks an archive; touches nothing.
  ///
  /// A folder that is not there holds nothing and is sound.
  public static func run(folder: String) throws(ArchiveError) -> Result {
    var result = Result()
    let names = try ArchiveFolder.names(in: folder)
    for name in names {
      if name.hasSuffix(ArchiveLayout.open) {
        result.damages.append(ArchiveDamage(kind: .leftOpen, file: name, lost: 0))
      } else if name.hasSuffix(ArchiveLayout.warc) {
        let reading = try read("\(folder)/\(name)")
        result.files += 1
        result.records += reading.entries.count
        result.bytes += reading.length
        for entry in reading.entries {
          if let address = Address(entry.url) { result.pages.insert(Fingerprint(address.pageKey).folded) }
        }
        if let damage = try compare(reading, name, in: folder) { result.damages.append(damage) }
      } else if name.hasSuffix(ArchiveLayout.index) {
        let file = String(name.dropLast(ArchiveLayout.index.count)) + ArchiveLayout.warc
        if names.contains(file) || names.contains(file + ArchiveLayout.open) { continue }
        var lost = 0
        try ArchiveIndex.forEachEntry(of: "\(folder)/\(name)") { _ in lost += 1 }
        result.damages.append(ArchiveDamage(kind: .missingFile, file: file, lost: lost))
      }
    }
    return result
  }

  private static func compare(
    _ reading: Reading, _ name: String, in folder: String
  ) throws(ArchiveError) -> ArchiveDamage? {
    let indexName = ArchiveLayout.indexName(of: name)
    var index: [UInt8] = []
    do throws(ArchiveError) {
      try ArchiveFile("\(folder)/\(indexName)", .read).forEachPiece { index += $0 }
    } catch {
      guard error.code == .missing else { throw error }
    }
    let isWhole = (reading.intact.last?.upperBound ?? 0) == reading.length && isContiguous(reading.intact)
    if let sealed = ArchiveIndex.sealed(in: index), !isWhole || sealed != (reading.length, reading.digest) {
      var listed = 0
      try ArchiveIndex.forEachEntry(of: "\(folder)/\(indexName)") { _ in listed += 1 }
      return ArchiveDamage(kind: .alteredFile, file: name, lost: max(0, listed - reading.entries.count))
    }
    if !isWhole { return ArchiveDamage(kind: .alteredFile, file: name, lost: 0) }
    let expected = ArchiveIndex(
      name: name, entries: reading.entries, length: reading.length, digest: reading.digest
    ).bytes
    return index == expected ? nil : ArchiveDamage(kind: .staleIndex, file: indexName, lost: 0)
  }

  private static func isContiguous(_ ranges: [Range<Int>]) -> Bool {
    var end = 0
    for range in ranges {
      if range.lowerBound != end { return false }
      end = range.upperBound
    }
    return true
  }

  private static func read(_ path: String) throws(ArchiveError) -> Reading {
    var reading = Reading()
    reading.length = try ArchiveFile(path, .read).length()
    reading.digest = try ArchiveIndex.digest(of: path)
    var reader = try ArchiveReader(file: path)
    while let record = try reader.next() {
      guard record.isComplete, let offset = record.offset, reader.soundLength > offset, isIntact(record) else {
        continue
      }
      reading.intact.append(offset..<reader.soundLength)
      guard var entry = IndexEntry(record) else { continue }
      entry.offset = offset
      entry.length = reader.soundLength - offset
      reading.entries.append(entry)
    }
    return reading
  }

  /// Whether a record agrees with the digest that it states of its block, or of the body that ends it.
  private static func isIntact(_ record: ArchiveRecord) -> Bool {
    if let stated = record.field("WARC-Block-Digest") { return Digest.agrees(stated, with: record.block[...]) ?? true }
    // The payload of other writers may be the body with its codings undone; what we write has none.
    guard record.type == "response", let stated = record.field("WARC-Payload-Digest"),
      record.field(CaptureRole.depthField) != nil, let head = record.headLength
    else { return true }
    return Digest.agrees(stated, with: record.block[head...]) ?? true
  }

  /// Sets damaged files aside under dated names and puts their intact records in their place; nothing is deleted.
  ///
  /// - Returns: what was wrong, each with the name under which the damaged bytes lie now.
  public static func repair(folder: String, aside: String, at now: Instant) throws(ArchiveError) -> [ArchiveDamage] {
    var damages = try run(folder: folder).damages
    if damages.isEmpty { return [] }
    for position in damages.indices {
      let name = damages[position].file
      switch damages[position].kind {
      case .leftOpen: continue
      case .alteredFile: damages[position].setAside = try rewrite(name, in: folder, aside: aside, at: now)
      case .staleIndex:
        if try ArchiveFolder.names(in: folder).contains(name) {
          damages[position].setAside = try ArchiveFolder.setAside("\(folder)/\(name)", named: name, in: aside, at: now)
        }
        let file = String(name.dropLast(ArchiveLayout.index.count)) + ArchiveLayout.warc
        let reading = try read("\(folder)/\(file)")
        try ArchiveIndex.write(
          ArchiveIndex(name: file, entries: reading.entries, length: reading.length, digest: reading.digest),
          in: folder)
      case .missingFile:
        let index = ArchiveLayout.indexName(of: name)
        let kept = try ArchiveFolder.setAside("\(folder)/\(index)", named: index, in: aside, at: now)
        damages[position].setAside = kept
        try ArchiveFolder.remove("\(folder)/\(index)")
      }
    }
    for cut in try ArchiveRecovery(folder: folder, aside: aside, now: now).run() {
      for position in damages.indices
      where damages[position].kind == .leftOpen && cut.contains(damages[position].file.dropLast(5)) {
        damages[position].setAside = cut
      }
    }
    return damages
  }

  /// Replaces a file by its intact records; gives the name under which the former bytes are kept.
  private static func rewrite(
    _ name: String, in folder: String, aside: String, at now: Instant
  ) throws(ArchiveError) -> String {
    let path = "\(folder)/\(name)"
    let kept = try ArchiveFolder.setAside(path, named: name, in: aside, at: now)
    let reading = try read(path)
    let target = try ArchiveFile(path + ".new", .replace)
    let source = try ArchiveFile(path, .read)
    for range in reading.intact {
      try source.forEachPiece(from: range.lowerBound, to: range.upperBound) { piece throws(ArchiveError) in
        try target.write(piece)
      }
    }
    try target.sync()
    let index = ArchiveLayout.indexName(of: name)
    if try ArchiveFolder.names(in: folder).contains(index) {
      _ = try ArchiveFolder.setAside("\(folder)/\(index)", named: index, in: aside, at: now)
    }
    try ArchiveFolder.rename(path + ".new", to: path)
    let mended = try read(path)
    if mended.length == 0 {
      // Nothing of it was whole: its bytes are aside, and an empty file is none.
      try ArchiveFolder.remove(path)
      if try ArchiveFolder.names(in: folder).contains(index) { try ArchiveFolder.remove("\(folder)/\(index)") }
      return kept
    }
    try ArchiveIndex.write(
      ArchiveIndex(name: name, entries: mended.entries, length: mended.length, digest: mended.digest), in: folder)
    return kept
  }
}
