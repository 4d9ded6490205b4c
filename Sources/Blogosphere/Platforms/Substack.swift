import Model

/// Substack: the page tells the post's number in its preloads, and the host's own interface gives the comments.
struct Substack: Platform {
  var postPrecision: Timestamp.Precision? { .second }
  var commentPrecision: Timestamp.Precision? { .second }

  func path(of post: Post, in blog: Blog) -> String { "/p/\(post.slug)" }

  func path(of comment: Comment, below post: Post, in blog: Blog) -> String {
    "\(path(of: post, in: blog))/comment/\(commentNumber(comment))"
  }

  func sitemapPaths(of site: Site) -> [String] { ["/", "/archive", "/about"] }

  private func postNumber(_ post: Post) -> Int { 41_000_000 + 977 * post.number }

  private func commentNumber(_ comment: Comment) -> Int { 9_000_000 + 131 * comment.number }

  func answer(to ask: Ask, on site: Site) -> Answer? {
    if let post = site.post(at: ask.path) { return .page(single(post, on: site), modified: site.modified([post])) }
    switch ask.path {
    case "/": return list(Array(site.newestFirst.prefix(3)), heading: nil, on: site)
    case "/archive": return list(site.newestFirst, heading: "Archive", on: site)
    case "/about":
      return .page(
        frame(
          title: "About", post: nil,
          content: """
            <div class="content-about"><p>\(escaped(site.blog.about))</p></div>
            """, on: site))
    case "/feed": return site.rss(site.newestFirst, title: site.blog.title, path: "/feed", ink: site.ink(), size: 20)
    default: break
    }
    let parts = ask.parts
    if parts.count == 3, parts[0] == "p", parts[2] == "comments", let post = site.post(at: "/p/\(parts[1])") {
      let content = """
        <h1 class="post-title"><a href="\(site.address(of: post))">\(escaped(post.title))</a></h1>\
        <div id="comments-for-scroll"></div>
        """
      return .page(frame(title: "Comments - \(post.title)", post: post, content: content, on: site))
    }
    if parts.count == 4, parts[0] == "p", parts[2] == "comment", let post = site.post(at: "/p/\(parts[1])"),
      post.visibleComments.contains(where: { String(commentNumber($0)) == parts[3] })
    {
      return .page(single(post, on: site), modified: site.modified([post]))
    }
    if parts.count == 5, parts.starts(with: ["api", "v1", "post"]), parts[4] == "comments",
      let post = site.blog.posts.first(where: { String(postNumber($0)) == parts[3] })
    {
      let threads = CommentThread.threads(of: post.comments.filter { $0.state == .shown || $0.state == .deleted })
      let comments = threads.map { json($0, below: post, on: site) }.joined(separator: ",")
      return .json(
        "{\"comments\":[\(comments)],\"automod_hidden_comments\":[]}", modified: site.modified([post]))
    }
    return nil
  }

  private func json(_ thread: CommentThread, below post: Post, on site: Site) -> String {
    let comment = thread.comment
    let isDeleted = comment.state == .deleted
    let children = thread.replies.map { json($0, below: post, on: site) }.joined(separator: ",")
    let ancestors = lineage(of: comment, in: post).map { String(commentNumber($0)) }.joined(separator: ".")
    return """
      {"id":\(commentNumber(comment)),"body":\(isDeleted ? "null" : jsonString(comment.body.plainText)),"body_json":null,\
      "publication_id":\(31_000 + site.blog.key.utf8.count),"post_id":\(postNumber(post)),\
      "user_id":\(isDeleted ? "null" : userNumber(comment.author)),\
      "ancestor_path":"\(ancestors)","type":"comment","deleted":\(isDeleted),"date":"\(comment.time.isoGMT).000Z",\
      "edited_at":null,"status":"published","name":\(isDeleted ? "null" : jsonString(comment.author)),\
      "handle":\(isDeleted ? "null" : jsonString(slugged(comment.author))),"photo_url":null,\
      "reaction_count":\(comment.number % 6),"children_count":\(thread.replies.count),"children":[\(children)]}
      """
  }

  private func userNumber(_ name: String) -> String {
    String(7_000 + slugged(name).utf8.reduce(0) { ($0 * 7 + Int($1)) % 99_991 })
  }

  private func lineage(of comment: Comment, in post: Post) -> [Comment] {
    var lineage: [Comment] = []
    var next = comment.parent
    while let label = next, let parent = post.comments.first(where: { $0.label == label }) {
      lineage.insert(parent, at: 0)
      next = parent.parent
    }
    return lineage
  }

  private func list(_ posts: [Post], heading: String?, on site: Site) -> Answer? {
    let items = posts.map { post in
      """
      <div class="post-preview portable-archive-post"><div class="post-preview-content">\
      <a class="post-preview-title newsletter" href="\(site.address(of: post))">\(escaped(post.title))</a>\
      <a class="post-preview-description" href="\(site.address(of: post))">\(escaped(post.facts["subtitle"] ?? ""))\
      </a><div class="post-meta"><time datetime="\(post.time.isoGMT).000Z">\(post.time.shortDate)</time> • \
      <a class="profile-hover-card-target" href="\(site.origin)/about">\(escaped(post.author))</a> \
      <a class="post-ufi-comment-button" href="\(site.address(of: post))/comments">\(post.visibleComments.count)</a>\
      </div></div></div>
      """
    }
    let head = heading.map { "<h1>\(escaped($0))</h1>\n" } ?? ""
    let content = """
      \(head)<div class="portable-archive-list">\(items.joined(separator: "\n"))</div>\
      <a href="\(site.origin)/archive">See all</a>
      """
    return .page(
      frame(title: heading ?? site.blog.title, post: nil, content: content, on: site), modified: site.modified(posts))
  }

  private func single(_ post: Post, on site: Site) -> String {
    let near = site.neighbours(of: post)
    let older =
      near.older.map {
        """
        <a class="post-footer-cta prev" href="\(site.address(of: $0))">&larr; Previous</a>
        """
      } ?? ""
    let newer =
      near.newer.map {
        """
        <a class="post-footer-cta next" href="\(site.address(of: $0))">Next &rarr;</a>
        """
      } ?? ""
    let content = """
      <article class="typography newsletter-post post">
      <div class="post-header"><h1 class="post-title published">\(escaped(post.title))</h1>
      <h3 class="subtitle">\(escaped(post.facts["subtitle"] ?? ""))</h3>
      <div class="pencraft byline-wrapper"><a class="pencraft" href="\(site.origin)/about">\(escaped(post.author))\
      </a> <div class="pencraft meta">\(post.time.shortDate)</div></div>
      <div class="post-ufi"><a class="post-ufi-button" href="\(site.address(of: post))/comments" aria-label="View \
      comments (\(post.visibleComments.count))">\(post.visibleComments.count)</a> \
      <a class="post-ufi-button" href="javascript:void(0)">Share</a></div></div>
      <div class="available-content"><div dir="auto" class="body markup">\(site.ink().blocks(post.body))</div></div>
      <div class="subscription-widget-wrap"><div class="subscription-widget show-subscribe">\
      <p class="cta-caption">\(escaped(site.blog.title)) is a reader-supported publication.</p>\
      <form class="subscription-widget-subscribe" action="#"><input type="email" class="email-input" name="email" \
      placeholder="Type your email…" /><input type="submit" class="button primary" value="Subscribe" /></form></div>\
      </div>
      </article>
      <div class="post-footer">\(older) \(newer)</div>
      <div id="discussion" class="comments-section"><h4>Discussion about this post</h4>\
      <div class="comments-page-loading">Comments</div></div>
      """
    return frame(title: post.title, post: post, content: content, on: site)
  }

  private func frame(title: String, post: Post?, content: String, on site: Site) -> String {
    let name = escaped(site.blog.title)
    var head = ""
    let pageTitle =
      post == nil && title == site.blog.title
      ? name : "\(escaped(title)) - by \(escaped(site.blog.owner)) - \(name)"
    var preloads = """
      {"isEU":false,"base_url":\(jsonString(site.origin)),"assetsUrl":"https://substackcdn.com/bundle",\
      "pub":{"name":\(jsonString(site.blog.title)),"subdomain":\(jsonString(site.blog.key)),"language":"en"}
      """
    if let post {
      head = """
        <link rel="canonical" href="\(site.address(of: post))" />
        <meta property="og:title" content="\(escaped(post.title))" />
        <meta name="author" content="\(escaped(post.author))" />
        <script type="application/ld+json">{"@context":"https://schema.org","@type":"NewsArticle",\
        "url":\(jsonString(site.address(of: post))),"mainEntityOfPage":\(jsonString(site.address(of: post))),\
        "headline":\(jsonString(post.title)),"datePublished":"\(post.time.iso)","isAccessibleForFree":true,\
        "author":[{"@type":"Person","name":\(jsonString(post.author)),"url":\(jsonString(site.origin + "/about"))}],\
        "publisher":{"@type":"Organization","name":\(jsonString(site.blog.title))},\
        "commentCount":\(post.visibleComments.count)}</script>

        """
      preloads += """
        ,"post":{"id":\(postNumber(post)),"slug":\(jsonString(post.slug)),"title":\(jsonString(post.title)),\
        "post_date":"\(post.time.isoGMT).000Z","canonical_url":\(jsonString(site.address(of: post))),\
        "comment_count":\(post.visibleComments.count),"write_comment_permissions":"everyone"}
        """
    }
    preloads += "}"
    return """
      <!DOCTYPE html>
      <html lang="\(post?.language ?? "en")">
      <head>
      <meta charset="utf-8" />
      <title>\(pageTitle)</title>
      <link rel="stylesheet" type="text/css" href="https://substackcdn.com/bundle/static/css/main.css" />
      <link rel="alternate" type="application/rss+xml" href="/feed" title="\(name)" />
      \(head)</head>
      <body class="">
      <div id="entry"><div id="main" class="main typography">
      <div class="main-menu"><h1 class="navbar-title"><a href="\(site.origin)/" class="navbar-title-link">\(name)</a>\
      </h1><a href="\(site.origin)/archive">Archive</a> <a href="\(site.origin)/about">About</a></div>
      \(content)
      <div class="recommendations"><h4>Recommendations</h4><ul>\(site.blogrollItems())</ul></div>
      </div></div>
      <div class="footer-wrap publication-footer"><div class="footer-terms">Privacy ∙ Terms</div></div>
      <script defer src="https://substackcdn.com/bundle/static/js/main.js" charset="utf-8"></script>
      <script>window._preloads = JSON.parse(\(jsonString(preloads)))</script>
      </body>
      </html>

      """
  }
}
