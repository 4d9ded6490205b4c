/// What a store's segments hold at this moment, told from the manifest and the files' lengths without passing over them.
///
/// What is counted from segments and kept beside them is tied to this: a segment that was sealed has the checksum that the
/// manifest gives, and the end of one that grows ends in the check of its last line.
public struct StoreExtent: Equatable, Sendable {
  /// One segment.
  public struct Segment: Equatable, Sendable {
    /// Its file name.
    public var name: String
    /// Its length in bytes, a torn end included.
    public var length: Int
    /// The length at which the manifest was written; 0 for a segment that is younger.
    public var sealed: Int
    /// The manifest's CRC-32 of the first `sealed` bytes.
    public var checksum: UInt32
  }

  /// The segments in order.
  public var segments: [Segment] = []

  /// Bytes in all segments.
  public var byteCount: Int { segments.reduce(0) { $0 + $1.length } }

  /// Looks at a store; `nil` when there is none, or none whose manifest fits its segments, as `Store` then has to tell.
  public init?(folder: String) {
    let files = SystemFiles()
    guard let bytes = try? Store.contents(of: "\(folder)/\(Manifest.fileName)", files),
      let manifest = Manifest(decoding: bytes), manifest.format == Manifest.currentFormat,
      let names = try? files.names(in: "\(folder)/\(StoreLayout.segments)")
    else { return nil }
    var listed: [String: Manifest.Segment] = [:]
    for segment in manifest.segments { listed[segment.name] = segment }
    let sorted = names.filter { StoreLayout.segmentNumber($0) != nil }
      .sorted { (StoreLayout.segmentNumber($0) ?? 0) < (StoreLayout.segmentNumber($1) ?? 0) }
    for name in sorted {
      guard let file = try? files.open("\(folder)/\(StoreLayout.segments)/\(name)", .read) else { return nil }
      defer { files.close(file) }
      guard let length = try? files.status(of: file).length else { return nil }
      let known = listed.removeValue(forKey: name)
      guard length >= known?.bytes ?? 0, let checksum = UInt32(known?.crc32 ?? "0", radix: 16) else { return nil }
      segments.append(Segment(name: name, length: length, sealed: known?.bytes ?? 0, checksum: checksum))
    }
    if listed.values.contains(where: { $0.bytes > 0 }) { return nil }
  }
}
