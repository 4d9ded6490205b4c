/// How WordPress arranges comments, whichever walker prints them.
enum WordPressComments {
  /// The threads on each page of comments, oldest first; one page unless the post asks for more.
  static func pages(of post: Post) -> [[CommentThread]] {
    let threads = CommentThread.threads(of: post.visibleComments)
    guard let size = post.threadsPerPage, threads.count > size else { return [threads] }
    return stride(from: 0, to: threads.count, by: size).map { Array(threads[$0..<min($0 + size, threads.count)]) }
  }

  /// `comment even thread-even depth-1`, as `get_comment_class` counts them.
  static func classes(depth: Int, index: Int, thread: Int, isAuthor: Bool) -> String {
    var classes = "comment"
    if isAuthor { classes += " byuser comment-author-owner bypostauthor" }
    classes += index % 2 == 0 ? " even" : " odd alt"
    if depth == 1 { classes += thread % 2 == 0 ? " thread-even" : " thread-odd thread-alt" }
    return classes + " depth-\(depth)"
  }

  /// The links between pages of comments; older ones have smaller numbers.
  static func navigation(of post: Post, page: Int, pages: Int, on site: Site) -> String {
    if pages < 2 { return "" }
    let address = site.address(of: post)
    var html = ""
    if page > 1 {
      html += """
        <div class="nav-previous"><a href="\(address)comment-page-\(page - 1)/#comments">\
        <span class="meta-nav">&larr;</span> Older Comments</a></div>
        """
    }
    if page < pages {
      html += """
        <div class="nav-next"><a href="\(address)comment-page-\(page + 1)/#comments">Newer Comments \
        <span class="meta-nav">&rarr;</span></a></div>
        """
    }
    return "<div class=\"navigation\">\(html)</div>"
  }

  /// `8 Responses to Title`.
  static func heading(of post: Post, ink: Ink) -> String {
    let count = post.visibleComments.count + post.comments.filter { $0.state == .pingback }.count
    let words = count == 1 ? "One Response" : "\(count) Responses"
    return "\(words) to <em>\(ink.text(post.title))</em>"
  }
}

extension CommentThread {
  /// Whether the comment with this label stands in the thread.
  func holds(_ label: Int) -> Bool { comment.label == label || replies.contains { $0.holds(label) } }
}
