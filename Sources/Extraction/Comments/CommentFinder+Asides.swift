import Markup

/// What stands beside a page's own comments and looks like them: lists of recent comments, praise, popular posts.
extension CommentFinder {
  /// Elements around a list that are looked at for a heading before them.
  private static let outward = 4

  /// Whether an element stands in a list of recent comments or popular posts.
  func isAside(_ node: Int) -> Bool {
    var outer = node
    while outer > 0 {
      if document.tag(outer) == .body { break }
      if document.tag(outer) == .nav || document.tag(outer) == .aside { return true }
      for name: StaticString in [
        "sidebar", "modal", "dialog", "pop-", "recent", "widget-recent", "widget_recent", "latest-comments", "popular",
        "related", "most-", "testimonial", "carousel",
      ] {
        if document.hasClass(beginning: name, outer) || document.hasID(beginning: name, outer) { return true }
      }
      if praises(outer) { return true }
      outer = document.parent(of: outer)
    }
    return isHeadedAsRecent(node)
  }

  /// Whether an element's name says that it shows what customers said of the site's owner.
  private func praises(_ node: Int) -> Bool {
    [.class, .identifier].contains { (name: AttributeName) in
      document.valueRange(name, of: node).map {
        CommentFinder.praise.occurs(in: document.pool.span.extracting($0.prefix(400)))
      } ?? false
    }
  }

  /// Whether the short line before an element, or before what it opens, speaks of recent comments on all of the site.
  private func isHeadedAsRecent(_ node: Int) -> Bool {
    var outer = node
    for _ in 0..<CommentFinder.outward {
      let parent = document.parent(of: outer)
      guard parent > 0, document.tag(outer) != .body else { return false }
      var before = outer
      var steps = 0
      while steps < CommentFinder.outward, let sibling = CommentLines.previous(of: before, in: parent, document) {
        steps += 1
        before = sibling
        let range = sibling..<document.end(of: sibling)
        if document.weight(of: range, upTo: 2) < 2 { continue }
        guard document.weight(of: range, upTo: 60) < 60 else { return false }
        let line = document.line(of: range, limit: 80)
        // What else stands before the first of them may be a form or the comment before.
        return CommentFinder.recent.occurs(in: line.span)
      }
      outer = parent
    }
    return false
  }

  private static let praise = WordIndex(["testimonial"])

  /// Headings of lists of comments on other pages.
  private static let recent = WordIndex([
    "recent comment", "newest comment", "recent response", "recent replies", "recent reactions", "letzte kommentare",
    "letzten kommentare", "neueste kommentare", "neuste kommentare", "aktuelle kommentare", "jüngste kommentare",
    "commentaires récents", "commentaires recents", "derniers commentaires", "dernières réactions", "derniers messages",
    "comentarios recientes", "últimos comentarios", "ultimos comentarios", "Últimos comentarios",
    "comentários recentes", "últimos comentários", "Últimos comentários", "commenti recenti", "ultimi commenti",
    "recente reacties", "laatste reacties", "nieuwste reacties", "ostatnie komentarze", "najnowsze komentarze",
    "poslední komentáře", "nejnovější komentáře", "последние комментарии", "Последние комментарии",
    "свежие комментарии", "Свежие комментарии", "новые комментарии", "Новые комментарии", "Останні коментарі",
    "son yorumlar", "legutóbbi hozzászólások", "friss hozzászólások", "utolsó hozzászólások", "senaste kommentar",
    "seneste kommentar", "siste kommentar", "nyeste kommentar", "viimeisimmät kommentit", "uusimmat kommentit",
    "comentarii recente", "Πρόσφατα σχόλια", "πρόσφατα σχόλια", "komentar terbaru", "komentar terakhir",
    "最近のコメント", "最新コメント", "近期评论", "最近评论", "最近留言", "近期迴響", "近期留言", "最新留言", "최근 댓글", "최근댓글",
    "أحدث التعليقات", "احدث التعليقات", "آخر التعليقات", "תגובות אחרונות", "آخرین دیدگاه", "آخرین نظرات",
  ])
}
