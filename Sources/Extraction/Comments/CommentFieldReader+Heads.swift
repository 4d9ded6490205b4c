import Markup

/// The row at the head of a comment in a table, which holds title, byline and links, and none of the words.
///
/// PHP-Nuke and Slash wrote `<tr><td><b>Re: Fox hunt</b> (Score:1)<br>by <a>ann</a> on 12.05.2004<br>(<a>User info</a>)</td></tr>`
/// and the words into the next row.
extension CommentFieldReader {
  /// A cell with more bytes of words holds somebody's.
  private static let longestHead = 300
  /// Bytes beside the links behind a byline: brackets, bars.
  private static let besideLinks = 8

  /// The cell around a byline, with the title that it begins with; `nil` where it may hold words.
  func head(around byline: Int, _ item: CommentItem, body: Int?) -> (cell: Int, title: Int)? {
    guard body == nil else { return nil }
    var cell = document.parent(of: byline)
    while cell > item.start, document.tag(cell) != .td, document.tag(cell) != .th { cell = document.parent(of: cell) }
    guard cell > item.start,
      document.weight(of: cell..<document.end(of: cell), upTo: CommentFieldReader.longestHead)
        < CommentFieldReader.longestHead, isFollowedByWords(cell, item)
    else { return nil }
    guard
      let title = document.children(of: cell).first(where: {
        document.weight(of: $0..<document.end(of: $0), upTo: 1) > 0
      }), title < byline, isTitle(title), !(title..<document.end(of: title)).contains(byline)
    else { return nil }
    return isLinksOnly(behind: byline, in: cell) ? (cell, title) : nil
  }

  private func isTitle(_ node: Int) -> Bool {
    switch document.tag(node) {
    case .b, .strong, .a, .font, .h3, .h4, .h5, .h6: true
    default: false
    }
  }

  /// Whether a row behind that of a cell holds more than labels.
  private func isFollowedByWords(_ cell: Int, _ item: CommentItem) -> Bool {
    var row = document.nextSibling(of: document.parent(of: cell))
    while let current = row, current < item.end {
      let range = current..<document.end(of: current)
      if document.weight(of: range, upTo: 2) > 1 {
        return !InterfaceWords.isControl(document.line(of: range, limit: 120).span)
      }
      row = document.nextSibling(of: current)
    }
    return false
  }

  /// Whether nothing but links stands in a cell behind the line of a byline.
  private func isLinksOnly(behind byline: Int, in cell: Int) -> Bool {
    var node = byline
    while node < document.end(of: cell), document.tag(node) != .br { node += 1 }
    var rest = 0
    while node < document.end(of: cell) {
      if document.tag(node) == .a {
        node = document.end(of: node)
        continue
      }
      if document.isText(node) { rest += document.weight(of: node..<node + 1) }
      node += 1
    }
    return rest <= CommentFieldReader.besideLinks
  }
}
