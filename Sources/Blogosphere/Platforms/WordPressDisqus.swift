import Model

/// WordPress with the Disqus plugin of 2011, which printed a copy of the comments for visitors without scripts.
///
/// The copy tells author, words and depth, and no time. Its list items are closed twice, as the plugin closed them.
struct WordPressDisqus: WordPress {
  var postPrecision: Timestamp.Precision? { .minute }
  var commentPrecision: Timestamp.Precision? { nil }
  private let theme = WordPressClassic(hasCommentFeeds: false)

  func path(of post: Post, in blog: Blog) -> String { "/\(post.time.yearMonthPath)/\(post.slug)/" }

  func path(of comment: Comment, below post: Post, in blog: Blog) -> String {
    "\(path(of: post, in: blog))#comment-\(comment.number)"
  }

  func answer(to ask: Ask, on site: Site) -> Answer? {
    // With the plugin on, comments live elsewhere and have no feeds here.
    if ask.parts.last == "feed", ask.parts != ["feed"] { return nil }
    return shared(ask, on: site)
  }

  func listing(_ shelf: Shelf, heading: String?, base: String, on site: Site) -> String {
    theme.listing(shelf, heading: heading, base: base, on: site)
  }

  func single(_ post: Post, commentPage: Int?, on site: Site) -> String {
    theme.page(post, commentMarkup: comments(of: post, on: site), on: site)
  }

  private func comments(of post: Post, on site: Site) -> String {
    let ink = site.ink(usesReferences: true, linkAttributes: " rel=\"nofollow\"")
    var index = 0
    var items = ""
    func write(_ thread: CommentThread, depth: Int, number: Int) {
      let comment = thread.comment
      let classes = WordPressComments.classes(depth: depth, index: index, thread: number, isAuthor: false)
      index += 1
      let address = site.homepage(of: comment).map { "\(escaped($0))                " } ?? "                "
      items += """
            <li class="\(classes)" id="dsq-comment-\(comment.number)">
                <div id="dsq-comment-header-\(comment.number)" class="dsq-comment-header">
                    <cite id="dsq-cite-\(comment.number)">
        \(address)<span id="dsq-author-user-\(comment.number)">\(escaped(comment.author))</span>
                    </cite>
                </div>
                <div id="dsq-comment-body-\(comment.number)" class="dsq-comment-body">
                    <div id="dsq-comment-message-\(comment.number)" \
                    class="dsq-comment-message">\(ink.blocks(comment.body))</div>
                </div>

        """
      if !thread.replies.isEmpty {
        items += "    <ul class='children'>\n"
        for reply in thread.replies { write(reply, depth: depth + 1, number: number) }
        items += "</ul>\n"
      }
      items += "    </li>\n"
    }
    for (number, thread) in CommentThread.threads(of: post.visibleComments).enumerated() {
      write(thread, depth: 1, number: number)
    }
    let address = site.address(of: post)
    return """
      <div id="disqus_thread">
      <div id="dsq-content">
      <ul id="dsq-comments">
      \(items)</ul>
      </div>
      </div>
      <script type="text/javascript">
      /* <![CDATA[ */
          var disqus_url = '\(address)';
          var disqus_identifier = '\(post.number) \(site.origin)/?p=\(post.number)';
          var disqus_container_id = 'disqus_thread';
          var disqus_shortname = '\(site.blog.key)';
          var disqus_title = \(jsonString(post.title));
      /* ]]> */
      </script>
      """
  }
}
