import Markup

/// One pass over a page: its blocks of text, and what is known about every element from names and places.
struct PageScan {
  /// The blocks in document order.
  var blocks: [TextBlock] = []
  /// The heading above the post, where it is known.
  let anchor: Int?
  /// Hints of each element from its names; empty for text.
  var hints: [PartHints] = []
  /// Bytes of text in paragraphs that are not shown.
  var hiddenBytes = 0
  /// The elements with names that say something, in document order.
  var named: [Int32] = []
  /// For each node, how many blocks begin before it; one entry more than nodes, so that ranges of nodes map to blocks.
  var blockIndex: [Int32] = []
  /// Sum of the blocks' weights before each block; one entry more than blocks.
  var weights: [Double] = []
  /// Sum of words outside links before each block, as `weights`.
  var plainWords: [Int32] = []

  /// The blocks that begin in a range of nodes.
  @inline(__always) func blocks(in nodes: Range<Int>) -> Range<Int> {
    Int(blockIndex[nodes.lowerBound])..<Int(blockIndex[nodes.upperBound])
  }

  /// The sum of the weights of the blocks in a subtree.
  @inline(__always) func weight(of nodes: Range<Int>) -> Double {
    weights[Int(blockIndex[nodes.upperBound])] - weights[Int(blockIndex[nodes.lowerBound])]
  }

  /// The words outside links in a subtree.
  @inline(__always) func words(in nodes: Range<Int>) -> Int {
    Int(plainWords[Int(blockIndex[nodes.upperBound])] - plainWords[Int(blockIndex[nodes.lowerBound])])
  }

  /// Scans a page.
  ///
  /// - Parameters:
  ///   - pruned: ranges of nodes to leave out, such as the comments; sorted and apart.
  ///   - anchor: the heading above the post, where it is known.
  ///   - includesHidden: whether what is not shown until something happens is read too.
  /// - Complexity: O(nodes + bytes of text and of class and id names).
  init(_ document: Document, pruned: [Range<Int>], anchor: Int? = nil, includesHidden: Bool = false) {
    self.anchor = anchor
    var scanner = PageScanner(document)
    scanner.includesHidden = includesHidden
    scanner.scan(pruned: pruned)
    blocks = scanner.blocks
    hints = scanner.hints
    named = scanner.named
    hiddenBytes = scanner.hiddenBytes
    blockIndex = scanner.blockIndex
    sum()
    mark(document)
    sum()
  }

  /// Carries the verdicts of names and tags over to the blocks below, except where one would throw the article away.
  ///
  /// Bylines, captions and teasers are small: an element so named that holds more is something else. What is named as
  /// junk may be large, but not the larger part of the page's sentences.
  private mutating func mark(_ document: Document) {
    let prose = self.prose()
    let all = 0..<document.count
    var total = prose[prose.count - 1]
    for index in named where hints[Int(index)].contains(.consent) {
      let node = Int(index)
      let tag = document.tag(node)
      if tag == .body || tag == .html || tag == .article || tag == .main
        || !hints[node].isDisjoint(with: [.body, .article])
        || document.end(of: node) - node > all.count / 2
      {
        continue
      }
      for block in blocks(in: node..<document.end(of: node)) where !blocks[block].place.contains(.junk) {
        blocks[block].place.insert(.junk)
        total -= prose[block + 1] - prose[block]
      }
    }
    var names = FamilyNames(count: document.names.count)
    let families = self.families(document, prose, &names)
    for index in named {
      let node = Int(index)
      let own = hints[node]
      let tag = document.tag(node)
      if tag == .body || tag == .html { continue }
      var small: TextBlock.Place = []
      var large: TextBlock.Place = []
      if tag == .aside || tag == .footer || tag == .nav || tag == .form && own.isEmpty { large.insert(.frame) }
      if !own.contains(.body) {
        if !own.isDisjoint(with: [.junk, .comments, .hidden]) { large.insert(.junk) }
        if own.contains(.credits) { small.insert(.credits) }
        if own.contains(.caption) { small.insert(.caption) }
        if own.contains(.teaser), !own.contains(.lead) { small.insert(.teaser) }
        if own.contains(.doubtful) { small.insert(.doubtful) }
        if own.contains(.lead) { small.insert(.lead) }
      }
      if tag == .main || tag == .article && own.contains(.article) { large.remove(.junk) }
      if large.isEmpty && small.isEmpty { continue }
      let range = node..<document.end(of: node)
      let inside = blocks(in: range)
      let held = prose[inside.upperBound] - prose[inside.lowerBound]
      let family = max(held, families[names.family(node, document)] ?? 0)
      var place: TextBlock.Place = []
      if held < PageScan.smallLimit, Double(family) < Double(total) * PageScan.familyShare { place.formUnion(small) }
      var limit = PageScan.largeShare
      if own.contains(.comments), let anchor, anchor < node { limit = PageScan.commentShare }
      if tag == .nav || Double(family) < Double(total) * limit { place.formUnion(large) }
      // A column beside the article stays one however much it holds, when the title stands elsewhere.
      if let anchor, !range.contains(anchor), !large.isEmpty, own.contains(.side) || tag == .aside || tag == .footer {
        place.formUnion(large)
      }
      if place.isEmpty { continue }
      for block in inside where Int(blocks[block].end) <= range.upperBound { blocks[block].place.formUnion(place) }
    }
  }

  /// Words in sentences by the names of the elements that hold them: parts of one article often share a name.
  private func families(_ document: Document, _ prose: [Int], _ names: inout FamilyNames) -> [UInt64: Int] {
    var families: [UInt64: Int] = [:]
    var outer: [UInt64: Int] = [:]
    for index in named {
      let node = Int(index)
      if hints[node].isDisjoint(with: [.junk, .comments, .hidden, .credits, .caption, .teaser, .doubtful]) { continue }
      let inside = blocks(in: node..<document.end(of: node))
      let held = prose[inside.upperBound] - prose[inside.lowerBound]
      let key = names.family(node, document)
      // What lies inside another of the family is counted with it.
      if held == 0 || node < outer[key] ?? 0 { continue }
      outer[key] = document.end(of: node)
      families[key, default: 0] += held
    }
    return families
  }

  /// The same scan with the verdicts of names forgotten, for pages whose names mislead.
  ///
  /// - Parameter keepsColumns: whether columns beside the article stay what they are where the title stands outside.
  func withoutNames(_ document: Document, keepsColumns: Bool) -> PageScan {
    var scan = self
    for index in scan.blocks.indices {
      scan.blocks[index].place.subtract([.junk, .credits, .caption, .teaser, .doubtful])
    }
    for index in scan.named where scan.hints[Int(index)].contains(.consent) { scan.hints[Int(index)] = [.consent] }
    if let anchor, keepsColumns {
      for index in scan.named where scan.hints[Int(index)].contains(.side) {
        let range = Int(index)..<document.end(of: Int(index))
        if range.contains(anchor) || document.tag(range.lowerBound) == .body { continue }
        for block in scan.blocks(in: range) { scan.blocks[block].place.insert(.junk) }
      }
    }
    scan.sum()
    return scan
  }

  /// Words in sentences before each block: what could be an article's, whatever names say.
  private func prose() -> [Int] {
    var sums = [0]
    sums.reserveCapacity(blocks.count + 1)
    for block in blocks {
      let counts =
        block.words >= 10 && block.stops + block.commas > 0 && block.linkDensity < 0.4
        && !block.place.contains(.heading)
      sums.append(sums[sums.count - 1] + (counts ? Int(block.words) : 0))
    }
    return sums
  }

  /// Words in sentences that a byline, caption or teaser does not reach.
  private static let smallLimit = 90
  /// The share of the page's sentences that all bylines, captions or teasers of one name do not reach together.
  private static let familyShare = 0.5
  /// The share of the page's sentences that sharing tools, related posts and sidebars do not reach.
  private static let largeShare = 0.35

  /// The same for what is named after comments below a title: the rules and the form beside them may outweigh a short post.
  private static let commentShare = 0.6

  /// Sums words and weights again after blocks have been changed.
  mutating func sum() {
    weights = [Double](repeating: 0, count: blocks.count + 1)
    plainWords = [Int32](repeating: 0, count: blocks.count + 1)
    for index in blocks.indices {
      weights[index + 1] = weights[index] + blocks[index].weight
      plainWords[index + 1] = plainWords[index] + max(0, blocks[index].words - blocks[index].linkWords)
    }
  }
}

/// The hashes of classes without their numbers, each made once.
private struct FamilyNames {
  private var known: [UInt64]

  init(count: Int) { known = [UInt64](repeating: 0, count: count) }

  /// What elements of one tag and one class, numbers aside, have in common.
  mutating func family(_ node: Int, _ document: Document) -> UInt64 {
    let tag = UInt64(document.tag(node).rawValue) &* 0x9e37_79b9_7f4a_7c15
    let record = document.nodes[node]
    for index in Int(record.first)..<Int(record.first) + Int(record.attributeCount) {
      let attribute = document.attributes[index]
      guard attribute.name == .class else { continue }
      let number = Int(attribute.number)
      if number > 0, number < known.count, known[number] != 0 { return known[number] ^ tag }
      let range = Int(attribute.start)..<Int(attribute.start) + Int(attribute.length)
      var hash: UInt64 = 0xcbf2_9ce4_8422_2325
      // Numbers tell the members of a family apart, not the families.
      for byte in document.pool[range] where byte < 0x30 || byte > 0x39 {
        hash = (hash ^ UInt64(byte)) &* 0x0000_0100_0000_01b3
      }
      if number > 0, number < known.count { known[number] = hash }
      return hash ^ tag
    }
    return 0xcbf2_9ce4_8422_2325 ^ tag
  }
}
