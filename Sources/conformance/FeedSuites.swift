import JSONCoding
import Markup
import Model

extension Conformance {
  /// Feeds and sitemaps.
  static let feedSuites: [String: Answer] = [
    "feeds": { item, writer in write(feed(item), to: &writer) },
    "feed_sanitize": { item, writer in write(feed(item), to: &writer) },
    "feed_encoding": { item, writer in
      writer.string(CharsetSniffer.charset(ofXML: item.file, contentType: item.text("content_type")).name)
    },
    "feed_robust": { item, writer in
      let feed = feed(item)
      writer.beginObject()
      writer.key("ok")
      writer.bool(feed != nil)
      writer.key("entries")
      writer.integer(feed?.entries.count ?? 0)
      writer.endObject()
    },
    "feed_content_links": { item, writer in
      let entry = feed(item)?.entries.first
      let field: String? = if case .string(let name)? = item.json["path"]?[2] { name } else { nil }
      let html = field == "summary" ? entry?.summaryHTML : entry?.contentHTML ?? entry?.summaryHTML
      let document = HTMLParser().document(from: html ?? "")
      writer.beginArray()
      for node in 0..<document.count {
        for name in [AttributeName.href, .source, .cite] {
          if let address = document.value(name, of: node) { writer.string(address) }
        }
      }
      writer.endArray()
    },
    "sitemaps": { item, writer in
      let sitemap = SitemapParser().sitemap(
        from: item.bytes(base64: "body_b64"), contentType: item.text("content_type"),
        at: item.text("url").flatMap { Address($0) })
      let (kind, entries): (String, [SitemapEntry]) =
        switch sitemap {
        case .urls(let entries): ("urls", entries)
        case .index(let entries): ("index", entries)
        case .invalid: ("invalid", [])
        }
      writer.beginObject()
      writer.key("kind")
      writer.string(kind)
      writer.key("urls")
      writer.beginArray()
      for entry in entries {
        writer.beginObject()
        writer.key("loc")
        writer.string(entry.location)
        if let time = entry.lastModified {
          writer.key("lastmod")
          writer.string(time.instant.description)
        }
        writer.endObject()
      }
      writer.endArray()
      writer.endObject()
    },
  ]

  static func feed(_ item: Case) -> FeedDocument? {
    FeedParser().feed(
      from: item.file, contentType: item.text("content_type"), at: item.text("url").flatMap { Address($0) })
  }

  private static func write(_ feed: FeedDocument?, to writer: inout JSONWriter) {
    guard let feed else {
      writer.null()
      return
    }
    func field(_ name: String, _ value: String?) {
      writer.key(name)
      writer.string(value)
    }
    writer.beginObject()
    writer.key("feed")
    writer.beginObject()
    field("title", feed.title)
    field("link", feed.link)
    field("subtitle", feed.subtitle)
    field("language", feed.language)
    field("id", feed.id)
    field("author", feed.author)
    field("published", feed.published?.instant.description)
    field("updated", feed.updated?.instant.description)
    writer.endObject()
    writer.key("entries")
    writer.beginArray()
    for entry in feed.entries {
      writer.beginObject()
      field("title", entry.title)
      field("link", entry.link)
      field("id", entry.id)
      field("author", entry.author)
      field("published", entry.published?.instant.description)
      field("updated", entry.updated?.instant.description)
      field("summary", entry.summaryHTML)
      field("content", entry.contentHTML)
      writer.key("tags")
      writer.strings(entry.tags)
      field("comments", entry.comments)
      field("comment_feed", entry.commentFeed)
      writer.key("comment_count")
      writer.integer(entry.commentCount)
      field("in_reply_to", entry.inReplyTo)
      field("language", entry.language)
      writer.endObject()
    }
    writer.endArray()
    field("encoding", feed.encoding)
    writer.endObject()
  }
}
