import Model

/// Blogger before threads: a definition list of comments, flat, with the author in `dt` and the time in the second `dd`.
struct BloggerClassic: Blogger {
  var commentPrecision: Timestamp.Precision? { .minute }
  var showsThreads: Bool { false }

  func comments(of post: Post, on site: Site) -> String {
    let ink = site.ink(paragraphs: .breaks, linkAttributes: " rel=\"nofollow\"")
    let count = post.visibleComments.count
    var items = ""
    for comment in post.comments where comment.state == .shown || comment.state == .deleted {
      let id = longNumber(site.blog.key, comment.number)
      let name = escaped(comment.author)
      let author = site.homepage(of: comment).map { "<a href='\(escaped($0))' rel='nofollow'>\(name)</a>" } ?? name
      let isOwner = comment.author == post.author ? " blog-author" : ""
      let words =
        comment.state == .deleted
        ? "<span class='deleted-comment'>This post has been removed by the author.</span>"
        : "<p>\n\(ink.blocks(comment.body))\n</p>"
      items += """
        <dt class='comment-author\(isOwner)' id='c\(id)'>
        <a name='c\(id)'></a>
        <div class="avatar-image-container avatar-stock"><span dir="ltr">\
        <img src="/avatar.png" width="16" height="16" alt="" title="\(name)"></span></div>
        \(author)
        said...
        </dt>
        <dd class='comment-body' id='Blog1_cmt-\(id)'>
        \(words)
        </dd>
        <dd class='comment-footer'>
        <span class='comment-timestamp'>
        <a href='\(escaped(site.address(of: comment, below: post)))' title='comment permalink'>
        \(comment.time.longDate) \(comment.time.clockCapital)
        </a>
        <span class='item-control blog-admin pid-\(comment.number)'>
        <a class='comment-delete' href='http://www.blogger.com/delete-comment.g?postID=\(id)' title='Delete Comment'>\
        <img src='/avatar.png'/></a>
        </span>
        </span>
        </dd>

        """
    }
    return """
      <div class='comments' id='comments'>
      <a name='comments'></a>
      <h4>\(count) comment\(count == 1 ? "" : "s"):</h4>
      <div id='Blog1_comments-block-wrapper'>
      <dl class='avatar-comment-indent' id='comments-block'>
      \(items)</dl>
      </div>
      <p class='comment-footer'>
      <a href='http://www.blogger.com/comment.g?postID=\(longNumber(site.blog.key, post.number))' onclick=''>Post a \
      Comment</a>
      </p>
      </div>
      """
  }
}
