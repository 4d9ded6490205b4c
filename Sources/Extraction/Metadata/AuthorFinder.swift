import Markup

/// Finds who wrote the post.
struct AuthorFinder {
  let document: Document
  let facts: PageFacts
  let scan: PageScan
  let body: [Range<Int>]
  let siteKeys: [[UInt8]]
  /// Nodes of the comments, whose authors are not the post's.
  var comments: [Range<Int>] = []

  private static let metaNames = [
    "author", "article:author", "parsely-author", "sailthru.author", "dc.creator", "dcterms.creator", "byl",
    "og:author",
    "article:author_name", "citation_author", "authors", "dc.creator.name", "dc:creator", "author_name", "book:author",
    "cxenseparse:author", "og:article:author", "twitter:data1",
  ]

  private static let allMetaNames = Set(metaNames)

  /// All answers, each with all its names, the most believed first.
  func candidates() -> [Candidate<[String]>] {
    var found: [Candidate<[String]>] = []
    func add(_ texts: [String], _ source: String, _ weight: Double, _ reason: String = "") {
      let names = cleaned(texts)
      guard !names.isEmpty else { return }
      var weight = weight
      if names.allSatisfy({ siteKeys.contains(Words.key($0)) }) { weight -= 45 }
      if names.allSatisfy({ Words.count($0) == 1 }) { weight -= 20 }
      if names.allSatisfy({ Bylines.isOrganisation($0) }) { weight -= 30 }
      found.append(Candidate(value: names, source: source, weight: weight, reason: reason))
    }
    let linked = facts.linkedData
    func addTold(_ texts: [String], _ source: String, _ weight: Double) {
      let before = found.count
      add(texts, source, weight)
      if found.count == before, let team = texts.lazy.map(Words.folded).first(where: Bylines.isTeam) {
        found.append(Candidate(value: [team], source: source, weight: 10, reason: "no person is named"))
      }
    }
    addTold(linked.authors, "json-ld author", linked.hasOnlyOrganisations ? 55 : 90)
    let metas = facts.metas.filter { AuthorFinder.allMetaNames.contains($0.key) }
    for key in AuthorFinder.metaNames {
      let values = metas.compactMap { $0.key == key ? $0.value : nil }
      if values.isEmpty { continue }
      if key == "twitter:data1", !AuthorFinder.announcesAuthor(facts.value("twitter:label1") ?? "") { continue }
      addTold(values, "meta " + key, key == "author" ? 78 : 82)
    }
    addTold(microdata(), "microdata author", 80)
    addTold(relations(), "rel=author", 76)
    addTold(named(), "element named as an author", 72)
    add(linkedPages(), "link to an author's page", 66)
    add(bylines(), "byline", 60)
    if found.isEmpty { add(linked.onlyPerson.map { [$0] } ?? [], "json-ld Person", 50) }
    if found.isEmpty { add(signed(), "name before a day", 44) }
    if found.allSatisfy({ $0.weight < AuthorFinder.doubtful }) { add(signature(), "signature", 42) }
    return weighed(found).ranked()
  }

  /// Whether a label stands before a name: "Written by", "Verfasst von", "Écrit par".
  private static func announcesAuthor(_ label: String) -> Bool {
    label.lowercased().split(separator: " ").contains { ["by", "von", "par", "por", "da", "door", "av"].contains($0) }
  }

  /// The candidates with what they say of each other: two that agree are believed before one that stands alone, a
  /// name in full before a login made of it.
  private func weighed(_ found: [Candidate<[String]>]) -> [Candidate<[String]>] {
    let keys = found.map { Set($0.value.map(Words.key)) }
    var result = found
    for index in found.indices {
      guard found[index].weight > 30 else { continue }
      for other in found.indices where other != index && found[other].weight > 30 {
        if keys[other] == keys[index] {
          result[index].weight += AuthorFinder.agreement
          let isLogin = found[other].value.allSatisfy { Words.count($0) == 1 }
          if isLogin, !found[index].value.allSatisfy({ Words.count($0) == 1 }) {
            result[index].weight = max(result[index].weight, found[other].weight + 3 * AuthorFinder.agreement)
            result[index].reason = "the login \(found[other].value[0]) in full"
          }
        }
      }
    }
    return result
  }

  /// The weight below which nobody but a site or an organisation is named.
  private static let doubtful = 40.0

  /// What each source that names the same people adds to a candidate's weight.
  private static let agreement = 4.0

  func shown(_ node: Int) -> String { Words.folded(TextRenderer.text(of: node, in: document).text) }

  private func microdata() -> [String] {
    var names: [String] = []
    for node in facts.properties {
      guard let range = document.valueRange(.itemProperty, of: node) else { continue }
      let property = document.pool[range]
      guard property.elementsEqual("author".utf8) || property.elementsEqual("creator".utf8), !isAway(node) else {
        continue
      }
      if let content = document.value(.content, of: node) {
        names.append(content)
        continue
      }
      var name: String?
      for inner in node..<document.end(of: node) {
        guard let range = document.valueRange(.itemProperty, of: inner), inner != node,
          document.pool[range].elementsEqual("name".utf8)
        else { continue }
        name = document.value(.content, of: inner) ?? shown(inner)
        break
      }
      names.append(name ?? shown(node))
    }
    return names
  }

  private func relations() -> [String] {
    var names: [String] = []
    for node in facts.relations {
      guard let relation = document.valueRange(.relation, of: node), document.holdsWord("author", in: relation),
        !isAway(node)
      else { continue }
      names.append(shown(node))
    }
    return names
  }

  private func named() -> [String] {
    var skipTo = 0
    var tried = 0
    for index in scan.named where tried < 60 {
      let node = Int(index)
      if node < skipTo { continue }
      guard scan.hints[node].contains(.author), document.end(of: node) - node < 60, !isAway(node) else { continue }
      let tag = document.tag(node)
      if tag == .body || tag == .html || tag == .article || tag == .img { continue }
      let text = shown(node)
      if text.isEmpty || Words.count(text) > 30 { continue }
      skipTo = document.end(of: node)
      tried += 1
      // So is an element inside it that is named so: the author's name beside the author's role.
      if let inner = (node + 1..<max(node + 1, document.end(of: node))).first(where: {
        !document.isText($0) && document.tag($0) != .img && document.tag($0) != .a && isName($0)
      }) {
        let names = [shown(inner)]
        if cleaned(names).count == 1 { return names }
      }
      // A link inside the byline is the name itself.
      var links: [String] = []
      for inner in node..<document.end(of: node) where document.tag(inner) == .a && !isFiling(inner) {
        let name = shown(inner)
        if !name.isEmpty { links.append(name) }
      }
      // The first byline speaks for the post; others belong to boxes and other posts.
      for names in Bylines.outright(in: text) ? [[text], links] : [links, [text]]
      where !cleaned(names).isEmpty || names.contains(where: Bylines.isTeam) {
        return names
      }
    }
    return []
  }

  /// Whether an element's class says that the element is the author's name and nothing else.
  private func isName(_ node: Int) -> Bool {
    var isName = false
    document.forEachClassWord(of: node) { word in
      isName =
        document.equals(word, "author-name") || document.equals(word, "author__name")
        || document.equals(word, "post-author-name") || document.equals(word, "byline-name")
        || document.equals(word, "authorname") || document.equals(word, "author_name")
        || document.equals(word, "author") || document.equals(word, "byline-author")
      return !isName
    }
    return isName
  }

  /// Whether a link leads to what a post is filed under, or to its comments.
  private func isFiling(_ link: Int) -> Bool {
    if let relation = document.valueRange(.relation, of: link),
      document.contains(relation, "tag") || document.contains(relation, "category")
    {
      return true
    }
    guard let href = document.valueRange(.href, of: link) else { return false }
    return AuthorFinder.filing.occurs(in: document.pool.span.extracting(href))
  }

  private static let filing = WordIndex(["/category/", "/tag/", "/kategorie/", "#comment", "#respond"])

  func isAway(_ node: Int) -> Bool {
    if let end = body.last?.upperBound, node > end + 400 { return true }
    if comments.contains(where: { $0.contains(node) }) { return true }
    var ancestor = document.parent(of: node)
    while ancestor > 0 {
      let tag = document.tag(ancestor)
      if tag == .body || tag == .html { return false }
      // What holds the article as well is no place apart, whatever it is called.
      if let start = body.first?.lowerBound, start >= ancestor, start < document.end(of: ancestor) { return false }
      // A strip of links between title and article may hold the byline.
      if tag == .nav, !isBetween(ancestor) { return true }
      let hints = scan.hints[ancestor]
      if ArticleFooter.isOwn(ancestor, body: body, in: document) {
        ancestor = document.parent(of: ancestor)
        continue
      }
      if !hints.isDisjoint(with: [.junk, .comments]), !hints.contains(.body), !hints.contains(.article),
        !hints.contains(.credits)
      {
        return true
      }
      ancestor = document.parent(of: ancestor)
    }
    return false
  }

  private func isBetween(_ node: Int) -> Bool {
    guard let anchor = scan.anchor, let start = body.first(where: { $0.lowerBound > anchor })?.lowerBound else {
      return false
    }
    return node > anchor && document.end(of: node) <= start && document.end(of: node) - node < 40
  }

  /// The names in texts, without what bylines put around them; without doubles.
  func cleaned(_ texts: [String]) -> [String] {
    var names: [String] = []
    var keys: [[UInt8]] = []
    for text in texts {
      for name in Bylines.names(in: text) {
        let key = Words.key(name)
        if key.isEmpty || keys.contains(key) { continue }
        keys.append(key)
        names.append(name)
      }
    }
    // Beside people, sites and agencies are where the text came from.
    let people = names.filter { !Bylines.isOutlet($0) && !siteKeys.contains(Words.key($0)) }
    return people.contains { Words.count($0) > 1 } ? people : names
  }
}
