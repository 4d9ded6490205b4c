import Datelines
import Markup
import Model

/// Finds when the post was published among all the times that a page shows.
///
/// The weights order sources by how often they were right on pages with a known date: what is said about the article in
/// data first, then times beside its headline, then the address, then visible text.
struct DateFinder {
  let document: Document
  let facts: PageFacts
  let scan: PageScan
  let body: [Range<Int>]
  let page: PageContext

  /// `meta` names that state the day of publication, the most exact first.
  private static let published: [String] = [
    "article:published_time", "og:article:published_time", "og:published_time", "article:published", "datepublished",
    "parsely-pub-date", "sailthru.date", "pubdate", "publishdate", "publish-date", "publish_date", "publication_date",
    "publicationdate", "date.published", "dcterms.date", "dcterms.issued", "dcterms.created", "dc.date.issued",
    "dc.date.created", "dc.date", "dc.date.publication", "article.published", "published-date", "published_date",
    "published_time_telegram",
    "article_date_original", "originalpublicationdate", "citation_publication_date", "citation_date",
    "prism.publicationdate",
    "bt:pubdate", "cxenseparse:recs:publishtime", "cxenseparse:publishtime", "shareaholic:article_published_time",
    "vr:published_time", "datecreated", "date_created", "article:created", "created", "date", "release_date",
    "og:pubdate", "pdate",
    "article.created", "gentics.creationdate", "dc.created", "rnews:datepublished", "ptime", "timestamp",
    "article:post_date",
  ]
  /// `meta` names that state the day of the last change.
  private static let changed: [String] = [
    "article:modified_time", "og:updated_time", "datemodified", "dcterms.modified", "last-modified", "lastmod",
    "dc.date.modified", "article:modified", "revised", "utime", "modified_time", "updated_time",
    "og:article:modified_time",
  ]

  /// All times, the most believed first.
  func candidates() -> [Candidate<Timestamp>] {
    var found: [Candidate<Timestamp>] = []
    func add(_ time: Timestamp?, _ source: String, _ weight: Double, _ reason: String = "") {
      guard let time, isPlausible(time) else { return }
      var weight = weight
      if time.precision == .month || time.precision == .year { weight -= 52 }
      found.append(Candidate(value: time, source: source, weight: weight, reason: reason))
    }
    if let text = facts.linkedData.published { add(machine(text, .jsonLD), "json-ld datePublished", 100) }
    if let text = facts.linkedData.pagePublished { add(machine(text, .jsonLD), "json-ld WebPage datePublished", 88) }
    if let text = facts.linkedData.created { add(machine(text, .jsonLD), "json-ld dateCreated", 70) }
    if let text = facts.linkedData.modified { add(machine(text, .jsonLD), "json-ld dateModified", 20, "a change") }
    for meta in facts.metas {
      if let rank = DateFinder.published.firstIndex(of: meta.key) {
        add(machine(meta.value, .meta), "meta " + meta.key, rank < 5 ? 95 : 90 - Double(rank) * 0.2)
      } else if DateFinder.changed.contains(meta.key) {
        add(machine(meta.value, .meta), "meta " + meta.key, 18, "a change")
      }
    }
    elements(&found)
    if let time = dateInAddress {
      // An address names the day of the first publication; data may have been written anew by a later system.
      let isOlder = found.contains { $0.weight > 80 && $0.value.instant.seconds(since: time.instant) > 40 * 86_400 }
      add(time, "address", time.precision == .day ? (isOlder ? 101 : 78) : 60)
    }
    if found.allSatisfy({ $0.weight < 50 }) { visible(&found) }
    return local(found.ranked())
  }

  /// A day in the page's address.
  private var dateInAddress: Timestamp? {
    if let time = Dateline.timestamp(inPath: page.address.path) { return time }
    if let canonical = Address(page.canonical), let time = Dateline.timestamp(inPath: canonical.path) { return time }
    return DateFinder.dayInSlug(page.address.path)
  }

  /// A day in the words of an address: `23-01-2022-title`, `title-2022-01-23`.
  private static func dayInSlug(_ path: String) -> Timestamp? {
    var numbers: [(value: Int, digits: Int)] = []
    for part in path.utf8.split(whereSeparator: { $0 == 0x2f || $0 == 0x2d || $0 == 0x5f || $0 == 0x2e }) {
      guard part.count <= 4, part.allSatisfy({ $0 >= 0x30 && $0 <= 0x39 }) else {
        numbers.append((-1, 0))
        continue
      }
      numbers.append((part.reduce(0) { $0 * 10 + Int($1 - 0x30) }, part.count))
    }
    guard numbers.count >= 3 else { return nil }
    for index in 0...(numbers.count - 3) {
      let (a, b, c) = (numbers[index], numbers[index + 1], numbers[index + 2])
      guard a.value > 0, b.value > 0, c.value > 0 else { continue }
      var civil: CivilTime?
      if a.digits == 4, b.digits <= 2, c.digits == 2 {
        civil = CivilTime(year: a.value, month: b.value, day: c.value)
      } else if c.digits == 4, a.digits == 2, b.digits == 2 {
        civil = CivilTime(year: c.value, month: b.value, day: a.value)
      }
      if let civil, civil.isValid, civil.year > 1990, civil.year < 2100 {
        return Timestamp(civil, precision: .day, source: .url)
      }
    }
    return nil
  }

  /// The same list with the day that the page shows in front, where the first says the same instant in UTC only.
  private func local(_ ranked: [Candidate<Timestamp>]) -> [Candidate<Timestamp>] {
    guard let first = ranked.first, first.value.offset == 0, first.weight > 80, let day = first.value.day else {
      return ranked
    }
    for (position, other) in ranked.enumerated().dropFirst() where other.weight > 60 && other.value.offset != 0 {
      guard let shown = other.value.day, shown != day else { continue }
      let apart = abs(other.value.civil.instant().seconds(since: first.value.instant))
      let isClose = other.value.precision == .day ? apart < 26 * 3600 : apart <= 14 * 3600
      guard isClose else { continue }
      var result = ranked
      var local = result.remove(at: position)
      local.weight = first.weight
      local.reason = "the same time as the page shows it"
      result.insert(local, at: 0)
      return result
    }
    return ranked
  }

  private func machine(_ text: String, _ source: Timestamp.Source) -> Timestamp? {
    Dateline.timestamp(fromMachine: text, source: source)
      ?? Dateline.timestamp(fromHuman: text, source: source, dayFirst: dayFirst)
      ?? (text.utf8.count < 60 ? Dateline.timestamp(in: text, source: source) : nil)
  }

  /// Between 1990 and the day after the fetch.
  private func isPlausible(_ time: Timestamp) -> Bool {
    time.instant.milliseconds > 631_152_000_000
      && time.instant.milliseconds < page.fetched.milliseconds &+ 2 * 86_400_000
  }

  /// Times in elements: `time`, `abbr`, microdata, and elements named as dates.
  private func elements(_ found: inout [Candidate<Timestamp>]) {
    for node in facts.properties {
      guard let range = document.valueRange(.itemProperty, of: node) else { continue }
      let name = document.pool[range]
      let isPublished = name.elementsEqual("datePublished".utf8)
      let isCreated = name.elementsEqual("dateCreated".utf8)
      guard isPublished || isCreated || name.elementsEqual("dateModified".utf8) else { continue }
      let text =
        document.value(.dateTime, of: node) ?? document.value(.content, of: node) ?? document.value(.title, of: node)
        ?? Words.folded(document.rawText(of: node))
      guard let time = machine(text, .microdata), isPlausible(time) else { continue }
      let weight = (isPublished ? 92 : isCreated ? 70 : 19) + place(node)
      found.append(
        Candidate(value: time, source: "microdata " + document.string(range), weight: weight, reason: placeName(node)))
    }
    var seen = 0
    for node in facts.times where seen < 40 {
      let value = document.value(.dateTime, of: node) ?? document.value(.title, of: node)
      let text = Words.folded(document.rawText(of: node))
      var time = value.flatMap { Dateline.timestamp(fromMachine: $0, source: .time) ?? human($0, .time) }
      if time == nil { time = human(text, .time) }
      guard let time, isPlausible(time) else { continue }
      seen += 1
      var weight = 74 + place(node)
      let hints = names(around: node)
      if hints.isUpdate { weight -= 40 }
      if hints.isPublished { weight += 6 }
      found.append(Candidate(value: time, source: "time", weight: weight, reason: placeName(node)))
    }
    var texts = 0
    for index in scan.named where texts < 40 {
      let node = Int(index)
      guard scan.hints[node].contains(.date), document.end(of: node) - node < 40 else { continue }
      let text = Words.folded(document.rawText(of: node))
      guard text.utf8.count >= 6, text.utf8.count < 160, text.utf8.contains(where: { $0 >= 0x30 && $0 <= 0x39 }) else {
        continue
      }
      texts += 1
      guard let time = human(text, .byline), isPlausible(time) else { continue }
      var weight = 64 + place(node)
      if names(around: node).isUpdate { weight -= 30 }
      found.append(Candidate(value: time, source: "element named as a date", weight: weight, reason: placeName(node)))
    }
  }

  /// Whether numeric dates on the page begin with the day: everywhere but where American or Asian order is used.
  private var dayFirst: Bool? {
    guard let language = page.language?.lowercased() else { return nil }
    if language.hasPrefix("en") {
      return ["en-gb", "en-au", "en-nz", "en-ie", "en-in", "en-za"].contains(language) ? true : nil
    }
    return ["ja", "zh", "ko", "hu", "lt", "mn"].contains(String(language.prefix(2))) ? nil : true
  }

  private func human(_ text: String, _ source: Timestamp.Source) -> Timestamp? {
    Dateline.timestamp(fromHuman: text, source: source, dayFirst: dayFirst) ?? Dateline.timestamp(
      in: text, source: source)
      ?? Dateline.timestamp(relative: text, now: page.fetched)
  }

  /// Dates in short visible blocks, the nearer to the title the better; in long ones of the article at last.
  private func visible(_ found: inout [Candidate<Timestamp>]) {
    let middle = scan.anchor ?? body.first?.lowerBound ?? 0
    var tried = 0
    for index in scan.blocks.indices where tried < 200 {
      let block = scan.blocks[index]
      if block.words > 60 || block.words < 1 || block.characters < 6 { continue }
      let distance = abs(Int(block.first) - middle)
      if block.words > 14, distance > 150 { continue }
      let text = words(of: block)
      guard text.utf8.contains(where: { $0 >= 0x30 && $0 <= 0x39 }) else { continue }
      tried += 1
      let whole = Dateline.timestamp(fromHuman: text, source: .text, dayFirst: dayFirst)
      guard let time = whole ?? Dateline.timestamp(in: text, source: .text), isPlausible(time), time.day != nil else {
        continue
      }
      var weight = 40 - Double(block.words) * 0.3 - min(15, Double(distance) * 0.03)
      if whole != nil { weight += 6 }
      if !block.place.isDisjoint(with: [.junk, .frame]) { weight -= 12 }
      found.append(
        Candidate(value: time, source: "visible text", weight: weight, reason: "\(distance) nodes from the title"))
    }
  }

  private func words(of block: TextBlock) -> String {
    var renderer = TextRenderer(document)
    renderer.append(Int(block.first)..<Int(block.end))
    return renderer.finish().text
  }

  /// What a place adds to or takes from a time's weight.
  private func place(_ node: Int) -> Double {
    var ancestor = document.parent(of: node)
    var value = 0.0
    while ancestor > 0 {
      let tag = document.tag(ancestor)
      if tag == .body || tag == .html { break }
      if ArticleFooter.isOwn(ancestor, body: body, in: document) {
        value -= 3
        ancestor = document.parent(of: ancestor)
        continue
      }
      if tag == .nav || tag == .aside || tag == .footer { value -= 15 }
      let hints = scan.hints[ancestor]
      if !hints.isDisjoint(with: [.junk, .comments, .teaser]), !hints.contains(.body), !hints.contains(.article) {
        value -= 25
      }
      if value < -30 { break }
      ancestor = document.parent(of: ancestor)
    }
    guard let start = body.first?.lowerBound, let end = body.last?.upperBound else { return value }
    if node > end { value -= 12 } else if node < start { value += max(0, 6 - Double(start - node) * 0.02) }
    return value
  }

  private func placeName(_ node: Int) -> String {
    guard let start = body.first?.lowerBound, let end = body.last?.upperBound else { return "" }
    return node > end ? "behind the article" : node < start ? "before the article" : "in the article"
  }

  private func names(around node: Int) -> (isUpdate: Bool, isPublished: Bool) {
    var isUpdate = false
    var isPublished = false
    for candidate in [node, document.parent(of: node)] where candidate > 0 {
      guard let range = document.valueRange(.class, of: candidate) else { continue }
      let name = Words.lowered(document.string(range))
      if Words.contains(name, Array("updat".utf8)) || Words.contains(name, Array("modif".utf8)) {
        if !Words.contains(name, Array("publish".utf8)) { isUpdate = true }
      }
      if Words.contains(name, Array("publish".utf8)) || Words.contains(name, Array("entry-date".utf8)) {
        isPublished = true
      }
    }
    return (isUpdate, isPublished)
  }
}
