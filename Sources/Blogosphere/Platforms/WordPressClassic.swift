import Model

/// WordPress with a theme of 2010 and the HTML4 walker of `class-walker-comment.php`.
///
/// A comment's body stands bare in `div.comment-body`, between the author's card and the reply link; its time is the
/// text of the permalink in `.commentmetadata`.
struct WordPressClassic: WordPress {
  /// Whether pages point to feeds of comments.
  var hasCommentFeeds = true

  func path(of post: Post, in blog: Blog) -> String { "/\(post.time.dayPath)/\(post.slug)/" }

  func listing(_ shelf: Shelf, heading: String?, base: String, on site: Site) -> String {
    let posts = shelf.posts.map { post in
      let ink = site.ink(usesReferences: true)
      let body = heading == nil ? ink.blocks(post.body) : "<p>\(ink.text(post.excerpt))</p>\n"
      return """
        <div id="post-\(post.number)" class="post-\(post.number) post type-post status-publish format-standard \
        hentry category-\(slugged(post.category))">
        <h2 class="entry-title"><a href="\(site.address(of: post))" title="Permalink to \(escaped(post.title))" \
        rel="bookmark">\(ink.text(post.title))</a></h2>
        \(entryMeta(post, on: site))
        <div class="entry-content">
        \(body)</div><!-- .entry-content -->
        <div class="entry-utility"><span class="cat-links">Posted in \(categoryLink(of: post, on: site))</span> \
        <span class="meta-sep">|</span> <span class="comments-link"><a \
        href="\(site.address(of: post))#comments">\(post.visibleComments.count) Comments</a></span></div>
        </div>
        """
    }
    let head = heading.map { "<h1 class=\"page-title\">\(escaped($0))</h1>\n" } ?? ""
    let content = """
      \(head)\(posts.joined(separator: "\n"))\n<div id="nav-below" \
      class="navigation">\n\(pager(shelf, base: base, on: site))</div>
      """
    return frame(title: heading ?? site.blog.title, post: nil, content: content, on: site)
  }

  func single(_ post: Post, commentPage: Int?, on site: Site) -> String {
    page(post, commentMarkup: comments(of: post, page: commentPage, on: site), on: site)
  }

  /// A post in this theme above any comment list.
  func page(_ post: Post, commentMarkup: String, on site: Site) -> String {
    let ink = site.ink(usesReferences: true)
    let near = site.neighbours(of: post)
    let older =
      near.older.map {
        """
        <div class="nav-previous"><a href="\(site.address(of: $0))" rel="prev"><span class="meta-nav">&larr;\
        </span> \(ink.text($0.title))</a></div>
        """
      } ?? ""
    let newer =
      near.newer.map {
        """
        <div class="nav-next"><a href="\(site.address(of: $0))" rel="next">\(ink.text($0.title)) \
        <span class="meta-nav">&rarr;</span></a></div>
        """
      } ?? ""
    let content = """
      <div id="nav-above" class="navigation">\(older)\(newer)</div>
      <div id="post-\(post.number)" class="post-\(post.number) post type-post status-publish format-standard hentry \
      category-\(slugged(post.category))">
      <h1 class="entry-title">\(ink.text(post.title))</h1>
      \(entryMeta(post, on: site))
      <div class="entry-content">
      \(ink.blocks(post.body))\(shareBar(of: post, on: site))
      \(relatedBox(of: post, on: site))
      </div><!-- .entry-content -->
      <div class="entry-utility">This entry was posted in \(categoryLink(of: post, on: site)) and tagged \
      \(tagLinks(of: post, on: site)). Bookmark the <a href="\(site.address(of: post))" title="Permalink to \
      \(escaped(post.title))" rel="bookmark">permalink</a>.</div>
      </div><!-- #post-## -->
      \(commentMarkup)
      """
    return frame(title: post.title, post: post, content: content, on: site)
  }

  private func entryMeta(_ post: Post, on site: Site) -> String {
    """
    <div class="entry-meta"><span class="meta-prep meta-prep-author">Posted on</span> \
    <a href="\(site.address(of: post))" title="\(post.time.clock)" rel="bookmark">\
    <span class="entry-date">\(post.time.longDate)</span></a> <span class="meta-sep">by</span> \
    <span class="author vcard"><a class="url fn n" href="\(site.origin)/" title="View all posts \
    by \(escaped(post.author))">\(escaped(post.author))</a></span></div>
    """
  }

  private func comments(of post: Post, page: Int?, on site: Site) -> String {
    let pages = WordPressComments.pages(of: post)
    let page = page ?? pages.count
    let ink = site.ink(usesReferences: true, linkAttributes: " rel=\"nofollow\"")
    var index = 0
    var items = ""
    // Walks with a stack of its own lines, so that depth costs no recursion beyond the threads' own.
    func write(_ thread: CommentThread, depth: Int, number: Int) {
      let comment = thread.comment
      let classes = WordPressComments.classes(
        depth: depth, index: index, thread: number, isAuthor: comment.author == post.author)
      index += 1
      let name = escaped(comment.author)
      let card =
        site.homepage(of: comment).map {
          """
          <a href='\(escaped($0))' rel='external nofollow' class='url'>\(name)</a>
          """
        } ?? name
      let reply =
        depth < 5
        ? """
        <div class="reply">\n<a class='comment-reply-link' \
        href='\(site.address(of: post))?replytocom=\(comment.number)#respond' onclick='return \
        addComment.moveForm("div-comment-\(comment.number)", "\(comment.number)", "respond", \
        "\(post.number)")'>Reply</a>\t</div>
        """
        : ""
      items += """
        <li class="\(classes)" id="comment-\(comment.number)">
        \t<div id="div-comment-\(comment.number)" class="comment-body">
        \t<div class="comment-author vcard">
        \t<img alt='' src='/avatar.png' class='avatar avatar-32 photo' height='32' width='32' />\t\
        <cite class="fn">\(card)</cite> <span class="says">says:</span>\t</div>

        \t<div class="comment-meta commentmetadata"><a href="\(site.address(of: comment, below: post))">
        \t\t\t\(comment.time.longDate) at \(comment.time.clock)</a>\t\t</div>

        \t\(ink.blocks(comment.body))
        \t\(reply)
        \t</div>

        """
      if !thread.replies.isEmpty {
        items += "<ul class='children'>\n"
        for reply in thread.replies { write(reply, depth: depth + 1, number: number) }
        items += "</ul>\n"
      }
      items += "</li>\n"
    }
    for (number, thread) in pages[page - 1].enumerated() { write(thread, depth: 1, number: number) }
    for comment in post.comments where comment.state == .pingback && page == pages.count {
      items += """
        <li class="post pingback" id="comment-\(comment.number)">
        <p>Pingback: <a href='\(escaped(site.homepage(of: comment) ?? site.origin))' rel='external nofollow' \
        class='url'>\(ink.text(comment.author))</a></p>
        </li>

        """
    }
    let navigation = WordPressComments.navigation(of: post, page: page, pages: pages.count, on: site)
    let list =
      items.isEmpty
      ? ""
      : """
      <h3 id="comments-title">\(WordPressComments.heading(of: post, ink: ink))</h3>\n\(navigation)\n\
      <ol class="commentlist">\n\(items)</ol>\n\(navigation)\n
      """
    return """
      <div id="comments">
      \(list)<div id="respond">
      <h3 id="reply-title">Leave a Reply <small><a rel="nofollow" id="cancel-comment-reply-link" href="#respond" \
      style="display:none;">Cancel reply</a></small></h3>
      <form action="\(site.origin)/wp-comments-post.php" method="post" id="commentform">
      <p class="comment-notes">Your email address will not be published. Required fields are marked \
      <span class="required">*</span></p>
      <p class="comment-form-author"><label for="author">Name</label> <span class="required">*</span>\
      <input id="author" name="author" type="text" value="" size="30" /></p>
      <p class="comment-form-comment"><label for="comment">Comment</label>\
      <textarea id="comment" name="comment" cols="45" rows="8"></textarea></p>
      <p class="form-submit"><input name="submit" type="submit" id="submit" value="Post Comment" /></p>
      </form></div><!-- #respond -->
      </div><!-- #comments -->
      """
  }

  private func frame(title: String, post: Post?, content: String, on site: Site) -> String {
    let name = escaped(site.blog.title)
    let pageTitle = post == nil && title == site.blog.title ? name : "\(escaped(title)) | \(name)"
    return """
      <!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Transitional//EN" \
      "http://www.w3.org/TR/xhtml1/DTD/xhtml1-transitional.dtd">
      <html xmlns="http://www.w3.org/1999/xhtml" dir="ltr" lang="\(post?.language ?? "en-US")">
      <head profile="http://gmpg.org/xfn/11">
      <meta http-equiv="Content-Type" content="text/html; charset=UTF-8" />
      <title>\(pageTitle)</title>
      <link rel="stylesheet" type="text/css" media="all" href="/style.css" />
      \(headLinks(of: post, hasCommentFeeds: hasCommentFeeds, on: site))\
      <script type='text/javascript' src='/site.js'></script>
      <meta name="generator" content="WordPress 3.2.1" />
      </head>
      <body class="\(post.map { "single single-post postid-\($0.number)" } ?? "home blog")">
      <div id="wrapper" class="hfeed">
      <div id="header"><div id="masthead"><div id="branding" role="banner">
      <div id="site-title"><span><a href="\(site.origin)/" title="\(name)" rel="home">\(name)</a></span></div>
      <div id="site-description">\(escaped(site.blog.tagline))</div>
      </div></div></div>
      <div id="main">
      <div id="container"><div id="content" role="main">
      \(content)
      </div></div><!-- #container -->
      <div id="primary" class="widget-area" role="complementary">
      \(widgets(on: site))
      </div><!-- #primary -->
      </div><!-- #main -->
      <div id="footer" role="contentinfo"><div id="colophon"><div id="site-info">\
      <a href="\(site.origin)/" rel="home">\(name)</a></div><div id="site-generator">Proudly powered by WordPress.\
      </div></div></div>
      </div><!-- #wrapper -->
      </body>
      </html>

      """
  }
}
