import Model

/// Movable Type 5 with its default templates, and a calendar without an end.
///
/// Times stand in the `title` of an `abbr`, with their zone; comments are flat.
struct MovableType: Platform {
  var postPrecision: Timestamp.Precision? { .second }
  var commentPrecision: Timestamp.Precision? { .second }
  var showsThreads: Bool { false }

  func path(of post: Post, in blog: Blog) -> String { "/\(post.time.yearMonthPath)/\(post.slug).html" }

  func path(of comment: Comment, below post: Post, in blog: Blog) -> String {
    "\(path(of: post, in: blog))#comment-\(comment.number)"
  }

  func sitemapPaths(of site: Site) -> [String] { ["/", "/archives.html"] }

  func answer(to ask: Ask, on site: Site) -> Answer? {
    if let post = site.post(at: ask.path) { return .page(single(post, on: site), modified: site.modified([post])) }
    switch ask.path {
    case "/", "/index.html":
      let newest = Array(site.newestFirst.prefix(postsPerPage))
      return .page(
        frame(
          title: site.blog.title, post: nil,
          content: newest.map { entry($0, isSingle: false, on: site) }.joined(), on: site),
        modified: site.modified(newest))
    case "/archives.html":
      let months = site.months.map { month in
        let posts = month.posts.map { "<li><a href=\"\(site.address(of: $0))\">\(escaped($0.title))</a></li>" }
        return "<h2>\(month.moment.monthName) \(month.moment.civil.year)</h2><ul>\(posts.joined())</ul>"
      }
      let content = "<h1 id=\"page-title\" class=\"archive-title\">Archives</h1>\n\(months.joined(separator: "\n"))"
      return .page(frame(title: "Archives", post: nil, content: content, on: site))
    case "/atom.xml":
      return site.atom(site.newestFirst, path: ask.path, ink: site.ink(), generator: "Movable Type Pro 5.12") { _ in nil
      }
    case "/index.xml":
      return site.rss(site.newestFirst, title: site.blog.title, path: ask.path, ink: site.ink())
    default: break
    }
    if ask.parts.first == "calendar", ask.parts.count == 3, let year = Int(ask.parts[1]), let month = Int(ask.parts[2]),
      (1...12).contains(month), (1...9998).contains(year)
    {
      return .page(calendar(year: year, month: month, on: site))
    }
    if let month = site.months.first(where: { "/\($0.moment.yearMonthPath)/" == ask.path }) {
      let content = month.posts.map { entry($0, isSingle: false, on: site) }.joined()
      return .page(
        frame(title: "\(month.moment.monthName) \(month.moment.civil.year)", post: nil, content: content, on: site))
    }
    return nil
  }

  /// A month that links to the one before and the one after, for ever: a trap, and a common one.
  private func calendar(year: Int, month: Int, on site: Site) -> String {
    func link(_ months: Int, _ label: String) -> String {
      let count = year * 12 + month - 1 + months
      return "<a href=\"/calendar/\(count / 12)/\(padded(count % 12 + 1))/\">\(label)</a>"
    }
    let days = (1...CivilTime.days(inMonth: month, of: year)).map { day in
      let post = site.blog.posts.first {
        $0.time.civil.year == year && $0.time.civil.month == month && $0.time.civil.day == day
      }
      return "<td>\(post.map { "<a href=\"\(site.address(of: $0))\">\(day)</a>" } ?? String(day))</td>"
    }
    let content = """
      <h1 id="page-title">\(Moment.months[month - 1]) \(year)</h1>
      <p class="calendar-nav">\(link(-1, "&laquo; Earlier")) | \(link(1, "Later &raquo;"))</p>
      <table class="calendar"><tr>\(days.joined())</tr></table>
      """
    return frame(title: "Calendar", post: nil, content: content, on: site)
  }

  private func entry(_ post: Post, isSingle: Bool, on site: Site) -> String {
    let address = site.address(of: post)
    let title =
      isSingle
      ? "<h1 id=\"page-title\" class=\"asset-name entry-title\">\(escaped(post.title))</h1>"
      : "<h2 class=\"asset-name entry-title\"><a href=\"\(address)\" rel=\"bookmark\">\(escaped(post.title))</a></h2>"
    let count = post.visibleComments.count
    let tags = post.tags.map { tag in
      """
      <li class="entry-tag"><a href="javascript:void(0)" onclick="location.href='/search'" \
      rel="tag">\(escaped(tag))</a></li>
      """
    }
    return """
      <div id="entry-\(post.number)" class="entry-asset asset hentry">
      <div class="asset-header">
      \(title)
      <div class="asset-meta">
      <span class="byline">By <span class="vcard author"><a class="fn url" \
      href="\(site.origin)/">\(escaped(post.author))</a></span> on <abbr class="published" \
      title="\(post.time.iso)">\(post.time.longDate) \(post.time.clockCapital)</abbr></span>
      <span class="separator">|</span> <a href="\(address)#comments">\(count) Comments</a>
      <span class="separator">|</span> <a href="\(address)#trackback">No TrackBacks</a>
      </div>
      </div>
      <div class="asset-content entry-content">
      <div class="asset-body">
      \(site.ink().blocks(post.body))</div>
      </div>
      <div class="asset-footer"><div class="entry-tags"><h4 class="entry-tags-header">Tags<span class="delimiter">:\
      </span></h4><ul class="entry-tags-list">\(tags.joined(separator: "<span class=\"delimiter\">,</span> "))</ul>\
      </div></div>
      </div>

      """
  }

  private func single(_ post: Post, on site: Site) -> String {
    let ink = site.ink(linkAttributes: " rel=\"nofollow\"")
    let shown = post.visibleComments
    var items = ""
    for comment in shown {
      let name = escaped(comment.author)
      let author = site.homepage(of: comment).map { "<a rel=\"nofollow\" href=\"\(escaped($0))\">\(name)</a>" } ?? name
      let last = comment.label == shown.last?.label ? " last" : ""
      items += """
        <div class="comment\(last)" id="comment-\(comment.number)">
        <div class="inner">
        <div class="comment-header">
        <div class="user-pic"><img src="/avatar.png" width="50" height="50" alt="default userpic" /></div>
        <div class="asset-meta">
        <span class="byline">By <span class="vcard author">\(author)</span> on <a href="#comment-\(comment.number)">\
        <abbr class="published" title="\(comment.time.iso)">\(comment.time.longDate) \(comment.time.clockCapital)\
        </abbr></a></span>
        </div>
        </div>
        <div class="comment-content">
        \(ink.blocks(comment.body))</div>
        </div>
        </div>

        """
    }
    let content = """
      \(entry(post, isSingle: true, on: site))<div id="comments" class="comments">
      <h2 class="comments-header">\(shown.count) Comments</h2>
      <div class="comments-content">
      \(items)</div>
      <div class="comments-open" id="comments-open"><h2 class="comments-open-header">Leave a comment</h2>\
      <div class="comments-open-content"><form method="post" action="/mt/mt-comments.cgi" name="comments_form" \
      id="comments-form"><div id="comments-open-text"><label for="comment-text">Comments (You may use HTML tags for \
      style)</label><textarea id="comment-text" name="text" rows="15" cols="50"></textarea></div>\
      <div id="comments-open-footer"><input type="submit" accesskey="s" name="post" id="comment-submit" \
      value="Submit" /></div></form></div></div>
      </div>
      """
    return frame(title: post.title, post: post, content: content, on: site)
  }

  private func frame(title: String, post: Post?, content: String, on site: Site) -> String {
    let name = escaped(site.blog.title)
    let near = post.map { site.neighbours(of: $0) }
    let previous = near?.older.map {
      """
      <link rel="prev bookmark" href="\(site.address(of: $0))" title="\(escaped($0.title))" />\n
      """
    }
    let next = near?.newer.map {
      """
      <link rel="next bookmark" href="\(site.address(of: $0))" title="\(escaped($0.title))" />\n
      """
    }
    let recent = site.newestFirst.prefix(5).map {
      """
      <li class="widget-list-item"><a href="\(site.address(of: $0))">\(escaped($0.title))</a></li>
      """
    }
    let months = site.months.map {
      """
      <li class="widget-list-item"><a \
      href="\(site.origin)/\($0.moment.yearMonthPath)/">\($0.moment.monthName) \($0.moment.civil.year) \
      (\($0.posts.count))</a></li>
      """
    }
    return """
      <!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Transitional//EN" \
      "http://www.w3.org/TR/xhtml1/DTD/xhtml1-transitional.dtd">
      <html xmlns="http://www.w3.org/1999/xhtml" id="sixapart-standard">
      <head>
      <meta http-equiv="Content-Type" content="text/html; charset=utf-8" />
      <meta name="generator" content="Movable Type Pro 5.12" />
      <link rel="stylesheet" href="/style.css" type="text/css" />
      <link rel="start" href="\(site.origin)/" title="Home" />
      <link rel="alternate" type="application/atom+xml" title="Recent Entries" href="\(site.origin)/atom.xml" />
      <link rel="alternate" type="application/rss+xml" title="Recent Entries" href="\(site.origin)/index.xml" />
      \(previous ?? "")\(next ?? "")\
      <title>\(post == nil && title == site.blog.title ? name : "\(escaped(title)) - \(name)")</title>
      </head>
      <body id="classic-website" class="\(post == nil ? "mt-main-index" : "mt-entry-archive") layout-wt">
      <div id="container"><div id="container-inner">
      <div id="header"><div id="header-inner"><div id="header-content"><div id="header-name">\
      <a href="\(site.origin)/" accesskey="1">\(name)</a></div><div \
      id="header-description">\(escaped(site.blog.tagline))</div></div></div></div>
      <div id="content"><div id="content-inner">
      <div id="alpha"><div id="alpha-inner">
      \(content)
      </div></div>
      <div id="beta"><div id="beta-inner">
      <div class="widget-search widget"><h3 class="widget-header">Search</h3><div class="widget-content">\
      <form method="get" action="/search"><input type="text" name="search" value="" />\
      <input type="submit" value="Search" /></form></div></div>
      <div class="widget-about-this-page widget"><h3 class="widget-header">About</h3><div class="widget-content">\
      <p>\(escaped(site.blog.about))</p></div></div>
      <div class="widget-recent-entries widget-archives widget"><h3 class="widget-header">Recent Entries</h3>\
      <div class="widget-content"><ul class="widget-list">\(recent.joined())</ul></div></div>
      <div class="widget-archive-monthly widget-archive widget"><h3 class="widget-header">Monthly \
      <a href="\(site.origin)/archives.html">Archives</a></h3><div class="widget-content"><ul>\(months.joined())</ul>\
      </div></div>
      <div class="widget-calendar widget"><h3 class="widget-header"><a href="/calendar/2012/02/">Calendar</a></h3></div>
      <div class="widget-blogroll widget"><h3 class="widget-header">Elsewhere</h3><div class="widget-content">\
      <ul>\(site.blogrollItems())</ul></div></div>
      </div></div>
      </div></div>
      <div id="footer"><div id="footer-inner"><div id="footer-content">Powered by Movable Type Pro</div></div></div>
      </div></div>
      </body>
      </html>

      """
  }
}
