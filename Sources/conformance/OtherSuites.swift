import JSONCoding
import Markup

extension Conformance {
  /// JSON, and inputs that attack a parser.
  static let otherSuites: [String: Answer] = [
    "json_parsing": { item, writer in
      writer.string((try? JSONValue.parse(item.bytes(base64: "json_b64"))) == nil ? "reject" : "accept")
    },
    "xml_attack": { item, writer in
      switch item.text("kind") {
      case "html": writer.integer(HTMLParser().document(from: item.file, contentType: nil).count)
      case "json": writer.bool((try? JSONValue.parse(item.file)) != nil)
      case "sitemap":
        let sitemap = SitemapParser().sitemap(from: item.file, contentType: nil, at: nil)
        writer.bool(sitemap != .invalid)
      default: writer.integer(feed(item)?.entries.count ?? 0)
      }
    },
  ]
}
