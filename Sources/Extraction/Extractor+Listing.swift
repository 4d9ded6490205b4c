public import Markup
public import Model

extension Extractor {
  /// What a page is for: a post, or something beside posts.
  ///
  /// What the page says of itself decides first (WordPress' and Blogger's `body` classes, Open Graph), then its address
  /// (`/2011/10/`, `/page/2/`, `/category/…`), then its form: several headlines that lead elsewhere on the same site.
  /// - Parameter conversation: what was heard on the page; one without words, or a place to ask for them, that wants a
  ///   password keeps them for members.
  /// - Complexity: O(nodes).
  public func role(of document: Document, at address: Address, hearing conversation: Conversation? = nil) -> PageRole {
    if let role = StandingPage.role(of: document, at: address) { return role }
    if ListingSigns(document: document, address: address).isListing { return .listing }
    let isSilent = conversation.map { $0.commentSources.isEmpty && $0.voices.allSatisfy(\.text.isEmpty) } ?? false
    return isSilent && StandingPage.wantsPassword(document) ? .locked : .post
  }

  /// The address of the next page of the same post (`/slug/2/` after `/slug/`), where the page links to one.
  ///
  /// - Complexity: O(nodes).
  public func continuation(in document: Document, at address: Address) -> Address? {
    ListingSigns(document: document, address: address).continuation
  }
}

/// What tells listings from posts, and first pages from later ones.
struct ListingSigns {
  let document: Document
  let address: Address

  /// Words of WordPress' and Blogger's `body` class on single posts and pages.
  private static let singles: Set<Substring> = [
    "single", "singular", "item-view", "single-post", "page-template-default",
  ]
  /// The same on listings.
  private static let lists: Set<Substring> = [
    "archive", "category", "tag", "date", "author", "search", "search-results", "paged", "blog", "home", "index",
    "feed-view",
  ]
  /// Path segments below which sites list posts.
  private static let places: Set<String> = [
    "category", "categories", "tag", "tags", "archive", "archives", "author", "topics", "label", "labels", "page",
    "tagged",
  ]
  /// Last path segments of pages that list posts; `2011_11_01_archive.html` is Blogger's.
  private static let indexes: Set<String> = [
    "archive", "archives", "archive.html", "archives.html", "blog", "index.html", "index.htm", "index.php",
  ]
  /// Linked headlines that make a listing when nothing else decides.
  private static let headlines = 3

  var isListing: Bool {
    var isArticle = false
    for node in 0..<document.count {
      switch document.tag(node) {
      case .body:
        let names = Set((document.value(.class, of: node) ?? "").lowercased().split(separator: " "))
        if !names.isDisjoint(with: ListingSigns.singles) { return false }
        if names.contains(where: { $0.hasPrefix("postid-") || $0.hasPrefix("page-id-") }) { return false }
        if names.contains(where: { $0.hasPrefix("mt-") && ($0.hasSuffix("-index") || $0.contains("archive-")) }) {
          // Movable Type calls posts "mt-entry-archive".
          if !names.contains(where: { $0.contains("entry-archive") }) { return true }
        }
        if !names.isDisjoint(with: ListingSigns.lists), !isArticle { return true }
      case .meta:
        let property = document.value(.property, of: node) ?? document.value(.name, of: node)
        if property == "og:type", let type = document.value(.content, of: node)?.lowercased(), type.hasPrefix("article")
        {
          isArticle = true
        }
      default: break
      }
    }
    if isArticle { return false }
    return isListingAddress || (linkedHeadlines >= ListingSigns.headlines && !hasHeadlineOfItsOwn)
  }

  /// Whether the address alone says that this is a listing.
  private var isListingAddress: Bool {
    let segments = address.segments.map { $0.lowercased() }
    if segments.isEmpty {
      let fields = (address.query ?? "").split(separator: "&").map { $0.prefix { $0 != "=" } }
      return !fields.contains { ["p", "page_id", "post", "id", "article", "story"].contains($0) }
    }
    if segments.allSatisfy({ !$0.isEmpty && $0.utf8.allSatisfy { $0 >= 48 && $0 <= 57 } }), segments[0].utf8.count == 4
    {
      return segments.count <= 3
    }
    if segments.count >= 2, segments[segments.count - 2] == "page", Int(segments[segments.count - 1]) != nil {
      return true
    }
    if let last = segments.last, ListingSigns.indexes.contains(last) || last.hasSuffix("_archive.html") { return true }
    return segments.count >= 2 && segments.count <= 3 && ListingSigns.places.contains(segments[0])
  }

  /// Headlines that lead to other pages of the same host, each target counted once.
  private var linkedHeadlines: Int {
    var targets: Set<String> = []
    for node in 0..<document.count where isHeadline(node) {
      for inner in node..<document.end(of: node) where document.tag(inner) == .a {
        guard let href = document.value(.href, of: inner), let target = Address(href, relativeTo: address),
          target.host == address.host, target.pageKey != address.pageKey
        else { continue }
        targets.insert(target.pageKey)
      }
    }
    return targets.count
  }

  /// Whether a headline names this page itself: one without a link, or a post's title that leads here.
  ///
  /// A banner that leads home does not count; on the home page it leads here.
  private var hasHeadlineOfItsOwn: Bool {
    for node in 0..<document.count where isHeadline(node) {
      var targets: [String] = []
      var words = 0
      for inner in node..<document.end(of: node) {
        if document.isText(inner) { words += document.textRange(of: inner).count }
        if document.tag(inner) == .a, let href = document.value(.href, of: inner) {
          targets.append(Address(href, relativeTo: address)?.pageKey ?? "")
        }
      }
      guard words > 8 else { continue }
      let name = (document.value(.class, of: node) ?? "").lowercased()
      let isBanner = ["site", "blog", "banner", "sidebar", "widget", "module"].contains { name.contains($0) }
      let isTitle = name.contains("title") && !isBanner
      if targets.isEmpty, document.tag(node) == .h1 || isTitle, !isBanner { return true }
      if !targets.isEmpty, targets.allSatisfy({ $0 == address.pageKey }), isTitle { return true }
    }
    return false
  }

  private func isHeadline(_ node: Int) -> Bool {
    switch document.tag(node) {
    case .h1, .h2, .h3: true
    default: false
    }
  }

  /// Whether an address ends like this, give or take a slash and a fragment: a look before it is parsed.
  private static func ends(_ address: Span<UInt8>, _ ending: Span<UInt8>) -> Bool {
    var end = 0
    while end < address.count, address[end] != 0x23 { end += 1 }
    if end > 0, address[end - 1] == 0x2f { end -= 1 }
    guard end >= ending.count else { return false }
    for place in ending.indices where address[end - ending.count + place] != ending[place] { return false }
    return true
  }

  /// The next page of the same post.
  var continuation: Address? {
    var base = address.segments.map(String.init)
    guard !base.isEmpty else { return nil }
    var number = 1
    if let last = base.last, let shown = Int(last), (2...99).contains(shown), base.count > 1, last.utf8.count <= 2 {
      number = shown
      base.removeLast()
    }
    let wanted = base + [String(number + 1)]
    let ending = Array("/\(number + 1)".utf8)
    for node in 0..<document.count where document.tag(node) == .a {
      guard let range = document.valueRange(.href, of: node),
        ListingSigns.ends(document.pool.span.extracting(range), ending.span),
        let href = document.value(.href, of: node), let target = Address(href, relativeTo: address),
        target.host == address.host, target.query == nil,
        target.segments.map(String.init) == wanted
      else { continue }
      return target.withoutFragment
    }
    return nil
  }
}
