import Model

/// What all WordPress blogs share: addresses, archives, feeds and old links.
///
/// Templates differ; see the files named after their walkers.
protocol WordPress: Platform {
  /// A page with a run of posts below a heading; `base` is its address without the page part.
  func listing(_ shelf: Shelf, heading: String?, base: String, on site: Site) -> String
  /// A post with its comments; `commentPage` is 1 for the oldest, `nil` for the address of the post itself.
  func single(_ post: Post, commentPage: Int?, on site: Site) -> String
}

extension WordPress {
  func path(of comment: Comment, below post: Post, in blog: Blog) -> String {
    let pages = WordPressComments.pages(of: post)
    guard pages.count > 1, let page = pages.firstIndex(where: { $0.contains { $0.holds(comment.label) } }) else {
      return "\(path(of: post, in: blog))#comment-\(comment.number)"
    }
    return "\(path(of: post, in: blog))comment-page-\(page + 1)/#comment-\(comment.number)"
  }

  var feedInk: (Site) -> Ink { { $0.ink(usesReferences: true) } }

  func answer(to ask: Ask, on site: Site) -> Answer? { shared(ask, on: site) }

  /// What every WordPress blog answers.
  func shared(_ ask: Ask, on site: Site) -> Answer? {
    let parts = ask.parts
    if parts.isEmpty {
      if let number = ask["p"].flatMap({ Int($0) }) {
        return site.blog.posts.first { $0.number == number }.map { .moved(to: site.address(of: $0)) }
      }
      return list(site.newestFirst, page: 1, heading: nil, base: "/", on: site)
    }
    if parts == ["feed"] {
      return site.rss(site.newestFirst, title: site.blog.title, path: "/feed/", ink: feedInk(site))
    }
    if parts == ["comments", "feed"] {
      return site.commentRSS(site.latestComments, of: nil, path: "/comments/feed/", ink: feedInk(site))
    }
    if let post = post(at: parts, on: site) {
      let rest = Array(parts.dropFirst(Ask(path: path(of: post, in: site.blog), query: nil).parts.count))
      if rest.isEmpty { return .page(single(post, commentPage: nil, on: site), modified: site.modified([post])) }
      if rest == ["feed"] {
        let entries = post.visibleComments.reversed().map { (post, $0) }
        return site.commentRSS(entries, of: post, path: ask.path, ink: feedInk(site))
      }
      if rest.count == 1, rest[0].hasPrefix("comment-page-"), let page = Int(rest[0].dropFirst(13)),
        (1...WordPressComments.pages(of: post).count).contains(page)
      {
        return .page(single(post, commentPage: page, on: site), modified: site.modified([post]))
      }
      return nil
    }
    return archive(parts, on: site)
  }

  private func post(at parts: [String], on site: Site) -> Post? {
    site.blog.posts.first { parts.starts(with: Ask(path: path(of: $0, in: site.blog), query: nil).parts) }
  }

  private func archive(_ parts: [String], on site: Site) -> Answer? {
    var parts = parts
    var page = 1
    if parts.count >= 2, parts[parts.count - 2] == "page", let number = Int(parts[parts.count - 1]) {
      page = number
      parts.removeLast(2)
    }
    let base = parts.isEmpty ? "/" : "/\(parts.joined(separator: "/"))/"
    switch (parts.first, parts.count) {
    case (nil, _): return list(site.newestFirst, page: page, heading: nil, base: base, on: site)
    case ("category", 2):
      guard let match = site.categories.first(where: { slugged($0.name) == parts[1] }) else { return nil }
      return list(match.posts, page: page, heading: "Category Archives: \(match.name)", base: base, on: site)
    case ("tag", 2):
      guard let match = site.tags.first(where: { slugged($0.name) == parts[1] }) else { return nil }
      return list(match.posts, page: page, heading: "Tag Archives: \(match.name)", base: base, on: site)
    case (_, 2):
      guard let month = site.months.first(where: { $0.moment.yearMonthPath == parts.joined(separator: "/") }) else {
        return nil
      }
      let heading = "Monthly Archives: \(month.moment.monthName) \(month.moment.civil.year)"
      return list(month.posts, page: page, heading: heading, base: base, on: site)
    default: return nil
    }
  }

  private func list(_ posts: [Post], page: Int, heading: String?, base: String, on site: Site) -> Answer? {
    site.shelf(posts, page: page).map {
      .page(listing($0, heading: heading, base: base, on: site), modified: site.modified(posts))
    }
  }

  func sitemapPaths(of site: Site) -> [String] { ["/"] + site.categories.map { "/category/\(slugged($0.name))/" } }

  /// The links to older and newer pages of a run.
  func pager(_ shelf: Shelf, base: String, on site: Site) -> String {
    var html = ""
    if shelf.page < shelf.pages {
      html += """
        <div class="nav-previous"><a href="\(site.origin)\(base)page/\(shelf.page + 1)/">\
        <span class="meta-nav">&larr;</span> Older posts</a></div>\n
        """
    }
    if shelf.page > 1 {
      let newer = shelf.page == 2 ? base : "\(base)page/\(shelf.page - 1)/"
      html += """
        <div class="nav-next"><a href="\(site.origin)\(newer)">Newer posts <span class="meta-nav">&rarr;</span>\
        </a></div>\n
        """
    }
    return html
  }

  /// The `link` elements that every WordPress head has.
  func headLinks(of post: Post?, hasCommentFeeds: Bool = true, on site: Site) -> String {
    let name = escaped(site.blog.title)
    func feed(_ title: String, _ address: String) -> String {
      "<link rel=\"alternate\" type=\"application/rss+xml\" title=\"\(title)\" href=\"\(address)\" />\n"
    }
    var links = feed("\(name) &raquo; Feed", "\(site.origin)/feed/")
    if hasCommentFeeds { links += feed("\(name) &raquo; Comments Feed", "\(site.origin)/comments/feed/") }
    if let post {
      let address = site.address(of: post)
      if hasCommentFeeds {
        links += feed("\(name) &raquo; \(escaped(post.title)) Comments Feed", "\(address)feed/")
      }
      links += "<link rel=\"canonical\" href=\"\(address)\" />\n"
      links += "<link rel='shortlink' href='\(site.origin)/?p=\(post.number)' />\n"
    }
    return links
  }

  /// Tags as links.
  func tagLinks(of post: Post, on site: Site) -> String {
    post.tags.map { "<a href=\"\(site.origin)/tag/\(slugged($0))/\" rel=\"tag\">\(escaped($0))</a>" }
      .joined(separator: ", ")
  }

  /// The category as a link.
  func categoryLink(of post: Post, on site: Site) -> String {
    let path = "/category/\(slugged(post.category))/"
    return """
      <a href="\(site.origin)\(path)" title="View all posts in \(escaped(post.category))" rel="category \
      tag">\(escaped(post.category))</a>
      """
  }

  /// The widgets that stand beside every page.
  func widgets(on site: Site) -> String {
    let recent = site.newestFirst.prefix(5).map {
      "<li><a href=\"\(site.address(of: $0))\" title=\"\(escaped($0.title))\">\(escaped($0.title))</a></li>"
    }
    let comments = site.latestComments.prefix(4).map { entry in
      """
      <li class="recentcomments">\(escaped(entry.comment.author)) on \
      <a href="\(site.address(of: entry.comment, below: entry.post))">\(escaped(entry.post.title))</a></li>
      """
    }
    let months = site.months.map { month in
      """
      <li><a href='\(site.origin)/\(month.moment.yearMonthPath)/' \
      title='\(month.moment.monthName) \(month.moment.civil.year)'>\(month.moment.monthName) \(month.moment.civil.year)\
      </a></li>
      """
    }
    let categories = site.categories.map {
      """
      <li class="cat-item"><a href="\(site.origin)/category/\(slugged($0.name))/">\(escaped($0.name))\
      </a> (\($0.posts.count))</li>
      """
    }
    return """
      <ul class="xoxo">
      <li id="search-2" class="widget-container widget_search"><form role="search" method="get" id="searchform" \
      action="\(site.origin)/"><div><label class="screen-reader-text" for="s">Search for:</label> \
      <input type="text" value="" name="s" id="s" /><input type="submit" id="searchsubmit" value="Search" /></div>\
      </form></li>
      <li id="text-3" class="widget-container widget_text"><h3 class="widget-title">About me</h3>\
      <div class="textwidget"><p>\(escaped(site.blog.about))</p></div></li>
      <li id="mc_signup-2" class="widget-container widget_mailchimp"><h3 class="widget-title">Get new posts by email\
      </h3><form action="#" method="post"><p>No spam, promise. Unsubscribe whenever you like.</p>\
      <input type="text" name="EMAIL" value="" /><input type="submit" value="Subscribe" /></form></li>
      <li id="recent-posts-2" class="widget-container widget_recent_entries"><h3 class="widget-title">Recent Posts\
      </h3><ul>
      \(recent.joined(separator: "\n"))
      </ul></li>
      <li id="recent-comments-2" class="widget-container widget_recent_comments">\
      <h3 class="widget-title">Recent Comments</h3><ul id="recentcomments">
      \(comments.joined(separator: "\n"))
      </ul></li>
      <li id="linkcat-2" class="widget-container widget_links"><h3 class="widget-title">Blogroll</h3>\
      <ul class='xoxo blogroll'>
      \(site.blogrollItems())
      </ul></li>
      <li id="archives-2" class="widget-container widget_archive"><h3 class="widget-title">Archives</h3><ul>
      \(months.joined(separator: "\n"))
      </ul></li>
      <li id="categories-2" class="widget-container widget_categories"><h3 class="widget-title">Categories</h3><ul>
      \(categories.joined(separator: "\n"))
      </ul></li>
      </ul>
      """
  }

  /// The buttons that a plugin of the time put below every post.
  func shareBar(of post: Post, on site: Site) -> String {
    let address = escaped(site.address(of: post))
    return """
      <div class="sharedaddy sd-sharing-enabled"><div class="robots-nocontent sd-block sd-social">\
      <h3 class="sd-title">Share this:</h3><div class="sd-content"><ul><li class="share-twitter">\
      <a rel="nofollow" class="share-twitter sd-button" href="\(address)?share=twitter" title="Click to share on \
      Twitter"><span>Twitter</span></a></li><li class="share-facebook">\
      <a rel="nofollow" class="share-facebook sd-button" href="\(address)?share=facebook" title="Share on Facebook">\
      <span>Facebook</span></a></li><li class="share-email"><a rel="nofollow" class="share-email sd-button" \
      href="\(address)?share=email" title="Click to email this to a friend"><span>Email</span></a></li></ul></div>\
      </div></div>
      """
  }

  /// Other posts with the same tags.
  func relatedBox(of post: Post, on site: Site) -> String {
    let items = site.related(to: post).map {
      "<li><a href=\"\(site.address(of: $0))\" rel=\"bookmark\">\(escaped($0.title))</a></li>"
    }
    if items.isEmpty { return "" }
    return "<div class='yarpp-related'>\n<h3>Related posts:</h3><ol>\n\(items.joined(separator: "\n"))\n</ol>\n</div>"
  }
}
