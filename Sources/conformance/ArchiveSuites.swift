import Archiving
import JSONCoding

extension Conformance {
  /// WARC files.
  static let archiveSuites: [String: Answer] = [
    "warc": { item, writer in
      var records: [ArchiveRecord] = []
      do {
        var reader = try ArchiveReader(bytes: item.file)
        while let record = try reader.next() { records.append(record) }
        if records.isEmpty, reader.tally.broken > 0 {
          writer.beginObject()
          writer.key("error")
          writer.string("no record")
          writer.endObject()
          return
        }
      } catch {
        records = []
      }
      writer.beginObject()
      writer.key("records")
      writer.beginArray()
      for record in records {
        writer.beginObject()
        writer.key("type")
        writer.string(record.field("WARC-Type"))
        writer.key("uri")
        writer.string(record.target)
        writer.key("content_length")
        writer.integer(record.statedLength)
        writer.key("http_status")
        writer.integer(record.isHTTPAnswer ? HTTPAnswer(block: record.block)?.status : nil)
        writer.endObject()
      }
      writer.endArray()
      writer.endObject()
    }
  ]
}
