import Markup

/// Decides block by block what of the post's part of the page the post says.
struct BodyFilter {
  let document: Document
  let scan: PageScan
  /// Names of the post's authors as data on the page tell them, in lower case.
  let authors: [[UInt8]]

  /// The blocks to keep, in document order.
  func kept(in ranges: [Range<Int>]) -> [Int] {
    var kept: [Int] = []
    for range in ranges {
      for index in scan.blocks(in: range) where isWorthKeeping(scan.blocks[index]) && !isTitle(scan.blocks[index]) {
        kept.append(index)
      }
    }
    return trimmed(withoutEmptyHeadings(kept))
  }

  /// The lead paragraphs between the title and the post's part of the page, which often stand outside of it.
  ///
  /// - Parameters:
  ///   - gap: the nodes between title and body.
  ///   - text: the body's words; a lead that is said again there is left out.
  func lead(in gap: Range<Int>, of text: RenderedText) -> [Int] {
    var lead: [Int] = []
    var said: [UInt8]?
    for index in scan.blocks(in: gap) where lead.count < BodyFilter.mostLeads {
      let block = scan.blocks[index]
      let isNamed = block.place.contains(.lead)
      // A standfirst may be marked up as a heading of the second rank.
      let isParagraph = block.place.contains(.paragraph) || block.place.contains(.heading) && block.words >= 18
      guard block.place.isDisjoint(with: [.topHeading, .item, .figure]),
        Int(block.words) >= (isNamed ? 6 : 15), isNamed || block.endsSentence && isParagraph,
        block.linkDensity < 0.4, isWorthKeeping(block)
      else { continue }
      var renderer = TextRenderer()
      renderer.append(Int(block.first)..<Int(block.end), of: document)
      let key = Words.key(renderer.finish().text)
      let words = said ?? Words.key(text.text)
      said = words
      if Words.contains(words, key) { continue }
      lead.append(index)
    }
    return lead
  }

  /// Most paragraphs of a lead.
  private static let mostLeads = 3

  private func isWorthKeeping(_ block: TextBlock) -> Bool {
    let place = block.place
    if !place.isDisjoint(with: [.junk, .caption]) { return false }
    if place.contains(.frame) && !place.contains(.quote) { return false }
    if place.contains(.quote) { return !isEmbeddedLink(block) }
    if place.contains(.credits) { return block.words > 25 && block.endsSentence }
    if place.contains(.teaser) { return block.words > 25 && block.linkDensity < 0.2 }
    if place.contains(.doubtful) { return block.words > 12 && block.linkDensity < 0.3 && block.endsSentence }
    if Boilerplate.holds(block, document) { return false }
    let density = block.linkDensity
    if density > 0.8 {
      // A sentence that is one link is said; a label that leads elsewhere is not.
      return block.place.contains(.paragraph) && block.words > 12 && block.endsSentence && !place.contains(.item)
    }
    if density > 0.5 && block.words < 12 && !block.endsSentence { return false }
    return block.words > 0
  }

  /// Whether a block quote holds a link and nothing else, as the card of an embedded post does.
  private func isEmbeddedLink(_ block: TextBlock) -> Bool {
    block.place.contains(.doubtful) && block.linkDensity > 0.9 && block.words < 25
  }

  /// Whether a block is the title, which the voice carries apart from its words.
  private func isTitle(_ block: TextBlock) -> Bool {
    guard let anchor = scan.anchor else { return false }
    return Int(block.first) >= anchor && Int(block.end) <= document.end(of: anchor)
  }

  /// Headings with nothing kept below them are no part of the text.
  private func withoutEmptyHeadings(_ kept: [Int]) -> [Int] {
    var result: [Int] = []
    for (position, index) in kept.enumerated() {
      let block = scan.blocks[index]
      if block.place.contains(.heading) {
        if block.place.contains(.topHeading) { continue }
        guard position + 1 < kept.count else { continue }
        let next = scan.blocks[kept[position + 1]]
        if next.place.contains(.heading), level(next) <= level(block) { continue }
      }
      result.append(index)
    }
    return result
  }

  private func level(_ block: TextBlock) -> Int {
    var node = Int(block.container)
    while node > 0 {
      let raw = Int(document.tag(node).rawValue)
      if raw >= Int(Tag.h1.rawValue), raw <= Int(Tag.h6.rawValue) { return raw - Int(Tag.h1.rawValue) + 1 }
      node = document.parent(of: node)
    }
    return 7
  }

  /// Cuts short leftovers before the first and behind the last sentence.
  private func trimmed(_ kept: [Int]) -> [Int] {
    func isStrong(_ index: Int) -> Bool {
      let block = scan.blocks[index]
      return block.words > 8 && block.linkDensity < 0.5 && (block.stops > 0 || block.words > 20)
    }
    guard let first = kept.firstIndex(where: isStrong), let last = kept.lastIndex(where: isStrong) else { return kept }
    var start = first
    while start > 0, mayLead(scan.blocks[kept[start - 1]]) { start -= 1 }
    var end = last + 1
    while end < kept.count, mayTrail(scan.blocks[kept[end]]) || opensList(kept, at: end) { end += 1 }
    return withoutPortrait(Array(kept[start..<end]))
  }

  /// Most words behind the beginning of an author's portrait that may belong to it.
  private static let longestPortrait = 80

  /// Cuts off what introduces the author behind the article: "Jane Doe is a writer in …".
  private func withoutPortrait(_ kept: [Int]) -> [Int] {
    guard !authors.isEmpty else { return kept }
    var behind = 0
    for position in kept.indices.dropFirst(2).reversed() {
      let block = scan.blocks[kept[position]]
      if block.words > 3, block.place.isDisjoint(with: [.heading, .quote]), opensWithAuthor(block) {
        return Array(kept[..<position])
      }
      behind += Int(block.words)
      if behind > BodyFilter.longestPortrait { break }
    }
    return kept
  }

  private func opensWithAuthor(_ block: TextBlock) -> Bool {
    var renderer = TextRenderer()
    renderer.append(Int(block.first)..<Int(block.end), of: document)
    let words = renderer.finish().bytes.prefix(80).map { $0 >= 0x41 && $0 <= 0x5a ? $0 | 0x20 : $0 }
    return authors.contains { name in
      words.count > name.count + 1 && words.starts(with: name)
        && (words[name.count] == 0x20 || words[name.count] == 0x2c)
    }
  }

  private func mayLead(_ block: TextBlock) -> Bool {
    block.endsSentence || !block.place.isDisjoint(with: [.heading, .quote])
      || block.place.contains(.paragraph) && block.linkDensity < 0.3
  }

  /// Whether a heading stands right above a list.
  private func opensList(_ kept: [Int], at position: Int) -> Bool {
    scan.blocks[kept[position]].place.contains(.heading) && position + 1 < kept.count
      && scan.blocks[kept[position + 1]].place.contains(.item)
  }

  private func mayTrail(_ block: TextBlock) -> Bool {
    block.endsSentence || !block.place.isDisjoint(with: [.item, .quote, .cell, .definition, .preformatted])
      || block.place.contains(.paragraph) && block.linkDensity < 0.3
  }
}
