import Model

/// WordPress with a block theme: comments in `ol.wp-block-comment-template`, answers in a bare `ol`.
///
/// The REST interface is on, and the page says where.
struct WordPressBlocks: WordPress {
  var postPrecision: Timestamp.Precision? { .second }
  var commentPrecision: Timestamp.Precision? { .second }

  func path(of post: Post, in blog: Blog) -> String { "/\(post.slug)/" }

  func answer(to ask: Ask, on site: Site) -> Answer? {
    if ask.parts.first == "wp-json" { return WordPressREST.answer(to: ask, on: site) }
    if ask.path == "/wp-sitemap.xml" { return WordPressREST.sitemapIndex(on: site) }
    if ask.path == "/wp-sitemap-posts-post-1.xml" { return site.sitemap() }
    return shared(ask, on: site)
  }

  func listing(_ shelf: Shelf, heading: String?, base: String, on site: Site) -> String {
    let posts = shelf.posts.map { post in
      let ink = site.ink(usesReferences: true)
      return """
        <li class="wp-block-post post-\(post.number) post type-post status-publish format-standard hentry \
        category-\(slugged(post.category))">
        <h2 class="wp-block-post-title"><a href="\(site.address(of: post))" target="_self">\(ink.text(post.title))\
        </a></h2>
        <div class="wp-block-post-excerpt"><p class="wp-block-post-excerpt__excerpt">\(ink.text(post.excerpt))</p></div>
        <div class="wp-block-post-date"><time datetime="\(post.time.iso)">\
        <a href="\(site.address(of: post))">\(post.time.longDate)</a></time></div>
        </li>
        """
    }
    let head = heading.map { "<h1 class=\"wp-block-query-title\">\(escaped($0))</h1>\n" } ?? ""
    let content = """
      \(head)<div class="wp-block-query"><ul class="is-flex-container columns-1 wp-block-post-template">
      \(posts.joined(separator: "\n"))
      </ul>
      <nav class="wp-block-query-pagination" aria-label="Pagination">\(pager(shelf, base: base, on: site))</nav></div>
      """
    return frame(title: heading ?? site.blog.title, post: nil, content: content, on: site)
  }

  func single(_ post: Post, commentPage: Int?, on site: Site) -> String {
    let ink = site.ink(usesReferences: true)
    let near = site.neighbours(of: post)
    let older = near.older.map {
      """
      <div class="post-navigation-link-previous wp-block-post-navigation-link">
      <a href="\(site.address(of: $0))" rel="prev">Previous: \(ink.text($0.title))</a></div>
      """
    }
    let newer = near.newer.map {
      """
      <div class="post-navigation-link-next wp-block-post-navigation-link">
      <a href="\(site.address(of: $0))" rel="next">Next: \(ink.text($0.title))</a></div>
      """
    }
    let content = """
      <h1 class="wp-block-post-title">\(ink.text(post.title))</h1>
      <div class="wp-block-template-part"><div class="wp-block-group is-layout-flex">
      <div class="wp-block-post-date"><time datetime="\(post.time.iso)">\(post.time.longDate)</time></div>
      <div class="wp-block-post-author"><div class="wp-block-post-author__content">\
      <p class="wp-block-post-author__name">\(escaped(post.author))</p></div></div>
      <div class="taxonomy-category wp-block-post-terms">\(categoryLink(of: post, on: site))</div>
      </div></div>
      <div class="entry-content wp-block-post-content is-layout-constrained">
      \(ink.blocks(post.body))</div>
      <div class="taxonomy-post_tag wp-block-post-terms">\(tagLinks(of: post, on: site))</div>
      <nav class="wp-block-group">\(older ?? "")\(newer ?? "")</nav>
      \(comments(of: post, on: site))
      """
    return frame(title: post.title, post: post, content: content, on: site)
  }

  private func comments(of post: Post, on site: Site) -> String {
    let ink = site.ink(usesReferences: true, linkAttributes: " rel=\"nofollow ugc\"")
    var index = 0
    var items = ""
    func write(_ thread: CommentThread, depth: Int, number: Int) {
      let comment = thread.comment
      let classes = WordPressComments.classes(
        depth: depth, index: index, thread: number, isAuthor: comment.author == post.author)
      index += 1
      let name = escaped(comment.author)
      let card = site.homepage(of: comment).map {
        "<a rel=\"external nofollow ugc\" href=\"\(escaped($0))\" target=\"_self\" >\(name)</a>"
      }
      items += """
        <li id="comment-\(comment.number)" class="\(classes)">
        <div class="wp-block-columns is-layout-flex">
        <div class="wp-block-column" style="flex-basis:40px"><div class="wp-block-avatar">\
        <img alt="" src="/avatar.png" class="avatar avatar-40 photo wp-block-avatar__image" height="40" width="40" />\
        </div></div>
        <div class="wp-block-column">
        <div class="wp-block-comment-author-name has-small-font-size">\(card ?? name)</div>
        <div class="wp-block-group is-layout-flex"><div class="wp-block-comment-date has-small-font-size">\
        <time datetime="\(comment.time.iso)"><a \
        href="\(site.address(of: comment, below: post))">\(comment.time.longDate) at \(comment.time.clock)</a></time>\
        </div></div>
        <div class="wp-block-comment-content">\(ink.blocks(comment.body))</div>
        <div class="wp-block-comment-reply-link has-small-font-size"><a rel="nofollow" class="comment-reply-link" \
        href="\(site.address(of: post))?replytocom=\(comment.number)#respond" data-commentid="\(comment.number)" \
        aria-label="Reply to \(name)">Reply</a></div>
        </div></div>

        """
      if !thread.replies.isEmpty {
        items += "<ol>"
        for reply in thread.replies { write(reply, depth: depth + 1, number: number) }
        items += "</ol>"
      }
      items += "</li>"
    }
    for (number, thread) in CommentThread.threads(of: post.visibleComments).enumerated() {
      write(thread, depth: 1, number: number)
    }
    if items.isEmpty { return "<div class=\"wp-block-comments\"></div>" }
    let count = post.visibleComments.count
    return """
      <div class="wp-block-comments">
      <h2 id="comments" class="wp-block-comments-title">\(count == 1 ? "One response" : "\(count) responses") to \
      &#8220;\(ink.text(post.title))&#8221;</h2>
      <ol class="wp-block-comment-template">\(items)</ol>
      <div id="respond" class="comment-respond wp-block-post-comments-form">\
      <h3 id="reply-title" class="comment-reply-title">Leave a Reply <small>\
      <a rel="nofollow" id="cancel-comment-reply-link" href="#respond" style="display:none;">Cancel reply</a></small>\
      </h3><form action="\(site.origin)/wp-comments-post.php" method="post" id="commentform" class="comment-form">\
      <p class="comment-form-comment"><label for="comment">Comment <span class="required">*</span></label> \
      <textarea id="comment" name="comment" cols="45" rows="8" required></textarea></p><p class="form-submit">\
      <input name="submit" type="submit" id="submit" class="submit wp-block-button__link" value="Post Comment" /></p>\
      </form></div>
      </div>
      """
  }

  private func frame(title: String, post: Post?, content: String, on site: Site) -> String {
    let name = escaped(site.blog.title)
    let jsonLink =
      post.map { post in
        let address = "\(site.origin)/wp-json/wp/v2/posts/\(post.number)"
        return "<link rel=\"alternate\" title=\"JSON\" type=\"application/json\" href=\"\(address)\" />\n"
      } ?? ""
    let pageTitle = post == nil && title == site.blog.title ? name : "\(escaped(title)) &#8211; \(name)"
    return """
      <!DOCTYPE html>
      <html lang="\(post?.language ?? "en-US")">
      <head>
      <meta charset="UTF-8" />
      <meta name="viewport" content="width=device-width, initial-scale=1" />
      <title>\(pageTitle)</title>
      \(headLinks(of: post, on: site))<link rel="https://api.w.org/" href="\(site.origin)/wp-json/" />
      \(jsonLink)<meta name="generator" content="WordPress 6.4" />
      </head>
      <body class="\(post.map { "single single-post postid-\($0.number) single-format-standard" } ?? "home blog") \
      wp-embed-responsive">
      <div class="wp-site-blocks">
      <header class="wp-block-template-part"><p class="wp-block-site-title">\
      <a href="\(site.origin)/" target="_self" rel="home">\(name)</a></p>\
      <p class="wp-block-site-tagline">\(escaped(site.blog.tagline))</p></header>
      <main class="wp-block-group" id="wp--skip-link--target">
      \(content)
      </main>
      <aside class="wp-block-group">
      \(widgets(on: site))
      </aside>
      <footer class="wp-block-template-part"><p class="has-text-align-center">Proudly powered by WordPress</p></footer>
      </div>
      </body>
      </html>

      """
  }
}
