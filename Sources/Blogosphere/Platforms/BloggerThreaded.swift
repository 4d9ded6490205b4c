import Model

/// Blogger since January 2012: threaded comments, once as HTML and once as JavaScript.
///
/// The script's strings are single-quoted, with octal escapes for markup: `\\074br /\\076`. Its `timestamp` is exact;
/// the visible time names the minute.
struct BloggerThreaded: Blogger {
  var commentPrecision: Timestamp.Precision? { .second }

  func comments(of post: Post, on site: Site) -> String {
    let threads = CommentThread.threads(of: post.comments.filter { $0.state == .shown || $0.state == .deleted })
    let count = post.visibleComments.count
    var html = ""
    for thread in threads { html += item(thread, below: post, isTop: true, on: site) }
    return """
      <div class='comments' id='comments'>
      <a name='comments'></a>
      <h4>\(count) comment\(count == 1 ? "" : "s"):</h4>
      <div class='comments-content'>
      <script type='text/javascript'>
      (function() {
      var items = [\(post.visibleComments.map { script($0, below: post, on: site) }.joined(separator: ", "))];
      var msgs = {};
      var config = {'postId': '\(longNumber(site.blog.key, post.number))', 'feed': \
      '\(site.origin)\(commentFeedPath(of: post, on: site))', 'maxDepth': 2};
      })();
      </script>
      <div id='comment-holder'>
      <div class="comment-thread toplevel-thread"><ol id="top-ra">\(html)</ol>\
      <div id="top-continue" class="continue"><a class="comment-reply" target="_self">Add comment</a></div></div>
      </div>
      </div>
      <p class='comment-footer'><div class='comment-form'><a name='comment-form'></a><p></p></div></p>
      </div>
      """
  }

  private func item(_ thread: CommentThread, below post: Post, isTop: Bool, on site: Site) -> String {
    let comment = thread.comment
    let id = longNumber(site.blog.key, comment.number)
    let name = escaped(comment.author)
    let user = site.homepage(of: comment).map { "<a href=\"\(escaped($0))\" rel=\"nofollow\">\(name)</a>" } ?? name
    let isOwner = comment.author == post.author ? " blog-author" : ""
    let words =
      comment.state == .deleted
      ? "<span class=\"deleted-comment\">This comment has been removed by the author.</span>"
      : commentInk(site).blocks(comment.body)
    let actions =
      comment.state == .deleted
      ? ""
      : """
      <span class="comment-actions secondary-text"><a class="comment-reply" target="_self" \
      data-comment-id="\(id)">Reply</a><span class="item-control blog-admin pid-\(comment.number)">\
      <a target="_self" href="http://www.blogger.com/delete-comment.g?postID=\(id)">Delete</a></span></span>
      """
    var html = """
      <li class="comment" id="c\(id)"><div class="avatar-image-container"><img src="/avatar.png" alt=""/></div>\
      <div class="comment-block"><div class="comment-header"><cite class="user\(isOwner)">\(user)</cite>\
      <span class="icon user\(isOwner)"></span><span class="datetime secondary-text">\
      <a rel="nofollow" href="\(escaped(site.address(of: comment, below: post)))">\(comment.time.longDate) at \
      \(comment.time.clockCapital)</a></span></div><p class="comment-content">\(words)</p>\(actions)</div>
      """
    if isTop {
      let replies = thread.flattenedReplies.map {
        item(CommentThread(comment: $0, replies: []), below: post, isTop: false, on: site)
      }
      html += "<div class=\"comment-replies\">"
      if !replies.isEmpty {
        html += """
          <div id="c\(id)-rt" class="comment-thread inline-thread"><span class="thread-toggle thread-expanded">\
          <span class="thread-arrow"></span><span class="thread-count"><a target="_self">Replies</a></span></span>\
          <ol id="c\(id)-ra" class="thread-chrome thread-expanded"><div>\(replies.joined())</div>\
          <div id="c\(id)-continue" class="continue"><a class="comment-reply" target="_self" \
          data-comment-id="\(id)">Reply</a></div></ol></div>
          """
      }
      html += "</div><div class=\"comment-replybox-single\" id=\"c\(id)-ce\"></div>"
    }
    return html + "</li>"
  }

  private func script(_ comment: Comment, below post: Post, on site: Site) -> String {
    var fields = ["'id': '\(longNumber(site.blog.key, comment.number))'"]
    if let parent = post.top(of: comment).flatMap({ label in post.comments.first { $0.label == label } }) {
      fields.append("'parentId': '\(longNumber(site.blog.key, parent.number))'")
    }
    fields.append("'body': '\(octal(commentInk(site).blocks(comment.body)))'")
    fields.append("'timestamp': '\(comment.time.instant.milliseconds)'")
    fields.append("'permalink': '\(octal(site.address(of: comment, below: post)))'")
    let profile = site.homepage(of: comment).map { ", 'profileUrl': '\(octal($0))'" } ?? ""
    fields.append("'author': {'name': '\(octal(comment.author))', 'avatarUrl': '/avatar.png'\(profile)}")
    fields.append("'displayTime': '\(comment.time.longDate) at \(comment.time.clockCapital)'")
    fields.append("'deleteclass': 'item-control blog-admin pid-\(comment.number)'")
    return "{\(fields.joined(separator: ", "))}"
  }

  private func commentInk(_ site: Site) -> Ink { site.ink(paragraphs: .breaks, linkAttributes: " rel=\"nofollow\"") }

  /// Blogger has two levels: an answer to an answer hangs below the first comment of the thread.
  func parent(of comment: Comment, in post: Post) -> Int? { post.top(of: comment) }

  /// Escapes the characters that Blogger's script writer escapes.
  private func octal(_ text: String) -> String {
    var script = ""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "<", ">", "'", "\"", "&", "=", "\\": script += "\\" + String(scalar.value, radix: 8)
      case "\n": script += ""
      default: script.unicodeScalars.append(scalar)
      }
    }
    return script
  }
}

extension CommentThread {
  /// All answers below, oldest first.
  var flattenedReplies: [Comment] {
    replies.flatMap { [$0.comment] + $0.flattenedReplies }.sorted { $0.time.instant < $1.time.instant }
  }
}
