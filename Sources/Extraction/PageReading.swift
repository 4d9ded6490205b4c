import Markup
import Model

/// One page while it is read: what was found so far, and how the parts come together.
struct PageReading {
  let document: Document
  let facts: PageFacts
  let page: PageContext
  private(set) var comments: CommentReading
  private(set) var scan: PageScan
  private(set) var post: PostReading
  private let sites: SiteNames
  private let siteKeys: [[UInt8]]
  private let anchor: Int?

  /// Reads a page's parts in the order in which they need each other.
  init(_ document: Document, at address: Address, fetched: Instant) {
    var document = document
    document.noteNames()
    self.document = document
    facts = PageFacts(document)
    let base = facts.base.flatMap { Address($0, relativeTo: address) } ?? address
    page = PageContext(
      address: address, base: base, canonical: CanonicalAddress.of(facts, at: address, base: base), fetched: fetched,
      language: facts.language, dayFirst: PageDates.dayFirst(in: document, at: address, language: facts.language),
      stated: facts.linkedData.published ?? facts.value("article:published_time"), generator: facts.generator)
    comments = CommentReader().read(document, page: page)
    var host = address.host
    if host.hasPrefix("www.") { host.removeFirst(4) }
    sites = SiteNames(facts: facts, host: host)
    siteKeys = sites.keys
    anchor = TitleAnchor.node(document, facts, siteKeys: siteKeys)
    scan = PageScan(document, pruned: comments.regions, anchor: anchor)
    post = PostReader(document: document, scan: scan, facts: facts, page: page).read()
    if post.words < PageReading.teaser, scan.hiddenBytes > 1000 { readHidden() }
    if post.words < PageReading.tooFew, !comments.regions.isEmpty { reconsider() }
    if comments.isThread, opener == nil { open() }
  }

  /// A post with fewer words than this beside comments raises the question whether those are comments.
  private static let tooFew = 50

  /// A post with fewer words than this may be the teaser of one that is hidden behind a paywall's curtain.
  private static let teaser = 130

  /// Reads what is not shown when it holds far more of the post than what is.
  private mutating func readHidden() {
    let whole = PageScan(document, pruned: comments.regions, anchor: anchor, includesHidden: true)
    let reading = PostReader(document: document, scan: whole, facts: facts, page: page).read()
    guard reading.words > 3 * post.words, reading.words > 150 else { return }
    scan = whole
    post = reading
  }

  /// Takes one or two "comments" that hold the page's only words for the post, and the first post of a forum's thread
  /// for the page's post.
  private mutating func reconsider() {
    let spoken = comments.comments.filter { $0.kind == .comment }
    let unpruned = PageScan(document, pruned: [], anchor: anchor)
    // Comments that the page itself counts are comments.
    if spoken.count <= 2, !comments.isThread, (comments.stated ?? 0) < max(1, spoken.count) {
      let whole = PostReader(document: document, scan: unpruned, facts: facts, page: page).read()
      let said = spoken.reduce(0) { $0 + Words.count($1.text) }
      guard whole.words > 2 * post.words + 40, said * 2 > whole.words || spoken.isEmpty else { return }
      comments = CommentReading(sources: comments.sources, stated: comments.stated)
      scan = unpruned
      post = whole
      return
    }
    guard comments.isThread, let first = spoken.first, first.depth == 0, Words.count(first.text) > post.words else {
      return
    }
    // Where comments are called so, the post they stand below is the one that opens the thread.
    let isComment = CommentKeys.key(inLink: first.url)?.hasPrefix("comment-") == true
    if isComment, post.words * 3 >= Words.count(first.text) { return }
    open(with: first)
  }

  /// Takes the first post of a forum's thread for the page's post where it was found above the answers, or where the
  /// post has been read with the same words.
  private mutating func open() {
    guard let first = comments.comments.first, first.kind == .comment, first.depth == 0 else { return }
    if comments.isOpened || PageReading.areSame(first.text, post.text.text) { open(with: first) }
  }

  /// Whether two texts have the same words, as far as their beginnings and their lengths tell.
  private static func areSame(_ left: String, _ right: String) -> Bool {
    func bare(_ text: String) -> [UInt8] {
      text.utf8.filter { $0 >= 0x80 || ($0 >= 0x30 && $0 <= 0x39) || ($0 | 0x20 >= 0x61 && $0 | 0x20 <= 0x7a) }
    }
    let (a, b) = (bare(left), bare(right))
    guard a.count >= 40, a.count * 10 >= b.count * 9, b.count * 10 >= a.count * 9 else { return false }
    return a.prefix(160).elementsEqual(b.prefix(160))
  }

  private mutating func open(with first: Voice) {
    comments.comments.removeAll { $0.id == first.id }
    for index in comments.comments.indices where comments.comments[index].parent == first.id {
      comments.comments[index].parent = nil
    }
    post.text = RenderedText(bytes: Array(first.text.utf8))
    opener = first
  }

  /// The voice that opens a forum's thread, where the page is one.
  private var opener: Voice?

  /// Every answer to every question about the post.
  func evidence() -> PageEvidence {
    let keys = siteKeys
    return PageEvidence(
      titles: TitleFinder(document: document, facts: facts, scan: scan, body: post.body, siteKeys: keys).candidates(),
      authors: authors(keys),
      dates: DateFinder(document: document, facts: facts, scan: scan, body: post.body, page: page).candidates(),
      sites: sites.candidates())
  }

  /// Comments that somebody has to have written below a post to be taken for its author by a link to the site's home.
  private static let several = 2

  /// Who wrote the post; where the page does not say, the one commenter whose own site this is.
  ///
  /// A site of many homes (`/~ann/`) says nothing by its own.
  private func authors(_ keys: [[UInt8]]) -> [Candidate<[String]>] {
    var finder = AuthorFinder(document: document, facts: facts, scan: scan, body: post.body, siteKeys: keys)
    finder.comments = comments.regions
    let found = finder.candidates()
    if !found.isEmpty || comments.isThread || page.address.path.hasPrefix("/~") { return found }
    var owner: String?
    var count = 0
    let host = page.address.host
    for comment in comments.comments {
      guard let name = comment.speaker, let link = comment.speakerURL, !PageReading.leadsElsewhere(link, than: host),
        let home = Address(link), home.path == "/", home.query == nil, home.host == host
      else { continue }
      if let owner, owner != name { return found }
      owner = name
      count += 1
    }
    guard let owner, count >= PageReading.several, Bylines.isName(owner) else { return found }
    return [Candidate(value: [owner], source: "comment", weight: 20, reason: "whose link leads to this site's home")]
  }

  /// Whether an address leads to another host, as far as its letters tell: a look before it is parsed.
  ///
  /// Small letters, digits, hyphens and dots before a path are the host as they stand, unless they are a number.
  private static func leadsElsewhere(_ link: String, than host: String) -> Bool {
    let bytes = link.utf8Span.span
    let start = bytes.begins(with: "https://") ? 8 : 7
    guard start == 8 || bytes.begins(with: "http://") else { return false }
    var end = start
    var label = start
    while end < bytes.count, bytes[end] != 0x2f {
      let byte = bytes[end]
      guard byte &- 0x61 < 26 || byte &- 0x30 < 10 || byte == 0x2d || byte == 0x2e else { return false }
      end += 1
      if byte == 0x2e { label = end }
    }
    guard label < end, bytes[label] &- 0x61 < 26 else { return false }
    let other = host.utf8Span.span
    guard other.count == end - start else { return true }
    for place in other.indices where other[place] != bytes[start + place] { return true }
    return false
  }

  /// The conversation, put together from the parts.
  func conversation() -> Conversation {
    let evidence = evidence()
    var result = Conversation(url: page.address.href, canonical: page.canonical)
    result.title = evidence.titles.first?.value
    result.site = evidence.sites.first?.value
    result.authors = evidence.authors.first?.value ?? []
    result.tags = TagFinder.tags(document, facts)
    result.language = facts.language ?? facts.linkedData.language
    if !post.text.bytes.isEmpty || isWordless(evidence) {
      var voice = Voice(
        id: VoiceID.post(page: page.canonical), kind: .post, url: page.canonical, title: result.title,
        text: post.text.text, language: result.language)
      voice.speaker = result.authors.isEmpty ? nil : result.authors.joined(separator: ", ")
      voice.published = evidence.dates.first?.value
      if let opener {
        voice.speaker = opener.speaker ?? voice.speaker
        voice.speakerURL = opener.speakerURL
        voice.published = opener.published ?? voice.published
        voice.quoted = opener.quoted
        result.authors = opener.speaker.map { [$0] } ?? result.authors
      }
      let finder = QuoteFinder(voice, page: page)
      let sites =
        opener.map { comments.quotes[$0.id] ?? [] }
        ?? QuoteSite.sites(in: post.text, of: post.body, document: document, now: page.fetched)
      let finding = finder.finding(sites)
      voice.quoted = finding.quoted
      result.voices.append(voice)
      result.voices += finding.voices
    }
    CommentQuotes.hear(comments.comments, sites: comments.quotes, page: page, into: &result.voices)
    QuotedVoices.name(&result.voices)
    result.statedComments = comments.stated ?? facts.linkedData.commentCount
    result.leftOut = omissions()
    result.notices = comments.notices
    result.links = LinkCollector(document: document, page: page, scan: scan, post: post, comments: comments.regions)
      .links(facts)
    result.feeds = feeds()
    result.commentSources = comments.sources
    return result
  }

  /// Whether the page is a post without words, such as a photograph with a title.
  private func isWordless(_ evidence: PageEvidence) -> Bool {
    guard result(of: evidence) else { return false }
    return facts.linkedData.article != nil || facts.value("og:type")?.lowercased() == "article" || anchor != nil
  }

  /// Whether a title and a time name a post.
  private func result(of evidence: PageEvidence) -> Bool { evidence.titles.first != nil && evidence.dates.first != nil }

  private func omissions() -> [Omission] {
    var found = comments.omissions
    if document.losses.nesting > 0 { found.append(Omission(cause: "nesting", count: document.losses.nesting)) }
    if document.losses.attributes > 0 { found.append(Omission(cause: "attributes", count: document.losses.attributes)) }
    if document.losses.truncated > 0 { found.append(Omission(cause: "truncated", count: document.losses.truncated)) }
    return found.sorted { $0.cause < $1.cause }
  }

  private static let feedTypes = WordIndex(["rss", "atom", "feed+json"])
  private static let commentWords = WordIndex(["comment", "kommentar"])

  private func feeds() -> [Feed] {
    var feeds: [Feed] = []
    for link in facts.links where link.relation.utf8Span.span.holdsWord("alternate") {
      guard PageReading.feedTypes.occurs(in: link.type.utf8Span.span), let url = page.absolute(link.href),
        !feeds.contains(where: { $0.url == url })
      else { continue }
      let title = link.title.map(Words.folded)
      let isComments =
        PageReading.commentWords.occurs(in: (title ?? "").utf8Span.span)
        || PageReading.commentWords.occurs(in: link.href.utf8Span.span)
      feeds.append(Feed(url: url, title: title, isComments: isComments))
    }
    return feeds
  }
}
