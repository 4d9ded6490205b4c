import Model

/// WordPress with a theme of 2012 and the HTML5 walker of `class-walker-comment.php`.
///
/// Every comment is an `article`; its time is a `time` element with a zone.
struct WordPressHTML5: WordPress {
  var postPrecision: Timestamp.Precision? { .second }
  var commentPrecision: Timestamp.Precision? { .second }

  func path(of post: Post, in blog: Blog) -> String { "/\(post.time.yearMonthPath)/\(post.slug)/" }

  func listing(_ shelf: Shelf, heading: String?, base: String, on site: Site) -> String {
    let posts = shelf.posts.map { post in
      let ink = site.ink(usesReferences: true)
      return """
        <article id="post-\(post.number)" class="post-\(post.number) post type-post status-publish format-standard \
        hentry category-\(slugged(post.category))">
        <header class="entry-header">
        <h1 class="entry-title"><a href="\(site.address(of: post))" rel="bookmark">\(ink.text(post.title))</a></h1>
        \(posted(post, on: site))
        </header>
        <div class="entry-summary"><p>\(ink.text(post.excerpt)) <a href="\(site.address(of: post))" \
        class="more-link">Continue reading <span class="meta-nav">&rarr;</span></a></p></div>
        <footer class="entry-meta"><span class="comments-link"><a \
        href="\(site.address(of: post))#comments">\(post.visibleComments.count) Replies</a></span></footer>
        </article>
        """
    }
    let head =
      heading.map {
        """
        <header class="archive-header"><h1 class="archive-title">\(escaped($0))</h1></header>\n
        """
      } ?? ""
    let content = """
      \(head)\(posts.joined(separator: "\n"))\n<nav id="nav-below" class="navigation" role="navigation">\
      <h3 class="assistive-text">Post navigation</h3>\n\(pager(shelf, base: base, on: site))</nav>
      """
    return frame(title: heading ?? site.blog.title, post: nil, content: content, on: site)
  }

  func single(_ post: Post, commentPage: Int?, on site: Site) -> String {
    let ink = site.ink(usesReferences: true)
    let near = site.neighbours(of: post)
    let older =
      near.older.map {
        """
        <span class="nav-previous"><a href="\(site.address(of: $0))" rel="prev"><span class="meta-nav">&larr;\
        </span> \(ink.text($0.title))</a></span>
        """
      } ?? ""
    let newer =
      near.newer.map {
        """
        <span class="nav-next"><a href="\(site.address(of: $0))" rel="next">\(ink.text($0.title)) \
        <span class="meta-nav">&rarr;</span></a></span>
        """
      } ?? ""
    let content = """
      <article id="post-\(post.number)" class="post-\(post.number) post type-post status-publish format-standard \
      hentry category-\(slugged(post.category))">
      <header class="entry-header">
      <h1 class="entry-title">\(ink.text(post.title))</h1>
      \(posted(post, on: site))
      </header><!-- .entry-header -->
      <div class="entry-content">
      \(ink.blocks(post.body))\(shareBar(of: post, on: site))
      </div><!-- .entry-content -->
      <footer class="entry-meta">This entry was posted in \(categoryLink(of: post, on: site)) and tagged \
      \(tagLinks(of: post, on: site)) on <a href="\(site.address(of: post))" rel="bookmark">\(post.time.longDate)</a>.
      <div class="author-info"><div class="author-avatar"><img alt='' src='/avatar.png' class='avatar avatar-68 \
      photo' height='68' width='68' /></div><div class="author-description"><h2>About \(escaped(post.author))</h2>\
      <p>\(escaped(site.blog.about))</p></div></div>
      </footer>
      </article>
      <nav class="nav-single"><h3 class="assistive-text">Post navigation</h3>\(older)\(newer)</nav>
      \(relatedBox(of: post, on: site))
      \(comments(of: post, page: commentPage, on: site))
      """
    return frame(title: post.title, post: post, content: content, on: site)
  }

  private func posted(_ post: Post, on site: Site) -> String {
    """
    <div class="entry-byline">Posted on <a href="\(site.address(of: post))" title="\(post.time.clock)" \
    rel="bookmark"><time class="entry-date" datetime="\(post.time.iso)">\(post.time.longDate)</time></a> by \
    <span class="author vcard"><a class="url fn n" href="\(site.origin)/" rel="author">\(escaped(post.author))\
    </a></span></div>
    """
  }

  private func comments(of post: Post, page: Int?, on site: Site) -> String {
    let pages = WordPressComments.pages(of: post)
    let page = page ?? pages.count
    let ink = site.ink(usesReferences: true, linkAttributes: " rel=\"nofollow\"")
    var index = 0
    var items = ""
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
      items += """
        <li id="comment-\(comment.number)" class="\(classes)\(thread.replies.isEmpty ? "" : " parent")">
        \t<article id="div-comment-\(comment.number)" class="comment-body">
        \t\t<footer class="comment-meta">
        \t\t\t<div class="comment-author vcard">
        \t\t\t\t<img alt='' src='/avatar.png' class='avatar avatar-44 photo' height='44' width='44' />\t\t\t\t\
        <b class="fn">\(card)</b> <span class="says">says:</span>\t\t\t</div><!-- .comment-author -->
        \t\t\t<div class="comment-metadata">
        \t\t\t\t<a href="\(site.address(of: comment, below: post))"><time \
        datetime="\(comment.time.iso)">\(comment.time.longDate) at \(comment.time.clock)</time></a>\t\t\t</div>\
        <!-- .comment-metadata -->
        \t\t</footer><!-- .comment-meta -->
        \t\t<div class="comment-content">
        \t\t\t\(ink.blocks(comment.body))\t\t</div><!-- .comment-content -->
        \t\t<div class="reply"><a class='comment-reply-link' \
        href='\(site.address(of: post))?replytocom=\(comment.number)#respond' rel="nofollow" aria-label='Reply to \
        \(name)'>Reply</a></div>
        \t</article><!-- .comment-body -->

        """
      if !thread.replies.isEmpty {
        items += "<ol class=\"children\">\n"
        for reply in thread.replies { write(reply, depth: depth + 1, number: number) }
        items += "</ol><!-- .children -->\n"
      }
      items += "</li><!-- #comment-## -->\n"
    }
    for (number, thread) in pages[page - 1].enumerated() { write(thread, depth: 1, number: number) }
    for comment in post.comments where comment.state == .pingback && page == pages.count {
      items += """
        <li id="comment-\(comment.number)" class="pingback even thread-even depth-1">
        \t<div class="comment-body">
        \t\tPingback: <a href='\(escaped(site.homepage(of: comment) ?? site.origin))' rel='external nofollow' \
        class='url'>\(ink.text(comment.author))</a>\t</div>
        </li><!-- #comment-## -->

        """
    }
    let navigation = WordPressComments.navigation(of: post, page: page, pages: pages.count, on: site)
    let list =
      items.isEmpty
      ? ""
      : """
      <h2 class="comments-title">\(post.visibleComments.count) thoughts on &ldquo;<span>\(ink.text(post.title))\
      </span>&rdquo;</h2>\n\(navigation)\n<ol class="comment-list">\n\(items)</ol>\
      <!-- .comment-list -->\n\(navigation)\n
      """
    return """
      <div id="comments" class="comments-area">
      \(list)<div id="respond" class="comment-respond">
      <h3 id="reply-title" class="comment-reply-title">Leave a Reply <small>\
      <a rel="nofollow" id="cancel-comment-reply-link" href="#respond" style="display:none;">Cancel reply</a></small>\
      </h3>
      <form action="\(site.origin)/wp-comments-post.php" method="post" id="commentform" class="comment-form">
      <p class="comment-notes">Your email address will not be published. Required fields are marked \
      <span class="required">*</span></p>
      <p class="comment-form-comment"><label for="comment">Comment</label> \
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
      <!DOCTYPE html>
      <html lang="\(post?.language ?? "en-US")">
      <head>
      <meta charset="UTF-8" />
      <meta name="viewport" content="width=device-width" />
      <title>\(pageTitle)</title>
      <link rel="profile" href="http://gmpg.org/xfn/11" />
      <link rel='stylesheet' id='style-css' href='/style.css' type='text/css' media='all' />
      \(headLinks(of: post, on: site))<meta name="generator" content="WordPress 3.6" />
      </head>
      <body class="\(post.map { "single single-post postid-\($0.number) single-format-standard" } ?? "home blog") \
      custom-font-enabled">
      <div id="page" class="hfeed site">
      <header id="masthead" class="site-header" role="banner">
      <hgroup><h1 class="site-title"><a href="\(site.origin)/" title="\(name)" rel="home">\(name)</a></h1>\
      <h2 class="site-description">\(escaped(site.blog.tagline))</h2></hgroup>
      <nav id="site-navigation" class="main-navigation" role="navigation"><h3 class="menu-toggle">Menu</h3>\
      <div class="nav-menu"><ul><li class="current_page_item"><a href="\(site.origin)/" title="Home">Home</a></li>\
      </ul></div></nav>
      </header>
      <div id="main" class="wrapper">
      <div id="primary" class="site-content"><div id="content" role="main">
      \(content)
      </div></div><!-- #primary -->
      <div id="secondary" class="widget-area" role="complementary">
      \(widgets(on: site))
      </div><!-- #secondary -->
      </div><!-- #main .wrapper -->
      <footer id="colophon" role="contentinfo"><div class="site-info">Proudly powered by WordPress</div></footer>
      </div><!-- #page -->
      </body>
      </html>

      """
  }
}
