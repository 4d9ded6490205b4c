import Model

/// Tumblr: no comments but notes, newest first, among likes and bare reblogs; no times beside them.
struct Tumblr: Platform {
  var postPrecision: Timestamp.Precision? { .day }
  var commentPrecision: Timestamp.Precision? { nil }
  var showsThreads: Bool { false }

  /// Tumblr's post numbers of that autumn had eleven digits.
  private func number(_ post: Post, _ blog: Blog) -> String {
    "1" + String(longNumber(blog.key, post.number).suffix(10))
  }

  func path(of post: Post, in blog: Blog) -> String { "/post/\(number(post, blog))/\(post.slug)" }

  func path(of comment: Comment, below post: Post, in blog: Blog) -> String { "\(path(of: post, in: blog))#notes" }

  func sitemapPaths(of site: Site) -> [String] { ["/", "/archive"] }

  func answer(to ask: Ask, on site: Site) -> Answer? {
    if let post = site.post(at: ask.path) { return .page(single(post, on: site), modified: site.modified([post])) }
    if ask.parts.count == 2, ask.parts[0] == "post",
      let post = site.blog.posts.first(where: { number($0, site.blog) == ask.parts[1] })
    {
      return .moved(to: site.address(of: post))
    }
    switch (ask.parts.first, ask.parts.count) {
    case (nil, _): return list(site.newestFirst, page: 1, base: "", on: site)
    case ("page", 2): return Int(ask.parts[1]).flatMap { list(site.newestFirst, page: $0, base: "", on: site) }
    case ("tagged", 2):
      return site.tags.first { slugged($0.name) == ask.parts[1] }.flatMap {
        list($0.posts, page: 1, base: "/tagged/\(ask.parts[1])", on: site, size: .max)
      }
    case ("archive", 1):
      let items = site.newestFirst.map {
        """
        <a class="brick" href="\(site.address(of: $0))">\(escaped($0.title))</a>
        """
      }
      return .page(
        frame(
          title: "Archive",
          content: """
            <div id="archive">\(items.joined(separator: "\n"))</div>
            """, on: site))
    case ("rss", 1): return site.rss(site.newestFirst, title: site.blog.title, path: "/rss", ink: site.ink())
    default: return nil
    }
  }

  private func list(_ posts: [Post], page: Int, base: String, on site: Site, size: Int? = nil) -> Answer? {
    guard let shelf = size == nil ? site.shelf(posts, page: page) : Shelf(posts: posts, page: 1, pages: 1) else {
      return nil
    }
    var pager = ""
    if shelf.page > 1 { pager += "<a href=\"\(base)/page/\(shelf.page - 1)\" class=\"prev\">&larr; Newer</a> " }
    if shelf.page < shelf.pages {
      pager += """
        <a href="\(base)/page/\(shelf.page + 1)" class="next">Older &rarr;</a>
        """
    }
    let content =
      shelf.posts.map { article($0, isSingle: false, on: site) }.joined() + "<div id=\"pagination\">\(pager)</div>"
    return .page(frame(title: site.blog.title, content: content, on: site), modified: site.modified(shelf.posts))
  }

  private func article(_ post: Post, isSingle: Bool, on site: Site) -> String {
    let address = site.address(of: post)
    let tags = post.tags.map { "<a href=\"\(site.origin)/tagged/\(slugged($0))\">#\(escaped($0))</a>" }
    return """
      <div class="post text">
      <h2 class="title"><a href="\(address)">\(escaped(post.title))</a></h2>
      <div class="body">
      \(site.ink().blocks(post.body))</div>
      <div class="meta"><a class="permalink date" href="\(address)">\(post.time.longDate)</a> \
      <span class="byline">posted by <a class="author" href="\(site.origin)/">\(escaped(post.author))</a></span> \
      <span class="tags">\(tags.joined(separator: " "))\
      </span>\(isSingle ? "" : " <a class=\"notes-link\" href=\"\(address)#notes\">\(noteCount(post)) notes</a>")</div>
      </div>

      """
  }

  private func noteCount(_ post: Post) -> Int {
    post.visibleComments.count + post.facts.list("likes").count + post.facts.list("reblogs").count
  }

  private func single(_ post: Post, on site: Site) -> String {
    let home = "http://\(site.blog.host)/"
    func note(_ kind: String, _ name: String, site page: String?, action: String, body: String) -> String {
      let key = slugged(name)
      let page = escaped(page ?? "http://\(key).tumblr.example/")
      let commentary = body.isEmpty ? "without_commentary" : "with_commentary"
      return """
        <li class="note \(kind) tumblelog_\(key) \(commentary)">
        <a rel="nofollow" class="avatar_frame" target="_blank" href="\(page)" title="\(escaped(name))">\
        <img src="/avatar.png" class="avatar" alt="" /></a>
        <span class="action" data-post-url="\(page)post/\(number(post, site.blog))">
        <a rel="nofollow" href="\(page)" class="tumblelog" title="\(escaped(name))">\(escaped(name))</a> \(action)
        </span>
        <div class="clear"></div>
        \(body)</li>

        """
    }
    let from = """
      <a rel="nofollow" href="\(home)" class="source_tumblelog" \
      title="\(escaped(site.blog.title))">\(site.blog.key)</a>
      """
    var notes: [String] = []
    for name in post.facts.list("likes") { notes.append(note("like", name, site: nil, action: "likes this", body: "")) }
    for comment in post.visibleComments.reversed() {
      let page = site.homepage(of: comment)
      let words = escaped(comment.body.plainText)
      if comment.parent == nil {
        let link = escaped(page ?? "http://\(slugged(comment.author)).tumblr.example/")
        notes.append(
          note(
            "reblog", comment.author, site: page, action: "reblogged this from \(from) and added:",
            body: """
              <blockquote>\n<a rel="nofollow" href="\(link)post/\(comment.number)" title="View post">\(words)\
              </a>\n</blockquote>\n
              """))
      } else {
        notes.append(
          note(
            "reply", comment.author, site: page,
            action: "said: <span class=\"answer_content\">\(words)</span>", body: "<!-- -->"))
      }
    }
    for name in post.facts.list("reblogs") {
      notes.append(note("reblog", name, site: nil, action: "reblogged this from \(from)", body: ""))
    }
    notes.append(note("original_post", site.blog.key, site: home, action: "posted this", body: ""))
    let content = """
      \(article(post, isSingle: true, on: site))<div id="notes"><h3>\(noteCount(post)) Notes</h3>
      <ol class="notes">
      <!-- START NOTES -->
      \(notes.joined())<!-- END NOTES -->
      </ol>
      </div>
      """
    return frame(title: post.title, content: content, canonical: site.address(of: post), on: site)
  }

  private func frame(title: String, content: String, canonical: String? = nil, on site: Site) -> String {
    let name = escaped(site.blog.title)
    return """
      <!DOCTYPE html>
      <html>
      <head>
      <meta http-equiv="Content-Type" content="text/html; charset=utf-8" />
      <title>\(title == site.blog.title ? name : "\(escaped(title)) - \(name)")</title>
      <link rel="shortcut icon" href="/favicon.ico" />
      <link rel="alternate" type="application/rss+xml" title="RSS" href="\(site.origin)/rss" />
      \(canonical.map { "<link rel=\"canonical\" href=\"\($0)\" />\n" } ?? "")\
      <meta name="description" content="\(escaped(site.blog.tagline))" />
      </head>
      <body>
      <div id="header"><h1><a href="\(site.origin)/">\(name)</a></h1><div \
      id="description">\(escaped(site.blog.tagline))</div><ul id="nav"><li><a href="/archive">Archive</a></li><li>\
      <a href="/rss">RSS</a></li></ul></div>
      <div id="content">
      \(content)
      </div>
      <div id="following"><h4>Following</h4><ul>
      \(site.blogrollItems())
      </ul></div>
      <div id="footer">Powered by Tumblr. Theme of my own making.</div>
      </body>
      </html>

      """
  }
}
