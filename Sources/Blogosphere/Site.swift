import Model

/// A blog on its platform, with the addresses of the whole world at hand.
struct Site: Sendable {
  let blog: Blog
  let platform: any Platform
  /// Absolute addresses by `key` and `key/slug`.
  let atlas: [String: String]
  /// Titles by `key`.
  let titles: [String: String]

  /// `http://key.example`.
  var origin: String { "http://\(blog.host)" }

  /// The absolute address of a post.
  func address(of post: Post) -> String { origin + platform.path(of: post, in: blog) }

  /// The absolute address of a comment.
  func address(of comment: Comment, below post: Post) -> String {
    origin + platform.path(of: comment, below: post, in: blog)
  }

  /// Where a link of the source text leads: `@blog`, `@blog/slug`, a path on this host, or an address as it is.
  func resolve(_ target: String) -> String {
    if target.hasPrefix("@") { return atlas[String(target.dropFirst())] ?? "\(origin)/unresolved" }
    return target.hasPrefix("/") ? origin + target : target
  }

  /// Newest first.
  var newestFirst: [Post] { blog.posts.reversed() }

  /// When anything of these posts last changed, comments included.
  func modified(_ posts: [Post]) -> Instant? {
    posts.flatMap { [$0.time.instant] + $0.comments.filter { $0.state != .held }.map(\.time.instant) }.max()
  }

  /// Months with posts, newest first, as the first moment seen in each with its number of posts.
  var months: [(moment: Moment, posts: [Post])] {
    var months: [(moment: Moment, posts: [Post])] = []
    for post in newestFirst {
      if let last = months.last, last.moment.yearMonthPath == post.time.yearMonthPath {
        months[months.count - 1].posts.append(post)
      } else {
        months.append((post.time, [post]))
      }
    }
    return months
  }

  /// Tags in alphabetical order, with the posts that carry them, newest first.
  var tags: [(name: String, posts: [Post])] {
    Set(blog.posts.flatMap(\.tags)).sorted().map { tag in (tag, newestFirst.filter { $0.tags.contains(tag) }) }
  }

  /// Categories in alphabetical order, with their posts, newest first.
  var categories: [(name: String, posts: [Post])] {
    Set(blog.posts.map(\.category)).sorted().map { name in (name, newestFirst.filter { $0.category == name }) }
  }

  /// The post at a path.
  func post(at path: String) -> Post? { blog.posts.first { platform.path(of: $0, in: blog) == path } }

  /// The post before and the post after in time.
  func neighbours(of post: Post) -> (older: Post?, newer: Post?) {
    guard let place = blog.posts.firstIndex(where: { $0.slug == post.slug }) else { return (nil, nil) }
    return (
      place > 0 ? blog.posts[place - 1] : nil, place + 1 < blog.posts.count ? blog.posts[place + 1] : nil
    )
  }

  /// Up to three other posts that share a tag, newest first.
  func related(to post: Post) -> [Post] {
    Array(newestFirst.filter { $0.slug != post.slug && !Set($0.tags).isDisjoint(with: post.tags) }.prefix(3))
  }

  /// The visible comments of the whole blog, newest first, with their posts.
  var latestComments: [(post: Post, comment: Comment)] {
    blog.posts.flatMap { post in post.visibleComments.map { (post, $0) } }
      .sorted { $0.comment.time.instant > $1.comment.time.instant }
  }

  /// One page of a run of posts; `nil` when the page lies beyond the end.
  func shelf(_ posts: [Post], page: Int) -> Shelf? {
    let size = platform.postsPerPage
    let pages = max(1, (posts.count + size - 1) / size)
    guard (1...pages).contains(page) else { return nil }
    return Shelf(posts: Array(posts.dropFirst((page - 1) * size).prefix(size)), page: page, pages: pages)
  }

  /// Ink of this site.
  func ink(
    paragraphs: Ink.Paragraphs = .elements, usesReferences: Bool = false, linkAttributes: String = ""
  ) -> Ink {
    Ink(paragraphs: paragraphs, usesReferences: usesReferences, linkAttributes: linkAttributes) { resolve($0) }
  }

  /// The blogroll as list items.
  func blogrollItems(linkAttributes: String = "") -> String {
    blog.blogroll.map { entry in
      let key = entry.hasPrefix("@") ? String(entry.dropFirst()) : entry
      let name = escaped(titles[key] ?? key)
      return "<li><a href=\"\(escaped(resolve("@\(key)")))\"\(linkAttributes)>\(name)</a></li>"
    }
    .joined(separator: "\n")
  }

  /// Where a commenter's name leads, `nil` when the commenter gave no address.
  func homepage(of comment: Comment) -> String? { comment.site.map(resolve) }
}

/// One page of a run of posts.
struct Shelf: Sendable {
  let posts: [Post]
  /// 1 for the newest.
  let page: Int
  let pages: Int
}

/// Comments as a tree.
struct CommentThread: Sendable {
  let comment: Comment
  let replies: [CommentThread]

  /// The threads of the comments that are shown, oldest first; answers to hidden ones move up to the next shown one.
  static func threads(of comments: [Comment]) -> [CommentThread] {
    let shown = Set(comments.map(\.label))
    func replies(to label: Int?) -> [CommentThread] {
      comments.filter { comment in
        (comment.parent.flatMap { shown.contains($0) ? $0 : nil }) == label
      }
      .map { CommentThread(comment: $0, replies: replies(to: $0.label)) }
    }
    return replies(to: nil)
  }
}
