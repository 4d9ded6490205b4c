import Markup
import Model

/// The feed of one post's comments, RSS or Atom.
///
/// WordPress names it in `<link rel="alternate" type="application/rss+xml" title="Blog » Post Comments Feed"
/// href="…/post/feed/">`. Its times are exact, in GMT; it names no parents and ends after the newest ten or so, so it serves
/// times and authors, seldom completeness. Source: wp-includes/feed-rss2-comments.php.
enum CommentFeed: CommentSystem {
  static func sources(in sight: SourceSight) -> [CommentSource] {
    guard sight.wantsMore || (sight.held == 0 && (sight.stated ?? 0) > 0) else { return [] }
    for node in sight.links {
      guard let relation = sight.document.valueRange(.relation, of: node),
        sight.document.contains(relation, "alternate"),
        let type = sight.document.valueRange(.type, of: node),
        sight.document.contains(type, "rss") || sight.document.contains(type, "atom"),
        let title = sight.document.valueRange(.title, of: node),
        sight.document.contains(title, "comment") || sight.document.contains(title, "kommentar")
          || sight.document.contains(title, "comentario"),
        let href = sight.document.value(.href, of: node), let absolute = sight.page.absolute(href),
        let address = Address(absolute), address.host == sight.page.address.host
      else { continue }
      // The feed of all comments of the blog stands at its root; a post's lies below the post.
      let isPlain = address.path == "/" || address.path.isEmpty
      let path = sight.page.address.path
      let own = path.hasSuffix("/") ? path : path + "/"
      guard
        address.path.hasPrefix(own) && path != "/" || (isPlain && AddressParts.value("p", in: address.query) != nil)
          || address.path.contains("/comments/default")
      else { continue }
      if address.path.contains("/comments/default") { continue }  // Blogger's has its own reader
      return [CommentSource(kind: .feed, url: absolute, statedComments: sight.stated)]
    }
    return []
  }

  static func drafts(in answer: SystemAnswer) -> SystemDrafts? { FeedComments.drafts(in: answer) }
}

/// Blogger's Atom feed of one post's comments, paged.
///
/// A page names it in `<link rel="alternate" type="application/atom+xml" href="…/feeds/POST/comments/default">`. Entries carry
/// `thr:in-reply-to`, an id ending in `.post-123`, exact times; 25 a page, with `openSearch:totalResults` and `rel="next"`.
enum BloggerFeed: CommentSystem {
  static func sources(in sight: SourceSight) -> [CommentSource] {
    guard sight.wantsMore || (sight.held == 0 && sight.stated != 0) else { return [] }
    for node in sight.links {
      guard let range = sight.document.valueRange(.href, of: node),
        sight.document.contains(range, "/comments/default"), sight.document.contains(range, "/feeds/"),
        let absolute = sight.page.absolute(sight.document.string(range)),
        !absolute.hasSuffix("/feeds/comments/default")
      else { continue }
      return [CommentSource(kind: .blogger, url: absolute, statedComments: sight.stated)]
    }
    return []
  }

  static func drafts(in answer: SystemAnswer) -> SystemDrafts? { FeedComments.drafts(in: answer) }
}
