import JSONCoding
import Markup
import Model

extension Conformance {
  /// Pages: structure, references, charsets, base addresses.
  static let htmlSuites: [String: Answer] = [
    "html_tree": { item, writer in
      let document = HTMLParser().document(from: item.text("html") ?? "")
      writer.beginObject()
      writer.member("text", visibleText(of: document))
      writer.beginArray("links")
      for node in 0..<document.count where document.tag(node) == .a {
        if let address = document.value(.href, of: node) { writer.string(address) }
      }
      writer.endArray()
      writer.endObject()
    },
    "html_entities": { item, writer in writer.string(CharacterReferences.decoded(item.text("html") ?? "")) },
    "html_encoding": { item, writer in
      let charset = CharsetSniffer.charset(
        ofHTML: item.bytes(base64: "html_b64"), contentType: item.text("content_type"))
      writer.string(charset.name)
    },
    "html_base_url": { item, writer in
      let document = HTMLParser().document(from: item.text("html") ?? "")
      writer.string(item.text("url").flatMap { Address($0) }.map { document.base(at: $0).href })
    },
    "html_meta_refresh": { item, writer in
      let document = HTMLParser().document(from: item.text("html") ?? "")
      guard let refresh = document.refresh, let address = item.text("url").flatMap({ Address($0) }) else {
        writer.null()
        return
      }
      writer.beginObject()
      writer.member("delay", refresh.delay)
      writer.member("url", Address(refresh.target, relativeTo: document.base(at: address))?.href)
      writer.endObject()
    },
  ]

  /// All text but that of elements that no reader sees.
  static func visibleText(of document: Document) -> String {
    let hidden: Set<Tag> = [
      .script, .style, .template, .head, .noscript, .iframe, .noembed, .noframes, .textarea, .select, .title,
    ]
    var text = ""
    var node = 0
    while node < document.count {
      if hidden.contains(document.tag(node)) || document.name(of: node) == "title" {
        node = document.end(of: node)
        continue
      }
      if document.isText(node) { text += document.string(document.textRange(of: node)) + " " }
      node += 1
    }
    return text
  }
}
