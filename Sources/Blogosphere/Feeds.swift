import Model

/// Feeds and sitemaps in the forms that several platforms share.
extension Site {
  /// RSS 2.0 of posts in WordPress' form.
  func rss(_ posts: [Post], title: String, path: String, ink: Ink, size: Int = 10) -> Answer {
    let items = posts.prefix(size).map { post in
      """
      	<item>
      		<title>\(escaped(post.title))</title>
      		<link>\(escaped(address(of: post)))</link>
      		<comments>\(escaped(address(of: post)))#comments</comments>
      		<pubDate>\(post.time.rfc822UTC)</pubDate>
      		<dc:creator><![CDATA[\(post.author)]]></dc:creator>
      \(post.tags.map { "\t\t<category><![CDATA[\($0)]]></category>" }.joined(separator: "\n"))
      		<guid isPermaLink="false">\(origin)/?p=\(post.number)</guid>
      		<description><![CDATA[\(post.excerpt)]]></description>
      		<content:encoded><![CDATA[\(ink.blocks(post.body))]]></content:encoded>
      		<wfw:commentRss>\(escaped(address(of: post)))feed/</wfw:commentRss>
      		<slash:comments>\(post.visibleComments.count)</slash:comments>
      	</item>
      """
    }
    return .xml(
      rssFrame(title: title, path: path, items: items.joined(separator: "\n")),
      type: "application/rss+xml; charset=UTF-8", modified: modified(Array(posts)))
  }

  /// RSS 2.0 of comments in WordPress' form, newest first; parents are not in it.
  func commentRSS(_ entries: [(post: Post, comment: Comment)], of post: Post?, path: String, ink: Ink) -> Answer {
    let items = entries.prefix(10).map { entry in
      let title =
        post == nil
        ? """
        Comment on \(entry.post.title) by \(entry.comment.author)
        """ : "By: \(entry.comment.author)"
      let link = escaped(address(of: entry.comment, below: entry.post))
      return """
        	<item>
        		<title>\(escaped(title))</title>
        		<link>\(link)</link>
        		<dc:creator><![CDATA[\(entry.comment.author)]]></dc:creator>
        		<pubDate>\(entry.comment.time.rfc822UTC)</pubDate>
        		<guid isPermaLink="false">\(link)</guid>
        		<description><![CDATA[\(entry.comment.body.plainText)]]></description>
        		<content:encoded><![CDATA[\(ink.blocks(entry.comment.body))]]></content:encoded>
        	</item>
        """
    }
    let title = post.map { "Comments on: \($0.title)" } ?? "Comments for \(blog.title)"
    return .xml(
      rssFrame(title: title, path: path, items: items.joined(separator: "\n")),
      type: "application/rss+xml; charset=UTF-8", modified: entries.first?.comment.time.instant)
  }

  private func rssFrame(title: String, path: String, items: String) -> String {
    """
    <?xml version="1.0" encoding="UTF-8"?>
    <rss version="2.0"
    	xmlns:content="http://purl.org/rss/1.0/modules/content/"
    	xmlns:wfw="http://wellformedweb.org/CommentAPI/"
    	xmlns:dc="http://purl.org/dc/elements/1.1/"
    	xmlns:atom="http://www.w3.org/2005/Atom"
    	xmlns:slash="http://purl.org/rss/1.0/modules/slash/">
    <channel>
    	<title>\(escaped(title))</title>
    	<atom:link href="\(escaped(origin + path))" rel="self" type="application/rss+xml" />
    	<link>\(origin)</link>
    	<description>\(escaped(blog.tagline))</description>
    	<language>\(blog.facts["lang"] ?? "en")</language>
    \(items)
    </channel>
    </rss>

    """
  }

  /// Atom of posts.
  func atom(_ posts: [Post], path: String, ink: Ink, generator: String, commentPath: (Post) -> String?) -> Answer {
    let entries = posts.prefix(25).map { post in
      let link = escaped(address(of: post))
      let replies = commentPath(post).map {
        """
        \n    <link rel="replies" type="application/atom+xml" href="\(escaped(origin + $0))" \
        title="\(post.visibleComments.count) Comments" />
        """
      }
      return """
          <entry>
            <id>tag:\(blog.host),\(post.time.civil.year):post-\(post.number)</id>
            <title>\(escaped(post.title))</title>
            <link rel="alternate" type="text/html" href="\(link)" />\(replies ?? "")
            <published>\(post.time.iso)</published>
            <updated>\(post.time.iso)</updated>
            <author><name>\(escaped(post.author))</name></author>
        \(post.tags.map { "    <category term=\"\(escaped($0))\" />" }.joined(separator: "\n"))
            <content type="html">\(escaped(ink.blocks(post.body)))</content>
          </entry>
        """
    }
    return atomFrame(
      title: blog.title, path: path, generator: generator, entries: entries.joined(separator: "\n"),
      updated: posts.first?.time, total: posts.count)
  }

  /// Atom of one post's comments in Blogger's form, with the threading extension (RFC 4685).
  func commentAtom(of post: Post, path: String, ink: Ink) -> Answer {
    let comments = post.visibleComments
    let entries = comments.prefix(25).map { comment in
      let link = escaped(address(of: comment, below: post))
      let uri = homepage(of: comment).map { "<uri>\(escaped($0))</uri>" } ?? ""
      let parent = comment.parent.flatMap { label in comments.first { $0.label == label } }
      let target =
        parent.map { "tag:\(blog.host),2011:comment-\($0.number)" } ?? "tag:\(blog.host),2011:post-\(post.number)"
      return """
          <entry>
            <id>tag:\(blog.host),2011:comment-\(comment.number)</id>
            <published>\(comment.time.iso)</published>
            <updated>\(comment.time.iso)</updated>
            <title type="text">\(escaped(String(comment.body.plainText.prefix(40))))...</title>
            <content type="html">\(escaped(ink.blocks(comment.body)))</content>
            <link rel="alternate" type="text/html" href="\(link)" title="" />
            <author><name>\(escaped(comment.author))</name>\(uri)</author>
            <thr:in-reply-to xmlns:thr="http://purl.org/syndication/thread/1.0" href="\(escaped(address(of: post)))" \
            ref="\(target)" source="\(origin)/feeds/posts/default" type="text/html" />
          </entry>
        """
    }
    return atomFrame(
      title: "Comments on \(blog.title): \(post.title)", path: path, generator: "Blogger",
      entries: entries.joined(separator: "\n"), updated: comments.last?.time ?? post.time, total: comments.count)
  }

  private func atomFrame(
    title: String, path: String, generator: String, entries: String, updated: Moment?, total: Int
  ) -> Answer {
    .xml(
      """
      <?xml version="1.0" encoding="UTF-8"?>
      <feed xmlns="http://www.w3.org/2005/Atom" xmlns:openSearch="http://a9.com/-/spec/opensearchrss/1.0/">
        <id>tag:\(blog.host),2011:\(escaped(path))</id>
        <title type="text">\(escaped(title))</title>
        <subtitle type="html">\(escaped(blog.tagline))</subtitle>
        <updated>\(updated?.iso ?? "2011-08-01T00:00:00Z")</updated>
        <link rel="self" type="application/atom+xml" href="\(escaped(origin + path))" />
        <link rel="alternate" type="text/html" href="\(origin)/" />
        <author><name>\(escaped(blog.owner))</name></author>
        <generator>\(generator)</generator>
        <openSearch:totalResults>\(total)</openSearch:totalResults>
      \(entries)
      </feed>

      """, type: "application/atom+xml; charset=UTF-8", modified: updated?.instant)
  }

  /// A sitemap of all posts and of the platform's other pages.
  func sitemap() -> Answer {
    let posts = newestFirst.map { post in
      "<url><loc>\(escaped(address(of: post)))</loc><lastmod>\(post.time.iso)</lastmod></url>"
    }
    let pages = platform.sitemapPaths(of: self).map { "<url><loc>\(escaped(origin + $0))</loc></url>" }
    return .xml(
      """
      <?xml version="1.0" encoding="UTF-8"?>
      <urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">
      \((pages + posts).joined(separator: "\n"))
      </urlset>

      """, type: "application/xml; charset=UTF-8", modified: modified(blog.posts))
  }
}
