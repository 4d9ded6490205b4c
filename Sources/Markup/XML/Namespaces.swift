/// The prefixes that feeds usually give to namespaces, whatever a feed itself calls them.
enum Namespaces {
  /// The usual prefix of a namespace, empty for RSS and sitemaps themselves; `nil` for unknown ones.
  static func prefix(of namespace: String) -> String? {
    var key = namespace.lowercased()
    while let last = key.last, last == "/" || last == "#" || last == " " { key.removeLast() }
    if let scheme = key.range(of: "://") { key = String(key[scheme.upperBound...]) }
    return prefixes[key]
  }

  private static let prefixes: [String: String] = {
    var prefixes: [String: String] = ["": ""]
    for (prefix, namespaces) in [
      (
        "",
        """
        backend.userland.com/rss backend.userland.com/rss2 blogs.law.harvard.edu/tech/rss purl.org/rss/1.0 \
        purl.org/net/rss1.1 my.netscape.com/rdf/simple/0.9 channel.netscape.com/rdf/simple/0.9 purl.org/rss/2.0 \
        www.sitemaps.org/schemas/sitemap/0.9 www.google.com/schemas/sitemap/0.84 www.google.com/schemas/sitemap/0.9 \
        example.com/newformat my.netscape.com/publish/formats/rss-0.91 purl.org/atom/app
        """
      ),
      ("atom", "www.w3.org/2005/atom purl.org/atom/ns example.com/draft-ietf-atompub-format purl.org/atom/ns#"),
      ("rdf", "www.w3.org/1999/02/22-rdf-syntax-ns"),
      ("dc", "purl.org/dc/elements/1.1 purl.org/dc/elements/1.0"),
      ("dcterms", "purl.org/dc/terms"),
      ("content", "purl.org/rss/1.0/modules/content"),
      ("slash", "purl.org/rss/1.0/modules/slash"),
      ("wfw", "wellformedweb.org/commentapi"),
      ("thr", "purl.org/syndication/thread/1.0"),
      ("media", "search.yahoo.com/mrss"),
      ("itunes", "www.itunes.com/dtds/podcast-1.0.dtd"),
      ("xhtml", "www.w3.org/1999/xhtml"),
      ("opensearch", "a9.com/-/spec/opensearch/1.1 a9.com/-/spec/opensearchrss/1.0"),
      ("feedburner", "rssnamespace.org/feedburner/ext/1.0"),
      ("sy", "purl.org/rss/1.0/modules/syndication"),
      ("annotate", "purl.org/rss/1.0/modules/annotate"),
      ("creativecommons", "backend.userland.com/creativecommonsrssmodule"),
    ] {
      for namespace in namespaces.split(separator: " ") { prefixes[String(namespace)] = prefix }
    }
    return prefixes
  }()
}

extension String {
  /// The range of the first occurrence of a text.
  func range(of text: String) -> Range<String.Index>? {
    var start = startIndex
    while start < endIndex {
      if self[start...].hasPrefix(text) { return start..<index(start, offsetBy: text.count) }
      start = index(after: start)
    }
    return nil
  }
}
