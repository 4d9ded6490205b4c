import Markup

/// Tells an article's own footer, where many themes put byline and dateline, from the footer of a page.
enum ArticleFooter {
  /// Whether a node is a `footer` whose parent is an `article` or an `hentry` that also holds the article's body.
  static func isOwn(_ node: Int, body: [Range<Int>], in document: Document) -> Bool {
    guard document.tag(node) == .footer, let start = body.first?.lowerBound else { return false }
    let parent = document.parent(of: node)
    guard parent > 0, parent <= start, start < document.end(of: parent) else { return false }
    return document.tag(parent) == .article || document.value(.class, of: parent)?.contains("hentry") == true
  }
}
