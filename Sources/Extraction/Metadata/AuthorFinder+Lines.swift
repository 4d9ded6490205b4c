import Markup

/// Authors that short lines around the article name.
extension AuthorFinder {
  /// "By Jane Doe" in a short block beside the title or at either end of the article.
  func bylines() -> [String] {
    var best: [String] = []
    var bestDistance = AuthorFinder.farthestByline
    for block in scan.blocks where block.words >= 2 && block.words <= 14 {
      let distance = distance(of: block)
      guard distance < bestDistance else { continue }
      guard let (text, opening) = Bylines.piece(of: wording(of: block)) else { continue }
      // "Publicado por: gcastillo" says outright that what follows is a name; "by far" does not.
      let names = cleaned([text]).filter {
        $0.unicodeScalars.first?.properties.isUppercase == true
          || opening >= AuthorFinder.outright && Words.count($0) == 1
      }
      if names.isEmpty { continue }
      best = names
      bestDistance = distance
    }
    return best
  }

  /// "Jörg Bäumler, November 8, 2011" in such a block.
  func signed() -> [String] {
    var best: [String] = []
    var bestDistance = AuthorFinder.farthestByline
    for block in scan.blocks where block.words >= 4 && block.words <= 10 {
      let distance = distance(of: block)
      guard distance < bestDistance, let name = Bylines.signed(wording(of: block)) else { continue }
      best = [name]
      bestDistance = distance
    }
    return best
  }

  /// The name with which the article ends, all in bold or at the right.
  func signature() -> [String] {
    guard let range = body.last,
      let last = scan.blocks(in: range).last(where: {
        scan.blocks[$0].place.isDisjoint(with: [.junk, .frame, .caption])
      })
    else { return [] }
    let block = scan.blocks[last]
    guard block.words >= 2, block.words <= 4, block.linkWords == 0, block.place.isDisjoint(with: [.heading, .item])
    else { return [] }
    let style =
      document.value(.style, of: Int(block.container)) ?? ""
    guard block.strongCharacters == block.characters || style.contains("right") else { return [] }
    let name = wording(of: block)
    return Bylines.isFullName(name) ? [name] : []
  }

  /// Names in such blocks that lead to a page about their author: `/author/x`, `/staff/jane-doe`.
  func linkedPages() -> [String] {
    var best: [String] = []
    var bestDistance = AuthorFinder.farthestByline
    var last = 0
    for block in scan.blocks where block.linkWords > 0 && block.words <= 14 {
      let distance = distance(of: block)
      guard distance < bestDistance || !best.isEmpty && Int(block.first) - last < AuthorFinder.nextName else {
        continue
      }
      for node in Int(block.first)..<Int(block.end) where document.isText(node) {
        guard let name = authorLinked(at: node), !isAway(node) else { continue }
        if Int(block.first) - last >= AuthorFinder.nextName {
          best = []
          bestDistance = distance
        }
        last = node
        best.append(name)
      }
    }
    return best
  }

  /// The name in a text node that is a link to an author's page.
  private func authorLinked(at node: Int) -> String? {
    var link = document.parent(of: node)
    for _ in 0..<3 where link > 0 && document.tag(link) != .a { link = document.parent(of: link) }
    guard link > 0, document.tag(link) == .a, let range = document.valueRange(.href, of: link) else { return nil }
    let href = document.pool.span.extracting(range)
    let isSure = AuthorFinder.authorPages.occurs(in: href)
    guard isSure || AuthorFinder.peoplesPages.occurs(in: href) else { return nil }
    let name = shown(link)
    guard Bylines.names(in: name).count == 1 else { return nil }
    let slug = AuthorFinder.slug(of: href)
    let key = Words.key(name)
    let isCalledSo = slug.count >= 4 && (Words.contains(key, slug) || Words.contains(slug, key))
    return isCalledSo || isSure && Bylines.isFullName(name) ? name : nil
  }

  /// The letters of the last part of a path.
  private static func slug(of href: Span<UInt8>) -> [UInt8] {
    var end = href.count
    for place in href.indices where href[place] == 0x3f || href[place] == 0x23 {
      end = place
      break
    }
    while end > 0, href[end - 1] == 0x2f { end -= 1 }
    var start = end
    while start > 0, href[start - 1] != 0x2f { start -= 1 }
    var stop = end
    if end - start > 5, href.extracting(end - 5..<end).begins(with: ".html") { stop = end - 5 }
    return Words.key(href.text(start..<stop))
  }

  /// How far a block is from the title or an end of the article.
  private func distance(of block: TextBlock) -> Int {
    let node = Int(block.first)
    var distance = scan.anchor.map { abs(node - $0) } ?? Int.max
    if let start = body.first?.lowerBound {
      distance = min(distance, node >= start ? (node - start) * 4 : start - node)
    }
    if let end = body.last?.upperBound, node >= end - 12 { distance = min(distance, 40 + abs(node - end) * 2) }
    return distance
  }

  private func wording(of block: TextBlock) -> String {
    var renderer = TextRenderer()
    renderer.append(Int(block.first)..<Int(block.end), of: document)
    return Words.folded(renderer.finish().text)
  }

  /// Parts of addresses of pages about authors.
  private static let authorPages = WordIndex([
    "/author/", "/authors/", "/autor/", "/autoren/", "/autores/", "/auteur/", "/auteurs/", "/autore/", "/autori/",
    "/writer/",
    "/writers/", "/staff/", "/editors/", "/journalist", "/columnist", "/reporter", "/contributor", "/newsteam/",
    "/redakteur",
    "/signataire",
  ])
  /// Parts of addresses of pages about people of any kind.
  private static let peoplesPages = WordIndex([
    "/people/", "/person/", "/profile/", "/profiles/", "/profil/", "/user/", "/users/", "/by/", "/bio/", "/team/",
    "/redaktion/", "/member/", "/members/",
  ])

  /// Most nodes between the names of two authors of one article.
  private static let nextName = 16
  /// Bylines that begin with so many bytes may name a login.
  private static let outright = 9
  /// Most nodes between a byline and the title or an end of the article.
  private static let farthestByline = 160
}
