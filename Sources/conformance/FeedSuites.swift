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
      writer.member("ok", feed != nil)
      writer.member("entries", feed?.entries.count ?? 0)
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
      writer.member("kind", kind)
      writer.objects("urls", entries) { entry, writer in
        writer.member("loc", entry.location)
        if let time = entry.lastModified {
          writer.member("lastmod", time.instant.description)
        }
      }
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
    writer.beginObject()
    writer.beginObject("feed")
    writer.member("title", feed.title)
    writer.member("link", feed.link)
    writer.member("subtitle", feed.subtitle)
    writer.member("language", feed.language)
    writer.member("id", feed.id)
    writer.member("author", feed.author)
    writer.member("published", feed.published?.instant.description)
    writer.member("updated", feed.updated?.instant.description)
    writer.endObject()
    writer.objects("entries", feed.entries) { entry, writer in
      writer.member("title", entry.title)
      writer.member("link", entry.link)
      writer.member("id", entry.id)
      writer.member("author", entry.author)
      writer.member("published", entry.published?.instant.description)
      writer.member("updated", entry.updated?.instant.description)
      writer.member("summary", entry.summaryHTML)
      writer.member("content", entry.contentHTML)
      writer.member("tags", entry.tags)
      writer.member("comments", entry.comments)
      writer.member("comment_feed", entry.commentFeed)
      writer.member("comment_count", entry.commentCount)
      writer.member("in_reply_to", entry.inReplyTo)
      writer.member("language", entry.language)
    }
    writer.member("encoding", feed.encoding)
    writer.endObject()
  }
}
