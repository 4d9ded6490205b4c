import Markup

/// Finds the part of a page that holds the post's words.
///
/// Every block of text speaks for or against its surroundings (`TextBlock.weight`). The element whose blocks add up to
/// most is where the article is; an element that is named as an article's body and holds a good share of that is
/// believed before it.
struct BodyFinder {
  let document: Document
  let scan: PageScan

  /// A named body is believed when it holds this share of the weightiest element's words.
  private static let namedShare = 0.6
  /// The same for an `article` element or one named as an article.
  private static let articleShare = 0.6

  /// The ranges of nodes that hold the post, in document order; empty where the page has none.
  func body() -> [Range<Int>] {
    guard let best = weightiest() else { return belowTitle().map { [$0] } ?? [] }
    let bestWeight = weight(best)
    // Beside a short post anything may weigh more; what stands below its title is the post.
    if let anchor = scan.anchor, bestWeight < BodyFinder.shortPost, !best.contains(anchor), !belongs(best, to: anchor),
      let post = belowTitle(), !post.overlaps(best)
    {
      return [post]
    }
    if let bodies = namedBodies(atLeast: bestWeight * BodyFinder.namedShare) { return bodies }
    return [best]
  }

  /// Weight in words below which a part of the page may be a sidebar that outweighs a short post.
  private static let shortPost = 150.0
  /// Words that make what stands below a title a post.
  private static let fewestWords = 3

  /// The smallest element around the title with words below it, or the body named as such inside it.
  private func belowTitle() -> Range<Int>? {
    guard let anchor = scan.anchor else { return nil }
    var node = document.parent(of: anchor)
    let start = document.end(of: anchor)
    while node > 0, document.tag(node) != .body, document.tag(node) != .html {
      let below = start..<max(start, document.end(of: node))
      var words = 0
      for index in scan.blocks(in: below) {
        let block = scan.blocks[index]
        if block.place.isDisjoint(with: [.junk, .frame, .credits, .caption, .heading]) {
          words += Int(block.words - block.linkWords)
        }
      }
      if words >= BodyFinder.fewestWords {
        for index in scan.named where below.contains(Int(index)) && scan.hints[Int(index)].contains(.body) {
          let range = Int(index)..<document.end(of: Int(index))
          if scan.words(in: range) * 2 >= words { return range }
        }
        return below
      }
      node = document.parent(of: node)
    }
    return nil
  }

  /// Whether a part of the page stands below a title in one article with it.
  private func belongs(_ part: Range<Int>, to title: Int) -> Bool {
    guard part.lowerBound > title else { return false }
    if scan.hints[part.lowerBound].contains(.body) { return true }
    var node = document.parent(of: title)
    while node > 0, document.tag(node) != .body, document.tag(node) != .html {
      if document.end(of: node) >= part.upperBound {
        return document.tag(node) == .article || document.tag(node) == .main
          || !scan.hints[node].isDisjoint(with: [.article, .body])
      }
      node = document.parent(of: node)
    }
    return false
  }

  private func weight(_ range: Range<Int>) -> Double { scan.weight(of: range) }

  /// The element with the greatest sum of weights; the innermost of equals.
  private func weightiest() -> Range<Int>? {
    var best: Range<Int>?
    var bestWeight = 0.0
    for node in 0..<document.count {
      let record = document.nodes[node]
      if record.tag == .text || BodyFinder.isTooSmall(record.tag) { continue }
      let range = node..<Int(record.end)
      var value = weight(range)
      if value <= 0 { continue }
      if scan.hints[node].contains(.body) { value *= 1.2 } else if record.tag == .article { value *= 1.1 }
      if value >= bestWeight {
        best = range
        bestWeight = value
      }
    }
    return best
  }

  /// Whether elements of a tag hold one paragraph or less.
  private static func isTooSmall(_ tag: Tag) -> Bool {
    tag.textKind == .inline || tag == .p || tag.isHeading || tag == .li || tag == .pre || tag == .figcaption
  }

  /// The elements named as bodies that belong together, if they hold enough.
  private func namedBodies(atLeast least: Double) -> [Range<Int>]? {
    var best: Range<Int>?
    var bestWeight = 0.0
    for index in scan.named where scan.hints[Int(index)].contains(.body) {
      let node = Int(index)
      let tag = document.tag(node)
      if tag == .body || tag == .html || tag.textKind == .inline { continue }
      let range = node..<document.end(of: node)
      let value = weight(range)
      if value >= bestWeight, value > 0 {
        best = range
        bestWeight = value
      }
    }
    guard let best, bestWeight >= least else { return nil }
    // The body may be cut into parts of the same name with other things between them.
    let parent = document.parent(of: best.lowerBound)
    guard parent >= 0 else { return [best] }
    var parts: [Range<Int>] = []
    var child = parent + 1
    let end = document.end(of: parent)
    while child < end {
      let next = document.end(of: child)
      let range = child..<next
      if range == best {
        parts.append(range)
      } else if !document.isText(child), scan.hints[child].contains(.body), weight(range) > 0 {
        parts.append(range)
      }
      child = next
    }
    return parts
  }
}
