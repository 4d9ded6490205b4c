import JSONCoding

/// What the store says about itself: its format and its segments when the manifest was written.
///
/// The manifest is replaced as a whole at each new segment and when a writer closes. It is a check, never the only
/// source: a store whose manifest is lost is read from its segments.
struct Manifest: Equatable {
  /// A segment as it was then.
  struct Segment: Equatable {
    var name: String
    var bytes: Int
    var records: Int
    /// CRC-32 of these bytes.
    var crc32: String
  }

  /// The store's format; readers refuse greater numbers.
  static let currentFormat = 1
  static let fileName = "manifest.json"

  var format = Manifest.currentFormat
  var segments: [Segment] = []

  /// The file's bytes: readable JSON that ends in a check of all before it.
  var encoded: [UInt8] {
    var writer = JSONWriter(isPretty: true)
    writer.beginObject()
    writer.member("format", format)
    writer.member("program", "stance")
    writer.objects("segments", segments) { segment, writer in
      writer.member("name", segment.name)
      writer.member("bytes", segment.bytes)
      writer.member("records", segment.records)
      writer.member("crc32", segment.crc32)
    }
    let check = Checksum(writer.bytes).text
    writer.member("check", check)
    writer.endObject()
    writer.endLine()
    return writer.bytes
  }

  init(segments: [Segment] = []) { self.segments = segments }

  /// Reads a manifest, `nil` when it is damaged.
  ///
  /// One of a later format gives its number and nothing else.
  init?(decoding bytes: [UInt8]) {
    guard let value = try? JSONValue.parse(bytes), let format = value["format"]?.int else { return nil }
    self.format = format
    if format > Manifest.currentFormat { return }
    for segment in value["segments"]?.array ?? [] {
      guard let name = segment["name"]?.string, let length = segment["bytes"]?.int,
        let records = segment["records"]?.int, let crc32 = segment["crc32"]?.string
      else { return nil }
      segments.append(Segment(name: name, bytes: length, records: records, crc32: crc32))
    }
    // The same contents give the same bytes: any flipped bit shows, wherever it is.
    guard encoded == bytes else { return nil }
  }
}
