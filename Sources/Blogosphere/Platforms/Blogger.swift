import Model

/// What all Blogger blogs share: addresses, archives, feeds and the shape of a post.
protocol Blogger: Platform {
  /// What stands below a post.
  func comments(of post: Post, on site: Site) -> String
}

extension Blogger {
  func path(of post: Post, in blog: Blog) -> String { "/\(post.time.yearMonthPath)/\(post.slug).html" }

  func path(of comment: Comment, below post: Post, in blog: Blog) -> String {
    """
    \(path(of: post, in: blog))?showComment=\(comment.time.instant.milliseconds)#c\(longNumber(blog.key, comment.number))
    """
  }

  func sitemapPaths(of site: Site) -> [String] {
    ["/"] + site.months.map { "/\($0.moment.civil.year)_\(padded($0.moment.civil.month))_01_archive.html" }
  }

  func answer(to ask: Ask, on site: Site) -> Answer? {
    if let post = site.post(at: ask.path) { return .page(single(post, on: site), modified: site.modified([post])) }
    let parts = ask.parts
    if parts.isEmpty { return listing(site.newestFirst, from: 0, heading: nil, on: site) }
    if parts == ["search"], let before = ask["updated-max"] {
      // Blogger pages by time; ours carries the post number, which rises with it.
      let from = site.newestFirst.firstIndex { String($0.number) == before } ?? site.newestFirst.count
      return listing(site.newestFirst, from: from, heading: nil, on: site)
    }
    if parts.count == 3, parts[0] == "search", parts[1] == "label" {
      guard let tag = site.tags.first(where: { $0.name.split(separator: " ").joined(separator: "%20") == parts[2] })
      else { return nil }
      return listing(tag.posts, from: 0, heading: "Showing posts with label \(tag.name)", on: site, size: .max)
    }
    if parts.count == 1, parts[0].hasSuffix("_01_archive.html") {
      let month = site.months.first {
        "\($0.moment.civil.year)_\(padded($0.moment.civil.month))_01_archive.html" == parts[0]
      }
      return month.flatMap { listing($0.posts, from: 0, heading: nil, on: site, size: .max) }
    }
    return feed(parts, on: site)
  }

  private func feed(_ parts: [String], on site: Site) -> Answer? {
    let ink = site.ink(paragraphs: .breaks)
    if parts == ["feeds", "posts", "default"] {
      return site.atom(site.newestFirst, path: "/feeds/posts/default", ink: ink, generator: "Blogger") {
        commentFeedPath(of: $0, on: site)
      }
    }
    if parts.count == 4, parts[0] == "feeds", parts[2] == "comments", parts[3] == "default",
      let post = site.blog.posts.first(where: { longNumber(site.blog.key, $0.number) == parts[1] })
    {
      return site.commentAtom(of: post, path: commentFeedPath(of: post, on: site), ink: ink)
    }
    return nil
  }

  func commentFeedPath(of post: Post, on site: Site) -> String {
    "/feeds/\(longNumber(site.blog.key, post.number))/comments/default"
  }

  private func listing(_ posts: [Post], from: Int, heading: String?, on site: Site, size: Int? = nil) -> Answer? {
    let size = min(size ?? postsPerPage, posts.count)
    let shown = Array(posts.dropFirst(from).prefix(size))
    if shown.isEmpty { return nil }
    var html =
      heading.map {
        """
        <div class="status-msg-wrap"><div class="status-msg-body">\(escaped($0)). \
        <a href="\(site.origin)/">Show all posts</a></div></div>\n
        """
      } ?? ""
    for post in shown { html += entry(post, isSingle: false, on: site) }
    var pager = ""
    if from > 0 {
      pager += """
        <span id='blog-pager-newer-link'><a class='blog-pager-newer-link' href='\(site.origin)/' title='Newer \
        Posts'>Newer Posts</a></span>\n
        """
    }
    if from + size < posts.count {
      let next = posts[from + size]
      pager += """
        <span id='blog-pager-older-link'><a class='blog-pager-older-link' \
        href='\(site.origin)/search?updated-max=\(next.number)&amp;max-results=\(postsPerPage)' title='Older \
        Posts'>Older Posts</a></span>\n
        """
    }
    html += """
      <div class='blog-pager' id='blog-pager'>\n\(pager)<a class='home-link' href='\(site.origin)/'>Home</a>\n\
      </div>\n
      """
    return .page(frame(title: site.blog.title, post: nil, content: html, on: site), modified: site.modified(shown))
  }

  private func single(_ post: Post, on site: Site) -> String {
    let near = site.neighbours(of: post)
    var pager = ""
    if let newer = near.newer {
      pager += """
        <span id='blog-pager-newer-link'><a class='blog-pager-newer-link' href='\(site.address(of: newer))' \
        id='Blog1_blog-pager-newer-link' title='Newer Post'>Newer Post</a></span>\n
        """
    }
    if let older = near.older {
      pager += """
        <span id='blog-pager-older-link'><a class='blog-pager-older-link' href='\(site.address(of: older))' \
        id='Blog1_blog-pager-older-link' title='Older Post'>Older Post</a></span>\n
        """
    }
    let content = """
      \(entry(post, isSingle: true, on: site))\(comments(of: post, on: site))
      <div class='blog-pager' id='blog-pager'>
      \(pager)<a class='home-link' href='\(site.origin)/'>Home</a>
      </div>
      <div class='post-feeds'><div class='feed-links'>Subscribe to: <a class='feed-link' \
      href='\(site.origin)\(commentFeedPath(of: post, on: site))' target='_blank' type='application/atom+xml'>Post \
      Comments (Atom)</a></div></div>
      """
    return frame(title: post.title, post: post, content: content, on: site)
  }

  private func entry(_ post: Post, isSingle: Bool, on site: Site) -> String {
    let labels = post.tags.map { tag in
      """
      <a href='\(site.origin)/search/label/\(tag.split(separator: " ").joined(separator: "%20"))' \
      rel='tag'>\(escaped(tag))</a>
      """
    }
    let address = site.address(of: post)
    let title = isSingle ? escaped(post.title) : "<a href='\(address)'>\(escaped(post.title))</a>"
    let count = post.visibleComments.count
    return """
      <div class="date-outer">
      <h2 class='date-header'><span>\(post.time.weekdayName), \(post.time.longDate)</span></h2>
      <div class="date-posts">
      <div class='post-outer'>
      <div class='post hentry'>
      <a name='\(longNumber(site.blog.key, post.number))'></a>
      <h3 class='post-title entry-title'>\(title)</h3>
      <div class='post-header'><div class='post-header-line-1'></div></div>
      <div class='post-body entry-content' id='post-body-\(longNumber(site.blog.key, post.number))'>
      \(site.ink(paragraphs: .breaks).blocks(post.body))
      <div style='clear: both;'></div>
      </div>
      <div class='post-footer'>
      <div class='post-footer-line post-footer-line-1'><span class='post-author vcard'>Posted by \
      <span class='fn'>\(escaped(post.author))</span></span> <span class='post-timestamp'>at \
      <a class='timestamp-link' href='\(address)' rel='bookmark' title='permanent link'>\
      <abbr class='published' title='\(post.time.iso)'>\(post.time.clockCapital)</abbr></a></span>
      <span class='post-comment-link'>\
      \(isSingle ? "" : "<a class='comment-link' href='\(address)#comment-form'>\(count) comments</a>")</span>
      <div class='post-share-buttons'><a class='goog-inline-block share-button sb-email' \
      href='http://www.blogger.com/share-post.g?target=email' rel='nofollow' title='Email This'>\
      <span class='share-button-link-text'>Email This</span></a><a class='goog-inline-block share-button sb-blog' \
      href='http://www.blogger.com/share-post.g?target=blog' rel='nofollow' title='BlogThis!'>\
      <span class='share-button-link-text'>BlogThis!</span></a><a class='goog-inline-block share-button sb-twitter' \
      href='http://www.blogger.com/share-post.g?target=twitter' rel='nofollow' title='Share to Twitter'>\
      <span class='share-button-link-text'>Share to Twitter</span></a></div>
      </div>
      <div class='post-footer-line post-footer-line-2'><span class='post-labels'>Labels: \
      \(labels.joined(separator: ", "))</span></div>
      </div>
      </div>
      </div>
      </div></div>

      """
  }

  private func frame(title: String, post: Post?, content: String, on site: Site) -> String {
    let name = escaped(site.blog.title)
    let archive = site.months.map { month in
      """
      <li class='archivedate collapsed'><a class='post-count-link' \
      href='\(site.origin)/\(month.moment.civil.year)_\(padded(month.moment.civil.month))_01_archive.html'>\
      \(month.moment.monthName) \(month.moment.civil.year)\
      </a> <span class='post-count' dir='ltr'>(\(month.posts.count))</span></li>
      """
    }
    let labels = site.tags.map { tag in
      """
      <li><a dir='ltr' href='\(site.origin)/search/label/\(tag.name.split(separator: " ").joined(separator: "%20"))'>\
      \(escaped(tag.name))\
      </a> <span dir='ltr'>(\(tag.posts.count))</span></li>
      """
    }
    let replies =
      post.map {
        """
        <link rel="alternate" type="application/atom+xml" title="\(name) - Atom" \
        href="\(site.origin)\(commentFeedPath(of: $0, on: site))" />\n\
        <link rel='canonical' href='\(site.address(of: $0))'/>\n
        """
      } ?? ""
    return """
      <!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Strict//EN" "http://www.w3.org/TR/xhtml1/DTD/xhtml1-strict.dtd">
      <html xmlns='http://www.w3.org/1999/xhtml' xmlns:b='http://www.google.com/2005/gml/b' dir='ltr'>
      <head>
      <meta content='text/html; charset=UTF-8' http-equiv='Content-Type'/>
      <meta content='blogger' name='generator'/>
      <link rel="alternate" type="application/atom+xml" title="\(name) - Atom" \
      href="\(site.origin)/feeds/posts/default" />
      \(replies)<title>\(post == nil ? name : "\(name): \(escaped(title))")</title>
      <link type='text/css' rel='stylesheet' href='/style.css' />
      </head>
      <body>
      <div class='navbar section' id='navbar'></div>
      <div id='outer-wrapper'>
      <div id='header-wrapper'><div class='header section' id='header'><div class='widget Header' id='Header1'>\
      <div id='header-inner'><div class='titlewrapper'><h1 class='title'><a href='\(site.origin)/'>\(name)</a></h1>\
      </div><div class='descriptionwrapper'><p class='description'><span>\(escaped(site.blog.tagline))</span></p>\
      </div></div></div></div></div>
      <div id='content-wrapper'>
      <div id='main-wrapper'><div class='main section' id='main'><div class='widget Blog' id='Blog1'>
      <div class='blog-posts hfeed'>
      \(content)
      </div>
      </div></div></div>
      <div id='sidebar-wrapper'><div class='sidebar section' id='sidebar'>
      <div class='widget Profile' id='Profile1'><h2>About Me</h2><div class='widget-content'>\
      <dl class='profile-datablock'><dt class='profile-data'>\(escaped(site.blog.owner))</dt>\
      <dd class='profile-textblock'>\(escaped(site.blog.about))</dd></dl></div></div>
      <div class='widget BlogList' id='BlogList1'><h2 class='title'>My Blog List</h2><div class='widget-content'><ul>
      \(site.blogrollItems(linkAttributes: " target='_blank'"))
      </ul></div></div>
      <div class='widget BlogArchive' id='BlogArchive1'><h2>Blog Archive</h2><div class='widget-content'>\
      <ul class='hierarchy'>
      \(archive.joined(separator: "\n"))
      </ul></div></div>
      <div class='widget Label' id='Label1'><h2>Labels</h2><div class='widget-content list-label-widget-content'><ul>
      \(labels.joined(separator: "\n"))
      </ul></div></div>
      <div class='widget FollowByEmail' id='FollowByEmail1'><h2 class='title'>Follow by Email</h2>\
      <div class='widget-content'><form action='#' method='post'><input class='follow-by-email-address' name='email' \
      placeholder='Email address...' type='text'/><input class='follow-by-email-submit' type='submit' \
      value='Submit'/></form></div></div>
      </div></div>
      </div></div>
      <div id='footer-wrapper'><div class='footer section' id='footer'>Powered by Blogger.</div></div>
      </body>
      </html>

      """
  }
}

/// A number of nineteen digits that follows from a blog and a small number, as Blogger's ids do not.
func longNumber(_ key: String, _ number: Int) -> String {
  var hash: UInt64 = 0xcbf2_9ce4_8422_2325
  for byte in "\(key)-\(number)".utf8 { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01b3 }
  return String(1_000_000_000_000_000_000 + hash % 8_000_000_000_000_000_000)
}
