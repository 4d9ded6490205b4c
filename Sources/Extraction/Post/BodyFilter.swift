import Markup
import Model

/// Decides block by block what of the post's part of the page the post says.
struct BodyFilter {
  let document: Document
  let scan: PageScan
  /// Names of the post's authors as data on the page tell them, in lower case.
  let authors: [[UInt8]]
  /// The hosts that the page says it is of.
  let hosts: [String]

  /// The blocks to keep, in document order.
  ///
  /// - Parameter others: ranges of nodes in which others speak, sorted and apart.
  func kept(in ranges: [Range<Int>], without others: [Range<Int>]) -> [Int] {
    var kept: [Int] = []
    var next = 0
    func isOthers(_ index: Int) -> Bool {
      let node = Int(scan.blocks[index].first)
      while next < others.count, others[next].upperBound <= node { next += 1 }
      return next < others.count && others[next].contains(node)
    }
    for range in ranges {
      for index in scan.blocks(in: range)
      where !isOthers(index) && isWorthKeeping(scan.blocks[index]) && !isTitle(scan.blocks[index]) {
        kept.append(index)
      }
    }
    return withoutCredits(trimmed(withoutEmptyHeadings(kept)))
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
      // A sentence in the title's own header stands below it, however short it is.
      let isBelow = block.endsSentence && standsInHeader(block)
      let isParagraph = block.place.contains(.paragraph) || block.place.contains(.heading) && block.words >= 18
      guard block.place.isDisjoint(with: [.topHeading, .item, .figure]),
        Int(block.words) >= (isNamed ? 6 : isBelow ? 8 : 15), isNamed || isBelow || block.endsSentence && isParagraph,
        block.linkDensity < 0.4,
        isWorthKeeping(block) || isBelow && block.place.isDisjoint(with: [.junk, .credits, .caption])
      else { continue }
      let wording = wording(of: block)
      if CreditLine(wording, authors: authors) != nil { continue }
      let key = Words.key(wording)
      let words = said ?? Words.key(text.text)
      said = words
      if Words.contains(words, key) { continue }
      lead.append(index)
    }
    return lead
  }

  /// Whether a block stands in the `header` element of the title.
  private func standsInHeader(_ block: TextBlock) -> Bool {
    guard let anchor = scan.anchor else { return false }
    var node = Int(block.container)
    while node > 0, document.tag(node) != .header, document.tag(node) != .hgroup { node = document.parent(of: node) }
    return node > 0 && node < anchor && anchor < document.end(of: node)
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
    // Whether a heading belongs to the post is told by what stands below it.
    if place.contains(.heading), !place.contains(.figure), place.contains(.doubtful) || block.linkDensity > 0.5 {
      return !Boilerplate.holds(block, document)
    }
    if place.contains(.doubtful) {
      return block.words > 12 && block.linkDensity < 0.3 && block.endsSentence && !Boilerplate.holds(block, document)
    }
    if Boilerplate.holds(block, document) { return false }
    let density = block.linkDensity
    if density > 0.5, place.contains(.item), standsAmongSentences(block) { return true }
    if density > 0.8 {
      // A sentence that is one link is said; a label that leads elsewhere is not.
      return block.place.contains(.paragraph) && block.words > 12 && block.endsSentence && !place.contains(.item)
    }
    if density > 0.5 && block.words < 12 && !block.endsSentence { return false }
    return block.words > 0
  }

  /// Words that a promise of another post does not reach below its heading.
  private static let longestTeaser: Int32 = 60

  /// The words that are kept between a heading and the next.
  private func words(below heading: Int, of kept: [Int]) -> Int32 {
    var words: Int32 = 0
    for index in kept[(heading + 1)...] {
      if scan.blocks[index].place.contains(.heading) { break }
      words += scan.blocks[index].words
    }
    return words
  }

  /// Whether the links of a heading lead to a place on the page or to other sites, as those of a list of works do; what
  /// leads to another page of the site promises another post.
  private func leadsAway(_ block: TextBlock) -> Bool {
    for node in Int(block.first)..<Int(block.end) where document.isText(node) {
      var link = document.parent(of: node)
      while link > 0, document.tag(link) != .a, !document.tag(link).isHeading { link = document.parent(of: link) }
      if link > 0, !document.tag(link).isHeading { return leadsAway(link: link) }
    }
    return false
  }

  private func leadsAway(link: Int) -> Bool {
    guard let href = document.value(.href, of: link) else { return true }
    if href.hasPrefix("#") { return true }
    guard let address = Address(href) else { return false }
    return hosts.allSatisfy { !address.host.hasSuffix($0) && !$0.hasSuffix(address.host) }
  }

  /// Whether an item of links stands in a list whose other items are the author's words.
  private func standsAmongSentences(_ block: TextBlock) -> Bool {
    var list = Int(block.container)
    guard document.tag(list) == .li || document.tag(document.parent(of: list)) == .li else { return false }
    while list > 0, document.tag(list) != .ul, document.tag(list) != .ol { list = document.parent(of: list) }
    guard list > 0 else { return false }
    let items = scan.blocks(in: list..<document.end(of: list))
    guard items.count <= BodyFilter.longestList else { return false }
    var words = 0
    var linked = 0
    for index in items where scan.blocks[index].place.contains(.item) {
      words += Int(scan.blocks[index].words)
      linked += Int(scan.blocks[index].linkWords)
    }
    return words - linked >= BodyFilter.listOfSentences && linked < words - linked
  }

  /// Words outside links that make a list one of the author's words.
  private static let listOfSentences = 20
  /// Longer lists are not looked through for each of their items.
  private static let longestList = 300

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
    var isSaid = false
    for (position, index) in kept.enumerated() {
      let block = scan.blocks[index]
      if isSentence(block) { isSaid = true }
      if block.place.contains(.heading) {
        // Headings of the first rank are the page's or site's name, unless they stand between the post's paragraphs.
        if block.place.contains(.topHeading), !isSaid || !mayStandWithin(block) { continue }
        guard position + 1 < kept.count else { continue }
        let next = scan.blocks[kept[position + 1]]
        if next.place.contains(.heading), level(next) <= level(block) { continue }
        let isDoubtful = block.place.contains(.doubtful) || block.linkDensity > 0.5
        if isDoubtful, next.place.contains(.heading) || !areNeighbours(block, next) { continue }
        if block.linkDensity > 0.5 {
          if block.words < 2 || !leadsAway(block) && words(below: position, of: kept) < BodyFilter.longestTeaser {
            continue
          }
        }
      }
      result.append(index)
    }
    return result
  }

  /// Whether a heading of the first rank may name a part of the post, and no other post and no picture.
  private func mayStandWithin(_ heading: TextBlock) -> Bool {
    heading.words <= BodyFilter.longestHeading && !scan.hints[Int(heading.container)].contains(.title)
  }

  /// Most words of a heading of the first rank between paragraphs.
  private static let longestHeading = 20

  private func isSentence(_ block: TextBlock) -> Bool {
    block.words > 8 && block.endsSentence && block.place.isDisjoint(with: [.heading])
  }

  /// Whether two blocks stand in one element, each in a child of its own.
  private func areNeighbours(_ first: TextBlock, _ second: TextBlock) -> Bool {
    let parent = document.parent(of: Int(first.container))
    var other = Int(second.container)
    while other > 0, document.parent(of: other) > parent { other = document.parent(of: other) }
    return parent > 0 && document.parent(of: other) == parent && document.tag(parent) != .li
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

  /// Cuts lines that say no more than who wrote and when: at both ends of the post any, between its paragraphs those with
  /// an age ("21 mins ago Jane Doe"), which no author writes.
  private func withoutCredits(_ kept: [Int]) -> [Int] {
    guard let first = kept.firstIndex(where: { isSentence(scan.blocks[$0]) }),
      let last = kept.lastIndex(where: { isSentence(scan.blocks[$0]) })
    else { return kept }
    var result: [Int] = []
    for (position, index) in kept.enumerated() {
      let block = scan.blocks[index]
      let isEdge = position < first || position > last && !block.place.contains(.item)
      if block.words <= CreditLine.longest, !block.endsSentence, isEdge || block.holdsDigit(in: document),
        block.place.isDisjoint(with: [.heading, .quote, .cell, .definition, .preformatted]),
        let line = CreditLine(wording(of: block), authors: authors), line.isAged || isEdge
      {
        continue
      }
      result.append(index)
    }
    return result
  }

  private func wording(of block: TextBlock) -> String {
    var renderer = TextRenderer()
    renderer.append(Int(block.first)..<Int(block.end), of: document)
    return renderer.finish().text
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
    let words = wording(of: block).utf8.prefix(80).map { $0 >= 0x41 && $0 <= 0x5a ? $0 | 0x20 : $0 }
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
