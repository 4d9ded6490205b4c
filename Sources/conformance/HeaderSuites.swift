import JSONCoding
import Markup

extension Conformance {
  /// HTTP header values.
  static let headerSuites: [String: Answer] = [
    "content_type_charset": { item, writer in
      writer.string(ContentType(item.text("content_type") ?? "").charset?.name)
    },
    "link_header": { item, writer in
      writer.beginArray()
      for link in LinkHeader.links(in: item.text("header") ?? "") {
        writer.beginObject()
        writer.member("uri", link.target)
        writer.member("rel", link.relations)
        writer.endObject()
      }
      writer.endArray()
    },
  ]
}
