import Markup

/// Finds the heading above the post: the one that says what the page calls itself.
///
/// It tells a short post from a long sidebar, so it is looked for before the post's words are.
enum TitleAnchor {
  /// Share of the longer text that a heading and the page's name must have in common.
  private static let leastAgreement = 0.4

  /// The heading; `nil` where none agrees with the page's name.
  ///
  /// - Parameter siteKeys: names of the site, which are no titles of posts.
  static func node(_ document: Document, _ facts: PageFacts, siteKeys: [[UInt8]]) -> Int? {
    var names = [Words.key(facts.title ?? ""), Words.key(facts.value("og:title") ?? "")]
    names.append(Words.key(facts.linkedData.headline ?? ""))
    var best: Int?
    var bestAgreement = leastAgreement
    for node in facts.headings.prefix(80) where document.end(of: node) - node < 40 {
      let key = Words.key(document.rawText(of: node))
      guard key.count >= 3, !siteKeys.contains(key) else { continue }
      let agreement = names.reduce(0.0) { max($0, key == $1 ? 1 : TitleFinder.agreement(key, $1)) }
      if agreement > bestAgreement {
        best = node
        bestAgreement = agreement
      }
    }
    return best
  }
}
