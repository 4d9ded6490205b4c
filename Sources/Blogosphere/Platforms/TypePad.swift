import Model

/// TypePad with the styled comment list: flat, the author's line after the words.
struct TypePad: Platform {
  var showsThreads: Bool { false }

  private func folder(_ blog: Blog) -> String { "/\(blog.facts["folder"] ?? "blog")" }

  func path(of post: Post, in blog: Blog) -> String { "\(folder(blog))/\(post.time.yearMonthPath)/\(post.slug).html" }

  func path(of comment: Comment, below post: Post, in blog: Blog) -> String {
    "\(path(of: post, in: blog))#comment-\(assetID(blog, comment.number))"
  }

  func sitemapPaths(of site: Site) -> [String] { ["\(folder(site.blog))/", "\(folder(site.blog))/archives.html"] }

  /// TypePad's ids are long hexadecimal numbers that begin with 6a.
  private func assetID(_ blog: Blog, _ number: Int) -> String {
    "6a0153" + String(longNumber(blog.key, number).prefix(12)) + "970b"
  }

  func answer(to ask: Ask, on site: Site) -> Answer? {
    if let post = site.post(at: ask.path) { return .page(single(post, on: site), modified: site.modified([post])) }
    let root = folder(site.blog)
    switch ask.path {
    case "/": return .moved(to: "\(site.origin)\(root)/")
    case "\(root)/": return list(page: 1, on: site)
    case "\(root)/atom.xml":
      return site.atom(site.newestFirst, path: ask.path, ink: site.ink(), generator: "TypePad") { _ in nil }
    case "\(root)/rss.xml":
      return site.rss(site.newestFirst, title: site.blog.title, path: ask.path, ink: site.ink())
    case "\(root)/archives.html":
      let months = site.months.map {
        """
        <li class="archive-list-item"><a \
        href="\(site.origin)\(root)/\($0.moment.yearMonthPath)/index.html">\($0.moment.monthName) \($0.moment.civil.year)\
        </a></li>
        """
      }
      let content = "<h2 class=\"archive-header\">Archives</h2><ul class=\"archive-list\">\(months.joined())</ul>"
      return .page(frame(title: "Archives", post: nil, content: content, on: site))
    default: break
    }
    if ask.path.hasPrefix("\(root)/page/"), ask.parts.count == 3, let page = Int(ask.parts[2]) {
      return list(page: page, on: site)
    }
    if let month = site.months.first(where: { "\(root)/\($0.moment.yearMonthPath)/index.html" == ask.path }) {
      let content = month.posts.map { entry($0, isSingle: false, on: site) }.joined()
      return .page(
        frame(title: "\(month.moment.monthName) \(month.moment.civil.year)", post: nil, content: content, on: site))
    }
    return nil
  }

  private func list(page: Int, on site: Site) -> Answer? {
    guard let shelf = site.shelf(site.newestFirst, page: page) else { return nil }
    let root = "\(site.origin)\(folder(site.blog))"
    var pager = ""
    if shelf.page > 1 {
      let newer = shelf.page == 2 ? "\(root)/" : "\(root)/page/\(shelf.page - 1)/"
      pager += """
        <span class="pager-left"><a href="\(newer)"><span class="chevron">&#171;</span> Previous</a></span>
        """
    }
    if shelf.page < shelf.pages {
      pager += """
        <span class="pager-right"><a href="\(root)/page/\(shelf.page + 1)/">Next <span class="chevron">&#187;\
        </span></a></span>
        """
    }
    let content =
      shelf.posts.map { entry($0, isSingle: false, on: site) }.joined()
      + "<div class=\"pager-bottom pager-entries pager content-pager\"><div class=\"pager-inner\">\(pager)</div></div>"
    return .page(
      frame(title: site.blog.title, post: nil, content: content, on: site), modified: site.modified(shelf.posts))
  }

  private func entry(_ post: Post, isSingle: Bool, on site: Site) -> String {
    let address = site.address(of: post)
    let title = isSingle ? escaped(post.title) : "<a href=\"\(address)\">\(escaped(post.title))</a>"
    let count = post.visibleComments.count
    return """
      <div class="entry-category-\(slugged(post.category)) entry-author-\(slugged(post.author)) entry-type-post \
      entry" id="entry-\(assetID(site.blog, post.number))">
      <div class="entry-inner">
      <h2 class="date-header">\(post.time.longDate)</h2>
      <h3 class="entry-header">\(title)</h3>
      <div class="entry-content">
      <div class="entry-body">
      \(site.ink().blocks(post.body))</div>
      </div>
      <div class="entry-footer"><p class="entry-footer-info">
      <span class="post-footers">Posted by \(escaped(post.author)) at \(post.time.clockPadded) in \
      \(escaped(post.category))</span> <span class="separator">|</span> \
      <a class="permalink" rel="bookmark" href="\(address)">Permalink\
      </a>\(isSingle ? "" : " <span class=\"separator\">|</span> <a href=\"\(address)#comments\">Comments (\(count))</a>")
      </p><p class="entry-footer-share"><a class="entry-footer-link-reblog" href="#">Reblog (0)</a> | \
      <a href="#">Digg This</a> | <a href="#">Save to del.icio.us</a> | <a href="#">Tweet This!</a></p></div>
      </div>
      </div>

      """
  }

  private func single(_ post: Post, on site: Site) -> String {
    let near = site.neighbours(of: post)
    let older = near.older.map { "<a href=\"\(site.address(of: $0))\">&laquo; \(escaped($0.title))</a> |" } ?? ""
    let newer = near.newer.map { "| <a href=\"\(site.address(of: $0))\">\(escaped($0.title)) &raquo;</a>" } ?? ""
    let content = """
      <p class="content-nav">\(older) <a href="\(site.origin)\(folder(site.blog))/">Main</a> \(newer)</p>
      \(entry(post, isSingle: true, on: site))\(comments(of: post, on: site))
      """
    return frame(title: post.title, post: post, content: content, on: site)
  }

  private func comments(of post: Post, on site: Site) -> String {
    let ink = site.ink(linkAttributes: " rel=\"nofollow\"")
    var items = ""
    for (index, comment) in post.visibleComments.enumerated() {
      let id = assetID(site.blog, comment.number)
      let name = escaped(comment.author)
      let author =
        site.homepage(of: comment).map {
          """
          <a target="_blank" title="\(escaped($0))" rel="nofollow" href="\(escaped($0))">\(name)</a>
          """
        } ?? name
      items += """
        <div id="comment-\(id)" class="comment \
        comment-\(index % 2 == 0 ? "odd" : "even")\(comment.author == post.author ? " comment-author" : "")">
        <div class="comment-avatar"><img src="/avatar.png" alt="" height="50" width="50" /></div>
        <div class="comment-content" id="comment-\(id)-content">
        \(ink.blocks(comment.body))</div>
        <p class="comment-footer">
        Posted by:
        \(author) |
        <a rel="nofollow" href="\(site.address(of: comment, below: post))">\(comment.time.longDate) at \
        \(comment.time.clockPadded)</a>
        </p>
        </div>

        """
    }
    return """
      <h3 id="comments" class="comments-header">Comments</h3>
      <div class="comments-content">
      \(items)</div>
      <div class="comments-open"><h3 class="comments-open-header">The comments to this entry are closed.</h3></div>
      """
  }

  private func frame(title: String, post: Post?, content: String, on site: Site) -> String {
    let name = escaped(site.blog.title)
    let root = "\(site.origin)\(folder(site.blog))"
    let recent = site.newestFirst.prefix(6).map {
      """
      <li class="module-list-item"><a href="\(site.address(of: $0))">\(escaped($0.title))</a></li>
      """
    }
    let canonical = post.map { "<link rel=\"canonical\" href=\"\(site.address(of: $0))\" />\n" } ?? ""
    return """
      <!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Transitional//EN" \
      "http://www.w3.org/TR/xhtml1/DTD/xhtml1-transitional.dtd">
      <html xmlns="http://www.w3.org/1999/xhtml" id="typepad-standard">
      <head>
      <meta http-equiv="Content-Type" content="text/html; charset=utf-8" />
      <meta name="generator" content="http://www.typepad.com/" />
      <title>\(post == nil ? name : "\(escaped(title)) - \(name)")</title>
      <link rel="stylesheet" href="/style.css" type="text/css" media="screen" />
      <link rel="alternate" type="application/atom+xml" title="Posts on '\(name)' (Atom)" href="\(root)/atom.xml" />
      <link rel="alternate" type="application/rss+xml" title="Posts on '\(name)' (RSS 2.0)" href="\(root)/rss.xml" />
      \(canonical)</head>
      <body class="layout-two-column-right">
      <div id="container"><div id="container-inner" class="pkg">
      <div id="banner"><div id="banner-inner" class="pkg"><h1 id="banner-header">\
      <a href="\(root)/" accesskey="1">\(name)</a></h1><h2 id="banner-description">\(escaped(site.blog.tagline))</h2>\
      </div></div>
      <div id="pagebody"><div id="pagebody-inner" class="pkg">
      <div id="alpha"><div id="alpha-inner" class="pkg">
      \(content)
      </div></div>
      <div id="beta"><div id="beta-inner" class="pkg">
      <div class="module-typelist module"><h2 class="module-header">About</h2><div class="module-content">\
      <p>\(escaped(site.blog.about))</p></div></div>
      <div class="module-email module"><h2 class="module-header">Subscribe by email</h2><div class="module-content">\
      <form action="#" method="post"><input type="text" name="email" /><input type="submit" value="Go" /></form>\
      </div></div>
      <div class="module-list module"><h2 class="module-header">Recent Posts</h2><div class="module-content">\
      <ul class="module-list">
      \(recent.joined(separator: "\n"))
      </ul></div></div>
      <div class="module-typelist module"><h2 class="module-header">Blogs I read</h2><div class="module-content">\
      <ul class="module-list">
      \(site.blogrollItems())
      </ul></div></div>
      <div class="module-archives module"><h2 class="module-header"><a href="\(root)/archives.html">Archives</a></h2>\
      </div>
      </div></div>
      </div></div>
      </div></div>
      </body>
      </html>

      """
  }
}
