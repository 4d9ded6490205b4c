import Markup

/// The rule that says which part of a page belongs to its comments.
enum CommentRegions {
  /// Ranges of nodes around items and areas, sorted and apart.
  static func regions(of items: [CommentItem], drafts: [CommentDraft], areas: [Int], in document: Document) -> [Range<
    Int
  >] {
    var ranges: [Range<Int>] = []
    for index in items.indices { ranges.append(contentsOf: items[index].ranges) }
    for index in drafts.indices where !drafts[index].nodes.isEmpty { ranges.append(drafts[index].nodes) }
    for area in areas where isOnlyComments(area, in: document) { ranges.append(area..<document.end(of: area)) }
    ranges.sort { $0.lowerBound < $1.lowerBound }
    var merged: [Range<Int>] = []
    for range in ranges {
      if let last = merged.last, range.lowerBound <= last.upperBound {
        merged[merged.count - 1] = last.lowerBound..<max(last.upperBound, range.upperBound)
      } else {
        merged.append(range)
      }
    }
    return merged
  }

  /// Whether an element with a name of comments holds nothing else; some themes name the whole page so.
  private static func isOnlyComments(_ area: Int, in document: Document) -> Bool {
    switch document.tag(area) {
    case .html, .body, .main, .article: return false
    default: break
    }
    for node in area..<document.end(of: area) where document.tag(node) == .h1 { return false }
    return !document.hasClass("hentry", area) && !document.hasClass("post", area)
      && !document.hasClass("type-post", area)
  }
}
