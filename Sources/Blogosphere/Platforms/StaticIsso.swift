import Model

/// A static site, microformats and all, with comments by Isso from the same host.
///
/// Isso's JSON has two levels; `created` is a Unix time with a fraction.
struct StaticIsso: Platform {
  var postPrecision: Timestamp.Precision? { .second }
  var commentPrecision: Timestamp.Precision? { .second }

  func path(of post: Post, in blog: Blog) -> String { "/\(post.time.civil.year)/\(post.slug)/" }

  func path(of comment: Comment, below post: Post, in blog: Blog) -> String {
    "\(path(of: post, in: blog))#isso-\(comment.number)"
  }

  func parent(of comment: Comment, in post: Post) -> Int? { post.top(of: comment) }

  func answer(to ask: Ask, on site: Site) -> Answer? {
    if let post = site.post(at: ask.path) { return .page(single(post, on: site), modified: site.modified([post])) }
    switch ask.path {
    case "/":
      let posts = site.newestFirst.map { post in
        """
        <li class="h-entry"><time class="dt-published" datetime="\(post.time.civil.date)">\(post.time.civil.date)\
        </time> <a class="u-url p-name" href="\(path(of: post, in: site.blog))">\(escaped(post.title))</a></li>
        """
      }
      let content = """
        <p>\(escaped(site.blog.about))</p><ul class="h-feed posts">\(posts.joined(separator: "\n"))</ul>\
        <h2>Elsewhere</h2><ul>\(site.blogrollItems())</ul>
        """
      return .page(
        frame(title: site.blog.title, post: nil, content: content, on: site), modified: site.modified(site.blog.posts))
    case "/atom.xml":
      return site.atom(site.newestFirst, path: ask.path, ink: site.ink(), generator: "make") { _ in nil }
    case "/isso/": return isso(ask, on: site)
    case "/isso/feed": return isso(ask, on: site) == nil ? nil : feed(ask, on: site)
    default: return nil
    }
  }

  private func asked(_ ask: Ask, on site: Site) -> Post? {
    ask["uri"].flatMap { uri in
      site.post(
        at: uri.split(separator: "%", omittingEmptySubsequences: false).enumerated().map { index, part in
          index > 0 && part.prefix(2).uppercased() == "2F" ? "/" + part.dropFirst(2) : String(part)
        }.joined())
    }
  }

  private func feed(_ ask: Ask, on site: Site) -> Answer? {
    asked(ask, on: site).map { post in
      site.commentAtom(of: post, path: "/isso/feed?uri=\(path(of: post, in: site.blog))", ink: site.ink())
    }
  }

  private func isso(_ ask: Ask, on site: Site) -> Answer? {
    guard let post = asked(ask, on: site) else { return nil }
    let tops = post.visibleComments.filter { post.top(of: $0) == nil }
    let nested = ask["nested_limit"].flatMap { Int($0) } ?? .max
    let replies = tops.map { top in
      let all = post.visibleComments.filter { post.top(of: $0) == top.label }
      return json(top, below: post, replies: Array(all.prefix(max(0, nested))), total: all.count, on: site)
    }
    return .json(
      """
      {"id":null,"total_replies":\(tops.count),"hidden_replies":0,\
      "replies":[\(replies.joined(separator: ","))],"config":{"reply-to-self":false}}
      """, modified: site.modified([post]))
  }

  private func json(_ comment: Comment, below post: Post, replies: [Comment]?, total: Int, on site: Site) -> String {
    let parent = post.top(of: comment).flatMap { label in post.comments.first { $0.label == label }?.number }
    let nested = replies.map { replies in
      let items = replies.map { json($0, below: post, replies: nil, total: 0, on: site) }.joined(separator: ",")
      return ",\"total_replies\":\(total),\"hidden_replies\":\(total - replies.count),\"replies\":[\(items)]"
    }
    return """
      {"id":\(comment.number),"parent":\(parent.map(String.init) ?? "null"),\
      "text":\(jsonString(site.ink(linkAttributes: " rel=\"nofollow noopener\"").blocks(comment.body))),\
      "author":\(jsonString(comment.author)),"website":\(site.homepage(of: comment).map(jsonString) ?? "null"),\
      "mode":1,"created":\(comment.time.instant.seconds).\(comment.number % 89 + 10),"modified":null,\
      "likes":\(comment.number % 5),"dislikes":0,\
      "hash":"\(String(longNumber(site.blog.key, slugged(comment.author).utf8.count).prefix(12)))"\(nested ?? "")}
      """
  }

  private func single(_ post: Post, on site: Site) -> String {
    let near = site.neighbours(of: post)
    let older =
      near.older.map {
        """
        <a rel="prev" href="\(path(of: $0, in: site.blog))">\(escaped($0.title))</a>
        """
      } ?? ""
    let newer =
      near.newer.map {
        """
        <a rel="next" href="\(path(of: $0, in: site.blog))">\(escaped($0.title))</a>
        """
      } ?? ""
    let tags = post.tags.map { "<span class=\"p-category\">\(escaped($0))</span>" }
    let content = """
      <article class="h-entry">
      <header><h1 class="p-name">\(escaped(post.title))</h1>
      <p>By <a class="p-author h-card" href="/">\(escaped(post.author))</a>, \
      <time class="dt-published" datetime="\(post.time.iso)">\(post.time.civil.date) \(post.time.clock24)\
      </time>. Filed under \(tags.joined(separator: ", ")).</p></header>
      <div class="e-content">
      \(site.ink().blocks(post.body))</div>
      </article>
      <nav>\(older) \(newer)</nav>
      <section id="isso-thread" data-isso-id="\(path(of: post, in: site.blog))" data-title="\(escaped(post.title))">\
      <noscript>Javascript needs to be activated to view comments.</noscript></section>
      <script data-isso="\(site.origin)/isso/" data-isso-reply-to-self="false" data-isso-max-comments-top="inf" \
      src="\(site.origin)/isso/js/embed.min.js"></script>
      """
    return frame(title: post.title, post: post, content: content, on: site)
  }

  private func frame(title: String, post: Post?, content: String, on site: Site) -> String {
    """
    <!doctype html>
    <html lang="\(post?.language ?? "en")">
    <head>
    <meta charset="utf-8">
    <title>\(post == nil ? escaped(site.blog.title) : "\(escaped(title)) · \(escaped(site.blog.title))")</title>
    <link rel="stylesheet" href="/style.css">
    \(post.map { "<link rel=\"canonical\" href=\"\(site.address(of: $0))\">\n" } ?? "")\
    <link rel="alternate" type="application/atom+xml" title="\(escaped(site.blog.title))" href="/atom.xml">
    </head>
    <body>
    <header><a href="/">\(escaped(site.blog.title))</a> <small>\(escaped(site.blog.tagline))</small></header>
    <main>
    \(content)
    </main>
    <footer>Built with make. No trackers. <a href="/atom.xml">Feed</a></footer>
    </body>
    </html>

    """
  }
}
