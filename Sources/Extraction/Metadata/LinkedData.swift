import JSONCoding

/// What a page's JSON-LD says about its post.
///
/// Of all objects in all scripts (`@graph`, arrays and `mainEntity` followed), the first of a type that names an article
/// is the post; what it does not say is taken from nobody else.
struct LinkedData {
  /// The article's members; `nil` where no object is one.
  private(set) var article: JSONValue?
  /// Objects by their `@id`, to follow references.
  private var named: [String: JSONValue] = [:]
  private var articleRank = 0
  /// The name of the site, from a `WebSite` object.
  private(set) var siteName: String?
  /// Names of `Person` objects, without doubles.
  private var people: [String] = []
  /// A page's name and dates, from a `WebPage` object.
  private(set) var webPage: JSONValue?

  /// Longest script that is read, in bytes.
  private static let maximumLength = 400_000

  /// Adds one script's text.
  mutating func add(_ bytes: ArraySlice<UInt8>) {
    guard bytes.count <= LinkedData.maximumLength, let value = LinkedData.parse(bytes) else { return }
    var waiting = [value]
    var visited = 0
    while let next = waiting.popLast(), visited < 4000 {
      visited += 1
      switch next {
      case .array(let elements): waiting.append(contentsOf: elements.reversed())
      case .object(let members):
        take(next)
        for member in members.reversed() {
          switch member.key {
          case "@graph", "mainEntity", "mainEntityOfPage", "author", "publisher", "hasPart", "liveBlogUpdate",
            "isPartOf":
            waiting.append(member.value)
          default: break
          }
        }
      default: break
      }
    }
  }

  private mutating func take(_ object: JSONValue) {
    if let name = object["@id"]?.string, let members = object.members, members.count > 1, named[name] == nil {
      named[name] = object
    }
    for type in LinkedData.texts(object["@type"]) {
      let rank = LinkedData.rank(ofType: type)
      if rank > articleRank {
        article = object
        articleRank = rank
      }
      if type == "WebSite", siteName == nil { siteName = object["name"]?.string.map(Words.folded) }
      if type == "WebPage", webPage == nil { webPage = object }
      if type == "Person", let name = object["name"]?.string.map(Words.folded), !people.contains(name), people.count < 2
      {
        people.append(name)
      }
    }
  }

  /// How far a type is believed to be the page's post.
  static func rank(ofType type: String) -> Int {
    switch type {
    case "NewsArticle", "BlogPosting", "Article", "ReportageNewsArticle", "AnalysisNewsArticle", "OpinionNewsArticle",
      "BackgroundNewsArticle", "ReviewNewsArticle", "TechArticle", "LiveBlogPosting", "ScholarlyArticle",
      "AdvertiserContentArticle", "SatiricalArticle", "SocialMediaPosting", "DiscussionForumPosting", "Report":
      3
    case "Recipe", "Review", "HowTo", "CreativeWork": 2
    case "Question", "QAPage", "CreativeWorkSeason": 1
    default: 0
    }
  }

  /// The article's headline.
  var headline: String? { (article?["headline"] ?? article?["name"])?.string.map(Words.folded) }
  /// The article's time of publication as written.
  var published: String? { LinkedData.texts(article?["datePublished"]).first }
  /// The article's time of creation or upload as written.
  var created: String? { LinkedData.texts(article?["dateCreated"] ?? article?["uploadDate"]).first }
  /// The article's last change as written.
  var modified: String? { LinkedData.texts(article?["dateModified"]).first }
  /// A `WebPage` object's time of publication as written.
  var pagePublished: String? { LinkedData.texts(webPage?["datePublished"]).first }
  /// The article's words.
  var body: String? { article?["articleBody"]?.string }
  /// The article's language.
  var language: String? { LinkedData.texts(article?["inLanguage"]).first }
  /// The number of comments that the article states.
  var commentCount: Int? { article?["commentCount"]?.int ?? article?["commentCount"]?.string.flatMap { Int($0) } }
  /// The publisher's name.
  var publisher: String? { resolved(article?["publisher"])?["name"]?.string.map(Words.folded) }
  /// Sections and keywords, each whole or parted by commas.
  var keywords: [String] { LinkedData.texts(article?["keywords"]) }

  /// The only person of whom the page's data speak; `nil` where they speak of none or of several.
  var onlyPerson: String? { people.count == 1 ? people[0] : nil }

  /// The names of the article's authors in order, organisations last.
  var authors: [String] {
    var people: [String] = []
    var others: [String] = []
    let value = article?["author"] ?? article?["creator"]
    for entry in LinkedData.elements(value) {
      if let name = entry.string {
        people.append(Words.folded(name))
        continue
      }
      guard let object = resolved(entry) else { continue }
      var names = LinkedData.texts(object["name"]).map(Words.folded)
      if names.isEmpty, let family = object["familyName"]?.string {
        names = [Words.folded((object["givenName"]?.string ?? "") + " " + family)]
      }
      if LinkedData.texts(object["@type"]).contains(where: { $0.hasSuffix("Organization") }) {
        others += names
      } else {
        people += names
      }
    }
    return people.isEmpty ? others : people
  }

  /// Whether all authors that are named are organisations.
  var hasOnlyOrganisations: Bool {
    for entry in LinkedData.elements(article?["author"]) {
      guard let object = resolved(entry) else { return false }
      if !LinkedData.texts(object["@type"]).contains(where: { $0.hasSuffix("Organization") }) { return false }
    }
    return true
  }

  private func resolved(_ value: JSONValue?) -> JSONValue? {
    guard let value else { return nil }
    let first = LinkedData.elements(value).first ?? value
    if let name = first["@id"]?.string, (first.members?.count ?? 0) <= 2, first["name"] == nil {
      return named[name] ?? first
    }
    return first
  }

  private static func elements(_ value: JSONValue?) -> [JSONValue] {
    guard let value else { return [] }
    if case .null = value { return [] }
    return value.array ?? [value]
  }

  private static func texts(_ value: JSONValue?) -> [String] {
    elements(value).compactMap(\.string)
  }

  /// Parses a script's text, with the wrappers and slips that pages are known for.
  private static func parse(_ bytes: ArraySlice<UInt8>) -> JSONValue? {
    var text = bytes
    while let first = text.first, first != 0x7b, first != 0x5b { text = text.dropFirst() }
    while let last = text.last, last != 0x7d, last != 0x5d { text = text.dropLast() }
    if text.isEmpty { return nil }
    if let value = try? JSONValue.parse(Array(text)) { return value }
    if let value = try? JSONValue.parse(mended(text)) { return value }
    return LinkedDataRemains(text).article
  }

  /// The text with bare control characters in strings as spaces and without commas before a closing bracket.
  private static func mended(_ bytes: ArraySlice<UInt8>) -> [UInt8] {
    var result: [UInt8] = []
    result.reserveCapacity(bytes.count)
    var inString = false
    var isEscaped = false
    var lastSign = -1
    for byte in bytes {
      if inString {
        if isEscaped {
          isEscaped = false
          let isKnown = "\"\\/bfnrtu".utf8.contains(byte)
          if !isKnown { result.removeLast() }
          result.append(byte < 0x20 ? 0x20 : byte)
          continue
        }
        if byte == 0x5c { isEscaped = true }
        if byte == 0x22 {
          inString = false
          lastSign = result.count
        }
        result.append(byte < 0x20 ? 0x20 : byte)
        continue
      }
      if byte == 0x22 { inString = true }
      if byte == 0x7d || byte == 0x5d, lastSign >= 0, result[lastSign] == 0x2c { result[lastSign] = 0x20 }
      if byte == 0x3b { continue }
      if byte > 0x20 { lastSign = result.count }
      result.append(byte)
    }
    return result
  }
}
