public import Model

/// Reads RSS 0.9 to 2.0, RDF, Atom and CDF feeds, well-formed or not, and JSON Feed.
public struct FeedParser: Sendable {
  /// Bytes of a feed that are read at most.
  private static let longest = 16_000_000

  /// Makes a parser; it may be used from several threads at once.
  public init() {}

  /// Reads a feed that was fetched from `address`; `nil` when the bytes are no feed.
  public func feed(from bytes: [UInt8], contentType: String?, at address: Address?) -> FeedDocument? {
    let cut = bytes.count > FeedParser.longest ? Array(bytes[..<FeedParser.longest]) : bytes
    if let json = JSONFeedReader(cut, at: address) { return json.feed }
    let charset = CharsetSniffer.charset(ofXML: cut, contentType: contentType)
    let tree = XMLTree(bytes: cut, charset: charset)
    guard let root = FeedParser.root(of: tree) else { return nil }
    var reader = FeedReader(tree: tree, root: root, address: address)
    return reader.feed(encoding: charset.name)
  }

  /// The element that a feed consists of.
  static func root(of tree: XMLTree) -> Int? {
    let roots: Set<String> = ["rss", "rdf:rdf", "atom:feed", "feed", "channel", "atom:entry", "entry", "rdf"]
    guard !tree.nodes.isEmpty else { return nil }
    // Junk, or a whole page, may stand before a feed; not more than a few levels.
    var node = 1
    var looked = 0
    while node < tree.nodes.count, looked < 64 {
      if !tree.isText(node) {
        looked += 1
        if roots.contains(tree.name(node)) { return node }
        if tree.name(node) == "html" || tree.name(node) == "xhtml:html" { return nil }
      }
      node += 1
    }
    return nil
  }
}
