import Model

/// Ghost: the page has a script instead of comments, and the members interface answers with JSON.
///
/// Answers hang below the first comment of a thread; there is no second level.
struct Ghost: Platform {
  var postPrecision: Timestamp.Precision? { .second }
  var commentPrecision: Timestamp.Precision? { .second }

  func path(of post: Post, in blog: Blog) -> String { "/\(post.slug)/" }

  func path(of comment: Comment, below post: Post, in blog: Blog) -> String {
    "\(path(of: post, in: blog))#ghost-comments-\(hexID(blog, comment.number))"
  }

  func parent(of comment: Comment, in post: Post) -> Int? { post.top(of: comment) }

  /// Ghost's ids are the 24 hexadecimal digits of a database key.
  func hexID(_ blog: Blog, _ number: Int) -> String {
    let long = UInt64(longNumber(blog.key, number)) ?? 0
    return "4ebd" + String(UInt32(number), radix: 16).leftPadded(4) + String(long, radix: 16).leftPadded(16)
  }

  func answer(to ask: Ask, on site: Site) -> Answer? {
    if let post = site.post(at: ask.path) { return .page(single(post, on: site), modified: site.modified([post])) }
    if ask.parts.starts(with: ["members", "api", "comments"]) { return members(ask, on: site) }
    switch (ask.parts.first, ask.parts.count) {
    case (nil, _): return list(site.newestFirst, page: 1, base: "/", heading: nil, on: site)
    case ("page", 2):
      return Int(ask.parts[1]).flatMap { list(site.newestFirst, page: $0, base: "/", heading: nil, on: site) }
    case ("tag", 2):
      return site.tags.first { slugged($0.name) == ask.parts[1] }.flatMap {
        list($0.posts, page: 1, base: "/tag/\(ask.parts[1])/", heading: $0.name, on: site, size: .max)
      }
    case ("rss", 1): return site.rss(site.newestFirst, title: site.blog.title, path: "/rss/", ink: site.ink())
    default: return nil
    }
  }

  private func list(
    _ posts: [Post], page: Int, base: String, heading: String?, on site: Site, size: Int? = nil
  ) -> Answer? {
    guard let shelf = size == nil ? site.shelf(posts, page: page) : Shelf(posts: posts, page: 1, pages: 1) else {
      return nil
    }
    let cards = shelf.posts.map { post in
      """
      <article class="gh-card post \(post.tags.map { "tag-\(slugged($0))" }.joined(separator: " "))">
      <a class="gh-card-link" href="\(path(of: post, in: site.blog))"><div class="gh-card-wrapper">\
      <h3 class="gh-card-title">\(escaped(post.title))</h3><p class="gh-card-excerpt">\(escaped(post.excerpt))</p>\
      <footer class="gh-card-meta"><span class="gh-card-author">By \(escaped(post.author))</span> \
      <time class="gh-card-date" datetime="\(post.time.civil.date)">\(post.time.shortDate)</time></footer></div></a>
      </article>
      """
    }
    var pager = ""
    if shelf.page > 1 {
      pager += """
        <a class="newer-posts" href="\(shelf.page == 2 ? base : "\(base)page/\(shelf.page - 1)/")">Newer Posts</a>
        """
    }
    if shelf.page < shelf.pages {
      pager += """
        <a class="older-posts" href="\(base)page/\(shelf.page + 1)/">Older Posts</a>
        """
    }
    let head = heading.map { "<h1 class=\"gh-article-title\">\(escaped($0))</h1>" } ?? ""
    let content = """
      \(head)<div class="gh-feed">\(cards.joined(separator: "\n"))</div><nav class="pagination">\(pager)</nav>
      """
    return .page(
      frame(title: heading ?? site.blog.title, post: nil, content: content, on: site),
      modified: site.modified(shelf.posts))
  }

  private func single(_ post: Post, on site: Site) -> String {
    let more = site.related(to: post).map { "<li><a href=\"\(site.address(of: $0))\">\(escaped($0.title))</a></li>" }
    let tag =
      post.tags.first.map {
        """
        <a class="gh-article-tag" href="\(site.origin)/tag/\(slugged($0))/">\(escaped($0))</a>
        """
      } ?? ""
    let content = """
      <main class="gh-main">
      <article class="gh-article post">
      <header class="gh-article-header gh-canvas">\(tag)
      <h1 class="gh-article-title is-title">\(escaped(post.title))</h1>
      <div class="gh-article-meta"><div class="gh-article-author-image instapaper_ignore"><a href="\(site.origin)/">\
      <img class="author-profile-image" src="/avatar.png" alt="\(escaped(post.author))" /></a></div>\
      <div class="gh-article-meta-wrapper"><h4 class="gh-article-author-name">\
      <a href="\(site.origin)/">\(escaped(post.author))</a></h4><div class="gh-article-meta-content">\
      <time class="gh-article-meta-date" datetime="\(post.time.civil.date)">\(post.time.shortDate)</time></div></div>\
      </div>
      </header>
      <section class="gh-content gh-canvas is-body">
      \(site.ink().blocks(post.body))</section>
      </article>
      <div class="gh-comments gh-canvas"><header class="gh-comments-header"><h3>Member discussion</h3></header>
      <script defer src="https://cdn.jsdelivr.net/ghost/comments-ui@~0.17/umd/comments-ui.min.js" \
      data-ghost-comments="\(site.origin)/" data-api="\(site.origin)/ghost/api/content/" \
      data-admin="\(site.origin)/ghost/" data-key="0123456789abcdef0123456789" data-title="null" data-count="true" \
      data-post-id="\(hexID(site.blog, post.number))" data-color-scheme="auto" data-avatar-saturation="60" \
      data-accent-color="#15171A" data-comments-enabled="all" data-publication="\(escaped(site.blog.title))" \
      crossorigin="anonymous"></script>
      </div>
      </main>
      <aside class="gh-sidebar"><h4 class="gh-readmore-title">Read more</h4><ul>\(more.joined())</ul></aside>
      <section class="footer-cta"><h2 class="footer-cta-title">Sign up for more like this.</h2>\
      <form class="gh-form" data-members-form="subscribe"><input class="gh-form-input" type="email" \
      placeholder="jamie@example.com" /><button class="gh-button" type="submit">Subscribe</button></form></section>
      """
    return frame(title: post.title, post: post, content: content, on: site)
  }

  private func frame(title: String, post: Post?, content: String, on site: Site) -> String {
    let name = escaped(site.blog.title)
    var meta = ""
    if let post {
      meta = """
        <link rel="canonical" href="\(site.address(of: post))" />
        <meta property="og:site_name" content="\(name)" />
        <meta property="og:type" content="article" />
        <meta property="og:title" content="\(escaped(post.title))" />
        <meta property="article:published_time" content="\(post.time.isoGMT).000Z" />
        <script type="application/ld+json">
        {"@context":"https://schema.org","@type":"Article",\
        "publisher":{"@type":"Organization","name":\(jsonString(site.blog.title))},\
        "author":{"@type":"Person","name":\(jsonString(post.author))},"headline":\(jsonString(post.title)),\
        "url":\(jsonString(site.address(of: post))),"datePublished":"\(post.time.isoGMT).000Z",\
        "mainEntityOfPage":\(jsonString(site.address(of: post)))}
        </script>

        """
    }
    return """
      <!DOCTYPE html>
      <html lang="\(post?.language ?? "en")">
      <head>
      <meta charset="utf-8" />
      <title>\(post == nil && title == site.blog.title ? name : escaped(title))</title>
      <link rel="stylesheet" type="text/css" href="/style.css" />
      \(meta)<meta name="generator" content="Ghost 5.75" />
      <link rel="alternate" type="application/rss+xml" title="\(name)" href="\(site.origin)/rss/" />
      </head>
      <body class="\(post == nil ? "home-template" : "post-template")">
      <div class="gh-site">
      <header id="gh-head" class="gh-head"><a class="gh-head-logo" href="\(site.origin)/">\(name)</a>\
      <p>\(escaped(site.blog.tagline))</p></header>
      \(content)
      <footer class="gh-foot"><ul class="gh-recommendations">\(site.blogrollItems())</ul>\
      <div class="gh-foot-meta">Powered by Ghost</div></footer>
      </div>
      </body>
      </html>

      """
  }

  private func members(_ ask: Ask, on site: Site) -> Answer? {
    guard ask.parts.count == 5, ask.parts[3] == "post",
      let post = site.blog.posts.first(where: { hexID(site.blog, $0.number) == ask.parts[4] })
    else { return nil }
    let size = min(100, max(1, ask["limit"].flatMap { Int($0) } ?? 20))
    let page = min(10_000, max(1, ask["page"].flatMap { Int($0) } ?? 1))
    let tops = post.visibleComments.filter { post.top(of: $0) == nil }
    let pages = max(1, (tops.count + size - 1) / size)
    let shown = tops.dropFirst((page - 1) * size).prefix(size).map { top in
      json(top, below: post, replies: post.visibleComments.filter { post.top(of: $0) == top.label }, on: site)
    }
    return .json(
      """
      {"comments":[\(shown.joined(separator: ","))],"meta":{"pagination":{"page":\(page),"limit":\(size),"pages":\(pages),\
      "total":\(tops.count),\
      "next":\(page < pages ? String(page + 1) : "null"),"prev":\(page > 1 ? String(page - 1) : "null")}}}
      """, modified: site.modified([post]))
  }

  private func json(_ comment: Comment, below post: Post, replies: [Comment]?, on site: Site) -> String {
    let parent = post.top(of: comment).flatMap { label in post.comments.first { $0.label == label } }
    let parentID = parent.map { "\"\(hexID(site.blog, $0.number))\"" } ?? "null"
    let nested = replies.map { replies in
      ",\"replies\":[\(replies.map { json($0, below: post, replies: nil, on: site) }.joined(separator: ","))]"
    }
    return """
      {"id":"\(hexID(site.blog, comment.number))","parent_id":\(parentID),"status":"published",\
      "html":\(jsonString(site.ink(linkAttributes: " rel=\"ugc\"").blocks(comment.body))),\
      "created_at":"\(comment.time.isoGMT).000Z","edited_at":null,\
      "member":{"id":"\(hexID(site.blog, slugged(comment.author).utf8.count))","name":\(jsonString(comment.author)),\
      "bio":null,"expertise":null,"avatar_image":null}\(nested ?? ""),\
      "liked":false,"count":{"likes":\(comment.number % 4),"replies":\(replies?.count ?? 0)}}
      """
  }
}

extension Post {
  /// The label of the first comment of a thread, seen from one of its answers; `nil` for the first itself.
  func top(of comment: Comment) -> Int? {
    var top = comment
    while let parent = top.parent.flatMap({ label in visibleComments.first { $0.label == label } }) { top = parent }
    return top.label == comment.label ? nil : top.label
  }
}

extension String {
  /// Zeros in front up to a length.
  func leftPadded(_ count: Int) -> String { String(repeating: "0", count: max(0, count - utf8.count)) + self }
}
