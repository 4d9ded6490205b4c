import Datelines
public import Model

/// One address of a sitemap.
public struct SitemapEntry: Hashable, Sendable {
  /// The address, absolute where the sitemap's own address is known.
  public let location: String
  /// When the page last changed, as far as the sitemap says.
  public let lastModified: Timestamp?
}

/// What a sitemap lists.
public enum Sitemap: Equatable, Sendable {
  /// Pages.
  case urls([SitemapEntry])
  /// Further sitemaps.
  case index([SitemapEntry])
  /// The bytes are no sitemap.
  case invalid
}

/// Reads sitemaps (sitemaps.org), feeds that serve as such, and plain lists of addresses.
public struct SitemapParser: Sendable {
  /// Bytes of a sitemap that are read at most, unpacked; the protocol allows 50 MiB, but few reach a tenth of it.
  private static let longest = 24_000_000
  /// Entries that are read at most; the protocol allows 50,000.
  private static let mostEntries = 50_000

  /// Makes a parser; it may be used from several threads at once.
  public init() {}

  /// Reads a sitemap that was fetched from `address`; it may be a gzip file.
  public func sitemap(from bytes: [UInt8], contentType: String?, at address: Address?) -> Sitemap {
    if Gzip.isGzip(bytes) {
      guard let content = Gzip.unpacked(bytes, limit: SitemapParser.longest) else { return .invalid }
      // A file within the file is none: some unpack to themselves without end.
      return plainSitemap(from: content, contentType: nil, at: address)
    }
    return plainSitemap(from: bytes, contentType: contentType, at: address)
  }

  private func plainSitemap(from bytes: [UInt8], contentType: String?, at address: Address?) -> Sitemap {
    let cut = bytes.count > SitemapParser.longest ? Array(bytes[..<SitemapParser.longest]) : bytes
    let essence = contentType.map { ContentType($0).essence } ?? ""
    let charset = CharsetSniffer.charset(ofXML: cut, contentType: contentType)
    let (text, _) = Decoding.utf8(from: cut, in: charset)
    guard let first = text.firstIndex(where: { !$0.isHTMLSpace && $0 < 0x80 }) else { return .invalid }
    if text[first] != 0x3C {
      return essence.isEmpty || essence == "text/plain" || !essence.contains("xml") ? list(text, at: address) : .invalid
    }
    let tree = XMLTree(text: text)
    var node = 1
    while node < tree.nodes.count {
      switch tree.name(node) {
      case "urlset": return .urls(entries(of: node, in: tree, named: "url", at: address))
      case "sitemapindex": return .index(entries(of: node, in: tree, named: "sitemap", at: address))
      case "html", "xhtml:html": return .invalid
      case "rss", "rdf:rdf", "atom:feed", "feed":
        guard let feed = FeedParser().feed(from: cut, contentType: contentType, at: address) else { return .invalid }
        let entries = feed.entries.compactMap { entry -> SitemapEntry? in
          guard let link = entry.link ?? entry.id.flatMap({ $0.hasPrefix("http") ? $0 : nil }) else { return nil }
          return location(link, at: address).map {
            SitemapEntry(location: $0, lastModified: entry.updated ?? entry.published)
          }
        }
        return .urls(entries)
      default: node += 1
      }
    }
    return .invalid
  }

  private func entries(of root: Int, in tree: XMLTree, named name: String, at address: Address?) -> [SitemapEntry] {
    var entries: [SitemapEntry] = []
    for child in tree.children(of: root) where entries.count < SitemapParser.mostEntries {
      guard tree.name(child) == name else {
        // An address that stands without its wrapper.
        if tree.name(child) == "loc" { append(tree.text(of: child), nil, at: address, to: &entries) }
        continue
      }
      let parts = tree.children(of: child)
      var hasLocation = false
      for (position, part) in parts.enumerated() {
        guard tree.name(part) == "loc" else {
          if tree.name(part).hasSuffix(":link"), let target = tree.attribute("href", of: part) {
            append(target, nil, at: address, to: &entries)
          }
          continue
        }
        hasLocation = true
        let rest = parts[(position + 1)...].prefix { tree.name($0) != "loc" }
        let modified =
          (rest.first { tree.name($0) == "lastmod" } ?? parts[..<position].first { tree.name($0) == "lastmod" })
        append(tree.text(of: part), modified.map { tree.text(of: $0) }, at: address, to: &entries)
      }
      if !hasLocation { append(tree.text(of: child), nil, at: address, to: &entries) }
    }
    var seen: Set<String> = []
    return entries.filter { seen.insert($0.location).inserted }
  }

  private func append(_ text: String, _ modified: String?, at address: Address?, to entries: inout [SitemapEntry]) {
    guard let location = location(text, at: address) else { return }
    let time = modified.flatMap { Dateline.timestamp(fromMachine: $0, source: .meta) }
    entries.append(SitemapEntry(location: location, lastModified: time))
  }

  private func location(_ text: String, at address: Address?) -> String? {
    let text = text.trimmed
    guard !text.isEmpty, text.utf8.count < 4096, !text.utf8.contains(where: { $0 <= 0x20 }) else { return nil }
    return Address(text, relativeTo: address)?.href
  }

  private func list(_ text: [UInt8], at address: Address?) -> Sitemap {
    var entries: [SitemapEntry] = []
    for line in text.split(whereSeparator: { $0 == 0x0A || $0 == 0x0D }) where entries.count < SitemapParser.mostEntries
    {
      let line = String(decoding: line, as: UTF8.self).trimmed
      let lower = line.prefix(8).lowercased()
      guard lower.hasPrefix("http://") || lower.hasPrefix("https://"), let location = location(line, at: address) else {
        continue
      }
      entries.append(SitemapEntry(location: location, lastModified: nil))
    }
    return entries.isEmpty ? .invalid : .urls(entries)
  }
}
