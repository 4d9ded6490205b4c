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

  /// How a time is described that is of the last change.
  static let change = "a change"

  /// `meta` names that state the day of publication, the most exact first.
  private static let published: [String] = [
    "article:published_time", "og:article:published_time", "og:published_time", "article:published", "datepublished",
    "parsely-pub-date", "sailthru.date", "pubdate", "publishdate", "publish-date", "publish_date", "publication_date",
    "publicationdate", "date.published", "dcterms.issued", "dcterms.created", "dc.date.issued",
    "dc.date.created", "dc.date.publication", "article.published", "published-date", "published_date",
    "published_time_telegram",
    "article_date_original", "originalpublicationdate", "citation_publication_date", "citation_date",
    "prism.publicationdate",
    "bt:pubdate", "cxenseparse:recs:publishtime", "cxenseparse:publishtime", "shareaholic:article_published_time",
    "vr:published_time", "datecreated", "date_created", "article:created", "created", "release_date",
    "og:pubdate", "og:datepublished", "pdate",
    "article.created", "gentics.creationdate", "dc.created", "rnews:datepublished", "ptime", "timestamp",
    "article:post_date",
  ]
  /// `meta` names that state the day of the last change.
  private static let changed: [String] = [
    "article:modified_time", "og:updated_time", "datemodified", "dcterms.modified", "last-modified", "lastmod",
    "dc.date.modified", "article:modified", "revised", "utime", "modified_time", "updated_time",
    "og:article:modified_time",
  ]

  /// `meta` names that state a day and not of what; sometimes that of the last change.
  private static let vague: [String] = ["dcterms.date", "dc.date", "date"]

  /// What `meta` names are worth, and whether they tell the last change.
  private static let meanings: [String: (weight: Double, isChange: Bool)] = {
    var meanings: [String: (weight: Double, isChange: Bool)] = [:]
    for name in changed { meanings[name] = (18, true) }
    for name in vague { meanings[name] = (80, false) }
    for (rank, name) in published.enumerated() {
      meanings[name] = (rank < 5 ? 95 : 90 - Double(rank) * 0.2, false)
    }
    return meanings
  }()

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
    if let text = facts.linkedData.modified {
      add(machine(text, .jsonLD), "json-ld dateModified", 20, DateFinder.change)
    }
    for meta in facts.metas {
      guard let meaning = DateFinder.meanings[meta.key] else { continue }
      add(machine(meta.value, .meta), "meta " + meta.key, meaning.weight, meaning.isChange ? DateFinder.change : "")
    }
    elements(&found)
    if let time = dateInAddress {
      // An address names the day of the first publication; data may have been written anew by a later system.
      let isOlder = found.contains { $0.weight > 80 && $0.value.instant.seconds(since: time.instant) > 40 * 86_400 }
      add(time, "address", time.precision == .day ? (isOlder ? 101 : 78) : 60)
    }
    if found.allSatisfy({ $0.weight < DateFinder.sure }) { visible(&found) }
    return timed(local(found.ranked()))
  }

  /// The weight from which a time may tell the clock to a day that is believed more: that of a `time` below the article.
  private static let telling = 50.0

  /// The same list with a clock time in front where the first is a day and a trusted time names the same day with its
  /// clock.
  private func timed(_ ranked: [Candidate<Timestamp>]) -> [Candidate<Timestamp>] {
    guard let first = ranked.first, first.value.precision == .day, let day = first.value.day,
      let position = ranked.firstIndex(where: {
        $0.value.day == day && $0.weight >= DateFinder.telling && $0.reason != DateFinder.change
          && ($0.value.precision == .minute || $0.value.precision == .second)
      })
    else { return ranked }
    var result = ranked
    var exact = result.remove(at: position)
    exact.weight = first.weight
    result.insert(exact, at: 0)
    return result
  }

  /// The weight from which a time needs no visible text beside it: that of a `time` beside the article.
  private static let sure = 70.0

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

  /// The same list with the time that the page shows in front, where the first says the same instant in UTC only.
  ///
  /// A clock time on the page that is whole half hours from the instant is the same time in the writer's zone. A day alone
  /// is believed when it is the first that the page shows and lies within the zones of the earth; today's date in a
  /// page's head is one day off as well, so that an address or text with the day in UTC speaks against it.
  private func local(_ ranked: [Candidate<Timestamp>]) -> [Candidate<Timestamp>] {
    guard let first = ranked.first, first.value.offset == 0, first.weight > 80, let day = first.value.day else {
      return ranked
    }
    let shown = ranked.indices.dropFirst().filter { ranked[$0].value.offset != 0 && ranked[$0].weight > 0 }
    var position = shown.first {
      isSameMinute(ranked[$0].value, first.value) && ranked[$0].reason != DateFinder.behind
        && ranked[$0].reason != DateFinder.change
    }
    if position == nil, let next = shown.first(where: { ranked[$0].weight > 60 }), ranked[next].value.day != day {
      let apart = abs(ranked[next].value.civil.instant().seconds(since: first.value.instant))
      if apart < (ranked[next].value.precision == .day ? 26 : 14) * 3600 { position = next }
    }
    guard let position, let there = ranked[position].value.day, there != day else { return ranked }
    var result = ranked
    var local = result.remove(at: position)
    local.weight = first.weight
    local.reason = "the same time as the page shows it"
    result.insert(local, at: 0)
    return result
  }

  /// Whether a clock time can be an instant as told in another zone, minute for minute.
  private func isSameMinute(_ shown: Timestamp, _ exact: Timestamp) -> Bool {
    guard shown.precision == .minute || shown.precision == .second,
      exact.precision == .minute || exact.precision == .second
    else { return false }
    let minutes = (shown.civil.instant().milliseconds.flooredMinutes) - exact.instant.milliseconds.flooredMinutes
    return minutes != 0 && abs(minutes) <= 14 * 60 && minutes % 30 == 0
  }

  func machine(_ text: String, _ source: Timestamp.Source) -> Timestamp? {
    Dateline.timestamp(fromMachine: text, source: source)
      ?? Dateline.timestamp(fromHuman: text, source: source, dayFirst: dayFirst)
      ?? (text.utf8.count < 60 ? Dateline.timestamp(in: text, source: source, dayFirst: dayFirst) : nil)
  }

  /// Between 1990 and the day after the fetch.
  func isPlausible(_ time: Timestamp) -> Bool {
    time.instant.milliseconds > 631_152_000_000
      && time.instant.milliseconds < page.fetched.milliseconds &+ 2 * 86_400_000
  }

  /// Whether numeric dates on the page begin with the day.
  var dayFirst: Bool? { page.dayFirst }
}

extension Int64 {
  /// Milliseconds as whole minutes.
  fileprivate var flooredMinutes: Int64 { self >= 0 ? self / 60_000 : (self - 59_999) / 60_000 }
}
