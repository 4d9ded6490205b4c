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
          writer.member("error", "no record")
          writer.endObject()
          return
        }
      } catch {
        records = []
      }
      writer.beginObject()
      writer.objects("records", records) { record, writer in
        writer.member("type", record.field("WARC-Type"))
        writer.member("uri", record.target)
        writer.member("content_length", record.statedLength)
        writer.member("http_status", record.isHTTPAnswer ? HTTPAnswer(block: record.block)?.status : nil)
      }
      writer.endObject()
    }
  ]
}
