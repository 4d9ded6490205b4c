import Markup

/// The rule that says which part of a page belongs to its comments.
enum CommentRegions {
  /// Ranges of nodes around items and areas, sorted and apart.
  static func regions(of items: [CommentItem], areas: [Int], in document: Document) -> [Range<Int>] {
    var ranges: [Range<Int>] = []
    for item in items { ranges.append(contentsOf: item.ranges) }
    for area in areas { ranges.append(area..<document.end(of: area)) }
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
}
