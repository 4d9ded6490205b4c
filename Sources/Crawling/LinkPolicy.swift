internal import Model

/// Which links are worth a request, told from their addresses alone.
///
/// What is refused here is refused on every site: media, logins, carts, search forms, administration, and the
/// parameters by which blogs offer the same page again.
enum LinkPolicy {
  /// Endings of what is no page.
  private static let media: Set<String> = [
    "7z", "aac", "apk", "avi", "avif", "bmp", "bz2", "css", "csv", "deb", "dmg", "doc", "docx", "eot", "epub", "exe",
    "flv", "gif", "gz", "ico", "ics", "iso", "jar", "jpeg", "jpg", "js", "m4a", "m4v", "mid", "mkv", "mov", "mp3",
    "mp4", "mpeg", "mpg", "msi", "odt", "ogg", "ogv", "otf", "pdf", "png", "ppt", "pptx", "ps", "psd", "rar", "rpm",
    "rtf", "svg", "swf", "tar", "tgz", "tif", "tiff", "torrent", "ttf", "wav", "webm", "webp", "wma", "wmv", "woff",
    "woff2", "xls", "xlsx", "zip",
  ]

  /// Path segments behind which nobody speaks to the public.
  private static let closed: Set<String> = [
    "wp-admin", "wp-login.php", "wp-signup.php", "wp-register.php", "wp-trackback.php", "xmlrpc.php", "wp-json",
    "wp-content", "wp-includes", "wp-comments-post.php", "cgi-bin", "login", "logout", "signin", "signup", "sign-in",
    "sign-up", "register", "log-in", "admin", "account", "accounts", "cart", "checkout", "basket", "trackback",
    "search", "share", "print", "email", "cdn-cgi", "oembed", "password", "user", "users", "members", "my-account",
    "lost-password", "calendar", "unsubscribe", "subscribe",
  ]

  /// Parameters by which a blog offers a page again, or a form.
  private static let doubling: Set<String> = [
    "s", "q", "search", "replytocom", "share", "add-to-cart", "action", "print", "format", "attachment_id", "redirect",
    "redirect_to", "return", "returnto", "login", "preview", "like_comment", "sort", "order", "orderby", "view",
    "filter", "cpage", "showcomment", "month", "calendar", "ical", "like", "nb", "lang", "amp", "comment_reply",
    "oldid", "diff",
  ]

  /// Whether a link is worth asking for as a page.
  static func isWorthAsking(_ link: Link, at address: Address) -> Bool {
    isPage(address) && !isFeed(address.segments)
  }

  /// Whether an archived answer is worth reading: what a crawl asks for as a page or a feed.
  static func isWorthReplaying(_ address: Address) -> Bool { isPage(address) }

  private static func isPage(_ address: Address) -> Bool {
    let segments = address.segments
    if segments.count > 12 || address.href.utf8.count > 1000 { return false }
    for segment in segments {
      let name = segment.lowercased()
      if closed.contains(name) { return false }
      // Further pages of comments are read as sources of their page, never as pages of their own.
      if name.hasPrefix("comment-page-") { return false }
    }
    // A path that repeats itself (`/a/b/a/b/a/b`) is a relative link gone wrong.
    if segments.count > 2, segments.contains(where: { part in segments.count { $0 == part } > 2 }) { return false }
    if let last = segments.last, let dot = last.utf8.lastIndex(of: 0x2e),
      media.contains(last[last.utf8.index(after: dot)...].lowercased())
    {
      return false
    }
    if let query = address.query {
      for field in query.split(separator: "&") {
        let name = field.prefix { $0 != "=" }.lowercased()
        if doubling.contains(name) { return false }
      }
    }
    return true
  }

  /// Feeds are fetched as feeds, where a page names them, and not as pages.
  private static func isFeed(_ segments: [Substring]) -> Bool {
    guard let last = segments.last?.lowercased() else { return false }
    return ["feed", "rss", "atom", "rss2", "rdf"].contains(last) || last.hasSuffix(".rss") || last.hasSuffix(".atom")
  }

  /// Path segments of a blog's own order: archives by subject, by person, by month.
  private static let orders: Set<String> = [
    "archive", "archives", "author", "categories", "category", "label", "labels", "page", "section", "sitemap", "tag",
    "tagged", "tags", "topic", "topics",
  ]

  /// Whether an address looks like that of a single post: a date or a number in its path, or a headline of three words.
  static func looksLikePost(_ address: Address) -> Bool {
    let segments = address.segments
    guard let last = segments.last else { return false }
    if segments.contains(where: { orders.contains($0.lowercased()) }) { return false }
    let words = last.split { $0 == "-" || $0 == "_" || $0 == "." }
    if words.count >= 3 { return true }
    let isYear = segments.dropLast().contains { $0.utf8.count == 4 && ($0.hasPrefix("19") || $0.hasPrefix("20")) }
    if isYear { return !(last.utf8.count <= 2 && last.utf8.allSatisfy { $0 >= 48 && $0 <= 57 }) }
    return words.contains { $0.utf8.count >= 3 && $0.utf8.count != 4 && $0.utf8.allSatisfy { $0 >= 48 && $0 <= 57 } }
  }

  /// How soon a link is asked, compared with others: by its place on the page and the words of its anchor.
  static func priority(of link: Link, mentions: Bool) -> Double {
    let place: Double =
      switch link.context {
      case .post: 5
      case .listing: 6
      case .pagination: 4
      case .related: 3
      case .comment, .speaker: 2
      case .navigation: 1
      }
    return place + (mentions ? 5 : 0)
  }
}
