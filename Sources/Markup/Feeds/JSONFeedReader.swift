import Datelines
import JSONCoding
import Model

/// Reads JSON Feed 1.0 and 1.1 (jsonfeed.org).
struct JSONFeedReader {
  private let root: JSONValue
  private let base: Address?
  private static let mostEntries = 50_000

  /// Prepares to read a feed; `nil` when the bytes are no JSON or no feed.
  init?(_ bytes: [UInt8], at address: Address?) {
    let start = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
    guard let first = bytes[start...].first(where: { !$0.isHTMLSpace }), first == 0x7B,
      let root = try? JSONValue.parse(start == 0 ? bytes : Array(bytes[start...])), root["items"]?.array != nil
    else { return nil }
    let version = root["version"]?.string ?? ""
    guard version.contains("jsonfeed") || root["feed_url"] != nil || root["home_page_url"] != nil else { return nil }
    self.root = root
    base = address
  }

  /// What the feed says.
  var feed: FeedDocument {
    var feed = FeedDocument(encoding: Charset.utf8.name)
    feed.title = text(root["title"])
    feed.link = link(root["home_page_url"]) ?? link(root["feed_url"])
    feed.subtitle = text(root["description"])
    feed.language = text(root["language"])
    feed.id = text(root["feed_url"])
    feed.author = author(of: root)?.name
    feed.next = link(root["next_url"])
    let items = root["items"]?.array ?? []
    feed.entries = items.prefix(JSONFeedReader.mostEntries).filter { $0.members != nil }.map(entry)
    feed.published = feed.entries.compactMap(\.published).max { $0.instant < $1.instant }
    feed.updated = feed.entries.compactMap { $0.updated ?? $0.published }.max { $0.instant < $1.instant }
    return feed
  }

  private func entry(_ item: JSONValue) -> FeedEntry {
    var entry = FeedEntry()
    entry.title = text(item["title"])
    entry.id = text(item["id"]) ?? item["id"]?.int.map(String.init) ?? text(item["url"])
    entry.link = link(item["url"]) ?? link(item["external_url"])
    if let author = author(of: item) ?? author(of: root) {
      entry.author = author.name
      entry.authorURL = author.address
    }
    entry.published = time(item["date_published"])
    entry.updated = time(item["date_modified"])
    entry.summaryHTML = text(item["summary"]).map(FeedContent.escaped)
    entry.contentHTML =
      item["content_html"]?.string.map { HTMLSanitiser.sanitised($0, base: base) }
      ?? item["content_text"]?.string.map(FeedContent.escaped)
    entry.tags = (item["tags"]?.array ?? []).prefix(256).compactMap(\.string)
    entry.language = text(item["language"]) ?? text(root["language"])
    return entry
  }

  private func text(_ value: JSONValue?) -> String? {
    guard let text = value?.string?.trimmed, !text.isEmpty else { return nil }
    return text
  }

  private func link(_ value: JSONValue?) -> String? {
    text(value).map { text in
      text.contains("://") ? text : base.flatMap { Address(text, relativeTo: $0)?.href } ?? text
    }
  }

  private func time(_ value: JSONValue?) -> Timestamp? {
    text(value).flatMap { Dateline.timestamp(fromMachine: $0, source: .feed) }
  }

  private func author(of value: JSONValue) -> (name: String?, address: String?)? {
    guard let person = value["authors"]?[0] ?? value["author"] else { return nil }
    return (text(person["name"]), link(person["url"]))
  }
}
