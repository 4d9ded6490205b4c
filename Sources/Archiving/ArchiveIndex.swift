import JSONCoding
import Model

/// The CDXJ index of one WARC file, written when the file is sealed and always to be had again from it.
///
/// The first line, which sorts before all others, says what the file was when it was sealed; the others are sorted.
struct ArchiveIndex: Equatable {
  /// The WARC file's name.
  var name: String
  var entries: [IndexEntry]
  /// The file's length when it was sealed.
  var length: Int
  /// The digest of all its bytes.
  var digest: String

  private static let mark = "!stance-file "

  /// The index's bytes: the same file gives the same ones.
  var bytes: [UInt8] {
    var writer = JSONWriter()
    writer.beginObject()
    for (key, value) in [("filename", name), ("length", String(length)), ("digest", digest)] {
      writer.key(key)
      writer.string(value)
    }
    writer.endObject()
    var lines = entries.map { $0.line(in: name) }
    lines.sort { $0.lexicographicallyPrecedes($1) }
    return Array(([Array(ArchiveIndex.mark.utf8) + writer.bytes] + lines).joined(separator: [0x0a])) + [0x0a]
  }

  /// Writes the index beside its file.
  static func write(_ index: ArchiveIndex, in folder: String) throws(ArchiveError) {
    try ArchiveFolder.replace(ArchiveLayout.indexName(of: index.name), in: folder, with: index.bytes)
  }

  /// What the first line of an index says of its file; `nil` when it says nothing.
  static func sealed(in bytes: [UInt8]) -> (length: Int, digest: String)? {
    let line = bytes.prefix { $0 != 0x0a }
    guard line.starts(with: mark.utf8), let value = try? JSONValue.parse(Array(line.dropFirst(mark.utf8.count))),
      let length = value["length"]?.string.flatMap({ Int($0) }), let digest = value["digest"]?.string
    else { return nil }
    return (length, digest)
  }

  /// The digest of a whole file.
  static func digest(of path: String) throws(ArchiveError) -> String {
    var digest = Digest()
    try ArchiveFile(path, .read).forEachPiece { digest.combine($0[...]) }
    return "sha1:" + Digest.base32(digest.finish())
  }

  /// Hands out the entries of an index; lines that are none are passed over.
  static func forEachEntry(of path: String, _ body: (IndexEntry) -> Void) throws(ArchiveError) {
    var bytes = try UnpackedBytes(.file(try ArchiveFile(path, .read)))
    while let line = try bytes.line(limit: 1 << 20) {
      if let entry = IndexEntry(line: line[...]) { body(entry) }
    }
  }
}
