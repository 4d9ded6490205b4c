import Markup

/// Finds what a post is filed under: tags and categories, as shown.
enum TagFinder {
  /// The tags without doubles: `rel=tag` links first, then `article:tag` and keywords.
  static func tags(_ document: Document, _ facts: PageFacts) -> [String] {
    var tags: [String] = []
    var keys: Set<[UInt8]> = []
    func add(_ text: String) {
      let tag = Words.folded(text)
      let key = Words.key(tag)
      if key.isEmpty || tag.utf8.count > 60 || tags.count >= 40 || !keys.insert(key).inserted { return }
      tags.append(tag)
    }
    for node in facts.relations {
      guard let relation = document.valueRange(.relation, of: node) else { continue }
      if document.holdsWord("tag", in: relation) { add(document.rawText(of: node)) }
    }
    for meta in facts.metas where meta.key == "article:tag" { add(meta.value) }
    if tags.isEmpty {
      let lists =
        facts.linkedData.keywords
        + facts.metas.filter { $0.key == "keywords" || $0.key == "news_keywords" }.map(\.value)
      for list in lists { for part in list.utf8.split(separator: 0x2c) { add(String(part) ?? "") } }
    }
    return tags
  }
}
